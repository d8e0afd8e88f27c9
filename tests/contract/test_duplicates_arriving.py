"""Alike pairs that are remembered, compared anew where somebody was written, and counted, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from kmcase.application.duplicates import DecideDuplicate, Decision, DuplicateService
from kmcase.application.duplicates.arriving import before_a_bundle, remember
from kmcase.application.duplicates.standing import open_duplicates
from kmcase.application.people import ChangePerson
from kmcase.application.read.duplicates import KnownPairs
from kmcase.application.read.today import Task
from kmcase.application.today import TodayService
from kmcase.domain.dates import PartialDate
from kmcase.domain.people import Address
from kmcase.matching.weights import REVIEW
from kmcase.persistence.pairs_looked_over import remembered_pairs
from kmcase.persistence.repositories import duplicates as on_rows
from tests.builders import TestOffice, register
from tests.clocks import Clocks

BORN = PartialDate.from_date(date(1957, 3, 14))
SHE = {"birth": BORN, "phone": "0812345678"}
AGAIN = {**SHE, "last_name": "ศรีศุข"}
LESS = {"last_name": "ศรีศุข"}


def known(office: TestOffice, most: int = 200, *, every: bool = False) -> KnownPairs | None:
    with office.work().read("exchange.apply") as reading:
        return reading.duplicates.known_pairs(most, every=every)


def whole(office: TestOffice) -> dict[tuple[str, str], float]:
    with office.work().read("exchange.apply") as reading:
        return {pair.person_ids: pair.score for pair in reading.duplicates.pairs(REVIEW)}


def keep(office: TestOffice) -> None:
    """Remember what stands, however little it cost."""
    found = known(office)
    assert found is not None
    with office.work().begin("exchange.apply") as unit:
        unit.duplicates.remember_pairs(found)
        unit.commit(None)


def other_people(office: TestOffice, count: int) -> None:
    """Who are like nobody."""
    names = (("ทองใบ", "ดวงดี"), ("วิเชียร", "มาลาศรี"), ("ก้อน", "พลเยี่ยม"), ("ละมัย", "ฮวดสกุล"), ("จุฬา", "อ่อนหวาน"))
    for number, (first, last) in enumerate(names[:count], 1):
        born = PartialDate.from_date(date(1930 + 9 * number, number, 3 * number))
        register(
            office, first_name=first, last_name=last, birth=born, address=Address(house_no=str(70 * number), moo=number)
        )


@contextmanager
def counted(office: TestOffice) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(office.engine, "before_cursor_execute", note)
    yield sent
    event.remove(office.engine, "before_cursor_execute", note)


def test_who_was_written_since_is_compared_as_the_whole_register_is(office: TestOffice) -> None:
    first = register(office, **SHE)
    other_people(office, 3)
    keep(office)
    register(office, **AGAIN)
    found = known(office)
    assert found is not None and found.compared == 1
    assert {pair.person_ids: pair.score for pair in found.pairs} == pytest.approx(whole(office))
    keep(office)
    again = known(office)
    assert again is not None and (again.compared, again.pairs) == (0, found.pairs)
    office.people().change(ChangePerson(person_id=first, values={"first_name": "ทองใบ", "phone": ""}, seen={}))
    changed = known(office)
    assert changed is not None and {pair.person_ids for pair in changed.pairs} == set(whole(office))


def test_what_is_remembered_of_other_weights_is_found_anew(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    register(office, **SHE)
    register(office, **AGAIN)
    keep(office)
    with office.engine.connect() as connection:
        assert remembered_pairs(connection) is not None
        shipped = on_rows.remembered_pairs.__globals__["shipped"]()
        changed = type("Changed", (), {"version": shipped.version + 1})
        monkeypatch.setitem(on_rows.remembered_pairs.__globals__, "shipped", lambda: changed)
        assert remembered_pairs(connection) is None


def test_a_large_register_is_compared_whole_only_where_somebody_asks_for_it(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(office, **SHE)
    monkeypatch.setattr(on_rows, "_COMPARED_WHOLE", 0)
    assert known(office) is None
    assert TodayService(office.work("director"), Clocks()).page().tasks, "nothing is counted, and nothing fails"
    DuplicateService(office.work("auditor")).list()
    assert known(office) is None, "an auditor writes nothing"
    DuplicateService(office.work("director")).list()
    assert known(office) is not None
    for _ in range(2):
        register(office, **AGAIN)
    stale = known(office, most=1)
    assert stale is not None and (stale.pairs, stale.compared) == ((), 0)
    fresh = known(office, most=1, every=True)
    assert fresh is not None and {pair.person_ids: pair.score for pair in fresh.pairs} == whole(office)
    found = before_a_bundle(office.work("director"))
    assert found().every == (), "what stood before did not come with it"
    remember(office.work("director"), None, "exchange.apply")


def test_what_came_is_counted_by_what_it_stops(office: TestOffice) -> None:
    first = register(office, **SHE)
    told = before_a_bundle(office.work())
    assert told().every == ()
    stopping = register(office, **AGAIN)
    looked_at = register(office, **LESS)
    came = told()
    assert [set(pair) for pair in came.stops] == [{first, stopping}]
    assert came.waits and all(looked_at in pair for pair in came.waits)
    DuplicateService(office.work("director")).decide(
        DecideDuplicate(person_ids=(first, stopping), decision=Decision.SAME, reason="ดูบัตรแล้ว")
    )
    assert not told().stops, "what was decided meanwhile waits no more"


def test_who_may_decide_finds_the_open_ones_among_the_day_s_work(office: TestOffice) -> None:
    first, second = register(office, **SHE), register(office, **AGAIN)
    other_people(office, 4)

    def waiting(login: str) -> int | None:
        page = TodayService(office.work(login), Clocks()).page()
        return next((item.count for item in page.tasks if item.task is Task.DUPLICATE), None)

    assert (waiting("social"), waiting("director"), waiting("officer"), waiting("auditor")) == (1, 1, None, None)
    with office.engine.connect() as connection:
        assert remembered_pairs(connection) is not None
    DuplicateService(office.work("director")).decide(
        DecideDuplicate(person_ids=(first, second), decision=Decision.DIFFERENT, reason="ฝาแฝด")
    )
    assert waiting("social") == 0


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT])
def test_the_list_asks_no_more_of_many_pairs_than_of_one(office: TestOffice, decision: Decision) -> None:
    def entered(number: int) -> tuple[str, str]:
        names = {"first_name": f"ประไพ{number}", "birth": BORN, "phone": f"08123456{number}0"}
        return register(office, **names), register(office, **names)

    service = DuplicateService(office.work("director"))

    def statements(pairs: int) -> int:
        for number in range(pairs):
            service.decide(DecideDuplicate(person_ids=entered(number), decision=decision, reason="ดูบัตรแล้ว"))
            entered(number + 50)
        with counted(office) as sent:
            DuplicateService(office.work("auditor")).list()
        return len(sent)

    few = statements(1)
    assert statements(4) <= few


def test_open_duplicates_of_a_payee_take_few_statements(office: TestOffice) -> None:
    first = register(office, **SHE)

    def statements() -> int:
        with office.work("social").read("duplicates.read") as reading, counted(office) as sent:
            open_duplicates(reading, first)
        return len(sent)

    register(office, **AGAIN)
    one = statements()
    for number in range(5):
        register(office, **{**AGAIN, "last_name": f"ศรีสุข{'์' * number}"})
    assert statements() <= one
