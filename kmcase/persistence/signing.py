"""Which entries ought to be signed: decisions, and what moves or permits money and only signers may enter."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from kmcase.domain.batches import DisbursementRequested, MoneyDrawn, MoneyReturned
from kmcase.domain.budgets import BudgetAllotted, BudgetTransferred, LatePaymentAllowed, OpeningPaymentEntered
from kmcase.domain.checkouts import HandoverSetAside, RunCameHome, RunCheckedOut, RunTakenBack
from kmcase.domain.offices import DutyExceptionGranted, OfficeAreaChanged, RegulationChanged, SigningKeyRenewed
from kmcase.domain.payments import ReceiptVoided, RunClosed, RunPrepared, TransferResultRecorded
from kmcase.domain.staff import SIGNING_ROLES, Role, StaffAdded, StaffRolesChanged
from kmcase.persistence.statements import bound_mark

SIGNED = frozenset(
    {
        "meetings.decide",
        "budgets.allot",
        "budgets.transfer",
        "budgets.late",
        "budgets.open",
        "batches.request",
        "batches.draw",
        "batches.return",
        "payments.prepare",
        "payments.transfer_result",
        "payments.void",
        "payments.close",
        "checkouts.check_out",
        "checkouts.come_home",
        "checkouts.take_back",
        "checkouts.settle",
        "office.change",
        "office.regulation_change",
        "office.grant_duty_exception",
    }
)
"""The use cases whose entries carry the office's signature: what moves or permits money (design.md, decision 1).

Not so the hand-over and what belongs to it: officers make them too, who hold no key (design.md, decision 10).
"""

BY_SIGNERS_ALONE = frozenset(
    event.TYPE
    for event in (
        SigningKeyRenewed,
        BudgetAllotted,
        BudgetTransferred,
        LatePaymentAllowed,
        OpeningPaymentEntered,
        DisbursementRequested,
        MoneyDrawn,
        MoneyReturned,
        RunPrepared,
        TransferResultRecorded,
        ReceiptVoided,
        RunClosed,
        RunCheckedOut,
        RunCameHome,
        RunTakenBack,
        HandoverSetAside,
        OfficeAreaChanged,
        RegulationChanged,
        DutyExceptionGranted,
    )
)
"""What only roles that sign may enter, so that it is signed whatever use case and actor its head names."""


def unsigned(connection: Connection, store: str) -> list[int]:
    """Numbers of a chain's entries that lack a signature although they are what only signers may enter.

    A decision, which others record as well, lacks it where the actor's role signed for the office then. Before anybody
    could sign stands what the opening of the office entered.
    """
    mark, use_case = bound_mark(connection), _of_head(connection, "use_case")
    later = f"SELECT n FROM entry WHERE store = {mark} AND {use_case} <> 'office.open' ORDER BY n LIMIT 1"
    first = connection.exec_driver_sql(later, (store,)).scalar()
    if first is None:
        return []
    names = _quoted(SIGNED)
    kinds = _quoted(BY_SIGNERS_ALONE | {StaffAdded.TYPE, StaffRolesChanged.TYPE})
    query = (
        "SELECT entry.n, entry.type, head, signature IS NOT NULL, body FROM entry"
        " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark}"
        f" AND (entry.type IN ({kinds}) OR {use_case} IN ({names}))"
        " ORDER BY entry.n"
    )
    signers: set[str] = set()
    found: list[int] = []
    for n, kind, head, signed, body in connection.exec_driver_sql(query, (store,)):
        if kind in (StaffAdded.TYPE, StaffRolesChanged.TYPE):
            if body is not None:
                _note_roles(signers, json.loads(body))
        elif not signed and n >= first and (kind in BY_SIGNERS_ALONE or json.loads(head)["actor"] in signers):
            found.append(n)
    return found


def _of_head(connection: Connection, name: str) -> str:
    """A field of an entry's head, as each engine reads JSON."""
    return f"json_extract(head, '$.{name}')" if connection.dialect.name == "sqlite" else f"head::json->>'{name}'"


def _quoted(names: frozenset[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


def types_that_differ(connection: Connection, store: str) -> list[int]:
    """Numbers of a chain's entries whose type in the table is not the one in their head."""
    mark, kind = bound_mark(connection), _of_head(connection, "type")
    query = f"SELECT n FROM entry WHERE store = {mark} AND {kind} <> type ORDER BY n"
    return [row[0] for row in connection.exec_driver_sql(query, (store,))]


def _note_roles(signers: set[str], body: dict[str, object]) -> None:
    member = body.get("member", body)
    if isinstance(member, dict):
        roles = {Role(role) for role in member["roles"]}
        (signers.add if roles & SIGNING_ROLES else signers.discard)(member["staff_id"])
