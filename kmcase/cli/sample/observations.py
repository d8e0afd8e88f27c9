"""What the office makes of its observations in the story: most rounds are looked into, a few still wait."""

from __future__ import annotations

from kmcase.application.controls import JudgeObservation
from kmcase.application.read.controls import ObservationItem
from kmcase.cli.sample.story import Year
from kmcase.domain.controls import ObservationState, Verdict

_REASONS = {
    "f1.put_together": "สอบถามผู้รับเงินและประธานกลุ่มแล้ว เงินที่ลงกลุ่มคือค่าหุ้นสมัครใจคนละ 100 บาท มีใบรับเงินของกลุ่ม",
    "f6.said_less": "ไปพบที่บ้านอีกครั้ง ผู้รับนับรวมค่ารถรับจ้าง 500 บาทที่จ่ายเองในวันรับเงิน ใบนับเงินของรอบตรงกับใบสำคัญ",
}


def look_into(year: Year) -> None:
    """The director asks about money that went elsewhere at once, for the round waits; of the others about the first."""
    controls = year.of("director").controls
    items = controls.board().items
    known = {item.observation.control for item in items if item.state is not ObservationState.OPEN}
    for item in (one for one in items if one.state is ObservationState.OPEN):
        code = item.observation.control
        if code == "f1.put_together" or (code in _REASONS and code not in known):
            known.add(code)
            controls.judge(_explaining(item))


def _explaining(item: ObservationItem) -> JudgeObservation:
    seen = item.observation
    noun, record_id = seen.subject
    return JudgeObservation(
        control=seen.control,
        noun=noun,
        record_id=record_id,
        digest=seen.digest,
        verdict=Verdict.EXPLAINED,
        reason=_REASONS[seen.control],
    )
