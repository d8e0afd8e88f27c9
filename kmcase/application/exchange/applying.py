"""A bundle that is being applied, part by part, and what came of it."""

from __future__ import annotations

from datetime import datetime

from kmcase.application.access import Steps
from kmcase.application.changes import Changes
from kmcase.application.evidence import Blobs
from kmcase.application.exchange.bundles import End, Envelope, Frame, Hello, PhotoPart
from kmcase.application.exchange.ports import ExchangeStore, Taken
from kmcase.application.exchange.reports import AppliedBundle
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.journal.merge import Fate
from kmcase.messages import Message, message

_WORDS = {
    Fate.HELD_BACK: "exchange.stopped.held_back",
    Fate.FORKED: "exchange.stopped.forked",
    Fate.REFUSED: "exchange.stopped.refused",
    Fate.DAMAGED: "exchange.stopped.damaged",
}


class Applying:
    """A bundle that is being applied."""

    def __init__(self, store: ExchangeStore, photos: Blobs, envelope: Envelope, now: datetime, steps: Steps) -> None:
        self._store = store
        self._photos = photos
        self._envelope = envelope
        self._now = now
        self._steps = steps
        self._total: int | None = None
        self._done = 0
        self._wanted: frozenset[str] | None = None
        self._hello: Hello | None = None
        self._older = False
        self._taken = Taken()
        self._refused = self._photos_new = self._photos_known = 0
        self.stopped: Message | None = None

    def take(self, part: Hello | Frame | PhotoPart | End) -> bool:
        """Apply a part; `False` where nothing after it may be applied."""
        self._steps.check()
        match part:
            case Hello():
                return self._greet(part)
            case Frame():
                return self._frame(part)
            case PhotoPart():
                self._photo(part)
            case End():
                assert self._hello is not None
                newer = self._store.note_peer(self._envelope.sender, self._envelope.bundle_id, self._hello, self._now)
                self._older = not newer
        return True

    def _greet(self, hello: Hello) -> bool:
        self._hello = hello
        counts = hello.counts
        self._total = counts.entries + counts.backfilled + counts.photos
        split = self._store.splits(hello.starts, self._envelope.sender, self._now)
        if split is None:
            return True
        self.stopped = message("exchange.stopped.forked", n=split.n)
        return False

    def _frame(self, frame: Frame) -> bool:
        taken = self._store.take(frame, self._envelope.sender, self._now)
        self._taken.touched |= taken.touched
        self._taken.receipts += taken.receipts
        for fate, count in taken.fates.items():
            self._taken.fates[fate] = self._taken.count(fate) + count
        self._report(len(frame.entries))
        if taken.stopped is not None:
            self.stopped = message(_WORDS[taken.stopped], n=taken.n)
        return taken.stopped is None

    def _photo(self, photo: PhotoPart) -> None:
        if self._wanted is None:
            # Bodies that came for bare entries name photographs too.
            self._store.settle()
            self._wanted = frozenset(self._store.photos_wanted())
        if photo.sha256 in self._wanted:
            if self._photos.put(photo.content) == photo.sha256:
                self._photos_new += 1
            else:
                self._refused += 1
        else:
            self._photos_known += 1
        self._report(1)

    def _report(self, more: int) -> None:
        self._done += more
        self._steps.report(self._done, self._total)

    def report(self, accepted: int) -> AppliedBundle:
        """What came of it."""
        whole = self._hello is not None and self.stopped is None
        count = self._taken.count
        return AppliedBundle(
            sender=self._envelope.sender,
            new=count(Fate.NEW) - self._taken.receipts,
            known=count(Fate.KNOWN),
            backfilled=count(Fate.BODY),
            held_back=count(Fate.HELD_BACK) + count(Fate.FORKED),
            refused=count(Fate.REFUSED) + count(Fate.DAMAGED) + self._refused,
            photos=self._photos_new,
            photos_known=self._photos_known,
            accepted=accepted,
            older=self._older,
            acknowledged=self._store.standing(OFFICE_DEVICE)
            if whole and self._envelope.sender == OFFICE_DEVICE
            else None,
            stopped=self.stopped,
            changes=Changes(frozenset(self._taken.touched)),
        )
