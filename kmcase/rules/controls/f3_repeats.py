"""Finding 3: the same name stands on receipts more often than it may."""

from __future__ import annotations

from collections.abc import Iterator

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.domain.offices import UNLIMITED
from kmcase.rules.controls.control import Control, about, in_order, side_by_side
from kmcase.rules.controls.facts import AuditFacts, grouped
from kmcase.rules.limits import allowed_times
from kmcase.rules.regulations import Regulations

_REFERENCE = "domain.md §9 no. 3"


def person_limit(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """More payments of a kind in a fiscal year than allowed, to all register entries of one human being."""
    of_year = grouped(facts.paid, lambda one: (facts.cluster(one.person_id), one.fiscal_year, one.aid_kind))
    for (person, year, kind), payments in of_year.items():
        most = allowed_times(kind, max(one.paid_on for one in payments), numbers)
        if UNLIMITED < most < len(payments):
            shown = in_order(payments)
            told = (*side_by_side(facts, shown), ("allowed", most))
            yield about("f3.person_limit", ("person_year", f"{person}:{year}:{kind}"), facts, shown, told)


CONTROLS = (
    Control(
        code="f3.person_limit",
        severity=Severity.WARN,
        reference=_REFERENCE,
        numbers=("aid.low_income.max_times_per_year",),
        evaluate=person_limit,
    ),
)
