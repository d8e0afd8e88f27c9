"""What the list and the page of duplicate persons show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.duplicates import Pair, PairJudgement, PersonLink
from kmcase.domain.money import Baht
from kmcase.domain.people import PersonValues
from kmcase.domain.staff import StaffMember
from kmcase.domain.wording import Message


class ClusterState(StrEnum):
    """How entries that may be one person stand, what is most urgent first."""

    STOPS = "stops"
    OPEN = "open"
    UNDECIDED = "undecided"
    LINKED = "linked"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody said of entries, and what stands: `verdict` is `same`, `different` or `undecided`; names of staff.

    `second` confirmed it where a second person was needed, else empty.
    """

    verdict: str
    by: str
    at: datetime
    reason: str
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterItem:
    """Entries of the register that may be one person, or are.

    `strength` is the score of the likest pair in hundredths, None where it is no longer alike; `reasons` are that
    pair's. `places` are sub-district codes; `words` what was said of them, the newest first.
    """

    person_ids: tuple[str, ...]
    names: tuple[str, ...]
    state: ClusterState
    strength: int | None
    reasons: tuple[Message, ...]
    places: tuple[str, ...]
    words: tuple[Word, ...] = ()

    @property
    def key(self) -> str:
        """All its persons."""
        return "+".join(self.person_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """A payment to one of the entries: it stays on the voucher of that number."""

    number: str
    paid_on: date
    amount: Baht
    voucher_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySide:
    """One entry of the register as a column; `paid` are the payments of this fiscal year, `picture` a stored file."""

    person_id: str
    name: str
    values: PersonValues
    registered_at: datetime
    paid: tuple[PaidLine, ...]
    picture: str = ""

    @property
    def total(self) -> Baht:
        """What was paid in the year."""
        return Baht.total(line.amount for line in self.paid)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSide:
    """Two entries compared: how far each field agrees, and what was said of them last.

    `apart`: somebody told them apart on the fields that they have today. `returned`: on other fields.
    """

    person_ids: Pair
    strength: int | None
    levels: Mapping[str, str]
    reasons: tuple[Message, ...]
    linked: bool
    stops: bool
    apart: bool
    judgement: PairJudgement | None = None

    @property
    def returned(self) -> bool:
        """Whether the two were told apart on fields that have changed since."""
        return self.judgement is not None and self.judgement.verdict.value == "different" and not self.apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPage:
    """Entries side by side, their pairs, and every link between them, undone ones too; `names` are of staff by id.

    `mine`: who reads had a part in their requests or payments. `entered` are those that the reader entered, `seconds`
    who may confirm beside the reader that entries which stop payments are different persons.
    """

    fiscal_year: int
    entries: tuple[EntrySide, ...]
    pairs: tuple[PairSide, ...]
    links: tuple[PersonLink, ...]
    names: Mapping[str, str]
    mine: bool = False
    entered: frozenset[str] = frozenset()
    seconds: tuple[StaffMember, ...] = ()

    def needs_second(self, person_ids: Iterable[str]) -> bool:
        """Whether the reader tells these apart with a second person alone: one of a pair that stops is an own entry."""
        chosen = set(person_ids)
        stopping = {
            each for pair in self.pairs if pair.stops and chosen.issuperset(pair.person_ids) for each in pair.person_ids
        }
        return not self.entered.isdisjoint(stopping)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeItem:
    """Somebody of the register who is like the person who is being typed."""

    person_id: str
    name: str
    address: str
    strength: int
    same_id: bool
    stops: bool
    reasons: tuple[Message, ...]
