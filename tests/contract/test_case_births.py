"""A birth date entered after a photograph was taken, that makes the client a child, restricts the case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from kmcase.application.cases import DescribeClient
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.persistence.rows.cases import case_client, case_secrecy
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases, client
from tests.case_intake_builders import attachment, facts, intakes, received


def birth_written(office: TestOffice, case_id: str, birth: PartialDate | None, open_reason: str = "") -> CaseHead:
    """The case after its client's birth date was written."""
    head = cases(office).page(case_id).head
    cases(office).describe(
        DescribeClient(case_id=case_id, values={"birth": birth}, seen=head.seen, open_reason=open_reason)
    )
    return cases(office).page(case_id).head


def test_a_birth_year_that_makes_a_photographed_client_a_child_restricts_the_case(office: TestOffice) -> None:
    case_id = received(office, photo=attachment())
    assert cases(office).page(case_id).photographed
    assert not birth_written(office, case_id, PartialDate(1990)).restricted
    assert birth_written(office, case_id, PartialDate(2010)).restricted_for == ("child",)
    without = received(office)
    assert not cases(office).page(without).photographed
    assert not birth_written(office, without, PartialDate(2010)).restricted


def test_that_a_photographed_child_is_not_restricted_has_a_reason_that_is_kept_and_is_asked_once(
    office: TestOffice,
) -> None:
    case_id = received(office, photo=attachment())
    assert not birth_written(office, case_id, PartialDate(2010), "ญาติยินยอม").restricted
    with office.engine.connect() as connection:
        kept = connection.execute(select(case_secrecy.c.note).where(case_secrecy.c.case_id == case_id)).scalar_one()
    assert kept == "ญาติยินยอม"
    head = birth_written(office, case_id, PartialDate(2011))
    assert (head.client.birth, head.restricted) == (PartialDate(2011), False)


def test_a_case_restricted_for_another_reason_is_restricted_for_childhood_too(office: TestOffice) -> None:
    case_id = received(office, intake=facts(flags=("violence",)), photo=attachment())
    assert birth_written(office, case_id, PartialDate(2010)).restricted_for == ("child", "violence")
    assert birth_written(office, case_id, None).restricted_for == ("child", "violence")


def met_apart(office: TestOffice, birth: str) -> str:
    """A case that is open without anybody's word, whose photograph and birth date came from two laptops."""
    case_id = received(office, photo=attachment())
    with office.engine.begin() as connection:
        connection.execute(update(case_client).where(case_client.c.case_id == case_id).values(birth=birth))
    return case_id


def test_a_photograph_and_a_birth_date_that_meet_in_the_office_restrict_the_case_of_a_child_once(
    office: TestOffice,
) -> None:
    child, grown = met_apart(office, "2010-03"), met_apart(office, "1990")
    kept_open = received(office, photo=attachment())
    birth_written(office, kept_open, PartialDate(2010), "ญาติยินยอม")
    without = received(office)
    birth_written(office, without, PartialDate(2010))
    assert [intakes(office).restrict_children() for _ in range(2)] == [1, 0]
    restricted = {case_id: cases(office).page(case_id).head.restricted_for for case_id in (child, grown, kept_open)}
    assert restricted == {child: ("child",), grown: (), kept_open: ()}
    assert not cases(office).page(without).head.restricted


def test_who_may_not_restrict_leaves_a_child_that_came_of_two_laptops_to_the_next_who_may(office: TestOffice) -> None:
    child = met_apart(office, "2010")
    assert intakes(office, "finance").restrict_children() == 0
    assert not cases(office).page(child).head.restricted
    assert intakes(office).restrict_children() == 1


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        (PartialDate.from_date(JUNE.date() + timedelta(days=2)), "people.birth_in_future"),
        (PartialDate(JUNE.year + 1), "people.birth_in_future"),
        (PartialDate(JUNE.year - 122), "people.birth_too_old"),
    ],
)
def test_a_client_is_born_neither_tomorrow_nor_in_another_century(
    office: TestOffice, birth: PartialDate, code: str
) -> None:
    with pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, "birth")):
        a_case(office, client=client(birth=birth))
    case_id = a_case(office)
    with pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, "birth")):
        birth_written(office, case_id, birth)
    assert birth_written(office, case_id, PartialDate(JUNE.year)).client.birth == PartialDate(JUNE.year)
