"""What two officers write apart about partners and appointments adds up to equal rows, in whatever order it comes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.domain.appointments import (
    AppointmentCancelled,
    AppointmentDone,
    AppointmentHandedOver,
    AppointmentJoined,
    AppointmentLeft,
    AppointmentMade,
    AppointmentMoved,
    Target,
    VisitPurpose,
)
from kmcase.domain.events import Event
from kmcase.domain.partners import PartnerChanged, PartnerListed
from kmcase.domain.surveys import ReminderMethod, SurveyAsked, SurveyReminded
from kmcase.persistence.engine import memory_engine
from kmcase.persistence.fold import At, fold
from kmcase.persistence.repositories.appointments import SqlAppointments
from kmcase.persistence.rows import STATE
from kmcase.persistence.rows.appointments import appointment_change, appointment_day
from kmcase.persistence.statements import Rows

ONE = "a1"
WHO = Target(person_id="p1", household_id="h1")
JUNE = date(2024, 6, 10)
STORES = ("laptop-a", "laptop-b", "office")
Told = tuple[At, Event]

_days = st.integers(0, 20).map(lambda number: JUNE + timedelta(days=number))
_officers = st.sampled_from(("officer", "officer2"))
_some = st.lists(st.sampled_from(("k1", "k2")), min_size=1, max_size=2, unique=True).map(tuple)
_events = st.one_of(
    st.builds(AppointmentMoved, appointment_id=st.just(ONE), target=st.just(WHO), day=_days, reason=st.just("ฝนตก")),
    st.builds(
        AppointmentHandedOver, appointment_id=st.just(ONE), target=st.just(WHO), officer_id=_officers,
        reason=st.just("ลา"),
    ),
    st.builds(AppointmentJoined, appointment_id=st.just(ONE), target=st.just(WHO), partners=_some),
    st.builds(AppointmentLeft, appointment_id=st.just(ONE), target=st.just(WHO), partners=_some),
    st.builds(AppointmentCancelled, appointment_id=st.just(ONE), target=st.just(WHO), reason=st.just("ย้าย")),
    st.builds(AppointmentDone, appointment_id=st.just(ONE), target=st.just(WHO), done_on=_days),
    st.builds(
        PartnerChanged, partner_id=st.just("k1"),
        content=st.dictionaries(st.sampled_from(("phone", "name")), st.text(max_size=3), min_size=1),
    ),
    st.builds(SurveyReminded, survey_id=st.just("s1"), on=_days, method=st.sampled_from(ReminderMethod)),
)  # fmt: skip
FIRST: tuple[Event, ...] = (
    PartnerListed(partner_id="k1", content={"kind": "volunteer", "name": "นางแก้ว", "phone": ""}),
    PartnerListed(partner_id="k2", content={"kind": "other", "name": "นายสิงห์"}),
    SurveyAsked(survey_id="s1", agency="อบต.", subdistrict_code="410113", asked_on=JUNE, due_on=JUNE),
    AppointmentMade(
        appointment_id=ONE, target=WHO, officer_id="officer", day=JUNE, purpose=VisitPurpose.SURVEY, partners=("k1",)
    ),
)


def at(store: str, number: int, minute: int) -> At:
    """An entry's place; several entries may bear one time."""
    return At(event_id=f"{store}:{number}", at=f"2024-06-10T02:{minute:02d}:00+00:00", actor=store, hash=b"")


def told(events: list[tuple[Event, str, int]]) -> list[Told]:
    """Each event in its store's chain; the times are the clocks' of their laptops, which may go wrong."""
    return [(at(store, 10 + number, minute), event) for number, (event, store, minute) in enumerate(events)]


def folded(later: list[Told]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of a fresh store that hears of the beginning first, and then of the rest in this order."""
    engine = memory_engine()
    with engine.begin() as connection:
        STATE.create_all(connection)
        rows = Rows(connection)
        beginning = [(at("office", number, 30), event) for number, event in enumerate(FIRST)]
        for place, event in (*beginning, *later):
            fold(rows, place, event, "")
        found = {
            table.name: sorted((tuple(row.values()) for row in rows.all(table)), key=repr)
            for table in STATE.sorted_tables
        }
    engine.dispose()
    return found


@settings(max_examples=60)
@given(
    st.lists(st.tuples(_events, st.sampled_from(STORES), st.sampled_from((10, 30, 50))), max_size=7),
    st.randoms(use_true_random=False),
)
def test_events_of_laptops_apart_add_up_to_equal_rows_in_any_order(
    events: list[tuple[Event, str, int]], rand: Random
) -> None:
    entries = told(events)
    shuffled = list(entries)
    rand.shuffle(shuffled)
    assert folded(shuffled) == folded(entries)


def test_of_two_moves_apart_the_newest_stands_and_both_remain() -> None:
    earlier = AppointmentMoved(appointment_id=ONE, target=WHO, day=JUNE + timedelta(days=1), reason="ฝนตก")
    later = AppointmentMoved(appointment_id=ONE, target=WHO, day=JUNE + timedelta(days=2), reason="งานศพ")
    rows = folded([(at("laptop-b", 9, 50), later), (at("laptop-a", 40, 40), earlier)])
    (day,) = rows[appointment_day.name]
    assert "2024-06-12" in day and "งานศพ" in day
    assert len(rows[appointment_change.name]) == 3


def test_a_clock_that_goes_back_does_not_bring_the_first_day_back() -> None:
    moved = AppointmentMoved(appointment_id=ONE, target=WHO, day=JUNE + timedelta(days=3), reason="ฝนตก")
    left = AppointmentLeft(appointment_id=ONE, target=WHO, partners=("k1",))
    changed = PartnerChanged(partner_id="k1", content={"phone": "081"})
    engine = memory_engine()
    with engine.begin() as connection:
        STATE.create_all(connection)
        rows = Rows(connection)
        for number, event in enumerate(FIRST):
            fold(rows, at("office", number, 50), event, "")
        for number, event in enumerate((moved, left, changed)):
            fold(rows, at("laptop-a", number, 10), event, "")
        standing = SqlAppointments(rows).appointment(ONE)
        assert (standing.day, standing.partners) == (JUNE + timedelta(days=3), frozenset())
        assert SqlAppointments(rows).partner("k1").values.phone == "081"
    engine.dispose()
