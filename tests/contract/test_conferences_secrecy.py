"""Conferences and who may not see a case: that there is one more, never which."""

from __future__ import annotations

from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.dates import PartialDate
from kmcase.persistence.reading import SqlReading
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, client
from tests.conference_builders import a_conference, conferences, decide
from tests.contract.test_cases import refused


def test_who_may_not_see_a_case_hears_only_that_there_is_one(office: TestOffice) -> None:
    open_case, sealed = a_case(office), a_sealed_case(office)
    conference_id = a_conference(office, open_case, sealed)
    decide(office, conference_id, sealed, DecisionKind.NO_CHANGE)
    page = conferences(office, "director").page(conference_id)
    assert ([line.agenda.case_id for line in page.agenda], page.hidden) == ([open_case], 1)
    [item] = conferences(office, "director").list()
    assert (item.cases, item.hidden, item.undecided) == (1, 1, 1)
    with refused("cases.unknown"):
        conferences(office, "director").of_case(sealed)
    with refused("cases.unknown"):
        decide(office, conference_id, sealed, DecisionKind.NO_CHANGE, login="director")
    with refused("conferences.not_on_agenda"):
        conferences(office, "director").on_screen(conference_id, sealed)
    assert sealed not in {item.case_id for item in conferences(office, "director").needs().items}
    assert conferences(office, "director").needs().hidden == 1


def test_places_on_an_agenda_have_no_gap_where_a_hidden_case_stands(office: TestOffice) -> None:
    conference_id = a_conference(office, a_case(office), a_sealed_case(office), a_case(office))
    seen = {login: conferences(office, login).page(conference_id).agenda for login in ("social", "director")}
    assert [line.agenda.place for line in seen["social"]] == [1, 2, 3]
    assert [line.agenda.place for line in seen["director"]] == [1, 2]


def test_a_child_on_the_agenda_is_hidden_by_default(office: TestOffice) -> None:
    child = a_case(office, client=client(birth=PartialDate(2015)), flags=frozenset({"child"}))
    conference_id = a_conference(office, child)
    assert conferences(office, "officer").page(conference_id).hidden == 1


def test_conferences_of_several_cases_are_told_of_those_that_one_sees(office: TestOffice) -> None:
    open_case, sealed = a_case(office), a_sealed_case(office)
    conference_id = a_conference(office, open_case, sealed)
    with office.engine.connect() as connection:
        reading = SqlReading(connection, JUNE, viewer=office.work("director").viewer)
        found = reading.conferences.of_cases((open_case, sealed, "none"))
    assert {case_id: [one.conference.conference_id for one in held] for case_id, held in found.items()} == {
        open_case: [conference_id]
    }
