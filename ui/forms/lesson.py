"""The form of a lesson learned, of a round or of a case: the four questions of the review, and the way to a command."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ui.forms.spec import Field, FormSpec, Section, Width
from ui.widgets import LineEdit, TextArea

_LONG = partial(TextArea, rows=3)
LESSON_SPEC = FormSpec(
    (
        Section(
            "lessons.form.section",
            (
                Field("title", "lessons.field.title", LineEdit, required=True, width=Width.FULL),
                Field("expected", "lessons.field.expected", _LONG),
                Field("happened", "lessons.field.happened", _LONG, required=True),
                Field("why", "lessons.field.why", _LONG),
                Field("next_time", "lessons.field.next_time", _LONG),
            ),
        ),
        Section(
            "lessons.form.section_with",
            (
                Field(
                    "proposals",
                    "lessons.field.proposals",
                    _LONG,
                    help_key="lessons.form.proposals_help",
                    width=Width.FULL,
                ),
                Field("topics", "lessons.field.topics", LineEdit, help_key="lessons.form.topics_help"),
                Field("participants", "lessons.field.participants", _LONG, help_key="lessons.form.participants_help"),
            ),
        ),
    )
)


def lesson_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, lists taken apart, by the fields of `WriteLesson`."""
    texts = {name: values[name] for name in ("title", "expected", "happened", "why", "next_time")}
    return {
        **texts,
        "topics": tuple(values["topics"].split(",")),
        "participants": tuple(values["participants"].splitlines()),
        "proposals": tuple(values["proposals"].splitlines()),
    }
