"""Why two records may be one person, or not, in sentences: what weighs most comes first."""

from __future__ import annotations

from kmcase.matching.fields import LEVELS
from kmcase.matching.scoring import Match
from kmcase.matching.weights import shipped
from kmcase.messages import Message

_SILENT = frozenset({"unknown", "straight"})
"""Levels that are no reason."""


def reasons(match: Match) -> tuple[Message, ...]:
    """One message for each field that both records know (`matching.<field>.<level>`), the weightiest first."""
    weights = shipped().levels
    said = [(name, level) for name, level in match.levels.items() if level not in _SILENT]
    said.sort(key=lambda each: -abs(weights[each[0]][LEVELS[each[0]].index(each[1])]))
    found = [Message(f"matching.{name}.{level}") for name, level in said]
    return (*found, *_caution(match))


def _caution(match: Match) -> tuple[Message, ...]:
    """What a family shares is no proof: another first name in one house may be a brother or a sister."""
    other_name = match.levels["first_name"] in ("differs", "far", "alike")
    if other_name and match.levels["birth"] == "equal":
        return (Message("matching.perhaps_twins"),)
    if other_name and match.levels["address"] == "house":
        return (Message("matching.perhaps_siblings"),)
    return ()
