"""What is wanted of an aid request: to be opened, sent for review, found ready.

What is missing from the papers only warns until a request is found ready: writing is never stopped, deciding is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.domain.requests import HARDSHIP_CAUSES, NO_HOUSE, REPORT_HEADINGS, AidForm, Diagnosis, RequestContent
from kmcase.messages import message
from kmcase.rules.duties import Relative, same_person
from kmcase.rules.limits import severity_of
from kmcase.rules.pieces import AskedPiece, asked_pieces
from kmcase.rules.regulations import Regulations

REQUIRED_HEADINGS = frozenset({"background", "housing", "income_debts", "problem", "officer_opinion"})
INCOMPLETE = frozenset(
    f"requests.{name}"
    for name in (
        "cause_missing",
        "cause_fact_missing",
        "cause_document_missing",
        "needed_missing",
        "fact_finder_missing",
        "fact_found_on_missing",
        "report_missing",
        "evidence_missing",
        "house_registration_pages",
        "contradictions_open",
    )
)
"""What `check_completeness` may find missing: said before a request is sent, stopping only where it is found ready."""
_MONTHS = 12
_MONEY_NOT_THERE = frozenset({"limits.over_budget", "limits.no_budget", "limits.outside_half"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A request as the rules see it on a day; `relative_of` names the officer whose declared relative the person is.

    `last_received` and `other_active` look at requests begun before this one.
    `reviewer` is a staff id, as is the fact-finder in the content. `contradictions` counts where survey and the visit
    that the request was made of differ without a written reason or a second officer's word.
    """

    today: date
    content: RequestContent
    birth: PartialDate | None = None
    has_national_id: bool = True
    no_id_reason: bool = False
    evidence: tuple[EvidenceItem, ...] = ()
    diagnosis: Diagnosis | None = None
    reviewer: str = ""
    open_comments: int = 0
    other_active: int = 0
    last_received: date | None = None
    relative_of: str = ""
    contradictions: int = 0


def check_opening(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """What stands against beginning a request at all."""
    return (
        *_received(facts),
        *_too_soon(facts, numbers),
        *_too_many(facts, numbers),
        *_relative(facts),
        *_amounts(facts.content),
        *_income(facts, numbers),
    )


def check_submission(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """What stands against a review; missing papers warn, since they may come while the reviewer reads."""
    return (
        *check_opening(facts, numbers),
        *_minor(facts, numbers),
        *as_warnings(check_completeness(facts, numbers)),
    )


def check_ready(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """What stands against the panel: now everything must be there."""
    return (
        *check_opening(facts, numbers),
        *_minor(facts, numbers),
        *check_completeness(facts, numbers),
        *_comments(facts),
        *check_diagnosis(facts),
    )


def check_completeness(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """Cause with fact and document, amount, fact-finding report, evidence."""
    return (
        *_cause(facts.content),
        *_needed(facts.content),
        *_report(facts),
        *_evidence(facts),
        *_house_registration(facts, numbers),
        *_contradictions(facts),
    )


def as_warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, none of which stops."""
    return tuple(
        replace(finding, severity=Severity.WARN) if finding.severity is Severity.BLOCK else finding
        for finding in findings
    )


def money_may_wait(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Limits as they count before an approval: money that is not there makes a request wait, it refuses nobody."""
    return tuple(
        replace(finding, severity=Severity.WARN) if finding.code in _MONEY_NOT_THERE else finding
        for finding in findings
    )


def relative_of(name: str, national_id: str | None, relatives: Iterable[Relative]) -> str:
    """The officer who declared this person a relative, by national id or else by name; empty for none."""
    for relative in relatives:
        if same_person(name, national_id, relative.name, relative.national_id):
            return relative.staff_name
    return ""


def _received(facts: RequestFacts) -> tuple[Finding, ...]:
    if facts.content.received_on <= facts.today:
        return ()
    return (Finding(code="requests.received_in_future", severity=Severity.BLOCK, fields=("received_on",)),)


def _too_soon(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    received = facts.content.received_on
    key = "request.cooldown_days"
    if facts.last_received is None or not numbers.has(key, received):
        return ()
    wanted = numbers.number(key, received)
    passed = (received - facts.last_received).days
    if passed >= wanted.value:
        return ()
    return (
        Finding(
            code="requests.too_soon",
            severity=severity_of(wanted),
            fields=("received_on",),
            params={"days": passed, "wanted": wanted.value, "last": facts.last_received},
            reference=wanted.reference,
        ),
    )


def _too_many(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    received = facts.content.received_on
    key = "request.max_active"
    if not numbers.has(key, received):
        return ()
    most = numbers.number(key, received)
    if most.value == UNLIMITED or facts.other_active < most.value:
        return ()
    return (
        Finding(
            code="requests.too_many_active",
            severity=severity_of(most),
            fields=("person",),
            params={"active": facts.other_active, "most": most.value},
            reference=most.reference,
        ),
    )


def _relative(facts: RequestFacts) -> tuple[Finding, ...]:
    if not facts.relative_of:
        return ()
    params: dict[str, object] = {"officer": facts.relative_of}
    return (Finding(code="requests.payee_is_relative", severity=Severity.WARN, fields=("person",), params=params),)


def _amounts(content: RequestContent) -> tuple[Finding, ...]:
    needed, proposed = content.needed, content.proposed
    found = [
        Finding(code="requests.amount_not_positive", severity=Severity.BLOCK, fields=(name,))
        for name, amount in (("needed", needed), ("proposed", proposed))
        if amount is not None and amount.satang <= 0
    ]
    if needed is not None and proposed is not None and proposed > needed:
        params: dict[str, object] = {"needed": needed, "proposed": proposed}
        found.append(
            Finding(code="requests.proposed_over_needed", severity=Severity.WARN, fields=("proposed",), params=params)
        )
    return tuple(found)


def _income(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    monthly = facts.content.monthly_income
    key = "eligibility.max_income_year"
    if monthly is None or not numbers.has(key, facts.content.received_on):
        return ()
    most = numbers.number(key, facts.content.received_on)
    if monthly.satang * _MONTHS <= most.value:
        return ()
    params: dict[str, object] = {"income": monthly * _MONTHS, "most": Baht(most.value)}
    return (
        Finding(
            code="requests.income_over",
            severity=severity_of(most),
            fields=("monthly_income",),
            params=params,
            reference=most.reference,
        ),
    )


def _minor(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    received = facts.content.received_on
    key = "eligibility.min_age"
    if facts.birth is None or facts.content.proxy_name.strip() or not numbers.has(key, received):
        return ()
    least = numbers.number(key, received)
    age = facts.birth.age_on(received)
    if age >= least.value:
        return ()
    return (
        Finding(
            code="requests.minor_without_proxy",
            severity=severity_of(least),
            fields=("proxy_name",),
            params={"age": age, "least": least.value},
            reference=least.reference,
        ),
    )


def _cause(content: RequestContent) -> tuple[Finding, ...]:
    found = []
    if content.hardship_cause not in HARDSHIP_CAUSES:
        found.append(Finding(code="requests.cause_missing", severity=Severity.BLOCK, fields=("hardship_cause",)))
    if not content.cause_fact.strip():
        found.append(Finding(code="requests.cause_fact_missing", severity=Severity.BLOCK, fields=("cause_fact",)))
    if not content.cause_document.strip():
        found.append(
            Finding(code="requests.cause_document_missing", severity=Severity.BLOCK, fields=("cause_document",))
        )
    return tuple(found)


def _needed(content: RequestContent) -> tuple[Finding, ...]:
    if content.aid_form is not AidForm.MONEY or content.needed is not None:
        return ()
    return (Finding(code="requests.needed_missing", severity=Severity.BLOCK, fields=("needed",)),)


def _report(facts: RequestFacts) -> tuple[Finding, ...]:
    content = facts.content
    found = []
    if not content.fact_finder:
        found.append(Finding(code="requests.fact_finder_missing", severity=Severity.BLOCK, fields=("fact_finder",)))
    if content.fact_found_on is None:
        found.append(Finding(code="requests.fact_found_on_missing", severity=Severity.BLOCK, fields=("fact_found_on",)))
    elif content.fact_found_on > facts.today:
        found.append(Finding(code="requests.fact_found_in_future", severity=Severity.BLOCK, fields=("fact_found_on",)))
    empty = [
        heading
        for heading in REPORT_HEADINGS
        if heading in REQUIRED_HEADINGS and not content.report.get(heading, "").strip()
    ]
    if empty:
        found.append(
            Finding(
                code="requests.report_missing",
                severity=Severity.BLOCK,
                fields=tuple(f"report.{heading}" for heading in empty),
                params={"headings": tuple(message(f"requests.heading.{heading}") for heading in empty)},
            )
        )
    return tuple(found)


def _evidence(facts: RequestFacts) -> tuple[Finding, ...]:
    """Each piece asked for is attached, or said to be missing with a reason; the reason is shown to the panel."""
    held = {item.kind: item for item in facts.evidence}
    missing, absent = [], []
    for piece in asked_pieces(facts.content):
        item = held.get(piece.kind)
        if item is not None and item.attachments:
            continue
        if item is not None and item.settled:
            absent += [] if _needs_no_remark(piece, facts) else [piece.kind]
        elif not _excused_by_register(piece, facts):
            missing.append(piece.kind)
    return (
        *_about_pieces("requests.evidence_missing", Severity.BLOCK, missing),
        *_about_pieces("requests.evidence_absent", Severity.WARN, absent),
    )


def _needs_no_remark(piece: AskedPiece, facts: RequestFacts) -> bool:
    return piece.of_house and facts.content.housing == NO_HOUSE


def _excused_by_register(piece: AskedPiece, facts: RequestFacts) -> bool:
    """A person without a national id has no card to copy; the register says why."""
    return piece.kind is EvidenceKind.ID_CARD and not facts.has_national_id and facts.no_id_reason


def _about_pieces(code: str, severity: Severity, kinds: list[EvidenceKind]) -> tuple[Finding, ...]:
    if not kinds:
        return ()
    return (
        Finding(
            code=code,
            severity=severity,
            fields=tuple(f"evidence.{kind.value}" for kind in kinds),
            params={"pieces": tuple(message(f"evidence.kind.{kind.value}") for kind in kinds)},
        ),
    )


def _house_registration(facts: RequestFacts, numbers: Regulations) -> tuple[Finding, ...]:
    key = "visit.house_reg_pages"
    held = {item.kind: item.attachments for item in facts.evidence}.get(EvidenceKind.HOUSE_REGISTRATION, ())
    if not held or not numbers.has(key, facts.content.received_on):
        return ()
    wanted = numbers.number(key, facts.content.received_on)
    # A PDF may hold any number of pages; only pictures are one page each.
    if len(held) >= wanted.value or any(page.media_type == "application/pdf" for page in held):
        return ()
    return (
        Finding(
            code="requests.house_registration_pages",
            severity=severity_of(wanted),
            fields=(f"evidence.{EvidenceKind.HOUSE_REGISTRATION.value}",),
            params={"pages": len(held), "wanted": wanted.value},
            reference=wanted.reference,
        ),
    )


def _contradictions(facts: RequestFacts) -> tuple[Finding, ...]:
    """Finding 5 of the audit: data differ from the survey form.

    Like a missing paper it refuses nobody: it warns until somebody can write the reason and another confirm it, and
    stops a request from being found ready without them.
    """
    if not facts.contradictions:
        return ()
    params: dict[str, object] = {"count": facts.contradictions}
    return (Finding(code="requests.contradictions_open", severity=Severity.BLOCK, fields=("visit",), params=params),)


def _comments(facts: RequestFacts) -> tuple[Finding, ...]:
    if not facts.open_comments:
        return ()
    params: dict[str, object] = {"count": facts.open_comments}
    return (Finding(code="requests.comments_open", severity=Severity.BLOCK, fields=("comments",), params=params),)


def check_diagnosis(facts: RequestFacts) -> tuple[Finding, ...]:
    """A named professional's opinion, better by somebody else than who found the facts."""
    if facts.diagnosis is None:
        return (Finding(code="requests.diagnosis_missing", severity=Severity.BLOCK, fields=("diagnosis",)),)
    found = []
    if facts.diagnosis.by == facts.content.fact_finder:
        found.append(Finding(code="requests.diagnosed_by_fact_finder", severity=Severity.WARN, fields=("diagnosis",)))
    if facts.reviewer and facts.reviewer == facts.content.fact_finder:
        found.append(Finding(code="requests.reviewed_by_fact_finder", severity=Severity.WARN, fields=("reviewer",)))
    return tuple(found)
