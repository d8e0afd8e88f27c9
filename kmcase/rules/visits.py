"""What is wanted of a visit: to be sent, and to be found in order (findings 4 and 5 of the audit; domain.md §9).

What is missing only warns when a visit is sent, for an officer alone in a village must never be stopped; it blocks
when the visit is found in order, because then somebody can mend it. What a device says of time and place is a doubt,
never a proof: it warns, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.payments import ThumbMark
from kmcase.domain.requests import NO_HOUSE, RequestContent
from kmcase.domain.visits import Informant, Position, Sitting
from kmcase.messages import message
from kmcase.rules.duties import Relative, same_person
from kmcase.rules.pieces import AskedPiece, asked_pieces
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.names import same_name
from kmcase.thai.provinces import kilometres_from_seat

INCOMPLETE = frozenset(
    f"visits.{name}" for name in ("answers_missing", "evidence_missing", "informant_missing", "answers_in_conflict")
)
"""What is only said when a visit is sent, and stops it from being found in order."""
FARTHEST_KEY = "visit.farthest_km"
_A_YEAR_OFF = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """A visit as the rules see it at a moment (`now`, UTC).

    `content` is the request that its answers make; `missing` are the questions to be answered yet and
    `doubtful` the questions whose answer breaks the form's own condition; `province_code` is the office's;
    `photographed_before` are hashes of originals that another record holds; `contradictions` counts differences that
    lack a reason or a second officer. `writes` are the entries whose answers stand.
    """

    now: datetime
    visited_on: date
    content: RequestContent
    sittings: tuple[Sitting, ...] = ()
    missing: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    conflicts: int = 0
    evidence: tuple[EvidenceItem, ...] = ()
    informants: tuple[Informant, ...] = ()
    writes: tuple[str, ...] = ()
    place: Position | None = None
    province_code: str = ""
    photographed_before: frozenset[str] = frozenset()
    can_write: bool = True
    relative_of_visitor: bool = False
    reviewed_by_visitor: bool = False
    open_comments: int = 0
    contradictions: int = 0


def check_sending(facts: VisitFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """What stands against sending a visit, and what will stand against finding it in order."""
    return (
        *_days(facts),
        *(replace(found, severity=Severity.WARN) for found in _complete(facts)),
        *_marks(facts),
        *_doubts(facts, numbers),
    )


def check_review(facts: VisitFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """What stands against finding a visit in order."""
    return (*_days(facts), *_complete(facts), *_marks(facts), *_doubts(facts, numbers), *_review(facts))


def _found(code: str, severity: Severity, *fields: str, **params: object) -> Finding:
    return Finding(code=f"visits.{code}", severity=severity, fields=fields, params=params)


def _days(facts: VisitFacts) -> Iterator[Finding]:
    first = min((bangkok_date(sitting.started_at) for sitting in facts.sittings), default=facts.visited_on)
    if facts.visited_on > bangkok_date(facts.now):
        yield _found("visited_in_future", Severity.BLOCK, "visited_on")
    elif facts.visited_on != first:
        yield _found("visited_on_another_day", Severity.WARN, "visited_on", claimed=facts.visited_on, begun=first)


def _complete(facts: VisitFacts) -> Iterator[Finding]:
    if facts.missing:
        yield _found("answers_missing", Severity.BLOCK, *facts.missing, count=len(facts.missing))
    if facts.conflicts:
        yield _found("answers_in_conflict", Severity.BLOCK, count=facts.conflicts)
    if not facts.informants:
        yield _found("informant_missing", Severity.BLOCK, "informant")
    missing = [piece.kind for piece in asked_pieces(facts.content) if not _settled(piece, facts)]
    yield from _about_pieces("evidence_missing", Severity.BLOCK, missing)


def _settled(piece: AskedPiece, facts: VisitFacts) -> bool:
    if piece.of_house and facts.content.housing == NO_HOUSE:
        return True
    return any(item.kind is piece.kind and item.settled for item in facts.evidence)


def _about_pieces(code: str, severity: Severity, kinds: Iterable[EvidenceKind]) -> Iterator[Finding]:
    found = tuple(dict.fromkeys(kinds))
    if found:
        pieces = tuple(message(f"evidence.kind.{kind.value}") for kind in found)
        yield _found(code, severity, *(f"evidence.{kind.value}" for kind in found), pieces=pieces)


def _marks(facts: VisitFacts) -> Iterator[Finding]:
    for informant in facts.informants:
        if not facts.can_write and not informant.relation and informant.thumbprint is None:
            yield _found("thumbprint_wanted", Severity.WARN, "informant", name=informant.name)
    newest = facts.informants[-1] if facts.informants else None
    if newest is not None and set(newest.writes) != set(facts.writes):
        yield _found("changed_after_signing", Severity.WARN, "informant", name=newest.name)


def check_thumbprint(
    informant: str,
    thumbprint: ThumbMark,
    visitors: Mapping[str, str],
    relatives: Iterable[Relative],
) -> tuple[Finding, ...]:
    """Two witnesses make a thumbprint a signature (Civil and Commercial Code, s. 9).

    That none of them is the informant, a visitor (names by staff id) or an officer's declared relative is this
    program's control, as at the paying table.
    """
    one, other = thumbprint.witnesses
    if not one.name.strip() or not other.name.strip():
        return (_found("thumb_witnesses_missing", Severity.BLOCK, "witnesses"),)
    if same_person(one.name, one.national_id, other.name, other.national_id):
        return (_found("thumb_witness_twice", Severity.BLOCK, "witnesses"),)
    found = []
    for witness in thumbprint.witnesses:
        kin = (same_person(witness.name, witness.national_id, kin.name, kin.national_id) for kin in relatives)
        if same_name(witness.name, informant):
            found.append(_found("witness_is_informant", Severity.BLOCK, "witnesses", name=witness.name))
        elif witness.staff_id in visitors or any(same_name(witness.name, name) for name in visitors.values()):
            found.append(_found("witness_is_visitor", Severity.BLOCK, "witnesses", name=witness.name))
        elif any(kin):
            found.append(_found("witness_is_relative", Severity.BLOCK, "witnesses", name=witness.name))
    return tuple(found)


def _doubts(facts: VisitFacts, numbers: Regulations) -> Iterator[Finding]:
    if facts.doubtful:
        yield _found("answers_doubtful", Severity.WARN, *facts.doubtful, count=len(facts.doubtful))
    if facts.relative_of_visitor:
        yield _found("visitor_is_relative", Severity.WARN, "person")
    yield from _times(facts)
    yield from _places(facts, numbers)
    photos = [page for page in _photographs(facts.evidence) if page.sha256 in facts.photographed_before]
    yield from _about_pieces("photographed_before", Severity.WARN, (page.kind for page in photos))
    if facts.contradictions:
        yield _found("contradictions_open", Severity.WARN, "differences", count=facts.contradictions)


def _photographs(evidence: Iterable[EvidenceItem]) -> tuple[Attachment, ...]:
    return tuple(page for item in evidence if item.kind.value.startswith("photo_") for page in item.attachments)


def _times(facts: VisitFacts) -> Iterator[Finding]:
    """The camera's time against the days of the visit: missing, in the future, a clock a year off, another day."""
    days = {bangkok_date(sitting.started_at) for sitting in facts.sittings} | {facts.visited_on}
    by_code: dict[str, list[EvidenceKind]] = {}
    for page in _photographs(facts.evidence):
        if code := photo_doubt(page, days, facts.now):
            by_code.setdefault(code, []).append(page.kind)
    for code, kinds in by_code.items():
        severity = Severity.INFORM if code == "photo_without_time" else Severity.WARN
        yield from _about_pieces(code, severity, kinds)


def photo_doubt(page: Attachment, days: Iterable[date], now: datetime) -> str:
    """What is doubtful about a photograph's own time; "" where it was taken on a day of the visit."""
    if page.taken_at is None:
        return "photo_without_time"
    if page.taken_at > now + timedelta(days=1):
        return "photo_in_future"
    taken = bangkok_date(page.taken_at)
    nearest = min(abs(taken - day) for day in days)
    if nearest == timedelta():
        return ""
    return "photo_clock_off" if nearest > _A_YEAR_OFF else "photo_of_another_day"


def _places(facts: VisitFacts, numbers: Regulations) -> Iterator[Finding]:
    """Where device and photographs say they were, against the seat of the office's province."""
    if not numbers.has(FARTHEST_KEY, facts.visited_on):
        return
    farthest = numbers.value(FARTHEST_KEY, facts.visited_on)

    def outside(latitude: str | None, longitude: str | None) -> int:
        if latitude is None or longitude is None:
            return 0
        away = kilometres_from_seat(facts.province_code, latitude, longitude) or 0
        return away if away > farthest else 0

    told = [position for position in (facts.place, *(one.position for one in facts.sittings)) if position is not None]
    away = max((outside(position.latitude, position.longitude) for position in told), default=0)
    if away:
        yield _found("place_outside", Severity.WARN, "place", kilometres=away)
    pages = (page for page in _photographs(facts.evidence) if outside(page.latitude, page.longitude))
    yield from _about_pieces("photo_outside", Severity.WARN, (page.kind for page in pages))


def _review(facts: VisitFacts) -> Iterator[Finding]:
    if facts.reviewed_by_visitor:
        yield _found("reviewed_by_visitor", Severity.BLOCK, "reviewer")
    if facts.open_comments:
        yield _found("comments_open", Severity.BLOCK, "comments", count=facts.open_comments)
