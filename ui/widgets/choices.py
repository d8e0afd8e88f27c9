"""What can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kmcase.messages import message
from ui.widgets.texts import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value, its words, a code people know it by, and what helps to choose."""

    value: object
    said: Said
    code: str = ""
    hint: Said = ""


def enum_choices(members: Iterable[Enum], prefix: str) -> tuple[Choice, ...]:
    """Choices of an enumeration, whose words stand at `<prefix>.<member value>`."""
    return tuple(Choice(value=member, said=message(f"{prefix}.{member.value}")) for member in members)
