"""Case conferences as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kmcase.domain.cases.conferences import AgendaCase, NeedFound
from kmcase.domain.conferences import Conference


class ConferenceRepository(Protocol):
    """Conferences, and of their agendas the cases that somebody may see."""

    def conference(self, conference_id: str) -> Conference:
        """A conference; raises `conferences.unknown`."""
        ...

    def conferences(self) -> tuple[Conference, ...]:
        """All conferences by their day, the newest first."""
        ...

    def agenda(self, conference_id: str) -> tuple[AgendaCase, ...]:
        """The cases on the agenda that the viewer may see, in their order, those put off at the end.

        Cases that were taken off come last, where something was said of them; else they are not among them.
        """
        ...

    def on_agenda(self, case_id: str, conference_id: str) -> AgendaCase:
        """One of them; raises `cases.unknown`, `conferences.not_on_agenda`."""
        ...

    def last_place(self, conference_id: str) -> int:
        """The greatest place on the agenda, of cases that are hidden too; 0 where it is empty."""
        ...

    def why(self, case_ids: tuple[str, ...]) -> Mapping[str, tuple[NeedFound, ...]]:
        """Why each of these cases needs a conference today; of those that need none, nothing."""
        ...
