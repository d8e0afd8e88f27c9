"""Survey lists: who was asked for one, what came, and where every row of it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.partners import PartnerKind


class RowOutcome(StrEnum):
    """Where a row of a list ended."""

    IMPORTED = "imported"
    MATCHED = "matched"
    WAITING = "waiting"
    SKIPPED = "skipped"


class ReminderMethod(StrEnum):
    """How an agency was reminded; the words are `surveys.method.<value>`."""

    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAsked(Event):
    """A local government or volunteers were asked for a list, due on a day.

    `kind` says which of them, `partner_id` the partner of field work that it is, where either is known.
    """

    TYPE = "survey.asked"
    survey_id: str
    agency: str
    subdistrict_code: str
    asked_on: date
    due_on: date
    remark: str = ""
    kind: PartnerKind | None = None
    partner_id: str | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("survey", self.survey_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyReminded(Event):
    """The agency was reminded; every time is kept."""

    TYPE = "survey.reminded"
    survey_id: str
    on: date
    method: ReminderMethod | None = None
    note: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("survey", self.survey_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyListReceived(Event):
    """A file was received: its hash names it, so that the same file is recognised and a broken import resumes."""

    TYPE = "survey.list_received"
    import_id: str
    survey_id: str | None = None
    agency: str
    received_on: date
    file_name: str
    sha256: str
    sheet: str
    rows: int
    mapping: dict[str, Any]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("import", self.import_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRowSettled(Event):
    """A row was imported (with its person), matched, set to wait with its problems, or skipped; the newest stands.

    `cells` are the row's texts by column name as they came (or as mended); `problems` are encoded cell problems.
    """

    TYPE = "survey.row_settled"
    import_id: str
    row: int
    outcome: RowOutcome
    person_id: str | None = None
    cells: dict[str, str]
    problems: tuple[dict[str, Any], ...] = ()
    reason: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        person = () if self.person_id is None else (("person", self.person_id),)
        return (("import", self.import_id), *person)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReceived(Event):
    """A row of a list was sent from a telephone: as what, and which of its pictures are kept.

    `key` is the submission's UUID; `answers` are those to the form's repeats (the others are the row's cells);
    `person_id` whom its row became or matched when it came, None while it waits.
    """

    TYPE = "survey.submission_received"
    import_id: str
    row: int
    key: str
    form_id: str
    version: str
    answers: dict[str, Any]
    evidence: tuple[EvidenceItem, ...] = ()
    sent_at: str = ""
    sent_by: str = ""
    person_id: str | None = None

    @property
    def record_id(self) -> str:
        """What its evidence is of, as noun `submission`."""
        return f"{self.import_id}:{self.row}"

    @property
    def touches(self) -> tuple[Touched, ...]:
        person = () if self.person_id is None else (("person", self.person_id),)
        return (("import", self.import_id), *person)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRemembered(Event):
    """How the columns of a file of this shape are read."""

    TYPE = "survey.mapping_remembered"
    shape: str
    mapping: dict[str, Any]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("mapping", self.shape),)
