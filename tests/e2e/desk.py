"""An office of one person a role, and the window at its door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.access import NewOffice, NewUser
from kmcase.bootstrap import Offices
from kmcase.domain.clock import FixedClock
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from tests.builders import CHIANG_PHIN
from tests.e2e.hands import Hands
from tests.sample import CHEAP
from ui.app import Application
from ui.ports import DictMemory

NOW = datetime(2024, 6, 12, 2, 30, tzinfo=UTC)
USERS = (
    ("officer", "นางสาวชูใจ รักงาน", "นักพัฒนาสังคม", Role.DEVELOPMENT_OFFICER),
    ("social", "นางมานะ ใจดี", "นักสังคมสงเคราะห์", Role.SOCIAL_WORKER),
    ("finance", "นางสาวปิติ มั่นคง", "เจ้าพนักงานการเงิน", Role.FINANCE),
    ("director", "นายวีระ เรียนดี", "ผู้ปกครองนิคม", Role.DIRECTOR),
    ("auditor", "นางดวงแก้ว ตรวจตรา", "ผู้ตรวจสอบภายใน", Role.AUDITOR),
    ("admin", "นายสมคิด ดูแล", "เจ้าหน้าที่ธุรการ", Role.ADMINISTRATOR),
)


def password_of(login: str) -> str:
    """What somebody types at the door, and as second person: nobody's is another's."""
    return f"{login} in a field of green rice"


def an_office(
    gateway: Offices,
    folder: Path,
    people: Sequence[tuple[str, str, str, Role]] = USERS,
    *,
    kind: OfficeKind = OfficeKind.SETTLEMENT,
    name: str = "นิคมสร้างตนเองห้วยหลวง",
) -> None:
    """An office with these people, one a role, and the halves of FY 2567."""
    users = tuple(
        NewUser(login=login, name=called, position=position, roles=frozenset({role}), password=password_of(login))
        for login, called, position, role in people
    )
    gateway.create(
        NewOffice(
            folder=folder,
            name=name,
            kind=kind,
            province_code="41",
            area=frozenset({CHIANG_PHIN}),
            short_code="หล",
            fiscal_year=2567,
            allotted=(Baht.of(500_000), Baht.of(300_000)),
            document="หนังสือจัดสรร 1/2567",
            users=users,
        )
    )


def choosing(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """The file dialogue, which is the system's, answers with these files."""
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: (names, ""))


def naming(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The same where a new file shall lie."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


@contextmanager
def a_window(
    qtbot: QtBot, gateway: Offices, folder: Path | None, new_offices: Path, memory: DictMemory | None = None
) -> Iterator[Application]:
    """The real window of a 1366x768 laptop, at the door of an office or before any."""
    application = Application(gateway, memory or DictMemory(), new_offices=new_offices)
    qtbot.addWidget(application.frame)
    application.frame.resize(1366, 768)
    application.frame.start(folder)
    application.frame.show()
    try:
        yield application
    finally:
        application.frame.close()
        application.undress()


@contextmanager
def at_the_window(qtbot: QtBot, folder: Path, memory: DictMemory | None = None) -> Iterator[Hands]:
    """The window at an office's door; the office is made where there is none."""
    gateway = Offices(folder.parent / "settings", clock=FixedClock(NOW), cost=CHEAP)
    if not folder.exists():
        an_office(gateway, folder)
    with a_window(qtbot, gateway, folder, folder.parent, memory) as application:
        yield Hands(qtbot, application, password_of)
