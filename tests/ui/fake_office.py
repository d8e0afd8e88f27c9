"""An office in memory for tests of the shell: users, one password, a search, and troubles on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kmcase.application.news import News
from kmcase.application.read.overview import HalfLeft
from kmcase.application.work import Actor
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.money import Baht
from kmcase.domain.staff import Role
from kmcase.thai.keyboard import swap_layout
from tests.ui.desks import TODAY, NotedExporter
from ui.gateway import BackupCard, Door, EnrolmentDoor, Hit, MadeOffice, NewOffice, OfficeCard, Status, UserCard
from ui.ports import Progress

PASSWORD = "sample"
RECOVERY_KEY = "7K2QM-9XWPT-3HNFD-8RJ4C-ZV6GB-1A5ES-YTQ0P-M4DX8"
FOLDER = Path("/offices/nikhom.office")
CARD = OfficeCard(folder=FOLDER, name="นิคมสร้างตนเองตัวอย่าง จังหวัดอุดรธานี", sample=True)
USERS = (
    UserCard(login="manee", name="มานี ใจดี", roles=frozenset({Role.DEVELOPMENT_OFFICER})),
    UserCard(login="piti", name="ปิติ ฐานะมั่น", roles=frozenset({Role.SOCIAL_WORKER})),
    UserCard(login="chujai", name="ชูใจ ปั๊มน้ำทอง", roles=frozenset({Role.FINANCE})),
    UserCard(login="somsak", name="สมศักดิ์ ผู้ใหญ่กว่า", roles=frozenset({Role.DIRECTOR})),
    UserCard(login="wira", name="วีระ ณ ที่นี้", roles=frozenset({Role.AUDITOR})),
    UserCard(login="admin", name="ดวงแก้ว กุญแจดี", roles=frozenset({Role.ADMINISTRATOR, Role.FINANCE})),
)
STATUS = Status(
    half=HalfLeft(half=BudgetHalf(2567, 2), allotted=Baht.of(300_000), available=Baht.of(141_000)),
    last_backup=datetime(2024, 6, 13, 9, 30, tzinfo=UTC),
)
HITS = (
    Hit(noun="person", title="นางสมหญิง ปั๊มน้ำ", detail="1-xxxx-xxxxx-56-3 หมู่ 4 ต.ดอนแก้ว",
        record_id="p1"),
    Hit(noun="household", title="บ้านเลขที่ 12/3 หมู่ 4", detail="ครอบครัวปั๊มน้ำ 5 คน", record_id="h1"),
)  # fmt: skip


@dataclass
class FakeSession:
    """A session for one user; `closed` tells whether the office was let go."""

    actor: Actor
    card: OfficeCard = CARD
    services: Any = None
    exporter: NotedExporter = field(default_factory=NotedExporter)
    idle_minutes: int = 10
    sample_day: date | None = TODAY
    shown: Status = STATUS
    closed: bool = False
    backed_up: int = 0
    looked: int = 0
    shared: bool = False

    def read_news(self) -> News:
        return News()

    def today(self) -> date:
        return TODAY

    def status(self) -> Status:
        return self.shown

    def search(self, text: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in HITS if text in hit.title or swap_layout(text) in hit.title)

    def unlock(self, password: str) -> None:
        if password != PASSWORD:
            raise DomainError("office_files.wrong_password", "password")

    def back_up_daily(self, progress: Progress) -> bool:
        self.backed_up += 1
        return self.backed_up == 1

    def look_at_pictures(self, progress: Progress) -> int:
        self.looked += 1
        return 0

    def problem_report(self) -> bytes:
        return b"report"

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeOffices:
    """A gateway; `trouble` is raised when somebody looks at the door."""

    known: tuple[OfficeCard, ...] = (CARD,)
    users: tuple[UserCard, ...] = USERS
    trouble: EnvironmentProblem | None = None
    made: list[NewOffice] = field(default_factory=list)
    sessions: list[FakeSession] = field(default_factory=list)
    recovered: list[tuple[str, str, str]] = field(default_factory=list)
    joined: list[tuple[Path, Path, str]] = field(default_factory=list)

    def recent(self) -> tuple[OfficeCard, ...]:
        return self.known

    def look(self, folder: Path) -> Door:
        if self.trouble is not None:
            raise self.trouble
        return Door(card=CARD, users=self.users, sample_password=PASSWORD, sample_day=TODAY)

    def warm(self) -> None:
        """Nothing to import."""

    def sign_in(self, folder: Path, login: str, password: str) -> FakeSession:
        if password != PASSWORD:
            raise DomainError("office_files.wrong_password", "password")
        user = next(user for user in self.users if user.login == login)
        session = FakeSession(Actor(staff_id=login, name=user.name, roles=user.roles, workstation="test"))
        self.sessions.append(session)
        return session

    def recover(self, folder: Path, recovery_key: str, login: str, password: str, reason: str) -> None:
        if recovery_key != RECOVERY_KEY:
            raise DomainError("office_files.wrong_recovery_key", "recovery_key")
        self.recovered.append((login, password, reason))

    def create(self, office: NewOffice, progress: Progress) -> MadeOffice:
        self.made.append(office)
        progress.report(1, 1)
        card = OfficeCard(folder=office.folder, name=office.name)
        return MadeOffice(card=card, recovery_key=RECOVERY_KEY)

    def enrolment(self, file: Path) -> EnrolmentDoor:
        if file.suffix != ".enrol":
            raise EnvironmentProblem("laptops.not_an_enrolment", path=str(file))
        return EnrolmentDoor(office=CARD.name, laptop="เครื่อง 1", users=self.users[:2], sample_password=PASSWORD)

    def join(self, enrolment: Path, folder: Path, login: str, password: str) -> OfficeCard:
        if password != PASSWORD:
            raise DomainError("office_files.wrong_password", "password")
        self.joined.append((enrolment, folder, login))
        return replace(CARD, folder=folder, laptop="เครื่อง 1")

    def recovery_paper(self, made: MadeOffice) -> bytes:
        return b"paper"

    def backups(self, folder: Path) -> tuple[BackupCard, ...]:
        made_at = datetime(2024, 6, 13, 9, 30, tzinfo=UTC)
        return (BackupCard(path=folder / "one.zip", office=CARD.name, made_at=made_at, size=12_000_000),)

    def restore(self, backup: Path, into: Path, login: str, password: str) -> OfficeCard:
        if password != PASSWORD:
            raise DomainError("office_files.wrong_password", "password")
        return OfficeCard(folder=into, name=CARD.name)
