"""What stands on the agenda of a meeting and on its resolutions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kmcase.application.ports.reading import Reading
from kmcase.application.printing.fact_findings import exceptions_of
from kmcase.application.read.meetings import MeetingPage
from kmcase.domain.meetings import PanelMember
from kmcase.messages import Catalogue
from kmcase.thai.areas import area, label


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSnapshot:
    """A meeting; `areas` are sub-districts in the order of the agenda, `notes` lifted blocks and exceptions."""

    office: str
    page: MeetingPage
    areas: tuple[str, ...]
    recorders: tuple[str, ...]
    notes: tuple[str, ...]
    sample: bool = False

    @property
    def panel(self) -> tuple[PanelMember, ...]:
        """Who sat on it, the chair first."""
        return self.page.values.panel

    @property
    def resolved(self) -> bool:
        """Whether anything is decided."""
        return any(item.outcome is not None for item in self.page.agenda)


def collect(
    reading: Reading, meeting_id: str, catalogue: Catalogue, only: frozenset[str] | None = None
) -> MeetingSnapshot:
    """A meeting as it stands; an extract where `only` names the requests (by id) that it shall show."""
    page = reading.meetings.page(meeting_id)
    if only is not None:
        page = replace(page, agenda=tuple(item for item in page.agenda if item.request_id in only))
    names = {member.staff_id: member.name for member in reading.staff.members()}
    notes = []
    for item in page.agenda:
        if item.override is not None:
            notes.append(
                catalogue.text(
                    "documents_forms.meeting.lifted",
                    number=item.number,
                    reason=item.override.reason,
                    document=item.override.document,
                    by=names.get(item.override.second_person, ""),
                )
            )
        granted = reading.staff.duty_exceptions("request", item.request_id)
        notes.extend(f"{item.number} {said}" for said in exceptions_of(granted, names, catalogue))
    return MeetingSnapshot(
        office=reading.office.name,
        page=page,
        areas=tuple(_area(item.subdistrict_code) for item in page.agenda),
        recorders=tuple(sorted({names.get(item.recorder, "") for item in page.agenda if item.recorder})),
        notes=tuple(notes),
        sample=reading.office.sample,
    )


def _area(subdistrict_code: str) -> str:
    found = area(subdistrict_code)
    return label(found) if found else ""
