"""Finding 5, own circle: an officer's declared relative is paid, receives, witnesses, or is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.domain.wording import message
from kmcase.rules.controls.control import Control, about, side_by_side
from kmcase.rules.controls.facts import AuditFacts, PaymentFact
from kmcase.rules.controls.sources import Source
from kmcase.rules.duties import Relative, same_person
from kmcase.rules.regulations import Regulations
from kmcase.thai.digits import figures

_Named = tuple[str, str | None]
"""A name in full, and a national id where it is known."""


def relative(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee is a declared relative of somebody in the office: told at the door, kept in sight here."""
    for payment, _, kin in _met(facts, facts.relatives, _payee):
        told = side_by_side(facts, [payment], ("relative_of", (kin.staff_name,)))
        yield _concerning("f5.relative", facts, payment, told, kin)


def staff_paid(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee bears the name of somebody who works in the office."""
    works = tuple(
        Relative(name=name, national_id=None, staff_id=staff_id, staff_name=name)
        for staff_id, name in facts.staff.items()
    )
    for payment, _, member in _met(facts, works, _payee):
        told = side_by_side(facts, [payment], ("works_here", (member.staff_name,)))
        yield _concerning("f5.staff_paid", facts, payment, told, member)


def relative_received(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A declared relative received the money for the payee."""
    for payment, name, kin in _met(facts, facts.relatives, _proxy):
        told = side_by_side(facts, [payment], ("received_by", (name,)), ("relative_of", (kin.staff_name,)))
        yield _concerning("f5.relative_received", facts, payment, told, kin)


def relative_witnessed(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A declared relative witnessed the hand-over; one declared before is refused at the table."""
    for payment, name, kin in _met(facts, facts.relatives, _witnesses):
        told = side_by_side(facts, [payment], ("witness", (name,)), ("relative_of", (kin.staff_name,)))
        yield _concerning("f5.relative_witnessed", facts, payment, told, kin)


def near_relative(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee shares house, telephone or account with a declared relative who stands in the register."""
    near = _around(facts)
    if not near:
        return
    for payment in facts.paid:
        for what, value in _ties(facts, payment.person_id, payment.account):
            found = near.get((what, value))
            if found is None or found[0] == payment.person_id:
                continue
            person, kin = facts.persons[found[0]], found[1]
            told = side_by_side(
                facts,
                [payment],
                ("shared", (message(f"controls.shared.{what}"),)),
                ("with_relative", (person.name,)),
                ("relative_of", (kin.staff_name,)),
            )
            yield _concerning("f5.near_relative", facts, payment, told, kin)
            break


def _around(facts: AuditFacts) -> Mapping[tuple[str, str], tuple[str, Relative]]:
    """House, telephone and account of relatives of the register: whose they are, and whose relative that is."""
    if not facts.relatives:
        return {}
    known = _Known(facts, facts.relatives)
    accounts = {payment.person_id: payment.account for payment in facts.paid if payment.account}
    found: dict[tuple[str, str], tuple[str, Relative]] = {}
    for person in facts.persons.values():
        kin = known.who((person.name, person.national_id))
        if kin is not None:
            for tie in _ties(facts, person.person_id, accounts.get(person.person_id, "")):
                found.setdefault(tie, (person.person_id, kin))
    return found


def _ties(facts: AuditFacts, person_id: str, account: str) -> Iterator[tuple[str, str]]:
    person = facts.person(person_id)
    if person is not None and person.household_id:
        yield "house", person.household_id
    if person is not None and figures(person.phone):
        yield "phone", figures(person.phone)
    if account:
        yield "account", account


def _payee(payment: PaymentFact) -> Iterable[_Named]:
    return ((payment.payee_name, payment.national_id),)


def _proxy(payment: PaymentFact) -> Iterable[_Named]:
    return ((payment.proxy_name, payment.proxy_national_id),) if payment.proxy_name else ()


def _witnesses(payment: PaymentFact) -> Iterable[_Named]:
    return ((one.name, one.national_id) for one in payment.witnesses)


class _Known:
    """People by national id and by the letters of their names: names are compared in full only where these agree."""

    def __init__(self, facts: AuditFacts, people: Iterable[Relative]) -> None:
        self._facts = facts
        self._named: dict[str, list[Relative]] = defaultdict(list)
        self._by_id: dict[str, list[Relative]] = defaultdict(list)
        for one in people:
            self._named[_letters(facts, one.name)].append(one)
            if one.national_id:
                self._by_id[one.national_id].append(one)

    def who(self, named: _Named) -> Relative | None:
        """The first of the people who is somebody named in full."""
        name, national_id = named
        likely = (*self._by_id.get(national_id or "", ()), *self._named.get(_letters(self._facts, name), ()))
        return next((one for one in likely if same_person(name, national_id, one.name, one.national_id)), None)


def _met(
    facts: AuditFacts, people: tuple[Relative, ...], of: Callable[[PaymentFact], Iterable[_Named]]
) -> Iterator[tuple[PaymentFact, str, Relative]]:
    """Payments with the name of one who has a part in them, and who of the people that is; the first of a payment."""
    if not people:
        return
    known = _Known(facts, people)
    for payment in facts.paid:
        for named in of(payment):
            found = known.who(named)
            if found is not None:
                yield payment, named[0], found
                break


def _letters(facts: AuditFacts, name: str) -> str:
    """Equal for a name in whatever order and spacing its parts are written."""
    return "".join(sorted(facts.folded(name).replace(" ", "")))


def _concerning(
    code: str, facts: AuditFacts, payment: PaymentFact, told: tuple[Fact, ...], kin: Relative
) -> Observation:
    found = about(code, ("voucher", payment.voucher_id), facts, [payment], told)
    return replace(found, concerned=tuple(dict.fromkeys((*found.concerned, kin.staff_id))))


CONTROLS = (
    Control(code="f5.relative", severity=Severity.WARN, sources=(Source.F5,), evaluate=relative),
    Control(code="f5.relative_received", severity=Severity.WARN, sources=(Source.F5,), evaluate=relative_received),
    Control(code="f5.relative_witnessed", severity=Severity.WARN, sources=(Source.F5,), evaluate=relative_witnessed),
    Control(code="f5.near_relative", severity=Severity.WARN, sources=(Source.F5,), evaluate=near_relative),
    Control(code="f5.staff_paid", severity=Severity.WARN, sources=(Source.P9,), evaluate=staff_paid),
)
