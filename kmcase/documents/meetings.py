"""ระเบียบวาระการประชุม and มติที่ประชุม: the panel, each request with its facts in short and its resolution, signatures."""

from __future__ import annotations

from kmcase.application.printing.meetings import MeetingSnapshot
from kmcase.application.read.meetings import AgendaItem
from kmcase.documents._sheet import Column, Sheet, Signature, render
from kmcase.documents._words import joined
from kmcase.documents.request_forms import money
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long

_SIZE = 9.5
_SHARES = (0.45, 1.9, 4.0, 1.0, 1.0, 1.0, 2.1)
_NAMES = ("sequence", "who", "facts", "needed", "proposed", "approved", "resolution")
_AMOUNTS = frozenset({"needed", "proposed", "approved"})


def compose(snapshot: MeetingSnapshot, catalogue: Catalogue) -> bytes:
    """Agenda, with resolutions once there are any, as PDF across the page."""
    say = catalogue.text
    title = say("documents_forms.meeting.resolutions" if snapshot.resolved else "documents_forms.meeting.agenda")

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue, title)
        _requests(sheet, snapshot, catalogue)
        for note in snapshot.notes:
            sheet.paragraph(say("documents.note", note=note), size=10)
        _signatures(sheet, snapshot, catalogue)

    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.page.values.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
        wide=True,
    )


def _head(sheet: Sheet, snapshot: MeetingSnapshot, catalogue: Catalogue, title: str) -> None:
    say, values = catalogue.text, snapshot.page.values
    held = say(
        "documents_forms.meeting.held", number=values.number, day=format_long(values.held_on), place=values.place
    )
    sheet.title(title, held)
    sheet.heading(say("documents_forms.meeting.panel"))
    for number, member in enumerate(snapshot.panel, 1):
        sheet.line_of(f"{number}. {member.name}    {joined(member.position, member.agency)}")
    if not snapshot.panel:
        sheet.line_of(say("documents_forms.nothing_written"))
    budget, half = snapshot.page.budget, snapshot.page.half.budget_id
    left = budget.available if budget else Baht.zero()
    sheet.space(4)
    sheet.line_of(say("documents_forms.meeting.left", half=half, left=left), weight="bold")
    if values.remark:
        sheet.paragraph(values.remark)
    sheet.space(4)


def _requests(sheet: Sheet, snapshot: MeetingSnapshot, catalogue: Catalogue) -> None:
    say, agenda = catalogue.text, snapshot.page.agenda
    columns = [
        Column(
            title=say(f"documents_forms.meeting.column.{name}"),
            share=share,
            align="right" if name in _AMOUNTS else "center" if name == "sequence" else "left",
        )
        for name, share in zip(_NAMES, _SHARES, strict=True)
    ]
    rows = [
        _row(number, item, where, catalogue)
        for number, (item, where) in enumerate(zip(agenda, snapshot.areas, strict=True), 1)
    ]
    sums = [
        Baht.total(amount for item in agenda if (amount := getattr(item, name)) is not None)
        for name in ("needed", "proposed", "approved")
    ]
    counts = {outcome: sum(item.outcome is outcome for item in agenda) for outcome in Outcome}
    summary = say(
        "documents_forms.meeting.counts",
        approved=counts[Outcome.APPROVED],
        rejected=counts[Outcome.REJECTED],
        deferred=counts[Outcome.DEFERRED],
    )
    total = ("", say("documents_forms.total"), "", *(money(amount) for amount in sums), summary)
    sheet.table(columns, rows, total=total, size=_SIZE)


def _row(number: int, item: AgendaItem, where: str, catalogue: Catalogue) -> tuple[str, ...]:
    say = catalogue.text
    cause = say(f"requests.cause.{item.hardship_cause}") if item.hardship_cause else ""
    facts = "\n".join(part for part in (cause, item.problem, item.diagnosis) if part)
    who = "\n".join((item.person_name, where, say("documents_forms.meeting.request", number=item.number)))
    amounts = (money(item.needed), money(item.proposed), money(item.approved))
    return (str(number), who, facts, *amounts, _resolution(item, catalogue))


def _resolution(item: AgendaItem, catalogue: Catalogue) -> str:
    if item.outcome is None:
        return ""
    outcome = catalogue.text(f"meetings.outcome.{item.outcome.value}")
    number = catalogue.text("documents_forms.meeting.resolution", number=item.resolution_number)
    return "\n".join(part for part in (outcome, number, item.reason) if part)


def _signatures(sheet: Sheet, snapshot: MeetingSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    places = [
        Signature(
            role=say("documents_forms.role.chair" if number == 0 else "documents_forms.role.panel"),
            name=member.name,
            position=member.position or member.agency,
        )
        for number, member in enumerate(snapshot.panel)
    ]
    places += [Signature(role=say("documents_forms.role.recorder"), name=name) for name in snapshot.recorders]
    if places:
        sheet.space(8)
        sheet.signatures(places, per_row=3)
