"""What is done to laptops: the use case of each form, and the sentence of what will happen. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from kmcase.messages import Message, message
from ui.screens.laptops.columns import Line

Values = Mapping[str, Any]
SUFFIX = "enrol"


class Action(StrEnum):
    """One form of the screen."""

    ENROL = "enrol"
    AREA = "area"
    REVOKE = "revoke"


USE_CASES = {Action.ENROL: "laptops.enrol", Action.AREA: "laptops.enrol", Action.REVOKE: "laptops.revoke"}


def told(action: Action, values: Values, line: Line | None) -> Message | None:
    """What will happen; None while something is missing."""
    area: frozenset[str] = values.get("area") or frozenset()
    if action is Action.ENROL:
        name, officers, file = values["name"].strip(), values["officers"], values["file"].strip()
        if not (name and officers and file):
            return None
        return message(
            "laptops_ui.says.enrol", name=name, subdistricts=len(area), officers=len(officers), file=Path(file).name
        )
    if line is None:
        return None
    if action is Action.AREA:
        said = message("laptops_ui.says.area", name=line.laptop.name, subdistricts=len(area))
        return said if area else None
    return message("laptops_ui.says.revoke", name=line.laptop.name, entries=line.status.entries)
