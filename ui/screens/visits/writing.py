"""Writes answers as they are given, one write at a time; what is typed meanwhile is written after. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.application.changes import Outcome
from kmcase.application.read.visits import VisitPage
from kmcase.application.visits import WriteVisit
from kmcase.domain.answers import question_of
from ui.ports import Desk, Err, Result

Seen = Mapping[str, tuple[str, ...]]


class WritingPort(Protocol):
    """What the view hears of it."""

    def show_written(self, raws: Mapping[str, Any]) -> None:
        """What was typed so is in the office."""
        ...

    def show_refusal(self, refusal: Err) -> None:
        """Why nothing was written; what is typed stays."""
        ...


@dataclass(frozen=True, slots=True)
class _Wanted:
    answers: Mapping[str, Any]
    raws: Mapping[str, Any]
    after: Callable[[], None] | None


class Writing:
    """The answers of one visit on their way into it."""

    def __init__(self, desk: Desk, view: WritingPort) -> None:
        self._desk = desk
        self._view = view
        self._visit_id = ""
        self._standing: dict[str, Any] = {}
        self._seen: dict[str, tuple[str, ...]] = {}
        self._busy = False
        self._next: _Wanted | None = None

    def turn_to(self, page: VisitPage) -> None:
        """Another visit is in front."""
        self._visit_id = page.visit.visit_id
        self._standing, self._seen = dict(page.answers), dict(page.visit.seen)
        self._next = None

    def follow(self, page: VisitPage, touched: Collection[str]) -> None:
        """The visit has changed; of questions that are being answered here, what was seen before still counts."""
        was, had = self._standing, self._seen
        self._standing = {name: each for name, each in page.answers.items() if name not in touched}
        self._standing |= {name: each for name, each in was.items() if name in touched}
        self._seen = {key: each for key, each in page.visit.seen.items() if question_of(key) not in touched}
        self._seen |= {key: each for key, each in had.items() if question_of(key) in touched}

    def write(
        self, answers: Mapping[str, Any], raws: Mapping[str, Any], after: Callable[[], None] | None = None
    ) -> None:
        """Write what differs from what stands; then perhaps something more. `raws` is what was typed so."""
        if self._busy:
            self._next = _Wanted(answers, raws, after or (self._next.after if self._next else None))
            return
        names = {*answers, *self._standing}
        changed = {name: answers.get(name) for name in names if _differs(answers.get(name), self._standing.get(name))}
        if not changed:
            self._view.show_written(raws)
            if after is not None:
                after()
            return
        self._start(changed, answers, raws, after)

    def _start(
        self,
        changed: Mapping[str, Any],
        answers: Mapping[str, Any],
        raws: Mapping[str, Any],
        after: Callable[[], None] | None,
    ) -> None:
        visits, visit_id = self._desk.services.visits, self._visit_id
        command = WriteVisit(visit_id=visit_id, answers=changed, seen=self._seen)
        self._busy = True

        def done(result: Result[Outcome[Seen]]) -> None:
            self._busy = False
            waiting, self._next = self._next, None
            if isinstance(result, Err):
                self._view.show_refusal(result)
                return
            if visit_id == self._visit_id:
                self._standing, self._seen = dict(answers), dict(result.value.value)
                self._view.show_written(raws)
            self._desk.announce(result.value.changes)
            if waiting is not None:
                self.write(waiting.answers, waiting.raws, waiting.after)
            if after is not None:
                after()

        self._desk.jobs.database(lambda: visits.write(command), done)


def _differs(one: object, other: object) -> bool:
    return (one or None) != (other or None) if isinstance(one, list) or isinstance(other, list) else one != other
