"""Indicators in the real window: counted, judged, answered, with the cases behind a figure; few told as few."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.read.indicators import Topic, period_said
from kmcase.domain.cases.heads import Seen
from kmcase.domain.indicators import Indicator, Period
from kmcase.messages import Catalogue
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.case_plan_builders import approved
from tests.indicator_builders import HALF, YEAR, indicators, judging, morale, quality
from tests.ui.case_desks import case_desk
from tests.ui.desks import drain, hear, opened
from ui.ports import Desk, Tone
from ui.screens.indicators.columns import CASES, LINES
from ui.screens.indicators.view import IndicatorsView
from ui.tables.list_view import Taken

SAY = Catalogue("th").render
EARLY = JUNE - timedelta(days=16)


def shown(qtbot: QtBot, office: TestOffice, login: str = "social") -> tuple[IndicatorsView, Desk]:
    """The screen with everything counted."""
    desk = case_desk(office, login, indicators=indicators(office, login))
    return opened(qtbot, IndicatorsView(desk), desk), desk


def lines(view: IndicatorsView) -> dict[str, str]:
    """What each line says, by its key."""
    return {line.key: SAY(line.figure) for line in view.lines.items()}


def test_a_year_is_shown_and_a_figure_leads_to_its_cases(qtbot: QtBot, office: TestOffice) -> None:
    planned, late = approved(office), a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office)
    card = view.cards[Indicator.PLAN]
    assert (card.percent.plain_text(), card.figure.plain_text()) == ("50 %", "1 จาก 2")
    assert view.until.plain_text().endswith("ผู้ใช้บริการ 2 ราย")
    card.cases.click()
    drain(desk)
    [item] = view.behind.items()
    assert item.case_id == late
    assert view.behind_of.plain_text() == "ทุกรายมีแผน: แฟ้มที่ยังไม่เข้าเกณฑ์"
    view.behind.activated.emit(item)
    assert desk.navigation.opened == [("cases", late)]
    view.lines.select_key("reviews/kept")
    drain(desk)
    assert [item.case_id for item in view.behind.items()] == [planned]
    view.lines.select_key("reviews/over")
    drain(desk)
    assert view.nothing_behind.isVisible()


def test_what_is_done_with_each_of_the_five_has_a_name_of_its_own(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office, "director")
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    keys = [key for card in view.cards.values() for key in (card.cases, card.judge)]
    assert len({key.accessibleName() for key in keys}) == len(keys) == 2 * len(Indicator)


def test_cases_that_leave_the_window_are_kept_as_seen(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office)
    view.cards[Indicator.PLAN].cases.click()
    drain(desk)
    view.behind.taken_out.emit(Taken.EXPORTED, view.behind.items())
    drain(desk)
    assert [sight.how for sight in cases(office).sights(case_id)] == [Seen.EXPORTED]


def test_the_topic_is_chosen_and_drawn(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    a_case(office, client_group="roaming")
    view, desk = shown(qtbot, office)
    view.topic.set_value(Topic.CLIENTS.value)
    drain(desk)
    assert lines(view) == {"clients/homeless": "1", "clients/roaming": "1", "clients/total": "2"}
    assert [line.code for line in view.bars.shown] == ["homeless", "roaming"]
    assert view.bars.isVisible()
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert [line.code for line in view.bars.shown] == ["homeless", "roaming"]
    view.topic.set_value(Topic.NIGHTS.value)
    assert lines(view) == {}


def test_the_period_is_chosen(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office)
    view.period.set_value(Period(2567, 1))
    drain(desk)
    assert view.nobody.isVisible()
    view.show_record(HALF.period_id)
    drain(desk)
    assert view.period.value() == HALF
    assert not view.nobody.isVisible()


def test_an_indicator_is_judged_with_an_explanation(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office)
    card = view.cards[Indicator.PLAN]
    card.judge.click()
    assert view.form is not None
    view.form.form.set_values({"met": "no", "explanation": "   "})
    view.form.action.click()
    drain(desk)
    assert view.form is not None
    view.form.form.set_values({"met": "no", "explanation": "รอประชุมทีม " * 20})
    view.form.action.click()
    drain(desk)
    hear(view, desk)
    assert view.form is None
    assert card.state.accessibleName() == "ยังไม่บรรลุ"
    assert card.explanation.plain_text().endswith("…")
    card.judge.click()
    assert view.form is not None
    assert view.form.form.values()["met"] == "no"


def test_a_colleague_answers_the_forms_that_are_left(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.answer.click()
    drain(desk)
    assert view.form is not None
    view.form.form.set_values({"respondent": "staff", **dict.fromkeys(("meaning", "team", "load", "learning"), 4)})
    view.form.action.click()
    drain(desk)
    hear(view, desk)
    assert view.cards[Indicator.MORALE].figure.plain_text().startswith("ตอบแล้ว น้อยกว่า 5 คำตอบ")
    view.answer.click()
    drain(desk)
    assert view.form is not None
    assert "respect" in view.form.form.raws()


def test_another_form_is_chosen_above_the_questions(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    forms = indicators(office).forms()
    view.show_answering(forms, "quality")
    assert view.form is not None
    assert "respect" in view.form.form.raws()
    drain(desk)


def test_that_an_answer_is_refused_after_its_form_was_left_is_told(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.show_answering(indicators(office).forms(), "morale")
    assert view.form is not None
    view.form.form.set_values({"respondent": "staff", **dict.fromkeys(("meaning", "team", "load", "learning"), 4)})
    view.form.action.click()
    view.form.cancelled.emit()
    indicators(office).answer(morale())
    drain(desk)
    [(said, tone)] = desk.navigation.notices
    assert (said.key, tone) == ("indicators.error.already_answered", Tone.ERROR)


def test_a_form_that_one_kind_of_people_may_answer_has_it_chosen(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    forms = indicators(office).forms()
    view.show_answering(forms, "morale")
    assert view.form is not None
    assert view.form.form.values()["respondent"] == "staff"
    view.show_answering(forms, "quality")
    assert not view.form.form.raws()["respondent"]
    drain(desk)


def test_who_has_answered_all_is_told_so(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.show_answering(tuple(each for each in _answered(office) if each.form.code == "morale"))
    assert view.form is None
    [(said, _)] = desk.notices.notices
    assert "ตอบแบบ" in SAY(said)


def _answered(office: TestOffice):  # type: ignore[no-untyped-def]
    indicators(office).answer(morale())
    return indicators(office).forms()


def test_means_of_answers_are_shown_from_five_on(qtbot: QtBot, office: TestOffice) -> None:
    for score in (5, 4, 3, 4, 4):
        indicators(office).answer(quality(score))
    view, _ = shown(qtbot, office)
    card = view.cards[Indicator.QUALITY]
    assert (card.percent.plain_text(), card.figure.plain_text()) == ("80 %", "4.00 จาก 5 (5 คำตอบ)")


def test_small_counts_are_told_loosely_to_who_may_not_see_all(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=EARLY)
    a_sealed_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office, "director")
    assert view.cards[Indicator.PLAN].figure.plain_text() == "0 จาก 2–8"
    assert lines(view)["clients/homeless"] == "น้อยกว่า 5"
    assert "clients/total" not in lines(view)
    view.cards[Indicator.PLAN].cases.click()
    drain(desk)
    assert len(view.behind.items()) == 1


def test_who_only_reads_neither_judges_nor_answers(qtbot: QtBot, office: TestOffice) -> None:
    indicators(office).judge(judging(met=True))
    a_case(office)
    view, _ = shown(qtbot, office, "auditor")
    card = view.cards[Indicator.PLAN]
    assert not card.judge.isVisible()
    assert not view.answer.isVisible()
    assert card.state.accessibleName() == "บรรลุ"


def test_paper_and_workbook_are_made(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(office)
    target = tmp_path / "indicators.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    view, desk = shown(qtbot, office)
    view.excel.click()
    drain(desk)
    assert target.read_bytes().startswith(b"PK")
    view.pdf.click()
    drain(desk)
    [(paper, title)] = desk.navigation.papers
    assert paper.startswith(b"%PDF")
    assert title == desk.texts.text("indicators.making", period=desk.texts.render(period_said(YEAR)))


def test_lines_and_cases_are_read_in_words(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office, opened_at=EARLY)
    view, desk = shown(qtbot, office)
    line = view.lines.items()[0]
    assert [SAY(column.getter(line)) for column in LINES] == ["ผู้ใช้บริการตามกลุ่ม", "คนไร้ที่พึ่ง", "1"]
    view.cards[Indicator.PLAN].cases.click()
    drain(desk)
    assert CASES[0].getter(view.behind.items()[0]) == "1/2567"
