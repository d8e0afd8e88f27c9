"""Reception of a client (แรกรับ): what was found, what they brought, which photograph was taken.

Nothing but the time and the receiver must be known. A correction is a version beside the old one
(`kmcase.domain.writings`): what two officers wrote apart both stands until somebody replaces both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.cases.signing import Signed
from kmcase.domain.events import event
from kmcase.domain.evidence import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A checklist as it was gone through: the codes that were found, and a remark.

    `done` tells "nothing found" from "not looked at yet".
    """

    checklist: str
    found: tuple[str, ...] = ()
    remark: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeValues:
    """The facts of reception; codes are of the case's casework.

    `received_at` is the time that is claimed, aware UTC; the entry keeps the device's beside it. `interviewed` is False
    where the client is not ready for an interview: `story` and `wishes` then wait for a later version.
    """

    received_at: datetime
    received_by: str
    source: str = ""
    source_agency: str = ""
    source_name: str = ""
    source_phone: str = ""
    found_at: str = ""
    condition: str = ""
    condition_note: str = ""
    flags: tuple[str, ...] = ()
    interviewed: bool = True
    story: str = ""
    wishes: str = ""
    checked: tuple[Checked, ...] = ()
    risk: str = ""
    risk_note: str = ""

    def checklist(self, code: str) -> Checked:
        """What was found by a checklist; nothing where it was not gone through."""
        return next((each for each in self.checked if each.checklist == code), Checked(checklist=code))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRecorded(OfCase):
    """The facts of reception, or a version that takes the place of those it `replaces`."""

    TYPE = "case.intake_recorded"
    case_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: IntakeValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A thing that a client brought, known by its id through all versions of the list."""

    item_id: str
    name: str
    count: int = 1
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsValues:
    """An inventory on a day: the things, who keeps them (staff id) and where; signed by the client, or not yet."""

    on: date
    items: tuple[Belonging, ...]
    kept_by: str
    place: str = ""
    signed: Signed | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsListed(OfCase):
    """An inventory of belongings, or a version of it that takes the place of those it `replaces`."""

    TYPE = "case.belongings_listed"
    case_id: str
    list_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: BelongingsValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsReturned(OfCase):
    """Things were given back against a second signature."""

    TYPE = "case.belongings_returned"
    case_id: str
    return_id: str
    item_ids: tuple[str, ...]
    on: date
    remark: str
    signed: Signed


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPhotographed(OfCase):
    """A photograph of the client; the newest one is shown."""

    TYPE = "case.client_photographed"
    case_id: str
    photo_id: str
    photo: Attachment


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SameClientTold(OfCase):
    """The client is, or is not after all, the client of another case too; both cases stay as they are.

    The other case is named by its id alone: who may not see it learns nothing of it. The newest entry stands.
    """

    TYPE = "case.same_client_told"
    case_id: str
    other_case_id: str
    same: bool
    reason: str
