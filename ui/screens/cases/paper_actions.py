"""What is done at the part of papers: signed, refused, taken back, printed; complaints."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kmcase.application.cases import RefusePaper, SignPaper, WithdrawPaper, WriteComplaint
from kmcase.application.changes import Outcome
from kmcase.application.read.case_intake import ComplaintItem, PaperItem
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.casework import CasePaper
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.cases.actions import Actions, day_field
from ui.screens.cases.client_form import entry_choices
from ui.screens.cases.signing import begin_signing, kept_mark, signing_section
from ui.theme import Space
from ui.widgets import BEDateEdit, Card, ChecksEdit, Label, LineEdit


class PaperActions(Actions):
    """What is asked of papers and complaints."""

    def begin_sign(self, case: CasePage, paper: CasePaper) -> None:
        """The client reads the paper in the window and signs."""
        fields = [self._day()]
        if paper.agency:
            fields.append(Field("agency", "case_intake.paper.agency", LineEdit, required=True))
        if paper.items:
            items = partial(ChecksEdit, choices=entry_choices(paper.items), columns=1)
            fields.append(Field("items", "case_intake.paper.items", items, required=True, width=Width.FULL))
        fields.append(reason_field("cases.field.note", name="note", required=False))
        form = self._form("sign", FormSpec((Section(None, tuple(fields)), signing_section())))
        form.put_above(self._sheet(paper))
        form.form.set_values({"on": self._desk.today()})
        begin_signing(form.form, case.head.client.shown_name)
        services = self._desk.services
        order = [item.code for item in paper.items]

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = SignPaper(
                case_id=case.head.case_id,
                paper=paper.code,
                on=values["on"],
                items=tuple(sorted(values.get("items") or (), key=order.index)),
                agency=values.get("agency") or "",
                note=values["note"] or "",
                signed=kept_mark(values, services.attachments),
            )
            done: Outcome[Any] = services.case_papers.sign(command)
            return done

        self._open(form, send, "paper_signed")

    def begin_refuse(self, case: CasePage, paper: CasePaper) -> None:
        """The client does not sign: why, and what follows, which is told them first."""
        form = self._form(
            "refuse",
            FormSpec(
                (
                    Section(
                        None,
                        (
                            self._day(),
                            reason_field("cases.field.reason"),
                            reason_field("case_intake.paper.follows", name="follows"),
                        ),
                    ),
                )
            ),
        )
        form.warn(message("case_intake.paper.says", title=paper.words, text=paper.follows))
        form.form.set_values({"on": self._desk.today()})
        service = self._desk.services.case_papers

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = RefusePaper(
                case_id=case.head.case_id,
                paper=paper.code,
                on=values["on"],
                reason=values["reason"],
                follows=values["follows"],
            )
            done: Outcome[Any] = service.refuse(command)
            return done

        self._open(form, send, "paper_refused")

    def begin_withdraw(self, case: CasePage, item: PaperItem) -> None:
        """The client takes back what they signed."""
        reason = reason_field("cases.field.reason")
        form = self._form("withdraw", FormSpec((Section(None, (self._day(), reason)),)))
        form.form.set_values({"on": self._desk.today()})
        service = self._desk.services.case_papers

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = WithdrawPaper(
                case_id=case.head.case_id, paper_id=item.paper_id, on=values["on"], reason=values["reason"]
            )
            done: Outcome[Any] = service.withdraw(command)
            return done

        self._open(form, send, "paper_withdrawn")

    def begin_complaint(self, case: CasePage, item: ComplaintItem | None = None) -> None:
        """A complaint, or what became of it: a version beside the old one."""
        today = partial(BEDateEdit, today=self._desk.today())
        form = self._form(
            "complaint",
            FormSpec(
                (
                    Section(
                        None,
                        (
                            Field("on", "case_intake.complaint.on", today, required=True, width=Width.THIRD),
                            Field("by", "case_intake.complaint.by", LineEdit, width=Width.THIRD),
                            Field("relation", "case_intake.complaint.relation", LineEdit, width=Width.THIRD),
                            reason_field("case_intake.complaint.about", name="about"),
                            reason_field("case_intake.complaint.done", name="done", required=False),
                            reason_field("case_intake.complaint.answer", name="answer", required=False),
                            Field("answered_on", "case_intake.complaint.answered_on", today),
                        ),
                    ),
                )
            ),
        )
        form.form.set_values(_shown(item) if item else {"on": self._desk.today()})
        if item is not None and len(item.standing) > 1:
            form.warn(message("case_intake.page.replaces", count=len(item.standing)))
        service = self._desk.services.case_papers

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = WriteComplaint(
                case_id=case.head.case_id,
                values=ComplaintValues(**values),
                complaint_id=item.complaint_id if item else "",
                seen=tuple(one.version_id for one in item.standing) if item else (),
            )
            done: Outcome[Any] = service.complain(command)
            return done

        self._open(form, send, "complaint_kept")

    def print(self, case: CasePage, paper: CasePaper, paper_id: str = "") -> None:
        """A paper as PDF: blank to be signed in ink, or as it was signed."""
        service, language = self._desk.services.case_papers, self._desk.texts.language
        case_id, code = case.head.case_id, paper.code
        self._host.show_paper(lambda _: service.printed(case_id, code, paper_id, language), paper.words, "papers")

    # --- inside ---

    def _sheet(self, paper: CasePaper) -> Card:
        """What the client agrees to, to be read together."""
        texts = self._desk.texts
        card = Card(spacing=Space.ONE)
        card.body.addWidget(Label(texts, paper.words, role="strong"))
        card.body.addWidget(Label(texts, paper.text))
        return card

    def _day(self) -> Field:
        return day_field(self._desk.today())


def _shown(item: ComplaintItem) -> dict[str, object]:
    values = item.standing[0].values
    names = ("on", "by", "relation", "about", "done", "answer", "answered_on")
    return {name: getattr(values, name) for name in names}
