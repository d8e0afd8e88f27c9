"""Which function folds which event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kmcase.domain.events import Event, event_types
from kmcase.persistence.statements import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where an event stands: its id `store:n`, ISO UTC time of entry, who, and the mark printed beside its row."""

    event_id: str
    at: str
    actor: str
    mark: str


Folding = Callable[[Rows, At, Any], None]
F = TypeVar("F", bound=Folding)
_FOLDS: dict[type[Event], Folding] = {}


def folds(*events: type[Event]) -> Callable[[F], F]:
    """Enter the fold of one or more event types."""

    def enter(folding: F) -> F:
        for event in events:
            if event in _FOLDS:
                raise ValueError(f"{event.TYPE} is folded twice")
            _FOLDS[event] = folding
        return folding

    return enter


def fold(rows: Rows, at: At, event: Event) -> None:
    """Write what an event adds."""
    _FOLDS[type(event)](rows, at, event)


def unfolded_types() -> frozenset[str]:
    """Event types without a fold: there are none (a test looks)."""
    return frozenset(name for name, cls in event_types().items() if cls not in _FOLDS)
