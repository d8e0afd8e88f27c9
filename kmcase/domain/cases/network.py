"""Who is around a client: the family as a genogram shows it, and the people and agencies of a resource map.

Each entry of the two lists has an id and versions (`kmcase.domain.writings`): what two workers wrote apart of one
person both stands. A version without values takes the entry away. The symbols and lines are those of McGoldrick's
genogram and Hartman's eco-map; `kmcase.domain.drawings` draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event
from kmcase.domain.people import Sex

OLDEST = 130
"""Years of age above which an age is a slip of the keys."""


class Relation(StrEnum):
    """What somebody is to the client; the words are `case_network.relation.<value>`."""

    FATHERS_PARENT = "fathers_parent"
    MOTHERS_PARENT = "mothers_parent"
    FATHERS_SIBLING = "fathers_sibling"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    MOTHERS_SIBLING = "mothers_sibling"
    PARENT_IN_LAW = "parent_in_law"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    NIECE_NEPHEW = "niece_nephew"
    CHILD = "child"
    CHILD_IN_LAW = "child_in_law"
    GRANDCHILD = "grandchild"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"


class Life(StrEnum):
    """Whether somebody lives; the words are `case_network.life.<value>`."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Tie(StrEnum):
    """How the client gets on with somebody; the words are `case_network.tie.<value>`."""

    ORDINARY = "ordinary"
    CLOSE = "close"
    DISTANT = "distant"
    CONFLICT = "conflict"
    HARMS_CLIENT = "harms_client"
    HARMED_BY_CLIENT = "harmed_by_client"
    CUT_OFF = "cut_off"


class ResourceKind(StrEnum):
    """What is around the client; the words are `case_network.resource.<value>`."""

    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    VOLUNTEER = "volunteer"
    LEADER = "leader"
    HEALTH = "health"
    SCHOOL = "school"
    LOCAL_GOVERNMENT = "local_government"
    WELFARE = "welfare"
    POLICE = "police"
    TEMPLE = "temple"
    WORK = "work"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeValues:
    """Somebody who is related to the client or lives with them; `birth_year` (C.E.) comes from the age that was told.

    `through` is the entry by whom they are related (a child's other parent, a nephew's parent), empty where unknown.
    """

    name: str
    relation: Relation
    sex: Sex = Sex.UNKNOWN
    birth_year: int | None = None
    life: Life = Life.ALIVE
    lives_with: bool = False
    tie: Tie = Tie.ORDINARY
    through: str = ""
    note: str = ""

    def age_on(self, day: date) -> int | None:
        """Their age, about; None where it is not known or they are dead."""
        if self.birth_year is None or self.life is Life.DEAD:
            return None
        return day.year - self.birth_year


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceValues:
    """A person or an agency around the client, what they give, and how to reach them."""

    name: str
    kind: ResourceKind
    tie: Tie = Tie.ORDINARY
    gives: str = ""
    contact: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeWritten(OfCase):
    """Somebody came into the family's list, is described otherwise, or (no values) is taken out."""

    TYPE = "case.relative_written"
    case_id: str
    entry_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: RelativeValues | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceWritten(OfCase):
    """A resource came into the map, is described otherwise, or (no values) is taken out."""

    TYPE = "case.resource_written"
    case_id: str
    entry_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: ResourceValues | None = None
