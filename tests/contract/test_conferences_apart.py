"""A conference on two laptops: what two heard and decided apart both stands, its head goes to all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.cases import CaseService, HearCase, MoveAgenda, WithdrawDecision
from kmcase.domain.cases.conferences import AgendaState, DecisionKind
from tests.case_builders import opening
from tests.conference_builders import TODAY, a_conference, conferences, decide
from tests.contract.test_cases import refused
from tests.exchange_builders import Star, Station, new_star


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path)
    yield found
    found.close()


def hear(station: Station, conference_id: str, case_id: str, text: str) -> None:
    conferences(station, "officer").hear(HearCase(conference_id=conference_id, case_id=case_id, text=text))


def called(star: Star) -> tuple[str, str]:
    """A case of the laptops' officer on the agenda of a conference that everybody holds."""
    case_id = CaseService(star.office.work("officer")).open(opening()).value
    conference_id = a_conference(star.office, case_id, login="officer", writer="officer", chair="director")
    star.settle()
    return case_id, conference_id


def test_what_two_heard_and_decided_apart_both_stands(star: Star) -> None:
    case_id, conference_id = called(star)
    one, other = star.laptops
    hear(one, conference_id, case_id, "น้องสาวยินดีรับกลับ")
    due = TODAY + timedelta(days=7)
    decide(one, conference_id, case_id, DecisionKind.TASK, login="officer", text="ติดต่อน้องสาว", due=due)
    other.later()
    hear(other, conference_id, case_id, "ยังไม่มีรายได้")
    decide(other, conference_id, case_id, DecisionKind.PLAN, login="officer")
    star.settle()
    for station in star.all:
        [line] = conferences(station, "officer").page(conference_id).agenda
        assert {text.values for text in line.agenda.heard} == {"น้องสาวยินดีรับกลับ", "ยังไม่มีรายได้"}
        assert [decision.kind for decision in line.agenda.decided] == [DecisionKind.TASK, DecisionKind.PLAN]


def test_cases_that_two_put_on_at_one_place_can_be_arranged(star: Star) -> None:
    first, conference_id = called(star)
    put_on = []
    for station in star.laptops:
        put_on.append(CaseService(station.work("officer")).open(opening()).value)
        conferences(station, "officer").put_on(conference_id, (put_on[-1],))
    star.settle()

    def order(station: Station) -> list[str]:
        return [line.agenda.case_id for line in conferences(station, "officer").page(conference_id).agenda]

    wanted = [first, *reversed(order(star.office)[1:])]
    assert set(wanted) == {first, *put_on}
    conferences(star.office, "officer").arrange(conference_id, tuple(wanted))
    star.settle()
    assert [order(station) for station in star.all] == [wanted] * len(star.all)


def test_a_decision_on_a_case_that_another_took_off_meanwhile_is_read_and_may_be_put_on_again(star: Star) -> None:
    case_id, conference_id = called(star)
    one, other = star.laptops
    hear(one, conference_id, case_id, "น้องสาวยินดีรับกลับ")
    decide(one, conference_id, case_id, DecisionKind.NO_CHANGE, login="officer", text="คงเดิม")
    other.later()
    off = MoveAgenda(conference_id=conference_id, case_id=case_id, state=AgendaState.TAKEN_OFF, reason="ซ้ำ")
    conferences(other, "officer").move(off)
    star.settle()
    for station in star.all:
        service = conferences(station, "officer")
        [line] = service.page(conference_id).agenda
        assert (line.agenda.state, line.agenda.reason) == (AgendaState.TAKEN_OFF, "ซ้ำ")
        assert [decision.text for decision in line.agenda.decided] == ["คงเดิม"]
        assert [found.line.agenda for found in service.of_case(case_id)] == [line.agenda]
        [item] = service.list()
        assert (item.cases, item.undecided) == (1, 0)
    star.office.later()
    conferences(star.office, "officer").put_on(conference_id, (case_id,))
    [line] = conferences(star.office, "officer").page(conference_id).agenda
    assert line.agenda.state is AgendaState.ON


@pytest.mark.parametrize("decided_later", [False, True])
@pytest.mark.parametrize("brought_first", [0, 1])
def test_a_decision_outweighs_that_another_put_the_case_off_whichever_was_entered_and_brought_first(
    star: Star, brought_first: int, decided_later: bool
) -> None:
    case_id, conference_id = called(star)
    deciding, other = star.laptops
    deciding.later(9 if decided_later else 1)
    other.later(5)
    decision_id = decide(deciding, conference_id, case_id, DecisionKind.PLAN, login="officer")
    off = MoveAgenda(conference_id=conference_id, case_id=case_id, state=AgendaState.PUT_OFF, reason="รอผลตรวจ")
    conferences(other, "officer").move(off)
    star.round(star.laptops[brought_first])
    star.settle()
    for station in star.all:
        service = conferences(station, "officer")
        [line] = service.page(conference_id).agenda
        assert (line.agenda.state, line.agenda.reason, line.agenda.outweighed) == (AgendaState.ON, "", "รอผลตรวจ")
        assert [decision.decision_id for decision in line.agenda.decided] == [decision_id]
        assert service.list()[0].undecided == 0
        assert not any(
            need.words.key == "conferences.need.put_off" for case in service.needs().items for need in case.needs
        )
    with refused("conferences.is_decided"):
        conferences(star.office, "officer").move(off)
    star.office.later(10)
    wrong = WithdrawDecision(conference_id=conference_id, case_id=case_id, decision_id=decision_id, reason="ผิดราย")
    conferences(star.office, "officer").withdraw(wrong)
    star.settle()
    for station in star.all:
        [line] = conferences(station, "officer").page(conference_id).agenda
        assert (line.agenda.state, line.agenda.reason, line.agenda.outweighed) == (AgendaState.PUT_OFF, "รอผลตรวจ", "")
        [item] = conferences(station, "officer").needs().items
        assert item.needs[0].words.key == "conferences.need.put_off"


def test_a_conference_is_called_on_a_laptop_under_its_own_number(star: Star) -> None:
    case_id, _ = called(star)
    laptop = star.laptops[0]
    conference_id = a_conference(laptop, case_id, login="officer", writer="officer", chair="officer")
    star.settle()
    for station in star.all:
        page = conferences(station, "officer").page(conference_id)
        assert page.conference.number.endswith(" 1/2567")
        assert [line.agenda.case_id for line in page.agenda] == [case_id]


def test_a_laptop_that_does_not_carry_a_case_holds_the_head_and_nothing_of_the_case(star: Star) -> None:
    sealed = CaseService(star.office.work("social")).open(opening(flags=frozenset({"violence"}))).value
    conference_id = a_conference(star.office, sealed)
    star.settle()
    for station in star.laptops:
        page = conferences(station, "officer").page(conference_id)
        assert (page.agenda, page.hidden) == ((), 0)
        assert page.conference.values.place == "ห้องประชุม"
