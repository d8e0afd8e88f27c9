"""Fields of plans that were written apart stand among all conflicts, for those who see the case; on both engines."""

from __future__ import annotations

from datetime import date

from kmcase.application.cases import DecideField
from kmcase.application.read.case_plans import PlanPage
from kmcase.application.read.conflicts import ConflictPage
from kmcase.domain.casework import ServiceKind
from kmcase.domain.dates import PartialDate
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, join
from tests.case_ending_builders import a_closed_case
from tests.case_plan_builders import goal, plans, rewrite, write
from tests.state import state_of


def waiting(office: TestOffice, login: str = "social") -> tuple[ConflictPage, ...]:
    with office.work(login).read("conflicts.read") as reading:
        found = reading.conflicts.list()
        assert reading.conflicts.count() == len(found)
        return found


def apart(office: TestOffice, case_id: str, **fields: tuple[object, object]) -> PlanPage:
    """The first service's fields were written twice by people who did not see each other."""
    write(office, case_id)
    seen = plans(office).plan_of(case_id)
    for which in (0, 1):
        rewrite(office, seen, service={name: values[which] for name, values in fields.items()})
    return plans(office).plan_of(case_id)


def test_a_field_that_was_written_apart_stands_in_the_list_until_it_is_decided(office: TestOffice) -> None:
    case_id = a_case(office)
    page = apart(office, case_id, due=(date(2024, 7, 1), date(2024, 8, 1)), agency=("รพ.สต.", "โรงพยาบาล"))
    [found] = waiting(office)
    assert (found.item.noun, found.item.record_id) == ("case", case_id)
    assert found.item.title == f"นายสมหวัง รอดพ้น {cases(office).page(case_id).head.number}"
    due, agency = (name for name in sorted(found.standing, key=lambda name: not name.endswith("due")))
    assert [value.value for value in found.standing[due]] == [
        PartialDate.parse("2024-07-01"),
        PartialDate.parse("2024-08-01"),
    ]
    assert {value.value for value in found.standing[agency]} == {"รพ.สต.", "โรงพยาบาล"}
    assert found.labels[due] == {"th": "พาไปพบแพทย์"}
    assert all(value.written_by for value in found.standing[due])
    for conflict in page.conflicts:
        plans(office).decide(
            DecideField(case_id=case_id, field=conflict.field, value=conflict.values[0].plain, seen=page.seen)
        )
    assert waiting(office) == ()


def test_values_are_said_in_words(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer")
    page = apart(
        office,
        case_id,
        kind=(ServiceKind.RIGHTS, ServiceKind.REFERRAL),
        dimension=("education", "income"),
        responsible=("officer", "director"),
    )
    [found] = waiting(office)
    by_name = {name.rpartition("/")[2]: values for name, values in found.standing.items()}
    assert {value.value for value in by_name["kind"]} == {ServiceKind.RIGHTS, ServiceKind.REFERRAL}
    words = [page.casework.dimension(code) for code in ("education", "income")]
    assert [value.words for value in by_name["dimension"]] == [{"th": each.th, "en": each.en} for each in words]
    assert {value.words["th"] for value in by_name["responsible"]} == {page.names["officer"], page.names["director"]}


def test_a_line_that_one_took_away_and_another_wrote_waits_too(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    seen = plans(office).plan_of(case_id)
    write(office, case_id, goals=seen.plan.content.goals, services=(), seen=seen.seen)
    rewrite(office, seen, service={"agency": "รพ.สต."})
    [found] = waiting(office)
    [removal] = [name for name in found.standing if name.endswith("/removed")]
    assert [value.value for value in found.standing[removal]] == [True]


def test_of_hidden_and_closed_cases_nothing_waits_for_others(office: TestOffice) -> None:
    sealed = a_sealed_case(office)
    apart(office, sealed, agency=("รพ.สต.", "โรงพยาบาล"))
    assert len(waiting(office)) == 1
    assert waiting(office, "officer") == waiting(office, "director") == waiting(office, "finance") == ()
    closed = a_case(office)
    apart(office, closed, agency=("รพ.สต.", "โรงพยาบาล"))
    assert len(waiting(office, "director")) == 1
    a_closed_case(office, closed)
    assert waiting(office, "director") == ()
    assert len(waiting(office)) == 1


def test_the_journal_gives_the_same_conflicts_again(office: TestOffice) -> None:
    apart(office, a_case(office), agency=("รพ.สต.", "โรงพยาบาล"))
    write(office, a_case(office), goals=(goal(),))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
