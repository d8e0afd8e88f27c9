"""That somebody saw, printed or exported what a case holds is kept of the case. No Qt."""

from __future__ import annotations

from functools import partial

from kmcase.domain.cases.heads import Seen
from ui.answering import told
from ui.ports import Desk


class CaseSights:
    """What a screen shows of cases; a part that is looked at again and again is noted once while the screen lives."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._noted: set[tuple[str, str, str]] = set()

    def looked_at(self, case_id: str, part: str, *, at: str = "", anew: bool = False) -> None:
        """A part is before somebody's eyes, noted once for each record `at` which it stands; `anew` notes it again."""
        place = (case_id, part, at)
        if anew or place not in self._noted:
            self._noted.add(place)
            self.seen(case_id, Seen.PAGE, part)

    def seen(self, case_id: str, how: Seen, part: str) -> None:
        """Note that a part was seen, printed or exported, this time too."""
        work = partial(self._desk.services.cases.note_sight, case_id, how, part)
        self._desk.jobs.database(work, told(self._desk, lambda _: None))
