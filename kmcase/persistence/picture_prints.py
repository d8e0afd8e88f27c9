"""Fingerprints of pictures and shapes of signatures kept at this store, and the pairs that are alike.

They are made of what is kept here and no part of the journal: a store that lost them makes them again. What is compared
is held in memory from its first use on, 224 bytes a picture and 512 a signature.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, select

from kmcase.application.ports.pictures import Print, Unseen
from kmcase.domain.likeness import PictureFamily
from kmcase.persistence.engine import translating
from kmcase.persistence.picture_uses import strokes_of, unseen_pictures, unseen_signatures
from kmcase.persistence.rows.pictures import picture_pair, picture_print
from kmcase.persistence.statements import Rows

if TYPE_CHECKING:
    from kmcase.likeness.search import Index
    from kmcase.likeness.strokes import StrokeIndex

MOST_PAIRS = 20
"""The nearest so many of a new picture are kept: where all pictures are alike, pairs of all would be millions."""
_THOUSANDTHS = 1000


@dataclass(slots=True)
class _Held:
    """A family's contents that can be compared, in the order of its index."""

    index: Index | StrokeIndex
    contents: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def near(self, printed: bytes) -> Iterable[tuple[str, int]]:
        """Contents like this and their distances, the nearest first."""
        for found in self.index.find(printed):
            distance = found.distance
            yield self.contents[found.number], distance if isinstance(distance, int) else round(distance * _THOUSANDTHS)

    def add(self, prints: Sequence[tuple[str, bytes]]) -> None:
        """Hold more."""
        self.contents += [content for content, _ in prints]
        self.known.update(content for content, _ in prints)
        self.index.add([printed for _, printed in prints])


class SqlPictures:
    """`PrintStore` on rows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[PictureFamily, _Held] = {}
        self._count = -1

    def unseen(self) -> tuple[Unseen, ...]:
        """What is named as evidence and has no fingerprint; a content once, as it came."""
        with translating(), self._engine.connect() as connection:
            pictures = [
                Unseen(family=PictureFamily(family), content=content, stored_sha256=stored)
                for family, content, stored in connection.execute(unseen_pictures())
            ]
            drawn = connection.execute(unseen_signatures()).all()
            wanted = frozenset(row.content for row in drawn)
            strokes = strokes_of(connection, {(row.noun, row.record_id) for row in drawn}, wanted)
        signatures = [
            Unseen(family=PictureFamily.SIGNATURE, content=content, strokes=drawn) for content, drawn in strokes.items()
        ]
        return tuple({(one.family, one.content): one for one in (*pictures, *signatures)}.values())

    def keep(self, prints: Sequence[Print]) -> int:
        """Keep fingerprints and compare each with all others; how many pairs were found alike."""
        with translating(), self._engine.execution_options(write=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                # Two desktops that look at once must each see what the other kept.
                connection.exec_driver_sql(f"LOCK TABLE {picture_print.name} IN SHARE ROW EXCLUSIVE MODE")
            self._read(connection)
            self._count = -1
            rows = Rows(connection)
            pairs = 0
            for one in prints:
                rows.put(picture_print, family=one.family, content=one.content, print=one.print)
                pairs += self._compare(rows, one)
            count = self._counted(connection)
        self._count = count
        return pairs

    def _compare(self, rows: Rows, one: Print) -> int:
        held = self._held[one.family]
        if not one.print or one.content in held.known:
            return 0
        near = list(held.near(one.print))[:MOST_PAIRS]
        for content, distance in near:
            first, second = sorted((content, one.content))
            rows.put(picture_pair, family=one.family, first=first, second=second, distance=distance)
        held.add([(one.content, one.print)])
        return len(near)

    def _read(self, connection: Connection) -> None:
        """Hold what is kept; read again where another desktop, or a transaction that failed, made it differ."""
        if self._counted(connection) == self._count:
            return
        kept: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        for family, content, printed in connection.execute(select(picture_print)):
            if printed:
                kept[family].append((content, bytes(printed)))
        self._held = {family: _empty(family) for family in PictureFamily}
        for family, held in self._held.items():
            held.add(kept[family])

    @staticmethod
    def _counted(connection: Connection) -> int:
        return int(connection.execute(select(func.count()).select_from(picture_print)).scalar_one())


def _empty(family: PictureFamily) -> _Held:
    from kmcase.likeness.search import Index
    from kmcase.likeness.strokes import StrokeIndex

    return _Held(StrokeIndex() if family is PictureFamily.SIGNATURE else Index())
