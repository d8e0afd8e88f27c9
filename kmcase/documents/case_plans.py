"""แผนการจัดบริการรายบุคคล on paper, lying: head, goals with their services, results, places to sign."""

from __future__ import annotations

from collections.abc import Callable

from kmcase.application.printing.case_plans import CasePlanSnapshot, PlanSignature
from kmcase.application.read.case_plans import ServiceWord
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, mark_note, render
from kmcase.documents._words import day_of, joined
from kmcase.domain.cases.plan_lines import Goal, Service, ServiceValues
from kmcase.messages import Catalogue
from kmcase.thai.calendar import bangkok_date, format_datetime, format_long
from kmcase.thai.national_id import mask_id

_COLUMNS = (
    ("number", 0.4), ("service", 2.7), ("kind", 1.2), ("responsible", 1.7), ("agency", 1.5), ("when", 2.0),
    ("indicator", 1.8), ("result", 2.0),
)  # fmt: skip
_SIGNING = 104


def compose(snapshot: CasePlanSnapshot, catalogue: Catalogue) -> bytes:
    """The plan as PDF."""
    say = catalogue.text
    title = say("case_plans.paper.title")

    def write(sheet: Sheet) -> None:
        sheet.title(title, snapshot.office)
        _head(sheet, snapshot, catalogue)
        for number, goal in enumerate(snapshot.content.goals, 1):
            _goal(sheet, snapshot, catalogue, number, goal)
        if snapshot.content.loose:
            sheet.heading(say("case_plans.page.loose"))
            _services(sheet, snapshot, catalogue, "", snapshot.content.loose)
        if snapshot.content.is_empty:
            sheet.line_of(say("case_plans.paper.nothing"), align="center")
        _word_of_client(sheet, snapshot, say)
        sheet.space(12)
        sheet.signatures(_signatures(snapshot, catalogue), per_row=3, height=_SIGNING)

    printed = say("documents.ledger.printed", at=format_datetime(snapshot.printed_at), by=snapshot.printed_by)
    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.head.number} · {printed}",
        watermark=say("documents.sample") if snapshot.sample else "",
        wide=True,
    )


def _head(sheet: Sheet, snapshot: CasePlanSnapshot, catalogue: Catalogue) -> None:
    say, head = catalogue.text, snapshot.head
    client = head.client
    name = client.shown_name or say("cases.client.no_name")
    number = mask_id(client.national_id) if client.national_id else say("documents.ledger.no_id")
    sheet.fields(
        (say("case_plans.paper.client"), name, 2.2),
        (say("case_plans.paper.id"), number, 1.6),
        (say("case_plans.paper.number"), head.number, 1),
    )
    sheet.fields(
        (say("case_plans.paper.group"), catalogue.show(snapshot.group.words), 2.2),
        (say("case_plans.paper.opened"), format_long(bangkok_date(head.opened_at)), 1.6),
        (say("case_plans.paper.version"), _version(snapshot, say), 1),
    )
    if snapshot.reasons:
        sheet.fields((say("case_plans.paper.reasons"), " · ".join(snapshot.reasons), 1))


def _version(snapshot: CasePlanSnapshot, say: Callable[..., str]) -> str:
    return str(snapshot.version) if snapshot.version else say("case_plans.paper.draft")


def _goal(sheet: Sheet, snapshot: CasePlanSnapshot, catalogue: Catalogue, number: int, goal: Goal) -> None:
    say, values = catalogue.text, goal.values
    dimension = _dimension(snapshot, catalogue, values.dimension)
    sheet.heading(say("case_plans.paper.goal", number=number, dimension=dimension, text=values.text))
    sheet.fields((say("case_plans.field.need"), values.need, 1))
    sheet.fields(
        (say("case_plans.field.indicator"), values.indicator, 3),
        (say("case_plans.field.goal_due"), day_of(values.due), 1),
    )
    _services(sheet, snapshot, catalogue, f"{number}.", snapshot.content.services_of(goal.line_id))


def _services(
    sheet: Sheet, snapshot: CasePlanSnapshot, catalogue: Catalogue, before: str, services: tuple[Service, ...]
) -> None:
    if not services:
        return
    say = catalogue.text
    columns = [Column(title=say(f"case_plans.column.{name}"), share=share) for name, share in _COLUMNS]
    rows = [(f"{before}{number}", *_cells(snapshot, catalogue, service)) for number, service in enumerate(services, 1)]
    sheet.table(columns, rows, size=SMALL)


def _cells(snapshot: CasePlanSnapshot, catalogue: Catalogue, service: Service) -> tuple[str, ...]:
    say, values, word = catalogue.text, service.values, snapshot.word(service)
    return (
        values.text,
        say(f"case_plans.kind.{values.kind.value}"),
        snapshot.staff.get(values.responsible, ""),
        values.agency,
        days_of(values),
        values.indicator,
        progress_said(word, catalogue),
    )


def days_of(values: ServiceValues) -> str:
    """From when until when a service is to be done."""
    return joined(day_of(values.start), day_of(values.due), by=" – ")


def progress_said(word: ServiceWord | None, catalogue: Catalogue) -> str:
    """How far a service is, since when, and what came of it; nothing where nothing was told."""
    if word is None:
        return ""
    said = catalogue.text(f"case_plans.progress.{word.progress.value}")
    return joined(said, day_of(word.on), word.result, by=" ")


def _dimension(snapshot: CasePlanSnapshot, catalogue: Catalogue, code: str) -> str:
    return catalogue.show(snapshot.casework.dimension(code).words) if code else ""


def _word_of_client(sheet: Sheet, snapshot: CasePlanSnapshot, say: Callable[..., str]) -> None:
    sheet.space(8)
    if snapshot.why_not:
        sheet.paragraph(say("case_plans.paper.why_not", reason=snapshot.why_not))
    else:
        sheet.paragraph(say("case_plans.paper.word"), indent=True)


def _signatures(snapshot: CasePlanSnapshot, catalogue: Catalogue) -> tuple[Signature, ...]:
    return (
        _client(snapshot, catalogue),
        _staff(snapshot.manager, "manager", catalogue),
        _staff(snapshot.supervisor, "supervisor", catalogue),
    )


def _client(snapshot: CasePlanSnapshot, catalogue: Catalogue) -> Signature:
    say, signed = catalogue.text, snapshot.signed
    role = say("case_plans.paper.role.client")
    if signed is None:
        return Signature(role=role, name=snapshot.head.client.shown_name)
    notes = [mark_note(signed.strokes, catalogue)]
    if signed.relation:
        notes.append(say("case_plans.paper.relation", relation=signed.relation))
    if signed.on_paper:
        notes.append(say("case_plans.paper.on_paper"))
    if signed.witnesses:
        notes.append(say("case_plans.paper.witnesses", names=" / ".join(signed.witnesses)))
    return Signature(
        role=role,
        name=signed.name,
        day=format_long(snapshot.agreed_on) if snapshot.agreed_on else "",
        strokes=signed.strokes,
        image=signed.thumbprint,
        note=joined(*notes),
    )


def _staff(place: PlanSignature, role: str, catalogue: Catalogue) -> Signature:
    return Signature(
        role=catalogue.text(f"case_plans.paper.role.{role}"),
        name=place.name,
        position=place.position,
        day=format_long(place.on) if place.on else "",
    )
