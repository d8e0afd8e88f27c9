"""Which bodies of the journal a bundle may show: of what it is about, and of nobody else.

The chain commits to each body apart, so that a body that is left out takes nothing from the proof of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kmcase.domain.events import Touched

_RECORDS = frozenset({"batch", "run", "voucher", "request", "visit", "meeting"})
"""Nouns whose records make up a scope; others (a household, an appointment) are only beside them."""
_IDS_ALONE = frozenset({"batch.requested", "meeting.agenda_set"})
"""What names requests by their ids and tells nothing of whose they are."""
_ABOUT_OFFICE = frozenset(
    {
        "office.opened", "office.restored", "office.signing_key_renewed", "office.checkpoint_signed",
        "office.area_changed", "office.regulation_changed", "staff.added", "staff.roles_changed", "staff.removed",
        "staff.password_reset", "staff.signing_key_handed", "laptop.enrolled", "laptop.area_changed", "laptop.revoked",
        "laptop.began", "laptop.restored", "budget.allotted", "budget.transferred", "budget.late_payment_allowed",
    }
)  # fmt: skip
"""What every bundle shows: who worked here, what was in force, what was signed. No person of the register is in it."""


class About(NamedTuple):
    """Whether a body may be shown; `withheld`: it is about the scope, but about others as well."""

    shown: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A scope by its records and persons, and whose each request is."""

    records: frozenset[Touched]
    persons: frozenset[str]
    owners: Mapping[str, str]

    def of(self, event_type: str, touches: frozenset[Touched]) -> About:
        """What may be done with the body of an entry of this type that touches these records."""
        if event_type in _ABOUT_OFFICE:
            return About(shown=True)
        persons = {record_id for noun, record_id in touches if noun == "person"}
        if event_type not in _IDS_ALONE:
            persons |= {self.owners.get(record_id, record_id) for noun, record_id in touches if noun == "request"}
        of_scope = touches & self.records
        if not of_scope and (not persons or any(noun in _RECORDS for noun, _ in touches)):
            return About(shown=False)
        if persons <= self.persons:
            return About(shown=True)
        # At one meeting others were decided on too: that is no gap in what is shown of these.
        return About(shown=False, withheld=any(noun != "meeting" for noun, _ in of_scope))
