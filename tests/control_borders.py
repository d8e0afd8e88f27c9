"""For each number of a control facts just at it and just beside: moved by one either way, one of them turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kmcase.domain.likeness import PictureFamily
from kmcase.rules.controls import CATALOGUE, AuditFacts, PaymentFact
from kmcase.rules.controls.f5_eligibility import INCOME
from tests.control_facts import (
    DAY,
    HOUSEHOLD,
    HOUSEMATES,
    NOON,
    alike,
    answered,
    at_bank,
    audit,
    crowd,
    entered_at,
    officers,
    paid,
    said,
    used,
    villagers,
    with_accounts,
)
from tests.control_scenarios import SCENARIOS

Border = tuple[AuditFacts, AuditFacts]

TIMES = "aid.low_income.max_times_per_year"
STEPS = {INCOME: 12}
"""A number is moved by one, the income of a year by one satang a month."""

_PAPERS = ("pictures.same_id_copy", "pictures.same_thumbprint")
UNMOVED = {
    ("f1.same_account", "controls.account_households", -1),
    *((code, "pictures.certain_bits", way) for code in _PAPERS for way in (1, -1)),
}
"""Moves that nobody sees: one household never shares with others, and of papers only what is certain is told at all."""


def _put_together(words: int, people: int) -> AuditFacts:
    return answered(*(said(n, put_together=True) for n in range(1, words + 1)), count=people)


def _received(count: int) -> AuditFacts:
    others = tuple(paid(n) for n in range(count + 1, 6))
    return audit(*crowd(count, proxy_name="นายรับ แทน"), *others)


def _numbered(seconds: int) -> AuditFacts:
    """Signed so many seconds before the number was given."""
    return audit(paid(1, issued_at=NOON, device_time=NOON - timedelta(seconds=seconds)))


def _months(of_june: int) -> AuditFacts:
    """25 payments a month from October to May, and so many in June."""
    days = tuple(date(2023 + (month < 10), month, 5) for month in (10, 11, 12, 1, 2, 3, 4, 5))
    before = tuple(paid(1_000 + n, paid_on=days[n % 8]) for n in range(200))
    return audit(*before, *(paid(n) for n in range(of_june)), persons=())


def _scanned(days: int) -> AuditFacts:
    return audit(paid(1, scans=(NOON, NOON + timedelta(days=days))))


def _photographed(days: int) -> AuditFacts:
    return audit(paid(1, photo_at=NOON + timedelta(days=days), has_photo=True))


def _less(satang: int) -> AuditFacts:
    return answered(said(1, amount_said=satang), said(2, amount_said=satang))


def _near(distance: int, family: PictureFamily) -> AuditFacts:
    return alike(used(1, "a", family), used(2, "b", family), distance=distance)


def _certain(family: PictureFamily) -> Border:
    """`certain_bits` decides on a word alone: both are alike enough to be told of."""
    return _near(31, family), _near(32, family)


def _crowd(count: int, **changes: object) -> tuple[PaymentFact, ...]:
    return tuple(replace(one, **changes) for one in crowd(count))  # type: ignore[arg-type]


_SAID = (_less(284_999), _less(285_000))
_TEN = (entered_at(*range(0, 90, 10), 100), entered_at(*range(0, 90, 10), 101))

_OWN: dict[tuple[str, str], Border] = {
    ("f1.pooled_round", "controls.round_people"): (_put_together(2, 5), _put_together(2, 4)),
    ("f1.pooled_round", "controls.round_words"): (_put_together(2, 5), _put_together(1, 5)),
    ("f1.pooled_round", "controls.round_received"): (_received(3), _received(2)),
    ("f2.short_round", "controls.round_short"): SCENARIOS["f2.short_round"],
    ("f2.short_round", "controls.said_share"): _SAID,
    ("f6.said_less", "controls.said_share"): _SAID,
    ("f3.family_limit", TIMES): (audit(*_crowd(4, family_id="fam")), audit(*_crowd(3, family_id="fam"))),
    ("f3.household_limit", TIMES): (audit(*crowd(4), persons=HOUSEHOLD), audit(*crowd(3), persons=HOUSEHOLD)),
    ("f3.place_limit", TIMES): (audit(*crowd(4), persons=HOUSEMATES), audit(*crowd(3), persons=HOUSEMATES)),
    ("f4.clock_back", "controls.clock_back_seconds"): (
        audit(*entered_at(0, 1_000, 699)),
        audit(*entered_at(0, 1_000, 700)),
    ),
    ("p.before_number", "controls.clock_back_seconds"): (_numbered(301), _numbered(300)),
    ("f4.evidence_day", "controls.photo_before_days"): (_photographed(-2), _photographed(-1)),
    ("f4.rushed", "controls.signatures_count"): (audit(*_TEN[0]), audit(*_TEN[1])),
    ("f4.rushed", "controls.signatures_seconds"): (audit(*_TEN[0]), audit(*_TEN[1])),
    ("f5.lifted_often", "controls.lifted_least"): (officers(5), officers(4)),
    ("f5.near_limit", "controls.near_least"): (officers(0, hugging=10), officers(0, hugging=9)),
    ("f5.near_limit", "controls.near_share"): (
        officers(0, hugging=18, amount=285_000),
        officers(0, hugging=18, amount=284_999),
    ),
    ("f5.near_limit", "aid.low_income.max_per_time"): (
        officers(0, hugging=18, amount=299_999),
        officers(0, hugging=18, amount=300_000),
    ),
    ("p.village", "controls.village_people"): (villagers(10, 6), villagers(9, 5)),
    ("p.village", "controls.village_share"): (villagers(151, 100), villagers(150, 100)),
    ("p.month", "controls.month_times"): (_months(101), _months(100)),
    ("p.signed_again", "controls.rescan_days"): (_scanned(8), _scanned(7)),
    ("banks.account_changed", "banks.changed_days"): (
        with_accounts(("p1", "111", 90), ("p1", "222", 30)),
        with_accounts(("p1", "111", 90), ("p1", "222", 31)),
    ),
    ("banks.other_day", "banks.days_apart"): (
        at_bank(paid_on=DAY - timedelta(days=2)),
        at_bank(paid_on=DAY - timedelta(days=1)),
    ),
    ("pictures.similar_photo", "pictures.certain_bits"): _certain(PictureFamily.PHOTO),
    ("pictures.same_thumbprint", "pictures.thumbprint_bits"): (
        _near(20, PictureFamily.THUMBPRINT),
        _near(21, PictureFamily.THUMBPRINT),
    ),
}

BORDERS: dict[tuple[str, str], Border] = {
    **{(control.code, key): SCENARIOS[control.code] for control in CATALOGUE for key in control.numbers},
    **_OWN,
}
"""By control and number; where no pair is of its own, the control's scenarios lie at the border."""
