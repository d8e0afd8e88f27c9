"""The recovery key: 160 random bits, printed once and sealed in an envelope.

Eight groups of four characters and a check character. The alphabet is Crockford's (no I, L, O, U); each group is
checked by itself and by its place, so that a typing error is named by its group.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable

from kmcase.domain.errors import DomainError

BITS = 160
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
_GROUPS, _DATA = 8, 4
_BETWEEN = frozenset(" \t\r\n-–—_.:/")


def new_recovery_key(entropy: Callable[[int], bytes] = os.urandom) -> bytes:
    """Twenty fresh bytes."""
    return entropy(BITS // 8)


def show_recovery_key(key: bytes) -> str:
    """The text to print: `XXXXX-XXXXX-…`, eight groups of five."""
    if len(key) * 8 != BITS:
        raise ValueError(f"a recovery key has {BITS} bits")
    number = int.from_bytes(key)
    digits = [number >> shift & 31 for shift in range(BITS - 5, -1, -5)]
    groups = (digits[start : start + _DATA] for start in range(0, len(digits), _DATA))
    return "-".join(
        "".join(_ALPHABET[digit] for digit in (*group, _check(group, place))) for place, group in enumerate(groups)
    )


def read_recovery_key(text: str) -> bytes:
    """The key of a typed text: any case, blanks and dashes; O, I and L are read as digits, Thai digits too.

    Raises `office_files.recovery_key_length` or `.recovery_key_group` with the first wrong group (from 1).
    """
    plain = [_plain(character) for character in text if character not in _BETWEEN]
    size = _DATA + 1
    if len(plain) != _GROUPS * size:
        raise DomainError("office_files.recovery_key_length", "recovery_key", typed=len(plain), due=_GROUPS * size)
    number = 0
    for place in range(_GROUPS):
        digits = [_ALPHABET.find(character) for character in plain[place * size : (place + 1) * size]]
        if -1 in digits or _check(digits[:_DATA], place) != digits[_DATA]:
            raise DomainError("office_files.recovery_key_group", "recovery_key", group=place + 1)
        for digit in digits[:_DATA]:
            number = number << 5 | digit
    return number.to_bytes(BITS // 8)


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return str(digit) if digit is not None else character.upper().translate(_LIKE)


def _check(group: list[int], place: int) -> int:
    """A digit over GF(32) with weights 2, 4, 8, 16: finds each single error, exchange of two, and misplaced group."""
    total = place
    for digit in group:
        total = _times_two(total ^ digit)
    return total


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled  # x^5 + x^2 + 1, primitive over GF(2)
