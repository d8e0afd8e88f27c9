"""Agencies as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.agencies import Agency


class AgencyRepository(Protocol):
    """The directory."""

    def agency(self, agency_id: str) -> Agency:
        """An agency; raises `agencies.unknown`."""
        ...

    def list(self) -> tuple[Agency, ...]:
        """All agencies by name, those no longer active as well."""
        ...
