"""Limits of money, times, area, budget and half: each fires once and once does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.domain.budgets import Budget, BudgetHalf, ClaimUnit
from kmcase.domain.duplicates import OpenDuplicate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.rules.limits import (
    LimitFacts,
    TimesTaken,
    allowed_times,
    check_limits,
    claims_for,
    half_on,
    half_still_open,
    latest_late_day,
)
from kmcase.rules.regulations import Number, shipped_regulations

NUMBERS = shipped_regulations()
HALF = BudgetHalf(2567, 2)
JUNE = date(2024, 6, 10)
AREA = frozenset({"410113", "410101"})


def budget(allotted: int, used: int = 0) -> Budget:
    return Budget(half=HALF, allotted=Baht.of(allotted), reserved=Baht.of(used), paid=Baht.zero(), returned=Baht.zero())


def facts(**changes: object) -> LimitFacts:
    whole = LimitFacts(
        day=JUNE,
        aid_kind="low_income",
        amount=Baht.of(3000),
        subdistrict_code="410113",
        area=AREA,
        province_code="41",
        half=HALF,
        budget=budget(10_000),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def found(**changes: object) -> dict[str, Finding]:
    return {finding.code.removeprefix("limits."): finding for finding in check_limits(facts(**changes), NUMBERS)}


def times(unit: ClaimUnit, *occurrences: int) -> tuple[TimesTaken, ...]:
    return (TimesTaken(unit=unit, unit_id="u", occurrences=occurrences),)


@pytest.mark.parametrize(
    ("code", "finding", "place"),
    [
        ("100101", "moved_outside_area", "พระบรมมหาราชวัง"),
        ("410201", "moved_outside_area", "กุดจับ"),
        ("419999", "moved_outside_area", "419999"),
        ("", "no_address", ""),
    ],
)
def test_who_moved_away_since_is_looked_at_where_they_live_now(code: str, finding: str, place: str) -> None:
    told = found(registered_code=code)
    assert list(told) == [finding]
    assert place in str(told[finding].params["place"])


def test_who_moved_within_the_area_meets_nothing() -> None:
    assert found(registered_code="410101") == {}


def test_a_usual_aid_meets_nothing() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [("410113", None), ("410999", "outside_area"), ("100101", "outside_province"), ("", "no_address")],
)
def test_only_the_offices_area_is_served(code: str, expected: str | None) -> None:
    said = found(subdistrict_code=code)
    assert list(said) == ([expected] if expected else [])
    assert all(finding.severity is Severity.BLOCK for finding in said.values())


def test_no_more_than_the_most_a_time() -> None:
    over = found(amount=Baht.of(3000, 1))["over_amount"]
    assert (over.severity, over.params["most"]) == (Severity.BLOCK, Baht.of(3000))
    assert "over_amount" not in found(amount=None)
    assert "over_amount" not in found(aid_kind="nothing is known of it", amount=Baht.of(9000))


def test_a_fourth_time_in_a_year_is_blocked_for_the_person() -> None:
    assert "times_person" not in found(times=times(ClaimUnit.PERSON, 1, 2))
    fourth = found(times=times(ClaimUnit.PERSON, 1, 2, 3))["times_person"]
    assert (fourth.severity, fourth.params["times"], fourth.params["year"]) == (Severity.BLOCK, 3, "2567")


def test_who_was_helped_under_the_same_name_is_not_helped_as_somebody_else() -> None:
    (finding,) = found(namesakes=("นางศรีสุข บุญมี",)).values()
    assert (finding.code, finding.severity) == ("limits.helped_namesake", Severity.BLOCK)
    assert finding.params == {"name": "นางศรีสุข บุญมี", "year": "2567"}


@pytest.mark.parametrize("unit", [ClaimUnit.FAMILY, ClaimUnit.HOUSEHOLD])
def test_family_and_household_ask_for_a_reason(unit: ClaimUnit) -> None:
    name = f"times_{unit.value}"
    assert found(times=times(unit, 1, 2, 3))[name].severity is Severity.WARN
    assert found(times=times(unit, 1, 2, 3), repeat_reason="บ้านถูกพายุ")[name].severity is Severity.INFORM


def test_what_no_rule_limits_is_not_limited() -> None:
    unknown = "nothing is known of it"
    assert allowed_times(unknown, JUNE, NUMBERS) == UNLIMITED
    assert "times_person" not in found(aid_kind=unknown, times=times(ClaimUnit.PERSON, 1, 2, 3))
    again = times(ClaimUnit.PERSON, 1, 2)
    (claim,) = claims_for(again, aid_kind=unknown, year=2567, allowed=UNLIMITED, override="เหตุ")
    assert (claim.occurrence, claim.allowed, claim.override) == (3, UNLIMITED, None)


def test_an_allotment_always_blocks() -> None:
    over = found(budget=budget(10_000, used=7001))["over_budget"]
    assert (over.severity, over.params["available"]) == (Severity.BLOCK, Baht.of(2999))
    assert "over_budget" not in found(budget=budget(10_000, used=7000))
    assert "over_budget" not in found(budget=budget(0), amount=None)
    assert found(budget=None)["no_budget"].severity is Severity.BLOCK


def test_what_is_reserved_already_is_not_asked_for_twice() -> None:
    assert found(budget=budget(3000, used=3000), already_reserved=True) == {}
    assert found(half=None, budget=None) == {}


@pytest.mark.parametrize(
    ("day", "late_until", "stopped"),
    [
        (date(2024, 4, 1), None, False),
        (date(2024, 9, 30), None, False),
        (date(2024, 3, 31), None, True),
        (date(2024, 10, 1), None, True),
        (date(2024, 10, 15), date(2024, 10, 15), False),
        (date(2024, 10, 16), date(2024, 10, 15), True),
        (date(2024, 9, 30), date(2024, 5, 1), False),
    ],
)
def test_money_of_a_half_is_paid_within_it(day: date, late_until: date | None, stopped: bool) -> None:
    assert ("outside_half" in found(day=day, late_until=late_until)) is stopped


def test_a_day_falls_in_its_half() -> None:
    assert half_on(date(2024, 3, 31)) == BudgetHalf(2567, 1)
    assert half_on(date(2024, 10, 1)) == BudgetHalf(2568, 1)


def test_a_decision_takes_the_lowest_free_turn() -> None:
    person = times(ClaimUnit.PERSON, 1, 3)
    (claim,) = claims_for(person, aid_kind="low_income", year=2567, allowed=3, override="เหตุ")
    assert (claim.occurrence, claim.override) == (2, None)
    (fourth,) = claims_for(
        times(ClaimUnit.FAMILY, 1, 2, 3), aid_kind="low_income", year=2567, allowed=3, override="เหตุ"
    )
    assert (fourth.occurrence, fourth.override) == (4, "เหตุ")


def own(key: str, value: int, certainty: str) -> Number:
    return Number(
        key=f"aid.low_income.{key}",
        value=value,
        valid_from=JUNE,
        valid_to=None,
        reference="หนังสือสั่งการ",
        certainty=certainty,
        office_own=True,
    )


def test_a_number_that_says_no_limit_limits_nothing() -> None:
    wide = NUMBERS.with_changes([own("max_per_time", UNLIMITED, "A"), own("max_times_per_year", UNLIMITED, "A")])
    many = facts(amount=Baht.of(9000), times=times(ClaimUnit.PERSON, 1, 2, 3))
    assert check_limits(many, wide) == ()


def test_a_number_nobody_read_in_the_law_warns() -> None:
    unsure = NUMBERS.with_changes([own("max_per_time", 200_000, "R")])
    (finding,) = check_limits(facts(), unsure)
    assert (finding.code, finding.severity) == ("limits.over_amount", Severity.WARN)


def test_help_of_the_year_before_that_was_paid_in_this_one_counts() -> None:
    late = TimesTaken(unit=ClaimUnit.PERSON, unit_id="u", occurrences=(1, 2), late=1)
    assert found(times=(late,))["times_person"].params["times"] == 3
    assert found(times=(replace(late, occurrences=(1,)),)) == {}


def test_money_of_a_half_that_is_over_is_approved_no_more() -> None:
    end = date(2024, 9, 30)
    assert half_still_open(facts(), end) == ()
    (over,) = half_still_open(facts(), date(2024, 10, 1))
    assert (over.code, over.severity, over.params["last"]) == ("limits.half_over", Severity.BLOCK, end)
    assert half_still_open(facts(late_until=date(2024, 10, 31)), date(2024, 10, 1)) == ()
    assert half_still_open(facts(half=None), date(2024, 10, 1)) == ()


def test_a_permission_reaches_no_further_than_a_year() -> None:
    assert latest_late_day(HALF) == date(2025, 9, 30)
    endless = facts(late_until=date(2600, 1, 1))
    assert half_still_open(endless, date(2025, 9, 30)) == ()
    assert half_still_open(endless, date(2025, 10, 1)) != ()


def test_an_open_duplicate_is_told_before_and_stops_where_it_is_paid() -> None:
    one = OpenDuplicate(person_id="p2", name="นางศรีสุข บุญมี", strength=412)
    same = replace(one, person_id="p3", same_id=True)
    told = found(duplicates=(one, same))
    assert {code: finding.severity for code, finding in told.items() if code.startswith("duplicates.")} == {
        "duplicates.open": Severity.WARN,
        "duplicates.same_id": Severity.WARN,
    }
    assert found(duplicates=(one,), already_reserved=True)["duplicates.open"].severity is Severity.BLOCK


def test_a_list_of_another_unit_that_may_name_somebody_warns_once_a_unit() -> None:
    (finding,) = found(elsewhere=("พมจ.", "พมจ.")).values()
    assert (finding.code, finding.severity) == ("other_payments.perhaps", Severity.WARN)


def test_payments_of_other_units_count_among_the_times_of_a_year() -> None:
    helped = TimesTaken(unit=ClaimUnit.PERSON, unit_id="u", occurrences=(1, 2), elsewhere=1)
    assert (helped.count, helped.next_free) == (3, 3)
    assert found(times=(helped,))["times_person"].severity is Severity.BLOCK
