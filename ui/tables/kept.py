"""What a list remembers of its columns: width, place, whether they are shown, and the order of the rows. No Qt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ui.ports import Memory
from ui.tables.columns import Column
from ui.tables.rows import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptColumn:
    """A column as the user left it."""

    key: str
    width: int
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All columns from left to right, and the order of the rows."""

    columns: tuple[KeptColumn, ...]
    order: Order


def recall(memory: Memory, name: str, columns: Sequence[Column]) -> Layout:
    """The layout kept under a name; columns new since stand at their own place, what is unreadable is forgotten."""
    given = {column.key: KeptColumn(key=column.key, width=column.width, hidden=column.hidden) for column in columns}
    try:
        kept = json.loads(memory.get(f"list/{name}") or "{}")
        order = Order(**kept["order"]) if kept else Order()
        remembered = [KeptColumn(**entry) for entry in kept.get("columns", ()) if entry["key"] in given]
    except (ValueError, TypeError, KeyError):
        return Layout(columns=tuple(given.values()), order=Order())
    known = {entry.key for entry in remembered}
    if order.column not in given:
        order = Order()
    for place, column in enumerate(columns):
        if column.key not in known:
            remembered.insert(place, given[column.key])
    return Layout(columns=tuple(remembered), order=order)


def keep(memory: Memory, name: str, layout: Layout) -> None:
    """Remember a layout under a name."""
    kept = {"columns": [asdict(column) for column in layout.columns], "order": asdict(layout.order)}
    memory.put(f"list/{name}", json.dumps(kept))
