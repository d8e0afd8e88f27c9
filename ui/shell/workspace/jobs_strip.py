"""Long jobs at the foot of the window: how far, how long still, cancel. The window stays usable meanwhile."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy

from kmcase.messages import Message, message
from ui.jobs import LaneJob, LaneJobs
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets.basics import Button, IconMark, Label

_SHOWN_AFTER_S = 1.0
_LOOK_MS = 500
_BAR_WIDTH = 200


class JobsStrip(QFrame):
    """Shows the job that has run longest, once it took longer than a second."""

    def __init__(self, texts: LiveTexts, jobs: LaneJobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: LaneJob | None = None
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = Label(texts, wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._cancel = Button(texts, message("shell.jobs.cancel"), kind="link", icon_name="close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.TWO, Space.HALF, Space.TWO, Space.HALF)
        layout.setSpacing(Space.TWO)
        layout.addWidget(IconMark("clock", "accent"))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_running)
        jobs.running_changed.connect(self._changed)
        jobs.progressed.connect(self._show_running)
        self._cancel.clicked.connect(self._stop)
        self.hide()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._words.retranslate(texts)
        self._cancel.retranslate(texts)

    def _changed(self) -> None:
        if self._jobs.running():
            self._look.start()
        else:
            self._look.stop()
        self._show_running()

    @Slot()
    def _show_running(self) -> None:
        running = [job for job in self._jobs.running() if time.monotonic() - job.started >= _SHOWN_AFTER_S]
        self._job = running[0] if running else None
        self.setVisible(self._job is not None)
        if self._job is not None:
            self._words.say(job_words(self._job, len(running) - 1))
            self._bar.setMaximum(self._job.total_steps or 0)
            self._bar.setValue(self._job.done_steps)
            self._bar.setAccessibleName(self._words.plain_text())

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def job_words(job: LaneJob, more: int) -> Message:
    """What is being done, how far, how long still, and how many wait."""
    title = job.title or message("shell.jobs.work")
    if job.cancelled:
        return message("shell.jobs.stopping", title=title)
    left = job.seconds_left()
    if left is None or job.total_steps is None:
        return message("shell.jobs.running", title=title, more=more)
    return message("shell.jobs.progress", title=title, done=job.done_steps, total=job.total_steps, seconds=left)
