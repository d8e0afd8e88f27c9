"""What the requests' page says of amounts, evidence, reasons and the place, beside what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.people import Address
from kmcase.domain.requests import RequestStatus
from kmcase.messages import message
from tests.builders import TestOffice, allot, new_office, register
from tests.request_builders import open_request, piece, requests, settle_all, submitted_request
from tests.ui.desks import Noted
from tests.ui.screen_hands import ScreenHands
from tests.ui.test_screens_requests import Page

MUEANG_LOEI = "420101"


class Desk(ScreenHands):
    """The requests in somebody's name, at one of them or for a person."""

    def __init__(self, qtbot: QtBot, office: TestOffice, folder: Path, record_id: str, login: str = "officer") -> None:
        page = Page(qtbot, office, folder, login)
        super().__init__(qtbot, page.desk, page.view)
        self.page = page.view.page
        page.show(record_id)
        self.settle()

    def judged(self) -> None:
        """Let the rules look at what is typed, without waiting for the pause after typing."""
        self.page._judge()
        self.settle()


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    made = new_office(tmp_path)
    allot(made, 100_000)
    return made


@pytest.fixture
def new(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> Desk:
    """A new request of somebody in the area."""
    return Desk(qtbot, office, tmp_path, f"new:{register(office)}")


def only(office: TestOffice) -> Baht | None:
    (item,) = requests(office).list()
    return item.proposed


@pytest.mark.parametrize(("typed", "why"), [("สามพัน", "letters"), ("2,500.125", "decimals"), ("-5", "negative")])
def test_an_amount_that_is_none_is_refused_beside_it_and_stays_typed(
    new: Desk, office: TestOffice, typed: str, why: str
) -> None:
    new.type_over("requests.field.proposed", typed)
    new.fill("requests.field.purpose", "ค่าครองชีพ")
    new.press("requests_ui.save")
    assert new.beside("requests.field.proposed") == new.text(f"widgets.baht.{why}")
    assert new.editor("requests.field.proposed").raw() == typed
    assert requests(office).list() == ()
    new.fill("requests.field.proposed", "๒,๕๐๐.๕๐")
    new.press("requests_ui.save")
    assert only(office) == Baht(250_050)


def test_more_than_may_be_given_at_a_time_is_said_beside_the_amount_that_is_proposed(
    new: Desk, office: TestOffice
) -> None:
    new.fill("requests.field.needed", "5,000")
    new.fill("requests.field.proposed", "3,000.01")
    new.judged()
    said = new.text("limits.finding.over_amount", amount=Baht(300_001), most=Baht.of(3000))
    assert (new.beside("requests.field.proposed"), new.beside("requests.field.needed")) == (said, "")
    new.press("requests_ui.save")
    assert new.beside("requests.field.proposed") == said
    assert only(office) == Baht(300_001)
    new.press("requests_ui.action.submit")
    assert new.beside("requests.field.proposed") == said
    assert [item.status for item in requests(office).list()] == [RequestStatus.DRAFT]
    new.fill("requests.field.proposed", "3,000")
    new.judged()
    assert new.beside("requests.field.proposed") == ""
    new.press("requests_ui.save")
    assert only(office) == Baht.of(3000)


def test_somebody_outside_the_area_is_told_so_and_the_way_to_the_address_is_shown(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    person_id = register(office, address=Address(house_no="1", subdistrict_code=MUEANG_LOEI))
    desk = Desk(qtbot, office, tmp_path, f"new:{person_id}")
    assert desk.says(desk.text("limits.finding.outside_province"))
    desk.press("requests_ui.save")
    assert requests(office).list() == ()
    desk.press("requests_ui.findings.show")
    desk.press_words(f"{desk.text('widgets.findings.mend')} {desk.text('limits.finding.outside_province')}")
    assert desk.opened() == [("people", person_id)]


def test_a_new_request_begins_at_its_first_field_and_findings_never_move_it(new: Desk) -> None:
    first, panel = new.editor("requests.field.received_on"), new.page.findings
    assert first.isAncestorOf(new.view.focusWidget())
    assert not panel.isVisible() and first.accessibleDescription() == ""
    place = first.mapTo(new.view, QPoint(0, 0))
    assert place.y() < new.view.height() // 2
    new.fill("requests.field.needed", "5,000")
    new.judged()
    assert panel.isVisible() and new.says(new.text("requests_ui.findings.count", count="").split()[0])
    first.setFocus()
    assert first.mapTo(new.view, QPoint(0, 0)) == place


def test_a_piece_that_is_not_to_be_had_needs_a_reason(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    request_id = open_request(office, register(office))
    desk = Desk(qtbot, office, tmp_path, request_id)
    desk.turn_to("requests_ui.tab.evidence")
    photo = desk.text("evidence.kind.photo_person")

    def reasons() -> list[str]:
        return [one.none_reason for one in requests(office).page(request_id).evidence if one.kind == "photo_person"]

    desk.press_words(f"{desk.text('widgets.evidence.none')} {photo}")
    desk.type_into(f"{desk.text('widgets.evidence.reason')} {photo}", "   ")
    assert reasons() == [""]
    assert desk.says(desk.text("widgets.evidence.reason_missing"))
    desk.type_into(f"{desk.text('widgets.evidence.reason')} {photo}", "ผู้ขอนอนโรงพยาบาล")
    assert reasons() == ["ผู้ขอนอนโรงพยาบาล"]
    assert not desk.says(desk.text("widgets.evidence.reason_missing"))


def test_a_house_registration_of_one_page_is_not_complete_and_sending_it_says_what_is_missing(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    request_id = open_request(office, register(office))
    settle_all(office, request_id)
    requests(office).settle_evidence(request_id, piece(EvidenceKind.HOUSE_REGISTRATION))
    desk = Desk(qtbot, office, tmp_path, request_id)
    desk.turn_to("requests_ui.tab.evidence")
    pieces = len(desk.page.evidence._pieces)
    assert desk.says(desk.text("widgets.evidence.too_few", count=1, pages=2))
    assert desk.says(desk.text("widgets.evidence.count", settled=pieces - 1, all=pieces))
    assert desk.page.evidence.missing() == ("house_registration",)
    desk.press("requests_ui.action.submit")
    asked = desk.page.asking.form
    assert asked is not None
    assert desk.text("requests.finding.house_registration_pages", pages=1, wanted=2) in asked._warning.accessibleName()
    assert requests(office).page(request_id).request.status is RequestStatus.DRAFT
    desk.press("requests_ui.record.submit")
    sent = requests(office).page(request_id).request
    assert sent.status is RequestStatus.IN_REVIEW
    assert isinstance(desk.desk.notices, Noted)
    assert desk.desk.notices.notices[-1][0] == message("requests_ui.sent", number=sent.number)
    assert desk.view.focusWidget().accessibleName() == desk.text("requests_ui.action.diagnose")


def test_a_finding_leads_to_its_field_or_to_the_evidence(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = Desk(qtbot, office, tmp_path, open_request(office, register(office), cause_fact=""))

    def mend(sentence: str) -> None:
        desk.press("requests_ui.findings.show")
        begins = f"{desk.text('widgets.findings.mend')} {sentence}"
        desk.press_words(
            desk.shown(QAbstractButton, lambda each: each.accessibleName().startswith(begins)).accessibleName()
        )

    mend(desk.text("requests.finding.evidence_missing", pieces="").split()[0])
    assert desk.page.evidence.isVisible()
    desk.turn_to("requests_ui.tab.content")
    mend(desk.text("requests.finding.cause_fact_missing"))
    assert desk.editor("requests.field.cause_fact").inputs()[0].hasFocus()


@pytest.mark.parametrize("action", ["send_back", "withdraw"])
def test_what_ends_or_returns_a_request_needs_its_reason(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, action: str
) -> None:
    request_id = submitted_request(office, register(office))
    desk = Desk(qtbot, office, tmp_path, request_id, "social")
    desk.page.act(action)
    desk.settle()
    desk.press(f"requests_ui.action.{action}", which=0)
    assert desk.beside("requests_ui.words") == desk.text("widgets.form.missing")
    assert requests(office).page(request_id).request.status is RequestStatus.IN_REVIEW
    desk.fill("requests_ui.words", "ผู้ขอย้ายออกจากพื้นที่")
    desk.press(f"requests_ui.action.{action}", which=0)
    assert requests(office).page(request_id).request.status is not RequestStatus.IN_REVIEW
