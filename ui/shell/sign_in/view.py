"""The page at the door."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.gateway import BackupCard, Door, EnrolmentDoor, OfficeCard
from ui.ports import Err, LiveTexts, Memory
from ui.shell.password import PasswordLine
from ui.shell.sign_in.join_sheet import JoinSheet
from ui.shell.sign_in.presenter import SignInPresenter
from ui.shell.sign_in.recover_sheet import RecoverSheet
from ui.shell.sign_in.restore_sheet import RestoreSheet
from ui.shell.sign_in.users import UserList
from ui.theme import Space, Tone, icon
from ui.widgets.basics import Button, Card, IconMark, Label, column, row
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.texts import retranslate_all

_CARD = (840, 480)
_PASSWORD_WIDTH = 340
_MOST_BACKUPS = 14
_MEGABYTE = 1_000_000


class SignInView(QWidget):
    """Users at the left, password at the right; other offices below."""

    new_office = Signal()

    def __init__(self, texts: LiveTexts, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("page")
        self._texts = texts
        self._memory = memory
        self._presenter: SignInPresenter | None = None
        self._door: Door | None = None
        self._restore_from: BackupCard | None = None
        self.recovering: RecoverSheet | None = None
        self.joining: JoinSheet | None = None
        self._build()
        self._links()

    def attach(self, presenter: SignInPresenter) -> None:
        """Who decides."""
        self._presenter = presenter

    # --- what the presenter shows ---

    def show_opening(self) -> None:
        """The office is being looked at."""
        self._pages.setCurrentWidget(self._opening)

    def show_welcome(self) -> None:
        """No office has been opened here yet."""
        self._pages.setCurrentWidget(self._welcome)

    def show_door(self, door: Door) -> None:
        """The users of an office."""
        self._door = door
        card = door.card
        self._office.say(card.name)
        self._laptop.setVisible(bool(card.laptop))
        self._laptop.say(message("shell.top.laptop", name=card.laptop))
        self.users.show_users(door.users, self._memory.get(f"sign_in/{door.card.folder}"))
        self.password.clear()
        self._name.say(self.users.name())
        self._sample.setVisible(door.sample_password is not None)
        if door.sample_password is not None:
            said = message("shell.sign_in.sample", password=door.sample_password)
            self._sample.say(Tone.ACCENT, said, closable=False)
        self._pages.setCurrentWidget(self._door_page)
        self.password.setFocus()

    def show_trouble(self, failure: Err) -> None:
        """The office cannot be opened, and why."""
        self._trouble.say(message("shell.sign_in.trouble"), failure.message, message("shell.sign_in.retry"))
        self._pages.setCurrentWidget(self._trouble)

    def show_busy(self, busy: bool) -> None:
        """The password is being checked."""
        if self.recovering is not None:
            self.recovering.show_busy(busy)
        self._enter.setEnabled(not busy)
        self._enter.say(message("shell.sign_in.checking" if busy else "shell.sign_in.enter"))

    def show_refused(self, failure: Err) -> None:
        """A sentence beside the password, which is selected to be typed over; or above all."""
        if self._pages.currentWidget() is self._door_page and failure.field in ("password", "login", None):
            self.password.refuse(failure.message)
            self.password.setFocus()
            self.password.line.selectAll()
        else:
            self.show_trouble(failure)

    def show_recovered(self) -> None:
        """The password was changed by the recovery key."""
        if self.recovering is not None:
            self.recovering.accept()

    def show_key_refused(self, failure: Err) -> None:
        """Why the recovery key changed nothing."""
        if self.recovering is not None:
            self.recovering.show_refused(failure)

    def show_offices(self, offices: tuple[OfficeCard, ...]) -> None:
        """Offices to choose from."""
        menu = QMenu(self)
        for card in offices:
            action = menu.addAction(icon("house", "muted"), card.name)
            action.triggered.connect(lambda _=False, folder=card.folder: self._visit(folder))
        menu.addSeparator()
        menu.addAction(icon("search", "muted"), self._texts.text("shell.sign_in.find_folder"), self._find_office)
        _pop_up(menu, self._other)

    def show_backups(self, backups: tuple[BackupCard, ...]) -> None:
        """Back-ups to choose from."""
        menu = QMenu(self)
        for backup in backups[:_MOST_BACKUPS]:
            words = self._texts.text(
                "shell.sign_in.backup", office=backup.office, at=backup.made_at, size=max(1, backup.size // _MEGABYTE)
            )
            menu.addAction(words).triggered.connect(lambda _=False, one=backup: self._restore_into(one))
        _pop_up(menu, self._restore)

    def show_enrolment(self, file: Path, door: EnrolmentDoor) -> None:
        """Whose laptop this becomes."""
        sheet = JoinSheet(self._texts, door, self)
        sheet.wanted.connect(
            lambda folder, login, password: self._decided().join(file, door.laptop, folder, login, password)
        )
        sheet.finished.connect(self._left_joining)
        self.joining = sheet
        sheet.open()

    def show_joining(self, joining: bool) -> None:
        """The laptop's folder is being made."""
        if self.joining is not None:
            self.joining.show_busy(joining)

    def show_joined(self) -> None:
        """It is made."""
        if self.joining is not None:
            self.joining.accept()

    def show_not_joined(self, failure: Err) -> None:
        """Why it was not made."""
        if self.joining is not None:
            self.joining.show_refused(failure)

    # --- for the frame, the tour and tests ---

    def door(self) -> Door | None:
        """The office whose users are shown."""
        return self._door

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- building ---

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._opening = EmptyState(self._texts, "clock", message("shell.sign_in.opening"))
        self._trouble = EmptyState(self._texts, "warning", "")
        self._welcome = self._build_welcome()
        self._door_page = self._build_door()
        for page in (self._opening, self._door_page, self._welcome, self._trouble):
            self._pages.addWidget(page)
        card = Card(margin=0)
        card.setFixedSize(*_CARD)
        card.body.addWidget(self._pages)
        self._other = Button(self._texts, message("shell.sign_in.other"), kind="link", icon_name="house")
        self._new = Button(self._texts, message("shell.sign_in.new"), kind="link", icon_name="plus")
        self._restore = Button(self._texts, message("shell.sign_in.restore"), kind="link", icon_name="backup")
        self._language = Button(self._texts, message("shell.other_language"), kind="link", icon_name="language")
        program = Label(self._texts, message("shell.program"), role="title", wrap=False)
        motto = Label(self._texts, message("shell.motto"), role="muted", wrap=False)
        head = row(IconMark("heart", "accent", 28), program, motto, None)
        self._enrolment = Button(self._texts, message("shell.sign_in.enrolment"), kind="link", icon_name="laptop")
        foot = row(self._other, self._new, self._restore, self._enrolment, None, self._language, spacing=Space.ONE)
        inner = QVBoxLayout()
        inner.setSpacing(Space.TWO)
        inner.addStretch(1)
        for part in (head, card, foot):
            if isinstance(part, QWidget):
                inner.addWidget(part)
            else:
                inner.addLayout(part)
        inner.addStretch(1)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(inner)
        whole.addStretch(1)

    def _build_door(self) -> QWidget:
        page = QWidget()
        self._office = Label(self._texts, role="lead")
        self._laptop = Label(self._texts, tone=Tone.ACCENT)
        self.users = UserList(self._texts)
        self._name = Label(self._texts, role="title")
        self.password = PasswordLine(self._texts)
        self._enter = Button(self._texts, message("shell.sign_in.enter"), kind="primary")
        self._forgot = Button(self._texts, message("shell.sign_in.recover"), kind="link", icon_name="key")
        self._sample = Banner(self._texts)
        left = QVBoxLayout()
        left.setContentsMargins(Space.THREE, Space.THREE, Space.TWO, Space.TWO)
        left.setSpacing(Space.TWO)
        left.addLayout(column(self._office, self._laptop, spacing=0))
        left.addWidget(self.users, 1)
        side = QWidget()
        side.setFixedWidth(_PASSWORD_WIDTH + 2 * Space.FOUR)
        right = QVBoxLayout(side)
        right.setContentsMargins(Space.FOUR, Space.THREE, Space.FOUR, Space.FOUR)
        right.setSpacing(Space.TWO)
        right.addStretch(1)
        right.addWidget(self._name)
        right.addWidget(self.password)
        right.addWidget(self._enter)
        right.addLayout(row(None, self._forgot))
        right.addStretch(1)
        right.addWidget(self._sample)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        return page

    def _build_welcome(self) -> QWidget:
        page = EmptyState(
            self._texts,
            "heart",
            message("shell.sign_in.welcome"),
            message("shell.sign_in.welcome_advice"),
            message("shell.sign_in.new"),
        )
        page.action_requested.connect(self.new_office)
        return page

    def _links(self) -> None:
        self.users.taken.connect(self.password.setFocus)
        self.users.selectionModel().currentChanged.connect(self._user_changed)
        self.users.model().modelReset.connect(lambda: self._name.say(""))
        self.password.entered.connect(self._sign_in)
        self._enter.clicked.connect(self._sign_in)
        self._forgot.clicked.connect(self.forgot)
        self._new.clicked.connect(self.new_office)
        self._other.clicked.connect(lambda: self._decided().list_offices())
        self._restore.clicked.connect(self._find_backups)
        self._enrolment.clicked.connect(self._find_enrolment)
        self._trouble.action_requested.connect(lambda: self._decided().start(self._decided().folder))
        self._language.clicked.connect(self._switch_language)

    # --- what the user does ---

    def _decided(self) -> SignInPresenter:
        if self._presenter is None:
            raise RuntimeError("the page is shown before its presenter is attached")
        return self._presenter

    def _user_changed(self) -> None:
        self._name.say(self.users.name())
        self.password.clear()

    def _sign_in(self) -> None:
        if self._door is not None:
            self._memory.put(f"sign_in/{self._door.card.folder}", self.users.login())
        self._decided().sign_in(self.users.login(), self.password.text())

    def forgot(self) -> None:
        """Ask for the recovery key and a new password of the one who is chosen."""
        login = self.users.login()
        if not login:
            self.show_refused(Err(message("shell.error.no_user"), "shell.no_user", "login"))
            return
        sheet = RecoverSheet(self._texts, self.users.name(), self)
        sheet.wanted.connect(lambda key, password, reason: self._decided().recover(key, login, password, reason))
        sheet.finished.connect(self._recovered)
        self.recovering = sheet
        sheet.open()

    def _recovered(self) -> None:
        self.recovering = None

    def _visit(self, folder: Path) -> None:
        self._decided().visit(folder)

    def _find_office(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._texts.text("shell.sign_in.find_folder"), str(Path.home()))
        if chosen:
            self._visit(Path(chosen))

    def _left_joining(self) -> None:
        self.joining = None

    def _find_enrolment(self) -> None:
        text = self._texts.text
        kinds = f"{text('shell.join.file_kind')} (*.enrol)"
        chosen, _ = QFileDialog.getOpenFileName(self, text("shell.sign_in.find_enrolment"), str(Path.home()), kinds)
        if chosen:
            self._decided().look_at_enrolment(Path(chosen))

    def _find_backups(self) -> None:
        folder = self._decided().folder
        start = str(folder / "backups") if folder is not None else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._texts.text("shell.sign_in.find_backups"), start)
        if chosen:
            self._decided().look_for_backups(Path(chosen))

    def _restore_into(self, backup: BackupCard) -> None:
        sheet = RestoreSheet(self._texts, backup, self)
        sheet.wanted.connect(lambda into, login, password: self._decided().restore(backup, into, login, password))
        sheet.open()

    def _switch_language(self) -> None:
        self._texts.switch("en" if self._texts.language == "th" else "th")


def _pop_up(menu: QMenu, above: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(above.mapToGlobal(QPoint(0, above.height())))
