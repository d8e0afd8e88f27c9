"""Entries of laptops that count for nothing, and those that the office doubts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, literal, select, union_all

from kmcase.application.exchange.ports import RefusedEntry
from kmcase.domain.laptops import RefusedBy
from kmcase.persistence.rows.exchange import doubted_entry, laptop, laptop_chain, laptop_heard, refused_entry
from kmcase.persistence.rows.office import staff

_MOST = 500
_EVERY = union_all(
    select(refused_entry),
    select(doubted_entry, literal(RefusedBy.ROLE.value).label("why")),
).subquery("every_refusal")
_LAPTOP_ID = func.coalesce(laptop_chain.c.laptop_id, _EVERY.c.store)
_WITH_LAPTOPS = _EVERY.outerjoin(laptop_chain, laptop_chain.c.store == _EVERY.c.store).outerjoin(
    laptop, laptop.c.laptop_id == _LAPTOP_ID
)
_HEARD_AT = (
    select(func.min(laptop_heard.c.heard_at))
    .where(laptop_heard.c.store == _EVERY.c.store, laptop_heard.c.size >= _EVERY.c.n)
    .scalar_subquery()
)


def refusals(connection: Connection) -> tuple[RefusedEntry, ...]:
    """The newest, with the names of laptop and officer."""
    query = (
        select(_EVERY, laptop.c.name.label("laptop_name"), staff.c.name.label("officer"))
        .select_from(_WITH_LAPTOPS.outerjoin(staff, staff.c.staff_id == _EVERY.c.actor))
        .order_by(_EVERY.c.at.desc(), _EVERY.c.store, _EVERY.c.n.desc())
        .limit(_MOST)
    )
    return tuple(
        RefusedEntry(
            entry_id=f"{row.store}:{row.n}",
            at=datetime.fromisoformat(row.at),
            laptop=row.laptop_name or "",
            officer=row.officer or row.actor,
            type=row.type,
            why=RefusedBy(row.why),
        )
        for row in connection.execute(query)
    )


def refusals_by_laptop(connection: Connection) -> dict[str, int]:
    """How many there are, by laptop."""
    query = select(_LAPTOP_ID, func.count()).select_from(_WITH_LAPTOPS).group_by(_LAPTOP_ID)
    return {row[0]: row[1] for row in connection.execute(query)}


def refusals_since(connection: Connection, moment: str) -> int:
    """How many the office heard since a moment (ISO UTC) from laptops that are in use."""
    query = (
        select(func.count())
        .select_from(_WITH_LAPTOPS)
        .where(laptop.c.revoked_at.is_(None), func.coalesce(_HEARD_AT, moment) >= moment)
    )
    return int(connection.execute(query).scalar_one())
