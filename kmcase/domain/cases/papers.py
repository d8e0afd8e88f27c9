"""Papers of a case (Homeless Act B.E. 2557): agreement (s. 24), consents (s. 22 and 23), complaints (s. 27).

Which papers there are and what they say is data of the casework; what was signed keeps the version it was signed by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.cases.signing import Signed
from kmcase.domain.events import event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSigned(OfCase):
    """A client signed a paper on a day, before an officer (staff id); `items` are the codes agreed to."""

    TYPE = "case.paper_signed"
    case_id: str
    paper_id: str
    paper: str
    casework: str
    on: date
    officer: str
    items: tuple[str, ...] = ()
    agency: str = ""
    note: str = ""
    signed: Signed


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRefused(OfCase):
    """A client did not sign a paper: why, and what follows for them."""

    TYPE = "case.paper_refused"
    case_id: str
    paper_id: str
    paper: str
    casework: str
    on: date
    officer: str
    reason: str
    follows: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWithdrawn(OfCase):
    """A client takes back what they signed, from a day on; what was done until then was agreed to."""

    TYPE = "case.paper_withdrawn"
    case_id: str
    paper_id: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintValues:
    """A complaint: who complained when and about what; what was done, and what was answered when.

    `by` is empty for one without a name.
    """

    on: date
    by: str = ""
    relation: str = ""
    about: str
    done: str = ""
    answer: str = ""
    answered_on: date | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintWritten(OfCase):
    """A complaint, or a version of it that takes the place of those it `replaces`."""

    TYPE = "case.complaint_written"
    case_id: str
    complaint_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: ComplaintValues
