"""Who finds cases, and who is told of broken glasses, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kmcase.application.cases import AddPhotograph, BreakGlass, ChangeTeam, RecordIntake, RestrictCase
from kmcase.application.overview import OverviewService
from kmcase.application.read.small_counts import told_count
from kmcase.application.read.today import Task, TaskItem
from kmcase.application.today import TodayService
from kmcase.domain.cases.heads import SIGHTS, Seen, TeamRole
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.messages import Catalogue
from kmcase.persistence.rows.cases import case_secrecy
from kmcase.persistence.statements import Rows
from kmcase.thai.keyboard import swap_layout
from tests.builders import JUNE, STAFF, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, client, join, opening
from tests.case_intake_builders import attachment, facts, intakes, received
from tests.clocks import Clocks

REASON = "ตำรวจขอข้อมูลด่วน"


def found(office: TestOffice, login: str, typed: str) -> list[tuple[str, str]]:
    """Title and detail of the cases that a search finds."""
    hits = OverviewService(office.work(login), Clocks()).search(typed)
    return [(hit.title, hit.detail) for hit in hits if hit.noun == "case"]


def broken(office: TestOffice, login: str) -> TaskItem | None:
    """What the first screen of the day says of broken glasses."""
    tasks = TodayService(office.work(login), Clocks()).page().tasks
    return next((item for item in tasks if item.task is Task.GLASS), None)


def break_glass(office: TestOffice, login: str = "director", number: str = "1/2567") -> None:
    cases(office, login).break_glass(BreakGlass(number=number, reason=REASON))


@pytest.mark.parametrize("typed", ["รอดพ้น", "สมห", "1/2567", "0812345678", swap_layout("รอดพ้น")])
def test_a_case_is_found_by_number_name_and_telephone_in_either_layout(office: TestOffice, typed: str) -> None:
    a_case(office, client=client(phone="0812345678"))
    assert found(office, "officer", typed) == [("นายสมหวัง รอดพ้น", "1/2567")]


def test_who_has_no_name_is_found_by_what_they_are_called_and_shown_by_number(office: TestOffice) -> None:
    a_case(office, client=client(title="", first_name="", last_name="", called="ลุงหน้าตลาด"))
    a_case(office, client=client(title="", first_name="", last_name=""))
    assert found(office, "social", "ตลาด") == [("ลุงหน้าตลาด", "1/2567")]
    assert found(office, "social", "2/2567") == [("2/2567", "2/2567")]
    assert found(office, "social", "%") == found(office, "social", " ") == []


@pytest.mark.parametrize("login", sorted(set(STAFF) - {"social"}))
def test_a_restricted_case_is_found_by_its_team_alone(office: TestOffice, login: str) -> None:
    a_sealed_case(office)
    assert found(office, login, "สมหวัง") == found(office, login, "1/2567") == []
    assert found(office, "social", "สมหวัง")


def test_the_manager_is_told_of_a_broken_glass_until_he_looked_who_saw_the_case(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    join(office, case_id, "officer")
    break_glass(office)
    waiting = broken(office, "social")
    assert waiting is not None and (waiting.count, waiting.record_id) == (1, case_id)
    assert [item.count for login in ("officer", "director") if (item := broken(office, login))] == [0, 0]
    assert broken(office, "auditor") is None
    assert cases(office).page(case_id).glass_unseen == 1
    assert cases(office, "officer").page(case_id).glass_unseen == 0
    office.clock.at = JUNE + timedelta(minutes=1)
    cases(office, "officer").note_sight(case_id, Seen.PAGE, SIGHTS)
    cases(office).note_sight(case_id, Seen.PAGE, "overview")
    assert cases(office).page(case_id).glass_unseen == 1
    cases(office).note_sight(case_id, Seen.PAGE, SIGHTS)
    waiting = broken(office, "social")
    assert waiting is not None and waiting.count == 0
    office.clock.at = JUNE + timedelta(minutes=2)
    break_glass(office, "officer2")
    assert cases(office).page(case_id).glass_unseen == 1


def test_the_director_sees_every_broken_glass_without_whose_case_it_is(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    break_glass(office, "officer")
    office.clock.at = JUNE + timedelta(minutes=1)
    cases(office).note_sight(case_id, Seen.PAGE, SIGHTS)
    office.clock.at = JUNE + timedelta(minutes=2)
    break_glass(office, "officer2")
    second, first = cases(office, "auditor").glasses()
    assert (first.number, first.by, first.manager) == ("1/2567", STAFF["officer"][0], STAFF["social"][0])
    assert (first.at, first.until, first.looked) == (JUNE, JUNE + timedelta(hours=24), True)
    assert (second.by, second.looked) == (STAFF["officer2"][0], False)
    said = repr(cases(office, "director").glasses())
    assert REASON not in said and "สมหวัง" not in said and case_id not in said
    with pytest.raises(DomainError, check=lambda error: error.code == "shell.not_permitted"):
        cases(office).glasses()


@pytest.mark.parametrize("reasons", [(), ("asked",)])
def test_who_broke_the_glass_looks_in_and_neither_joins_the_team_nor_says_who_may_see_the_case(
    office: TestOffice, reasons: tuple[str, ...]
) -> None:
    case_id = a_sealed_case(office)
    break_glass(office)
    director = cases(office, "director")
    assert director.page(case_id).glass_until == JUNE + timedelta(hours=24)
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.team_only"):
        director.change_team(ChangeTeam(case_id=case_id, staff_id="director", role=TeamRole.SUPERVISOR))
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.team_only"):
        director.restrict(RestrictCase(case_id=case_id, restricted_for=reasons, note=REASON))
    office.clock.at = JUNE + timedelta(hours=24)
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.unknown"):
        director.page(case_id)


def test_why_a_case_with_a_flag_is_open_is_kept(office: TestOffice) -> None:
    spoken = received(office, intake=facts(flags=("self_harm",)), open_reason=" ทีมทุกคนต้องเฝ้าระวัง ")
    with office.engine.connect() as connection:
        kept = Rows(connection).one(case_secrecy, case_id=spoken)
    assert kept is not None and (kept["restricted"], kept["note"]) == (0, "ทีมทุกคนต้องเฝ้าระวัง")


def test_a_reason_opens_no_case_that_is_restricted_already(office: TestOffice) -> None:
    sealed = received(office, opening=opening(client=client(birth=PartialDate(2010))))
    [first] = intakes(office).page(sealed).standing
    more = RecordIntake(
        case_id=sealed, values=facts(flags=("violence",)), seen=(first.version_id,), open_reason="ญาติยินยอม"
    )
    intakes(office).record(more)
    assert set(cases(office).page(sealed).head.restricted_for) == {"child", "violence"}
    beaten = received(office, intake=facts(flags=("violence",)))
    [first] = intakes(office).page(beaten).standing
    young = RecordIntake(case_id=beaten, values=facts(flags=("violence", "child")), seen=(first.version_id,))
    intakes(office).record(young)
    intakes(office).photograph(AddPhotograph(case_id=beaten, photo=attachment(), open_reason="ญาติยินยอม"))
    assert set(cases(office).page(beaten).head.restricted_for) == {"child", "violence"}


def test_who_left_the_team_sees_a_restricted_case_no_more_at_once(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    join(office, case_id, "officer")
    assert cases(office, "officer").page(case_id).of_team
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="officer", role=None))
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.unknown"):
        cases(office, "officer").page(case_id)
    assert found(office, "officer", "สมหวัง") == []


def test_an_assistant_who_left_the_team_sees_even_an_open_case_no_more(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    assert found(office, "assistant", "สมหวัง")
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="assistant", role=None))
    assert found(office, "assistant", "สมหวัง") == []


def test_a_case_that_is_restricted_by_its_team_is_hidden_at_once_and_opened_again_at_once(office: TestOffice) -> None:
    case_id = a_case(office)
    assert found(office, "officer", "สมหวัง")
    cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=("asked",)))
    assert found(office, "officer", "สมหวัง") == []
    cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=(), note="ยินยอม"))
    assert found(office, "officer", "สมหวัง")


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1200, "1,200")]
)
def test_few_are_told_to_be_few(count: int, told: str) -> None:
    assert Catalogue("en").render(told_count(count)) == told
