"""แฟ้มรายกรณี: a whole case on paper, from reception to closing, for whoever may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from kmcase.application.printing.case_files import CaseFileSnapshot
from kmcase.documents._sheet import SMALL, Column, Sheet, render
from kmcase.documents._words import day_of, joined
from kmcase.documents.case_assessments import write_assessments
from kmcase.documents.case_file_days import write_stays, write_tasks
from kmcase.documents.case_file_records import (
    write_closings,
    write_conferences,
    write_notes,
    write_plan,
    write_referrals,
)
from kmcase.domain.cases.intake import IntakeValues
from kmcase.domain.casework import Checklist, Entry
from kmcase.messages import Catalogue
from kmcase.thai.calendar import bangkok_date, format_datetime, format_long, format_short
from kmcase.thai.national_id import mask_id


def compose(snapshot: CaseFileSnapshot, catalogue: Catalogue) -> bytes:
    """The file as PDF."""
    say, head = catalogue.text, snapshot.page.head
    title = say("case_files.title")

    def write(sheet: Sheet) -> None:
        sheet.title(title, snapshot.office)
        _client(sheet, snapshot, catalogue)
        _way(sheet, snapshot, catalogue)
        _intake(sheet, snapshot, catalogue)
        write_stays(sheet, snapshot, catalogue)
        _papers(sheet, snapshot, catalogue)
        sheet.heading(say("cases.part.assessment"))
        if not snapshot.assessments.chosen:
            sheet.paragraph(say("case_assessment.list.none"))
        write_assessments(sheet, snapshot.assessments, catalogue)
        write_plan(sheet, snapshot, catalogue)
        write_tasks(sheet, snapshot, catalogue)
        write_notes(sheet, snapshot, catalogue)
        write_referrals(sheet, snapshot, catalogue)
        write_conferences(sheet, snapshot, catalogue)
        write_closings(sheet, snapshot, catalogue)

    printed = say("documents.ledger.printed", at=format_datetime(snapshot.printed_at), by=snapshot.printed_by)
    return render(
        write,
        title=title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {head.number} · {say('case_files.secret')} · {printed}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _client(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, page = catalogue.text, snapshot.page
    head, client = page.head, page.head.client
    number = mask_id(client.national_id) if client.national_id else say("documents.ledger.no_id")
    sheet.fields(
        (say("cases.list.name"), client.shown_name or say("cases.client.no_name"), 1.8),
        (say("cases.list.number"), head.number, 1),
    )
    sheet.fields(
        (say("documents_case.national_id"), number, 1.8),
        (say("people.field.birth"), say("cases.client.birth", birth=client.birth) if client.birth else "", 1),
    )
    sheet.fields(
        (say("people.field.sex"), say(f"people.sex.{client.sex.value}"), 0.7),
        (say("cases.client.nationality"), client.nationality, 0.8),
        (say("cases.client.language"), client.language, 1),
    )
    casework = page.casework
    sheet.fields(
        (say("cases.list.group"), _words(casework.client_groups, head.client_group, catalogue), 1),
        (say("cases.list.opened_at"), format_long(bangkok_date(head.opened_at)), 1),
    )
    sheet.fields((say("cases.field.legal_basis"), _words(casework.legal_bases, head.legal_basis, catalogue), 1))
    if head.restricted:
        reasons = (each for each in casework.restrictions if each.code in head.restricted_for)
        told = ", ".join(catalogue.render(each.words) for each in reasons)
        sheet.fields((say("cases.field.restricted_for"), told or say("cases.restricted"), 1))
    for place in head.team:
        sheet.fields((say(f"cases.team.{place.role.value}"), page.names.get(place.staff_id, ""), 1))


def _way(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("cases.overview.way"))
    columns = _columns(say, ("on", 1.0), ("stage", 1.8), ("by", 1.6), ("note", 2.6))
    rows = [
        (format_short(step.on), catalogue.render(step.stage.words), step.by, step.note)
        for step in reversed(snapshot.steps)
    ]
    sheet.table(columns, rows, size=SMALL)


def _columns(say: Callable[..., str], *columns: tuple[str, float]) -> list[Column]:
    return [Column(title=say(f"case_files.column.{name}"), share=share) for name, share in columns]


# --- reception ---


def _intake(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, intake = catalogue.text, snapshot.intake
    sheet.heading(say("cases.part.intake"))
    if not intake.standing:
        sheet.paragraph(say("case_intake.page.nothing"))
    for number, version in enumerate(intake.standing):
        if number:
            sheet.line_of(say("case_intake.page.written_apart"), SMALL)
        _facts(sheet, version.values, snapshot, catalogue)
    back = intake.returned
    rows = [
        (
            thing.name,
            str(thing.count),
            thing.remark,
            format_short(back[thing.item_id].on) if thing.item_id in back else "",
        )
        for listed in intake.belongings
        for thing in listed.things
    ]
    if rows:
        sheet.heading(say("case_intake.page.belongings_title"))
        names = (("thing", 3.0), ("count", 0.8), ("remark", 2.4), ("returned", 1.3))
        columns = [Column(title=say(f"documents_case.column.{name}"), share=share) for name, share in names]
        sheet.table(columns, rows, size=SMALL)


def _facts(sheet: Sheet, values: IntakeValues, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, casework = catalogue.text, snapshot.page.casework
    told = (
        ("received", format_datetime(values.received_at)),
        ("received_by", snapshot.intake.names.get(values.received_by, "")),
        ("source", _words(casework.sources, values.source, catalogue)),
        ("source_agency", values.source_agency),
        ("source_name", values.source_name),
        ("source_phone", values.source_phone),
        ("found_at", values.found_at),
        ("condition", joined(_words(casework.conditions, values.condition, catalogue), values.condition_note)),
        ("risk", joined(_words(casework.risks, values.risk, catalogue), values.risk_note)),
    )
    for name, text in told:
        if text:
            sheet.fields((say(f"case_intake.field.{name}"), text, 1))
    for checklist in casework.checklists_at("reception"):
        sheet.fields((catalogue.render(checklist.words), _checked(checklist, values, catalogue), 1))
    if not values.interviewed:
        sheet.paragraph(say("case_intake.page.not_ready"))
    for name, text in (("story", values.story), ("wishes", values.wishes)):
        if text:
            sheet.line_of(say(f"case_intake.field.{name}"), weight="bold")
            for part in text.splitlines():
                sheet.paragraph(part, indent=True)


def _checked(checklist: Checklist, values: IntakeValues, catalogue: Catalogue) -> str:
    """What was found, or that nothing was, or that nobody has looked yet."""
    checked = values.checklist(checklist.code)
    found = ", ".join(catalogue.render(item.words) for item in checklist.items if item.code in checked.found)
    if found or checked.remark:
        key = "found" if checked.done else "found_so_far"
        return catalogue.text(f"case_intake.page.{key}", found=found or "–", remark=checked.remark).strip()
    return catalogue.text("case_intake.page.nothing_found" if checked.done else "case_intake.page.not_looked")


# --- papers ---


def _papers(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, papers = catalogue.text, snapshot.papers
    sheet.heading(say("cases.part.papers"))
    if not papers.papers and not papers.complaints:
        sheet.paragraph(say("case_files.no_papers"))
    for missing in papers.missing:
        sheet.paragraph(say("case_files.paper_missing", paper=missing.words))
    if papers.papers:
        columns = _columns(say, ("paper", 2.6), ("on", 1.0), ("state", 1.0), ("said", 2.6), ("officer", 1.6))
        rows = []
        for item in reversed(papers.papers):
            said = item.signed.name if item.signed is not None else joined(item.reason, item.follows)
            state = say(f"case_intake.paper_state.{item.state.value}")
            ended = _ended(item.ended_on, item.end_reason)
            paper = catalogue.render(item.paper.words)
            rows.append((paper, format_short(item.on), state, joined(said, ended), item.officer))
        sheet.table(columns, rows, size=SMALL)
    if papers.complaints:
        columns = _columns(say, ("on", 1.0), ("complaint", 2.6), ("done", 2.2), ("answer", 2.2))
        complaints = [
            (
                format_short(one.values.on),
                one.values.about,
                one.values.done,
                joined(_ended(one.values.answered_on, one.values.answer)),
            )
            for complaint in reversed(papers.complaints)
            for one in complaint.standing
        ]
        sheet.table(columns, complaints, size=SMALL)


def _ended(on: date | None, text: str) -> str:
    return joined(day_of(on), text, by=" ")


def _words(entries: Iterable[Entry], code: str, catalogue: Catalogue) -> str:
    return next((catalogue.render(entry.words) for entry in entries if entry.code == code), "")
