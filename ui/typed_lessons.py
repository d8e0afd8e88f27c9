"""What is typed into the form of a lesson, as its command takes it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def lesson_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, lists taken apart, by the fields of `WriteLesson`."""
    texts = {name: values[name] for name in ("title", "expected", "happened", "why", "next_time")}
    return {
        **texts,
        "topics": tuple(values["topics"].split(",")),
        "participants": tuple(values["participants"].splitlines()),
        "proposals": tuple(values["proposals"].splitlines()),
    }
