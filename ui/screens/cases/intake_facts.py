"""The facts of a reception in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kmcase.domain.cases.intake import Checked, IntakeValues
from kmcase.domain.casework import Casework, Checklist, Entry
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_datetime
from ui.widgets import Fact


def intake_facts(values: IntakeValues, casework: Casework, names: Mapping[str, str]) -> list[Fact]:
    """What is known, in the order of the form; what nobody said is left out."""
    flags = tuple(reason.words for reason in casework.restrictions if reason.code in values.flags)
    told: tuple[tuple[str, Message | str], ...] = (
        ("received", format_datetime(values.received_at)),
        ("received_by", names.get(values.received_by, "")),
        ("source", _words(casework.sources, values.source)),
        ("source_agency", values.source_agency),
        ("source_name", values.source_name),
        ("source_phone", values.source_phone),
        ("found_at", values.found_at),
        ("flags", message("cases.reasons", reasons=flags) if flags else ""),
        ("story", values.story),
        ("wishes", values.wishes),
        ("condition", _with_note(casework.conditions, values.condition, values.condition_note)),
        ("risk", _with_note(casework.risks, values.risk, values.risk_note)),
    )
    facts = [Fact(label=message(f"case_intake.field.{name}"), value=said) for name, said in told if said]
    checklists = casework.checklists_at("reception")
    return [*facts, *(Fact(label=each.words, value=_checked(each, values.checklist(each.code))) for each in checklists)]


def _words(entries: Iterable[Entry], code: str) -> Message | str:
    return next((entry.words for entry in entries if entry.code == code), "")


def _with_note(entries: Iterable[Entry], code: str, note: str) -> Message | str:
    said = _words(entries, code)
    if not said:
        return note
    return message("case_intake.page.with_note", said=said, note=note) if note else said


def _checked(checklist: Checklist, checked: Checked) -> Message:
    """What was found, or that nothing was, or that nobody has looked yet."""
    found = tuple(item.words for item in checklist.items if item.code in checked.found)
    if found or checked.remark:
        key = "found" if checked.done else "found_so_far"
        return message(f"case_intake.page.{key}", found=found or "–", remark=checked.remark)
    return message("case_intake.page.nothing_found" if checked.done else "case_intake.page.not_looked")
