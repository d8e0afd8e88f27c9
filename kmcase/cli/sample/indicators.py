"""Short forms that staff and clients answered, and what was judged of the five indicators."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.application.indicators import AnswerQuestions, JudgeIndicator
from kmcase.cli.sample.story import Year
from kmcase.domain.indicators import Indicator, Period, Respondent

_STAFF = ("social1", "social2", "officer1", "officer2", "officer3", "director")
_MORALE = ((5, 4, 3, 4), (4, 4, 2, 3), (4, 5, 3, 4), (3, 4, 2, 3), (5, 4, 3, 4), (4, 3, 4, 5))
_QUALITY = ((4, 4, 3, 5), (5, 4, 4, 4), (4, 3, 3, 4), (5, 5, 2, 4), (4, 4, 3, 5))
_QUESTIONS = {
    "morale": ("meaning", "team", "load", "learning"),
    "quality": ("respect", "needs", "time", "place"),
}
_JUDGED = (
    (
        Indicator.PLAN,
        False,
        "รายที่รับใหม่ในเดือนพฤษภาคมและมิถุนายนยังรอประชุมทีม นัดทำแผนให้ครบภายในสิ้นเดือนนี้",
    ),
    (Indicator.DEVELOPED, True, "รายที่มีแผนได้รับบริการตามกำหนด เหลือฝึกอาชีพซึ่งเริ่มรุ่นใหม่เดือนกรกฎาคม"),
    (Indicator.MORALE, True, "ทีมช่วยกันดี แต่ภาระงานช่วงรับรายใหม่ยังมาก ขอแบ่งเวรแรกรับใหม่"),
)


def judge_indicators(year: Year) -> None:
    """Let staff answer, clients answer through the social worker, the director judge."""
    year.plan(date(2024, 6, 17), 9, partial(_answer, year))
    year.plan(date(2024, 6, 18), 15, partial(_judge, year))


def _answer(year: Year) -> None:
    for login, scores in zip(_STAFF, _MORALE, strict=True):
        year.of(login).indicators.answer(_answers("morale", Respondent.STAFF, scores))
    for scores in _QUALITY:
        year.of("social1").indicators.answer(_answers("quality", Respondent.CLIENT, scores))


def _answers(form: str, by: Respondent, scores: tuple[int, ...]) -> AnswerQuestions:
    return AnswerQuestions(form=form, respondent=by, scores=dict(zip(_QUESTIONS[form], scores, strict=True)))


def _judge(year: Year) -> None:
    for indicator, met, explanation in _JUDGED:
        command = JudgeIndicator(period=Period(2567), indicator=indicator, met=met, explanation=explanation)
        year.of("director").indicators.judge(command)
