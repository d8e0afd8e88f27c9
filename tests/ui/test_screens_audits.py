"""Auditors' bundles and public lists from the window: asked for where they are looked for, made, stopped, refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.audits import AuditService
from kmcase.domain.public_lists import ListNoun
from tests.audit_builders import audits, public_lists
from tests.builders import TestOffice, new_office
from tests.money_builders import batches, pay, payments, prepared_run, voucher_ids
from tests.paper import text_of
from tests.ui.desks import Noted, a_desk, drain
from tests.verifying import look
from ui.ports import Desk, LiveTexts, ManualJobs
from ui.public_lists import PublicListButtons
from ui.screens.audits.view import AuditsView
from ui.screens.batches.batch_view import BatchPane
from ui.screens.batches.presenter import BatchesPresenter


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """Two payees, the first of them paid."""
    made = new_office(tmp_path)
    run_id = prepared_run(made, 2)
    pay(made, voucher_ids(made, run_id)[0])
    yield made
    made.engine.dispose()


def batch_of(office: TestOffice) -> str:
    return batches(office).list()[0].batch_id


def a_desk_of(office: TestOffice, folder: Path, **other: object) -> Desk:
    services = SimpleNamespace(
        audits=audits(office, folder), batches=batches(office, "finance"), public_lists=public_lists(office)
    )
    return a_desk(services, **other)


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> AuditsView:
    view = AuditsView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view


def service(desk: Desk) -> AuditService:
    found: AuditService = desk.services.audits
    return found


def test_a_bundle_of_a_batch_is_made_and_the_screen_says_where_and_how_to_check_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = a_desk_of(office, tmp_path)
    view = shown(qtbot, desk, f"batch:{batch_of(office)}")
    assert "ฎ 1/2567" in view.about.plain_text()
    assert view.period.isVisible()
    assert not view.form.editor("first").isVisible()
    target = tmp_path / "out.zip"
    view.form.editor("target").set_value(str(target))
    view.make.click()
    assert not view.make.isEnabled() and view.stop.isVisible()
    drain(desk)
    assert view.make.isEnabled() and not view.stop.isVisible()
    assert [item.title for item in view.list.items()] == ["ฎ 1/2567"]
    assert "verify.py" in view.how.plain_text()
    assert view.made.isVisible()
    assert [line for line in look(target).differs if not any(word in line for word in ("key", "sign"))] == []
    assert isinstance(desk.navigation, Noted)
    assert "audit_bundle" in desk.navigation.changes[0]


def test_days_are_offered_and_another_person_or_batch_can_be_given_up_for_them(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = a_desk_of(office, tmp_path)
    person_id = payments(office).run(payments(office).runs()[0].run_id).vouchers[0].person_id
    view = shown(qtbot, desk, f"person:{person_id}")
    assert "ศรีสุข" in view.about.plain_text()
    view.period.click()
    assert view.form.editor("first").isVisible() and not view.period.isVisible()
    assert view.form.values()["first"].isoformat() == "2024-04-01"
    view.form.editor("last").set_value(view.form.values()["first"].replace(year=2023))
    view.form.editor("target").set_value(str(tmp_path / "p.zip"))
    view.make.click()
    drain(desk)
    assert "ไม่อยู่ก่อน" in view.form.editor("first").accessibleDescription()
    assert service(desk).bundles() == ()


def test_a_place_that_is_taken_and_one_that_was_not_chosen_are_said_beside_the_field(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = a_desk_of(office, tmp_path)
    view = shown(qtbot, desk, f"batch:{batch_of(office)}")
    view.make.click()
    drain(desk)
    assert view.form.editor("target").accessibleDescription()
    taken = tmp_path / "taken.zip"
    taken.write_bytes(b"x")
    view.form.editor("target").set_value(str(taken))
    view.make.click()
    drain(desk)
    assert "ไม่ว่าง" in view.form.editor("target").accessibleDescription()
    assert taken.read_bytes() == b"x"


def test_a_bundle_that_is_stopped_leaves_nothing_and_says_so(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = a_desk_of(office, tmp_path)
    view = shown(qtbot, desk, f"batch:{batch_of(office)}")
    target = tmp_path / "out.zip"
    view.form.editor("target").set_value(str(target))
    view.make.click()
    assert isinstance(desk.jobs, ManualJobs)
    run, _ = desk.jobs._waiting.popleft()
    view.stop.click()
    run()
    drain(desk)
    assert "ไม่มีไฟล์ใดเหลืออยู่" in view.banner.accessibleName()
    assert not target.exists() and service(desk).bundles() == ()


def test_who_may_only_read_sees_the_list_alone_and_an_unknown_batch_is_said(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = a_desk_of(office, tmp_path, may=lambda use_case: use_case != "audits.bundle")
    view = shown(qtbot, desk)
    assert view.list.isVisible() and not view.make.isVisible()
    view.show_record("batch:nobody")
    drain(desk)
    assert "ไม่พบฎีกานี้" in view.banner.accessibleName()
    texts = LiveTexts("en")
    view.retranslate(texts)


def test_the_page_of_a_batch_leads_to_its_bundle_and_prints_its_public_list(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = a_desk_of(office, tmp_path)
    presenter = BatchesPresenter(desk, SimpleNamespace())  # type: ignore[arg-type]
    pane = BatchPane(desk, presenter)
    qtbot.addWidget(pane)
    page = batches(office).page(batch_of(office))
    presenter.page = page
    pane.show_page(page)
    pane.evidence.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("audits", f"batch:{page.batch.batch_id}")]
    pane.listed.paper.click()
    drain(desk)
    ((paper, title),) = desk.navigation.papers
    assert "ผู้ที่ไม่ประกาศชื่อ" in text_of(paper) and page.batch.number in title
    assert "public_list" in desk.navigation.changes[0]


def test_a_list_is_saved_as_a_workbook_where_it_is_asked_for(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk_of(office, tmp_path)
    buttons = PublicListButtons(desk, ListNoun.BATCH)
    qtbot.addWidget(buttons)
    buttons.show_record(batch_of(office), "ฎ 1/2567")
    asked: list[Path | None] = [None, tmp_path / "list.xlsx"]
    monkeypatch.setattr("ui.public_lists.ask_where", lambda *_: asked.pop(0))
    buttons.excel.click()
    drain(desk)
    assert not (tmp_path / "list.xlsx").exists()
    buttons.excel.click()
    drain(desk)
    assert (tmp_path / "list.xlsx").read_bytes()[:2] == b"PK"
    buttons.show_record("gone", "x")
    buttons.paper.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert [str(said.key) for said, _ in desk.navigation.notices] == ["tables.saved", "batches.error.unknown"]
