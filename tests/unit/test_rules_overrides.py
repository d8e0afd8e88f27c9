"""What an override lifts: what blocked when it was given, up to what was met then, and never more."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.rules.overrides import LIFTABLE, kept_override, lifted_codes


def block(code: str, severity: Severity = Severity.BLOCK, **params: object) -> Finding:
    """A finding that stops."""
    return Finding(code=code, severity=severity, params=params)


def override(*codes: str, met: tuple[Finding, ...] = ()) -> Override:
    """An override of some codes."""
    return Override(codes=codes, reason="บ้านไฟไหม้", document="บันทึก 9/2567", second_person="social", met=met)


def test_only_what_blocks_and_may_be_lifted_is_kept_with_its_values() -> None:
    over = block("limits.over_amount", amount=Baht.of(4000), most=Baht.of(3000))
    findings = (over, block("limits.over_budget"), block("requests.too_soon", Severity.WARN, days=3))
    asked = override("limits.over_amount", "limits.over_budget", "requests.too_soon", "limits.times_person")
    assert kept_override(asked, findings) == override("limits.over_amount", met=(over,))


def test_an_override_of_nothing_is_not_kept() -> None:
    assert kept_override(override(*LIFTABLE), ()) is None
    assert kept_override(override(), (block("limits.outside_area"),)) is None


def test_without_an_override_nothing_is_lifted() -> None:
    assert lifted_codes(None, (block("limits.outside_area"),)) == ()


SOON = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("then", "now", "holds"),
    [
        ({"amount": Baht.of(4000)}, {"amount": Baht.of(4000)}, True),
        ({"amount": Baht.of(4000)}, {"amount": Baht.of(3500)}, True),
        ({"amount": Baht.of(4000)}, {"amount": Baht.of(9000)}, False),
    ],
)
def test_an_amount_is_lifted_up_to_what_it_was(then: dict[str, object], now: dict[str, object], holds: bool) -> None:
    stored = override("limits.over_amount", met=(block("limits.over_amount", **then),))
    assert bool(lifted_codes(stored, (block("limits.over_amount", **now),))) is holds


@pytest.mark.parametrize(
    ("code", "then", "now", "holds"),
    [
        ("limits.times_person", {"times": 3, "year": "2567"}, {"times": 3, "year": "2567"}, True),
        ("limits.times_person", {"times": 3, "year": "2567"}, {"times": 4, "year": "2567"}, False),
        ("limits.times_person", {"times": 3, "year": "2567"}, {"times": 3, "year": "2568"}, False),
        ("requests.too_many_active", {"active": 1}, {"active": 2}, False),
        ("requests.too_soon", {"days": 10, "last": SOON}, {"days": 12, "last": SOON}, True),
        ("requests.too_soon", {"days": 10, "last": SOON}, {"days": 9, "last": SOON}, False),
        ("limits.helped_namesake", {"name": "นางแดง"}, {"name": "นางแดง"}, True),
        ("limits.helped_namesake", {"name": "นางแดง"}, {"name": "นางดำ"}, False),
        ("limits.outside_area", {}, {}, True),
    ],
)
def test_a_block_that_grew_worse_is_not_lifted(
    code: str, then: dict[str, object], now: dict[str, object], holds: bool
) -> None:
    stored = override(code, met=(block(code, **then),))
    assert lifted_codes(stored, (block(code, **now),)) == ((code,) if holds else ())


def test_one_block_lifted_lifts_no_other() -> None:
    stored = override("limits.over_amount", "limits.outside_area", met=(block("limits.outside_area"),))
    assert lifted_codes(stored, (block("limits.over_amount", amount=Baht.of(4000)),)) == ()
    assert lifted_codes(stored, (block("requests.too_soon", days=1),)) == ()


def test_an_override_of_before_values_were_kept_lifts_what_it_names_and_what_may_be_lifted() -> None:
    stored = override("limits.times_person", "limits.outside_half")
    findings = (block("limits.times_person", times=5, year="2567"), block("limits.outside_half"))
    assert lifted_codes(stored, findings) == ("limits.times_person",)
