"""Counts that must not tell of one person: with few, who knows the place knows who they are."""

from __future__ import annotations

from kmcase.messages import Message, message
from kmcase.rules.indicators.hiding import FEW, Told

__all__ = ["FEW", "Told", "told_count", "told_words"]


def told_count(count: int) -> Message:
    """A count as it may be told to who does not see each of what is counted: none, few, or how many."""
    return message("cases.count.few", least=FEW) if 0 < count < FEW else message("cases.count.exact", count=count)


def told_words(told: Told) -> Message:
    """What is told of a count, in words: the number, few, a range, at least so many, or nothing."""
    if told.few:
        return told_count(told.least)
    if told.exact is not None:
        return message("cases.count.exact", count=told.exact)
    if told.most is not None:
        return message("cases.count.range", least=told.least, most=told.most)
    return message("cases.count.at_least", least=told.least) if told.least else message("cases.count.withheld")
