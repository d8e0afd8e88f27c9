"""A request that two people write at once: the later one sees the other's words, and both texts are kept."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from tests.builders import TestOffice, new_office, register
from tests.request_builders import open_request, requests, rewrite
from tests.ui.test_screens_requests import Page


def opened(qtbot: QtBot, tmp_path: Path) -> tuple[TestOffice, Page, str]:
    office = new_office(tmp_path)
    request_id = open_request(office, register(office))
    page = Page(qtbot, office, tmp_path)
    page.show(request_id)
    return office, page, request_id


def test_words_of_the_other_come_in_where_nothing_was_typed_and_stand_beside_what_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    office, page, request_id = opened(qtbot, tmp_path)
    page.type(purpose="ซ่อมหลังคา", repeat_reason="ลมพัด")
    rewrite(office, request_id, purpose="ทุนประกอบอาชีพ", proxy_name="นางสมศรี")
    page.view.page.save()
    page.do()
    form = page.view.page.form
    assert form is not None
    shown = {name: form.editor(name).value() for name in ("purpose", "repeat_reason", "proxy_name")}
    assert shown == {"purpose": "ซ่อมหลังคา", "repeat_reason": "ลมพัด", "proxy_name": "นางสมศรี"}
    assert "ทุนประกอบอาชีพ" in form.editor("purpose").accessibleDescription()
    assert "นายอาทิตย์" in page.view.page.error.accessibleName()
    page.view.page.save()
    page.do()
    versions = requests(office).page(request_id).versions
    assert [version.content.purpose for version in versions] == ["ซ่อมหลังคา", "ทุนประกอบอาชีพ", "ค่าครองชีพ"]
    assert versions[0].content.proxy_name == "นางสมศรี"


def test_a_page_that_is_read_again_while_it_is_typed_in_still_tells_of_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    office, page, request_id = opened(qtbot, tmp_path)
    page.type(purpose="ซ่อมหลังคา")
    rewrite(office, request_id, purpose="ทุนประกอบอาชีพ")
    page.view.apply_changes(Changes(frozenset({("request", request_id)})))
    page.do()
    page.view.page.save()
    page.do()
    assert len(requests(office).page(request_id).versions) == 2
    form = page.view.page.form
    assert form is not None and "ทุนประกอบอาชีพ" in form.editor("purpose").accessibleDescription()
