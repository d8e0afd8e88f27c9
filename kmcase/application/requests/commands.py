"""What is asked of requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestContent


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """Begin a request for a person of the register; `override` lifts blocks of the limits by a second person."""

    person_id: str
    content: RequestContent
    override: Override | None = None
    second_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRequest:
    """A new version of the content; `seen_version` is the version that the writer had before them."""

    request_id: str
    content: RequestContent
    seen_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDiagnosis:
    """The signed-in social worker's opinion and the amount it proposes."""

    request_id: str
    text: str
    proposed: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDocuments:
    """Papers taken from a family, each named, against a numbered slip."""

    request_id: str
    items: tuple[str, ...]
    taken_from: str
    on: date
