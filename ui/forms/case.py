"""The forms of case work: each ends by the same two buttons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kmcase.messages import Message, message
from ui.forms.drafts import Drafts
from ui.forms.page import FormPage
from ui.forms.spec import Field, FormSpec, Width
from ui.widgets import NumberEdit
from ui.widgets.texts import Texts

_LONGEST_DAY = 1_440


def minutes_field() -> Field:
    """How long something with clients took."""
    minutes = partial(NumberEdit, least=1, most=_LONGEST_DAY, unit=message("case_notes.write.minutes"))
    return Field("minutes", "case_notes.field.minutes", minutes, width=Width.THIRD)


def case_form(
    texts: Texts,
    title: Message,
    spec: FormSpec,
    values: Mapping[str, object] | None = None,
    *,
    drafts: Drafts | None = None,
    wide: bool = False,
) -> FormPage:
    """A form that saves or leads back, with what stands in it at first."""
    form = FormPage(
        texts,
        title,
        spec,
        action=message("cases.form.save"),
        cancel=message("cases.form.cancel"),
        drafts=drafts,
        wide=wide,
    )
    if values is not None:
        form.form.set_values(values)
    return form
