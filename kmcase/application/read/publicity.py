"""What the page of publicity shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kmcase.application.ports.publicity import PublicityRepository
from kmcase.domain.findings import Finding
from kmcase.domain.lessons import RoundHead
from kmcase.domain.publicity import PublicityState, PublicityValues, RoundFigures, RoundPhotograph
from kmcase.domain.writings import Writing
from kmcase.rules.publicity import ToldFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityItem:
    """A line of the list; of a closed round without a text `publicity_id` is empty and `state` None."""

    publicity_id: str
    round: RoundHead
    state: PublicityState | None = None
    title: str = ""
    text: str = ""
    photographs: int = 0
    written_at: datetime | None = None
    written_by: str = ""

    @property
    def key(self) -> str:
        """The text, or the round that has none."""
        return self.publicity_id or self.round.run_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographLine:
    """A photograph of the round: `findings` say why it may not be shown; `chosen` for the text that stands."""

    photograph: RoundPhotograph
    findings: tuple[Finding, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who said that a version may be published, and when (UTC)."""

    approved_by: str
    approved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityPage:
    """A round's text with its versions, figures and photographs; a round without one has no versions.

    `approval` is of the version that stands, None where it is not approved.
    """

    publicity_id: str
    round: RoundHead
    standing: tuple[Writing[PublicityValues], ...]
    versions: tuple[Writing[PublicityValues], ...]
    state: PublicityState | None
    approval: Approval | None
    figures: RoundFigures
    told: ToldFigures
    photographs: tuple[PhotographLine, ...]
    names: Mapping[str, str]

    @property
    def values(self) -> PublicityValues | None:
        """What stands, the newest of them where there are several."""
        return self.standing[0].values if self.standing else None


class PublicityQueries(PublicityRepository, Protocol):
    """Publicity texts, and rounds that have none."""

    def list(self) -> tuple[PublicityItem, ...]:
        """Texts and closed rounds without one, the newest round first."""
        ...

    def round(self, run_id: str) -> RoundHead:
        """A round; raises `payments.unknown_run`."""
        ...

    def approval(self, version_id: str) -> Approval | None:
        """The first approval of a version; None where there is none."""
        ...
