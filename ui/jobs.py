"""The two lanes beside the window: one thread for the database, in order, and a small pool for long work.

A job runs in its lane, its result comes back by a queued signal, so that `done` always runs in the window's thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kmcase.messages import Message, message
from ui.ports import Cancelled, Done, Err, Job, Progress, Result, attempt, report_bug

T = TypeVar("T")

_BACKGROUND_THREADS = 2
_REPORT_EVERY_S = 0.1


class LaneJob:
    """A job in a lane; also the progress of a background job."""

    def __init__(self, title: Message | None, tell: Callable[[LaneJob], None]) -> None:
        self.title = title
        self.started = time.monotonic()
        self.done_steps = 0
        self.total_steps: int | None = None
        self._tell = tell
        self._told = 0.0
        self._stop = threading.Event()
        self.future: Future[None] | None = None

    @property
    def cancelled(self) -> bool:
        """Whether cancel was pressed."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop at the next check; one that waits never starts."""
        self._stop.set()

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far it is; passed on at most ten times a second."""
        self.done_steps, self.total_steps = done, total
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY_S or done == total:
            self._told = now
            self._tell(self)

    def check(self) -> None:
        """Raise `Cancelled` once cancelled."""
        if self._stop.is_set():
            raise Cancelled

    def seconds_left(self) -> int | None:
        """A guess from the pace so far; None before there is one."""
        if not self.total_steps or not self.done_steps:
            return None
        spent = time.monotonic() - self.started
        return round(spent * (self.total_steps - self.done_steps) / self.done_steps)


class LaneJobs(QObject):
    """The lanes of a window. `running_changed` and `progressed` feed its list of background jobs, `idle` the tour."""

    running_changed = Signal()
    progressed = Signal(object)
    idle = Signal()
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(1, "database")
        self._background = ThreadPoolExecutor(_BACKGROUND_THREADS, "background")
        self._under_way: dict[LaneJob, Done[Any]] = {}
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def database(self, work: Callable[[], T], done: Done[T]) -> Job:
        """The one writer and interactive reader: short jobs, strictly in order."""
        return self._start(self._database, LaneJob(None, self.progressed.emit), lambda _: work(), done)

    def background(self, work: Callable[[Progress], T], done: Done[T], *, title: Message) -> Job:
        """Long work, listed in the window with progress and cancel."""
        return self._start(self._background, LaneJob(title, self.progressed.emit), work, done)

    def running(self) -> tuple[LaneJob, ...]:
        """The background jobs not yet done."""
        return tuple(job for job in self._under_way if job.title is not None)

    @property
    def busy(self) -> bool:
        """Whether anything is under way in either lane."""
        return bool(self._under_way)

    @property
    def answering(self) -> bool:
        """Whether a screen waits for an answer; background jobs do not count."""
        return any(job.title is None for job in self._under_way)

    def forget_all(self) -> None:
        """The office is being left: cancel what runs in the background and deliver nothing more.

        What the database lane was given is still done: it may be a record that somebody just saved.
        """
        for job in self.running():
            job.cancel()
        self._under_way.clear()
        self.running_changed.emit()

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Forget all, do one last thing in the database lane, wait for the threads, and never start again."""
        self.forget_all()
        self._closed = True
        if last is not None:
            self._database.submit(attempt, last)
        self._background.shutdown(wait=True, cancel_futures=True)
        self._database.shutdown(wait=True)

    def _start(self, lane: ThreadPoolExecutor, job: LaneJob, work: Callable[[Progress], T], done: Done[T]) -> LaneJob:
        if self._closed:
            job.cancel()
            return job
        self._under_way[job] = done

        def run() -> None:
            result: Result[T] = attempt(lambda: _unless_cancelled(job, work))
            self._finished.emit(job, done, result)

        job.future = lane.submit(run)
        if job.title is not None:
            self.running_changed.emit()
        return job

    def _deliver(self, job: LaneJob, done: Done[Any], result: Result[Any]) -> None:
        if self._under_way.pop(job, None) is None:
            return
        try:
            done(result)
        finally:
            if job.title is not None:
                self.running_changed.emit()
            if not self._under_way:
                self.idle.emit()


class OfficeJobs:
    """The lanes as one signed-in person uses them: what is asked after they left is done, and nobody is told.

    `refused` is called before a failure of the database lane is delivered to who asked.
    """

    def __init__(self, lanes: LaneJobs, refused: Callable[[], None] | None = None) -> None:
        self._lanes = lanes
        self._refused = refused
        self._left = False

    def leave(self) -> None:
        """Deliver nothing more: the widgets that asked are going."""
        self._left = True

    def database(self, work: Callable[[], T], done: Done[T]) -> Job:
        """A short job of the database lane."""

        def told(result: Result[T]) -> None:
            if isinstance(result, Err) and self._refused is not None:
                self._refused()
            done(result)

        return self._lanes.database(work, self._while_here(told))

    def background(self, work: Callable[[Progress], T], done: Done[T], *, title: Message) -> Job:
        """Long work."""
        return self._lanes.background(work, self._while_here(done), title=title)

    def _while_here(self, done: Done[T]) -> Done[T]:
        def deliver(result: Result[T]) -> None:
            if not self._left:
                done(result)

        return deliver


def _unless_cancelled(job: LaneJob, work: Callable[[Progress], T]) -> T:
    job.check()
    return work(job)


def bug_in_window(bug: BaseException) -> Err:
    """A bug in the window's own thread, as the sentence that a job would have given."""
    return Err(message("shell.error.bug", number=report_bug(bug)), "shell.bug")
