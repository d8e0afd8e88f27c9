"""What was planned, noted, passed on, decided and reached in a case, as parts of its whole file on paper."""

from __future__ import annotations

from collections.abc import Callable

from kmcase.application.printing.case_files import CaseFileSnapshot
from kmcase.application.read.case_notes import NoteItem
from kmcase.application.read.case_referrals import ReferralItem
from kmcase.application.read.conferences import CaseConference
from kmcase.documents._sheet import SMALL, Column, Sheet
from kmcase.documents._words import day_of, joined
from kmcase.documents.case_plans import days_of, progress_said
from kmcase.domain.cases.closing import Closing
from kmcase.domain.cases.plan_lines import Service
from kmcase.domain.cases.referrals import Consent, ConsentBasis
from kmcase.messages import Catalogue, Message


def write_plan(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """The plan as it stands: goals, their services and what came of each, and the client's word."""
    say, plan = catalogue.text, snapshot.plan
    sheet.heading(say("case_plans.paper.title"))
    if plan.content.is_empty:
        sheet.paragraph(say("case_plans.paper.nothing"))
        return
    version = str(plan.version) if plan.version else say("case_plans.paper.draft")
    supervisor = joined(plan.supervisor.name, day_of(plan.supervisor.on), by=" ")
    sheet.fields(
        (say("case_plans.paper.version"), version, 1), (say("case_plans.paper.role.supervisor"), supervisor, 2)
    )
    for number, goal in enumerate(plan.content.goals, 1):
        values = goal.values
        dimension = catalogue.render(plan.casework.dimension(values.dimension).words) if values.dimension else "–"
        sheet.need(90)
        sheet.space(4)
        text = say("case_plans.paper.goal", number=number, dimension=dimension, text=values.text)
        sheet.line_of(text, weight="bold")
        _line(sheet, say, "case_plans.field.need", values.need)
        due = f" ({say('case_plans.field.goal_due')} {day_of(values.due)})" if values.due else ""
        _line(sheet, say, "case_plans.field.indicator", f"{values.indicator}{due}")
        _services(sheet, snapshot, catalogue, plan.content.services_of(goal.line_id))
    if plan.content.loose:
        sheet.line_of(say("case_plans.page.loose"), weight="bold")
        _services(sheet, snapshot, catalogue, plan.content.loose)
    if plan.why_not:
        sheet.paragraph(say("case_plans.paper.why_not", reason=plan.why_not))
    elif plan.signed is not None:
        sheet.paragraph(say("case_files.agreed", name=plan.signed.name, on=day_of(plan.agreed_on)))


def _services(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue, services: tuple[Service, ...]) -> None:
    if not services:
        return
    say = catalogue.text
    shares = (("service", 2.6), ("responsible", 1.9), ("when", 1.9), ("result", 2.4))
    columns = [Column(title=say(f"case_plans.column.{name}"), share=share) for name, share in shares]
    rows = []
    for service in services:
        values, word = service.values, snapshot.plan.word(service)
        responsible = snapshot.plan.staff.get(values.responsible, "")
        rows.append((values.text, responsible, days_of(values), progress_said(word, catalogue)))
    sheet.table(columns, rows, size=SMALL)


def write_notes(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """All notes, the oldest first; not in a table, for a note may be longer than a page."""
    say = catalogue.text
    sheet.heading(say("cases.part.notes"))
    if not snapshot.notes.notes:
        sheet.paragraph(say("case_notes.list.none"))
    for note in reversed(snapshot.notes.notes):
        sheet.need(40)
        sheet.line_of(_note_head(note, say), SMALL, "bold")
        for part in note.text.splitlines():
            sheet.paragraph(part, size=10)
        if note.review_comment:
            sheet.paragraph(f"{say('case_closing.field.comment')}: {note.review_comment}", size=SMALL)
        sheet.space(3)


def _note_head(note: NoteItem, say: Callable[..., str]) -> str:
    parts = [
        f"{day_of(note.on)} {note.at_time}".strip(),
        say(f"case_notes.kind.{note.kind.value}"),
        note.activity.name if note.activity else "",
        note.written_by,
        say("case_files.corrects") if note.corrects else "",
        say("case_files.corrected") if note.corrected_by else "",
        say(f"case_notes.review.{note.review.value}") if note.review else "",
    ]
    if note.watch is not None:
        key = "raise" if note.watch.raised else "lower"
        parts.append(say(f"case_notes.write.{key}", watch=say(f"case_notes.watch.{note.watch.kind.value}")))
    return joined(*parts)


def write_referrals(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """Each referral with its ground and its steps, the oldest first."""
    say = catalogue.text
    sheet.heading(say("cases.part.referrals"))
    if not snapshot.referrals:
        sheet.paragraph(say("case_referrals.list.none"))
    for item in reversed(snapshot.referrals):
        _referral(sheet, item, snapshot, catalogue)


def _referral(sheet: Sheet, item: ReferralItem, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, values = catalogue.text, item.referral.values
    referrer = values.referrer.name if values.referrer else ""
    other = values.agency_name or referrer
    casework = snapshot.page.casework
    sides = ", ".join(catalogue.render(casework.dimension(code).words) for code in values.dimensions)
    parts = (day_of(values.on), say(f"case_referrals.{values.direction.value}"), other, values.number, sides)
    sheet.need(60)
    sheet.line_of(joined(*parts), weight="bold")
    _line(sheet, say, "case_referrals.field.reason", values.reason)
    _line(sheet, say, "case_referrals.field.asked", values.asked)
    if item.service is not None:
        done = say(f"case_plans.progress.{item.service.progress.value}")
        _line(sheet, say, "case_referrals.field.service", joined(item.service.text, done))
    if values.consent is not None:
        _line(sheet, say, "case_referrals.field.consent", _consent(values.consent, say))
    for step in item.referral.steps:
        told = (day_of(step.on), say(f"case_referrals.step.{step.step.value}"), step.note, step.by_whom)
        sheet.paragraph(f"– {joined(*told)}", size=10)
    sheet.space(4)


def _consent(consent: Consent, say: Callable[..., str]) -> str:
    said = say(f"case_referrals.basis.{consent.basis.value}")
    if consent.basis is ConsentBasis.LAW:
        return f"{said} · {consent.lawful_reason}"
    way = say(f"case_referrals.way.{consent.way.value}") if consent.way else ""
    return joined(said, consent.given_by, way, day_of(consent.on))


def write_conferences(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """Conferences that heard the case, the oldest first; nothing where there was none."""
    if not snapshot.conferences:
        return
    sheet.heading(catalogue.text("case_files.conferences"))
    for held in reversed(snapshot.conferences):
        _conference(sheet, held, catalogue)


def _conference(sheet: Sheet, held: CaseConference, catalogue: Catalogue) -> None:
    say, agenda = catalogue.text, held.line.agenda
    sheet.need(60)
    state = say(f"conferences.agenda.{agenda.state.value}")
    sheet.line_of(f"{held.conference.number} · {day_of(held.conference.on)} · {state}", weight="bold")
    for need in held.line.needs:
        sheet.paragraph(f"– {joined(catalogue.render(need.words), _shown(need.what, catalogue))}", size=10)
    for heard in agenda.heard:
        for part in heard.values.splitlines():
            sheet.paragraph(part, size=10)
    for decision in agenda.decisions:
        kind, stands = (
            say(f"conferences.decision.{decision.kind.value}"),
            say(f"conferences.state.{decision.state.value}"),
        )
        sheet.paragraph(f"– {joined(kind, decision.text, day_of(decision.due), stands)}", size=10)
    sheet.space(4)


def write_closings(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """Each closing with its outcomes, the looks afterwards and the re-opening."""
    say, page = catalogue.text, snapshot.closings
    sheet.heading(say("cases.part.closing"))
    if not page.closings:
        sheet.paragraph(say("case_closing.none"))
    for closing in reversed(page.closings):
        _closing(sheet, closing, snapshot, catalogue)


def _closing(sheet: Sheet, closing: Closing, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    say, names, casework = catalogue.text, snapshot.closings.names, snapshot.page.casework
    reason = catalogue.render(casework.closing_reason(closing.reason).words)
    sheet.line_of(joined(day_of(closing.on), reason, say(f"case_closing.state.{closing.state.value}")), weight="bold")
    sheet.paragraph(closing.summary)
    by = joined(names.get(closing.proposed_by, ""), names.get(closing.decided_by, ""), closing.comment)
    _line(sheet, say, "case_files.proposed_and_decided", by)
    words = {outcome.code: catalogue.render(outcome.words) for outcome in casework.outcomes}
    shares = (("dimension", 1.4), ("goal", 3.2), ("outcome", 1.3), ("note", 2.2))
    columns = [Column(title=say(f"case_files.column.{name}"), share=share) for name, share in shares]
    rows = [
        (catalogue.render(casework.dimension(one.dimension).words), one.goal, words.get(one.outcome, ""), one.note)
        for one in closing.outcomes
    ]
    sheet.table(columns, rows, size=SMALL)
    for look in closing.looks:
        head = say("case_closing.look_months", months=look.months)
        reached = say(f"case_closing.reached.{look.reached.value}")
        name = names.get(look.looked_by, "")
        sheet.paragraph(f"– {joined(head, day_of(look.on), reached, look.how_they_are, name)}", size=10)
    if closing.reopened_on is not None:
        told = joined(day_of(closing.reopened_on), closing.reopening_reason, names.get(closing.reopened_by, ""))
        _line(sheet, say, "case_closing.field.reopened", told)
    sheet.space(4)


def _line(sheet: Sheet, say: Callable[..., str], key: str, text: str) -> None:
    if text:
        sheet.paragraph(f"{say(key)}: {text}", size=10)


def _shown(what: Message | str, catalogue: Catalogue) -> str:
    return what if isinstance(what, str) else catalogue.render(what)
