"""The forms of case work: each leads back by the same button, and most save by the same one."""

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
    action: Message | None = None,
    drafts: Drafts | None = None,
    wide: bool = False,
) -> FormPage:
    """A form that saves, or whose main action is another, or that leads back; `values` stand in it at first."""
    form = FormPage(
        texts,
        title,
        spec,
        action=action or message("cases.form.save"),
        cancel=message("cases.form.cancel"),
        drafts=drafts,
        wide=wide,
    )
    if values is not None:
        form.form.set_values(values)
    return form
