"""What stops further payments: a round whose payees say that the money went elsewhere (peers.md §9.1, F1)."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.domain.findings import Finding, Severity
from kmcase.rules.controls.f1_pooling import put_together
from kmcase.rules.controls.facts import AuditFacts
from kmcase.rules.regulations import Regulations

Village = tuple[str, int | None]
"""Sub-district code and village number; without a number it is that of nobody else."""


def check_frozen(
    facts: AuditFacts, explained: frozenset[str], run_id: str, villages: Iterable[Village], numbers: Regulations
) -> tuple[Finding, ...]:
    """Blocks a payment of a frozen round, or of another round of its payer in the same village.

    `facts` are those of the payer's rounds, `explained` the digests of observations that somebody explained: open and
    confirmed ones freeze.
    """
    wanted = {village for village in villages if village[1] is not None}
    found = []
    for observation in put_together(facts, numbers):
        if observation.digest in explained:
            continue
        paid = facts.by_run[observation.subject[1]]
        there = {(one.subdistrict_code, facts.moo(one.person_id)) for one in paid}
        if observation.subject[1] == run_id or wanted & there:
            params = {"number": dict(observation.facts)["voucher"], "payer": facts.staff.get(observation.officer, "")}
            found.append(Finding(code="controls.round_frozen", severity=Severity.BLOCK, params=params))
    return tuple(found)
