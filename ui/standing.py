"""What a field of the register says, in words, for choosing between values that were written apart. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from enum import StrEnum

from kmcase.application.read.conflicts import StandingValue
from kmcase.domain.cases.plan_lines import LineKind, PlanField
from kmcase.domain.casework import ServiceKind
from kmcase.domain.people import Address, Membership, MembershipKind, NoIdReason, Sex
from kmcase.messages import Message, message, worded
from kmcase.thai.addresses import written
from kmcase.thai.national_id import mask_id

_WORDS: dict[type[StrEnum], str] = {
    Sex: "people.sex",
    MembershipKind: "people.membership",
    NoIdReason: "widgets.id.reason",
    ServiceKind: "case_plans.kind",
}


_CHOSEN = {"marital_status": "people.marital", "housing": "requests.housing"}


Labels = Mapping[str, Mapping[str, str]]
"""The names of a form's fields, by language."""
_OF_GOAL = {"text": "goal_text", "due": "goal_due"}
_FIELDS = {"person": "people.field", "household": "households.field"}


def plan_field_key(kind: LineKind, name: str) -> str:
    """The key of a plan's field's name: goals call some of them otherwise."""
    return f"case_plans.field.{_OF_GOAL.get(name, name) if kind is LineKind.GOAL else name}"


def field_said(noun: str, field: str, labels: Labels) -> Message | str:
    """The name of a field on its form, of a plan's with the line that it is of."""
    if noun == "case":
        where = PlanField.parse(field)
        key = "case_plans.page.removed_apart" if where.says_removed else plan_field_key(where.kind, where.name)
        return message("conflicts.plan_field", field=message(key), line=worded(labels[field]))
    if noun in _FIELDS:
        return message(f"{_FIELDS[noun]}.{field}")
    return worded(labels[field]) if labels.get(field) else field


def value_said(field: str, value: StandingValue, language: str) -> object:
    """What a standing value says."""
    return _of_language(value.words, language) or in_words(field, value.value)


def _of_language(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get("th", "")


def from_where(value: StandingValue) -> Message:
    """On which device a value was written: a laptop by its name, the office by its workstation."""
    if value.laptop:
        return message("conflicts.from_laptop", name=value.laptop)
    return message("conflicts.from_office", workstation=value.workstation or "–")


def in_words(field: str, value: object) -> object:
    """A value as a `Message` shows it; an id masked, nothing as the word for it."""
    match value:
        case bool():
            return message("people.ticked.yes" if value else "people.ticked.no")
        case Address() if value != Address():
            return written(*astuple(value))
        case Membership():
            return _membership(value)
        case StrEnum():
            return message(f"{_WORDS[type(value)]}.{value.value}")
        case frozenset() if value:
            problems = field == "problem_kinds"
            return tuple(message(f"imports.problem_kind.{kind}") if problems else kind for kind in sorted(value))
        case str() if value:
            return _text(field, value)
        case None | "" | frozenset() | Address():
            return message("people.no_value")
    return value


def _text(field: str, value: str) -> object:
    if field == "national_id":
        return mask_id(value)
    if field in _CHOSEN:
        return message(f"{_CHOSEN[field]}.{value}")
    return value


def _membership(member: Membership) -> Message:
    return message(
        "people.membership_written",
        kind=in_words("kind", member.kind),
        number=member.member_number or "–",
        since=member.since or "–",
        until=member.until or "–",
    )
