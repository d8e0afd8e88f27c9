"""An office with a run to be paid and two families to be visited, and hands for the work on a laptop."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kmcase.application.exchange import AppliedBundle
from kmcase.application.forms import VISIT
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.clock import FixedClock
from kmcase.domain.staff import Role
from tests.builders import person_values
from tests.e2e.desk import a_window, an_office, password_of
from tests.e2e.hands import Hands, leave
from tests.e2e.money_road import MoneyRoad
from tests.money_builders import a_national_id
from tests.sample import CHEAP
from tests.typing_thai import type_thai
from ui.screens.visits.camera_view import CameraTray
from ui.screens.visits.photos_view import PhotosPage
from ui.widgets import SignaturePad
from ui.widgets.editor import Editor
from ui.widgets.navigation import SectionNav

MORNING = datetime(2024, 6, 12, 1, 30, tzinfo=UTC)
_PATIENCE_MS = 60_000
LAPTOP = "เครื่อง 1"
PAYEE = "บุญมี"
FAMILIES = ("กัญญา", "คำปอน")
USERS = (
    ("officer", "นางสาวชูใจ รักงาน", "", Role.DEVELOPMENT_OFFICER),
    ("officer2", "นายอาทิตย์ ลงพื้นที่", "", Role.DEVELOPMENT_OFFICER),
    ("social", "นางมานะ ใจดี", "", Role.SOCIAL_WORKER),
    ("finance", "นางสาวปิติ มั่นคง", "", Role.FINANCE),
    ("social2", "นางสาวมณี ถามไถ่", "", Role.SOCIAL_WORKER),
    ("finance2", "นายชาติ ตรงไป", "", Role.FINANCE),
    ("director", "นายวีระ เรียนดี", "", Role.DIRECTOR),
    ("auditor", "นางดวงแก้ว ตรวจตรา", "", Role.AUDITOR),
    ("admin", "นายสมคิด ดูแล", "", Role.ADMINISTRATOR),
)
_FORM = shipped_forms().newest(VISIT)
LABELS = {question.name: question.labels["th"] for _, _, question in _FORM.questions()}
_SECTIONS = {question.name: section.labels["th"] for section, _, question in _FORM.questions()}


@dataclass
class Village:
    """The office's folder and the laptop's, each a machine with settings of its own, on one day."""

    root: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    chosen: set[str] = field(default_factory=set)

    def folder(self, machine: str) -> Path:
        """Where a machine keeps its office."""
        return self.root / machine

    def gateway(self, machine: str) -> Offices:
        """What a machine knows."""
        return Offices(self.root / f"settings-{machine}", clock=self.clock, cost=CHEAP)

    def password(self, login: str) -> str:
        """What somebody types."""
        return f"{password_of(login)} of my own" if login in self.chosen else password_of(login)

    def choose_password(self, login: str) -> str:
        """Somebody has an own password, and may be a second person; gives it."""
        with self.inside("office", login) as office:
            office.services.staff.change_own_password(self.password(login), f"{password_of(login)} of my own")
        self.chosen.add(login)
        return self.password(login)

    def later(self, **time: int) -> None:
        """The day goes on."""
        self.clock.at += timedelta(**time)

    @contextmanager
    def inside(self, machine: str, login: str) -> Iterator[OpenOffice]:
        """Somebody signed in without a window."""
        opened = self.gateway(machine).sign_in(self.folder(machine), login, self.password(login))
        try:
            yield opened
        finally:
            opened.close()

    @contextmanager
    def window(self, qtbot: QtBot, machine: str) -> Iterator[FieldHands]:
        """The window of a machine at its door."""
        self.later(minutes=10)
        folder = self.folder(machine)
        with a_window(qtbot, self.gateway(machine), folder if folder.exists() else None, self.root) as application:
            yield FieldHands(qtbot, application, self.password)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The office waits for laptops on the loopback; gives its address."""
        with self.inside("office", "admin") as office:
            server = office.exchange_server("127.0.0.1:0", lambda _: None)
            thread = threading.Thread(target=server.run)
            thread.start()
            try:
                yield f"127.0.0.1:{server.port}"
            finally:
                server.stop()
                thread.join()


def a_settlement(root: Path) -> Village:
    """An office with its people, and nobody in the register."""
    village = Village(root)
    an_office(village.gateway("office"), village.folder("office"), USERS)
    return village


def a_village(root: Path) -> Village:
    """An office where one approved family waits for its money, and two more are in the register."""
    village = a_settlement(root)
    _a_run(village)
    return village


def _a_run(village: Village) -> None:
    """A request of the payee, approved, drawn and in a run that the officer shall pay."""
    road = MoneyRoad(village)
    payee, *_ = road.register(
        *(
            person_values(
                first_name=name, phone=f"080000000{number}", national_id=a_national_id(number), no_id_reason=None
            )
            for number, name in enumerate((PAYEE, *FAMILIES))
        )
    )
    requests = road.bring_to_ready((payee,))
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 3000)
    road.prepare(batch_id, requests)


class FieldHands(Hands):
    """Hands that fill a declared form, drop photographs and sign."""

    def settle(self) -> None:
        """Until no lane has work; the window, which nobody else touches, has the keyboard."""
        super().settle()
        self.have_keyboard()

    def have_keyboard(self) -> None:
        """The window is the one in use, where a list of proposals was the last."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self._application.frame.activateWindow()
            QTest.qWait(1)

    def inside(self) -> None:
        """Until somebody is signed in."""
        frame = self._application.frame
        self._qtbot.waitUntil(lambda: frame.workspace is not None, timeout=_PATIENCE_MS)
        self.settle()

    def fill(self, key: str, typed: str, which: int | None = None) -> None:
        """The same with the keyboard in this window, as it is where people type: proposals are taken by leaving."""
        self.settle()
        super().fill(key, typed, which)

    def pick(self, key: str, typed: str) -> None:
        """Type a part of a name into a field that searches the register, and take the one who is found."""
        line = self.editor(key).inputs()[0]
        line.setFocus()
        type_thai(line, typed)
        self.settle()
        leave(line)
        assert self.editor(key).problem() is None, typed

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer questions of the visit, by their names, each in the section that is turned to; choices by words."""
        for name, words in answers.items():
            self.find_section(name)
            self._type(LABELS[name], words)

    def find_section(self, question: str) -> None:
        """Turn to the section of a question."""
        self.turn_section(_SECTIONS[question])

    def turn_section(self, words: str) -> None:
        """A section or page of the visit, by its words at the left."""
        nav = self.shown(SectionNav, lambda _: True)
        lines = [nav.model().index(line, 0) for line in range(nav.model().rowCount())]
        wanted = next(line for line in lines if str(line.data()).startswith(words))
        nav.scrollTo(wanted)
        QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=nav.visualRect(wanted).center())
        self.settle()

    def _type(self, label: str, words: str) -> None:
        editor = self.shown(Editor, lambda each: each.accessibleName() == label)
        lines = [each for each in editor.inputs() if isinstance(each, QLineEdit | QPlainTextEdit)]
        buttons = [each for each in editor.findChildren(QAbstractButton) if each.text() == words]
        if buttons:
            mark = QPoint(10, buttons[0].height() // 2)
            QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton, pos=mark)
            assert buttons[0].isChecked(), f"{words} in {label}"
        else:
            inside = lines[0] if lines else editor.findChild(QLineEdit)
            assert inside is not None and inside.isEnabled(), label
            inside.setFocus()
            inside.selectAll()
            type_thai(inside, words)
            leave(inside)
        assert editor.problem() is None, f"{words} in {label}"

    def shown_after_drop(self, folder: Path) -> CameraTray:
        """A camera's folder is dropped on the photographs; what lies in it, looked through."""
        drop(self.shown(PhotosPage, lambda _: True), folder)
        self.settle()
        return self.shown(CameraTray, lambda _: True)

    def exchange_with(self, address: str) -> AppliedBundle:
        """Exchange with the office over the network."""
        session = self._application.frame.session
        assert isinstance(session, OpenOffice)
        return session.services.network.with_office(address).applied

    def sign(self, pad: SignaturePad) -> None:
        """A signature with the mouse."""
        self.draw(pad.sheet, [(30 + 9 * step, round(60 + 30 * math.sin(step))) for step in range(30)])
        self.settle()


def drop(widget: QWidget, *paths: Path) -> None:
    """Files are dragged there and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, data, left, none))
