"""A bank's report beside the vouchers: each line is one thing, no voucher is entered twice, no row hides in a sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, VoucherState
from kmcase.domain.reconciliation import BankLine, LineState, TransferVoucher
from kmcase.rules.reconciliation import (
    PayeeFact,
    TakenLine,
    acknowledged,
    differences_of,
    is_open,
    match_lines,
    number_key,
    same_account,
    same_account_name,
)

NAMES = ("นางบุญมี ศรีสุข", "นายคำปุน แดงดี", "นางสาวสมหมาย ใจงาม")
_KEPT = (LineState.MATCHED, LineState.REJECTED, LineState.PROPOSED, LineState.RECORDED)


def due(n: int, **changes: Any) -> TransferVoucher:
    values: dict[str, Any] = {
        "voucher_id": f"v{n}",
        "number": f"{n:04}/2567",
        "person_id": f"p{n}",
        "payee_name": NAMES[n % 3],
        "account": f"980000000{n}",
        "amount": Baht.of(3000),
        "state": VoucherState.ISSUED,
    }
    return TransferVoucher(**{**values, **changes})


def told(number: int = 2, **changes: Any) -> BankLine:
    """A line of the bank on voucher 1, paid."""
    values: dict[str, Any] = {
        "number": number,
        "account": "9800000001",
        "name": NAMES[1],
        "amount": Baht.of(3000),
        "result": BankResult.PAID,
    }
    return BankLine(**{**values, **changes})


def states(lines: list[BankLine], *vouchers: TransferVoucher) -> list[LineState]:
    return [found.state for found in match_lines(lines, vouchers).lines]


@pytest.mark.parametrize(
    ("line", "voucher", "state"),
    [
        (told(), due(1), LineState.MATCHED),
        (told(reference="ใบสำคัญ 1/2567", account="", name=""), due(1), LineState.MATCHED),
        (told(bank_reference="๐๐๐๑-๒๕๖๗", account="", name=""), due(1), LineState.MATCHED),
        (told(result=BankResult.REJECTED), due(1), LineState.REJECTED),
        (told(amount=Baht.of(2900)), due(1), LineState.AMOUNT_DIFFERS),
        (told(reference="0001/2567", account="1112223334"), due(1), LineState.ACCOUNT_DIFFERS),
        (told(account=""), due(1), LineState.PROPOSED),
        (told(account="1112223334"), due(1), LineState.PROPOSED),
        (told(account="", name="นายไม่รู้จัก ใครเลย"), due(1), LineState.NO_VOUCHER),
        (told(account="", name=""), due(1), LineState.NO_VOUCHER),
        (told(account="", amount=None), due(1), LineState.UNREADABLE),
        (told(amount=None), due(1), LineState.UNREADABLE),
        (told(result=None), due(1), LineState.UNREADABLE),
        (told(), due(1, state=VoucherState.PAID), LineState.RECORDED),
        (told(bank_reference="KTB1"), due(1, state=VoucherState.PAID, reference="KTB1"), LineState.RECORDED),
        (told(bank_reference="KTB2"), due(1, state=VoucherState.PAID, reference="KTB1"), LineState.PAID_TWICE),
        (told(result=BankResult.REJECTED), due(1, state=VoucherState.NOT_PAID), LineState.RECORDED),
        (told(result=BankResult.REJECTED), due(1, state=VoucherState.PAID), LineState.CONTRADICTS),
        (told(), due(1, state=VoucherState.NOT_PAID), LineState.CONTRADICTS),
        (told(), due(1, state=VoucherState.VOID), LineState.CONTRADICTS),
    ],
)
def test_a_line_alone(line: BankLine, voucher: TransferVoucher, state: LineState) -> None:
    assert states([line], voucher) == [state]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, LineState.PAID_TWICE),
        ({"bank_reference": "KTB1"}, LineState.REPEATED),
        ({"bank_reference": "KTB2"}, LineState.PAID_TWICE),
        ({"bank_reference": "KTB1", "amount": Baht.of(2900)}, LineState.PAID_TWICE),
        ({"result": BankResult.REJECTED}, LineState.CONTRADICTS),
        ({"amount": None}, LineState.UNREADABLE),
        ({"result": None}, LineState.UNREADABLE),
    ],
)
def test_a_second_line_of_one_voucher(changes: dict[str, Any], state: LineState) -> None:
    first = told(bank_reference="KTB1")
    assert states([first, told(3, **changes)], due(1)) == [LineState.MATCHED, state]


def test_a_result_rejected_twice_says_nothing_more() -> None:
    lines = [told(result=BankResult.REJECTED), told(3, result=BankResult.REJECTED)]
    assert states(lines, due(1)) == [LineState.REJECTED, LineState.REPEATED]


def test_who_waits_is_meant_before_the_number_that_was_rejected_last_month() -> None:
    before, now = due(1, state=VoucherState.NOT_PAID), due(4, account="9800000001", payee_name=NAMES[1])
    [found] = match_lines([told()], (before, now)).lines
    assert (found.state, found.voucher) == (LineState.MATCHED, now)


def test_two_payees_of_one_account_are_told_apart_by_name_or_proposed() -> None:
    two = (due(1, account="55"), due(2, account="55"))
    named = told(account="55", name=NAMES[2])
    [found] = match_lines([named], two).lines
    assert (found.state, found.voucher) == (LineState.MATCHED, two[1])
    assert states([told(account="55", name="")], *two) == [LineState.PROPOSED]


def test_a_name_that_two_payees_bear_is_no_proposal() -> None:
    two = (due(1), due(4))
    assert states([told(account="")], *two) == [LineState.NO_VOUCHER]


def test_the_number_goes_before_the_account_wherever_the_lines_stand() -> None:
    by_account, by_number = told(2, account="9800000001"), told(3, reference="1/2567")
    assert states([by_account, by_number], due(1)) == [LineState.PAID_TWICE, LineState.MATCHED]


def test_vouchers_without_a_line_are_those_that_wait() -> None:
    vouchers = (due(1), due(2), due(3, state=VoucherState.PAID))
    assert [one.number for one in match_lines([told()], vouchers).without_line] == ["0002/2567"]


def test_the_bank_names_the_account_otherwise() -> None:
    [other, cut] = match_lines(
        [told(name="นายอื่น มาแทน"), told(3, name="คำปุนแดงดี", account="980000001")], (due(1),)
    ).lines
    assert (other.state, other.name_differs) == (LineState.MATCHED, True)
    assert not cut.name_differs


@pytest.mark.parametrize(
    ("named", "payee", "same"),
    [
        ("MR", "นายคำปุน แดงดี", False),
        ("คำปุน แดงดี", "นายคำปุน แดงดี", True),
        ("น.ส.สมหมาย ใจง", "นางสาวสมหมาย ใจงาม", True),
        ("สมห", "นางสาวสมหมาย ใจงาม", False),
    ],
)
def test_names_at_banks(named: str, payee: str, same: bool) -> None:
    assert same_account_name(named, payee) is same


@pytest.mark.parametrize(
    ("text", "key"),
    [("0012/2567", (12, 2567)), ("๑๒-๒๕๖๗", (12, 2567)), ("KTB67000012", None), ("12/25671", None), ("", None)],
)
def test_numbers_of_vouchers(text: str, key: tuple[int, int] | None) -> None:
    assert number_key(text) == key


def test_accounts_lose_their_zeros_in_spreadsheets() -> None:
    assert same_account("020-1-23456-7", "201234567")
    assert not same_account("0201234567", "0201234568")


_LINES = st.builds(
    BankLine,
    number=st.just(0),
    reference=st.sampled_from(("", "1/2567", "2/2567", "9/2567", "อื่น")),
    bank_reference=st.sampled_from(("", "K1", "K2", "3/2567")),
    account=st.sampled_from(("", "9800000001", "9800000002", "77")),
    name=st.sampled_from(("", *NAMES, "นายอื่น มาแทน")),
    amount=st.sampled_from((None, Baht.of(3000), Baht.of(2000))),
    result=st.sampled_from((None, *BankResult)),
)
_VOUCHERS = st.lists(
    st.builds(
        due,
        st.integers(1, 6),
        state=st.sampled_from(VoucherState),
        amount=st.sampled_from((Baht.of(3000), Baht.of(2000))),
        account=st.sampled_from(("9800000001", "9800000002", "55")),
        reference=st.sampled_from(("", "K1")),
    ),
    max_size=6,
    unique_by=lambda one: one.voucher_id,
)


@given(st.lists(_LINES, max_size=8), _VOUCHERS)
def test_the_kinds_add_up_to_all_lines_and_no_voucher_is_entered_twice(
    lines: list[BankLine], vouchers: list[TransferVoucher]
) -> None:
    numbered = [replace(line, number=place) for place, line in enumerate(lines)]
    found = match_lines(numbered, vouchers)
    assert [one.line for one in found.lines] == numbered
    assert sum(Counter(one.state for one in found.lines).values()) == len(lines)
    entered = [one.voucher.voucher_id for one in found.lines if one.voucher is not None and one.state in _KEPT]
    assert len(entered) == len(set(entered))
    assert not {one.voucher_id for one in found.without_line} & set(entered)
    for one in found.lines:
        nobody = one.state in (LineState.NO_VOUCHER, LineState.UNREADABLE)
        assert one.voucher is not None or nobody
        if one.state in (LineState.MATCHED, LineState.REJECTED, LineState.PROPOSED) and one.voucher is not None:
            assert one.voucher.state is VoucherState.ISSUED
            assert one.voucher.amount == one.line.amount


PAID = PayeeFact(
    requested=Baht.of(3000),
    vouchered=Baht.of(3000),
    paid=Baht.of(3000),
    state=VoucherState.PAID,
    evidence=True,
    said=Baht.of(3000),
    bank_paid=(Baht.of(3000),),
)


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        ({}, ()),
        ({"said": None, "bank_paid": ()}, ()),
        ({"waits": True}, ("waits",)),
        ({"paid": None, "state": VoucherState.ISSUED, "bank_paid": ()}, ("awaited",)),
        ({"paid": None, "state": VoucherState.HANDED_OVER, "bank_paid": ()}, ("awaited",)),
        ({"requested": Baht.of(4000)}, ("other_amount",)),
        ({"requested": None}, ()),
        ({"paid": Baht.of(2000), "said": None, "bank_paid": ()}, ("counted",)),
        ({"evidence": False}, ("no_evidence",)),
        ({"said": Baht.of(1000)}, ("said",)),
        ({"bank_paid": (Baht.of(2900),)}, ("bank_amount",)),
        ({"bank_paid": (Baht.of(3000), Baht.of(3000))}, ("bank_twice",)),
        ({"bank_paid": (), "bank_rejected": True}, ("bank_rejected",)),
        ({"paid": None, "state": VoucherState.NOT_PAID}, ("bank_paid",)),
        ({"paid": None, "state": VoucherState.NOT_PAID, "bank_paid": (), "bank_rejected": True}, ()),
    ],
)
def test_what_does_not_agree_of_a_payee(changes: dict[str, Any], differences: tuple[str, ...]) -> None:
    assert differences_of(replace(PAID, **changes)) == differences


def test_money_is_acknowledged_with_its_evidence_alone() -> None:
    assert acknowledged(PAID) == Baht.of(3000)
    assert acknowledged(replace(PAID, evidence=False)) == Baht.zero()
    assert acknowledged(replace(PAID, paid=None)) == Baht.zero()


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        (TakenLine(state=LineState.NO_VOUCHER, result=BankResult.PAID), True),
        (TakenLine(state=LineState.NO_VOUCHER, result=BankResult.PAID, decided=True), False),
        (TakenLine(state=LineState.MATCHED, result=BankResult.PAID, voucher=VoucherState.PAID), False),
        (TakenLine(state=LineState.MATCHED, result=BankResult.PAID, voucher=VoucherState.VOID), False),
        (TakenLine(state=LineState.PROPOSED, result=BankResult.PAID, voucher=VoucherState.NOT_PAID), True),
        (TakenLine(state=LineState.REJECTED, result=BankResult.REJECTED, voucher=VoucherState.NOT_PAID), False),
        (TakenLine(state=LineState.REJECTED, result=BankResult.REJECTED, voucher=VoucherState.PAID), True),
        (
            TakenLine(state=LineState.REJECTED, result=BankResult.REJECTED, voucher=VoucherState.PAID, paid_later=True),
            False,
        ),
    ],
)
def test_a_line_is_open_until_somebody_decided_or_the_books_say_what_the_bank_says(
    line: TakenLine, waits: bool
) -> None:
    assert is_open(line) is waits
