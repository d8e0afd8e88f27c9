"""Counts that must not tell of one person: with few, who knows the place knows who they are."""

from __future__ import annotations

from kmcase.messages import Message, message

FEW = 5
"""Below this a count of cases is only told to be below it (the program's own choice, systems.md §2)."""


def told_count(count: int) -> Message:
    """A count as it may be told to who does not see each of what is counted: none, few, or how many."""
    return message("cases.count.few", least=FEW) if 0 < count < FEW else message("cases.count.exact", count=count)
