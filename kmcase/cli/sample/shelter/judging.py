"""Short forms of the sample shelter's staff and clients, and what the director says of the first half."""

from __future__ import annotations

from kmcase.application.indicators import AnswerQuestions, JudgeIndicator
from kmcase.cli.sample.shelter.diary import AnswerTold
from kmcase.cli.sample.shelter.house import MANAGERS, WORKERS, House
from kmcase.domain.indicators import Indicator, Period, Respondent

_CLIENTS = 11
_JUDGED = (
    (Indicator.PLAN, False, "มีแผนเกือบครบ ที่ขาดคือรายที่ออกไปก่อนสองสัปดาห์และรายที่ยังสับสน"),
    (Indicator.DEVELOPED, True, "บริการส่วนใหญ่เสร็จตามกำหนด ที่ช้าเพราะรอหน่วยงานทะเบียน"),
    (Indicator.MORALE, True, "เจ้าหน้าที่เห็นผลของงาน แต่ภาระงานช่วงต้นปีหนัก"),
)


def ask_for_answers(house: House) -> None:
    """Everybody of case work answers both forms, and clients the one on quality."""
    for login in (*MANAGERS, *WORKERS):
        for form in house.of(login).indicators.forms():
            _answer(house, login, form.form.code, Respondent.STAFF)
    for _ in range(_CLIENTS):
        _answer(house, "social1", "quality", Respondent.CLIENT)


def _answer(house: House, login: str, code: str, respondent: Respondent) -> None:
    house.pass_time()
    services = house.of(login).indicators
    form = next(one.form for one in services.forms() if one.form.code == code)
    scores = {question.code: house.rand.choice((2, 3, 3, 4, 4, 4, 5)) for question in form.questions}
    services.answer(AnswerQuestions(form=code, respondent=respondent, scores=scores))
    half = Period.half_at(house.today).half
    house.diary.answers.append(AnswerTold(form=code, half=half, of_staff=respondent is Respondent.STAFF, scores=scores))


def judge_first_half(house: House) -> None:
    """Three of the five, with why."""
    for indicator, met, explanation in _JUDGED:
        house.pass_time()
        house.of("director").indicators.judge(
            JudgeIndicator(period=Period(2567, 1), indicator=indicator, met=met, explanation=explanation)
        )
