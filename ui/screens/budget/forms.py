"""The forms of the budget, declared."""

from __future__ import annotations

from functools import partial

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.requests import AID_KINDS
from kmcase.messages import message
from kmcase.thai.calendar import fiscal_months
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.forms.second import second_fields
from ui.ports import Desk
from ui.screens.budget.actions import Action
from ui.screens.budget.figures import Loaded, half_said
from ui.widgets import BahtEdit, BEDateEdit, CheckEdit, Choice, ChoiceEdit, LineEdit


def spec_of(action: Action, loaded: Loaded, desk: Desk, halves: tuple[BudgetHalf, ...]) -> FormSpec:
    """The fields of an action."""
    title = f"budgets.form.{action.value}"
    match action:
        case Action.ALLOT:
            fields = (_amount(), _day(desk, "on"), _document(), _take_back())
        case Action.PLAN:
            fields = tuple(
                Field(f"{year:04d}-{month:02d}", f"budgets.month.{month}", BahtEdit, width=Width.THIRD)
                for year, month in fiscal_months(loaded.page.half.fiscal_year, loaded.page.half.half)
            )
        case Action.TRANSFER:
            fields = (
                _target(loaded, halves),
                _amount(),
                _day(desk, "on"),
                _document(),
                *second_fields(loaded.seconds, name="approved_by"),
                _reason("reason", required=True),
            )
        case Action.LATE:
            fields = (
                _day(desk, "until"),
                _document(),
                *second_fields(loaded.seconds, name="approved_by"),
                _reason("reason", required=True),
            )
        case Action.OPENING:
            fields = _opening(desk)
    return FormSpec((Section(title, fields),))


def start_values(action: Action, loaded: Loaded, desk: Desk, halves: tuple[BudgetHalf, ...]) -> dict[str, object]:
    """What a form begins with: what stands of a plan, today, the other half of the year."""
    match action:
        case Action.PLAN:
            return {f"{month.year:04d}-{month.month:02d}": month.plan for month in loaded.page.months if month.plan}
        case Action.TRANSFER:
            half = loaded.page.half
            other = BudgetHalf(half.fiscal_year, 3 - half.half)
            return {"on": desk.today(), "target": other if other in halves else None}
        case Action.OPENING:
            return {"aid_kind": AID_KINDS[0]}
        case Action.ALLOT:
            return {"on": desk.today()}
        case Action.LATE:
            return {}


def _amount() -> Field:
    return Field("amount", "budgets.field.amount", partial(BahtEdit, show_words=True), required=True)


def _day(desk: Desk, name: str) -> Field:
    return Field(name, f"budgets.field.{name}", partial(BEDateEdit, today=desk.today()), required=True)


def _document(name: str = "document") -> Field:
    return Field(name, f"budgets.field.{name}", LineEdit, required=True)


def _take_back() -> Field:
    said = message("budgets.take_back.said")
    return Field("take_back", "budgets.take_back.label", partial(CheckEdit, said=said))


def _reason(name: str, *, required: bool) -> Field:
    return reason_field(f"budgets.field.{name}", name=name, required=required)


def _target(loaded: Loaded, halves: tuple[BudgetHalf, ...]) -> Field:
    others = [Choice(value=half, said=half_said(half)) for half in halves if half != loaded.page.half]
    return Field("target", "budgets.field.target", partial(ChoiceEdit, choices=others), required=True)


def _opening(desk: Desk) -> tuple[Field, ...]:
    search = partial(LineEdit, placeholder=message("budgets.field.search"))
    kinds = partial(
        ChoiceEdit, choices=[Choice(value=kind, said=message(f"requests.aid_kind.{kind}")) for kind in AID_KINDS]
    )
    return (
        Field("search", "budgets.field.find", search),
        Field("person", "budgets.field.person", ChoiceEdit, required=True),
        Field("aid_kind", "budgets.field.aid_kind", kinds, required=True, width=Width.FULL),
        _amount(),
        _day(desk, "paid_on"),
        _document("voucher_number"),
        _document(),
        _reason("repeat_reason", required=False),
    )
