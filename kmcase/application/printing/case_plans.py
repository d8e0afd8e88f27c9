"""What stands on the form of an individual service plan (แผนการจัดบริการรายบุคคล)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.ports.files import OpenBytes
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.signing import SignedSnapshot, collect_signed
from kmcase.application.read.case_plans import PlanPage, ServiceWord
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.plan_lines import PlanContent, Service
from kmcase.domain.cases.plans import PlanStep, PlanVersion
from kmcase.domain.casework import Casework, Entry
from kmcase.domain.errors import require_that
from kmcase.thai.calendar import bangkok_date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSignature:
    """A place for staff to sign: name, position and day where they are known."""

    name: str = ""
    position: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlanSnapshot:
    """A version of a plan, or (`version` 0) the wording as it stands, which nobody has put in force.

    `signed` is the client's mark of `agreed_on`, None where none was made; `why_not` is the reason for that.
    """

    office: str
    head: CaseHead
    casework: Casework
    group: Entry
    version: int
    content: PlanContent
    staff: dict[str, str]
    words: dict[str, ServiceWord]
    reasons: tuple[str, ...]
    signed: SignedSnapshot | None
    agreed_on: date | None
    why_not: str
    manager: PlanSignature
    supervisor: PlanSignature
    printed_at: datetime
    printed_by: str
    sample: bool = False

    def word(self, service: Service) -> ServiceWord | None:
        """What was told last of a service."""
        return self.words.get(service.line_id)


def collect(reading: Reading, case_id: str, version: int, printed_by: str, open_bytes: OpenBytes) -> CasePlanSnapshot:
    """A plan on paper; raises `cases.unknown`, `case_plans.unknown_version`."""
    head, page = reading.cases.head(case_id), reading.case_plans.plan_of(case_id)
    shown = _version(page, version)
    agreed, approved = (shown.agreed, shown.approved) if shown else (page.plan.agreed, None)
    agreement = agreed.agreement if agreed else None
    signed = agreement.signed if agreement else None
    positions = {member.staff_id: member.position for member in reading.staff.members()}
    return CasePlanSnapshot(
        office=reading.office.name,
        head=head,
        casework=page.casework,
        group=next(entry for entry in page.casework.client_groups if entry.code == head.client_group),
        version=shown.number if shown else 0,
        content=shown.content if shown else page.plan.content,
        staff=dict(page.names),
        words={service_id: words[0] for service_id, words in page.words.items()},
        reasons=tuple(reason for reason, _ in (shown.reasons if shown else page.plan.open_reasons) if reason),
        signed=collect_signed(signed, open_bytes) if signed else None,
        agreed_on=_day(agreed) if agreed else None,
        why_not=agreement.why_not if agreement else "",
        manager=PlanSignature(name=page.names.get(head.manager, ""), position=positions.get(head.manager, "")),
        supervisor=_supervisor(page, positions, approved),
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )


def _version(page: PlanPage, number: int) -> PlanVersion | None:
    """A version by its number; of 0 the one in force where nothing was written since."""
    if not number:
        newest = page.plan.in_force
        return newest if newest is not None and newest.content.wording == page.plan.content.wording else None
    found = next((version for version in page.plan.versions if version.number == number), None)
    require_that(found is not None, "case_plans.unknown_version")
    return found


def _supervisor(page: PlanPage, positions: dict[str, str], approved: PlanStep | None) -> PlanSignature:
    if approved is None:
        return PlanSignature()
    name = page.names.get(approved.by, "")
    return PlanSignature(name=name, position=positions.get(approved.by, ""), on=_day(approved))


def _day(step: PlanStep) -> date:
    return bangkok_date(datetime.fromisoformat(step.at))
