"""The window around the screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.domain.findings import Severity
from kmcase.messages import Message, message
from ui.gateway import Problem, Session, Status
from ui.jobs import LaneJobs, OfficeJobs
from ui.looks import Looks
from ui.ports import Desk, Err, LiveTexts, Memory, Narrowed, Result, Screen, Tone
from ui.resources import Papers, papers
from ui.shell.workspace.colleagues import Colleagues
from ui.shell.workspace.jobs_strip import JobsStrip
from ui.shell.workspace.presenter import Command, Offer, WorkspacePresenter
from ui.shell.workspace.sheets import about_sheet, help_sheet, keys_sheet, paper_sheet
from ui.shell.workspace.side import SideNav
from ui.shell.workspace.top import TopBar
from ui.tables.output import file_name, write_file
from ui.theme import Space
from ui.widgets.basics import IconMark, Label, on_key, row
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.texts import retranslate_all

_STATUS_PAUSE_MS = 300
_PICTURES_PAUSE_MS = 3000
_EVIDENCED = ("visit", "request", "voucher")
"""Records that pictures and signatures are evidence of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every session's workspace shares."""

    jobs: LaneJobs
    texts: LiveTexts
    memory: Memory
    screens: Sequence[Screen]
    looks: Looks


class WorkspaceView(QWidget):
    """Navigation, top bar, banner, the screen in front, and jobs at the foot."""

    lock = Signal()
    sign_out = Signal()

    def __init__(self, session: Session, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._lanes = around.jobs
        self._jobs = OfficeJobs(around.jobs, self._forget_success)
        self._texts = around.texts
        self._looks = around.looks
        self._shown: dict[str, QWidget] = {}
        self._problems: tuple[Problem, ...] = ()
        self._noticed = Tone.ACCENT
        self._presenter = WorkspacePresenter(self, session, around.screens, self._jobs, around.texts)
        self.desk = self._make_desk(around.memory)
        self.colleagues = Colleagues(session.read_news, self._shown.values, self.notice, around.texts, self)
        self._build()
        self._connect()
        self._keys()
        self._top.show_session(session)
        self._side.show_areas(self._presenter.areas())
        self._presenter.set_commands(self._commands())

    # --- what the frame, the tour and tests do ---

    def start(self) -> None:
        """Open the first screen."""
        if not self._presenter.areas():
            self._stack.setCurrentWidget(self._nothing)
        self._presenter.start()
        if self._session.shared:
            self.colleagues.start()

    def leave(self) -> None:
        """The person signs out: nothing more is shown here."""
        self._jobs.leave()
        self._pictures_later.stop()
        self.colleagues.stop()

    def open(self, screen: str, record_id: str | None = None) -> None:
        """Go to a screen."""
        self._presenter.open(screen, record_id)

    def screen_view(self, key: str) -> Any:
        """The widget of a screen that was opened."""
        return self._shown[key]

    def screens(self) -> tuple[Screen, ...]:
        """The screens that the signed-in person may open, the hidden ones too."""
        return self._presenter.all_screens()

    def search_for(self, typed: str) -> None:
        """Type into the search box."""
        self._top.box.come_here()
        self._top.box.setText(typed)
        self._presenter.search(typed)

    def close_search(self) -> None:
        """Put the offers away."""
        self._top.box.close_offers()

    def show_help(self) -> None:
        """F1."""
        screen = self._presenter.here()
        if screen is not None:
            help_sheet(self._texts, screen, self).open()

    def show_keys(self) -> None:
        """Ctrl+/."""
        keys_sheet(self._texts, self._stack.currentWidget(), self).open()

    def show_about(self) -> None:
        """Version, licence, and what the program is made of."""
        self._jobs.database(papers, self._papers_read)

    # --- what the presenter shows ---

    def show_place(self, screen: Screen, record_id: str | None) -> None:
        """Bring a screen to the front; it is built at its first opening and kept."""
        view: Any = self._shown.get(screen.key)
        if view is None:
            view = screen.factory(self.desk)
            self._shown[screen.key] = view
            self._stack.addWidget(view)
        self._notice.hide()
        self._side.mark(screen.key)
        self._only_read.setVisible(self._presenter.only_read(screen))
        self._stack.setCurrentWidget(view)
        view.show_record(record_id)
        view.setFocus()

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is a way back and forward."""
        self._top.show_ways(back=back, forward=forward)

    def show_status(self, status: Status) -> None:
        """The half-year, the clocks, standing problems."""
        self._top.show_status(status, self._session.today())
        at = status.last_backup
        self._backup.say(message("shell.top.backup", at=at) if at else message("shell.top.no_backup"))
        self._backup.set_tone(Tone.PLAIN if at else Tone.WARN)
        self._problems = status.problems
        self._show_standing()

    def show_offers(self, typed: str, offers: Sequence[Offer]) -> None:
        """What the search found."""
        self._top.box.show_offers(typed, offers)

    def show_backup_failed(self, failure: Err) -> None:
        """Why the back-up of the day was not made; the reason first, then what it means."""
        self.notice(message("shell.banner.backup_failed", reason=failure.message), Tone.ERROR)

    def show_at_office_alone(self) -> None:
        """A laptop was asked for what only the office has."""
        self.notice(message("laptops.error.at_the_office"))

    def show_search_failed(self, failure: Err) -> None:
        """Why the search could not look."""
        self._top.box.show_failure(failure)

    # --- what screens ask ---

    def notice(self, said: Message, tone: Tone = Tone.ACCENT) -> None:
        """Say something above the screen until it is closed, followed or left, of what was done until a refusal."""
        self._notice.say(tone, said)
        self._noticed = tone

    def show_paper(self, pdf: bytes, title: str) -> None:
        """Preview a document."""
        sheet, preview = paper_sheet(self._texts, pdf, title, self)
        preview.save_requested.connect(self._save_paper)  # type: ignore[attr-defined]
        sheet.open()

    def announce(self, changes: Changes) -> None:
        """Carry the changes of a commit to every live screen, and look at the clocks again."""
        for view in self._shown.values():
            view.apply_changes(changes)  # type: ignore[attr-defined]
        self._status_later.start()
        if any(noun in changes for noun in _EVIDENCED):
            self._pictures_later.start()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again, the screens too."""
        retranslate_all(self, texts)

    # --- building ---

    def _make_desk(self, memory: Memory) -> Desk:
        return Desk(
            services=self._session.services,
            actor=self._session.actor,
            today=self._session.today,
            jobs=self._jobs,
            texts=self._texts,
            memory=memory,
            exporter=self._session.exporter,
            navigation=self._presenter,
            notices=self,
            announce=self.announce,
            may=self._presenter.may,
            show_paper=self.show_paper,
        )

    def _build(self) -> None:
        self._top = TopBar(self._texts, self._looks)
        self._side = SideNav(self._texts)
        self._standing = Banner(self._texts)
        self._notice = Banner(self._texts)
        self._stack = QStackedWidget()
        nothing = (message("shell.nav.nothing"), message("shell.nav.nothing_advice"))
        self._nothing = EmptyState(self._texts, "lock", *nothing)
        self._stack.addWidget(self._nothing)
        self._strip = JobsStrip(self._texts, self._lanes)
        card = self._session.card
        office = Label(self._texts, card.name, role="strong")
        laptop = Label(self._texts, message("shell.top.laptop", name=card.laptop), tone=Tone.ACCENT)
        laptop.setVisible(bool(card.laptop))
        side = QVBoxLayout()
        side.setContentsMargins(Space.ONE, Space.TWO, Space.ONE, Space.ONE)
        side.setSpacing(Space.TWO)
        framed = QVBoxLayout()
        framed.setContentsMargins(Space.ONE, 0, Space.ONE, 0)
        framed.addWidget(office)
        framed.addWidget(laptop)
        side.addLayout(framed)
        side.addWidget(self._side, 1)
        self._backup = Label(self._texts, role="muted", wrap=False)
        side.addLayout(row(Space.ONE, IconMark("backup", "muted", 16), self._backup, None))
        main = QVBoxLayout()
        main.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.TWO)
        main.setSpacing(Space.ONE)
        self._only_read = Label(self._texts, message("shell.top.only_read"), role="muted")
        self._only_read.hide()
        for part in (self._standing, self._notice, self._only_read):
            main.addWidget(part)
        main.addWidget(self._stack, 1)
        main.addWidget(self._strip)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addLayout(main, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(side)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self._status_later = QTimer(self)
        self._status_later.setSingleShot(True)
        self._status_later.setInterval(_STATUS_PAUSE_MS)
        self._status_later.timeout.connect(self._presenter.refresh_status)
        self._pictures_later = QTimer(self)
        self._pictures_later.setSingleShot(True)
        self._pictures_later.setInterval(_PICTURES_PAUSE_MS)
        self._pictures_later.timeout.connect(self._presenter.look_at_pictures)
        self._side.chosen.connect(self._presenter.open)
        self._top.box.asked.connect(self._presenter.search)
        self._top.back.connect(self._presenter.back)
        self._top.forward.connect(self._presenter.forward)
        self._top.lock.connect(self.lock)
        self._top.sign_out.connect(self.sign_out)
        self._top.about.connect(self.show_about)
        self._top.shortcuts.connect(self.show_keys)
        self._top.own_password.connect(self._own_password)
        self._top.exchange.connect(lambda: self._presenter.open("exchange"))
        self._top.switch_language.connect(self._switch_language)
        self._standing.action_requested.connect(self._mend_first_problem)
        self._show_standing()

    def _keys(self) -> None:
        keys = (
            ("Ctrl+K", self._top.box.come_here),
            ("Alt+Left", self._presenter.back),
            ("Alt+Right", self._presenter.forward),
            ("F1", self.show_help),
            ("Ctrl+/", self.show_keys),
            ("Ctrl+L", self.lock.emit),
        )
        for sequence, run in keys:
            on_key(self, sequence, run)

    def _commands(self) -> tuple[Command, ...]:
        return (
            Command(said=message("shell.top.lock"), icon="lock", run=self.lock.emit, keys="Ctrl+L"),
            Command(said=message("shell.top.shortcuts"), icon="key", run=self.show_keys, keys="Ctrl+/"),
            Command(said=message("shell.top.language"), icon="language", run=self._switch_language),
            Command(said=message("shell.top.own_password"), icon="key", run=self._own_password),
            Command(said=message("shell.top.about"), icon="info", run=self.show_about),
            Command(said=message("shell.top.sign_out"), icon="signout", run=self.sign_out.emit),
        )

    # --- inside ---

    def _own_password(self) -> None:
        self._presenter.open("staff", Narrowed(by="own").as_record())

    def _show_standing(self) -> None:
        """The first problem; without one, that this is the sample office and which day it is there."""
        if self._problems:
            first = self._problems[0]
            way = message("shell.banner.mend") if self._presenter.screen_of(first.noun) else ""
            tone = Tone.ERROR if first.severity is Severity.BLOCK else Tone.WARN
            self._standing.say(tone, first.said, way, closable=False)
        elif self._session.sample_day is not None:
            said = message("shell.banner.sample", day=self._session.sample_day)
            self._standing.say(Tone.ACCENT, said, closable=False)
        else:
            self._standing.hide()

    def _mend_first_problem(self) -> None:
        screen = self._presenter.screen_of(self._problems[0].noun) if self._problems else None
        if screen is not None:
            self._presenter.open(screen.key)

    def _forget_success(self) -> None:
        """What was done before does not stand over what is refused now."""
        if self._noticed is Tone.OK:
            self._notice.hide()

    def _switch_language(self) -> None:
        self._texts.switch("en" if self._texts.language == "th" else "th")

    def _papers_read(self, result: Result[Papers]) -> None:
        if isinstance(result, Err):
            self.notice(result.message, Tone.ERROR)
        else:
            about_sheet(self._texts, result.value, self, self._save_report).open()

    def _save_report(self) -> None:
        name = file_name(self._texts.text("shell.about.report_file"), self._session.today(), "zip")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._texts.text("shell.about.report"), str(Path.home() / name), "Zip (*.zip)"
        )
        if chosen:
            path = Path(chosen)
            self._jobs.background(
                lambda _: write_file(path, self._session.problem_report()),
                lambda result: self._report_saved(path.name, result),
                title=message("shell.job.save", file=path.name),
            )

    def _report_saved(self, name: str, result: Result[None]) -> None:
        if isinstance(result, Err):
            self.notice(result.message, Tone.ERROR)
        else:
            self.notice(message("shell.about.report_saved", file=name), Tone.OK)

    def _save_paper(self, path: Path, pdf: bytes) -> None:
        self._jobs.background(
            lambda _: write_file(path, pdf),
            lambda result: self._paper_saved(path.name, result),
            title=message("shell.job.save", file=path.name),
        )

    def _paper_saved(self, name: str, result: Result[None]) -> None:
        if isinstance(result, Err):
            self.notice(result.message, Tone.ERROR)
        else:
            self.notice(message("tables.saved", file=name), Tone.OK)
