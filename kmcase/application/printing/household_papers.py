"""Use cases of printing for households: permission, one reading, snapshot, page."""

from __future__ import annotations

from kmcase.application.printing.household_plans import DonationSnapshot, HouseholdPlanSnapshot
from kmcase.application.printing.press import Press
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError
from kmcase.domain.house_building import Donation
from kmcase.messages import Language


class HouseholdPapers:
    """Use cases of these papers."""

    def __init__(self, work: Work, press: Press) -> None:
        self._work = work
        self._press = press

    def plan(self, household_id: str, language: Language = "th") -> bytes:
        """The plan of a household; raises `household_plans.no_plan`."""
        with self._work.read("documents.print") as reading:
            page = reading.household_plans.page(household_id)
            if page.values is None:
                raise DomainError("household_plans.no_plan")
            snapshot = HouseholdPlanSnapshot(office=reading.office.name, page=page, sample=reading.office.sample)
        return self._press.household_plan(snapshot, language)

    def donation(self, household_id: str, donation_id: str, language: Language = "th") -> bytes:
        """The receipt of a donation; raises `house_building.unknown_entry`."""
        with self._work.read("documents.print") as reading:
            page = reading.household_plans.page(household_id)
            for entry in page.house.book.entries:
                if entry.entry_id == donation_id and isinstance(entry.content, Donation):
                    values = page.house.values
                    snapshot = DonationSnapshot(
                        office=reading.office.name,
                        donation=entry.content,
                        building=values.what if values else "",
                        address=page.address,
                        receiver=page.names.get(entry.content.received_by, ""),
                        void_reason=entry.void_reason,
                        sample=reading.office.sample,
                    )
                    break
            else:
                raise DomainError("house_building.unknown_entry")
        return self._press.donation_receipt(snapshot, language)
