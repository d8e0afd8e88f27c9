"""Partners and appointments as use cases load them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from kmcase.domain.appointments import Appointment, Target
from kmcase.domain.partners import Partner


class AppointmentRepository(Protocol):
    """Partners, appointments, and how many there are of a day."""

    def partner(self, partner_id: str) -> Partner:
        """A partner; raises `partners.unknown`."""
        ...

    def partners(self) -> tuple[Partner, ...]:
        """All partners, those no longer active as well."""
        ...

    def appointment(self, appointment_id: str) -> Appointment:
        """An appointment; raises `appointments.unknown`."""
        ...

    def planned_on(self, officer_id: str, day: date) -> int:
        """An officer's appointments of a day that are not cancelled."""
        ...

    def targets(self, person_ids: Sequence[str]) -> tuple[Target, ...]:
        """Persons of the register with their households, in the order asked; raises `people.unknown`."""
        ...
