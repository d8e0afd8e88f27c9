"""รายงานการประชุม of a case conference.

Its form is that of the Prime Minister's Office Regulation on Correspondence B.E. 2526, form 11: which meeting,
when and where, who came and who did not, the agenda with what was heard and resolved, who wrote and who checked them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kmcase.application.printing.conferences import MinutesSnapshot
from kmcase.application.read.conferences import AgendaLine
from kmcase.application.read.small_counts import told_count
from kmcase.documents._sheet import Sheet, Signature, render
from kmcase.domain.cases.conferences import AgendaState, Decision
from kmcase.domain.conferences import Attendee, Presence
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_long
from kmcase.thai.digits import to_thai

Put = Callable[[str], str]


def compose(snapshot: MinutesSnapshot, catalogue: Catalogue) -> bytes:
    """The minutes as PDF; figures are Thai where their language is."""
    say = catalogue.text
    put: Put = to_thai if catalogue.language == "th" else str

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue, put)
        _agenda(sheet, snapshot, catalogue, put)
        _signed(sheet, snapshot, catalogue)

    return render(
        write,
        title=say("conferences.minutes.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=say("conferences.minutes.secret"),
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def _head(sheet: Sheet, snapshot: MinutesSnapshot, catalogue: Catalogue, put: Put) -> None:
    say, conference = catalogue.text, snapshot.page.conference
    values = conference.values
    sheet.title(say("conferences.minutes.title"), snapshot.office)
    lines = (
        say("conferences.minutes.number", number=conference.number),
        say("conferences.minutes.on", day=format_long(values.on)),
        say("conferences.minutes.place", place=values.place or say("conferences.minutes.not_said")),
    )
    for text in lines:
        sheet.line_of(put(text), align="center")
    sheet.space(6)
    sheet.rule()
    _people(sheet, "came", snapshot.who(Presence.PRESENT), snapshot, catalogue, put)
    absent = snapshot.who(Presence.ABSENT)
    if absent:
        _people(sheet, "absent", absent, snapshot, catalogue, put)
    invited = snapshot.who(Presence.INVITED)
    if invited:
        _people(sheet, "invited", invited, snapshot, catalogue, put)
    sheet.space(4)
    sheet.line_of(put(say("conferences.minutes.begun", time=values.at_time or "........")))


def _people(
    sheet: Sheet, which: str, people: Iterable[Attendee], snapshot: MinutesSnapshot, catalogue: Catalogue, put: Put
) -> None:
    say = catalogue.text
    sheet.space(4)
    sheet.heading(say(f"conferences.minutes.{which}"))
    every = tuple(people)
    for number, each in enumerate(every, 1):
        parts = [each.name, each.profession or snapshot.positions.get(each.staff_id, ""), each.agency]
        if each.staff_id and each.staff_id == snapshot.page.conference.values.chair:
            parts.append(say("conferences.minutes.chair"))
        if each.why_absent:
            parts.append(say("conferences.minutes.because", why=each.why_absent))
        sheet.paragraph(put(f"{number}. ") + "  ".join(part for part in parts if part))
    if not every:
        sheet.line_of(say("conferences.minutes.nobody"))


def _agenda(sheet: Sheet, snapshot: MinutesSnapshot, catalogue: Catalogue, put: Put) -> None:
    say = catalogue.text
    promised = sum(each.promised for each in snapshot.who(Presence.PRESENT))
    sheet.space(4)
    sheet.heading(put(say("conferences.minutes.first")))
    sheet.paragraph(put(say("conferences.minutes.promise", count=promised)), indent=True)
    sheet.heading(put(say("conferences.minutes.second")))
    for one in snapshot.before:
        state = say(f"conferences.state.{one.decision.state.value}")
        said = say(
            "conferences.minutes.before",
            number=one.number,
            conference=one.conference.number,
            text=one.decision.text,
            state=state,
        )
        sheet.paragraph(put(said), indent=True)
    if not snapshot.before:
        sheet.paragraph(say("conferences.minutes.none"), indent=True)
    sheet.heading(put(say("conferences.minutes.third")))
    for number, line in enumerate(snapshot.page.agenda, 1):
        _case(sheet, number, line, snapshot, catalogue, put)
    if not snapshot.page.agenda:
        sheet.paragraph(say("conferences.minutes.none"), indent=True)
    if snapshot.page.hidden:
        count = catalogue.render(told_count(snapshot.page.hidden))
        sheet.paragraph(put(say("conferences.minutes.hidden", count=count)), indent=True)


def _case(
    sheet: Sheet, number: int, line: AgendaLine, snapshot: MinutesSnapshot, catalogue: Catalogue, put: Put
) -> None:
    say, item = catalogue.text, line.agenda
    sheet.need(80)
    sheet.space(4)
    name = line.name or say("cases.client.no_name")
    sheet.line_of(put(say("conferences.minutes.case", place=number, number=line.number, name=name)), weight="bold")
    reasons = ", ".join(catalogue.render(need.words) for need in line.needs)
    if reasons:
        sheet.paragraph(put(say("conferences.minutes.reasons", reasons=reasons)), indent=True)
    for text in item.heard:
        for part in text.values.splitlines():
            sheet.paragraph(put(part), indent=True)
    sheet.line_of(say("conferences.minutes.resolved"), weight="bold")
    for said in _resolutions(item.state, item.reason, item.decided, snapshot, catalogue):
        sheet.paragraph(put(said), indent=True)


def _resolutions(
    state: AgendaState, reason: str, decided: Iterable[Decision], snapshot: MinutesSnapshot, catalogue: Catalogue
) -> list[str]:
    say = catalogue.text
    found = []
    for decision in decided:
        kind = say(f"conferences.decision.{decision.kind.value}")
        said = say("conferences.decision.said", kind=kind, text=decision.text)
        if decision.due is not None:
            who = snapshot.page.names.get(decision.responsible, "")
            said = f"{said} {say('conferences.minutes.task', name=who, due=format_long(decision.due))}"
        found.append(said)
    if state is not AgendaState.ON:
        found.append(say(f"conferences.minutes.{state.value}", reason=reason))
    return found or [say("conferences.minutes.undecided")]


def _signed(sheet: Sheet, snapshot: MinutesSnapshot, catalogue: Catalogue) -> None:
    say, page = catalogue.text, snapshot.page
    values = page.conference.values
    sheet.need(150)
    sheet.space(8)
    sheet.line_of(say("conferences.minutes.ended"))
    sheet.space(12)
    places = [
        Signature(
            role=say(f"conferences.minutes.{role}"),
            name=page.names.get(staff_id, ""),
            position=snapshot.positions.get(staff_id, ""),
        )
        for role, staff_id in (("writer", values.writer), ("checker", values.checker))
    ]
    sheet.signatures(places, per_row=2)
