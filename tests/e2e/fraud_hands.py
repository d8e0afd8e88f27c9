"""Hands at the paying table, at the follow-ups and at the board, for stories of money that goes astray."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kmcase.bootstrap import OpenOffice
from kmcase.bootstrap.services import Services
from kmcase.domain.people import Address, PersonValues
from kmcase.rules.controls import CATALOGUE
from tests.builders import CHIANG_PHIN, person_values
from tests.e2e.desk import a_window, choosing
from tests.e2e.field_hands import FieldHands, Village, a_settlement
from tests.e2e.money_road import MoneyRoad
from tests.money_builders import FIRST_NAMES, a_national_id
from tests.pictures import photograph
from tests.typing_thai import type_thai
from ui.app import Application
from ui.screens.paying.payee_view import PayeePane
from ui.widgets import PhotoWell, SignaturePad


def somebody(n: int, **changes: object) -> PersonValues:
    """An invented person of a village, alone in a house; the same `n` is the same person."""
    told = {
        "first_name": FIRST_NAMES[n % len(FIRST_NAMES)],
        "last_name": ("ศรีสุข", "ทองดี", "แก้วมณี")[n // len(FIRST_NAMES)],
        "national_id": a_national_id(n),
        "no_id_reason": None,
        "phone": f"08{n:08d}",
        "address": Address(house_no=str(n + 1), moo=3, subdistrict_code=CHIANG_PHIN),
    }
    return person_values(**{**told, **changes})


class Story:
    """A settlement, the road of its money, and its window; everything at the office."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self._qtbot = qtbot
        self.place: Village = a_settlement(root)
        self.road = MoneyRoad(self.place)

    @contextmanager
    def window(self) -> Iterator[FraudHands]:
        """The window at the office's door."""
        place = self.place
        with a_window(self._qtbot, place.gateway("office"), place.folder("office"), place.root) as application:
            yield FraudHands(self._qtbot, application, place)


class FraudHands(FieldHands):
    """What the stories do at the window, and read there."""

    def __init__(self, qtbot: QtBot, application: Application, place: Village) -> None:
        super().__init__(qtbot, application, place.password)
        self._place = place
        self.authorities = 0

    @property
    def services(self) -> Services:
        """The use cases in the name of who sits at the window, as a program beside it would ask them."""
        session = self._application.frame.session
        assert isinstance(session, OpenOffice)
        return session.services

    # --- reading ---

    def sentences(self) -> list[str]:
        """All that a person can read in the window now, a label each."""
        return [each.accessibleName() for each in self._front().findChildren(QLabel) if each.isVisible()]

    def reads(self, words: str) -> bool:
        """Whether a person can read this somewhere in the window."""
        return any(words in said for said in self.sentences())

    def must_read(self, key: str, **params: object) -> None:
        """The window says this sentence."""
        words = self.text(key, **params)
        assert self.reads(words), f"{words!r} is not among {self.sentences()}"

    def can_press(self, key: str) -> bool:
        """Whether a button with these words is there and not grey."""
        words = self.text(key)
        buttons = self._front().findChildren(QAbstractButton)
        return any(each.isVisible() and each.isEnabled() and each.text() == words for each in buttons)

    # --- the paying table ---

    def call(self, name: str) -> None:
        """The payee of a name comes to the table."""
        box = self.shown(QLineEdit, lambda each: each.accessibleName() == self.text("payments.queue.box_name"))
        box.setFocus()
        box.clear()
        type_thai(box, name)
        QTest.keyClick(box, Qt.Key.Key_Return)
        self.settle()
        assert self.reads(name)

    def count_and_sign(self, counted: str) -> None:
        """The money is counted, and the payee signs."""
        self.fill("payments.entry.counted", counted)
        self.sign(self.shown(SignaturePad, lambda _: True))

    def pay(self, name: str, counted: str = "3,000") -> None:
        """A payee is paid: counted, signed, recorded."""
        self.call(name)
        self.count_and_sign(counted)
        self.press("payments.head.pay")

    def tick(self, key: str) -> None:
        """A tick, by its words."""
        words = self.text(key)
        box = self.shown(QAbstractButton, lambda each: each.text() == words)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
        self.settle()
        assert box.isChecked()

    def receive_for(self, name: str, relation: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody receives for who stands in front, with a paper that says so."""
        self.tick("payments.entry.by_proxy")
        self.fill("payments.entry.proxy_name", name)
        self.fill("payments.entry.proxy_relation", relation)
        self.authorities += 1
        paper = self.photo(f"authority-{self.authorities}.jpg", "2024:06:12 09:00:00", 700 + self.authorities)
        self.put_photo("payments.entry.authority", monkeypatch, paper)

    def put_photo(self, key: str, monkeypatch: pytest.MonkeyPatch, path: Path, **params: object) -> None:
        """A file is chosen for the well of a photograph."""
        words = self.text(key, **params)
        well = self.shown(PhotoWell, lambda each: words in each.accessibleName())
        choosing(monkeypatch, path)
        well.setFocus()
        QTest.keyClick(well, Qt.Key.Key_Return)
        self.settle()

    def photo(self, name: str, taken: str, seed: int) -> Path:
        """A photograph that tells when it was taken (local time, as cameras write it)."""
        return photograph(self._place.root / name, (800, 600), taken=taken, seed=seed)

    def findings_of_payee(self) -> tuple[str, ...]:
        """What is said above the count of who stands in front, unfolded."""
        return self.shown(PayeePane, lambda _: True).warnings.sentences()

    # --- asking the payee ---

    def ask(self, name: str, **answers: str) -> None:
        """Somebody who has no part asks a payee: what is typed into the fields, by the ends of their keys."""
        self.go("followups")
        self.choose(self.list("followups.screen.followups"), name)
        for field, words in answers.items():
            self.fill(f"followups.form.{field}", words)
        self.press("followups.form.record")

    # --- the board ---

    def board(self, login: str = "auditor") -> dict[str, str]:
        """What the board lists as open for somebody, computed now: whom it is about, by the control's code."""
        self.sign_in(login)
        self.go("controls")
        self.press("controls.board.compute")
        listed = self.list("controls.screen")
        model = listed.grid.model()
        assert model is not None
        rows = range(model.rowCount())
        said = {str(model.index(row, 0).data()): str(model.index(row, 2).data()) for row in rows}
        names = {self.text(f"controls.{control.code}.name"): control.code for control in CATALOGUE}
        return {names[name]: about for name, about in said.items()}

    def look_into(self, control: str) -> None:
        """An observation of the board comes to the front."""
        self.choose(self.list("controls.screen"), self.text(f"controls.{control}.name"))
        self.must_read(f"controls.{control}.says")

    def decide_on_duplicates(self, decision: str, reason: str) -> None:
        """The director decides on the first entries that may be one person."""
        self.sign_in("director")
        self.go("duplicates")
        self.choose_first(self.list("duplicates.screen"))
        self.press(f"duplicates.decision.{decision}")
        self.fill("duplicates.form.reason", reason)
        self.press("duplicates.form.save")

    def judge(self, control: str, verdict: str, reason: str) -> None:
        """A named person says something of an observation."""
        self.look_into(control)
        self.press("controls.page.judge")
        self.press(f"controls.verdict.{verdict}")
        self.fill("controls.form.reason", reason)
        self.press("controls.form.save")
