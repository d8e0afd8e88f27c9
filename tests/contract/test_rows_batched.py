"""Rows that are written together are in the end the rows that are written one by one, and are read alike on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from kmcase.domain.versions import event_order
from kmcase.persistence.batched import BatchedRows
from kmcase.persistence.rows import visits as tables
from kmcase.persistence.rows.exchange import entry_touch, laptop_chain
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice

_NEWEST = tables.visit_answer_to_comment
_few = st.sampled_from(["a", "b", "c"])
_MOMENTS = ("2024-06-10T02:00:00.000000Z", "2024-06-10T03:00:00.000000Z")
_EVENTS = tuple(f"{store}:{number}" for store in ("s", "s-1", "t") for number in (1, 2, 10))
_at = st.sampled_from(_MOMENTS)
_event = st.sampled_from(_EVENTS)
_answers = st.fixed_dictionaries(
    {
        "comment_id": _few,
        "visit_id": _few,
        "answer": _few,
        "answered_by": _few,
        "written_at": _at,
        "written_event": _event,
    }
)
_op = st.one_of(
    st.tuples(st.just("put_newer"), st.just(_NEWEST), _answers),
    st.tuples(st.just("put"), st.just(_NEWEST), _answers),
    st.tuples(st.just("insert"), st.just(_NEWEST), _answers),
    st.tuples(st.just("insert"), st.just(laptop_chain), st.fixed_dictionaries({"store": _few, "laptop_id": _few})),
    st.tuples(st.just("put"), st.just(laptop_chain), st.fixed_dictionaries({"store": _few, "laptop_id": _few})),
    st.tuples(st.just("insert_all"), st.just(entry_touch), st.fixed_dictionaries({"store": _few, "record_id": _few})),
    st.tuples(st.just("update"), st.just(_NEWEST), st.tuples(st.fixed_dictionaries({"comment_id": _few}), _few)),
    st.tuples(st.just("update"), st.just(_NEWEST), st.tuples(st.fixed_dictionaries({"visit_id": _few}), _few)),
    st.tuples(st.just("delete"), st.just(_NEWEST), st.fixed_dictionaries({"comment_id": _few})),
    st.tuples(st.just("all"), st.just(_NEWEST), st.fixed_dictionaries({"comment_id": _few})),
    st.tuples(st.just("all"), st.just(_NEWEST), st.fixed_dictionaries({"visit_id": _few})),
    st.tuples(st.just("all"), st.just(laptop_chain), st.fixed_dictionaries({"store": _few})),
    st.tuples(st.just("all"), st.just(entry_touch), st.fixed_dictionaries({"store": _few})),
)


@pytest.fixture
def connection(office: TestOffice) -> Iterator[Connection]:
    with office.engine.execution_options(write=True).begin() as found:
        yield found
        found.rollback()


def run(rows: Rows, ops: list[tuple[str, Table, Any]]) -> list[object]:
    """What is read on the way, and at the end all that stands."""
    read: list[object] = []
    for number, (name, table, values) in enumerate(ops):
        if name == "insert":
            rows.delete(table, **{key.name: values[key.name] for key in table.primary_key.columns})
        if name == "insert_all":
            rows.insert_all(
                table, ("store", "n", "noun", "record_id"), [(values["store"], number, "x", values["record_id"])]
            )
        elif name == "update":
            where, answer = values
            rows.update(table, where, answer=answer)
        else:
            got = getattr(rows, name)(table, **values)
            read.append(got and sorted(map(repr, got)))
    every = {table.name: sorted(map(repr, rows.all(table))) for table in (_NEWEST, laptop_chain, entry_touch)}
    return [*read, every]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ops=st.lists(_op, max_size=14))
def test_writing_together_gives_the_rows_of_writing_one_by_one(connection: Connection, ops: list[Any]) -> None:
    found = []
    for kind in (Rows, BatchedRows):
        nested = connection.begin_nested()
        found.append(run(kind(connection), ops))
        nested.rollback()
    assert found[0] == found[1]


@pytest.mark.parametrize("kind", [Rows, BatchedRows])
def test_of_two_entries_the_newer_stands_by_time_then_store_then_number(
    connection: Connection, kind: type[Rows]
) -> None:
    rows = kind(connection)
    for one, other in permutations(product(_MOMENTS, _EVENTS), 2):
        rows.delete(_NEWEST, comment_id="a")
        for at, event_id in (one, other):
            values = {"answer": event_id, "answered_by": "x", "written_at": at, "written_event": event_id}
            rows.put_newer(_NEWEST, comment_id="a", visit_id="v", **values)
        [stands] = rows.all(_NEWEST, comment_id="a")
        assert (stands["written_at"], stands["answer"]) == max(one, other, key=lambda place: event_order(*place))


def test_rows_wait_until_they_are_asked_for(connection: Connection) -> None:
    rows, there = BatchedRows(connection), Rows(connection)
    rows.insert(laptop_chain, store="a", laptop_id="L1")
    assert rows.one(laptop_chain, store="a") == {"store": "a", "laptop_id": "L1"}
    assert there.one(laptop_chain, store="a") is None
    assert [row["store"] for row in rows.all(laptop_chain, laptop_id="L1")] == ["a"]
    assert there.one(laptop_chain, store="a") is not None


def test_a_key_that_is_taken_is_told_at_the_latest_when_all_is_written(connection: Connection) -> None:
    Rows(connection).insert(laptop_chain, store="a", laptop_id="L1")
    rows = BatchedRows(connection)
    rows.insert(laptop_chain, store="a", laptop_id="L2")
    with pytest.raises(IntegrityError), rows.all_or_nothing():
        rows.flush()
    with pytest.raises(IntegrityError), rows.all_or_nothing():
        rows.insert(laptop_chain, store="b", laptop_id="L1")
        rows.insert(laptop_chain, store="b", laptop_id="L2")


def test_a_statement_of_ones_own_sees_what_waits(connection: Connection) -> None:
    rows = BatchedRows(connection)
    rows.insert(laptop_chain, store="a", laptop_id="L1")
    assert rows.connection.exec_driver_sql("SELECT count(*) FROM laptop_chain").scalar() == 1
