"""The form of a lesson learned, of a round or of a case: the four questions of the review."""

from __future__ import annotations

from functools import partial

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
