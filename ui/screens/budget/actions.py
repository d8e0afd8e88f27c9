"""What is done to budgets: from the values of a form to a command, and the sentence of what will happen. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from kmcase.application.budgets import AllowLate, OpeningPayment, Transfer
from kmcase.application.changes import Outcome
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.screens.budget.figures import Loaded


class Action(StrEnum):
    """One form of the screen."""

    ALLOT = "allot"
    PLAN = "plan"
    TRANSFER = "transfer"
    LATE = "late"
    OPENING = "opening"


USE_CASES = {
    Action.ALLOT: "budgets.allot",
    Action.PLAN: "budgets.plan",
    Action.TRANSFER: "budgets.transfer",
    Action.LATE: "budgets.late",
    Action.OPENING: "budgets.open",
}

Values = Mapping[str, Any]


def told(action: Action, values: Values, loaded: Loaded, names: Mapping[str, str]) -> Message | None:
    """What will happen, with the numbers; None while something is missing. `names` are persons by id."""
    half = loaded.page.half.budget_id
    match action:
        case Action.ALLOT:
            return _told_allot(values, loaded)
        case Action.PLAN:
            total = Baht.total(amount for amount in values.values() if isinstance(amount, Baht))
            return message("budgets.says.plan", total=total, allotted=loaded.page.budget.allotted)
        case Action.TRANSFER:
            return _told_transfer(values, loaded)
        case Action.LATE:
            until = values["until"]
            return message("budgets.says.late", half=half, until=until) if isinstance(until, date) else None
        case Action.OPENING:
            amount, day, person = values["amount"], values["paid_on"], values["person"]
            if not isinstance(amount, Baht) or not isinstance(day, date) or person not in names:
                return None
            return message("budgets.says.opening", amount=amount, name=names[person], on=day)


def _told_allot(values: Values, loaded: Loaded) -> Message | None:
    amount, half = values["amount"], loaded.page.half.budget_id
    if not isinstance(amount, Baht):
        return None
    back = bool(values["take_back"])
    after = loaded.page.budget.allotted - amount if back else loaded.page.budget.allotted + amount
    return message("budgets.says.allot_back" if back else "budgets.says.allot", half=half, amount=amount, after=after)


def _told_transfer(values: Values, loaded: Loaded) -> Message | None:
    amount, target = values["amount"], values["target"]
    if not isinstance(amount, Baht) or not isinstance(target, BudgetHalf):
        return None
    source = loaded.page.half
    left = loaded.free.get(source, Baht.zero())
    return message("budgets.says.transfer", amount=amount, source=source.budget_id, left=left, target=target.budget_id)


def work_of(action: Action, values: Values, half: BudgetHalf, budgets: Any) -> Callable[[], Outcome[Any]]:
    """The call of a filled form, to be made in a job."""
    match action:
        case Action.ALLOT:
            amount = -values["amount"] if values["take_back"] else values["amount"]
            return lambda: budgets.allot(half, amount, values["on"], values["document"])
        case Action.PLAN:
            months = {month: amount or Baht.zero() for month, amount in values.items()}
            return lambda: budgets.set_plan(half, months)
        case Action.TRANSFER:
            transfer = Transfer(
                source=half,
                target=values["target"],
                amount=values["amount"],
                on=values["on"],
                document=values["document"],
                reason=values["reason"],
                approved_by=values["approved_by"],
                second_password=values["second_password"],
            )
            return lambda: budgets.transfer(transfer)
        case Action.LATE:
            late = AllowLate(
                half=half,
                until=values["until"],
                document=values["document"],
                reason=values["reason"],
                approved_by=values["approved_by"],
                second_password=values["second_password"],
            )
            return lambda: budgets.allow_late(late)
        case Action.OPENING:
            opening = OpeningPayment(
                person_id=values["person"],
                aid_kind=values["aid_kind"],
                amount=values["amount"],
                paid_on=values["paid_on"],
                voucher_number=values["voucher_number"],
                document=values["document"],
                repeat_reason=values["repeat_reason"],
            )
            return lambda: budgets.enter_opening(opening)
