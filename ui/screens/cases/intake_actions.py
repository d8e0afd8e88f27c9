"""What is done at the part of reception: its forms, and what they send."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from kmcase.application.cases import (
    AddPhotograph,
    LinkClient,
    ListBelongings,
    RecordIntake,
    ReturnBelongings,
    TellSame,
    reasons_of,
)
from kmcase.application.changes import Outcome
from kmcase.application.read.case_intake import BelongingsItem, IntakePage, Reception
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.signing import require_signed
from kmcase.domain.evidence import EvidenceKind
from kmcase.messages import Message, message
from ui.answering import show_stored, told
from ui.client_names import client_name
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field, reason_form
from ui.ports import Desk
from ui.screens.cases.actions import Actions, Send, day_field
from ui.screens.cases.intake_form import (
    belonging_rows,
    belongings_field,
    belongings_of,
    intake_sections,
    intake_values,
    photo_field,
    place_field,
    shown_values,
)
from ui.screens.cases.part import CaseHost
from ui.screens.cases.receiving import Likely, Lookup
from ui.screens.cases.signing import begin_signing, kept_mark, signing_section
from ui.widgets import ChecksEdit, Choice, LineEdit


class IntakePort(Protocol):
    """What the part shows of a search."""

    def show_likely(self, found: Likely) -> None: ...
    def say_nobody(self) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...


class IntakeActions(Actions):
    """What is asked at reception."""

    def __init__(self, desk: Desk, host: CaseHost, view: IntakePort) -> None:
        super().__init__(desk, host)
        self._view = view
        self._lookup: Lookup | None = None

    # --- facts ---

    def begin_record(self, case: CasePage, page: IntakePage) -> None:
        """Complete or correct the facts of reception: a version beside those that stand."""
        service = self._desk.services.case_intake
        self._desk.jobs.database(service.reception, told(self._desk, partial(self._record, case, page)))

    def _record(self, case: CasePage, page: IntakePage, reception: Reception) -> None:
        staff, casework = reception.staff, case.casework
        here = {member.staff_id for member in staff}
        gone = dict.fromkeys(one.values.received_by for one in page.standing if one.values.received_by not in here)
        left = [Choice(value=one, said=message("case_intake.field.left", name=page.names.get(one, ""))) for one in gone]
        form = self._form("record", FormSpec(intake_sections(casework, staff, self._desk.today(), left)))
        if page.standing:
            form.form.set_values(shown_values(page.standing[0].values))
        else:
            form.form.set_values({"received_by": self._desk.actor.staff_id})
        if len(page.standing) > 1:
            form.warn(message("case_intake.page.replaces", count=len(page.standing)))
        before = frozenset(flag for one in page.standing for flag in one.values.flags)

        def tell() -> None:
            """A reason against concealing is asked for where something new restricts the case."""
            now = form.form.values()["flags"] - before
            told = reasons_of(casework, now, case.head.client, case.head.opened_at) if now else ()
            new = set(told) - set(case.head.restricted_for)
            form.form.set_field_visible(bool(new) and not case.head.restricted, "open_reason")

        form.changed.connect(tell)
        tell()
        seen = tuple(one.version_id for one in page.standing)
        service = self._desk.services.case_intake

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            found = intake_values(values, casework)
            command = RecordIntake(
                case_id=case.head.case_id, values=found, seen=seen, open_reason=values["open_reason"] or ""
            )
            done: Outcome[Any] = service.record(command)
            return done

        self._open(form, send, "recorded")

    # --- photograph ---

    def begin_photograph(self, case: CasePage, page: IntakePage) -> None:
        """Add a photograph; a child's restricts the case unless somebody says why not."""
        why = Field(
            "open_reason",
            "case_intake.field.open_reason",
            LineEdit,
            help_key="case_intake.field.photo_open_help",
            width=Width.FULL,
        )
        form = self._form("photo", FormSpec((Section(None, (photo_field(required=True), why)),)))
        flags = frozenset(flag for one in page.standing for flag in one.values.flags) & {"child"}
        reasons = set(reasons_of(case.casework, flags, case.head.client, case.head.opened_at))
        child = bool(reasons) and not case.head.restricted
        form.form.set_field_visible(child, "open_reason")
        if child:
            form.warn(message("case_intake.page.child_photo"))
        services = self._desk.services

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            photo = values["photo"]
            kept = services.attachments.keep(photo.content, EvidenceKind.PHOTO_PERSON, photo.name)
            reason = values["open_reason"] or ""
            command = AddPhotograph(case_id=case.head.case_id, photo=kept, open_reason=reason)
            done: Outcome[Any] = services.case_intake.photograph(command)
            return done

        self._open(form, send, "photographed")

    def look(self, _case: CasePage, page: IntakePage) -> None:
        """Show the photograph large."""
        stored = page.photos[0].photo.stored_sha256
        show_stored(self._desk, stored, message("case_intake.page.photo"), self._view.show_picture)

    # --- belongings ---

    def begin_list(self, case: CasePage, _page: IntakePage, item: BelongingsItem | None = None) -> None:
        """List what the client brought, or correct a list: it is then to be signed again."""
        today = self._desk.today()
        spec = FormSpec((Section(None, (day_field(today), place_field(), belongings_field(today))),))
        form = self._form("list", spec)
        values: dict[str, object] = {"on": today}
        if item is not None:
            newest = item.standing[0].values
            values = {"on": newest.on, "place": newest.place, "belongings": belonging_rows(item.things)}
            if any(one.values.signed is not None for one in item.standing):
                form.warn(message("case_intake.page.sign_again"))
        form.form.set_values(values)
        service = self._desk.services.case_intake

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = ListBelongings(
                case_id=case.head.case_id,
                items=belongings_of(values["belongings"]),
                on=values["on"],
                place=values["place"] or "",
                list_id=item.list_id if item else "",
                seen=tuple(one.version_id for one in item.standing) if item else (),
            )
            done: Outcome[Any] = service.list_belongings(command)
            return done

        self._open(form, send, "listed")

    def begin_sign_list(self, case: CasePage, _page: IntakePage, item: BelongingsItem) -> None:
        """The client signs a list as it stands."""
        form = self._form("sign_list", FormSpec((signing_section(),)))
        form.warn(message("case_intake.page.sign_list_says", count=len(item.things)))
        begin_signing(form.form, case.head.client.shown_name)
        newest, services = item.standing[0].values, self._desk.services

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = ListBelongings(
                case_id=case.head.case_id,
                items=item.things,
                on=newest.on,
                place=newest.place,
                list_id=item.list_id,
                seen=tuple(one.version_id for one in item.standing),
                signed=require_signed(kept_mark(values, services.attachments)),
            )
            done: Outcome[Any] = services.case_intake.list_belongings(command)
            return done

        self._open(form, send, "list_signed")

    def begin_return(self, case: CasePage, page: IntakePage, item: BelongingsItem) -> None:
        """Give things back against a second signature."""
        kept = [thing for thing in item.things if thing.item_id not in page.returned]
        choices = [Choice(value=thing.item_id, said=f"{thing.name} × {thing.count}") for thing in kept]
        things = Field(
            "item_ids",
            "case_intake.field.returned",
            partial(ChecksEdit, choices=choices, columns=1),
            required=True,
            width=Width.FULL,
        )
        remark = reason_field("case_intake.field.remark", name="remark", required=False)
        day = day_field(self._desk.today())
        form = self._form("return", FormSpec((Section(None, (day, things, remark)), signing_section())))
        form.form.set_values({"on": self._desk.today(), "item_ids": frozenset(thing.item_id for thing in kept)})
        begin_signing(form.form, case.head.client.shown_name)
        services = self._desk.services
        order = [thing.item_id for thing in kept]

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = ReturnBelongings(
                case_id=case.head.case_id,
                item_ids=tuple(sorted(values["item_ids"], key=order.index)),
                on=values["on"],
                remark=values["remark"] or "",
                signed=kept_mark(values, services.attachments),
            )
            done: Outcome[Any] = services.case_intake.give_back(command)
            return done

        self._open(form, send, "given_back")

    def print_belongings(self, case: CasePage, _page: IntakePage, item: BelongingsItem) -> None:
        """An inventory as PDF."""
        papers, language = self._desk.services.case_papers, self._desk.texts.language
        case_id, list_id = case.head.case_id, item.list_id
        title = message("case_intake.page.belongings_title")
        self._host.show_paper(lambda _: papers.printed_belongings(case_id, list_id, language), title, "intake")

    # --- who the client is ---

    def find(self, case: CasePage, _page: IntakePage) -> None:
        """Look for the client in the register and among other cases."""
        self.leave_search()
        finder = _Once(self._view)
        self._lookup = Lookup(self._desk, finder, case.head.case_id)
        self._lookup.look(case.head.client)

    def leave_search(self) -> None:
        """Another case is in front: who its client may be is not told of this one's."""
        if self._lookup is not None:
            self._lookup.leave()

    def set_aside(self, key: str) -> None:
        """Somebody else."""
        if self._lookup is not None:
            self._lookup.set_aside(key)

    def begin_link(self, case: CasePage, _page: IntakePage, person_id: str) -> None:
        """The client is this person of the register: why is proposed, and may be changed."""
        assert self._lookup is not None
        item = self._lookup.person(person_id)
        reasons = ", ".join(self._desk.texts.render(reason) for reason in item.reasons)
        service, case_id = self._desk.services.cases, case.head.case_id

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            done: Outcome[Any] = service.link(
                LinkClient(case_id=case_id, person_id=person_id, reason=values["reason"] or "")
            )
            return done

        self._ask_why("link", message("case_intake.same.link_says", name=item.name), reasons, send, "linked_kept")

    def begin_unlink(self, case: CasePage, _page: IntakePage) -> None:
        """The client is not this person of the register after all."""
        service, case_id = self._desk.services.cases, case.head.case_id

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            done: Outcome[Any] = service.link(LinkClient(case_id=case_id, person_id="", reason=values["reason"] or ""))
            return done

        self._ask_why("unlink", message("case_intake.same.unlink_says"), "", send, "unlinked_kept")

    def begin_same(self, case: CasePage, _page: IntakePage, other: str) -> None:
        """The client is that of another case too."""
        assert self._lookup is not None
        item = self._lookup.client(other)
        reasons = ", ".join(self._desk.texts.render(reason) for reason in item.reasons)
        says = message("case_intake.same.same_says", name=client_name(item.name), number=item.number)
        self._ask_why("same", says, reasons, self._telling(case, other, same=True), "linked_kept")

    def begin_not_same(self, case: CasePage, _page: IntakePage, other: str) -> None:
        """The client is not that of another case after all."""
        says = message("case_intake.same.unlink_says")
        self._ask_why("unlink", says, "", self._telling(case, other, same=False), "unlinked_kept")

    def _telling(self, case: CasePage, other: str, *, same: bool) -> Send:
        service, case_id = self._desk.services.case_intake, case.head.case_id

        def send(values: Mapping[str, Any]) -> Outcome[Any]:
            command = TellSame(case_id=case_id, other_case_id=other, same=same, reason=values["reason"] or "")
            done: Outcome[Any] = service.tell_same(command)
            return done

        return send

    def _ask_why(self, name: str, says: Message, proposed: str, send: Send, said: str) -> None:
        form = self._form(name, reason_form("cases.field.reason"), {"reason": proposed})
        form.warn(says)
        self._open(form, send, said)


class _Once:
    """Says that nobody is alike when a search that was asked for finds nobody; later news only narrow it."""

    def __init__(self, view: IntakePort) -> None:
        self._view = view
        self._told = False

    def show_likely(self, found: Likely) -> None:
        if not self._told and not (found.persons or found.clients):
            self._view.say_nobody()
        self._told = True
        self._view.show_likely(found)
