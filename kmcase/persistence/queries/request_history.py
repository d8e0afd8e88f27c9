"""What happened to a request: versions written, steps taken, decisions and payments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from kmcase.application.read.requests import ContentVersion, DecisionLine, PaymentLine, StepLine
from kmcase.domain.events import build
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestContent
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import meetings, payments
from kmcase.persistence.rows import requests as tables
from kmcase.persistence.statements import Row, Rows

Names = Mapping[str, str]


def entry_order(row: Row, at: str = "at") -> tuple[str, int]:
    """Sorts rows by the time of their entry, and entries of one moment by their number in the chain."""
    return row[at], int(row["event_id"].rsplit(":", 1)[1])


def versions_of(rows: Rows, request_id: str, names: Names) -> tuple[ContentVersion, ...]:
    """What was written, the newest first, each with the fields that differ from the version before."""
    found: list[ContentVersion] = []
    before: RequestContent | None = None
    for row in sorted(rows.all(tables.request_version, request_id=request_id), key=entry_order):
        content: RequestContent = build(RequestContent, from_json(row["content"]))
        found.append(
            ContentVersion(
                event_id=row["event_id"],
                at=row["at"],
                written_by=names.get(row["actor"], ""),
                changed=_differences(before, content),
                content=content,
            )
        )
        before = content
    return tuple(reversed(found))


def _differences(before: RequestContent | None, after: RequestContent) -> tuple[str, ...]:
    if before is None:
        return ()
    return tuple(f.name for f in fields(RequestContent) if getattr(before, f.name) != getattr(after, f.name))


def steps_of(rows: Rows, request_id: str, names: Names) -> tuple[StepLine, ...]:
    """The history in order: the request's own steps, the panel's decisions, what became of its vouchers."""
    steps = (*_own_steps(rows, request_id, names), *_decided(rows, request_id, names), *_paid(rows, request_id, names))
    return tuple(step for _, step in sorted(steps, key=lambda found: found[0]))


Placed = tuple[tuple[str, int], StepLine]


def _own_steps(rows: Rows, request_id: str, names: Names) -> Iterator[Placed]:
    for row in rows.all(tables.request_step, request_id=request_id):
        yield _placed(row, "at", names.get(row["actor"], ""), row["what"], from_json(row["params"]))


def _decided(rows: Rows, request_id: str, names: Names) -> Iterator[Placed]:
    for row in rows.all(meetings.decision, request_id=request_id):
        params: dict[str, object] = {"number": row["resolution_number"], "reason": row["reason"]}
        if row["amount"] is not None:
            params["amount"] = Baht(row["amount"])
        recorder = names.get(row["recorder"], "")
        yield _placed(row, "recorded_at", recorder, f"decided_{row['outcome']}", params, row["meeting_id"])


def _paid(rows: Rows, request_id: str, names: Names) -> Iterator[Placed]:
    for voucher in _voucher_rows(rows, request_id):
        run_id, number = voucher["run_id"], {"number": voucher["number"]}
        yield _placed(voucher, "issued_at", "", "voucher_issued", number, run_id)
        for row in rows.all(payments.payment_receipt, voucher_id=voucher["voucher_id"]):
            params = {**number, "amount": Baht(row["amount"])}
            yield _placed(row, "entered_at", names.get(row["payer"], ""), "paid", params, run_id)
        for row in rows.all(payments.voucher_not_paid, voucher_id=voucher["voucher_id"]):
            params = {**number, "reason": row["reason"]}
            yield _placed(row, "noted_at", names.get(row["noted_by"], ""), "not_paid", params, run_id)
        for row in rows.all(payments.receipt_void, voucher_id=voucher["voucher_id"]):
            params = {**number, "reason": row["reason"]}
            yield _placed(row, "voided_at", names.get(row["voided_by"], ""), "voided", params, run_id)


def _placed(row: Row, at: str, made_by: str, what: str, params: dict[str, Any], record_id: str = "") -> Placed:
    return entry_order(row, at), StepLine(at=row[at], made_by=made_by, what=what, params=params, record_id=record_id)


def decisions_of(rows: Rows, request_id: str) -> tuple[DecisionLine, ...]:
    """What panels resolved, in order."""
    return tuple(
        DecisionLine(
            decision_id=row["decision_id"],
            meeting_id=row["meeting_id"],
            meeting_number=_meeting_number(rows, row["meeting_id"]),
            resolution_number=row["resolution_number"],
            outcome=row["outcome"],
            decided_on=date.fromisoformat(row["decided_on"]),
            amount=None if row["amount"] is None else Baht(row["amount"]),
            reason=row["reason"],
        )
        for row in _decision_rows(rows, request_id)
    )


def _meeting_number(rows: Rows, meeting_id: str) -> str:
    found = rows.one(meetings.meeting, meeting_id=meeting_id)
    return found["number"] if found else ""


def payments_of(rows: Rows, request_id: str) -> tuple[PaymentLine, ...]:
    """The vouchers of a request in the order of their numbers."""
    return tuple(_payment(rows, row) for row in _voucher_rows(rows, request_id))


def _payment(rows: Rows, voucher: Row) -> PaymentLine:
    key = voucher["voucher_id"]
    receipt = rows.one(payments.payment_receipt, voucher_id=key)
    return PaymentLine(
        voucher_id=key,
        number=voucher["number"],
        run_id=voucher["run_id"],
        amount=Baht(voucher["amount"]),
        paid_on=date.fromisoformat(receipt["paid_on"]) if receipt else None,
        void=rows.one(payments.receipt_void, voucher_id=key) is not None,
    )


def _decision_rows(rows: Rows, request_id: str) -> list[dict[str, Any]]:
    return sorted(rows.all(meetings.decision, request_id=request_id), key=lambda row: row["turn"])


def _voucher_rows(rows: Rows, request_id: str) -> list[dict[str, Any]]:
    return sorted(rows.all(payments.voucher, request_id=request_id), key=lambda row: row["serial"])
