"""Observations (ข้อสังเกต) of the controls, and how a named person judged them.

An observation is recomputed from the office's facts each time and stored nowhere. What is stored is the judgement, an
event that names the observation by control, subject and the digest of its facts: as long as the facts stay the same it
stays judged, and it is open again once they change. An observation says what stands side by side and accuses nobody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from kmcase.domain.events import Event, Touched, encode, event
from kmcase.domain.evidence import Attachment
from kmcase.domain.money import Baht
from kmcase.domain.wording import Message

Plain = str | int | Baht | date | datetime | Message | None
Fact = tuple[str, "Plain | tuple[Plain, ...]"]
"""A named fact; a tuple of values stands side by side, one a column, in the order of the observation's other facts."""


class Verdict(StrEnum):
    """What a named person said of an observation."""

    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


class ObservationState(StrEnum):
    """How an observation stands: nobody judged its present facts, or they are explained, or confirmed."""

    OPEN = "open"
    EXPLAINED = "explained"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What a control saw in a subject: a (noun, id).

    `officer` is the member of staff who would have to explain it, by staff id, `concerned` are all whose
    work it is about, who therefore do not judge it; `day` is the day that it counts for.
    `facts` are what it rests on and what its digest covers; `context` is shown beside them and may change freely.
    """

    control: str
    subject: tuple[str, str]
    persons: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()
    officer: str = ""
    concerned: tuple[str, ...] = ()
    subdistrict_code: str = ""
    moo: int | None = None
    day: date | None = None
    facts: tuple[Fact, ...] = ()
    context: tuple[Fact, ...] = ()

    @property
    def key(self) -> str:
        """Known by control and subject, whatever the facts are."""
        return observation_key(self.control, *self.subject)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over control, subject and facts, in hexadecimal."""
        told = json.dumps([self.control, *self.subject, _plain(self.facts)], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()


def observation_key(control: str, noun: str, record_id: str) -> str:
    """The key of an observation of a control on a subject."""
    return f"{control}|{noun}|{record_id}"


def _plain(facts: object) -> object:
    match facts:
        case Message():
            return [facts.key, sorted((name, _plain(part)) for name, part in facts.params.items())]
        case tuple():
            return [_plain(part) for part in facts]
        case _:
            return encode(facts)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationJudged(Event):
    """A named person explained or confirmed an observation, or took it up again; the newest of a digest stands.

    `rule_version` is that of the control and of the numbers it was computed under.
    """

    TYPE = "observation.judged"
    control: str
    noun: str
    record_id: str
    digest: str
    verdict: Verdict
    reason: str
    rule_version: str
    persons: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()
    attachment: Attachment | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (
            ("observation", observation_key(self.control, self.noun, self.record_id)),
            *(("voucher", voucher_id) for voucher_id in self.vouchers),
            *(("person", person_id) for person_id in self.persons),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementMade:
    """A stored judgement with who made it and when (UTC)."""

    event_id: str
    control: str
    noun: str
    record_id: str
    digest: str
    verdict: Verdict
    reason: str
    rule_version: str
    attachment: Attachment | None
    judged_at: datetime
    judged_by: str

    @property
    def key(self) -> str:
        """The observation that was judged."""
        return observation_key(self.control, self.noun, self.record_id)


_STATES = {
    Verdict.EXPLAINED: ObservationState.EXPLAINED,
    Verdict.CONFIRMED: ObservationState.CONFIRMED,
    Verdict.REOPENED: ObservationState.OPEN,
}


def state_of(digest: str, judgements: Iterable[JudgementMade]) -> ObservationState:
    """How an observation stands by the judgements on its subject, the newest first; those of other facts count not."""
    for made in judgements:
        if made.digest == digest:
            return _STATES[made.verdict]
    return ObservationState.OPEN


def came_back(digest: str, judgements: Iterable[JudgementMade]) -> bool:
    """Whether it was judged before, and on other facts than today's alone."""
    digests = [made.digest for made in judgements]
    return bool(digests) and digest not in digests
