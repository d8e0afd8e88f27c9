"""Whether an open observation of the controls stops a payment."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.application.work import Unit
from kmcase.domain.controls import ObservationState, state_of
from kmcase.domain.findings import Finding
from kmcase.rules.controls.freezing import Village, check_frozen


def frozen_findings(unit: Unit, payer: str, run_id: str, villages: Iterable[Village]) -> tuple[Finding, ...]:
    """What freezes a run of a payer in some villages; a laptop, which asks no payee afterwards, knows of nothing."""
    runs = unit.controls.runs_passed_on(payer) if not unit.laptop_id else frozenset()
    if not runs:
        return ()
    explained = frozenset(
        digest
        for made in unit.controls.judgements().values()
        for digest in {judgement.digest for judgement in made}
        if state_of(digest, made) is ObservationState.EXPLAINED
    )
    facts = unit.controls.facts_of_runs(unit.today, runs)
    return check_frozen(facts, explained, run_id, villages, unit.regulations)
