"""Progress notes on both engines: kept whole, never edited, corrected by a new one; watches; group activities."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from kmcase.application.cases import CaseNoteService, HoldActivity, WriteNote
from kmcase.domain.cases.notes import LONGEST_NOTE, NoteKind, WatchKind, WatchSaid
from kmcase.persistence.rows.journal import entry_body
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.contract.test_cases import refused
from tests.state import state_of

DAY = date(2024, 6, 10)
VIOLENCE = WatchKind.VIOLENCE


def notes(office: TestOffice, login: str = "social") -> CaseNoteService:
    return CaseNoteService(office.work(login))


def note(case_id: str, **changes: Any) -> WriteNote:
    values: dict[str, Any] = {"kind": NoteKind.NOTE, "on": DAY, "text": "นอนหลับดีขึ้น"}
    return WriteNote(case_id=case_id, **{**values, **changes})


def test_notes_stand_with_the_newest_first_and_say_when_it_happened(office: TestOffice) -> None:
    case_id = a_case(office)
    for on, at_time, words in ((DAY, "9.30", "เช้า"), (DAY, "14:00", "บ่าย"), (date(2024, 6, 1), "", "วันก่อน")):
        notes(office).write(note(case_id, on=on, at_time=at_time, text=words, minutes=30, kind=NoteKind.VISIT))
    page = notes(office).page(case_id)
    assert [(item.text, item.at_time) for item in page.notes] == [("บ่าย", "14:00"), ("เช้า", "09:30"), ("วันก่อน", "")]
    assert (page.notes[0].kind, page.notes[0].minutes, page.count) == (NoteKind.VISIT, 30, 3)


def test_of_many_notes_the_newest_are_given_and_all_are_counted(office: TestOffice) -> None:
    case_id = a_case(office)
    for number in range(5):
        notes(office).write(note(case_id, text=str(number), at_time=f"0{number}:00"))
    page = notes(office).page(case_id, 2)
    assert ([item.text for item in page.notes], page.count) == (["4", "3"], 5)


def test_a_paste_of_fifty_thousand_letters_is_kept_whole(office: TestOffice) -> None:
    case_id = a_case(office)
    pasted = "กข\n" * 16_667
    notes(office).write(note(case_id, text=pasted))
    assert notes(office).page(case_id).notes[0].text == pasted.strip()


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"text": " \n"}, "case_notes.empty", "text"),
        ({"text": "ก" * (LONGEST_NOTE + 1)}, "case_notes.too_long", "text"),
        ({"on": DAY + timedelta(days=1)}, "case_notes.in_future", "on"),
        ({"at_time": "บ่าย"}, "appointments.time_unreadable", "at_time"),
        ({"kind": NoteKind.GROUP}, "case_notes.group_alone", "kind"),
        ({"corrects": "nothing"}, "case_notes.unknown", None),
        ({"watch": WatchSaid(kind=VIOLENCE)}, "case_notes.not_raised", "watch"),
        (
            {"watch": WatchSaid(kind=VIOLENCE, next_look=DAY - timedelta(days=1))},
            "case_notes.look_passed",
            "next_look",
        ),
    ],
)
def test_a_note_that_cannot_be_is_refused_beside_its_field(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    case_id = a_case(office)
    with refused(code, field):
        notes(office).write(note(case_id, **wrong))
    assert notes(office).page(case_id).notes == ()


def test_a_note_is_corrected_by_a_new_one_and_the_old_stays(office: TestOffice) -> None:
    case_id, other = a_case(office), a_case(office)
    old = notes(office).write(note(case_id, text="แม่มาเยี่ยม")).value
    with refused("case_notes.unknown"):
        notes(office).write(note(other, corrects=old))
    new = notes(office, "officer").write(note(case_id, text="ป้ามาเยี่ยม", corrects=old)).value
    found = {item.note_id: item for item in notes(office).page(case_id).notes}
    assert (found[old].text, found[old].corrected_by) == ("แม่มาเยี่ยม", (new,))
    assert (found[new].text, found[new].corrects) == ("ป้ามาเยี่ยม", old)


def test_a_note_raises_a_watch_and_another_lowers_it(office: TestOffice) -> None:
    case_id = a_case(office)
    look = date(2024, 6, 17)
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=look)))
    [watch] = notes(office).page(case_id).watches
    assert (watch.kind, watch.next_look, watch.late) == (VIOLENCE, look, False)
    office.clock.at = JUNE + timedelta(days=7)
    assert not notes(office).page(case_id).watches[0].late
    office.clock.at = JUNE + timedelta(days=8)
    assert notes(office).page(case_id).watches[0].late
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE)))
    page = notes(office).page(case_id)
    assert page.watches == ()
    assert {item.watch.raised for item in page.notes if item.watch} == {True, False}


@pytest.mark.parametrize("kind", [WatchKind.VIOLENCE, WatchKind.SELF_HARM])
def test_a_watch_for_violence_or_self_harm_restricts_the_case(office: TestOffice, kind: WatchKind) -> None:
    case_id = a_case(office)
    notes(office).write(note(case_id, watch=WatchSaid(kind=kind, next_look=DAY)))
    head = cases(office).page(case_id).head
    assert (head.restricted, head.restricted_for) == (True, (kind.value,))
    with refused("cases.unknown"):
        notes(office, "officer").page(case_id)


def test_another_watch_adds_its_reason_and_lowering_takes_none_away(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    notes(office).write(note(case_id, watch=WatchSaid(kind=WatchKind.SELF_HARM, next_look=DAY), open_reason="เปิดได้"))
    notes(office).write(note(case_id, watch=WatchSaid(kind=WatchKind.SELF_HARM)))
    assert cases(office).page(case_id).head.restricted_for == ("violence", "self_harm")


def test_a_watch_leaves_the_case_open_for_a_reason_that_is_kept(office: TestOffice) -> None:
    case_id = a_case(office)
    raising = note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=DAY), open_reason=" ผู้ก่อเหตุเสียชีวิตแล้ว ")
    notes(office).write(raising)
    assert not cases(office).page(case_id).head.restricted
    assert notes(office).page(case_id).notes[0].open_reason == "ผู้ก่อเหตุเสียชีวิตแล้ว"
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=DAY + timedelta(days=3))))
    assert not cases(office).page(case_id).head.restricted


def test_a_watch_for_something_else_restricts_nothing(office: TestOffice) -> None:
    case_id = a_case(office)
    notes(office).write(note(case_id, watch=WatchSaid(kind=WatchKind.OTHER, next_look=DAY)))
    assert not cases(office).page(case_id).head.restricted


def test_who_may_not_see_a_case_neither_reads_nor_writes_its_notes(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    for work in (lambda: notes(office, "officer").page(case_id), lambda: notes(office, "officer").write(note(case_id))):
        with refused("cases.unknown"):
            work()


def activity(*case_ids: str, **changes: Any) -> HoldActivity:
    values: dict[str, Any] = {"name": "ปลูกผัก", "on": DAY, "place": "แปลงรวม", "text": "ปลูกผักบุ้งด้วยกัน"}
    return HoldActivity(case_ids=case_ids, **{**values, **changes})


def test_a_group_activity_is_noted_once_in_the_case_of_each_who_took_part(office: TestOffice) -> None:
    one, two, three = a_case(office), a_case(office), a_case(office)
    assert notes(office).hold(activity(one, two, one)).value == 2
    found = [notes(office).page(case_id).notes for case_id in (one, two)]
    assert [len(items) for items in found] == [1, 1]
    assert found[0][0].activity == found[1][0].activity
    assert (found[0][0].kind, found[0][0].text) == (NoteKind.GROUP, "ปลูกผักบุ้งด้วยกัน")
    assert notes(office).page(three).notes == ()


def test_no_entry_of_a_group_activity_names_another_case(office: TestOffice) -> None:
    one, two = a_case(office), a_case(office)
    notes(office).hold(activity(one, two))
    with office.engine.connect() as connection:
        told = select(entry_body.c.body).where(entry_body.c.body.contains("activity_id")).order_by(entry_body.c.n)
        found = list(connection.execute(told).scalars())
    assert [(one in body, two in body) for body in found] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"name": " "}, "case_notes.no_name", "name"),
        ({"text": ""}, "case_notes.empty", "text"),
        ({"case_ids": ()}, "case_notes.nobody", "case_ids"),
    ],
)
def test_an_activity_that_cannot_be_is_noted_nowhere(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str
) -> None:
    case_id = a_case(office)
    values = {"name": "ปลูกผัก", "on": DAY, "place": "", "text": "ปลูก", "case_ids": (case_id,)}
    with refused(code, field):
        notes(office).hold(HoldActivity(**{**values, **wrong}))
    assert notes(office).page(case_id).notes == ()


def test_an_activity_with_somebody_hidden_is_noted_nowhere(office: TestOffice) -> None:
    open_case, sealed = a_case(office), a_sealed_case(office)
    with refused("cases.unknown"):
        notes(office, "officer").hold(activity(open_case, sealed))
    assert notes(office).page(open_case).notes == ()


def test_notes_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = a_case(office)
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=DAY)))
    notes(office).hold(activity(case_id))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
