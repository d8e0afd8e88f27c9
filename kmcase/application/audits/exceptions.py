"""What was done against the ordinary course, as the bodies of events say it: what, why, under which paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kmcase.domain.checkouts import HandoverAccepted, HandoverDoubted, HandoverSetAside, RunTakenBack
from kmcase.domain.offices import DutyExceptionGranted
from kmcase.domain.payments import ReceiptVoided, VoucherNotPaid
from kmcase.domain.visits import DifferenceExplained

_REASONED: Mapping[str, str] = {
    ReceiptVoided.TYPE: "voided",
    VoucherNotPaid.TYPE: "not_paid",
    RunTakenBack.TYPE: "taken_back",
    HandoverSetAside.TYPE: "set_aside",
    HandoverAccepted.TYPE: "accepted_after_doubt",
    DutyExceptionGranted.TYPE: "duty",
    DifferenceExplained.TYPE: "difference",
}
"""Events whose own reason is an exception's, where they have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditException:
    """An exception: its kind (words under `audits.exception`), reason, document, and the second person's staff id."""

    kind: str
    reason: str
    document: str = ""
    second_person: str = ""


def exceptions_of(event_type: str, body: Mapping[str, Any]) -> tuple[AuditException, ...]:
    """The exceptions that the body of an event tells."""
    return tuple(_found(event_type, body))


def _found(event_type: str, body: Mapping[str, Any]) -> Iterator[AuditException]:
    override = body.get("override")
    if override is not None:
        yield AuditException(
            kind="override",
            reason=override["reason"],
            document=override["document"],
            second_person=override["second_person"],
        )
    for part in (body, body.get("handover") or {}):
        if part.get("late_reason"):
            yield AuditException(
                kind="late", reason=part["late_reason"], second_person=part.get("late_second_person", "")
            )
    kind = _REASONED.get(event_type)
    if kind is not None and body.get("reason"):
        second = body.get("second_person") or body.get("granted_by") or ""
        yield AuditException(kind=kind, reason=body["reason"], second_person=second)
    if event_type == HandoverDoubted.TYPE:
        yield AuditException(kind="doubted", reason=", ".join(found["code"] for found in body["findings"]))
