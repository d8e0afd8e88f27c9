"""Papers of a case: agreement and consents signed, refused or taken back; complaints, what was done and answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.cases.checks import require_past, require_reason, require_since_opening
from kmcase.application.changes import Outcome
from kmcase.application.ports.files import OpenBytes
from kmcase.application.printing.case_papers import collect_belongings, collect_paper
from kmcase.application.printing.press import Press
from kmcase.application.read.case_intake import PapersPage
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.papers import (
    ComplaintValues,
    ComplaintWritten,
    PaperRefused,
    PaperSigned,
    PaperWithdrawn,
)
from kmcase.domain.cases.signing import Signed, require_signed
from kmcase.domain.casework import CasePaper
from kmcase.domain.errors import require_that
from kmcase.domain.writings import superseded
from kmcase.messages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPaper:
    """The client signs a paper of the casework; `items` are the codes agreed to."""

    case_id: str
    paper: str
    on: date
    signed: Signed | None
    items: tuple[str, ...] = ()
    agency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusePaper:
    """The client does not sign: why, and what follows."""

    case_id: str
    paper: str
    on: date
    reason: str
    follows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPaper:
    """The client takes back what they signed."""

    case_id: str
    paper_id: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteComplaint:
    """A complaint, or with `complaint_id` a version that takes the place of those `seen`."""

    case_id: str
    values: ComplaintValues
    complaint_id: str = ""
    seen: tuple[str, ...] = ()


class CasePaperService:
    """Use cases of papers; `open_bytes` gives a stored attachment."""

    def __init__(self, work: Work, press: Press, open_bytes: OpenBytes) -> None:
        self._work = work
        self._press = press
        self._open_bytes = open_bytes

    def page(self, case_id: str) -> PapersPage:
        """The papers of a case; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_intake.papers_page(case_id)

    def printed(self, case_id: str, paper: str, paper_id: str = "", language: Language = "th") -> bytes:
        """A paper as PDF: as it was signed, or without `paper_id` blank, to be signed in ink and scanned.

        Raises `cases.unknown`, `case_intake.unknown_paper`.
        """
        with self._work.read("cases.read") as reading:
            snapshot = collect_paper(reading, case_id, paper, paper_id, self._open_bytes, language)
        return self._press.case_paper(snapshot, language)

    def printed_belongings(self, case_id: str, list_id: str, language: Language = "th") -> bytes:
        """An inventory as PDF, with what was given back; raises `cases.unknown`, `case_intake.unknown_belongings`."""
        with self._work.read("cases.read") as reading:
            snapshot = collect_belongings(reading, case_id, list_id, self._open_bytes)
        return self._press.case_belongings(snapshot, language)

    def sign(self, command: SignPaper) -> Outcome[str]:
        """Keep a signed paper; gives its id.

        Raises `case_intake.unknown_paper`, `.items_missing`, `.agency_missing`, `cases.in_future`,
        `cases.before_opening`, and what `require_signed` raises.
        """
        with self._work.begin("cases.papers") as unit:
            head = unit.cases.head(command.case_id)
            paper = _paper(unit, head, command.paper)
            known = {item.code for item in paper.items}
            agreed = known & set(command.items)
            require_that(bool(agreed) or not known, "case_intake.items_missing", "items")
            require_that(bool(command.agency.strip()) or not paper.agency, "case_intake.agency_missing", "agency")
            require_since_opening(unit, head, command.on)
            signed = PaperSigned(
                case_id=head.case_id,
                paper_id=unit.ids.new(),
                paper=paper.code,
                casework=head.casework,
                on=command.on,
                officer=unit.actor.staff_id,
                items=tuple(item.code for item in paper.items if item.code in agreed),
                agency=command.agency.strip(),
                note=command.note.strip(),
                signed=require_signed(command.signed),
            )
            unit.record(signed)
            return unit.commit(signed.paper_id)

    def refuse(self, command: RefusePaper) -> Outcome[str]:
        """Keep that a paper was refused, with what follows; gives the refusal's id."""
        with self._work.begin("cases.papers") as unit:
            head = unit.cases.head(command.case_id)
            paper = _paper(unit, head, command.paper)
            reason = require_reason(command.reason)
            require_that(bool(command.follows.strip()), "case_intake.follows_missing", "follows")
            require_since_opening(unit, head, command.on)
            refused = PaperRefused(
                case_id=head.case_id,
                paper_id=unit.ids.new(),
                paper=paper.code,
                casework=head.casework,
                on=command.on,
                officer=unit.actor.staff_id,
                reason=reason,
                follows=command.follows.strip(),
            )
            unit.record(refused)
            return unit.commit(refused.paper_id)

    def withdraw(self, command: WithdrawPaper) -> Outcome[str]:
        """Keep that a signed paper was taken back; gives its id. Raises `case_intake.no_standing_paper`."""
        with self._work.begin("cases.papers") as unit:
            head = unit.cases.head(command.case_id)
            require_that(
                command.paper_id in unit.case_intake.standing_papers(head.case_id), "case_intake.no_standing_paper"
            )
            reason = require_reason(command.reason)
            require_since_opening(unit, head, command.on)
            unit.record(PaperWithdrawn(case_id=head.case_id, paper_id=command.paper_id, on=command.on, reason=reason))
            return unit.commit(command.paper_id)

    def complain(self, command: WriteComplaint) -> Outcome[str]:
        """Keep a complaint or a version of it; gives its id. What is not `seen` stands beside it.

        Raises `case_intake.about_missing`, `.answer_missing`, `.answer_before_complaint`, `cases.in_future`.
        """
        with self._work.begin("cases.complaint") as unit:
            head = unit.cases.head(command.case_id)
            values = command.values
            require_that(bool(values.about.strip()), "case_intake.about_missing", "about")
            require_past(unit, values.on)
            if values.answered_on is not None:
                require_that(bool(values.answer.strip()), "case_intake.answer_missing", "answer")
                require_past(unit, values.answered_on, "answered_on")
                require_that(values.answered_on >= values.on, "case_intake.answer_before_complaint", "answered_on")
            complaint_id = command.complaint_id
            before = unit.case_intake.complaint(head.case_id, complaint_id) if complaint_id else ()
            complaint_id = complaint_id or unit.ids.new()
            texts = {name: getattr(values, name).strip() for name in ("by", "relation", "about", "done", "answer")}
            unit.record(
                ComplaintWritten(
                    case_id=head.case_id,
                    complaint_id=complaint_id,
                    version_id=unit.ids.new(),
                    replaces=superseded(before, command.seen),
                    values=replace(values, **texts),
                )
            )
            return unit.commit(complaint_id)


def _paper(unit: Unit, head: CaseHead, code: str) -> CasePaper:
    return unit.cases.casework(head.casework).paper(code)
