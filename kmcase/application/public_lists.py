"""Public lists: looked at first, then made to be put up; that one was made is entered with what it says."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from kmcase.application.changes import Outcome
from kmcase.application.permissions import require
from kmcase.application.printing.press import Press
from kmcase.application.printing.public_lists import PublicListSnapshot, collect
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.public_lists import ListNoun, PublicListMade
from kmcase.messages import Language

ListForm = Literal["pdf", "xlsx"]


class PublicListService:
    """Use cases of public lists."""

    def __init__(self, work: Work, press: Press) -> None:
        self._work = work
        self._press = press

    def look(self, noun: ListNoun, record_id: str) -> PublicListSnapshot:
        """What a list would say today; raises `meetings.unknown` or `batches.unknown`."""
        with self._work.read("documents.print") as reading:
            return collect(reading, noun, record_id)

    def make(self, noun: ListNoun, record_id: str, form: ListForm = "pdf", language: Language = "th") -> Outcome[bytes]:
        """The list as a file; raises `public_lists.nobody` where nobody was approved or paid."""
        require("public_lists.make", self._work.actor.roles)
        snapshot = self.look(noun, record_id)
        require_that(bool(snapshot.lines) or bool(snapshot.unnamed), "public_lists.nobody")
        write = self._press.public_list if form == "pdf" else self._press.public_list_workbook
        content = write(snapshot, language)
        with self._work.begin("public_lists.make") as unit:
            unit.record(
                PublicListMade(
                    list_id=unit.ids.new(),
                    list_of=noun,
                    record_id=record_id,
                    named=len(snapshot.lines),
                    unnamed=snapshot.unnamed_count,
                    sha256=sha256(content).hexdigest(),
                )
            )
            return unit.commit(content)
