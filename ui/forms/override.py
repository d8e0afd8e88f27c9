"""What lifts a block: a second person, a document and a reason; asked for in the same words wherever one is lifted."""

from __future__ import annotations

from collections.abc import Sequence

from kmcase.domain.staff import StaffMember
from ui.forms.second import second_fields
from ui.forms.spec import Field, FormSpec, Section, Width
from ui.widgets import LineEdit, TextArea
from ui.widgets.texts import Texts


def override_spec(people: Sequence[StaffMember] = ()) -> FormSpec:
    """The form; `people` are those who may be the second person."""

    def reason(texts: Texts) -> TextArea:
        return TextArea(texts, rows=2)

    return FormSpec(
        (
            Section(
                None,
                (
                    *second_fields(people),
                    Field("document", "widgets.override.document", LineEdit, required=True, width=Width.FULL),
                    Field("override_reason", "widgets.override.reason", reason, required=True, width=Width.FULL),
                ),
            ),
        )
    )
