"""What stands on a publicity page: the text, and the photographs whose people agree today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kmcase.application.judging import refuse_blocked
from kmcase.application.ports.reading import Reading
from kmcase.application.publicity import page_of, shown_photographs
from kmcase.application.read.publicity import Approval
from kmcase.domain.errors import DomainError
from kmcase.rules.publicity import text_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicitySnapshot:
    """A publicity text with photographs (JPEG); without `approval` it is a draft and says so across the page."""

    office: str
    title: str
    text: str
    photographs: tuple[bytes, ...]
    approval: Approval | None
    sample: bool = False


def collect(reading: Reading, publicity_id: str, open_bytes: Callable[[str], bytes]) -> PublicitySnapshot:
    """A text as it stands; raises `publicity.unknown`, `publicity.written_apart`, `Blocked` for a name in it by now."""
    page = page_of(reading, reading.publicity.versions(publicity_id)[0].run_id, publicity_id)
    if len(page.standing) > 1:
        raise DomainError("publicity.written_apart")
    values = page.standing[0].values
    refuse_blocked(text_findings(values, reading.publicity.persons(page.round.run_id)))
    return PublicitySnapshot(
        office=reading.office.name,
        title=values.title,
        text=values.text,
        photographs=tuple(map(open_bytes, shown_photographs(page))),
        approval=page.approval,
        sample=reading.office.sample,
    )
