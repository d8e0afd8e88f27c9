"""Bundles made and applied at this store: local, so that a person sees which file was already taken."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, select

from kmcase.application.exchange.ports import ExchangeKind, LoggedExchange
from kmcase.messages import Message
from kmcase.persistence.chain import iso
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows.exchange import exchange_log, laptop
from kmcase.persistence.rows.office import staff
from kmcase.persistence.statements import Rows

_COUNTS = ("entries", "photos", "known", "held_back", "refused")
_MOST = 500


def note_exchange(rows: Rows, exchange: LoggedExchange) -> None:
    """Remember a bundle."""
    stopped = exchange.stopped
    rows.insert(
        exchange_log,
        log_id=exchange.log_id,
        at=iso(exchange.at),
        actor=exchange.by,
        kind=exchange.kind,
        device_id=exchange.device_id,
        bundle_id=exchange.bundle_id,
        file=exchange.file,
        counts=to_json({name: getattr(exchange, name) for name in _COUNTS}),
        stopped=to_json([stopped.key, dict(stopped.params)]) if stopped is not None else "",
    )


def exchanges(connection: Connection) -> tuple[LoggedExchange, ...]:
    """The newest, with the names of who did it and of the laptop."""
    query = (
        select(exchange_log, staff.c.name.label("by_name"), laptop.c.name.label("device"))
        .outerjoin(staff, staff.c.staff_id == exchange_log.c.actor)
        .outerjoin(laptop, laptop.c.laptop_id == exchange_log.c.device_id)
        .order_by(exchange_log.c.at.desc(), exchange_log.c.log_id.desc())
        .limit(_MOST)
    )
    return tuple(
        LoggedExchange(
            log_id=row.log_id,
            at=datetime.fromisoformat(row.at),
            by=row.by_name or "",
            kind=ExchangeKind(row.kind),
            device_id=row.device_id,
            bundle_id=row.bundle_id,
            file=row.file,
            stopped=_stopped(row.stopped),
            device=row.device or "",
            **json.loads(row.counts),
        )
        for row in connection.execute(query)
    )


def applied_whole(rows: Rows, bundle_id: str) -> bool:
    """Whether a bundle was applied to its end."""
    return rows.one(exchange_log, bundle_id=bundle_id, kind=ExchangeKind.APPLIED.value, stopped="") is not None


def _stopped(text: str) -> Message | None:
    if not text:
        return None
    key, params = json.loads(text)
    return Message(key, params)
