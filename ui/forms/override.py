"""What lifts a block: a second person, a document and a reason; asked for in the same words wherever one is lifted."""

from __future__ import annotations

from collections.abc import Sequence

from ui.forms.spec import Field, FormSpec, Section, Width
from ui.widgets import Choice, ChoiceEdit, LineEdit, TextArea
from ui.widgets.texts import Texts


def override_spec(people: Sequence[Choice] = ()) -> FormSpec:
    """The form; `people` are those who may be the second person."""

    def second(texts: Texts) -> ChoiceEdit:
        return ChoiceEdit(texts, people)

    def reason(texts: Texts) -> TextArea:
        return TextArea(texts, rows=2)

    return FormSpec(
        (
            Section(
                None,
                (
                    Field("second_person", "widgets.override.second_person", second, required=True),
                    Field("document", "widgets.override.document", LineEdit, required=True),
                    Field("override_reason", "widgets.override.reason", reason, required=True, width=Width.FULL),
                ),
            ),
        )
    )
