"""The whole file of a case on paper: whoever prints it is kept as having done so before he is given it."""

from __future__ import annotations

from kmcase.application.cases.service import note_sights
from kmcase.application.ports.files import OpenBytes
from kmcase.application.printing.case_files import collect
from kmcase.application.printing.press import Press
from kmcase.application.work import Work
from kmcase.domain.cases.heads import WHOLE_FILE, Seen
from kmcase.messages import Language


class CaseFileService:
    """Use cases of the printed file; `open_bytes` gives a stored attachment."""

    def __init__(self, work: Work, press: Press, open_bytes: OpenBytes) -> None:
        self._work = work
        self._press = press
        self._open_bytes = open_bytes

    def called(self, case: str) -> str:
        """The id of a case by its number as people write it, or by its id.

        Raises `cases.unknown`, of a case that the actor may not see as of one that is not there.
        """
        with self._work.read("cases.read") as reading:
            return reading.cases.called(case)

    def printed(self, case_id: str, language: Language = "th") -> bytes:
        """The file as PDF, entered as printed before it is given; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            snapshot = collect(reading, case_id, self._work.actor.name, self._open_bytes)
        paper = self._press.case_file(snapshot, language)
        with self._work.begin("cases.note_sight") as unit:
            note_sights(unit, (case_id,), Seen.PRINTED, WHOLE_FILE)
            unit.commit(case_id)
        return paper
