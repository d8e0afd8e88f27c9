"""What a second person may lift under a document: one law for request, approval and payment.

An override lifts only what blocked when it was given, and later only what is no worse than it was then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Override

# A missing paper is mended, a duty is excused by a granted exception, money that is not there is lifted by nothing.
LIFTABLE = frozenset(
    {
        "limits.outside_area",
        "limits.moved_outside_area",
        "limits.over_amount",
        "limits.times_person",
        "limits.helped_namesake",
        "requests.too_soon",
        "requests.too_many_active",
    }
)
_WORSE_ABOVE = {"limits.over_amount": "amount", "limits.times_person": "times", "requests.too_many_active": "active"}
_WORSE_BELOW = {"requests.too_soon": "days"}


def kept_override(override: Override, findings: Iterable[Finding]) -> Override | None:
    """The override as it is stored: of its codes those that block now and may be lifted; None where that is none."""
    met = tuple(
        finding for finding in blocking(findings) if finding.code in override.codes and finding.code in LIFTABLE
    )
    codes = tuple(dict.fromkeys(finding.code for finding in met))
    return replace(override, codes=codes, met=met) if met else None


def lifted_codes(override: Override | None, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The codes of the blocks among these that a stored override lifts; of one without `met` every code it names."""
    return tuple(finding.code for finding in blocking(findings) if override is not None and _lifts(override, finding))


def _lifts(override: Override, finding: Finding) -> bool:
    if finding.code not in LIFTABLE or finding.code not in override.codes:
        return False
    then = [met for met in override.met if met.code == finding.code]
    return not override.met or any(_no_worse(finding, met) for met in then)


def _no_worse(now: Finding, then: Finding) -> bool:
    above, below = _WORSE_ABOVE.get(now.code), _WORSE_BELOW.get(now.code)
    if now.params.get("year") != then.params.get("year"):
        return False
    if above is not None:
        return bool(now.params[above] <= then.params[above])  # type: ignore[operator]
    if below is not None:
        return bool(now.params[below] >= then.params[below])  # type: ignore[operator]
    return now.params == then.params
