"""Receiving somebody: who they may be is looked up while they are typed, the rest is sent in one. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.application.cases import OpenCase, ReceiveClient, reasons_of
from kmcase.application.changes import Outcome
from kmcase.application.read.case_intake import ClientAlike, Reception
from kmcase.application.read.clusters import AlikeItem
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.cases.intake import Belonging, IntakeValues
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.people import PersonValues
from kmcase.messages import Message, message
from ui.kept_paper import kept_paper
from ui.ports import Desk, Done, Job, Ok, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Who the client may be: persons of the register, clients of other cases."""

    persons: tuple[AlikeItem, ...] = ()
    clients: tuple[ClientAlike, ...] = ()


class LikelyPort(Protocol):
    """What shows who a client may be."""

    def show_likely(self, found: Likely) -> None: ...


class Lookup:
    """Compares a client with the register and other cases in the background; only the newest question is answered."""

    def __init__(self, desk: Desk, view: LikelyPort, case_id: str = "") -> None:
        self._desk = desk
        self._view = view
        self._case_id = case_id
        self._looking: Job | None = None
        self._asked: ClientValues | None = None
        self._found = Likely()
        self._others: set[str] = set()

    def look(self, client: ClientValues) -> None:
        """Ask who the client may be; nobody while neither name nor id is known."""
        if client == self._asked:
            return
        self.leave()
        self._asked = client
        if not (client.first_name or client.national_id):
            self._show(Likely())
            return
        services, case_id = self._desk.services, self._case_id
        in_register = self._desk.may("duplicates.read")

        def work() -> Likely:
            persons = services.duplicates.alike(_as_person(client)) if in_register else ()
            return Likely(persons=persons, clients=services.case_intake.alike(client, case_id))

        def done(result: Result[Likely]) -> None:
            if self._looking is job:
                self._looking = None
                self._show(result.value if isinstance(result, Ok) else Likely())

        job = self._desk.jobs.background(lambda _: work(), done, title=message("duplicates.alike.job"))
        self._looking = job

    def leave(self) -> None:
        """Nobody waits for an answer any more."""
        self._asked = None
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def set_aside(self, key: str) -> None:
        """Somebody else: not shown again here."""
        self._others.add(key)
        self.show_found()

    def show_found(self) -> None:
        """Show anew who was found."""
        self._show(self._found)

    def person(self, person_id: str) -> AlikeItem:
        """A person who was found."""
        return next(item for item in self._found.persons if item.person_id == person_id)

    def client(self, case_id: str) -> ClientAlike:
        """A client who was found."""
        return next(item for item in self._found.clients if item.case_id == case_id)

    def _show(self, found: Likely) -> None:
        self._found = found
        self._view.show_likely(
            Likely(
                persons=tuple(item for item in found.persons if item.person_id not in self._others),
                clients=tuple(item for item in found.clients if item.case_id not in self._others),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A reception as it was typed, before its time is read and its photograph stored."""

    values: Mapping[str, Any]
    client: ClientValues
    belongings: tuple[Belonging, ...]


class Receiving:
    """A reception under way: whom it is linked with, what it will do, and its sending."""

    def __init__(self, desk: Desk, reception: Reception, read: Callable[[Mapping[str, Any]], IntakeValues]) -> None:
        self._desk = desk
        self._reception = reception
        self._read = read
        self.person_id = ""
        self.same_case = ""

    def reasons(self, client: ClientValues, flags: frozenset[str]) -> tuple[Message, ...]:
        """Why the case will be restricted by itself."""
        casework = self._reception.casework
        told = reasons_of(casework, flags, client, self._reception.now)
        return tuple(reason.words for reason in casework.restrictions if reason.code in told)

    def will(self, reasons: tuple[Message, ...], open_reason: str) -> Message:
        """Who will see the case once it is opened."""
        if not reasons:
            return message("case_intake.form.will_open")
        if open_reason.strip():
            return message("case_intake.form.will_open_all_the_same")
        return message("case_intake.form.will_restrict", reasons=reasons)

    def link(self, person_id: str, same_case: str = "") -> None:
        """The client is this person of the register, or that client; empty both: nobody known."""
        self.person_id, self.same_case = person_id, same_case

    def send(self, typed: Typed, done: Done[Outcome[str]]) -> None:
        """Record it all in one; the photograph is stored first."""
        services = self._desk.services
        person_id, same_case, read = self.person_id, self.same_case, self._read
        values = typed.values

        def work() -> Outcome[str]:
            intake = read(values)
            kept = kept_paper(services.attachments, values["photo"], EvidenceKind.PHOTO_PERSON)
            received: Outcome[str] = services.case_intake.receive(
                ReceiveClient(
                    opening=OpenCase(
                        kind=values["kind"],
                        legal_basis=values["legal_basis"] or "",
                        client_group=values["client_group"] or "",
                        client=typed.client,
                        opened_at=intake.received_at,
                        manager=values["manager"] or "",
                        person_id=person_id,
                    ),
                    intake=intake,
                    open_reason=values["open_reason"] or "",
                    belongings=typed.belongings,
                    place=values["place"] or "",
                    photo=kept,
                    same_case=same_case,
                )
            )
            return received

        self._desk.jobs.database(work, done)


def _as_person(client: ClientValues) -> PersonValues:
    """A client as the register compares persons."""
    return PersonValues(
        title=client.title,
        first_name=client.first_name,
        last_name=client.last_name,
        national_id=client.national_id,
        birth=client.birth,
        sex=client.sex,
        phone=client.phone,
    )
