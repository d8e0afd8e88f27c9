"""Pictures and signatures used twice: fingerprints made of what came in, and the uses of those that are alike."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from kmcase.application.access import Silent, Steps
from kmcase.application.evidence import Blobs
from kmcase.application.permissions import allowed
from kmcase.application.ports.pictures import Fingerprints, Print, PrintStore, Unseen
from kmcase.application.read.pictures import PicturePage
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.likeness import contents_of

_AT_ONCE = 8
"""So many are looked at between two writes, which each hold the database for a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How many pictures and signatures were fingerprinted, and how many pairs of them are alike."""

    made: int = 0
    pairs: int = 0


class PictureService:
    """Use cases of pictures that are compared."""

    def __init__(self, work: Work, store: PrintStore, blobs: Blobs, fingerprints: Fingerprints) -> None:
        self._work = work
        self._store = store
        self._blobs = blobs
        self._fingerprints = fingerprints
        self._looking = threading.Lock()

    def look(self, steps: Steps | None = None) -> Looked:
        """Fingerprint what has none yet, whoever took it in, here or on a laptop; nothing on a laptop.

        What is not held here is looked at another time; broken off, the rest is. It enters nothing in the journal.
        """
        steps = steps or Silent()
        if self._work.at_laptop or not allowed("pictures.read", self._work.actor.roles):
            return Looked()
        with self._looking:
            unseen = self._store.unseen()
            made = pairs = 0
            for start in range(0, len(unseen), _AT_ONCE):
                steps.check()
                steps.report(start, len(unseen))
                prints = tuple(self._prints(unseen[start : start + _AT_ONCE]))
                pairs += self._store.keep(prints)
                made += len(prints)
            return Looked(made=made, pairs=pairs)

    def page(self, record_id: str) -> PicturePage:
        """Where the contents of an observation stand as evidence, their strokes if drawn, and the names of staff."""
        with self._work.read("pictures.read") as reading:
            uses = reading.pictures.uses(contents_of(record_id))
            names = {member.staff_id: member.name for member in reading.staff.members()}
            return PicturePage(uses=uses, strokes=reading.pictures.strokes(uses), names=names)

    def _prints(self, unseen: tuple[Unseen, ...]) -> Iterator[Print]:
        for one in unseen:
            try:
                yield Print(family=one.family, content=one.content, print=self._print(one))
            except DomainError:
                yield Print(family=one.family, content=one.content, print=b"")
            except EnvironmentProblem:
                continue

    def _print(self, one: Unseen) -> bytes:
        if one.strokes:
            return self._fingerprints.of_strokes(one.strokes)
        return self._fingerprints.of_picture(self._blobs.get(one.stored_sha256), one.family)
