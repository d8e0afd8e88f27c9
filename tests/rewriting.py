"""An insider who holds the office's key: the past is written otherwise, chained anew, signed anew, folded anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kmcase.bootstrap import OpenOffice
from kmcase.domain.offices import CheckpointSigned
from kmcase.journal.checkpoints import Checkpoint, Frontier, sign_checkpoint
from kmcase.journal.entries import GENESIS, EntryHead, canonical, chain_hash, commitment
from kmcase.persistence.schema import rebuild
from kmcase.persistence.triggers import drop_all

_EVERY = (
    "SELECT entry.n, head, signature, salt, body FROM entry JOIN entry_body"
    " ON entry_body.store = entry.store AND entry_body.n = entry.n WHERE entry.store = ? ORDER BY entry.n"
)


def rewrite_history(office: OpenOffice, at: int, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the body of entry `at` of the office's chain, and all that follows so that it agrees again."""
    key, store = office.keys.signing_key, office.work.store.store_id
    assert key is not None
    previous, frontier = GENESIS, Frontier()
    with office.engine.execution_options(write=True).begin() as connection:
        guards = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        drop_all(connection)
        for n, text, signature, salt, kept in connection.exec_driver_sql(_EVERY, (store,)).all():
            head, values = json.loads(text), json.loads(kept)
            if n == at:
                change(values)
            if head["type"] == CheckpointSigned.TYPE and n > at:
                root = Checkpoint(store=store, size=n - 1, root=frontier.root(), at=head["at"])
                values["text"] = sign_checkpoint(key, root)
            body = canonical(values)
            head["commitment"] = commitment(bytes(salt), body)
            written = EntryHead(**head).canonical()
            previous = chain_hash(previous, written)
            frontier.append(previous)
            signed = None if signature is None else key.sign(previous) if n >= at else bytes(signature)
            connection.exec_driver_sql(
                "UPDATE entry SET head = ?, hash = ?, signature = ? WHERE store = ? AND n = ?",
                (written.decode(), previous, signed, store, n),
            )
            connection.exec_driver_sql(
                "UPDATE entry_body SET body = ? WHERE store = ? AND n = ?", (body.decode(), store, n)
            )
        connection.exec_driver_sql(
            "UPDATE chain_head SET hash = ?, frontier = ? WHERE store = ?", (previous, frontier.to_text(), store)
        )
        for guard in guards:
            connection.exec_driver_sql(guard)
    rebuild(office.engine)
