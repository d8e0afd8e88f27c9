"""Who is around a client, as the two lists and pictures show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kmcase.application.ports.case_network import CaseNetworkRepository
from kmcase.domain.cases.network import RelativeValues, ResourceValues


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeItem:
    """Somebody of the family's list; `seen` are the versions that stand, `apart` those besides the newest.

    A version written apart that takes the entry out is None in `apart`.
    """

    entry_id: str
    values: RelativeValues
    seen: tuple[str, ...]
    apart: tuple[RelativeValues | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceItem:
    """A resource of the map, as `RelativeItem` is of the family."""

    entry_id: str
    values: ResourceValues
    seen: tuple[str, ...]
    apart: tuple[ResourceValues | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Both lists, each in the order in which the entries were first written."""

    relatives: tuple[RelativeItem, ...]
    resources: tuple[ResourceItem, ...]


class CaseNetworkQueries(CaseNetworkRepository, Protocol):
    """Who is around the clients of cases that the viewer may see."""

    def page(self, case_id: str) -> NetworkPage:
        """Both lists; raises `cases.unknown`."""
        ...
