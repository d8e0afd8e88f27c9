"""Which entries ought to be signed: those of the use cases that number, decide or reconcile, by who signs."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from kmcase.domain.offices import SigningKeyRenewed
from kmcase.domain.staff import SIGNING_ROLES, Role, StaffAdded, StaffRolesChanged

SIGNED = frozenset(
    {"meetings.decide", "payments.prepare", "payments.void", "payments.close", "budgets.allot", "budgets.transfer"}
)
"""The use cases whose entries carry the office's signature (design.md, decision 1)."""


def unsigned(connection: Connection, store: str) -> list[int]:
    """Numbers of a chain's entries that lack a signature although the actor's role signed for the office then.

    An entry that names another signing key is signed whoever writes it.
    """
    mark, sqlite = ("?", True) if connection.dialect.name == "sqlite" else ("%s", False)
    use_case = "json_extract(head, '$.use_case')" if sqlite else "head::json->>'use_case'"
    names = ", ".join(f"'{name}'" for name in sorted(SIGNED))
    query = (
        "SELECT entry.n, entry.type, head, signature IS NOT NULL, body FROM entry"
        " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark}"
        f" AND (entry.type IN ('{StaffAdded.TYPE}', '{StaffRolesChanged.TYPE}', '{SigningKeyRenewed.TYPE}')"
        f" OR {use_case} IN ({names}))"
        " ORDER BY entry.n"
    )
    signers: set[str] = set()
    found: list[int] = []
    for n, kind, head, signed, body in connection.exec_driver_sql(query, (store,)):
        if kind in (StaffAdded.TYPE, StaffRolesChanged.TYPE):
            if body is not None:
                _note_roles(signers, json.loads(body))
        elif not signed and (kind == SigningKeyRenewed.TYPE or json.loads(head)["actor"] in signers):
            found.append(n)
    return found


def types_that_differ(connection: Connection, store: str) -> list[int]:
    """Numbers of a chain's entries whose type in the table is not the one in their head."""
    mark, sqlite = ("?", True) if connection.dialect.name == "sqlite" else ("%s", False)
    kind = "json_extract(head, '$.type')" if sqlite else "head::json->>'type'"
    query = f"SELECT n FROM entry WHERE store = {mark} AND {kind} <> type ORDER BY n"
    return [row[0] for row in connection.exec_driver_sql(query, (store,))]


def _note_roles(signers: set[str], body: dict[str, object]) -> None:
    member = body.get("member", body)
    if isinstance(member, dict):
        roles = {Role(role) for role in member["roles"]}
        (signers.add if roles & SIGNING_ROLES else signers.discard)(member["staff_id"])
