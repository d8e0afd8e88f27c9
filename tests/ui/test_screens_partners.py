"""Partners on a real office: listed, changed, switched off."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed
from kmcase.domain.partners import PartnerKind
from tests.builders import CHIANG_PHIN, STAFF, TestOffice, new_office
from tests.field_builders import a_partner, partners
from tests.ui.desks import a_desk, drain, error, send
from ui.ports import Desk
from ui.screens.partners.view import PartnersView


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office without money."""
    return new_office(tmp_path)


def shown(
    qtbot: QtBot, office: TestOffice, login: str = "officer", record_id: str | None = None
) -> tuple[PartnersView, Desk]:
    """The screen for a member of staff."""
    services, roles = SimpleNamespace(partners=partners(office, login)), STAFF[login][1]
    desk = a_desk(services, may=lambda use_case: allowed(use_case, roles))
    view = PartnersView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view, desk


def test_a_partner_is_entered_and_listed(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.new.click()
    send(view, desk, kind=PartnerKind.VILLAGE_HEAD, name="  ")
    assert error(view, "name")
    send(view, desk, name="นายสิงห์ ผู้นำดี", phone="081", subdistrict_code=CHIANG_PHIN)
    assert view.form is None and view.banner.isVisible()
    (item,) = view.list.items()
    assert (item.name, item.kind, item.active) == ("นายสิงห์ ผู้นำดี", PartnerKind.VILLAGE_HEAD, True)


def test_a_partner_who_works_with_us_no_longer_is_switched_off(qtbot: QtBot, office: TestOffice) -> None:
    partner_id = a_partner(office)
    view, desk = shown(qtbot, office, record_id=partner_id)
    view.edit.click()
    assert view.form is not None and view.form.form.values()["phone"] == "0812345678"
    send(view, desk, active=False)
    assert not view.list.items()[0].active
    view.list.activated.emit(view.list.items()[0])
    assert view.form is not None
    view.form.cancelled.emit()
    assert view.form is None


def test_what_another_refused_stands_beside_its_field(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.begin()
    assert view.form is not None
    view.form.form.set_values({"kind": PartnerKind.OTHER, "name": " ", "active": True})
    view.presenter.save(view.form.form.values() | {"name": " "})
    drain(desk)
    assert "ชื่อ" in error(view, "name")


def test_who_only_reads_changes_nothing(qtbot: QtBot, office: TestOffice) -> None:
    a_partner(office)
    view, _ = shown(qtbot, office, "auditor")
    assert not view.new.isVisible() and not view.edit.isVisible()
    view.list.activated.emit(view.list.items()[0])
    assert view.form is None


def test_the_administrator_is_told_that_the_list_is_not_his(qtbot: QtBot, office: TestOffice) -> None:
    a_partner(office)
    view, _ = shown(qtbot, office, "admin")
    assert not view.list.items() and not view.list.grid.isVisible()
