"""Notes of the sample shelter: so many a day, by those who work on a case, group activities, assistants' reviewed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kmcase.application.cases import HoldActivity, ReviewNote, WriteNote
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.words_notes import ACTIVITIES, RETURNED, sentence
from kmcase.domain.cases.notes import NoteKind, WatchKind, WatchSaid
from kmcase.thai.calendar import BANGKOK

NOTES_A_CLIENT = 20
_KINDS = (
    (NoteKind.NOTE, 11, "note"),
    (NoteKind.CONTACT, 4, "contact"),
    (NoteKind.TELEPHONE, 3, "telephone"),
    (NoteKind.VISIT, 2, "visit"),
    (NoteKind.INCIDENT, 1, "incident"),
)
_FILLING_UP = 25
"""Days in which the house fills, and so many fewer notes are written."""
_MOST_OF_A_GROUP = 12


def plan_notes(house: House, first_day: int, days: int) -> None:
    """Plan the notes of day `first_day` of `days`: what lacks of the year's count until then, spread over the day."""
    shares = [min(1.0, (day + 1) / _FILLING_UP) for day in range(days)]
    until = sum(shares[: first_day + 1]) / sum(shares)
    wanted = round(NOTES_A_CLIENT * house.clients * until) - house.diary.notes
    last_hour = 9.4 if first_day == days - 1 else 16.9
    for number in range(wanted):
        hour = 8.2 + (last_hour - 8.2) * (number + house.rand.random()) / wanted
        house.at(house.today, hour, partial(_write, house))


def _write(house: House) -> None:
    """Somebody writes of the client whose newest note is oldest, or of anybody."""
    rand = house.rand
    working = [live for live in house.live.values() if not (live.ended or live.gone)]
    if not working:
        return
    some = rand.sample(working, k=min(6, len(working)))
    live = min(some, key=lambda one: one.told.noted_on[-1] if one.told.noted_on else one.told.opened_on)
    write(house, live)


def write(house: House, live: Live) -> None:
    """One note of a client, now."""
    rand, client = house.rand, live.client
    kind, _, words = rand.choices(_KINDS, weights=[weight for _, weight, _ in _KINDS])[0]
    if live.bed and kind is NoteKind.VISIT:
        kind, words = NoteKind.NOTE, "note"
    login = rand.choice(live.writers)
    watch = None
    if client.flags and rand.random() < 0.3:
        live.watched = True
        watch = WatchSaid(kind=_watched(live), next_look=house.today + timedelta(days=rand.randint(2, 6)))
    now = house.clock.now().astimezone(BANGKOK)
    note_id = (
        house.of(login)
        .case_notes.write(
            WriteNote(
                case_id=live.case_id,
                kind=kind,
                on=house.today,
                at_time=f"{now:%H.%M}",
                text=sentence(rand, words, client.group, client.flags, staying=bool(live.bed)),
                minutes=rand.choice((None, 10, 15, 20, 30, 45)),
                watch=watch,
            )
        )
        .value
    )
    live.told.noted_on.append(house.today)
    if login == live.assistant and rand.random() < 0.9:
        later = house.today + timedelta(days=rand.randint(1, 4))
        house.at(later, 11.6, partial(_review, house, live, note_id, rand.random() > 0.1))


def end_watch(house: House, live: Live, why: str) -> None:
    """Nobody is to look again: written where a watch was raised."""
    if not live.watched:
        return
    live.watched = False
    house.of(live.manager).case_notes.write(
        WriteNote(
            case_id=live.case_id,
            kind=NoteKind.NOTE,
            on=house.today,
            text=why,
            watch=WatchSaid(kind=_watched(live)),
        )
    )
    live.told.noted_on.append(house.today)
    house.pass_time()


def _watched(live: Live) -> WatchKind:
    return WatchKind.VIOLENCE if "violence" in live.client.flags else WatchKind.SELF_HARM


def _review(house: House, live: Live, note_id: str, taken: bool) -> None:
    comment = "" if taken else RETURNED
    house.of(live.manager).case_notes.review(
        ReviewNote(case_id=live.case_id, note_id=note_id, taken=taken, comment=comment)
    )


def hold_activity(house: House) -> None:
    """A group of those who stay and are not concealed does something together."""
    staying = [live for live in house.live.values() if live.bed and not live.away and not live.told.restricted]
    if not staying:
        return
    name, place, text = ACTIVITIES[house.diary.activities % len(ACTIVITIES)]
    part = house.rand.sample(staying, k=min(len(staying), _MOST_OF_A_GROUP, max(2, house.beds_at_most // 4)))
    house.of("officer2").case_notes.hold(
        HoldActivity(
            name=name,
            on=house.today,
            place=place,
            text=text,
            case_ids=tuple(live.case_id for live in part),
            at_time="9.30",
            minutes=60,
        )
    )
    house.diary.activities += 1
    for live in part:
        live.told.noted_on.append(house.today)
