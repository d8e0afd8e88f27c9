"""What follows a round in the story: lessons learned, a publicity text, consents to be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kmcase.application.lessons import MarkProposal, WriteLesson
from kmcase.application.publicity import RecordConsent, WritePublicity
from kmcase.cli.sample import pictures
from kmcase.cli.sample.story import Year
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.payments import SignatureMark

_CONSENTS = 3
_ADULT = PartialDate(2005)
_LESSONS = {
    "ขบ 101/2567": WriteLesson(
        run_id="",
        title="ผู้สูงอายุรอนานในวันจ่ายเงินรอบแรก",
        expected="นัดทุกครอบครัวเก้าโมงเช้า และจ่ายเสร็จก่อนเที่ยง",
        happened="ผู้มารับเงินมาพร้อมกันทั้งหมด ผู้สูงอายุนั่งรอเกือบสามชั่วโมง และมีสองรายกลับบ้านก่อนถึงคิว",
        why="นัดเวลาเดียวกันทุกราย เก้าอี้ไม่พอ และหน้าโต๊ะเดียวมีทั้งตรวจบัตรและจ่ายเงิน",
        next_time="นัดเป็นช่วงเวลา แยกโต๊ะตรวจบัตรออกจากโต๊ะจ่ายเงิน และให้ผู้สูงอายุกับคนพิการก่อน",
        topics=("วันจ่ายเงิน", "การนัดหมาย", "ผู้สูงอายุ"),
        participants=("นายอาทิตย์ ลงพื้นที่", "นายพุธ จ่ายถ้วน", "กำนัน"),
        proposals=("ออกใบนัดเป็นช่วงเวลา ช่วงละสิบครอบครัว", "ขอยืมเก้าอี้และเต็นท์จากวัดก่อนวันจ่ายสองวัน"),
    ),
    "ขบ 140/2567": WriteLesson(
        run_id="",
        title="ชื่อบัญชีธนาคารไม่ตรง ทำให้โอนเงินไม่สำเร็จ",
        expected="โอนเงินครบทุกรายในวันเดียว",
        happened="ธนาคารคืนเงินบางราย เพราะชื่อบัญชีไม่ตรงกับชื่อผู้รับเงิน ต้องจ่ายใหม่ในรอบถัดไป",
        why="คัดลอกเลขบัญชีจากสมุดที่ถ่ายไม่ชัด และผู้รับเงินบางรายเปลี่ยนชื่อสกุลแล้วไม่ได้แจ้งธนาคาร",
        next_time="ตรวจชื่อบัญชีกับบัตรประชาชนตั้งแต่วันเยี่ยมบ้าน",
        topics=("การโอนเงิน", "เอกสาร"),
        participants=("นายพุธ จ่ายถ้วน", "นางอังคาร วินิจฉัยชอบ"),
        proposals=("ถ่ายหน้าสมุดบัญชีให้เห็นชื่อและเลขครบตั้งแต่วันเยี่ยม",),
    ),
}
_PUBLISHED = "ขบ 219/2567"


def look_back(year: Year, run_id: str, number: str, paid_on: date) -> None:
    """The lessons of a round a week after it, and the publicity text of one round."""
    if number in _LESSONS:
        year.plan(paid_on + timedelta(days=7), 14, lambda: _learn(year, run_id, number))
    if number == _PUBLISHED:
        year.plan(paid_on + timedelta(days=2), 14, lambda: _publish(year, run_id))


def _learn(year: Year, run_id: str, number: str) -> None:
    lessons = year.of("officer1").lessons
    lesson_id = lessons.write(replace(_LESSONS[number], run_id=run_id)).value
    first = lessons.page(lesson_id).values.proposals[0]
    if number == next(iter(_LESSONS)):
        practice = "ใบนัดพิมพ์จากโปรแกรม ช่วงละสิบครอบครัว ตั้งแต่รอบที่สอง"
        lessons.mark(MarkProposal(lesson_id=lesson_id, proposal_id=first.proposal_id, adopted=True, practice=practice))


def _publish(year: Year, run_id: str) -> None:
    """A few who were paid agree to the photograph of their hand-over; the officer sends the program's draft."""
    publicity = year.of("officer2").publicity
    handovers = (
        line.photograph
        for line in publicity.round(run_id).photographs
        if line.photograph.kind is EvidenceKind.HANDOVER_PHOTO
    )
    grown = [photo for photo in handovers if all(one.birth and one.birth < _ADULT for one in photo.persons)]
    for number, photo in enumerate(grown[:_CONSENTS]):
        for person in photo.persons:
            publicity.record_consent(
                RecordConsent(
                    person_id=person.person_id,
                    photograph=photo.stored_sha256,
                    asked_on=year.clock.now().date(),
                    signed_by=person.name,
                    signature=SignatureMark(strokes=pictures.signature(number + 900)),
                )
            )
    shown = tuple(photo.stored_sha256 for photo in grown[: _CONSENTS - 1])
    draft = publicity.draft(run_id)
    publicity.write(WritePublicity(run_id=run_id, values=replace(draft, photographs=shown, looked_over=True)))
