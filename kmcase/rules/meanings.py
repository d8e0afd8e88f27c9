"""What each number of the regulations counts, the least it may be, and what it does to what does not keep to it.

The severities are those that the rules give: a test holds each against the finding of its rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.domain.findings import Severity
from kmcase.domain.offices import UNLIMITED, NumberUnit
from kmcase.rules.limits import severity_of
from kmcase.rules.regulations import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A number's unit and the least value that may be entered (-1: no limit may be set).

    `effect` where it does not follow from the certainty (`rules.limits.severity_of`).
    """

    unit: NumberUnit
    least: int = 0
    effect: Severity | None = None

    def effect_of(self, number: Number) -> Severity:
        """What happens to what does not keep to the number."""
        return self.effect or severity_of(number)


_MOST_BAHT = Meaning(unit=NumberUnit.BAHT, least=UNLIMITED)
_MOST_TIMES = Meaning(unit=NumberUnit.TIMES, least=UNLIMITED)
_LIGHT = Meaning(unit=NumberUnit.DAYS, effect=Severity.INFORM)
_OBSERVED_BITS = Meaning(unit=NumberUnit.BITS, effect=Severity.WARN)
_OBSERVED_BY_UNIT = {
    NumberUnit.FAMILIES: "account_households phone_households receiver_households round_received",
    NumberUnit.PERSONS: "round_people round_words round_short signatures_count village_people",
    NumberUnit.PERCENT: "said_share near_share village_share",
    NumberUnit.DAYS: "late_days photo_after_days photo_before_days said_days photo_old_days rescan_days paper_days",
    NumberUnit.SECONDS: "clock_back_seconds signatures_seconds",
    NumberUnit.TIMES: "differences month_times",
    NumberUnit.REQUESTS: "lifted_least",
    NumberUnit.PAYMENTS: "near_least month_payments",
}
_OBSERVED = {
    f"controls.{name}": Meaning(unit=unit, least=1, effect=Severity.WARN)
    for unit, names in _OBSERVED_BY_UNIT.items()
    for name in names.split()
}
"""Thresholds of the controls: what passes one is an observation, and stops nothing by itself."""

MEANINGS = {
    "aid.low_income.max_per_time": _MOST_BAHT,
    "aid.low_income.max_times_per_year": _MOST_TIMES,
    "aid.emergency.max_per_time": _MOST_BAHT,
    "aid.emergency.max_times_per_year": _MOST_TIMES,
    "eligibility.min_age": Meaning(unit=NumberUnit.YEARS),
    "eligibility.max_income_year": Meaning(unit=NumberUnit.BAHT),
    "request.cooldown_days": Meaning(unit=NumberUnit.DAYS),
    "request.max_active": Meaning(unit=NumberUnit.REQUESTS, least=UNLIMITED),
    "sla.known_case_days": _LIGHT,
    "sla.known_case_green": _LIGHT,
    "sla.known_case_yellow": _LIGHT,
    "sla.new_case_days": _LIGHT,
    "sla.new_case_green": _LIGHT,
    "sla.new_case_yellow": _LIGHT,
    # Two witnesses make a thumbprint a signature (Civil and Commercial Code, s. 9): no office may ask for fewer.
    "receipt.thumb_witnesses": Meaning(unit=NumberUnit.PERSONS, least=2, effect=Severity.BLOCK),
    "pay.committee_min": Meaning(unit=NumberUnit.PERSONS),
    "pay.witnesses_min": Meaning(unit=NumberUnit.PERSONS),
    "publicity.fewest_told": Meaning(unit=NumberUnit.FAMILIES, least=2, effect=Severity.INFORM),
    "plan.visits_per_day": Meaning(unit=NumberUnit.TIMES, least=1, effect=Severity.WARN),
    "exchange.max_days": Meaning(unit=NumberUnit.DAYS, least=1),
    "conference.ahead_days": _LIGHT,
    "visit.house_reg_pages": Meaning(unit=NumberUnit.PAGES),
    "visit.farthest_km": Meaning(unit=NumberUnit.KILOMETRES),
    "visit.income_difference": Meaning(unit=NumberUnit.BAHT),
    "banks.changed_days": Meaning(unit=NumberUnit.DAYS, least=1, effect=Severity.WARN),
    "banks.days_apart": Meaning(unit=NumberUnit.DAYS, effect=Severity.WARN),
    "verification.everyone_up_to": Meaning(unit=NumberUnit.PAYMENTS, effect=Severity.INFORM),
    "pictures.certain_bits": _OBSERVED_BITS,
    "pictures.photo_bits": _OBSERVED_BITS,
    "pictures.id_copy_bits": _OBSERVED_BITS,
    "pictures.thumbprint_bits": _OBSERVED_BITS,
    "pictures.signature_thousandths": Meaning(unit=NumberUnit.THOUSANDTHS, effect=Severity.WARN),
    **_OBSERVED,
}
"""By key: a test demands one for every number that is shipped."""
