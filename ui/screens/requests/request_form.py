"""The form of a request, and the way between its values and `RequestContent`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from kmcase.domain.requests import DEPENDANTS, HARDSHIP_CAUSES, HOUSING, REPORT_HEADINGS, RequestContent
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets import (
    BahtEdit,
    BEDateEdit,
    CheckEdit,
    Choice,
    ChoiceEdit,
    LineEdit,
    NumberEdit,
    TextArea,
)

AID_KINDS = ("low_income", "emergency")
PLACE_OF = {
    "amount": "proposed",
    "person": "repeat_reason",
    "report": "report_background",
    "evidence": "cause_document",
}
"""Where an error of the domain stands in the form."""


def _choices(prefix: str, names: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=name, said=message(f"{prefix}.{name}")) for name in names)


def request_form(today: date, staff: tuple[StaffMember, ...]) -> FormSpec:
    """All that an officer writes."""
    return FormSpec((_request(today), _cause(), _finding(today, staff), _report()))


def _request(today: date) -> Section:
    day = partial(BEDateEdit, today=today)
    return Section(
        "requests_ui.section.request",
        (
            Field("received_on", "requests.field.received_on", day, required=True, width=Width.THIRD),
            Field(
                "aid_kind",
                "requests.field.aid_kind",
                partial(ChoiceEdit, choices=_choices("requests.aid_kind", AID_KINDS)),
                required=True,
                width=Width.TWO_THIRDS,
            ),
            Field(
                "known_case",
                "requests_ui.case",
                partial(CheckEdit, said=message("requests.field.known_case")),
                width=Width.FULL,
            ),
            Field("needed", "requests.field.needed", BahtEdit, width=Width.HALF),
            Field("proposed", "requests.field.proposed", BahtEdit, width=Width.HALF),
            Field("purpose", "requests.field.purpose", LineEdit, width=Width.FULL),
            Field("repeat_reason", "requests.field.repeat_reason", LineEdit, width=Width.FULL),
            Field("proxy_name", "requests.field.proxy_name", LineEdit),
            Field("proxy_relation", "requests.field.proxy_relation", LineEdit),
        ),
    )


def _cause() -> Section:
    return Section(
        "requests_ui.section.cause",
        (
            Field(
                "hardship_cause",
                "requests.field.hardship_cause",
                partial(ChoiceEdit, choices=_choices("requests.cause", HARDSHIP_CAUSES)),
                width=Width.FULL,
            ),
            Field("cause_fact", "requests.field.cause_fact", TextArea, width=Width.FULL),
            Field("cause_document", "requests.field.cause_document", LineEdit, width=Width.FULL),
        ),
    )


def _finding(today: date, staff: tuple[StaffMember, ...]) -> Section:
    day = partial(BEDateEdit, today=today)
    people = tuple(Choice(value=one.staff_id, said=one.name, hint=one.position) for one in staff if one.active)
    return Section(
        "requests_ui.section.finding",
        (
            Field("fact_finder", "requests.field.fact_finder", partial(ChoiceEdit, choices=people)),
            Field("fact_found_on", "requests.field.fact_found_on", day),
            Field("informant", "requests.field.informant", LineEdit),
            Field("joint_fact_finders", "requests.field.joint_fact_finders", LineEdit),
            Field(
                "housing",
                "requests.field.housing",
                partial(ChoiceEdit, choices=_choices("requests.housing", HOUSING)),
            ),
            Field("monthly_income", "requests.field.monthly_income", BahtEdit),
            *(
                Field(
                    f"dependants_{name}",
                    f"requests.dependants.{name}",
                    partial(NumberEdit, most=30),
                    width=Width.THIRD,
                )
                for name in DEPENDANTS
            ),
        ),
    )


def _report() -> Section:
    return Section(
        "requests.field.report",
        tuple(
            Field(
                f"report_{name}",
                f"requests.heading.{name}",
                TextArea,
                help_key=f"requests.heading_hint.{name}",
                width=Width.FULL,
            )
            for name in REPORT_HEADINGS
        ),
    )


_SAME = (
    "received_on", "aid_kind", "known_case", "needed", "proposed", "purpose", "repeat_reason", "proxy_name",
    "proxy_relation", "hardship_cause", "cause_fact", "cause_document", "fact_finder", "fact_found_on", "informant",
    "housing", "monthly_income",
)  # fmt: skip
_EMPTY_TEXT = frozenset(
    {
        "purpose", "repeat_reason", "proxy_name", "proxy_relation", "hardship_cause", "cause_fact", "cause_document",
        "fact_finder", "informant", "housing",
    }
)  # fmt: skip


def form_values(content: RequestContent) -> dict[str, object]:
    """What the form shows of a content."""
    shown: dict[str, object] = {name: getattr(content, name) or None for name in _SAME}
    shown["known_case"] = content.known_case
    shown["joint_fact_finders"] = ", ".join(content.joint_fact_finders)
    shown |= {f"dependants_{name}": content.dependants.get(name) for name in DEPENDANTS}
    shown |= {f"report_{name}": content.report.get(name, "") for name in REPORT_HEADINGS}
    return shown


def content_of(typed: dict[str, Any], before: RequestContent, today: date) -> RequestContent:
    """A content with what is typed; what the form does not show stays as it was."""
    same = {name: typed[name] for name in _SAME}
    for name in _EMPTY_TEXT:
        same[name] = (same[name] or "").strip()
    same["received_on"] = same["received_on"] or today
    same["aid_kind"] = same["aid_kind"] or AID_KINDS[0]
    same["known_case"] = bool(same["known_case"])
    joint = tuple(part.strip() for part in (typed["joint_fact_finders"] or "").split(",") if part.strip())
    dependants = {name: typed[f"dependants_{name}"] for name in DEPENDANTS if typed[f"dependants_{name}"]}
    report = {name: (typed[f"report_{name}"] or "").strip() for name in REPORT_HEADINGS}
    return replace(before, **same, joint_fact_finders=joint, dependants=dependants, report=report)
