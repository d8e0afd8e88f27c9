"""The request that a visit's answers make: what the form binds to `request.*`, and its headings as the report."""

from __future__ import annotations

from datetime import date
from typing import Any

from kmcase.domain.answers import whole
from kmcase.domain.events import build
from kmcase.domain.form_answers import asked_answers
from kmcase.domain.forms import Form
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidForm, RequestContent
from kmcase.domain.visits import Visit

HOUSEHOLD_INCOME = ("income_occupation", "income_children", "income_welfare", "income_other")
"""Questions of the shipped form that together are what the household has a month."""
_OWN_INCOME = "person.monthly_income"
_HOUSING = "household.housing"
_FORMS = "needed_forms"


def request_content(form: Form, visit: Visit, *, received_on: date) -> RequestContent:
    """What a request made of a visit begins with; the officer's wish stands before the answers."""
    answers = asked_answers(form, whole(visit.facts))
    bound = _bound(form, answers)
    wish = visit.wish
    plain: dict[str, Any] = {
        **_of_request(bound),
        "received_on": received_on.isoformat(),
        "fact_finder": visit.officer,
        "fact_found_on": visit.visited_on.isoformat(),
        "joint_fact_finders": [partner.name for partner in visit.partners],
        "report": {
            question.heading: answers[question.name]
            for _, repeat, question in form.questions()
            if repeat is None and question.heading and question.name in answers
        },
        "housing": bound.get(_HOUSING, ""),
        "aid_form": _aid_form(answers),
    }
    income = _income(answers, bound)
    plain |= {} if income is None else {"monthly_income": income}
    if "informant" not in plain and visit.informants:
        plain["informant"] = visit.informants[-1].name
    if wish is not None:
        plain |= {"aid_kind": wish.aid_kind, "aid_form": wish.aid_form.value, "known_case": wish.known_case}
        plain |= {name: amount.satang for name, amount in _amounts(wish.needed, wish.proposed) if amount is not None}
        plain |= {"purpose": wish.purpose} if wish.purpose else {}
    content: RequestContent = build(RequestContent, plain)
    return content


def _amounts(needed: Baht | None, proposed: Baht | None) -> tuple[tuple[str, Baht | None], ...]:
    return (("needed", needed), ("proposed", proposed))


def _bound(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers by the field that the form says holds the same fact."""
    return {
        question.register: answers[question.name]
        for _, repeat, question in form.questions()
        if repeat is None and question.register and question.name in answers
    }


def _of_request(bound: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for path, answer in bound.items():
        noun, _, name = path.partition(".")
        field, _, part = name.partition(".")
        if noun != "request":
            continue
        if part:
            plain.setdefault(field, {})[part] = answer
        else:
            plain[field] = answer
    return plain


def _income(answers: dict[str, Any], bound: dict[str, Any]) -> int | None:
    parts = [answers[name] for name in HOUSEHOLD_INCOME if name in answers]
    own: int | None = bound.get(_OWN_INCOME)
    return sum(parts) if parts else own


def _aid_form(answers: dict[str, Any]) -> str:
    """What is asked for first of all: money, where that is among it."""
    chosen = answers.get(_FORMS) or [AidForm.MONEY.value]
    return next(form.value for form in AidForm if form.value in chosen)
