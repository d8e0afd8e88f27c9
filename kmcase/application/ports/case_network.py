"""The family and the resources of a client as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.network import RelativeValues, ResourceValues
from kmcase.domain.writings import Writing


class CaseNetworkRepository(Protocol):
    """Entries of both lists, for somebody; of a case that he may not see all raise `cases.unknown`.

    Versions of an entry that is not known are none.
    """

    def relative_versions(self, case_id: str, entry_id: str) -> tuple[Writing[RelativeValues | None], ...]:
        """All versions of an entry of the family, the newest first."""
        ...

    def resource_versions(self, case_id: str, entry_id: str) -> tuple[Writing[ResourceValues | None], ...]:
        """All versions of a resource, the newest first."""
        ...
