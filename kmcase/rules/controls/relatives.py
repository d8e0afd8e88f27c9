"""Finding 5, own circle: money for an officer's declared relative, or for somebody who works in the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kmcase.domain.controls import Observation
from kmcase.domain.findings import Severity
from kmcase.rules.controls.control import Control, about, side_by_side
from kmcase.rules.controls.facts import AuditFacts, PaymentFact
from kmcase.rules.duties import Relative, same_person
from kmcase.rules.regulations import Regulations

_REFERENCE = "domain.md §9 no. 5"


def relative(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee is a declared relative of somebody in the office: told at the door, kept in sight here."""
    for payment, kin in _met(facts, facts.relatives):
        told = side_by_side(facts, [payment], ("relative_of", (kin.staff_name,)))
        found = about("f5.relative", ("voucher", payment.voucher_id), facts, [payment], told)
        yield _concerning(found, kin.staff_id)


def staff_paid(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee bears the name of somebody who works in the office."""
    works = tuple(
        Relative(name=name, national_id=None, staff_id=staff_id, staff_name=name)
        for staff_id, name in facts.staff.items()
    )
    for payment, member in _met(facts, works):
        told = side_by_side(facts, [payment], ("works_here", (member.staff_name,)))
        found = about("f5.staff_paid", ("voucher", payment.voucher_id), facts, [payment], told)
        yield _concerning(found, member.staff_id)


def _met(facts: AuditFacts, people: Iterable[Relative]) -> Iterator[tuple[PaymentFact, Relative]]:
    """Payments with whom of the people their payee is; names are compared in full only where their words agree."""
    named: dict[str, list[Relative]] = defaultdict(list)
    by_id: dict[str, list[Relative]] = defaultdict(list)
    for one in people:
        named[_letters(facts, one.name)].append(one)
        if one.national_id:
            by_id[one.national_id].append(one)
    if not named:
        return
    for payment in facts.paid:
        likely = (*by_id.get(payment.national_id or "", ()), *named.get(_letters(facts, payment.payee_name), ()))
        for one in likely:
            if same_person(payment.payee_name, payment.national_id, one.name, one.national_id):
                yield payment, one
                break


def _letters(facts: AuditFacts, name: str) -> str:
    """Equal for a name in whatever order and spacing its parts are written."""
    return "".join(sorted(facts.folded(name).replace(" ", "")))


def _concerning(found: Observation, staff_id: str) -> Observation:
    return replace(found, concerned=tuple(dict.fromkeys((*found.concerned, staff_id))))


CONTROLS = (
    Control(code="f5.relative", severity=Severity.WARN, reference=_REFERENCE, evaluate=relative),
    Control(code="f5.staff_paid", severity=Severity.WARN, reference="domain.md §9 no. 9", evaluate=staff_paid),
)
