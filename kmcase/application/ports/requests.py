"""Requests as use cases load them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kmcase.domain.requests import AidRequest


class RequestRepository(Protocol):
    """Aid requests."""

    def request(self, request_id: str) -> AidRequest:
        """A request; raises `requests.unknown`."""
        ...

    def active_of(self, person_id: str) -> tuple[str, ...]:
        """Ids of a person's requests that are not ended (not helped, rejected, forwarded or withdrawn)."""
        ...

    def last_received(self, person_id: str, aid_kind: str) -> date | None:
        """The day on which a person's last request of a kind was received."""
        ...

    def open_comments(self, request_id: str) -> int:
        """Comments that the officer has not answered."""
        ...
