"""Findings as they are kept beside a row: plain values that read the same in both languages years later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_partial, format_short

_CANDIDATES = "candidates"


def stored(findings: Iterable[Finding], candidates: tuple[str, ...] = ()) -> tuple[dict[str, Any], ...]:
    """Findings for an event; whom the row may be stands with the last of them, which asked."""
    plain: list[dict[str, Any]] = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "fields": list(finding.fields),
            "params": {name: _plain(value) for name, value in finding.params.items()},
        }
        for finding in findings
    ]
    if candidates and plain:
        plain[-1][_CANDIDATES] = list(candidates)
    return tuple(plain)


def findings_of(problems: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The findings of a stored row."""
    return tuple(
        Finding(
            code=problem["code"],
            severity=Severity(problem["severity"]),
            fields=tuple(problem["fields"]),
            params=problem["params"],
        )
        for problem in problems
    )


def candidates_of(problems: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Whom a stored row may be."""
    return tuple(person_id for problem in problems for person_id in problem.get(_CANDIDATES, ()))


def _plain(value: object) -> object:
    """Texts and whole numbers as they are; the rest as sentences show it."""
    match value:
        case Baht():
            return format_baht(value.satang)
        case PartialDate():
            return format_partial(value.year, value.month, value.day)
        case date():
            return format_short(value)
        case tuple() | list():
            return [_plain(part) for part in value]
        case int() | str():
            return value
        case _:
            return str(value)
