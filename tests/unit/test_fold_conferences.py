"""What is written of a conference apart gives the same rows in whatever order it arrives."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

from sqlalchemy import create_engine

from kmcase.domain.conferences import (
    AttendanceTold,
    Attendee,
    ConferenceCalled,
    ConferenceChanged,
    ConferenceClosed,
    ConferenceValues,
    Presence,
)
from kmcase.domain.events import Event
from kmcase.persistence.fold import At, fold
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows import STATE, conferences, exchange, office
from kmcase.persistence.statements import Rows
from tests import enrolled

OWN = (
    conferences.conference,
    conferences.conference_head,
    conferences.conference_attendee,
    conferences.conference_end,
    office.series,
)
TABLES = (*OWN, exchange.entry_touch, exchange.entry_photo, exchange.refused_entry, *enrolled.TABLES)
CALLED = ConferenceValues(on=date(2024, 6, 10), chair="director")


def attendee(attendee_id: str, presence: Presence) -> Attendee:
    return Attendee(attendee_id=attendee_id, name=attendee_id, presence=presence)


def told(*attendees: Attendee, removed: tuple[str, ...] = ()) -> AttendanceTold:
    return AttendanceTold(conference_id="c", attendees=attendees, removed=removed)


ENTRIES: tuple[tuple[str, int, Event], ...] = (
    ("a", 1, ConferenceCalled(conference_id="c", prefix="", serial=3, fiscal_year=2567, values=CALLED)),
    ("b", 2, ConferenceChanged(conference_id="c", values=ConferenceValues(on=date(2024, 6, 12), chair="social"))),
    ("b", 3, told(attendee("x", Presence.PRESENT), attendee("y", Presence.INVITED))),
    ("c", 4, told(attendee("x", Presence.ABSENT), removed=("y",))),
    ("c", 5, ConferenceClosed(conference_id="c", closed=True)),
)


def folded(order: tuple[tuple[str, int, Event], ...]) -> list[list[Any]]:
    engine = create_engine("sqlite://")
    STATE.create_all(engine, tables=TABLES)
    with engine.begin() as connection:
        rows = Rows(connection)
        for laptop in ("b", "c"):
            enrolled.enrol(rows, laptop, laptop)
        for store, number, event in order:
            moment = f"2024-06-10T02:0{number}:00.000000Z"
            where = At(event_id=f"{store}:{number}", at=moment, actor=store, hash=b"", by_laptop=store != "a")
            fold(rows, where, event, to_json(event))
        found = [sorted(tuple(row.values()) for row in rows.all(table)) for table in OWN]
    engine.dispose()
    return found


def test_any_order_gives_the_same_conference() -> None:
    first = folded(ENTRIES)
    assert all(folded(order) == first for order in permutations(ENTRIES))


def test_of_heads_and_attendees_the_newest_word_stands() -> None:
    [_, [head], [came, gone], [end], [series]] = folded(ENTRIES)
    assert head[1] == "2024-06-12"
    assert Presence.ABSENT in came[2]
    assert (gone[1], gone[2]) == ("y", None)
    assert end[1] == 1
    assert series == ("conference:2567", 3)
