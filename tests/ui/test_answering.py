"""What follows a screen's job: refusals are told, forms end, documents are shown."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kmcase.application.changes import Changes, Outcome
from kmcase.messages import Message, message
from tests.ui.desks import Noted, a_desk, drain
from ui.answering import recorded, show_paper, show_stored
from ui.ports import Desk, Err, Ok, Tone

TITLE = message("controls.job.paper")
REFUSED = Err(message("controls.error.reason_missing"), "controls.reason_missing")


class AForm:
    """A view with a form."""

    def __init__(self) -> None:
        self.failures: list[Err] = []
        self.closed = 0

    def form_failed(self, failure: Err) -> None:
        self.failures.append(failure)

    def form_done(self) -> None:
        self.closed += 1


def noted(desk: Desk) -> Noted:
    assert isinstance(desk.notices, Noted)
    return desk.notices


def test_a_form_ends_with_its_sentence_and_what_comes_then_before_others_hear_of_it() -> None:
    form, changes = AForm(), Changes()
    order: list[int] = []
    desk = a_desk()

    recorded(desk, form, lambda number: Message(f"said.{number}"), order.append)(Ok(Outcome(7, changes)))

    assert noted(desk).notices == [(Message("said.7"), Tone.OK)]
    assert (form.closed, order, noted(desk).changes) == (1, [7], [changes])


def test_a_refused_form_stays_open_and_nobody_hears_of_it() -> None:
    form, desk = AForm(), a_desk()

    recorded(desk, form, TITLE)(REFUSED)

    assert (form.closed, form.failures) == (0, [REFUSED])
    assert (noted(desk).notices, noted(desk).changes) == ([], [])


def test_why_a_paper_was_not_made_is_told_above_the_screen() -> None:
    desk = a_desk()

    def broken(_progress: object) -> bytes:
        raise FileNotFoundError("no such font")

    show_paper(desk, broken, TITLE)
    drain(desk)

    assert [tone for _, tone in noted(desk).notices] == [Tone.ERROR]
    assert noted(desk).papers == []


@pytest.mark.parametrize(("content", "papers", "pictures"), [(b"%PDF-1.7", 1, 0), (b"\xff\xd8", 0, 1)])
def test_a_kept_document_is_previewed_and_a_kept_picture_shown(content: bytes, papers: int, pictures: int) -> None:
    shown: list[bytes] = []
    desk = a_desk(SimpleNamespace(attachments=SimpleNamespace(open=lambda _stored: content)))

    show_stored(desk, "stored", TITLE, lambda picture, _title: shown.append(picture))
    drain(desk)

    assert (len(noted(desk).papers), len(shown)) == (papers, pictures)
