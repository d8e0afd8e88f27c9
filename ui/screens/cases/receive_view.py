"""The form "รับผู้ใช้บริการใหม่": the client first, with whom the register and other cases may know them by."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from kmcase.application.read.case_intake import Reception
from kmcase.domain.cases.heads import ClientValues
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.draft_lane import DraftLane
from ui.forms.page import FormPage
from ui.ports import Desk
from ui.screens.cases.client_form import client_form_values, client_values
from ui.screens.cases.intake_form import belongings_of, first_values, intake_values, receive_spec
from ui.screens.cases.receiving import Likely, Lookup, Receiving, Typed
from ui.screens.cases.same_panel import SamePanel
from ui.tone import Tone
from ui.widgets import Banner, Button, IdAnswer, block, row

_LOOK_AFTER_MS = 350
_CLIENT = (
    "title", "first_name", "last_name", "called", "sex", "birth", "phone", "identity", "nationality", "language",
    "interpreter",
)  # fmt: skip


class ReceivePage(FormPage):
    """The page; `receiving` says whom the client is linked with."""

    def __init__(self, desk: Desk, reception: Reception, person: tuple[str, ClientValues] | None = None) -> None:
        """With `person` (the id of the register and the client copied from it) the two are linked from the start."""
        super().__init__(
            desk.texts,
            message("case_intake.form.title"),
            receive_spec(reception, desk.today()),
            action=message("case_intake.form.action"),
            cancel=message("cases.form.cancel"),
            drafts=DraftLane(desk.jobs, desk.services.drafts),
        )
        self._desk = desk
        self.receiving = Receiving(desk, reception, lambda values: intake_values(values, reception.casework))
        self.lookup = Lookup(desk, self)
        self.same = SamePanel(desk.texts)
        self.linked = Banner(desk.texts)
        self.unlink = Button(desk.texts, message("case_intake.same.unlink"), kind="link", icon_name="undo")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._build_above()
        values = first_values(reception, desk.actor.staff_id)
        if person is not None:
            values |= client_form_values(person[1])
            self._say_linked(message("case_intake.same.linked", name=client_name(person[1].shown_name)))
            self.receiving.link(person[0])
        self.form.set_values(values)
        self.form.use_draft("" if person else "case:")
        self._connect()
        self.tell()

    def typed_client(self) -> ClientValues:
        """The client as typed so far."""
        values = self.form.values()
        found: dict[str, Any] = {name: values[name] for name in _CLIENT}
        found["identity"] = found["identity"] or IdAnswer()
        client = client_values(found)
        return ClientValues(**{name: value for name, value in client.items() if value is not None})

    def look(self) -> None:
        """Ask who the client may be, unless that was said."""
        if not self._is_linked():
            self.lookup.look(self.typed_client())

    def show_likely(self, found: Likely) -> None:
        """Who the client may be, unless that was said meanwhile."""
        if not isValid(self):  # the form may be closed by now
            return
        self.same.show_likely(Likely() if self._is_linked() else found)
        self.tell()

    def typed(self) -> Typed:
        """The whole reception as typed so far."""
        values = self.form.values()
        return Typed(values=values, client=self.typed_client(), belongings=belongings_of(values["belongings"]))

    def tell(self) -> None:
        """Say what opening will do, and ask for a reason against concealing where there is something to conceal.

        Who the client may be stands above the fields, out of sight of who types further down: that is said too.
        """
        values = self.form.values()
        reasons = self.receiving.reasons(self.typed_client(), values["flags"])
        self.form.set_field_visible(bool(reasons), "open_reason")
        will, known = self.receiving.will(reasons, values["open_reason"]), self.same.count()
        self.say(message("case_intake.form.may_be_known", count=known, will=will) if known else will)

    # --- inside ---

    def _build_above(self) -> None:
        self.put_above(block(self.linked, row(self.unlink, None), self.same))
        self.linked.hide()
        self.unlink.hide()

    def _connect(self) -> None:
        self.changed.connect(self._timer.start)
        self.changed.connect(self.tell)
        self.unlink.clicked.connect(self._unlink)
        self.same.set_aside.connect(self.lookup.set_aside)
        self.same.person_linked.connect(self._link_person)
        self.same.case_linked.connect(self._link_case)
        self.same.person_opened.connect(lambda person_id: self._desk.navigation.open("people", person_id))
        self.same.case_opened.connect(lambda case_id: self._desk.navigation.open("cases", case_id))

    def _link_person(self, person_id: str) -> None:
        item = self.lookup.person(person_id)
        self.receiving.link(person_id)
        self._say_linked(message("case_intake.same.linked", name=item.name))
        self.tell()

    def _link_case(self, case_id: str) -> None:
        item = self.lookup.client(case_id)
        self.receiving.link(item.person_id, case_id)
        self._say_linked(message("case_intake.same.linked_case", name=client_name(item.name), number=item.number))
        self.tell()

    def _unlink(self) -> None:
        self.receiving.link("")
        self.linked.hide()
        self.unlink.hide()
        self.lookup.show_found()
        self.look()

    def _is_linked(self) -> bool:
        return bool(self.receiving.person_id or self.receiving.same_case)

    def _say_linked(self, said: Message) -> None:
        self.linked.say(Tone.OK, said, closable=False)
        self.unlink.show()
        self.same.show_likely(Likely())
