"""How far a background job is, for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from ui.ports import Progress


class Watched:
    """How far a background job is, for a page that looks at it now and then from the window's thread."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None

    def over(self, progress: Progress) -> Progress:
        """A progress that tells this one as well."""
        return _Telling(self, progress)


@dataclass(frozen=True, slots=True)
class _Telling:
    watched: Watched
    progress: Progress

    def report(self, done: int, total: int | None = None) -> None:
        self.watched.done, self.watched.total = done, total
        self.progress.report(done, total)

    def check(self) -> None:
        self.progress.check()
