"""The shelter at work: whose services, what time it is, what is planned, and what the script remembers."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush

from kmcase.bootstrap import OpenOffice, Services, services_for
from kmcase.cli.sample import pictures
from kmcase.cli.sample.shelter.diary import CaseTold, Diary
from kmcase.cli.sample.shelter.people import Client
from kmcase.domain.cases.signing import Signed
from kmcase.domain.clock import FixedClock
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from kmcase.thai.calendar import bangkok_date, start_of_day_utc

_FACES = 24
"""So many drawn portraits and thumbprints are shared by all clients."""

MANAGERS = ("social1", "social2", "social3", "social4")
WORKERS = ("officer1", "officer2", "officer3", "officer4")
ASSISTANTS = ("assistant1", "assistant2", "assistant3")


@dataclass(slots=True)
class Live:
    """A case in the script's hands: who works on it, and where it stands."""

    client: Client
    told: CaseTold
    manager: str
    worker: str
    assistant: str = ""
    bed: str = ""
    bed_since: date | None = None
    away: bool = False
    ended: bool = False
    planned: bool = False
    rewriting: bool = False
    watched: bool = False
    proposed: bool = False
    gone: bool = False
    returned: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.told.case_id

    @property
    def writers(self) -> tuple[str, ...]:
        """Who writes in the case, the manager more often."""
        others = (self.worker, self.assistant) if self.assistant else (self.worker,)
        return (self.manager, self.manager, *others)


@dataclass(slots=True)
class House:
    """The office, its clock and the plan of what is still to come."""

    office: OpenOffice
    clock: FixedClock
    rand: random.Random
    first: date
    last: datetime
    clients: int
    step: Callable[[str], None]
    diary: Diary = field(default_factory=Diary)
    live: dict[str, Live] = field(default_factory=dict)
    beds: dict[str, str] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    _services: dict[str, Services] = field(default_factory=dict)
    _kept: dict[tuple[str, int], Attachment] = field(default_factory=dict)
    _planned: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _count: int = 0

    @property
    def beds_at_most(self) -> int:
        """How many stay at a time."""
        return max(4, round(self.clients * 40 / 300))

    @property
    def today(self) -> date:
        """The day on the scripted clock, in Bangkok."""
        return bangkok_date(self.clock.at)

    def of(self, login: str) -> Services:
        """The services in somebody's name."""
        if login not in self._services:
            self._services[login] = services_for(self.office, login)
        return self._services[login]

    def staff(self, login: str) -> str:
        """Somebody's id."""
        return self.of(login).actor.staff_id

    def at(self, day: date, hour: float, action: Callable[[], object]) -> None:
        """Have something done on a day at an hour (9.5 is 9:30); what would be after the year's last moment is not."""
        when = start_of_day_utc(day) + timedelta(hours=hour)
        if when <= self.last:
            self._count += 1
            heappush(self._planned, (when, self._count, action))

    def play(self) -> None:
        """Do everything that is planned, and what that plans, in the order of time."""
        month = 0
        while self._planned:
            when, _, action = heappop(self._planned)
            self.pass_time(when)
            if self.today.month != month:
                month = self.today.month
                told = self.diary
                self.step(
                    f"{self.today:%Y-%m}: {len(told.cases)} clients, {told.services} services, {told.notes} notes"
                )
            action()

    def pass_time(self, until: datetime | None = None) -> None:
        """Let the clock go on, by half a minute or so at least: nobody writes two things at once."""
        after = self.clock.at + timedelta(seconds=self.rand.randint(11, 47))
        self.clock.at = max(after, until) if until else after

    def photo(self, number: int) -> Attachment:
        """A drawn portrait."""
        key = ("photo_person", number % _FACES)
        if key not in self._kept:
            drawn = pictures.photograph(key[0], 5000 + key[1])
            self._kept[key] = self._keep(drawn, EvidenceKind.PHOTO_PERSON, "client.jpg", "image/jpeg")
        return self._kept[key]

    def signed(self, client: Client, seed: int) -> Signed:
        """The client's mark: a signature, of who cannot write a thumbprint before two witnesses."""
        name = client.signs_as
        if client.can_write:
            return Signed(name=name, signature=SignatureMark(strokes=pictures.signature(client.number * 10 + seed)))
        key = ("thumb", client.number % _FACES)
        if key not in self._kept:
            drawn = pictures.thumbprint(5000 + key[1])
            self._kept[key] = self._keep(drawn, EvidenceKind.THUMBPRINT, "thumb.png", "image/png")
        witnesses = tuple(
            Witness(name=self.of(login).actor.name, staff_id=self.staff(login)) for login in ("officer1", "officer2")
        )
        mark = ThumbMark(
            image=self._kept[key], finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=(witnesses[0], witnesses[1])
        )
        return Signed(name=name, thumbprint=mark)

    def _keep(self, content: bytes, kind: EvidenceKind, name: str, media_type: str) -> Attachment:
        return Attachment(
            sha256=hashlib.sha256(content).hexdigest(),
            stored_sha256=self.office.blobs.put(content),
            kind=kind,
            media_type=media_type,
            size=len(content),
            name=name,
        )
