"""The main window: which page stands in it, and what happens between pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QStackedWidget, QWidget

from kmcase.messages import message
from ui.gateway import OfficeCard, OfficeGateway, Session
from ui.jobs import LaneJobs
from ui.looks import Looks
from ui.ports import Err, LiveTexts, Memory, Screen, Tone
from ui.shell.idle import IdleWatch
from ui.shell.lock.presenter import LockPresenter
from ui.shell.lock.view import LockView
from ui.shell.sign_in.presenter import SignInPresenter
from ui.shell.sign_in.view import SignInView
from ui.theme import Space
from ui.widgets.texts import retranslate_all

if TYPE_CHECKING:
    from ui.shell.wizard.view import WizardView
    from ui.shell.workspace.view import WorkspaceView

_SIZE = (1366, 768)
_LEAST = (1024, 640)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnishings:
    """What the window is furnished with; `new_offices` is where offices are made unless another place is chosen."""

    gateway: OfficeGateway
    screens: Sequence[Screen]
    texts: LiveTexts
    memory: Memory
    looks: Looks
    new_offices: Path
    today: Callable[[], date]


class Frame(QMainWindow):
    """Sign-in, wizard, workspace, lock. `arrived` after each change of the page in front."""

    arrived = Signal()

    def __init__(self, furnishings: Furnishings) -> None:
        super().__init__()
        self._with = furnishings
        self._texts = furnishings.texts
        self.jobs = LaneJobs(self)
        self._session: Session | None = None
        self.workspace: WorkspaceView | None = None
        self.wizard: WizardView | None = None
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        self.sign_in = SignInView(self._texts, furnishings.memory)
        self._at_the_door = SignInPresenter(self.sign_in, furnishings.gateway, self.jobs, self._come_in)
        self.sign_in.attach(self._at_the_door)
        self.lock_page = LockView(self._texts)
        self._locking = LockPresenter(self.lock_page, self.jobs, self._unlocked)
        self.lock_page.attach(self._locking)
        self._idle = IdleWatch(self)
        for page in (self.sign_in, self.lock_page):
            self._pages.addWidget(page)
        self.sign_in.new_office.connect(self._first_run)
        self.lock_page.sign_out.connect(self.leave)
        self._idle.idle.connect(self.lock)
        self._texts.listen(self._said_again)
        self._name_window()

    def start(self, folder: Path | None) -> None:
        """Go to an office's door."""
        self._pages.setCurrentWidget(self.sign_in)
        self._at_the_door.start(folder)

    def show_fitted(self) -> None:
        """Show the window whole: one that would not fit beside title bar and task bar fills the screen."""
        room = self.screen().availableGeometry()
        if room.width() <= self.width() or room.height() <= self.height():
            self.showMaximized()
        else:
            self.show()

    @property
    def session(self) -> Session | None:
        """Whose work is in front or under the lock."""
        return self._session

    def screens(self) -> Sequence[Screen]:
        """All screens, whoever is signed in."""
        return self._with.screens

    def lock(self) -> None:
        """Put the lock over the work; nothing typed is lost."""
        if self._session is None or self._pages.currentWidget() is self.lock_page:
            return
        self._idle.stop()
        for sheet in QApplication.topLevelWidgets():
            if sheet is not self and sheet.isVisible():
                sheet.hide()
        self._locking.lock(self._session)
        self._show(self.lock_page)
        self.lock_page.password.setFocus()

    def tell(self, failure: Err) -> None:
        """Say what went wrong outside any job, where somebody is working."""
        if self.workspace is not None:
            self.workspace.notice(failure.message, Tone.ERROR)

    def leave(self) -> None:
        """Sign out: the office is closed, and we stand at its door again."""
        session, workspace = self._session, self.workspace
        if session is None or workspace is None or not self._may_stop_jobs():
            return
        self._session, self.workspace = None, None
        self._stop_watching()
        workspace.leave()
        self.jobs.forget_all()
        self._pages.removeWidget(workspace)
        workspace.deleteLater()
        self._pages.setCurrentWidget(self.sign_in)
        self.jobs.database(session.close, lambda _: self._at_the_door.visit(session.card.folder))
        self._name_window()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question, unless a job is running."""
        if not self._may_stop_jobs():
            event.ignore()
            return
        self._stop_watching()
        self._pages.hide()  # A form that goes out of sight keeps its draft, and that needs the lanes.
        session, self._session = self._session, None
        if self.workspace is not None:
            self.workspace.colleagues.stop()
        self.jobs.close(session.close if session is not None else None)
        event.accept()

    # --- pages ---

    def _come_in(self, session: Session) -> None:
        from ui.shell.workspace.view import Surroundings, WorkspaceView

        self._session = session
        around = Surroundings(
            jobs=self.jobs,
            texts=self._texts,
            memory=self._with.memory,
            screens=self._with.screens,
            looks=self._with.looks,
        )
        workspace = WorkspaceView(session, around)
        workspace.lock.connect(self.lock)
        workspace.sign_out.connect(self.leave)
        self.workspace = workspace
        self._pages.addWidget(workspace)
        workspace.start()
        QApplication.instance().installEventFilter(self._idle)
        self._idle.start(session.idle_minutes)
        self._name_window()
        self._show(workspace)

    def _unlocked(self) -> None:
        if self._session is not None and self.workspace is not None:
            self._idle.start(self._session.idle_minutes)
            self._show(self.workspace)

    def _first_run(self) -> None:
        from ui.shell.wizard.presenter import WizardPresenter
        from ui.shell.wizard.view import WizardView

        view = WizardView(self._texts)
        presenter = WizardPresenter(
            view, self._with.gateway, self.jobs, self._with.today(), self._with.new_offices, self._office_made
        )
        view.attach(presenter)
        view.cancelled.connect(self._end_wizard)
        view.paper_made.connect(self._show_key_paper)
        self.wizard = view
        self._pages.addWidget(view)
        presenter.start()
        self._show(view)

    def _office_made(self, card: OfficeCard) -> None:
        self._end_wizard()
        self._at_the_door.visit(card.folder)

    def _end_wizard(self) -> None:
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            self._pages.removeWidget(wizard)
            wizard.deleteLater()
        self._show(self.sign_in)

    def _show_key_paper(self, pdf: bytes) -> None:
        from ui.shell.workspace.sheets import paper_sheet
        from ui.tables.output import write_file

        sheet, preview = paper_sheet(self._texts, pdf, self._texts.text("shell.wizard.key_paper_title"), self)
        preview.save_requested.connect(  # type: ignore[attr-defined]
            lambda path, content: self.jobs.database(lambda: write_file(path, content), lambda _: None)
        )
        sheet.open()

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.arrived.emit()

    # --- inside ---

    def _stop_watching(self) -> None:
        self._idle.stop()
        QApplication.instance().removeEventFilter(self._idle)

    def _may_stop_jobs(self) -> bool:
        """Ask only where a job is running, and say what is stopped."""
        running = self.jobs.running()
        if not running:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(self._texts.text("shell.close.running", title=running[0].title))
        box.setContentsMargins(Space.ONE, Space.ONE, Space.ONE, Space.ONE)
        stop = box.addButton(self._texts.text("shell.close.stop"), QMessageBox.ButtonRole.DestructiveRole)
        wait = box.addButton(self._texts.text("shell.close.wait"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        box.exec()
        return box.clickedButton() is stop

    def _said_again(self) -> None:
        retranslate_all(self, self._texts)
        self._name_window()

    def _name_window(self) -> None:
        program = self._texts.text("shell.program")
        card = self._session.card if self._session is not None else None
        laptop = self._texts.text("shell.top.laptop", name=card.laptop) if card is not None and card.laptop else ""
        named = [part for part in (laptop, card.name if card is not None else "", program) if part]
        self.setWindowTitle(" – ".join(named))
        self.setAccessibleName(self._texts.render(message("shell.program")))
