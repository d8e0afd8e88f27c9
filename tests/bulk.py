"""Large offices for benchmarks: entries appended by the real chain and folded by the real fold, many to a commit.

The events are those of one honest payment made through the use cases, written again for other people; what is
measured on top of them goes through the use cases alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.cli.sample.dirty_lists import FIRST_NAMES, LAST_NAMES
from kmcase.domain.batches import DisbursementRequested, MoneyDrawn
from kmcase.domain.events import Event, decode
from kmcase.domain.meetings import DecisionRecorded
from kmcase.domain.money import Baht
from kmcase.domain.payments import RunPrepared, VoucherHandedOver
from kmcase.domain.people import PersonRegistered
from kmcase.domain.requests import RequestOpened
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.refold import read_entries
from tests.builders import STORE, TestOffice, allot, person_values
from tests.money_builders import a_national_id, pay, prepared_run, voucher_ids

_EACH_COMMIT = 2_000
_EACH_RUN = 100
_LETTERS = "กขคงจชซดตถทนบปผพมยรล"

E = TypeVar("E", bound=Event)


def append_all(office: TestOffice, events: Iterable[Event], key: Ed25519PrivateKey | None = None) -> None:
    """Append and fold, some thousands to a commit; signed where there is a key."""
    writer = Writer(
        store=STORE, actor="officer", workstation="bulk", use_case="bulk", ids=office.ids,
        signer=key.sign if key is not None else None,
    )  # fmt: skip
    waiting = iter(events)
    while some := tuple(islice(waiting, _EACH_COMMIT)):
        with office.engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            for event in some:
                chain.append(event, office.clock.now())
            chain.finish()


def people(count: int, first: int = 1_000) -> Iterator[PersonRegistered]:
    """So many people, no two with the same name, id, house and telephone."""
    for number in range(first, first + count):
        given = FIRST_NAMES[number % len(FIRST_NAMES)]
        family = f"{LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]}{_ending(number)}"
        values = person_values(
            first_name=given,
            last_name=family,
            national_id=a_national_id(number),
            no_id_reason=None,
            phone=f"08{number:08d}",
        )
        home = replace(values.address, house_no=f"{number % 900 + 1}/{number % 7}", moo=number % 14 + 1)
        yield PersonRegistered(person_id=f"person-{number}", values=replace(values, address=home))


def payments(office: TestOffice, paid: int, waiting: int = 0) -> tuple[str, ...]:
    """So many people helped once each with 3,000 baht in runs of a hundred, and as many more whose number waits.

    Gives the vouchers that wait, whose runs are open and whose money is drawn.
    """
    allot(office, (paid + waiting) * 3_000)
    run_id = prepared_run(office, 1)
    pay(office, voucher_ids(office, run_id)[0])
    with office.engine.connect() as connection:
        stored = list(read_entries(connection))
    made = {each.head.type: decode(each.head.type, json.loads(each.body)) for each in stored if each.body}
    registered = list(people(paid + waiting))
    for first in range(0, paid + waiting, _EACH_RUN):
        append_all(office, _run(made, registered[first : first + _EACH_RUN], first, handed_over=first < paid))
    return tuple(f"voucher-{number}" for number in range(paid + 1, paid + waiting + 1))


def _of(made: dict[str, Event], kind: type[E]) -> E:
    found = made[kind.TYPE]
    assert isinstance(found, kind)
    return found


def _ending(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, len(_LETTERS))
        letters += _LETTERS[rest]
    return letters


def _run(
    made: dict[str, Event], registered: list[PersonRegistered], first: int, *, handed_over: bool
) -> Iterator[Event]:
    opened, decided = _of(made, RequestOpened), _of(made, DecisionRecorded)
    asked, drawn = _of(made, DisbursementRequested), _of(made, MoneyDrawn)
    prepared, paid = _of(made, RunPrepared), _of(made, VoucherHandedOver)
    (voucher,) = prepared.vouchers
    batch_id, run_id = f"batch-{first}", f"run-{first}"
    vouchers = []
    for number, person in enumerate(registered, first + 1):
        one = f"{number}"
        yield person
        yield replace(opened, request_id=f"request-{one}", number=f"{1_000 + number}/2567", person_id=person.person_id)
        claims = tuple(replace(claim, unit_id=f"{claim.unit.value}-{one}") for claim in decided.claims)
        yield replace(
            decided, decision_id=f"decision-{one}", request_id=f"request-{one}", person_id=person.person_id,
            reserve_posting_id=f"reserve-{one}", claims=claims,
        )  # fmt: skip
        payee = replace(voucher.payee, person_id=person.person_id, name=person.values.full_name)
        vouchers.append(
            replace(
                voucher,
                voucher_id=f"voucher-{one}",
                number=f"{1_000 + number}/2567",
                serial=1_000 + number,
                run_id=run_id,
                request_id=f"request-{one}",
                decision_id=f"decision-{one}",
                payee=payee,
            )
        )
    total = Baht.total(each.amount for each in vouchers)
    requests = tuple(each.request_id for each in vouchers)
    yield replace(asked, batch_id=batch_id, number=f"B{first}/2567", amount=total, request_ids=requests)
    yield replace(drawn, batch_id=batch_id, drawal_id=f"drawal-{first}", amount=total)
    values = replace(prepared.values, number=f"B{first}", batch_id=batch_id)
    yield replace(prepared, run_id=run_id, values=values, vouchers=tuple(vouchers))
    for each in vouchers if handed_over else ():
        yield replace(
            paid, run_id=run_id, voucher_id=each.voucher_id, request_id=each.request_id,
            person_id=each.payee.person_id,
            posting_ids=(f"release-{each.number}", f"paid-{each.number}"),
        )  # fmt: skip
