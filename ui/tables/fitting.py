"""How wide the columns of a list stand that nobody has set by hand. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LITTLE = 1.25
"""A column whose contents lack no more than a quarter of its width is given it, rather than cut a letter or two."""
_SHORT = 104
"""Words as narrow as numbers and kinds are: they give nothing."""
_MOST = 2
"""What is never cut may be so many times as wide as it was declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a column asks for, in pixels: as declared, for its title, for its first rows.

    `whole` is a state, a day or a number, which says nothing or something else when it is cut.
    """

    declared: int
    title: int
    rows: int
    whole: bool


def widths(asks: Sequence[Ask], room: int, ease: int = 0) -> tuple[int, ...]:
    """As declared where there is room for all, and `ease` is left over; else none is wider than title and rows need.

    Where words that give in a little make the difference they do; else all stay readable, and the table scrolls.
    """
    wished = tuple(_wished(ask) for ask in asks)
    if sum(wished) <= room - ease:
        return wished
    needed = tuple(min(wide, max(ask.title, ask.rows)) for ask, wide in zip(asks, wished, strict=True))
    given = tuple(_given(ask, wide) for ask, wide in zip(asks, needed, strict=True))
    lacking, all_given = sum(needed) - room, sum(given)
    if not 0 < lacking <= all_given:
        return needed
    return tuple(wide - -(-give * lacking // all_given) for wide, give in zip(needed, given, strict=True))


def _wished(ask: Ask) -> int:
    most = ask.declared * (_MOST if ask.whole else _LITTLE)
    wide = ask.rows if ask.whole or ask.rows <= most else ask.declared
    return max(ask.declared, ask.title, min(wide, round(most)))


def _given(ask: Ask, wide: int) -> int:
    """What a column of words can spare."""
    return 0 if ask.whole or wide <= _SHORT else max(0, wide - max(ask.title, _SHORT, round(wide / _LITTLE)))
