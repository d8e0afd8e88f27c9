"""A request that somebody else wrote while it was typed: their words come in, and where both wrote both stay."""

from __future__ import annotations

from datetime import date

from kmcase.application.read.requests import RequestPage
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestContent
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.screens.requests.request_form import form_values

_WORDS = {"hardship_cause": "requests.cause", "housing": "requests.housing", "aid_kind": "requests.aid_kind"}


def bring_in(form: FormView, before: RequestContent, page: RequestPage) -> Message:
    """Type again over the newest version what was typed over `before`; gives what is said above the form.

    Beside each field that both wrote stands what the other wrote; what is typed is kept.
    """
    newest = page.versions[0]
    typed = form.raws()
    form.set_values(form_values(before))
    old = form.raws()
    theirs = form_values(newest.content)
    form.set_values(theirs)
    new = form.raws()
    mine = {name: raw for name, raw in typed.items() if raw != old[name]}
    form.restore(mine)
    both = [name for name in mine if new[name] != old[name] and new[name] != mine[name]]
    form.set_errors(
        {name: message("requests_ui.theirs", name=newest.written_by, text=_shown(name, theirs[name])) for name in both}
    )
    key = "requests_ui.meanwhile_both" if both else "requests_ui.meanwhile"
    return message(key, name=newest.written_by, count=len(both))


def _shown(name: str, value: object) -> object:
    if name in _WORDS and value:
        return message(f"{_WORDS[name]}.{value}")
    return value if isinstance(value, str | int | date | Baht) and value != "" else "–"
