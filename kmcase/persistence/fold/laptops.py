"""Laptops and their chains."""

from __future__ import annotations

from kmcase.domain.laptops import (
    LaptopAreaChanged,
    LaptopBegan,
    LaptopEnrolled,
    LaptopHeard,
    LaptopRestored,
    LaptopRevoked,
)
from kmcase.domain.numbers import numbered_by
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.rows.office import series
from kmcase.persistence.statements import Rows


@folds(LaptopEnrolled)
def _enrolled(rows: Rows, at: At, event: LaptopEnrolled) -> None:
    laptop = event.laptop
    rows.insert(
        tables.laptop,
        laptop_id=laptop.laptop_id,
        name=laptop.name,
        area=sorted(laptop.area),
        officers=sorted(laptop.officers),
        sealing_key=laptop.sealing_key,
        verify_key=laptop.verify_key,
        enrolled_at=at.at,
        revoked_reason="",
    )


@folds(LaptopAreaChanged)
def _area_changed(rows: Rows, at: At, event: LaptopAreaChanged) -> None:
    rows.update(tables.laptop, {"laptop_id": event.laptop_id}, area=sorted(event.area))


@folds(LaptopRevoked)
def _revoked(rows: Rows, at: At, event: LaptopRevoked) -> None:
    rows.update(tables.laptop, {"laptop_id": event.laptop_id}, revoked_at=at.at, revoked_reason=event.reason)


@folds(LaptopBegan, LaptopRestored)
def _began(rows: Rows, at: At, event: LaptopBegan | LaptopRestored) -> None:
    """The first entry of a chain says whose it is; of another chain none says anything (`ValueError`)."""
    if at.event_id != f"{event.store}:1" or not _is_its_own(rows, event):
        raise ValueError(f"{at.event_id} speaks of a chain that is not its own")
    rows.put(tables.laptop_chain, store=event.store, laptop_id=event.laptop_id)
    if isinstance(event, LaptopRestored):
        own = {row["name"] for row in rows.all(tables.laptop, laptop_id=event.laptop_id)}
        for name, last in event.skip.items():
            if numbered_by(name) in own:
                rows.bump(series, name, last)


def _is_its_own(rows: Rows, event: LaptopBegan | LaptopRestored) -> bool:
    """A laptop's first chain bears its id; a later one goes on from a chain of the same laptop."""
    if isinstance(event, LaptopBegan):
        return event.store == event.laptop_id
    before = rows.one(tables.laptop_chain, store=event.old_store)
    return before is not None and before["laptop_id"] == event.laptop_id


@folds(LaptopHeard)
def _heard(rows: Rows, at: At, event: LaptopHeard) -> None:
    rows.put(
        tables.laptop_heard,
        store=event.store,
        size=event.size,
        laptop_id=event.laptop_id,
        head=event.head,
        heard_at=at.at,
    )
    for entry in event.doubted:
        rows.put(tables.doubted_entry, store=event.store, n=entry.n, type=entry.type, at=entry.at, actor=entry.actor)
