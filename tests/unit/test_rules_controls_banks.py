"""What the bank says is looked at where it says something, and once a payment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import AuditFacts, by_code, observe
from kmcase.rules.regulations import shipped_regulations
from tests.control_facts import DAY, at_bank, with_accounts

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
