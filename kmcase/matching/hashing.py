"""Keys of 63 bits: equal for equal texts everywhere and always, whether made one by one or a column at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

_MASK = (1 << 64) - 1
_FACTOR = 0x9E37_79B9_7F4A_7C15
_SHIFT = 29


@lru_cache(maxsize=200_000)
def token(text: str) -> int:
    """A text as a number of 64 bits; 0 for no text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") if text else 0


def key(kind: str, parts: Sequence[Any], *, ordered: bool = True) -> Any:
    """Tokens as one key of a kind: of whole numbers one, of columns of numpy a column."""
    mixed: Any = token(kind)
    if not ordered:
        parts = [sum(parts) & _MASK]
    for part in parts:
        mixed = ((part ^ mixed) * _FACTOR) & _MASK
        mixed = mixed ^ (mixed >> _SHIFT)
    return mixed >> 1
