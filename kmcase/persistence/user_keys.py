"""The users' keys as the journal names them.

Whoever opens the office could put another key for a user into the keyring for a moment, with a password of their own
choosing. So the entry by which somebody joins or gets a new password names the public key that the keyring then holds;
a user's own change of password leaves it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from kmcase.domain.staff import StaffAdded, StaffPasswordReset
from kmcase.persistence.chains import office_chains
from kmcase.persistence.statements import bound_mark


def user_keys(connection: Connection) -> dict[str, str]:
    """By login the public key that the journal named last; none for who joined before keys were named."""
    logins: dict[str, str] = {}
    named: dict[str, str] = {}
    mark = bound_mark(connection)
    query = (
        "SELECT body FROM entry JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark} AND entry.type IN ('{StaffAdded.TYPE}', '{StaffPasswordReset.TYPE}')"
        " ORDER BY entry.n"
    )
    for store in office_chains(connection):
        for (text,) in connection.exec_driver_sql(query, (store,)):
            try:
                _tell(json.loads(text), logins, named)
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # A body that was changed is verification's to name; it tells nothing of keys.
    return {login: key for login, key in named.items() if key}


def _tell(body: Mapping[str, Any], logins: dict[str, str], named: dict[str, str]) -> None:
    """What the body of one entry tells: the login of a staff id, and the login's key."""
    key = str(body.get("public_key", ""))
    if "member" in body:
        logins[body["member"]["staff_id"]] = body["member"]["login"]
        named[body["member"]["login"]] = key
    else:
        named[logins[body["staff_id"]]] = key


def differing(held: Mapping[str, str], named: Mapping[str, str]) -> tuple[str, ...]:
    """The logins whose key in the keyring is not the one that the journal named."""
    return tuple(login for login, key in sorted(held.items()) if named.get(login, key) != key)
