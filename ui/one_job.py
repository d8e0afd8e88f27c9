"""A long job of a screen, of which one is under way at most. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kmcase.messages import Message
from ui.ports import Desk, Done, Job, Progress, Result

T = TypeVar("T")


class OneJob:
    """`shown` is given the title when a job begins, and None when it ended, before its `done` is."""

    def __init__(self, desk: Desk, shown: Callable[[Message | None], None]) -> None:
        self._desk = desk
        self._shown = shown
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether one is under way."""
        return self._job is not None

    def start(self, work: Callable[[Progress], T], done: Done[T], title: Message) -> None:
        """Begin in the background; nothing while one is under way."""
        if self._job is not None:
            return

        def ended(result: Result[T]) -> None:
            self._job = None
            self._shown(None)
            done(result)

        self._shown(title)
        self._job = self._desk.jobs.background(work, ended, title=title)

    def press(self, work: Callable[[Progress], T], done: Done[T], title: Message) -> None:
        """What a button does that says `stop` while a job is under way."""
        if self.running:
            self.cancel()
        else:
            self.start(work, done, title)

    def cancel(self) -> None:
        """Stop what is under way at its next check."""
        if self._job is not None:
            self._job.cancel()
