"""What a rule found: a code, how much it matters, the fields concerned and the legal reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to a decision."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of one rule; `params` fill its sentence, `reference` names the law or paper."""

    code: str
    severity: Severity
    fields: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)
    reference: str = ""

    @property
    def message_key(self) -> str:
        """Where its sentence stands in the catalogue."""
        topic, name = self.code.split(".", 1)
        return f"{topic}.finding.{name}"


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a decision."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCK)


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in the order in which they were made."""
    kept: list[Finding] = []
    for finding in findings:
        if finding not in kept:
            kept.append(finding)
    return tuple(kept)
