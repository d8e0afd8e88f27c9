"""What the bank says is looked at where it says something, and once a payment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import AuditFacts, by_code, observe
from kmcase.rules.regulations import shipped_regulations
from tests.control_facts import DAY, STAFF, at_bank, paid, with_accounts

NUMBERS = shipped_regulations()


def seen(code: str, facts: AuditFacts) -> list[dict[str, object]]:
    return [dict(one.facts) for one in observe(facts, NUMBERS, (by_code(code),))]


def test_an_account_changed_long_before_is_no_observation() -> None:
    assert not seen("banks.account_changed", with_accounts(("p1", "111", 90), ("p1", "222", 31)))
    [told] = seen("banks.account_changed", with_accounts(("p1", "11123", 90), ("p1", "22245", 30)))
    assert (told["account_before"], told["account"]) == (("…1123",), ("…2245",))
    assert told["given_by"] == ("นายพุธ จ่ายเงิน",)


def test_an_account_that_was_never_paid_to_is_no_observation() -> None:
    assert not seen("banks.account_changed", with_accounts(("p1", "111", 9), ("p1", "222", 3), ("p2", "3", 1)))


def test_who_gave_the_account_is_asked_and_does_not_judge_it() -> None:
    facts = with_accounts(("p1", "11123", 90), ("p1", "22245", 3))
    given = (facts.accounts[0], replace(facts.accounts[1], given_by="officer"))
    [found] = observe(replace(facts, accounts=given), NUMBERS, (by_code("banks.account_changed"),))
    assert (found.officer, found.concerned) == ("officer", ("officer", "finance"))
    told = dict(found.facts)
    assert (told["given_by"], told["given_at"]) == ((STAFF["officer"],), (given[1].given_at,))
    assert dict(found.context) == {"days_before_payment": 3, "account_before_at": given[0].given_at}


def test_a_number_on_which_nothing_was_paid_hides_no_change() -> None:
    facts = with_accounts(("p1", "111", 90), ("p1", "222", 20), ("p1", "0222", 3))
    [found] = observe(facts, NUMBERS, (by_code("banks.account_changed"),))
    assert (found.subject, dict(found.context)["days_before_payment"]) == (("voucher", "v003"), 20)


def test_an_account_is_anew_at_its_first_payment_alone() -> None:
    facts = with_accounts(("p1", "111", 9), ("p1", "222", 6), ("p1", "222", 3))
    both = (paid(2, person_id="p1", account="222"), *facts.payments)
    [found] = observe(replace(facts, payments=both), NUMBERS, (by_code("banks.account_changed"),))
    assert found.subject == ("voucher", "v002")


def test_an_account_that_is_given_back_before_anything_was_paid_is_no_change() -> None:
    facts = with_accounts(("p1", "111", 9), ("p1", "222", 6), ("p1", "111", 3))
    assert not seen("banks.account_changed", facts)


def test_who_had_a_part_in_the_transfers_does_not_judge_a_line_of_the_bank() -> None:
    facts = at_bank(state=LineState.NO_VOUCHER, voucher_id="", concerned=("officer", "finance"))
    [found] = observe(facts, NUMBERS, (by_code("banks.line_differs"),))
    assert (found.officer, found.concerned) == ("finance", ("finance", "officer"))


@pytest.mark.parametrize("changes", [{"name": ""}, {"voucher_id": "v999", "name": "นายอื่น มาแทน"}])
def test_where_the_bank_names_nobody_nobody_is_asked(changes: dict[str, str]) -> None:
    assert not seen("banks.other_name", at_bank(**changes))


def test_a_bank_that_tells_no_day_tells_nothing_of_days() -> None:
    assert not seen("banks.other_day", at_bank(paid_on=None))


def test_the_first_line_of_a_payment_speaks() -> None:
    facts = at_bank(name="นายอื่น มาแทน")
    again = replace(facts.bank_lines[0], row=3, name="นายที่สาม")
    [told] = seen("banks.other_name", replace(facts, bank_lines=(*facts.bank_lines, again)))
    assert told["bank_name"] == ("นายอื่น มาแทน",)


def test_a_line_that_says_something_else_stands_beside_its_voucher() -> None:
    facts = at_bank(state=LineState.AMOUNT_DIFFERS, amount=Baht.of(2900), paid_on=None, account="")
    [found] = observe(facts, NUMBERS, (by_code("banks.line_differs"),))
    told = dict(found.facts)
    assert (told["amount"], told["voucher_amount"], told["account"]) == (Baht.of(2900), Baht.of(3000), "")
    assert (found.persons, found.vouchers, found.day) == (("p1",), ("v001",), DAY)
