"""Why somebody does something: words of some lines over the whole width, the same wherever they are asked for."""

from __future__ import annotations

from functools import partial

from ui.forms.spec import Field, FormSpec, Section, Width
from ui.widgets import TextArea


def reason_field(
    label_key: str, *, name: str = "reason", rows: int = 3, required: bool = True, help_key: str | None = None
) -> Field:
    """The field."""
    area = partial(TextArea, rows=rows)
    return Field(name, label_key, area, required=required, help_key=help_key, width=Width.FULL)


def reason_form(
    label_key: str, *, name: str = "reason", rows: int = 4, required: bool = True, help_key: str | None = None
) -> FormSpec:
    """A form that asks nothing else."""
    field = reason_field(label_key, name=name, rows=rows, required=required, help_key=help_key)
    return FormSpec((Section(None, (field,)),))
