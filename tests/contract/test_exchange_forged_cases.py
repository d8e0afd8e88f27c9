"""A laptop that names stages and versions of the casework which nobody knows: the office still reads all its cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.indicators import IndicatorService
from kmcase.documents.press import Printer
from kmcase.domain.cases.heads import CaseOpened, StageReached
from kmcase.domain.events import encode
from kmcase.domain.indicators import Period
from tests.case_builders import a_case, cases, client
from tests.conference_builders import conferences
from tests.contract.test_exchange_forged import Forger, first_laptop, goes_on
from tests.exchange_builders import Star, new_star


@pytest.fixture
def star(tmp_path: Path) -> Star:
    star = new_star(tmp_path / "star")
    star.settle()
    return star


def read_all(star: Star, case_id: str) -> tuple[str, set[str]]:
    """The stage of a case in words, and the ids of the cases that are listed; all that lists cases is read."""
    office = star.office
    conferences(office).needs()
    IndicatorService(office.work("director"), Printer()).report(Period(2567))
    page = cases(office).page(case_id)
    return page.stage.th, {item.case_id for item in cases(office).list().items}


def test_a_case_at_a_stage_that_nobody_knows_is_read_by_its_code_and_moved_on(star: Star) -> None:
    case_id = a_case(star.office)
    forger = Forger(star, first_laptop(star))
    reached = StageReached(case_id=case_id, stage="nowhere", on=star.office.clock.at.date(), note="")
    forger.send(forger.entry(StageReached.TYPE, encode(reached)))
    assert read_all(star, case_id) == ("nowhere", {case_id})
    assert goes_on(star)


def test_a_case_of_a_casework_that_nobody_knows_is_read_by_the_newest(star: Star) -> None:
    case_id = a_case(star.office)
    kept = cases(star.office).page(case_id).head
    opened = CaseOpened(
        case_id="forged",
        kind=kept.kind,
        casework="2999.9",
        opened_at=kept.opened_at,
        legal_basis=kept.legal_basis,
        client_group=kept.client_group,
        client=client(),
        stage=kept.stage,
        team=kept.team,
        prefix="L1",
        fiscal_year=2567,
        serial=9,
        restricted_for=(),
    )
    forger = Forger(star, first_laptop(star))
    forger.send(forger.entry(CaseOpened.TYPE, encode(opened)))
    stage, listed = read_all(star, "forged")
    assert (stage, listed) == (cases(star.office).page(case_id).stage.th, {case_id, "forged"})
    assert goes_on(star)
