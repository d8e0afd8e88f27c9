"""Who is near an officer's declared relative: by house, telephone or account, as witness or in the payee's place."""

from __future__ import annotations

import pytest

from kmcase.rules.controls import AuditFacts, observe
from kmcase.rules.controls.facts import WitnessFact
from kmcase.rules.controls.relatives import CONTROLS
from kmcase.rules.duties import Relative
from kmcase.rules.regulations import shipped_regulations
from tests.control_facts import KIN, audit, paid, person

NUMBERS = shipped_regulations()
KIN_OF_OFFICER = "นางคำ แดงดี"


def seen(facts: AuditFacts) -> list[str]:
    return [found.control for found in observe(facts, NUMBERS, CONTROLS)]


@pytest.mark.parametrize(
    ("tie", "facts"),
    [
        ("house", {"household_id": "h1"}),
        ("phone", {"phone": "08 0000 0001"}),
    ],
)
def test_a_payee_who_shares_something_with_a_relative_is_seen_with_what_is_shared(
    tie: str, facts: dict[str, str]
) -> None:
    known = (person(1), person(2, name=KIN_OF_OFFICER, **facts))
    [found] = observe(audit(paid(1), persons=known, relatives=KIN), NUMBERS, CONTROLS)
    told = dict(found.facts)
    assert found.control == "f5.near_relative"
    assert told["shared"][0].key == f"controls.shared.{tie}"  # type: ignore[index, union-attr]
    assert told["with_relative"] == (KIN_OF_OFFICER,)
    assert "officer" in found.concerned


def test_money_to_the_account_to_which_a_relative_was_paid_is_seen() -> None:
    known = (person(1), person(2, name=KIN_OF_OFFICER))
    payments = (paid(1, account="123"), paid(2, account="123", payee_name=KIN_OF_OFFICER))
    found = observe(audit(*payments, persons=known, relatives=KIN), NUMBERS, CONTROLS)
    assert [one.control for one in found] == ["f5.relative", "f5.near_relative"]
    assert found[1].vouchers == ("v001",), "The relative is not near to herself"


def test_who_has_neither_house_nor_telephone_is_near_nobody() -> None:
    alone = person(2, name=KIN_OF_OFFICER, household_id=None, phone="")
    assert seen(audit(paid(1), persons=(person(1, phone=""), alone), relatives=KIN)) == []
    assert seen(audit(paid(1), persons=(alone,), relatives=KIN)) == [], "A payee whom the register does not know"


def test_a_relative_without_a_place_in_the_register_is_near_nobody() -> None:
    assert seen(audit(paid(1), relatives=KIN)) == []


def test_a_witness_is_known_by_the_national_id_whatever_the_name() -> None:
    kin = (Relative(name="นางอื่น", national_id="1101700203451", staff_id="officer", staff_name="ก"),)
    witness = WitnessFact(name="นางใหม่ สมรส", national_id="1101700203451")
    assert seen(audit(paid(1, witnesses=(witness,)), relatives=kin)) == ["f5.relative_witnessed"]


def test_of_two_relatives_beside_one_payment_the_first_is_named() -> None:
    both = (WitnessFact(name=KIN_OF_OFFICER), WitnessFact(name="คำ แดงดี"))
    assert seen(audit(paid(1, witnesses=both), relatives=KIN)) == ["f5.relative_witnessed"]
