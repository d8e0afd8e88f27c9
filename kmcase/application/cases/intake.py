"""Reception (แรกรับ): a case opened with all that was found; later versions, belongings, photographs, same clients."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kmcase.application.cases.checks import require_listed, require_past, require_reason
from kmcase.application.cases.service import OpenCase, note_restriction, open_case, restrict_further
from kmcase.application.changes import Outcome
from kmcase.application.permissions import allowed
from kmcase.application.read.case_intake import ClientAlike, IntakePage, Reception
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.heads import CaseHead, CaseKind, ClientValues
from kmcase.domain.cases.intake import (
    Belonging,
    BelongingsListed,
    BelongingsReturned,
    BelongingsValues,
    Checked,
    ClientPhotographed,
    IntakeRecorded,
    IntakeValues,
    SameClientTold,
)
from kmcase.domain.cases.signing import Signed, require_signed
from kmcase.domain.casework import Casework
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import require_that
from kmcase.domain.evidence import Attachment
from kmcase.domain.offices import OfficeKind
from kmcase.domain.writings import Writing, standing, superseded
from kmcase.rules.cases import restricted_by_default
from kmcase.thai.calendar import bangkok_date

_CHILD = "child"
_UNKNOWN = "case_intake.unknown_choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveClient:
    """Somebody is received: the case, the facts of reception and what they brought, in one.

    The facts' `flags` are codes of the casework's restrictions and restrict the case, as childhood does. `open_reason`
    says why everybody in case work may see it all the same. `same_case` is another case of the same client.
    """

    opening: OpenCase
    intake: IntakeValues
    open_reason: str = ""
    belongings: tuple[Belonging, ...] = ()
    place: str = ""
    photo: Attachment | None = None
    same_case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIntake:
    """A version of the facts of reception that takes the place of those `seen`."""

    case_id: str
    values: IntakeValues
    seen: tuple[str, ...] = ()
    open_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBelongings:
    """An inventory, or with `list_id` a version that takes the place of those `seen`.

    A thing without an id is a new one. `signed` is None while the client did not sign yet.
    """

    case_id: str
    items: tuple[Belonging, ...]
    on: date
    place: str = ""
    signed: Signed | None = None
    list_id: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnBelongings:
    """Things go back to the client, or to who signs for them."""

    case_id: str
    item_ids: tuple[str, ...]
    on: date
    signed: Signed | None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPhotograph:
    """A photograph of the client; of a child it restricts the case, unless `open_reason` says why not."""

    case_id: str
    photo: Attachment
    open_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellSame:
    """The client is, or is not, the client of another case."""

    case_id: str
    other_case_id: str
    same: bool
    reason: str


class CaseIntakeService:
    """Use cases of reception."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def page(self, case_id: str) -> IntakePage:
        """The reception of a case; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_intake.page(case_id)

    def reception(self) -> Reception:
        """What a form of reception offers: the newest casework, the office's kind of cases, staff of case work."""
        with self._work.read("cases.read") as reading:
            kind = CaseKind.SHELTER if reading.office.kind is OfficeKind.SHELTER else CaseKind.SETTLEMENT
            return Reception(
                casework=reading.cases.newest_casework(),
                kind=kind,
                now=reading.now,
                staff=tuple(member for member in reading.staff.members() if member.active),
            )

    def client_of(self, person_id: str) -> ClientValues:
        """A person of the register as a client, for a case that begins there; raises `people.unknown`.

        The national id is not told: `receive` copies it, so that nobody sees it without a record of that.
        """
        with self._work.read("people.read") as reading:
            values = reading.people.page(person_id).values
            return ClientValues(
                title=values.title,
                first_name=values.first_name,
                last_name=values.last_name,
                sex=values.sex,
                birth=values.birth,
                phone=values.phone,
            )

    def alike(self, client: ClientValues, case_id: str = "") -> tuple[ClientAlike, ...]:
        """Clients of other cases who may be the one that is typed, of cases that the actor may see."""
        with self._work.read("cases.read") as reading:
            return reading.case_intake.alike(client, case_id)

    def receive(self, command: ReceiveClient) -> Outcome[str]:
        """Receive somebody; gives the case's id.

        Raises what `open_case` raises and what is wrong with the facts of reception, each beside its field.
        """
        with self._work.begin("cases.open") as unit:
            casework = unit.cases.newest_casework()
            opening = _identified(unit, command.opening)
            found = reasons_of(casework, command.intake.flags, opening.client, opening.opened_at)
            reasons = tuple(dict.fromkeys((*(opening.restricted_for or ()), *found)))
            values = replace(command.intake, received_at=opening.opened_at)
            _check(unit, casework, values)
            if command.same_case:
                unit.cases.head(command.same_case)
            lifted = command.open_reason.strip() if reasons else ""
            case_id = open_case(unit, replace(opening, restricted_for=() if lifted else reasons))
            if lifted:
                note_restriction(unit, case_id, (), lifted)
            unit.record(IntakeRecorded(case_id=case_id, version_id=unit.ids.new(), values=values))
            if command.belongings:
                _list(unit, ListBelongings(
                    case_id=case_id, items=command.belongings, on=bangkok_date(values.received_at), place=command.place
                ))  # fmt: skip
            if command.photo is not None:
                _photograph(unit, case_id, command.photo)
            if command.same_case:
                _same(unit, case_id, command.same_case, opening.client.shown_name)
            return unit.commit(case_id)

    def record(self, command: RecordIntake) -> Outcome[str]:
        """Keep a version of the facts of reception; gives the case's id. What is not `seen` stands beside it.

        A flag that is new restricts the case to its team, unless `open_reason` says why not.
        """
        with self._work.begin("cases.intake") as unit:
            head = unit.cases.head(command.case_id)
            casework = unit.cases.casework(head.casework)
            _check(unit, casework, command.values)
            before = unit.case_intake.intake(head.case_id)
            restrict_further(unit, head, casework, set(command.values.flags) - _flags_of(before), command.open_reason)
            unit.record(
                IntakeRecorded(
                    case_id=head.case_id,
                    version_id=unit.ids.new(),
                    replaces=superseded(before, command.seen),
                    values=command.values,
                )
            )
            return unit.commit(head.case_id)

    def list_belongings(self, command: ListBelongings) -> Outcome[str]:
        """Keep an inventory or a version of it; gives its id.

        Raises `case_intake.belongings_missing`, `.belonging_wrong`, `.unknown_belongings`, `cases.in_future`, and what
        `require_signed` raises.
        """
        with self._work.begin("cases.belongings") as unit:
            unit.cases.head(command.case_id)
            return unit.commit(_list(unit, command))

    def give_back(self, command: ReturnBelongings) -> Outcome[str]:
        """Give things back against a signature; gives the return's id.

        Raises `case_intake.belongings_missing`, `.returned_already`, `cases.in_future`, and what `require_signed` does.
        """
        with self._work.begin("cases.belongings") as unit:
            head = unit.cases.head(command.case_id)
            require_that(bool(command.item_ids), "case_intake.belongings_missing", "item_ids")
            kept = unit.case_intake.kept(head.case_id)
            require_that(set(command.item_ids) <= kept, "case_intake.returned_already", "item_ids")
            require_past(unit, command.on)
            given = BelongingsReturned(
                case_id=head.case_id,
                return_id=unit.ids.new(),
                item_ids=command.item_ids,
                on=command.on,
                remark=command.remark.strip(),
                signed=require_signed(command.signed),
            )
            unit.record(given)
            return unit.commit(given.return_id)

    def photograph(self, command: AddPhotograph) -> Outcome[str]:
        """Keep a photograph of the client; gives the case's id. A child's restricts the case (see `AddPhotograph`)."""
        with self._work.begin("cases.intake") as unit:
            head = unit.cases.head(command.case_id)
            casework = unit.cases.casework(head.casework)
            restrict_further(unit, head, casework, _childhood(unit, head, casework), command.open_reason)
            _photograph(unit, head.case_id, command.photo)
            return unit.commit(head.case_id)

    def restrict_children(self) -> int:
        """Restrict the cases that laptops made a photographed child's between them; gives how many.

        One brought the photograph, another the birth date, and neither was asked. A case that somebody keeps open with
        a reason stays open. Who may not restrict leaves them to the next who may.
        """
        if not allowed("cases.restrict", self._work.actor.roles):
            return 0
        with self._work.begin("cases.restrict") as unit:
            children = {
                case_id: reasons
                for case_id, casework, birth in unit.cases.photographed_openly()
                if (reasons := restricted_by_default(unit.cases.casework(casework), (), birth, unit.today))
            }
            for case_id, reasons in children.items():
                note_restriction(unit, case_id, reasons, "")
            if children:
                unit.commit(None)
            return len(children)

    def tell_same(self, command: TellSame) -> Outcome[str]:
        """Say that the client is another case's too, or is not; both cases stay as they are."""
        with self._work.begin("cases.link") as unit:
            head, other = unit.cases.head(command.case_id), unit.cases.head(command.other_case_id)
            require_that(head.case_id != other.case_id, "case_intake.same_case", "other_case_id")
            reason = require_reason(command.reason)
            unit.record(
                SameClientTold(case_id=head.case_id, other_case_id=other.case_id, same=command.same, reason=reason)
            )
            return unit.commit(head.case_id)


def reasons_of(casework: Casework, flags: Collection[str], client: ClientValues, at: datetime) -> tuple[str, ...]:
    """Why a new case is restricted: what was flagged, and what the rules say of it, in the order of the casework."""
    facts = {each.flag for each in casework.flags if each.code in flags}
    told = {*flags, *restricted_by_default(casework, facts, client.birth, bangkok_date(at))}
    return tuple(each.code for each in casework.restrictions if each.code in told)


def _identified(unit: Unit, opening: OpenCase) -> OpenCase:
    """With the national id of the person of the register, where none was typed."""
    if not opening.person_id or opening.client.national_id or opening.client.no_id_reason:
        return opening
    known = unit.people.person(opening.person_id).values
    client = replace(opening.client, national_id=known.national_id, no_id_reason=known.no_id_reason)
    return replace(opening, client=client)


def _childhood(unit: Unit, head: CaseHead, casework: Casework) -> frozenset[str]:
    """The reason of childhood where the client may be a child, by birth or by what was flagged."""
    birth: PartialDate | None = head.client.birth
    flagged = _flags_of(unit.case_intake.intake(head.case_id))
    facts = {each.flag for each in casework.flags if each.code in flagged}
    found = restricted_by_default(casework, facts & {_CHILD}, birth, unit.today)
    return frozenset(found)


def _flags_of(versions: Iterable[Writing[IntakeValues]]) -> set[str]:
    """What was flagged at reception, in any of the versions that stand."""
    return {flag for version in standing(versions) for flag in version.values.flags}


def _check(unit: Unit, casework: Casework, values: IntakeValues) -> None:
    """Raise what is wrong with the facts of reception, beside its field."""
    require_that(values.received_at <= unit.now, "cases.in_future", "opened_at")
    unit.staff.member(values.received_by)
    require_listed(casework.sources, values.source, _UNKNOWN, "source")
    if values.condition:
        require_listed(casework.conditions, values.condition, _UNKNOWN, "condition")
    if values.risk:
        require_listed(casework.risks, values.risk, _UNKNOWN, "risk")
    known = {reason.code for reason in casework.restrictions}
    require_that(set(values.flags) <= known, "cases.unknown_restriction", "flags")
    for checked in values.checked:
        _check_list(casework, checked)
    told = not values.interviewed or bool(values.story.strip())
    require_that(told, "case_intake.story_missing", "story")


def _check_list(casework: Casework, checked: Checked) -> None:
    items = {item.code for item in casework.checklist(checked.checklist).items}
    require_that(set(checked.found) <= items, _UNKNOWN, checked.checklist)


def _list(unit: Unit, command: ListBelongings) -> str:
    require_that(bool(command.items), "case_intake.belongings_missing", "belongings")
    right = all(item.name.strip() and item.count > 0 for item in command.items)
    require_that(right, "case_intake.belonging_wrong", "belongings")
    require_past(unit, command.on)
    before = unit.case_intake.inventory(command.case_id, command.list_id) if command.list_id else ()
    list_id = command.list_id or unit.ids.new()
    items = (replace(item, name=item.name.strip(), remark=item.remark.strip()) for item in command.items)
    unit.record(
        BelongingsListed(
            case_id=command.case_id,
            list_id=list_id,
            version_id=unit.ids.new(),
            replaces=superseded(before, command.seen),
            values=BelongingsValues(
                on=command.on,
                items=tuple(replace(item, item_id=item.item_id or unit.ids.new()) for item in items),
                kept_by=unit.actor.staff_id,
                place=command.place.strip(),
                signed=require_signed(command.signed) if command.signed is not None else None,
            ),
        )
    )
    return list_id


def _photograph(unit: Unit, case_id: str, photo: Attachment) -> None:
    unit.record(ClientPhotographed(case_id=case_id, photo_id=unit.ids.new(), photo=photo))


def _same(unit: Unit, case_id: str, other: str, name: str) -> None:
    unit.record(SameClientTold(case_id=case_id, other_case_id=other, same=True, reason=name))
