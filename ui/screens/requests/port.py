"""What the requests' presenter asks of its view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kmcase.application.read.people import PersonItem
from kmcase.application.read.requests import RequestItem, RequestPage
from kmcase.domain.findings import Finding
from kmcase.domain.requests import RequestContent
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message
from ui.ports import Err
from ui.screens.requests.actions import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whom a new request is for."""

    person_id: str
    name: str
    national_id: str | None


class RequestsPort(Protocol):
    """What the view can show."""

    def show_requests(self, items: tuple[RequestItem, ...]) -> None:
        """The list."""
        ...

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        ...

    def show_staff(self, staff: tuple[StaffMember, ...]) -> None:
        """Who can be a fact-finder."""
        ...

    def show_page(self, page: RequestPage, actions: tuple[Action, ...], *, editable: bool) -> None:
        """One request."""
        ...

    def show_new(self, person: Asker, content: RequestContent) -> None:
        """An empty form for a person."""
        ...

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Whom a new request may be for."""
        ...

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say of what is typed."""
        ...

    def show_missing(self, missing: tuple[Finding, ...]) -> None:
        """What is missing of a request that is to be sent."""
        ...

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was done."""
        ...

    def show_piece_refused(self, kind: str, said: Message) -> None:
        """Why a file was not attached, beside its piece."""
        ...

    def is_typing(self, request_id: str) -> bool:
        """Whether something is typed of this request and not saved."""
        ...

    def show_meanwhile(self, page: RequestPage, before: RequestContent) -> None:
        """Somebody else wrote it while it was typed over `before`."""
        ...

    def show_saved(self) -> None:
        """The typing is in the office."""
        ...
