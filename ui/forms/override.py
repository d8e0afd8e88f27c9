"""What lifts a block: a second person, a document and a reason; asked for in the same words wherever one is lifted."""

from __future__ import annotations

from collections.abc import Sequence

from kmcase.domain.staff import StaffMember
from ui.forms.reason import reason_field
from ui.forms.second import second_fields
from ui.forms.spec import Field, FormSpec, Section, Width
from ui.widgets import LineEdit


def override_spec(people: Sequence[StaffMember] = ()) -> FormSpec:
    """The form; `people` are those who may be the second person."""
    return FormSpec(
        (
            Section(
                None,
                (
                    *second_fields(people),
                    Field("document", "widgets.override.document", LineEdit, required=True, width=Width.FULL),
                    reason_field("widgets.override.reason", name="override_reason", rows=2),
                ),
            ),
        )
    )
