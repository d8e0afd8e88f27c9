"""Evidence used twice: the list of observations, two uses side by side, and a judgement of them. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.controls import JudgeObservation
from kmcase.application.read.controls import ObservationItem
from kmcase.application.read.pictures import PicturePage
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.likeness import PictureUse
from kmcase.messages import Message, message
from ui.one_job import OneJob
from ui.ports import Desk, Err, Progress, Result
from ui.tone import Tone

_FAMILY = "pictures."
_ANSWERS = {
    Verdict.EXPLAINED: "pictures.page.explained",
    Verdict.CONFIRMED: "pictures.page.confirmed",
    Verdict.REOPENED: "pictures.page.reopened",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two uses of evidence that are alike, and what there is to see of each: bytes of a picture, or strokes."""

    item: ObservationItem
    page: PicturePage
    left: PictureUse
    right: PictureUse
    contents: Mapping[str, bytes]

    @property
    def place(self) -> int:
        """Which use stands at the right, from 1."""
        return self.page.uses.index(self.right)


def _open_first(item: ObservationItem) -> tuple[bool, date, str]:
    return item.state is not ObservationState.OPEN, item.observation.day or date.min, item.key


class PicturesPort(Protocol):
    """What the view can show."""

    def show_looking(self) -> None: ...
    def show_list(self, items: tuple[ObservationItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_pair(self, pair: Pair | None) -> None: ...
    def show_error(self, said: Message) -> None: ...
    def judged(self) -> None: ...


class PicturesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: PicturesPort) -> None:
        self._desk = desk
        self._view = view
        self._items: tuple[ObservationItem, ...] = ()
        self._chosen = ""
        self._job = OneJob(desk, lambda title: None if title is None else view.show_looking())
        self.pair: Pair | None = None

    @property
    def item(self) -> ObservationItem | None:
        """The observation in front."""
        return next((item for item in self._items if item.key == self._chosen), None)

    @property
    def may_judge(self) -> bool:
        """Whether this person judges the observation in front: nobody judges the own work."""
        return self.item is not None and not self.item.mine and self._desk.may("controls.judge")

    def open(self, key: str | None = None) -> None:
        """Look at what came in since, compute the observations anew, and bring one to the front."""
        self._chosen = key or self._chosen
        pictures, controls = self._desk.services.pictures, self._desk.services.controls

        def work(progress: Progress) -> tuple[ObservationItem, ...]:
            pictures.look(progress)
            board = controls.board(progress)
            return tuple(item for item in board.items if item.observation.control.startswith(_FAMILY))

        self._job.start(work, self._opened, message("pictures.job.compare"))

    def _opened(self, result: Result[tuple[ObservationItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items = tuple(sorted(result.value, key=_open_first))
        self._view.show_list(self._items)
        self._show(1)

    def choose(self, key: str) -> None:
        """Bring an observation to the front."""
        if key != self._chosen or self.pair is None:
            self._chosen = key
            self._show(1)

    def step(self, by: int) -> None:
        """Put the next use, or the one before, at the right."""
        if self.pair is not None:
            count = len(self.pair.page.uses) - 1
            self._show((self.pair.place - 1 + by) % count + 1)

    def changed(self, changes: Changes) -> None:
        """Evidence came in, or an observation was judged."""
        if any(noun in changes for noun in ("observation", "visit", "request", "voucher")):
            self.open()

    def _show(self, place: int) -> None:
        item = self.item
        if item is None:
            self.pair = None
            self._view.show_pair(None)
            return
        pictures, attachments = self._desk.services.pictures, self._desk.services.attachments

        def work() -> Pair:
            page: PicturePage = pictures.page(item.observation.subject[1])
            left, right = page.uses[0], page.uses[min(place, len(page.uses) - 1)]
            stored = {use.stored_sha256 for use in (left, right) if use.stored_sha256}
            contents = {name: attachments.open(name) for name in stored}
            return Pair(item=item, page=page, left=left, right=right, contents=contents)

        def shown(result: Result[Pair]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            elif result.value.item.key == self._chosen:
                self.pair = result.value
                self._view.show_pair(self.pair)

        self._desk.jobs.background(lambda _: work(), shown, title=message("pictures.job.open"))

    def judge(self, verdict: Verdict, reason: str) -> None:
        """Say what it is, in writing."""
        item = self.item
        if item is None or not self.may_judge:
            return
        if not reason.strip():
            self._view.show_error(message("controls.error.reason_missing"))
            return
        observation, controls = item.observation, self._desk.services.controls
        command = JudgeObservation(
            control=observation.control,
            noun=observation.subject[0],
            record_id=observation.subject[1],
            digest=observation.digest,
            verdict=verdict,
            reason=reason,
        )

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_error(result.message)
                return
            self._view.judged()
            self._desk.notices.notice(message(_ANSWERS[verdict]), Tone.OK)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: controls.judge(command), done)

    def go(self, use: PictureUse) -> None:
        """To the record that a picture is evidence of."""
        screens = {"visit": "visits", "request": "requests", "voucher": "receipts"}
        self._desk.navigation.open(screens.get(use.noun, "people"), use.record_id)
