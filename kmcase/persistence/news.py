"""What other desktops appended to the office's chain, read from the journal itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection

from kmcase.application.changes import Changes
from kmcase.application.news import News, NewsItem
from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import decode
from kmcase.journal.entries import EntryHead
from kmcase.persistence.engine import translating
from kmcase.persistence.rows import journal
from kmcase.persistence.rows.office import staff
from kmcase.persistence.statements import Rows, bound_mark
from kmcase.persistence.unit_of_work import Store

_MOST = 200


@dataclass(slots=True)
class JournalNews:
    """Reads the ends of all chains at each call, and what came before them since the last; in one thread at a time."""

    store: Store
    _seen: dict[str, int] | None = field(default=None, init=False)

    def read(self) -> News:
        """Entries of others, at most 200 of a chain at once; the first call only notes where the chains end."""
        with translating(), self.store.engine.connect() as connection:
            ends = {row["store"]: int(row["n"]) for row in Rows(connection).all(journal.chain_head)}
            if self._seen is None:
                self._seen = ends
                return News()
            seen = {store: self._seen.get(store, 0) for store in ends}
            upto = {store: min(end, seen[store] + _MOST) for store, end in ends.items()}
            items = [
                item
                for store, last in upto.items()
                if last > seen[store]
                for item in self._between(connection, store, seen[store], last)
            ]
        self._seen = upto
        return News(tuple(items))

    def _between(self, connection: Connection, store: str, first: int, last: int) -> list[NewsItem]:
        mark = bound_mark(connection)
        query = (
            "SELECT entry.head, entry_body.body FROM entry JOIN entry_body"
            " ON entry_body.store = entry.store AND entry_body.n = entry.n"
            f" WHERE entry.store = {mark} AND entry.n > {mark} AND entry.n <= {mark} ORDER BY entry.n"
        )
        names: dict[str, str] = {row["staff_id"]: row["name"] for row in Rows(connection).all(staff)}
        items = []
        for head_text, body in connection.exec_driver_sql(query, (store, first, last)):
            head = EntryHead.from_text(head_text)
            if head.event_id in self.store.written:
                self.store.written.discard(head.event_id)
                continue
            plain = json.loads(body)
            entered = decode(head.type, plain)
            # Who hears this may not be of the team; what was written of a case is read by its page alone.
            values = plain.get("values") if not isinstance(entered, OfCase) else None
            items.append(
                NewsItem(
                    kind=head.type,
                    by=names.get(head.actor, ""),
                    changes=Changes(frozenset(entered.touches)),
                    values=values if isinstance(values, dict) else {},
                )
            )
        return items
