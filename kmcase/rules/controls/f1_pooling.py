"""Finding 1: people were grouped, their money was put together, and some got none."""

from __future__ import annotations

from collections.abc import Iterator

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.rules.controls.control import Control, Thresholds, about, in_order, side_by_side
from kmcase.rules.controls.facts import AuditFacts, grouped
from kmcase.rules.regulations import Regulations

_REFERENCE = "domain.md §9 no. 1"


def same_account(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """One account of payees of several households (duplicates-notes.md §4: two give P .77, three P .80)."""
    least = Thresholds(numbers)
    paid_to = grouped((one for one in facts.paid if one.account), lambda one: one.account)
    for account, payments in paid_to.items():
        households = {facts.household(one) for one in payments}
        last = max(one.paid_on for one in payments)
        if len(households) >= least.on("controls.account_households", last):
            shown = in_order(payments)
            told = side_by_side(facts, shown, ("account", tuple(_tail(account) for _ in shown)))
            yield about("f1.same_account", ("account", account), facts, shown, told)


def _tail(account: str) -> str:
    return f"…{account[-4:]}"


CONTROLS = (
    Control(
        code="f1.same_account",
        severity=Severity.WARN,
        reference=_REFERENCE,
        numbers=("controls.account_households",),
        evaluate=same_account,
    ),
)
