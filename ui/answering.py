"""What follows when a job of a screen ends, the same on every screen. No Qt.

A refusal is told above the screen, or in the form that asked; a paper is previewed; what was recorded is announced.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from kmcase.application.changes import Outcome
from kmcase.messages import Message
from ui.ports import Desk, Done, Err, Progress, Result
from ui.tone import Tone

T = TypeVar("T")

_PDF = b"%PDF"


class FormPort(Protocol):
    """A view with a form."""

    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


def told(desk: Desk, done: Callable[[T], None]) -> Done[T]:
    """Give what came out to `done`; tell above the screen why nothing did."""

    def ended(result: Result[T]) -> None:
        if isinstance(result, Err):
            desk.notices.notice(result.message, Tone.ERROR)
        else:
            done(result.value)

    return ended


def recorded(
    desk: Desk, view: FormPort, said: Message | Callable[[T], Message], then: Callable[[T], None] | None = None
) -> Done[Outcome[T]]:
    """End a form by its use case: say that it is done, show the page, do what comes `then`, announce what changed."""

    def ended(result: Result[Outcome[T]]) -> None:
        if isinstance(result, Err):
            view.form_failed(result)
            return
        value = result.value.value
        desk.notices.notice(said if isinstance(said, Message) else said(value), Tone.OK)
        view.form_done()
        if then is not None:
            then(value)
        desk.announce(result.value.changes)

    return ended


def show_paper(desk: Desk, make: Callable[[Progress], bytes], title: Message) -> None:
    """Make a paper in the background, and preview it."""

    def made(page: bytes) -> None:
        desk.show_paper(page, desk.texts.render(title))

    desk.jobs.background(make, told(desk, made), title=title)


def show_stored(desk: Desk, stored_sha256: str, title: Message, show: Callable[[bytes, Message], None]) -> None:
    """Open a kept document: a PDF is previewed, a picture is given to `show`."""
    attachments: Any = desk.services.attachments

    def opened(content: bytes) -> None:
        if content.startswith(_PDF):
            desk.show_paper(content, desk.texts.render(title))
        else:
            show(content, title)

    desk.jobs.background(lambda _: attachments.open(stored_sha256), told(desk, opened), title=title)
