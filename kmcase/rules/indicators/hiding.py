"""How counts may be told to who does not see all that is counted: few stay few, also by subtraction.

With few, who knows the place knows who they are. A count of one to four is told to be below five alone. Where the sum
is known, the others of a table would give it away: so one of the others is told loosely too, which one by its place and
never by its count, for who knows this rule could read the count from the choice. Of a table of small parts alone none
is told. Zero is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_TWO = 2
FEW = 5
"""Below this a count is only told to be below it (the program's own choice, systems.md §2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A count as it is told: from `least` to `most`, one number where both are equal, any from `least` on without."""

    least: int
    most: int | None

    @classmethod
    def exactly(cls, count: int) -> Told:
        """The count itself."""
        return cls(least=count, most=count)

    @property
    def exact(self) -> int | None:
        """The number, where it is told."""
        return self.least if self.least == self.most else None

    @property
    def few(self) -> bool:
        """Whether it is told to be below five, and no more."""
        return (self.least, self.most) == (1, FEW - 1)


FEWER = Told(least=1, most=FEW - 1)
"""One to four."""

SOME = Told(least=FEW, most=None)
"""Five or more, for else another count were given away."""

WITHHELD = Told(least=0, most=None)
"""Nothing is told, for else one of few parts were given away."""


def told_parts(counts: Sequence[int]) -> tuple[Told, ...]:
    """Parts of a whole whose sum anybody may know, though where it is few, nobody is told it.

    Each count of one to four could be another one as well, by all that is told of the parts, by their sum and by this
    rule. The places of the parts are not to follow from their counts.
    """
    total = sum(counts)
    told = [FEWER if _is_few(count) else Told.exactly(count) for count in counts]
    parts, few = sum(count > 0 for count in counts), told.count(FEWER)
    if not few or (_is_few(total) and parts <= _TWO):
        return tuple(told)
    small = sum(count for count in counts if _is_few(count))
    if total > FEW * parts:
        if few > 1 and few < small < (FEW - 1) * few:
            return tuple(told)
        # Whatever the few are, they could all be ones, and all be fours.
        last = max(place for place, count in enumerate(counts) if count >= FEW)
        if small + counts[last] >= (FEW - 1) * few + FEW:
            told[last] = SOME
            return tuple(told)
    return (WITHHELD,) * len(counts)


def told_hidden(counts: Sequence[int]) -> tuple[Told, ...]:
    """Parts of what the viewer sees none of: as `told_parts`, and five or more only by the five in which they lie.

    So a year less one of its halves, or a report less that of the day before, gives no few either.
    """
    return tuple(_in_fives(told) for told in told_parts(counts))


def _in_fives(told: Told) -> Told:
    if told.exact is None or told.exact < FEW:
        return told
    least = told.exact - told.exact % FEW
    return Told(least=least, most=least + FEW - 1)


def told_share(numerator: int, denominator: int) -> tuple[Told, Told]:
    """So many of so many, neither part of which may be told to be few by the other.

    Below ten one part is always few where neither is nothing: then the numerator is told to be some.
    """
    rest = denominator - numerator
    whole = FEWER if _is_few(denominator) else Told.exactly(denominator)
    if not (_is_few(numerator) or _is_few(rest)):
        return Told.exactly(numerator), whole
    if denominator < 2 * FEW:
        if numerator in (0, denominator):
            return (whole if numerator else Told.exactly(0)), whole
        return Told(least=1, most=max(denominator - 1, FEW - 1)), whole
    if _is_few(numerator):
        return FEWER, whole
    return Told(least=denominator - FEW + 1, most=denominator - 1), whole


def _is_few(count: int) -> bool:
    return 0 < count < FEW
