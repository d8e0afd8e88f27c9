"""Payees who may stand in the register twice, looked at before their money leaves the office's hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kmcase.application.duplicates.standing import open_duplicates
from kmcase.application.work import Unit
from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.payments import Method
from kmcase.rules.limits import nobody_decided


def double_findings(unit: Unit, method: Method, person_ids: Iterable[str]) -> tuple[Finding, ...]:
    """Open duplicates of the payees of a run: told while cash waits for its table, stopped before a transfer goes."""
    paying = method is not Method.CASH
    return once(
        finding
        for person_id in person_ids
        for finding in nobody_decided(open_duplicates(unit, person_id), paying=paying)
    )


def told_of_doubles(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What a bank has paid is paid: an open duplicate is told beside it."""
    return tuple(
        replace(finding, severity=Severity.WARN) if finding.code.startswith("duplicates.") else finding
        for finding in findings
    )
