"""Who is one person and who is not: the traps of Thai registers, one sentence each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.domain.dates import PartialDate
from kmcase.matching.explaining import reasons
from kmcase.matching.fields import LEVELS
from kmcase.matching.profiles import profile_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.scoring import Match, match
from kmcase.matching.weights import BLOCK, REVIEW
from kmcase.messages import Catalogue
from kmcase.thai.national_id import check_digit

SOMSRI = PersonRecord(
    record_id="somsri", title="นางสาว", first_name="สมศรี", last_name="แก้วมณี", sex="female",
    birth=PartialDate(1975, 3, 4), national_id="3410100012345"[:12] + check_digit("341010001234"), phone="0812345678",
    house_no="12", moo="4", subdistrict_code="410113", father="สมชาย", mother="มาลี",
)  # fmt: skip
NOT_KNOWN = PersonRecord(record_id="x")


def compared(one: PersonRecord, **other: object) -> Match:
    """Somebody against the same person with some fields changed."""
    return match(profile_of(one), profile_of(replace(one, **other)))  # type: ignore[arg-type]


def with_number(first_twelve: str) -> str:
    return first_twelve + check_digit(first_twelve)


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "สมศรี่", "last_name": "แกวมณี"},
        {"first_name": "สมสี", "national_id": ""},
        {"title": "", "first_name": "น.ส.สมศรี แก้วมณี", "last_name": ""},
        {"first_name": "แก้วมณี", "last_name": "สมศรี"},
        {"birth": PartialDate(1975, 4, 3), "national_id": ""},
        {"last_name": "ทองดี", "title": "นาง"},
        {"house_no": "99", "moo": "1", "subdistrict_code": "100101"},
        {"national_id": SOMSRI.national_id[:10] + "43" + SOMSRI.national_id[12], "phone": "0812345687"},
        {"national_id": SOMSRI.national_id[:11] + "9" + SOMSRI.national_id[12], "birth": PartialDate(1975)},
        {"first_name": "สม\u200bศรี", "last_name": "เเก้วมณี"},
    ],
)
def test_one_person_written_otherwise_stops_a_payment(changes: dict[str, object]) -> None:
    assert compared(SOMSRI, **changes).score >= BLOCK


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "สมใจ", "birth": PartialDate(1977, 8, 9), "national_id": with_number("341010001236")},
        {"first_name": "สมใจ", "national_id": with_number("341010001235"), "phone": ""},
        {"first_name": "สมใจ", "birth": PartialDate(1977, 8, 9), "national_id": ""},
        {"first_name": "สมชัย", "sex": "male", "title": "นาย", "birth": PartialDate(1979, 1, 9), "national_id": ""},
        {
            "birth": PartialDate(1990, 12, 30), "national_id": with_number("110370207181"), "phone": "0899999999",
            "house_no": "7", "moo": "1", "subdistrict_code": "100101", "father": "ทอง", "mother": "คำ",
        },
    ],
    ids=["sister", "twin", "sister without an id", "brother", "namesake"],
)  # fmt: skip
def test_family_and_namesakes_are_not_one_person(changes: dict[str, object]) -> None:
    assert compared(SOMSRI, **changes).score < BLOCK


def test_a_shared_telephone_alone_makes_no_card() -> None:
    other = replace(NOT_KNOWN, phone=SOMSRI.phone)
    assert match(profile_of(SOMSRI), profile_of(other)).score < REVIEW + 2.5


def test_an_id_that_begins_with_zero_is_an_id_like_others() -> None:
    number = with_number("041010001234")
    assert compared(replace(SOMSRI, national_id=number), national_id=number[1:]).levels["number"] == "equal"


def test_a_wrong_third_digit_passes_the_check_and_may_be_one_number() -> None:
    number = SOMSRI.national_id
    third = f"{number[:2]}{(int(number[2]) + 1) % 10}{number[3:]}"
    assert check_digit(third[:12]) == third[12]
    assert compared(SOMSRI, national_id=third).levels["number"] == "one_off"


@pytest.mark.parametrize(
    ("number", "level"),
    [
        (SOMSRI.national_id, "equal"),
        (SOMSRI.national_id[:12] + str((int(SOMSRI.national_id[12]) + 1) % 10), "one_off"),
        (SOMSRI.national_id[1] + SOMSRI.national_id[0] + SOMSRI.national_id[2:], "one_off"),
        (SOMSRI.national_id[:5] + SOMSRI.national_id[6:], "one_off"),
        (with_number("341010001235"), "sequence"),
        (with_number("110370207181"), "differs"),
        ("1103702071812", "invalid"),
        ("AB1234567", "papers"),
        ("", "unknown"),
    ],
)
def test_how_far_two_numbers_agree(number: str, level: str) -> None:
    assert compared(SOMSRI, national_id=number).levels["number"] == level


@pytest.mark.parametrize(
    ("birth", "level"),
    [
        (PartialDate(1975, 3, 4), "equal"),
        (PartialDate(1975, 4, 3), "turned"),
        (PartialDate(1985, 3, 4), "two_parts"),
        (PartialDate(1975, 3, 9), "two_parts"),
        (PartialDate(1975), "year"),
        (PartialDate(1975, 3), "year"),
        (PartialDate(1975, 5), "near_year"),
        (PartialDate(1976), "near_year"),
        (PartialDate(1975, 1, 1), "year"),
        (PartialDate(1975, 8, 9), "year_only"),
        (PartialDate(1960, 3, 9), "one_part"),
        (PartialDate(1990), "differs"),
        (PartialDate(1990, 8, 9), "differs"),
        (None, "unknown"),
    ],
)
def test_how_far_two_birth_dates_agree(birth: PartialDate | None, level: str) -> None:
    assert compared(SOMSRI, birth=birth).levels["birth"] == level


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ({}, "house"),
        ({"moo": ""}, "house"),
        ({"moo": "5"}, "house_other_moo"),
        ({"house_no": "77"}, "village"),
        ({"house_no": "77", "moo": "5"}, "subdistrict"),
        ({"subdistrict_code": "410101"}, "district"),
        ({"subdistrict_code": "100101"}, "elsewhere"),
        ({"subdistrict_code": ""}, "unknown"),
    ],
)
def test_how_near_two_addresses_are(place: dict[str, str], level: str) -> None:
    assert compared(SOMSRI, **place).levels["address"] == level


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"first_name": "แก้วมณี", "last_name": "สมศรี"}, "turned"),
        ({"first_name": "สมศรี (แดง)"}, "straight"),
        ({"first_name": "จันทร์"}, "straight"),
    ],
)
def test_names_are_compared_in_either_order(changes: dict[str, str], level: str) -> None:
    assert compared(SOMSRI, **changes).levels["order"] == level


def test_a_nickname_stands_for_the_name() -> None:
    assert compared(replace(SOMSRI, first_name="สมศรี (แดง)"), first_name="แดง").levels["order"] == "nickname"


@pytest.mark.parametrize(("phone", "level"), [("0812345687", "near"), ("0899999999", "differs"), ("", "unknown")])
def test_a_telephone_two_digits_off_is_near(phone: str, level: str) -> None:
    assert compared(SOMSRI, phone=phone).levels["phone"] == level


@pytest.mark.parametrize(("father", "level"), [("สมชัย", "near"), ("ทองคำ", "differs"), ("นายสมชาย แก้วมณี", "equal")])
def test_parents_are_compared_by_sound(father: str, level: str) -> None:
    assert compared(SOMSRI, father=father).levels["father"] == level


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    one = profile_of(SOMSRI)
    rare, common = (match(one, one, bearers=bearers, persons=100_000) for bearers in (1, 3_000))
    assert rare.score > common.score


def test_nothing_known_is_no_match() -> None:
    assert match(profile_of(NOT_KNOWN), profile_of(NOT_KNOWN)).score < BLOCK


def test_reasons_begin_with_what_weighs_most_and_leave_out_what_is_not_known() -> None:
    said = [each.key for each in reasons(compared(SOMSRI, birth=None))]
    assert said[0] == "matching.number.equal"
    assert not any("birth" in key or "unknown" in key or "straight" in key for key in said)


def test_reasons_warn_of_brothers_and_sisters_and_of_twins() -> None:
    sister = reasons(compared(SOMSRI, first_name="จันทร์", birth=PartialDate(1977, 8, 9), national_id=""))
    twin = reasons(compared(SOMSRI, first_name="จันทร์", national_id=""))
    assert (sister[-1].key, twin[-1].key) == ("matching.perhaps_siblings", "matching.perhaps_twins")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_level_has_its_words(language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    missing = [
        f"matching.{field}.{level}"
        for field, levels in LEVELS.items()
        for level in levels
        if level not in ("unknown", "straight") and not catalogue.has(f"matching.{field}.{level}")
    ]
    assert not missing


WORDS = st.sampled_from(["", "สมศรี", "สมสี", "แก้วมณี", "แก้วมนี", "แดง", "สมศรี (แดง)", "จันทร์", "นายสมชาย", "ออง"])
RECORDS = st.builds(
    PersonRecord,
    record_id=st.just("r"),
    first_name=WORDS,
    last_name=WORDS,
    sex=st.sampled_from(["", "male", "female"]),
    birth=st.sampled_from(
        [None, *(PartialDate(1975, *rest) for rest in ((), (3,), (3, 4), (4, 3), (1, 1)))]
    ),
    national_id=st.sampled_from(["", SOMSRI.national_id, with_number("341010001235"), "3410100012340", "AB12345"]),
    phone=st.sampled_from(["", "0812345678", "0812345687", "0899999999"]),
    bank_account=st.sampled_from(["", "1234567890", "1234567809"]),
    house_no=st.sampled_from(["", "12", "12/1"]),
    moo=st.sampled_from(["", "4", "5"]),
    subdistrict_code=st.sampled_from(["", "410113", "410101", "100101"]),
    father=WORDS,
    house_code=st.sampled_from(["", "41010000012", "41010000013"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(one=RECORDS, other=RECORDS)
def test_a_score_is_the_same_from_either_side(one: PersonRecord, other: PersonRecord) -> None:
    a, b = profile_of(one), profile_of(other)
    assert match(a, b) == match(b, a)
