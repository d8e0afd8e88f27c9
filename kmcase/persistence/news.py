"""What other desktops appended to the office's chain, read from the journal itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection

from kmcase.application.changes import Changes
from kmcase.application.news import News, NewsItem
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
    """Reads the end of the chain at each call, and what came before it since the last one; in one thread at a time."""

    store: Store
    _seen: int | None = field(default=None, init=False)

    def read(self) -> News:
        """Entries of others, at most 200 at once; the first call only notes where the chain ends."""
        with translating(), self.store.engine.connect() as connection:
            head = Rows(connection).one(journal.chain_head, store=self.store.store_id)
            end = int(head["n"]) if head is not None else 0
            if self._seen is None or end < self._seen:
                self._seen = end
            if end == self._seen:
                return News()
            last = min(end, self._seen + _MOST)
            found = self._between(connection, self._seen, last)
        self._seen = last
        return found

    def _between(self, connection: Connection, first: int, last: int) -> News:
        mark = bound_mark(connection)
        query = (
            "SELECT entry.head, entry_body.body FROM entry JOIN entry_body"
            " ON entry_body.store = entry.store AND entry_body.n = entry.n"
            f" WHERE entry.store = {mark} AND entry.n > {mark} AND entry.n <= {mark} ORDER BY entry.n"
        )
        names: dict[str, str] = {row["staff_id"]: row["name"] for row in Rows(connection).all(staff)}
        items = []
        for head_text, body in connection.exec_driver_sql(query, (self.store.store_id, first, last)):
            head = EntryHead.from_text(head_text)
            if head.event_id in self.store.written:
                self.store.written.discard(head.event_id)
                continue
            plain = json.loads(body)
            touched = Changes(frozenset(decode(head.type, plain).touches))
            values = plain.get("values")
            items.append(
                NewsItem(
                    kind=head.type,
                    by=names.get(head.actor, ""),
                    changes=touched,
                    values=values if isinstance(values, dict) else {},
                )
            )
        return News(tuple(items))
