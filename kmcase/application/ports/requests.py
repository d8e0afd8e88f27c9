"""Requests as use cases load them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kmcase.domain.requests import AidRequest, Slip


class RequestRepository(Protocol):
    """Aid requests."""

    def request(self, request_id: str) -> AidRequest:
        """A request; raises `requests.unknown`."""
        ...

    def active_of(self, person_id: str) -> tuple[str, ...]:
        """Ids of a person's requests that are not ended (not helped, rejected, forwarded or withdrawn)."""
        ...

    def last_received(self, person_id: str, aid_kind: str, *, before: str | None = None) -> date | None:
        """The day on which a person's last request of a kind was received, not counting withdrawn ones.

        `before` leaves out the request of this id and those begun after it (ids sort by time).
        """
        ...

    def open_comments(self, request_id: str) -> int:
        """Comments that the officer has not answered."""
        ...

    def comment_is_open(self, request_id: str, comment_id: str) -> bool:
        """Whether a comment of this request waits for its answer; raises `requests.unknown_comment`."""
        ...

    def slip(self, slip_id: str) -> Slip:
        """Papers taken; raises `requests.unknown_slip`."""
        ...
