"""The widget of survey lists: three steps on one page."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.imports import ImportPreview
from kmcase.application.read.imports import ImportItem, RowItem, SurveyItem
from kmcase.application.read.people import PersonItem
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts, Tone
from ui.screens.imports.columns_page import ColumnsPage
from ui.screens.imports.file_page import FilePage
from ui.screens.imports.presenter import ImportsPresenter, Step
from ui.screens.imports.result_page import ResultPage
from ui.screens.imports.watched import Watched
from ui.theme import Space
from ui.widgets import Banner, Button, Label, StepBar, row, stacked
from ui.widgets.picture_sheet import open_picture

_LOOK_MS = 200
_STEPS = ("survey_lists.step.file", "survey_lists.step.columns", "survey_lists.step.result")


class RunningPage(QWidget):
    """What runs, how far it is, and the way to stop it."""

    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._watched: Watched | None = None
        self.said = Label(desk.texts, role="lead")
        self.note = Label(desk.texts, message("survey_lists.stays_usable"), role="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(480)
        self.cancel = Button(desk.texts, message("survey_lists.cancel"), icon_name="close")
        self.cancel.clicked.connect(self.cancelled)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.TWO)
        layout.addStretch(1)
        for part in (self.said, self.bar, self.note):
            layout.addLayout(row(None, part, None))
        layout.addLayout(row(None, self.cancel, None))
        layout.addStretch(2)
        for label in (self.said, self.note):
            label.setMinimumWidth(480)

    def watch(self, said: Message, watched: Watched) -> None:
        """Show something that runs."""
        self._watched = watched
        self.said.say(said)
        self.bar.setRange(0, 0)
        self._timer.start()

    def rest(self) -> None:
        """Nothing runs."""
        self._timer.stop()

    def _look(self) -> None:
        if self._watched is not None and self._watched.total:
            self.bar.setRange(0, self._watched.total)
            self.bar.setValue(self._watched.done)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        for part in (self.said, self.note, self.cancel):
            part.retranslate(texts)


class ImportsView(QWidget):
    """Steps above, the page of the present step below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = ImportsPresenter(desk, self)
        self._title = Label(texts, message("survey_lists.screen"), role="title", wrap=False)
        self._steps = StepBar(texts, [message(key) for key in _STEPS])
        self.banner = Banner(texts)
        self.file = FilePage(desk, may_import=self.presenter.may_import)
        self.columns = ColumnsPage(desk)
        self.running = RunningPage(desk)
        self.result = ResultPage(desk)
        self._pages = stacked(self.file, self.columns, self.running, self.result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self._title, Space.THREE, self._steps))
        layout.addWidget(self.banner)
        layout.addWidget(self._pages, 1)
        self._connect()
        self.retranslate(texts)

    def _connect(self) -> None:
        presenter = self.presenter
        self.file.chosen.connect(presenter.open_file)
        self.file.opened.connect(lambda item: presenter.open_list(item.import_id))
        self.file.form_asked.connect(presenter.save_form)
        self.file.lists.retry.connect(presenter.refresh_lists)
        self.columns.column_chosen.connect(presenter.choose_column)
        self.columns.sheet_chosen.connect(presenter.choose_sheet)
        self.columns.area_chosen.connect(presenter.choose_subdistrict)
        self.columns.confirmed.connect(presenter.take_in)
        self.columns.left.connect(presenter.begin)
        self.running.cancelled.connect(presenter.cancel)
        self.result.left.connect(presenter.begin)
        self.result.row_chosen.connect(presenter.look_at)
        self.result.row_selected.connect(presenter.fetch_pictures)
        self.result.pictures.opened.connect(presenter.open_picture)
        self.result.save_asked.connect(presenter.save_waiting)
        self.result.read_asked.connect(self.file.drop.ask)
        self.result.person_opened.connect(lambda person_id: self._desk.navigation.open("people", person_id))
        self.result.mend.mended.connect(presenter.mend)
        self.result.mend.is_new.connect(presenter.is_new)
        self.result.mend.is_person.connect(presenter.is_person)
        self.result.mend.set_aside.connect(presenter.set_aside)

    def show_outcome(self, outcome: RowOutcome) -> None:
        """Bring the rows of an outcome to the front."""
        self.result.show_outcome(outcome)

    # --- what the presenter shows ---

    def show_step(self, step: Step) -> None:
        """The page of a step; what was said of another step's page is said no more."""
        self.running.rest()
        page = (self.file, self.columns, self.result)[step]
        if self._pages.currentWidget() is not page:
            self.banner.hide()
        self._steps.set_current(step)
        self._pages.setCurrentWidget(page)

    def show_lists(self, lists: tuple[ImportItem, ...]) -> None:
        """The lists received so far."""
        self.file.lists.set_items(lists)

    def show_lists_failure(self, failure: Err) -> None:
        """Why they cannot be shown."""
        self.file.lists.set_error(failure)

    def show_running(self, said: Message, watched: Watched) -> None:
        """Something runs."""
        self.banner.hide()
        self.running.watch(said, watched)
        self._pages.setCurrentWidget(self.running)

    def show_columns(self, preview: ImportPreview, surveys: tuple[SurveyItem, ...]) -> None:
        """The columns of a file."""
        self.columns.show_preview(preview, surveys)

    def show_list(self, item: ImportItem) -> None:
        """A list with its counts."""
        self.result.show_item(item)

    def show_rows(self, outcome: RowOutcome, rows: tuple[RowItem, ...]) -> None:
        """Its rows of one outcome."""
        self.result.show_rows(outcome, rows)

    def show_candidates(self, row: RowItem, people: tuple[PersonItem, ...]) -> None:
        """Whom a waiting row may be."""
        self.result.mend.show_candidates(row, people)

    def show_evidence(self, row: RowItem, evidence: tuple[EvidenceItem, ...]) -> None:
        """The pictures that came with a row."""
        self.result.show_evidence(row, evidence)

    def show_picture(self, content: bytes, title: Message) -> None:
        """One of them, large."""
        open_picture(self, content, self._desk.texts.render(title))

    def show_trouble(self, failure: Err) -> None:
        """What went wrong: beside its field, or above the page."""
        if self._pages.currentWidget() is self.columns:
            self.columns.show_error(failure)
        else:
            self.banner.say(Tone.ERROR, failure.message)

    def show_said(self, said: Message, tone: Tone) -> None:
        """What happened, above the page."""
        self.banner.say(tone, said)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """A list, or the page as it was left."""
        if record_id is not None:
            self.presenter.open_list(record_id)
        elif self._pages.currentWidget() is self.file:
            self.presenter.begin()

    def apply_changes(self, changes: Changes) -> None:
        """Rows may stand elsewhere now."""
        if "import" in changes or "survey" in changes:
            self.presenter.changed()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        for part in (self._title, self._steps, self.banner, self.file, self.columns, self.running, self.result):
            part.retranslate(texts)
