"""What is wanted of a request, rule by rule: a scenario that fires it and one that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.requests import HARDSHIP_CAUSES, AidForm, Diagnosis
from kmcase.messages import Catalogue
from kmcase.rules.duties import Relative
from kmcase.rules.pieces import PiecesError, asked_pieces, read_pieces, shipped_pieces
from kmcase.rules.regulations import Number, Regulations, shipped_regulations
from kmcase.rules.requests import (
    RequestFacts,
    check_completeness,
    check_opening,
    check_ready,
    check_submission,
    money_may_wait,
    relative_of,
)
from kmcase.rules.waiting import Light, waiting
from tests.builders import JUNE
from tests.request_builders import TODAY, attachment, content, piece, widow_pieces

NUMBERS = shipped_regulations()
NOTHING_SHIPPED = Regulations(())


def facts(**changes: object) -> RequestFacts:
    """A request with nothing to find fault with."""
    whole = RequestFacts(
        today=TODAY,
        content=content(),
        birth=PartialDate(1980),
        evidence=widow_pieces(),
        diagnosis=Diagnosis(text="เดือดร้อนจริง", proposed=Baht.of(3000), by="social", at=JUNE),
        reviewer="director",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def written(**changes: object) -> RequestFacts:
    """The same with other content."""
    return facts(content=content(**changes))


def of(found: tuple[Finding, ...]) -> dict[str, Severity]:
    """Findings by code without the topic."""
    return {finding.code.removeprefix("requests."): finding.severity for finding in found}


def ready(judged: RequestFacts) -> dict[str, Severity]:
    """What stands against the panel."""
    return of(check_ready(judged, NUMBERS))


def test_a_complete_request_has_nothing_against_it_at_any_stage() -> None:
    for check in (check_opening, check_submission, check_ready):
        assert check(facts(), NUMBERS) == ()


def test_a_request_is_not_received_tomorrow() -> None:
    assert ready(written(received_on=date(2024, 6, 11))) == {"received_in_future": Severity.BLOCK}


@pytest.mark.parametrize(("last", "blocked"), [(date(2024, 5, 12), True), (date(2024, 5, 11), False)])
def test_thirty_days_lie_between_two_requests(last: date, blocked: bool) -> None:
    found = of(check_opening(facts(last_received=last), NUMBERS))
    assert found == ({"too_soon": Severity.BLOCK} if blocked else {})


def test_a_second_request_waits_until_the_first_has_ended() -> None:
    assert of(check_opening(facts(other_active=1), NUMBERS)) == {"too_many_active": Severity.BLOCK}


def test_an_office_without_a_limit_of_active_requests_takes_as_many_as_come() -> None:
    unlimited = Number(
        key="request.max_active",
        valid_from=date(2024, 1, 1),
        valid_to=None,
        value=-1,
        reference="คำสั่ง 1/2567",
        certainty="A",
        office_own=True,
    )
    assert check_opening(facts(other_active=7), NUMBERS.with_changes((unlimited,))) == ()


def test_without_numbers_nothing_is_measured() -> None:
    child = facts(
        last_received=TODAY, other_active=5, birth=PartialDate(2015), content=content(monthly_income=Baht(10**9))
    )
    one_page = replace(child, evidence=(*widow_pieces()[:-1], piece(EvidenceKind.HOUSE_REGISTRATION)))
    assert check_ready(one_page, NOTHING_SHIPPED) == ()


def test_a_relative_of_an_officer_is_remarked() -> None:
    found = check_opening(facts(relative_of="นายอาทิตย์ ลงพื้นที่"), NUMBERS)
    assert of(found) == {"payee_is_relative": Severity.WARN}
    assert "นายอาทิตย์" in Catalogue().text(found[0].message_key, **found[0].params)


@pytest.mark.parametrize("field", ["needed", "proposed"])
def test_an_amount_is_more_than_nothing(field: str) -> None:
    found = check_opening(written(**{field: Baht.zero()}), NUMBERS)
    assert ("requests.amount_not_positive", (field,)) in [(finding.code, finding.fields) for finding in found]


def test_more_proposed_than_needed_is_remarked() -> None:
    assert ready(written(needed=Baht.of(2000))) == {"proposed_over_needed": Severity.WARN}
    assert ready(written(needed=Baht.of(3000))) == {}
    assert ready(written(proposed=None)) == {}


@pytest.mark.parametrize(("monthly", "remarked"), [(8333, False), (8334, True)])
def test_a_family_over_the_income_line_is_remarked(monthly: int, remarked: bool) -> None:
    found = of(check_opening(written(monthly_income=Baht.of(monthly)), NUMBERS))
    assert found == ({"income_over": Severity.WARN} if remarked else {})


def test_an_unknown_income_is_not_measured() -> None:
    assert ready(written(monthly_income=None)) == {}


def test_somebody_asks_for_a_minor() -> None:
    child = PartialDate(2006, 6, 11)
    assert ready(facts(birth=child)) == {"minor_without_proxy": Severity.BLOCK}
    assert ready(facts(birth=PartialDate(2006, 6, 10))) == {}
    assert ready(facts(birth=None)) == {}
    asked_for = content(proxy_name="นางสาวสมใจ ใจดี", proxy_relation="ป้า")
    evidence = (*widow_pieces(), piece(EvidenceKind.PROXY_AUTHORITY))
    assert ready(facts(birth=child, content=asked_for, evidence=evidence)) == {}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cause_fact": "  "}, "cause_fact_missing"),
        ({"cause_document": ""}, "cause_document_missing"),
        ({"needed": None}, "needed_missing"),
        ({"fact_finder": ""}, "fact_finder_missing"),
        ({"fact_found_on": None}, "fact_found_on_missing"),
        ({"fact_found_on": date(2024, 6, 11)}, "fact_found_in_future"),
        ({"report": {}}, "report_missing"),
    ],
)
def test_what_is_missing_blocks_the_panel_and_warns_the_reviewer(changes: dict[str, object], code: str) -> None:
    assert ready(written(**changes)) == {code: Severity.BLOCK}
    assert of(check_submission(written(**changes), NUMBERS)) == {code: Severity.WARN}
    assert check_opening(written(**changes), NUMBERS) == ()


@pytest.mark.parametrize("cause", ["", "poor"])
def test_the_cause_comes_from_the_list(cause: str) -> None:
    assert "cause_missing" in ready(written(hardship_cause=cause))


def test_goods_need_no_amount() -> None:
    assert ready(written(aid_form=AidForm.IN_KIND, needed=None, proposed=None)) == {}


def test_the_report_names_the_headings_that_are_empty() -> None:
    found = check_completeness(written(report={"background": "เขียน", "housing": " ", "health": "ดี"}), NUMBERS)
    assert found[0].fields == ("report.housing", "report.income_debts", "report.problem", "report.officer_opinion")
    assert "ที่อยู่อาศัย" in Catalogue().text(found[0].message_key, **found[0].params)


def test_each_piece_of_evidence_is_there_or_said_to_be_missing() -> None:
    none_said = tuple(item for item in widow_pieces() if item.kind is not EvidenceKind.PHOTO_FAMILY)
    found = list(check_completeness(facts(evidence=none_said), NUMBERS))
    assert of(tuple(found)) == {"evidence_missing": Severity.BLOCK}
    assert found[0].fields == ("evidence.photo_family",)
    absent = EvidenceItem(kind=EvidenceKind.PHOTO_FAMILY, none_reason="อยู่คนเดียว")
    assert ready(facts(evidence=(*none_said, absent))) == {"evidence_absent": Severity.WARN}
    empty = EvidenceItem(kind=EvidenceKind.PHOTO_FAMILY, none_reason=" ")
    assert ready(facts(evidence=(*none_said, empty))) == {"evidence_missing": Severity.BLOCK}


def test_who_has_no_house_says_so_and_is_not_remarked() -> None:
    house = {EvidenceKind.PHOTO_HOUSE_OUTSIDE, EvidenceKind.PHOTO_HOUSE_INSIDE, EvidenceKind.HOUSE_REGISTRATION}
    rest = tuple(item for item in widow_pieces() if item.kind not in house)
    said = tuple(EvidenceItem(kind=kind, none_reason="อาศัยใต้สะพาน") for kind in sorted(house))
    homeless = content(housing="none")
    assert ready(facts(content=homeless, evidence=rest)) == {"evidence_missing": Severity.BLOCK}
    assert ready(facts(content=homeless, evidence=(*rest, *said))) == {}
    assert ready(facts(evidence=(*rest, *said))) == {"evidence_absent": Severity.WARN}


def test_the_register_says_why_there_is_no_identity_card() -> None:
    without = tuple(item for item in widow_pieces() if item.kind is not EvidenceKind.ID_CARD)
    assert ready(facts(evidence=without, has_national_id=False, no_id_reason=True)) == {}
    assert "evidence_missing" in ready(facts(evidence=without, has_national_id=False))
    assert "evidence_missing" in ready(facts(evidence=without))


def test_two_pages_of_the_house_registration_are_wanted_or_a_pdf() -> None:
    rest = tuple(item for item in widow_pieces() if item.kind is not EvidenceKind.HOUSE_REGISTRATION)
    kind = EvidenceKind.HOUSE_REGISTRATION
    one = (*rest, piece(kind))
    assert ready(facts(evidence=one)) == {"house_registration_pages": Severity.BLOCK}
    pdf = EvidenceItem(kind=kind, attachments=(attachment(kind, media_type="application/pdf"),))
    assert ready(facts(evidence=(*rest, pdf))) == {}


def test_a_request_goes_on_when_every_comment_is_answered() -> None:
    assert ready(facts(open_comments=2)) == {"comments_open": Severity.BLOCK}


def test_a_professional_gives_an_opinion_better_than_the_fact_finder_himself() -> None:
    assert ready(facts(diagnosis=None)) == {"diagnosis_missing": Severity.BLOCK}
    own = Diagnosis(text="เดือดร้อนจริง", proposed=Baht.of(3000), by="officer", at=JUNE)
    assert ready(facts(diagnosis=own)) == {"diagnosed_by_fact_finder": Severity.WARN}


def test_the_reviewer_is_better_not_the_fact_finder() -> None:
    assert ready(facts(reviewer="officer")) == {"reviewed_by_fact_finder": Severity.WARN}
    assert ready(facts(reviewer="")) == {}


def test_money_that_is_not_there_makes_a_request_wait_and_refuses_nobody() -> None:
    blocks = tuple(Finding(code=code, severity=Severity.BLOCK) for code in ("limits.no_budget", "limits.over_amount"))
    assert [finding.severity for finding in money_may_wait(blocks)] == [Severity.WARN, Severity.BLOCK]


def test_a_relative_is_known_by_id_before_name() -> None:
    aunt = Relative(name="นางสมศรี  ลงพื้นที่", national_id="1103701234563", staff_id="officer", staff_name="นายอาทิตย์")
    assert relative_of("คนละชื่อ", "1103701234563", [aunt]) == "นายอาทิตย์"
    assert relative_of("นางสมศรี ลงพื้นที่", "1234567890121", [aunt]) == ""
    assert relative_of("นางสมศรี ลงพื้นที่", None, [aunt]) == "นายอาทิตย์"
    assert relative_of("นางอื่น", None, [aunt]) == ""


def test_every_cause_asks_for_a_document_of_its_own() -> None:
    everybody = {found.kind for found in asked_pieces(content(hardship_cause=""))}
    for cause in HARDSHIP_CAUSES:
        assert {found.kind for found in asked_pieces(content(hardship_cause=cause))} > everybody


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"piece": [{"kind": "death_certificate", "causes": ["died"]}]},
        {"piece": [{"kind": "photo_person", "colour": "red"}]},
        {"piece": [{"kind": "photo_person", "causes": ["poor"]}]},
        {"piece": [{"kind": "photo_person", "causes": "died"}]},
        {"piece": [{"kind": "photo_moon"}]},
        {"piece": [{"kind": "photo_person", "with": "dog"}]},
    ],
)
def test_a_wrong_list_of_evidence_stops_the_start(table: dict[str, object]) -> None:
    with pytest.raises(PiecesError):
        read_pieces(table)


def test_the_shipped_list_names_each_piece_once() -> None:
    kinds = [found.kind for found in shipped_pieces()]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("known", "kind", "days", "light"),
    [
        (True, "low_income", 4, Light.GREEN),
        (True, "low_income", 5, Light.YELLOW),
        (True, "low_income", 8, Light.ORANGE),
        (True, "low_income", 11, Light.RED),
        (False, "low_income", 5, Light.GREEN),
        (False, "low_income", 11, Light.YELLOW),
        (False, "low_income", 15, Light.ORANGE),
        (False, "low_income", 16, Light.RED),
        (False, "emergency", 11, Light.RED),
    ],
)
def test_the_light_follows_the_days_of_the_ministry(known: bool, kind: str, days: int, light: Light) -> None:
    until = date(2024, 6, 10 + days)
    found = waiting(TODAY, until, known_case=known, aid_kind=kind, numbers=NUMBERS)
    assert (found.days, found.light) == (days, light)


def test_a_payment_dated_before_the_request_waited_no_day() -> None:
    assert waiting(TODAY, date(2024, 6, 1), known_case=False, aid_kind="low_income", numbers=NUMBERS).days == 0
