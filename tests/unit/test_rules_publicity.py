"""What a publicity text may tell and show: no figure that points at a family, no name, no face without consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.publicity import (
    ConsentWithdrawal,
    PhotoConsent,
    PhotographedPerson,
    PublicityState,
    PublicityValues,
    RoundFigures,
    RoundPerson,
    RoundPhotograph,
    publicity_state,
)
from kmcase.domain.writings import Writing
from kmcase.rules.publicity import (
    Told,
    choice_findings,
    consent_stands,
    photograph_findings,
    text_findings,
    told_figures,
)

TODAY = date(2024, 6, 10)
SETTLEMENT = OfficeKind.SETTLEMENT
CONSENT = PhotoConsent(consent_id="c1", person_id="p1", asked_on=date(2024, 6, 1), asked_by="o", signed_by="นางบุญมี")
WITHDRAWN = ConsentWithdrawal(withdrawal_id="w1", person_id="p1", consent_ids=("c1",), withdrawn_on=date(2024, 6, 1))
PERSON = PhotographedPerson(
    person_id="p1", name="นางบุญมี ศรีสุข", birth=PartialDate(1960, 5, 4), restricted=False, consents=(CONSENT,)
)
PHOTO = RoundPhotograph(stored_sha256="a1", kind=EvidenceKind.HANDOVER_PHOTO, taken_at=None, persons=(PERSON,))
PAYEE = RoundPerson(
    person_id="p1",
    names=frozenset({("บุญมี", "ศรีสุข")}),
    national_ids=frozenset({"1234567890123"}),
    phones=frozenset({"0812345678"}),
    houses=frozenset({"12/3"}),
)


def figures(*causes: int) -> RoundFigures:
    named = tuple((f"cause{n}", count) for n, count in enumerate(causes))
    return RoundFigures(families=sum(causes), amount=Baht.of(3000 * sum(causes)), villages=3, causes=named)


def codes(found: tuple[object, ...]) -> list[str]:
    return [finding.code for finding in found]  # type: ignore[attr-defined]


def test_of_a_round_of_few_families_nothing_is_told_but_that_they_are_few() -> None:
    told = told_figures(figures(3, 1), 5)
    assert (told.families, told.amount, told.villages, told.causes) == (Told(fewer_than=5), None, None, ())


def test_as_many_as_the_number_are_told() -> None:
    told = told_figures(figures(5), 5)
    assert (told.families, told.amount, told.villages) == (Told(count=5), Baht.of(15_000), 3)
    assert told.causes == (("cause0", Told(count=5)),)


def test_a_cause_of_few_families_is_told_as_few() -> None:
    told = told_figures(figures(9, 4, 3), 5)
    assert told.causes == (
        ("cause0", Told(count=9)),
        ("cause1", Told(fewer_than=5)),
        ("cause2", Told(fewer_than=5)),
    )


def test_where_the_rest_would_give_the_few_away_the_smallest_of_the_others_is_not_told() -> None:
    told = told_figures(figures(12, 6, 2), 5)
    assert told.causes == (("cause0", Told(count=12)), ("cause1", Told()), ("cause2", Told(fewer_than=5)))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(2, 9))
def test_nothing_under_the_number_can_be_reckoned_from_what_is_told(counts: list[int], fewest: int) -> None:
    told = told_figures(figures(*sorted(counts, reverse=True)), fewest)
    shown = [one.count for _, one in told.causes if one.count is not None]
    assert all(count >= fewest for count in shown)
    if told.families.count is None:
        return
    hidden = told.families.count - sum(shown)
    assert hidden == 0 or hidden >= fewest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("มอบให้นางบุญมี", "publicity.name_stands"),
        ("บ้านหลังที่ 12/3", "publicity.house_stands"),
        ("เลข 1-2345-67890-12-3", "publicity.id_stands"),
        ("โทร 081-234-5678", "publicity.phone_stands"),
    ],
)
@pytest.mark.parametrize("field", ["title", "text"])
def test_what_points_at_a_payee_blocks_beside_its_field(field: str, text: str, code: str) -> None:
    values = replace(PublicityValues(title="มอบเงิน", text="แก่ครอบครัว"), **{field: text})
    (finding,) = text_findings(values, [PAYEE])
    assert (finding.code, finding.fields, finding.severity) == (code, (field,), Severity.BLOCK)


def test_a_text_without_anybody_is_well() -> None:
    assert text_findings(PublicityValues(title="มอบเงิน", text="แก่ 12 ครอบครัว 3 หมู่บ้าน"), [PAYEE]) == ()


def test_who_agreed_is_shown() -> None:
    assert photograph_findings(PHOTO, SETTLEMENT, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"consents": ()}, "publicity.photo_no_consent"),
        ({"consents": (replace(CONSENT, photograph="b2"),)}, "publicity.photo_no_consent"),
        ({"withdrawals": (WITHDRAWN,)}, "publicity.photo_no_consent"),
        ({"restricted": True}, "publicity.photo_client"),
        ({"birth": None}, "publicity.photo_age_unknown"),
        ({"birth": PartialDate(2006, 6, 11)}, "publicity.photo_child"),
        ({"birth": PartialDate(2006)}, "publicity.photo_child"),
    ],
)
def test_who_may_not_be_shown(change: dict[str, object], code: str) -> None:
    photo = replace(PHOTO, persons=(replace(PERSON, **change),))
    assert codes(photograph_findings(photo, SETTLEMENT, TODAY)) == [code]


@pytest.mark.parametrize("birth", [PartialDate(2006, 6, 10), PartialDate(2005)])
def test_who_is_eighteen_is_shown(birth: PartialDate) -> None:
    assert photograph_findings(replace(PHOTO, persons=(replace(PERSON, birth=birth),)), SETTLEMENT, TODAY) == ()


def test_who_was_a_child_when_it_was_taken_is_a_child_on_it() -> None:
    taken = datetime(2023, 6, 1, tzinfo=UTC)
    photo = replace(PHOTO, taken_at=taken, persons=(replace(PERSON, birth=PartialDate(2006, 1, 1)),))
    assert codes(photograph_findings(photo, SETTLEMENT, TODAY)) == ["publicity.photo_child"]


def test_everybody_in_a_photograph_has_to_agree() -> None:
    other = replace(PERSON, person_id="p2", name="นายคำ", consents=())
    (finding,) = photograph_findings(replace(PHOTO, persons=(PERSON, other)), SETTLEMENT, TODAY)
    assert (finding.code, finding.params["name"]) == ("publicity.photo_no_consent", "นายคำ")


def test_a_shelter_shows_nobody() -> None:
    assert codes(photograph_findings(PHOTO, OfficeKind.SHELTER, TODAY)) == ["publicity.photo_client"]


def test_a_consent_for_one_photograph_is_for_that_one() -> None:
    person = replace(PERSON, consents=(replace(CONSENT, photograph="a1"),))
    assert photograph_findings(replace(PHOTO, persons=(person,)), SETTLEMENT, TODAY) == ()


def test_a_withdrawal_ends_what_it_names_and_what_was_asked_before_its_day() -> None:
    apart = replace(WITHDRAWN, consent_ids=())
    assert not consent_stands(CONSENT, [WITHDRAWN])
    assert consent_stands(CONSENT, [apart])
    assert not consent_stands(CONSENT, [replace(apart, withdrawn_on=date(2024, 6, 2))])
    assert consent_stands(replace(CONSENT, consent_id="c2", asked_on=date(2024, 6, 3)), [WITHDRAWN])


def test_what_was_chosen_is_looked_over_of_this_round_and_agreed_to() -> None:
    values = PublicityValues(title="ก", text="ข", photographs=("a1", "zz"), looked_over=False)
    found = choice_findings(values, {"a1": PHOTO}, SETTLEMENT, TODAY)
    assert codes(found) == ["publicity.photo_unknown", "publicity.not_looked_over"]
    assert (
        choice_findings(replace(values, photographs=("a1",), looked_over=True), {"a1": PHOTO}, SETTLEMENT, TODAY) == ()
    )
    assert choice_findings(PublicityValues(title="ก", text="ข"), {}, SETTLEMENT, TODAY) == ()


def writing(version_id: str) -> Writing[PublicityValues]:
    values = PublicityValues(title="ก", text="ข")
    return Writing(
        version_id=version_id, run_id="r", replaces=(), values=values, written_at=datetime(2024, 6, 1, tzinfo=UTC),
        written_by="o",
    )  # fmt: skip


def test_a_text_waits_until_the_one_version_that_stands_is_approved() -> None:
    one, two = writing("1"), writing("2")
    assert publicity_state((), ()) is None
    assert publicity_state((one,), ("2",)) is PublicityState.WAITING
    assert publicity_state((one,), ("1",)) is PublicityState.APPROVED
    assert publicity_state((one, two), ("1", "2")) is PublicityState.APART
