"""A commit whose answer is lost: whether it arrived is looked up, and said where that cannot be told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.people import PersonRegistered
from kmcase.persistence import lost_answer
from kmcase.persistence.lost_answer import arrived
from tests.builders import TestOffice, person_values, register


class Lost(Exception):
    """What the driver says when there is no connection."""

    sqlstate = None


def lose_answer(office: TestOffice, *, keep: bool) -> Callable[[Connection], None]:
    """From now on the answer to a commit is lost; `keep`: the commit itself is done."""

    @event.listens_for(office.engine, "commit")
    def lose(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("COMMIT" if keep else "ROLLBACK")
        raise OperationalError("COMMIT", None, Lost("server closed the connection unexpectedly"))

    return lose


def test_a_commit_whose_answer_is_lost_counts_where_it_arrived(office: TestOffice) -> None:
    lose = lose_answer(office, keep=True)
    register(office)
    event.remove(office.engine, "commit", lose)
    assert office.people().count_persons() == 1


def test_a_commit_that_never_arrived_is_told_and_may_be_made_again(office: TestOffice) -> None:
    lose = lose_answer(office, keep=False)
    with pytest.raises(EnvironmentProblem) as away:
        register(office)
    event.remove(office.engine, "commit", lose)
    assert (away.value.code, office.people().count_persons()) == ("shared_office.away", 0)
    register(office)


def test_what_is_lost_before_the_commit_was_not_saved(office: TestOffice) -> None:
    with pytest.raises(EnvironmentProblem) as away, office.work().begin("people.register") as unit:
        unit.record(PersonRegistered(person_id="p1", values=person_values(), source="office"))
        raise EnvironmentProblem("shared_office.away")
    assert (away.value.code, office.people().count_persons()) == ("shared_office.away", 0)


def test_a_server_that_stays_away_leaves_it_open_whether_it_was_saved(office: TestOffice) -> None:
    class Away:
        def connect(self) -> Connection:
            raise OperationalError("", None, Lost("connection refused"))

    waits: list[float] = []
    with pytest.raises(EnvironmentProblem) as unsure:
        arrived(Away(), (office.store.store_id, 1, b""), waits.append)  # type: ignore[arg-type]
    assert (unsure.value.code, len(waits)) == ("shared_office.unsure", lost_answer.TRIES - 1)
