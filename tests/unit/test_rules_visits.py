"""What is wanted of a visit: each doubt fires, and does not where nothing is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.payments import Finger, Hand, ThumbMark, Witness
from kmcase.domain.visits import Informant, Position, Sitting
from kmcase.rules.duties import Relative
from kmcase.rules.regulations import Regulations, shipped_regulations
from kmcase.rules.visits import INCOMPLETE, VisitFacts, check_review, check_sending, check_thumbprint
from kmcase.thai.areas import provinces
from kmcase.thai.provinces import kilometres_from_seat
from tests.request_builders import attachment, content, widow_pieces

NUMBERS = shipped_regulations()
NOW = datetime(2024, 6, 10, 8, 0, tzinfo=UTC)
TODAY = date(2024, 6, 10)
UDON = Position(latitude="17.41", longitude="102.79")
CHIANG_MAI = Position(latitude="18.79", longitude="98.98")


def photo(kind: EvidenceKind = EvidenceKind.PHOTO_PERSON, **changes: Any) -> Attachment:
    """A photograph of the visit's own afternoon."""
    digest = hashlib.sha256(kind.value.encode()).hexdigest()
    taken = Attachment(
        sha256=digest,
        stored_sha256=digest,
        kind=kind,
        media_type="image/jpeg",
        size=1,
        taken_at=NOW - timedelta(hours=1),
    )
    return replace(taken, **changes)


def pieces(**changes: Any) -> tuple[EvidenceItem, ...]:
    """Everything that a widow's visit needs; the photographs as given."""
    return tuple(
        EvidenceItem(kind=item.kind, attachments=(photo(item.kind, **changes),))
        if item.kind.value.startswith("photo_")
        else item
        for item in widow_pieces()
    )


def facts(**changes: Any) -> VisitFacts:
    """A visit in which nothing is wrong."""
    whole = VisitFacts(
        now=NOW,
        visited_on=TODAY,
        content=content(),
        sittings=(Sitting(sitting_id="s", started_at=NOW - timedelta(hours=2), position=UDON),),
        evidence=pieces(),
        informants=(Informant(signature_id="i", name="นางบุญมี ศรีสุข", writes=("a:1",)),),
        writes=("a:1",),
        place=UDON,
        province_code="41",
    )
    return replace(whole, **changes)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.removeprefix("visits.") for finding in findings]


def test_of_a_visit_in_order_nothing_is_said() -> None:
    assert check_sending(facts(), NUMBERS) == check_review(facts(), NUMBERS) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"visited_on": date(2024, 6, 9)}, "visited_on_another_day"),
        ({"missing": ("problem",)}, "answers_missing"),
        ({"conflicts": 2}, "answers_in_conflict"),
        ({"informants": ()}, "informant_missing"),
        ({"evidence": pieces()[1:]}, "evidence_missing"),
        ({"can_write": False}, "thumbprint_wanted"),
        ({"writes": ("a:1", "a:2")}, "changed_after_signing"),
        ({"doubtful": ("rent",)}, "answers_doubtful"),
        ({"relative_of_visitor": True}, "visitor_is_relative"),
        ({"contradictions": 1}, "contradictions_open"),
        ({"place": CHIANG_MAI}, "place_outside"),
        ({"place": Position(latitude="17", longitude="ก")}, "place_outside"),
        ({"evidence": pieces(taken_at=None)}, "photo_without_time"),
        ({"evidence": pieces(taken_at=NOW + timedelta(days=2))}, "photo_in_future"),
        ({"evidence": pieces(taken_at=NOW - timedelta(days=366))}, "photo_clock_off"),
        ({"evidence": pieces(taken_at=NOW - timedelta(days=1))}, "photo_of_another_day"),
        ({"evidence": pieces(latitude="18.79", longitude="98.98")}, "photo_outside"),
        ({"photographed_before": frozenset({photo().sha256})}, "photographed_before"),
    ],
)
def test_a_visit_is_sent_with_its_doubts(changes: dict[str, Any], code: str) -> None:
    found = check_sending(facts(**changes), NUMBERS)
    assert codes(found) == [code]
    assert found[0].severity is (Severity.INFORM if code == "photo_without_time" else Severity.WARN)


@pytest.mark.parametrize("code", sorted(code.removeprefix("visits.") for code in INCOMPLETE))
def test_what_is_missing_stops_the_review(code: str) -> None:
    lacking = facts(missing=("problem",), conflicts=1, informants=(), evidence=())
    found = {finding.code: finding.severity for finding in check_review(lacking, NUMBERS)}
    assert found[f"visits.{code}"] is Severity.BLOCK


def test_a_visit_of_tomorrow_is_refused() -> None:
    found = check_sending(facts(visited_on=date(2024, 6, 11)), NUMBERS)[0]
    assert (found.code, found.severity) == ("visits.visited_in_future", Severity.BLOCK)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"reviewed_by_visitor": True}, "reviewed_by_visitor"), ({"open_comments": 1}, "comments_open")],
)
def test_the_review_has_its_own_stops(changes: dict[str, Any], code: str) -> None:
    assert codes(check_review(facts(**changes), NUMBERS)) == [code]
    assert check_sending(facts(**changes), NUMBERS) == ()


def test_a_photograph_of_any_day_of_the_visit_is_right() -> None:
    yesterday = Sitting(sitting_id="y", started_at=NOW - timedelta(days=1))
    told = facts(sittings=(yesterday, *facts().sittings), evidence=pieces(taken_at=NOW - timedelta(days=1)))
    assert codes(check_sending(told, NUMBERS)) == ["visited_on_another_day"]


def test_who_has_no_house_needs_no_picture_of_it() -> None:
    homeless = facts(
        content=content(housing="none"), evidence=tuple(p for p in pieces() if "house" not in p.kind.value)
    )
    assert check_review(homeless, NUMBERS) == ()


def test_a_paper_is_no_photograph_whose_time_counts() -> None:
    paper = EvidenceItem(kind=EvidenceKind.OTHER, attachments=(attachment(EvidenceKind.OTHER),))
    assert check_sending(facts(evidence=(*pieces(), paper)), NUMBERS) == ()


def test_a_relation_who_signs_needs_no_thumbprint_and_a_thumbprint_is_one() -> None:
    son = Informant(signature_id="i", name="นายลูก", relation="child", writes=("a:1",))
    thumb = Informant(signature_id="i", name="นางบุญมี", thumbprint=a_thumb(), writes=("a:1",))
    assert check_sending(facts(can_write=False, informants=(son,)), NUMBERS) == ()
    assert check_sending(facts(can_write=False, informants=(thumb,)), NUMBERS) == ()


def test_where_the_distance_is_not_limited_no_place_is_doubted() -> None:
    assert check_sending(facts(place=CHIANG_MAI), Regulations(())) == ()


def test_of_an_unknown_province_no_place_is_doubted() -> None:
    assert check_sending(facts(place=CHIANG_MAI, province_code="99"), NUMBERS) == ()


def test_a_visit_without_sittings_is_of_the_day_that_is_claimed() -> None:
    assert check_sending(facts(sittings=()), NUMBERS) == ()


def a_thumb(one: Witness | None = None, other: Witness | None = None) -> ThumbMark:
    return ThumbMark(
        image=attachment(EvidenceKind.THUMBPRINT),
        finger=Finger.THUMB,
        hand=Hand.RIGHT,
        witnesses=(one or Witness(name="นายหนึ่ง ใจดี"), other or Witness(name="นายสอง ใจงาม")),
    )


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (Witness(name=" "), None, "thumb_witnesses_missing"),
        (None, Witness(name=""), "thumb_witnesses_missing"),
        (Witness(name="นายสอง ใจงาม"), None, "thumb_witness_twice"),
        (Witness(name="บุญมี ศรีสุข"), None, "witness_is_informant"),
        (Witness(name="ใครก็ได้", staff_id="officer"), None, "witness_is_visitor"),
        (None, Witness(name="อาทิตย์ ลงพื้นที่"), "witness_is_visitor"),
        (None, Witness(name="นายน้อง ลงพื้นที่"), "witness_is_relative"),
    ],
)
def test_a_thumbprint_needs_two_witnesses_who_stand_apart(one: Witness, other: Witness, code: str) -> None:
    relatives = (Relative(name="นายน้อง ลงพื้นที่", national_id=None, staff_id="officer", staff_name="อาทิตย์"),)
    found = check_thumbprint("นางบุญมี ศรีสุข", a_thumb(one, other), {"officer": "นายอาทิตย์ ลงพื้นที่"}, relatives)
    assert codes(found) == [code]
    assert found[0].severity is Severity.BLOCK


def test_two_neighbours_witness_a_thumbprint() -> None:
    assert check_thumbprint("นางบุญมี ศรีสุข", a_thumb(), {"officer": "นายอาทิตย์ ลงพื้นที่"}, ()) == ()


def test_every_province_has_a_place_in_the_country() -> None:
    for province in provinces():
        away = kilometres_from_seat(province.code, "13.8", "100.5")
        assert away is not None, province
        assert away < 1000, province
    assert kilometres_from_seat("10", "13.8", "100.5") == 0


def test_udon_thani_is_where_it_is() -> None:
    away = kilometres_from_seat("41", "13.75", "100.50")
    assert away is not None
    assert 450 < away < 490
