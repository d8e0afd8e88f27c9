"""Which function folds which event; what every entry speaks of; what a laptop may not enter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kmcase.domain.events import Event, event_types
from kmcase.domain.laptops import LaptopBegan, LaptopRestored, RefusedBy
from kmcase.journal.checkpoints import row_mark
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.statements import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where an event stands: its id `store:n`, ISO UTC time of entry, who, and the hash of its entry.

    `by_laptop`: it stands in a laptop's chain.
    """

    event_id: str
    at: str
    actor: str
    hash: bytes
    by_laptop: bool = False

    @property
    def mark(self) -> str:
        """What is printed beside its row."""
        return row_mark(self.hash)


Folding = Callable[[Rows, At, Any], None]
F = TypeVar("F", bound=Folding)
_FOLDS: dict[type[Event], Folding] = {}
_PHOTO = re.compile(r'"stored_sha256":"([0-9a-f]{64})"')
_TOUCH = ("store", "n", "noun", "record_id")
_NAMED = ("store", "n", "sha256")


def folds(*events: type[Event]) -> Callable[[F], F]:
    """Enter the fold of one or more event types."""

    def enter(folding: F) -> F:
        for event in events:
            if event in _FOLDS:
                raise ValueError(f"{event.TYPE} is folded twice")
            _FOLDS[event] = folding
        return folding

    return enter


def fold(rows: Rows, at: At, event: Event, body: str) -> None:
    """Write what an event adds; `body` is its stored text.

    What a laptop entered and only the office may is noted as refused and adds nothing else, in every store alike.
    """
    store, _, number = at.event_id.rpartition(":")
    n = int(number)
    rows.insert_all(tables.entry_touch, _TOUCH, [(store, n, *touched) for touched in dict.fromkeys(event.touches)])
    if at.by_laptop and (why := _refused(rows, store, at.actor, event)) is not None:
        refuse(rows, at, event.TYPE, why)
        return
    if '"stored_sha256"' in body:
        rows.insert_all(
            tables.entry_photo, _NAMED, [(store, n, found) for found in dict.fromkeys(_PHOTO.findall(body))]
        )
    _FOLDS[type(event)](rows, at, event)


def _refused(rows: Rows, store: str, actor: str, event: Event) -> RefusedBy | None:
    """Why an entry of a laptop counts for nothing.

    Its officers are those of its enrolment, which no later event changes and which every store folds before the
    laptop's entries, but for the first one of a chain: so the answer is the same in every store and order. The roles of
    officers change meanwhile at the office, and are its doubt (`LaptopHeard.doubted`).
    """
    if not event.FIELD:
        return RefusedBy.OFFICE_ALONE
    if isinstance(event, LaptopBegan | LaptopRestored) or actor in officers_of(rows, store):
        return None
    return RefusedBy.NO_OFFICER


def officers_of(rows: Rows, store: str) -> frozenset[str]:
    """Staff ids enrolled on the laptop that wrote a chain; none where no enrolled laptop did."""
    if store not in rows.kept:
        chain = rows.one(tables.laptop_chain, store=store)
        laptop = rows.one(tables.laptop, laptop_id=chain["laptop_id"]) if chain else None
        if laptop is None:
            return frozenset()
        rows.kept[store] = frozenset(from_json(laptop["officers"]))
    return rows.kept[store]


def refuse(rows: Rows, at: At, event_type: str, why: RefusedBy) -> None:
    """Note an entry that adds nothing."""
    store, _, n = at.event_id.rpartition(":")
    rows.insert(tables.refused_entry, store=store, n=int(n), type=event_type, at=at.at, actor=at.actor, why=why)


def unfolded_types() -> frozenset[str]:
    """Event types without a fold: there are none (a test looks)."""
    return frozenset(name for name, cls in event_types().items() if cls not in _FOLDS)
