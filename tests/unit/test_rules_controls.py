"""Each control fires where it should and is silent beside; every one of the catalogue has its pair of scenarios."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kmcase.domain.money import Baht
from kmcase.messages import LANGUAGES, Catalogue
from kmcase.rules.controls import CATALOGUE, AuditFacts, by_code, observe, version_of
from kmcase.rules.controls.facts import MomentFact
from kmcase.rules.controls.freezing import check_frozen
from kmcase.rules.controls.rates import tail, unusual
from kmcase.rules.duties import Relative
from kmcase.rules.meanings import MEANINGS
from kmcase.rules.regulations import shipped_regulations
from tests.control_facts import (
    DAY,
    NOON,
    asked_for,
    audit,
    crowd,
    entered,
    officers,
    paid,
    person,
    rechecked,
    said,
    times,
)
from tests.control_scenarios import SCENARIOS

NUMBERS = shipped_regulations()
CODES = tuple(control.code for control in CATALOGUE)


def test_every_control_has_its_scenarios_and_every_scenario_its_control() -> None:
    assert set(SCENARIOS) == set(CODES), "Removing a control, or adding one without scenarios, is not done unseen"
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_a_control_fires_on_what_it_is_for_and_is_silent_beside(code: str) -> None:
    fires, silent = SCENARIOS[code]
    assert [found.control for found in observe(fires, NUMBERS, (by_code(code),))] == [code]
    assert observe(silent, NUMBERS, (by_code(code),)) == ()


@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_equal_facts_give_an_equal_digest_in_whatever_order_they_are_read(code: str) -> None:
    fires, _ = SCENARIOS[code]
    turned = type(fires)(**{**vars_of(fires), "payments": tuple(reversed(fires.payments))})
    [one] = observe(fires, NUMBERS, (by_code(code),))
    [other] = observe(turned, NUMBERS, (by_code(code),))
    assert one.digest == other.digest
    assert len(one.digest) == 64


def vars_of(facts: object) -> dict[str, object]:
    return {name: value for name, value in vars(facts).items() if name in type(facts).__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("control", CATALOGUE, ids=lambda control: control.code)
def test_a_control_says_its_name_what_it_means_and_what_to_ask(control: object, language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    code = control.code  # type: ignore[attr-defined]
    assert all(catalogue.has(f"controls.{code}.{part}") for part in ("name", "says", "ask"))
    assert catalogue.has(f"controls.family.{control.family.value}")  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SCENARIOS))
def test_every_fact_has_a_name(code: str, language: str) -> None:
    catalogue = Catalogue(language)  # type: ignore[arg-type]
    [found] = observe(SCENARIOS[code][0], NUMBERS, (by_code(code),))
    assert all(catalogue.has(f"controls.fact.{name}") for name, _ in (*found.facts, *found.context))


def test_values_that_stand_side_by_side_are_as_many_in_each_fact() -> None:
    for code, (fires, _) in SCENARIOS.items():
        for found in observe(fires, NUMBERS, (by_code(code),)):
            wide = {len(value) for _, value in found.facts if isinstance(value, tuple)}
            assert len(wide) <= 1, code


def test_the_numbers_that_a_control_names_are_shipped_with_a_meaning() -> None:
    for control in CATALOGUE:
        assert set(control.numbers) <= set(MEANINGS)
        assert version_of(control, NUMBERS) == f"{control.version}/{NUMBERS.version}"


def test_computing_tells_how_many_controls_are_done() -> None:
    told: list[int] = []
    observe(SCENARIOS[CODES[0]][1], NUMBERS, step=told.append)
    assert told == list(range(len(CATALOGUE)))


def codes(facts: AuditFacts) -> list[str]:
    return [found.control for found in observe(facts, NUMBERS)]


def test_an_honest_round_is_observed_by_nobody() -> None:
    answers = tuple(said(n) for n in range(1, 61))
    assert codes(audit(*crowd(60), answers=answers, requests=tuple(asked_for(n) for n in range(1, 61)))) == []


def test_payees_that_the_register_does_not_know_break_nothing() -> None:
    assert codes(audit(*crowd(9), persons=())) == []


def test_a_payment_that_was_made_void_counts_for_nothing() -> None:
    *three, fourth = times(4)
    assert codes(audit(*three, replace(fourth, voided_on=DAY))) == []


def test_a_limit_lifted_at_the_approval_is_no_repeat() -> None:
    lifted = asked_for(4, request_id="r4", lifted=frozenset({"limits.times_person"}), photos_at=())
    other = asked_for(4, request_id="r4", lifted=frozenset({"limits.outside_area"}), photos_at=())
    assert codes(audit(*times(4), requests=(lifted,))) == []
    assert codes(audit(*times(4), requests=(other,))) == ["f3.person_limit"]


def test_register_entries_of_one_human_being_count_together() -> None:
    facts = audit(*crowd(4), clusters={f"p{n}": "p1" for n in range(1, 5)})
    assert codes(facts) == ["f3.person_limit"]


def test_a_name_is_one_whether_its_first_or_its_last_part_is_written_first() -> None:
    swapped = (person(1, name="นางแดง ดี", birth_year=1950), person(2, name="น.ส.ดี แดง", birth_year=1950))
    assert codes(audit(*crowd(2), persons=swapped)) == ["f3.same_name"]
    proxies = (paid(1, proxy_name="นายรับ แทน"), paid(2, proxy_name="แทน รับ"), paid(3, proxy_name="รับ แทน"))
    assert codes(audit(*proxies)) == ["f1.same_receiver"]


def test_aid_without_a_limit_is_never_too_often_and_near_none() -> None:
    payments = tuple(replace(one, aid_kind="emergency") for one in times(6))
    assert codes(audit(*payments)) == []
    other = tuple(paid(n, aid_kind="other") for n in range(3))
    assert codes(audit(*other, requests=tuple(asked_for(n) for n in range(3)))) == []


def test_the_newest_answer_of_a_payee_stands_but_unsays_no_missing_money() -> None:
    first = said(1, received_on_said=DAY - timedelta(days=30))
    later = {"follow_up_id": "later", "asked_on": first.asked_on + timedelta(days=1)}
    assert codes(audit(*crowd(5), answers=(said(1, **later), first))) == []
    for missing in ({"put_together": True}, {"given_to": "ผู้นำ"}, {"amount_said": 100_000}):
        alone = codes(audit(*crowd(5), answers=(said(1, **missing),)))
        assert alone != []
        assert codes(audit(*crowd(5), answers=(said(1, **later), said(1, **missing)))) == alone
        assert codes(audit(*crowd(5), answers=(said(1), said(1, **missing, **later)))) == alone


def test_a_doubt_of_who_looked_again_is_not_taken_away_by_a_later_look() -> None:
    later = {"recheck_id": "later", "on": DAY + timedelta(days=90)}
    for doubt in ({"differing": ("income",)}, {"recognition": "not_own"}):
        alone = codes(audit(paid(1), rechecks=(rechecked(1, **doubt),)))
        assert alone != []
        assert codes(audit(paid(1), rechecks=(rechecked(1, **later), rechecked(1, **doubt)))) == alone


def test_who_receives_for_the_own_household_takes_nothing_together() -> None:
    parents = (person(1), person(2, household_id="h1"), person(3, household_id="h1"), person(4), person(5))
    payments = (*crowd(3, proxy_name="นางลูก สาว"), paid(4), paid(5))
    assert codes(audit(*payments, persons=parents)) == []
    assert codes(audit(*payments)) == ["f1.same_receiver", "f1.pooled_round"]


def test_an_answer_about_a_payment_made_void_counts_for_nothing() -> None:
    assert codes(audit(paid(1, voided_on=DAY), answers=(said(1, amount_said=0),))) == []


def test_a_transfer_has_neither_mark_nor_device_and_is_observed_by_nobody() -> None:
    plain = paid(1, mark="", issued_at=None, device_time=None, entered_at=None, method="transfer")
    assert codes(audit(plain)) == []


def test_a_thumbprint_elsewhere_tells_that_somebody_cannot_write() -> None:
    drawn, thumb, _ = times(3)
    [found] = observe(audit(drawn, replace(thumb, mark="thumbprint")), NUMBERS, (by_code("p.cannot_write"),))
    assert dict(found.facts)["thumbprint_on"] == (thumb.number,)


def test_a_month_is_held_against_the_whole_of_a_year_that_is_over() -> None:
    before = date(2023, 6, 10)
    payments = tuple(paid(n, paid_on=before, fiscal_year=2566) for n in range(100))
    found = observe(audit(*payments), NUMBERS, (by_code("p.month"),))
    assert [dict(one.facts)["month"] for one in found] == ["06/2566"]


def test_people_without_a_village_number_belong_to_no_village() -> None:
    facts = audit(*crowd(12), persons=tuple(person(n, moo=None) for n in range(1, 13)))
    assert observe(facts, NUMBERS, (by_code("p.village"),)) == ()


def test_a_relative_is_known_by_the_national_id_whatever_the_name() -> None:
    kin = Relative(name="นายเดิม ชื่อเก่า", national_id="3410000000017", staff_id="officer", staff_name="นายอาทิตย์")
    facts = audit(paid(1, national_id="3410000000017"), paid(2), relatives=(kin,))
    [found] = observe(facts, NUMBERS, (by_code("f5.relative"),))
    assert found.vouchers == ("v001",)
    assert "officer" in found.concerned
    other_id = paid(1, payee_name="เดิม ชื่อเก่า", national_id="3410000000025")
    assert observe(audit(other_id, relatives=(kin,)), NUMBERS, (by_code("f5.relative"),)) == ()


def test_what_an_officer_prepared_is_the_officers_to_explain_and_not_to_judge() -> None:
    [found] = observe(officers(10), NUMBERS, (by_code("f5.lifted_often"),))
    assert found.officer == "officer"
    assert found.concerned[0] == "officer"
    assert dict(found.context) == {"of_officer": 20, "percent_of_others": 2}


def test_the_tail_of_a_binomial_is_exact() -> None:
    assert tail(1, 1, 0.25) == pytest.approx(0.25)
    assert tail(2, 3, 0.5) == pytest.approx(0.5)
    assert tail(5, 5, 1.0) == 1.0
    assert tail(40, 1_000, 0.02) == pytest.approx(5e-5, rel=0.3)


def test_a_share_is_unusual_only_beside_others_and_with_enough_of_it() -> None:
    assert list(unusual({"a": (9, 10)}, 5)) == []
    assert list(unusual({"a": (4, 4), "b": (0, 100)}, 5)) == []
    assert list(unusual({"a": (6, 60), "b": (8, 100)}, 5)) == []
    assert [name for name, _ in unusual({"a": (9, 10), "b": (1, 100)}, 5)] == ["a"]


def test_a_digest_changes_with_the_facts_and_with_nothing_else() -> None:
    [one] = observe(SCENARIOS["f6.said_less"][0], NUMBERS, (by_code("f6.said_less"),))
    assert one.digest == replace(one, context=(("place", "x"),), officer="other").digest
    assert one.digest != replace(one, facts=(("amount", Baht(1)),)).digest
    assert one.digest != replace(one, subject=("voucher", "other")).digest
    assert one.key == "f6.said_less|voucher|v001"


def test_a_payment_of_a_laptop_stands_in_the_laptops_chain() -> None:
    first, second, third = entered(0, 20, 10)
    told = MomentFact(store="laptop", n=1, at=NOON, voucher_id=third.voucher_id)
    assert codes(audit(first, second, third, moments=(told,))) == []
    back = MomentFact(store="laptop", n=2, at=NOON - timedelta(hours=1), voucher_id="nobody knows it")
    [found] = observe(audit(first, third, moments=(told, back)), NUMBERS, (by_code("f4.clock_back"),))
    assert found.vouchers == (third.voucher_id,)


def test_a_clock_that_went_back_beside_payments_that_are_void_tells_nothing() -> None:
    void = tuple(replace(one, voided_on=DAY) for one in entered(0, 20, 10))
    told = tuple(
        MomentFact(store="laptop", n=n, at=NOON - timedelta(hours=n), voucher_id=one.voucher_id)
        for n, one in enumerate(void)
    )
    assert codes(audit(*void, moments=told)) == []


def test_a_photograph_of_another_day_is_told_once() -> None:
    assert codes(audit(paid(1, photo_at=NOON - timedelta(days=9), has_photo=True))) == ["f4.evidence_day"]


def test_a_visit_whose_photographs_tell_no_time_has_no_old_photograph() -> None:
    assert codes(audit(paid(1, photo_at=NOON, has_photo=True), requests=(asked_for(1, photos_at=()),))) == []


def frozen(explained: frozenset[str] = frozenset(), run: str = "run", moo: int | None = 3) -> list[str]:
    """What stops a payment in a village while a payee of `run` says that the money went to somebody else."""
    facts = audit(*crowd(3), answers=(said(1, put_together=True),))
    return [found.code for found in check_frozen(facts, explained, run, [("410113", moo)], NUMBERS)]


def test_a_round_is_frozen_and_the_payers_others_in_its_village_until_it_is_explained() -> None:
    assert frozen() == ["controls.round_frozen"]
    assert frozen(run="another") == ["controls.round_frozen"]
    assert frozen(run="another", moo=4) == []
    assert frozen(run="another", moo=None) == []
    [seen] = observe(audit(*crowd(3), answers=(said(1, put_together=True),)), NUMBERS, (by_code("f1.put_together"),))
    assert frozen(frozenset({seen.digest})) == []
