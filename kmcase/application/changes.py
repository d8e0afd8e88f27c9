"""What a use case gives back: its value, what changed, and what the rules found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from kmcase.domain.findings import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """(noun, id) pairs that screens may be showing."""

    touched: frozenset[tuple[str, str]] = frozenset()

    def of(self, noun: str) -> frozenset[str]:
        """Ids of one noun that changed."""
        return frozenset(record_id for kind, record_id in self.touched if kind == noun)

    def __contains__(self, noun: str) -> bool:
        return any(kind == noun for kind, _ in self.touched)

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.touched | other.touched)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The value of a use case with its `Changes` and the findings it went on under."""

    value: T
    changes: Changes = Changes()
    findings: tuple[Finding, ...] = ()
