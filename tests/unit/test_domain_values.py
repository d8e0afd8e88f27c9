"""Money, dates, ids, clocks, findings, states."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.budgets import Budget, BudgetHalf
from kmcase.domain.clock import FixedClock, SystemClock
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity, blocking
from kmcase.domain.ids import RandomIds, SeededIds
from kmcase.domain.money import Baht
from kmcase.domain.payments import VOUCHER_TRANSITIONS, VoucherState
from kmcase.domain.people import PersonValues
from kmcase.domain.requests import TRANSITIONS, RequestStatus


def test_money_is_whole_satang_and_nothing_else() -> None:
    for wrong in (1.5, "3", True):
        with pytest.raises(TypeError):
            Baht(wrong)  # type: ignore[arg-type]


def test_a_negative_amount_shows_its_baht_and_satang() -> None:
    owed = Baht.of(-3, -50)
    assert (owed.whole, owed.cents) == (-3, 50)
    assert (Baht.of(1, 5).whole, Baht.of(1, 5).cents) == (1, 5)


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_sums_of_money_do_not_depend_on_order(amounts: list[int]) -> None:
    money = [Baht(amount) for amount in amounts]
    assert Baht.total(money) == Baht.total(reversed(money)) == Baht(sum(amounts))
    assert not (Baht.total(money) - Baht.total(money))


def test_money_can_be_multiplied_and_turned_round() -> None:
    assert Baht.of(3000) * 3 == Baht.of(9000)
    assert -Baht.of(2) == Baht.of(-2)
    assert Baht.of(1) < Baht.of(2)


@pytest.mark.parametrize("text", ["1957", "1957-03", "1957-03-09"])
def test_a_partial_date_is_written_as_much_as_is_known(text: str) -> None:
    assert PartialDate.parse(text).isoformat() == text


def test_a_day_needs_its_month_and_must_exist() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(1957, None, 9)
    with pytest.raises(ValueError, match=r"."):
        PartialDate(2023, 2, 29)


def test_an_age_counts_completed_years_and_takes_the_greatest_where_the_day_is_unknown() -> None:
    assert PartialDate(1957, 6, 11).age_on(date(2024, 6, 10)) == 66
    assert PartialDate(1957, 6, 10).age_on(date(2024, 6, 10)) == 67
    assert PartialDate(1957).age_on(date(2024, 6, 10)) == 67
    assert PartialDate(1957, 7).full is None
    assert PartialDate(1957, 7, 1).full == date(1957, 7, 1)


def test_a_clock_keeps_aware_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        FixedClock(datetime(2024, 6, 10, tzinfo=timezone(timedelta(hours=7))))
    with pytest.raises(ValueError, match="UTC"):
        FixedClock(datetime(2024, 6, 10))  # noqa: DTZ001 - what is refused here
    clock = FixedClock(datetime(2024, 6, 10, tzinfo=UTC))
    clock.advance(days=1)
    assert clock.now() == datetime(2024, 6, 11, tzinfo=UTC)
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_ids_sort_in_the_order_in_which_they_were_made() -> None:
    seeded = SeededIds(3)
    made = [seeded.new() for _ in range(500)]
    assert made == sorted(made)
    assert len(set(made)) == 500
    assert made == [again for other in [SeededIds(3)] for again in (other.new() for _ in range(500))]
    random = RandomIds()
    assert len(random.new()) == 36
    assert len(random.salt()) == len(seeded.salt()) == 16


def test_an_error_knows_where_its_sentence_stands() -> None:
    assert DomainError("people.unknown", "field", n=1).message_key == "people.error.unknown"
    assert EnvironmentProblem("office_files.disk_full").message_key == "office_files.error.disk_full"
    assert Finding(code="limits.no_budget", severity=Severity.BLOCK).message_key == "limits.finding.no_budget"


def test_only_blocking_findings_stop_a_decision() -> None:
    stop = Finding(code="limits.no_budget", severity=Severity.BLOCK)
    told = Finding(code="payments.late", severity=Severity.WARN)
    assert blocking((told, stop)) == (stop,)


def test_a_half_is_the_first_or_the_second() -> None:
    assert BudgetHalf.parse("2567/2") == BudgetHalf(2567, 2)
    with pytest.raises(ValueError, match="two halves"):
        BudgetHalf(2567, 3)


def test_what_is_free_of_a_half_is_what_is_neither_reserved_nor_paid() -> None:
    half = Budget(
        half=BudgetHalf(2567, 1), allotted=Baht.of(100), reserved=Baht.of(30), paid=Baht.of(40), returned=Baht.of(10)
    )
    assert half.used == Baht.of(60)
    assert half.available == Baht.of(40)


def test_every_state_of_a_request_has_its_next_ones_and_nothing_leads_back_to_a_draft() -> None:
    assert set(TRANSITIONS) == set(RequestStatus)
    assert all(RequestStatus.DRAFT not in following for following in TRANSITIONS.values())


def test_a_void_number_stays_void() -> None:
    assert set(VOUCHER_TRANSITIONS) == set(VoucherState)
    assert not VOUCHER_TRANSITIONS[VoucherState.VOID]
    assert VoucherState.VOID not in VOUCHER_TRANSITIONS[VoucherState.ISSUED]


def test_a_piece_of_evidence_is_settled_by_a_page_or_a_reason() -> None:
    assert not EvidenceItem(kind=EvidenceKind.ID_CARD, none_reason="  ").settled
    assert EvidenceItem(kind=EvidenceKind.ID_CARD, none_reason="บัตรหาย").settled


def test_a_full_name_leaves_out_what_is_not_known() -> None:
    assert PersonValues(title="นาง", first_name="บุญมี").full_name == "นางบุญมี"
