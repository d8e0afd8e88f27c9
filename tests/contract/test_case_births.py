"""A birth date entered after a photograph was taken, that makes the client a child, restricts the case."""

from __future__ import annotations

from sqlalchemy import select

from kmcase.application.cases import DescribeClient
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.dates import PartialDate
from kmcase.persistence.rows.cases import case_secrecy
from tests.builders import TestOffice
from tests.case_builders import cases
from tests.case_intake_builders import attachment, facts, received


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
