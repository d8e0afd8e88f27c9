"""Scanned pages with what became of each. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kmcase.application.ports.files import ScanPage, UnreadPage
from kmcase.application.scans import FiledPage, Filing
from kmcase.domain.errors import error_key
from kmcase.messages import Message, message
from ui.tone import Tone

_TONES = {
    Filing.FOUND: Tone.OK,
    Filing.PLACED: Tone.OK,
    Filing.ALREADY: Tone.ACCENT,
    Filing.NOT_HANDED_OVER: Tone.WARN,
    Filing.RUN_VERIFIED: Tone.WARN,
    Filing.UNKNOWN_CODE: Tone.WARN,
    Filing.NO_CODE: Tone.WARN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line of the list of results; `held` is the page itself while it waits to be placed by hand."""

    place: int
    source: str
    page: int
    said: Message
    tone: Tone
    number: str = ""
    payee_name: str = ""
    held: ScanPage | None = None


def line_of(place: int, found: FiledPage | UnreadPage) -> PageLine:
    """A page as a line."""
    if isinstance(found, UnreadPage):
        said = Message(error_key(found.code), found.params)
        return PageLine(place=place, source=found.source, page=found.page, said=said, tone=Tone.ERROR)
    return PageLine(
        place=place,
        source=found.page.source,
        page=found.page.page,
        said=Message(f"payments.scans.{found.filing.value}"),
        tone=_TONES[found.filing],
        number=found.number,
        payee_name=found.payee_name,
        held=found.page if found.waits else None,
    )


def summary(lines: Sequence[PageLine]) -> Message:
    """How many pages went where."""
    tones = Counter(line.tone for line in lines)
    waiting = sum(line.held is not None for line in lines)
    return message("payments.scans.summary", found=tones[Tone.OK], already=tones[Tone.ACCENT], waiting=waiting)
