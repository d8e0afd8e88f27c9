"""The exchange over the network from the laptop's page; the wire itself is tested elsewhere."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.network import Exchanged
from tests.laptop_folders import Place
from tests.ui.test_screens_exchange import drain, head, place, says, shown
from ui.screens.exchange.view import ExchangeView

__all__ = ["place"]


def test_over_the_network_it_is_sent_and_taken_at_once_and_the_address_is_kept(qtbot: QtBot, place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    view, desk = shown(qtbot, laptop)
    assert view.network.isVisible()
    view.network.address.set_value("สำนักงาน")
    view.network.button.click()
    assert not view.network.button.isEnabled()
    drain(desk)
    assert "ที่อยู่ต้องเขียนอย่าง" in head(view) and view.network.button.isEnabled()
    met = AppliedBundle(sender="office", new=3)
    network = SimpleNamespace(with_office=lambda address, steps: Exchanged(told={"new": 2}, applied=met))
    desk = replace(desk, services=replace(laptop.services, network=network))  # type: ignore[arg-type]
    again = ExchangeView(desk)
    qtbot.addWidget(again)
    again.show()
    again.show_record(None)
    drain(desk)
    assert again.network.address.value() == "สำนักงาน"
    again.network.address.line.returnPressed.emit()
    drain(desk)
    assert says(again, "สำนักงานรับจากเครื่องนี้ บันทึกใหม่ 2 รายการ") and says(again, "บันทึกใหม่ 3 รายการ")
    office, _ = shown(qtbot, place.enter(place.office, "officer1"))
    assert not office.network.isVisible()
