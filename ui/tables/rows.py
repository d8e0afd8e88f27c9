"""Which items a list shows, in which order, and how one such state becomes the next. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from kmcase.thai.folding import fold, without_dashes
from ui.tables.columns import Column, Sayer

Key = Hashable


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by a column, or as given."""

    column: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class _Straw:
    item: object
    text: str
    ids: frozenset[str]

    def holds(self, word: str) -> bool:
        return word in self.text or word in self.ids


class Haystack:
    """The folded text of each item, made once an item; not shared between threads while it prepares."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Key]) -> None:
        self._columns = columns
        self._key = key
        self._straws: dict[Key, _Straw] = {}

    def forget(self) -> None:
        """The words have changed (another language)."""
        self._straws = {}

    def matching(self, items: Sequence[Any], typed: str, sayer: Sayer) -> tuple[Any, ...]:
        """The items that hold every typed word; a long number with its dashes or without, a masked id by the whole."""
        words = [without_dashes(word) for word in fold(typed).split()]
        if not words:
            return tuple(items)
        self._prepare(items, sayer)
        straws = self._straws
        return tuple(item for item in items if all(map(straws[self._key(item)].holds, words)))

    def _prepare(self, items: Sequence[Any], sayer: Sayer) -> None:
        """Fold what is new, forget what is gone."""
        fresh: dict[Key, _Straw] = {}
        for item in items:
            key = self._key(item)
            known = self._straws.get(key)
            fresh[key] = known if known is not None and known.item is item else self._straw(item, sayer)
        self._straws = fresh

    def _straw(self, item: object, sayer: Sayer) -> _Straw:
        words = fold("\n".join(column.searched(item, sayer) for column in self._columns)).split()
        ids = frozenset(column.whole_id(item) for column in self._columns) - {""}
        return _Straw(item, " ".join(dict.fromkeys([*words, *map(without_dashes, words)])), ids)


def arranged(items: Sequence[Any], column: Column | None, descending: bool, sayer: Sayer) -> tuple[Any, ...]:
    """Items in the order of a column, stable; those without a value always last."""
    if column is None:
        return tuple(items)
    keyed = [(column.sort_key(item, sayer), item) for item in items]
    with_value = [pair for pair in keyed if pair[0][0] == 0]
    without = [item for key, item in keyed if key[0]]
    with_value.sort(key=itemgetter(0), reverse=descending)
    return (*(item for _, item in with_value), *without)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a list of keys becomes another: runs taken out (last first), the rest re-ordered, runs put in (first first).

    Runs are half-open; `removed` counts in the old rows, `inserted` and `changed` in the new ones.
    """

    removed: tuple[tuple[int, int], ...]
    reordered: bool
    inserted: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]


def difference(old: Sequence[Any], new: Sequence[Any], key: Callable[[Any], Key]) -> Difference:
    """The keyed difference of two lists of items, in time proportional to their lengths."""
    old_keys = [key(item) for item in old]
    new_keys = [key(item) for item in new]
    before = dict(zip(old_keys, old, strict=True))
    after = set(new_keys)
    kept_old = [name for name in old_keys if name in after]
    kept_new = [name for name in new_keys if name in before]
    return Difference(
        removed=tuple(reversed(_runs([name not in after for name in old_keys]))),
        reordered=kept_old != kept_new,
        inserted=_runs([name not in before for name in new_keys]),
        changed=_runs([name in before and before[name] != item for name, item in zip(new_keys, new, strict=True)]),
    )


def _runs(flags: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """The half-open runs of true flags."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for row, flag in enumerate(flags):
        if flag and start is None:
            start = row
        elif not flag and start is not None:
            runs.append((start, row))
            start = None
    if start is not None:
        runs.append((start, len(flags)))
    return tuple(runs)
