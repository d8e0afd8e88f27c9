"""What is written of a conference apart gives the same rows in whatever order it arrives."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from kmcase.domain.conferences import (
    AttendanceTold,
    Attendee,
    ConferenceCalled,
    ConferenceChanged,
    ConferenceClosed,
    ConferenceValues,
    Presence,
)
from kmcase.persistence.rows import conferences, office
from tests.entries_apart import HEARD, Entry, at, folded

OWN = (
    conferences.conference,
    conferences.conference_head,
    conferences.conference_attendee,
    conferences.conference_end,
    office.series,
)
TABLES = (*OWN, *HEARD)
CALLED = ConferenceValues(on=date(2024, 6, 10), chair="director")
MOVED = ConferenceValues(on=date(2024, 6, 12), chair="social")


def attendee(attendee_id: str, presence: Presence) -> Attendee:
    return Attendee(attendee_id=attendee_id, name=attendee_id, presence=presence)


def told(*attendees: Attendee, removed: tuple[str, ...] = ()) -> AttendanceTold:
    return AttendanceTold(conference_id="c", attendees=attendees, removed=removed)


ENTRIES: tuple[Entry, ...] = (
    (at("a", 1, 1), ConferenceCalled(conference_id="c", prefix="", serial=3, fiscal_year=2567, values=CALLED)),
    (at("b", 2, 2), ConferenceChanged(conference_id="c", values=MOVED)),
    (at("b", 3, 3), told(attendee("x", Presence.PRESENT), attendee("y", Presence.INVITED))),
    (at("c", 4, 4), told(attendee("x", Presence.ABSENT), removed=("y",))),
    (at("c", 5, 5), ConferenceClosed(conference_id="c", closed=True)),
)


def test_any_order_gives_the_same_conference() -> None:
    first = folded(ENTRIES, TABLES)
    assert all(folded(order, TABLES) == first for order in permutations(ENTRIES))


def test_of_heads_and_attendees_the_newest_word_stands() -> None:
    found = folded(ENTRIES, TABLES)
    [_, [head], [came, gone], [end], [series]] = (found[table.name] for table in OWN)
    assert head[1] == "2024-06-12"
    assert Presence.ABSENT in came[2]
    assert (gone[1], gone[2]) == ("y", None)
    assert end[1] == 1
    assert series == ("conference:2567", 3)
