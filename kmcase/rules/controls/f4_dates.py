"""Finding 4: the money was handed over on another day than the receipt says.

Claimed day, device, journal, photograph and the payee's own words are five clocks; an observation sets them side by
side (evidence days beside the voucher with late entries: P .995, R 1.0; the journal alone R .60).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.rules.controls.control import Control, Thresholds, about, side_by_side
from kmcase.rules.controls.facts import AuditFacts, MomentFact, PaymentFact, grouped
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date

_DRAWN_MARKS = frozenset({"signature", "thumbprint"})


def late_entry(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """Entered long after the day that it names."""
    most = Thresholds(numbers)
    for payment in facts.paid:
        if payment.late_days > most.on("controls.late_days", payment.paid_on):
            told = (*_clocks(facts, [payment]), ("late_reason", (payment.late_reason,)))
            yield about("f4.late_entry", ("voucher", payment.voucher_id), facts, [payment], told)


def evidence_day(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The photograph of the hand-over was taken on another day."""
    most = Thresholds(numbers)
    for payment in facts.paid:
        if differs_in_day(payment, most):
            told = _clocks(facts, [payment])
            yield about("f4.evidence_day", ("voucher", payment.voucher_id), facts, [payment], told)


def differs_in_day(payment: PaymentFact, most: Thresholds) -> bool:
    """Whether the photograph of the hand-over is of another day than the receipt, by more than is honest delay."""
    if payment.photo_at is None:
        return False
    away = (bangkok_date(payment.photo_at) - payment.paid_on).days
    after, before = (most.on(f"controls.photo_{way}_days", payment.paid_on) for way in ("after", "before"))
    return away > after or -away > before


def said_day(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """The payee names another day."""
    most = Thresholds(numbers)
    for payment, said in facts.answered:
        if said.received_on_said is None:
            continue
        if abs((said.received_on_said - payment.paid_on).days) > most.on("controls.said_days", payment.paid_on):
            told = (*_clocks(facts, [payment]), ("said_on", (said.received_on_said,)), ("asked_on", (said.asked_on,)))
            yield about("f4.said_day", ("voucher", payment.voucher_id), facts, [payment], told)


def clock_back(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A store's clock went back between two hand-overs."""
    most = Thresholds(numbers)
    paid = facts.by_voucher
    for store, moments in grouped(_chained(facts), lambda one: one.store).items():
        for before, after in pairwise(sorted(moments, key=lambda one: one.n)):
            back = (before.at - after.at).total_seconds()
            pair = [paid[one.voucher_id] for one in (before, after) if one.voucher_id in paid]
            if not pair or back <= most.on("controls.clock_back_seconds", pair[-1].paid_on):
                continue
            told = _clocks(facts, pair)
            yield about("f4.clock_back", ("entry", f"{store}:{after.n}"), facts, pair, told)


def rushed(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """More drawn signatures than hands can give in the time: 25 in four minutes, as the press told."""
    least = Thresholds(numbers)
    drawn = (one for one in facts.paid if one.mark in _DRAWN_MARKS and one.entered_at is not None)
    for (recorder, day), payments in grouped(drawn, lambda one: (one.recorded_by, one.paid_on)).items():
        count = least.on("controls.signatures_count", day)
        seconds = least.on("controls.signatures_seconds", day)
        found = _too_fast(payments, count, timedelta(seconds=seconds))
        if found:
            told = (
                *side_by_side(facts, found, ("entered_at", tuple(one.entered_at for one in found))),
                ("people", len(found)),
                ("recorded_by", facts.staff.get(recorder, "")),
            )
            yield about("f4.rushed", ("recorder_day", f"{recorder}:{day}"), facts, found, told)


def old_photo(facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    """A photograph of the visit that the request rests on is older than the visit."""
    most = Thresholds(numbers)
    for payment in facts.paid:
        request = facts.by_request.get(payment.request_id)
        if request is None or request.visited_on is None or not request.photos_at:
            continue
        oldest = bangkok_date(request.photos_at[0])
        if (request.visited_on - oldest).days > most.on("controls.photo_old_days", request.visited_on):
            told = side_by_side(
                facts,
                [payment],
                ("visited_on", (request.visited_on,)),
                ("photo_taken_on", (oldest,)),
                ("visited_by", (facts.staff.get(request.visit_officer, ""),)),
            )
            yield about("f4.old_photo", ("voucher", payment.voucher_id), facts, [payment], told)


def _chained(facts: AuditFacts) -> Iterator[MomentFact]:
    """Hand-overs where they were entered: in laptops' chains, the others in the office's."""
    yield from facts.moments
    elsewhere = {moment.voucher_id for moment in facts.moments}
    for payment in facts.paid:
        if payment.entered_at is not None and payment.entry and payment.voucher_id not in elsewhere:
            store, _, n = payment.entry.rpartition(":")
            yield MomentFact(store=store, n=int(n), at=payment.entered_at, voucher_id=payment.voucher_id)


def _too_fast(payments: Sequence[PaymentFact], count: int, within: timedelta) -> list[PaymentFact]:
    """Those that lie in a stretch of `count` payments entered `within` so short a time."""
    moments = [(one.entered_at, one.number, one) for one in payments if one.entered_at is not None]
    moments.sort(key=lambda each: each[:2])
    fast: dict[str, PaymentFact] = {}
    for last in range(count - 1, len(moments)):
        first = last - count + 1
        if moments[last][0] - moments[first][0] <= within:
            fast.update((one.voucher_id, one) for _, _, one in moments[first : last + 1])
    return list(fast.values())


def _clocks(facts: AuditFacts, payments: Sequence[PaymentFact]) -> tuple[Fact, ...]:
    return side_by_side(
        facts,
        payments,
        ("device_time", tuple(one.device_time for one in payments)),
        ("entered_at", tuple(one.entered_at for one in payments)),
        ("photo_at", tuple(one.photo_at for one in payments)),
        ("late_days", tuple(one.late_days for one in payments)),
    )


CONTROLS = (
    Control(
        code="f4.late_entry",
        severity=Severity.WARN,
        sources=(Source.F4,),
        numbers=("controls.late_days",),
        evaluate=late_entry,
    ),
    Control(
        code="f4.evidence_day",
        severity=Severity.WARN,
        sources=(Source.F4, Source.RECEIPT_ITEMS),
        numbers=("controls.photo_after_days", "controls.photo_before_days"),
        evaluate=evidence_day,
    ),
    Control(
        code="f4.said_day",
        severity=Severity.WARN,
        sources=(Source.F4, Source.RECEIPT_ITEMS),
        numbers=("controls.said_days",),
        evaluate=said_day,
    ),
    Control(
        code="f4.clock_back",
        severity=Severity.WARN,
        sources=(Source.F4, Source.PROGRAM),
        numbers=("controls.clock_back_seconds",),
        evaluate=clock_back,
    ),
    Control(
        code="f4.rushed",
        severity=Severity.WARN,
        sources=(Source.F4, Source.PROGRAM),
        numbers=("controls.signatures_count", "controls.signatures_seconds"),
        evaluate=rushed,
    ),
    Control(
        code="f4.old_photo",
        severity=Severity.WARN,
        sources=(Source.F4, Source.PROGRAM),
        numbers=("controls.photo_old_days",),
        evaluate=old_photo,
    ),
)
