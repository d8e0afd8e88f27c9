"""`keyring.json`: its content as frozen values, and its one spelling."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kmcase.domain.errors import EnvironmentProblem
from kmcase.journal.entries import canonical
from kmcase.journal.sealing import KEY_BYTES
from kmcase.persistence.key_wrapping import Argon2Cost

FORMAT = 2
_FIRST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom keys are sealed to: a public key, the data key, and for some the signing key."""

    public_key: bytes
    data_key: bytes
    signing_key: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user: the private key wrapped by his password, and what is sealed to it.

    `lent`: somebody else set the password and knows it; only its own user's change makes it the own.
    """

    role_hint: str
    cost: Argon2Cost
    salt: bytes
    private_key: bytes
    holder: Holder
    lent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringContent:
    """All that the file says; `former_data_key` is wrapped by the data key while re-keying is not finished.

    `signing_key_due`: somebody held the signing key and does so no more. `former_signing_key` is wrapped by the new one
    until the journal names that. Public signing keys are not here: the journal names them.
    """

    users: Mapping[str, User]
    recovery: Holder
    former_data_key: bytes | None = None
    signing_key_due: bool = False
    former_signing_key: bytes | None = None
    mac: bytes = b""


def content_to_text(content: KeyringContent) -> bytes:
    """The canonical JSON of a keyring."""
    return canonical(
        {
            "format": FORMAT,
            "users": {login: _user_to_plain(user) for login, user in content.users.items()},
            "recovery": _holder_to_plain(content.recovery),
            "former_data_key": _text(content.former_data_key),
            "signing_key_due": content.signing_key_due,
            "former_signing_key": _text(content.former_signing_key),
            "mac": _text(content.mac),
        }
    )


def content_from_text(text: bytes, path: Path) -> KeyringContent:
    """`content_to_text` undone.

    Raises `office_files.keyring_damaged` with the file, and `.newer_format` or `.older_format` with the folder: the
    first format was that of an unfinished program.
    """
    try:
        plain = json.loads(text)
        if plain["format"] > FORMAT:
            raise EnvironmentProblem("office_files.newer_format", path=str(path.parent))
        if plain["format"] < _FIRST:
            raise ValueError("not a format there ever was")
        if plain["format"] < FORMAT:
            raise EnvironmentProblem("office_files.older_format", path=str(path.parent))
        return KeyringContent(
            users={login: _user(user) for login, user in plain["users"].items()},
            recovery=_holder(plain["recovery"]),
            former_data_key=_optional(plain["former_data_key"]),
            signing_key_due=_truth(plain["signing_key_due"]),
            former_signing_key=_optional(plain["former_signing_key"]),
            mac=_bytes(plain["mac"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EnvironmentProblem("office_files.keyring_damaged", path=str(path)) from error


def _user_to_plain(user: User) -> dict[str, Any]:
    return {
        "role_hint": user.role_hint,
        "argon2id": {
            "memory_kib": user.cost.memory_kib,
            "passes": user.cost.passes,
            "lanes": user.cost.lanes,
            "salt": _text(user.salt),
        },
        "private_key": _text(user.private_key),
        **({"lent": True} if user.lent else {}),
        **_holder_to_plain(user.holder),
    }


def _holder_to_plain(holder: Holder) -> dict[str, Any]:
    return {
        "public_key": _text(holder.public_key),
        "data_key": _text(holder.data_key),
        "signing_key": _text(holder.signing_key),
    }


def _user(plain: Mapping[str, Any]) -> User:
    argon2 = plain["argon2id"]
    cost = Argon2Cost(memory_kib=argon2["memory_kib"], passes=argon2["passes"], lanes=argon2["lanes"])
    if not (cost.sane and isinstance(plain["role_hint"], str)):
        raise ValueError("not the cost or the hint of a user")
    return User(
        role_hint=plain["role_hint"],
        cost=cost,
        salt=_sized(_bytes(argon2["salt"]), least=8),
        private_key=_bytes(plain["private_key"]),
        holder=_holder(plain),
        lent=_marked(plain, "lent"),
    )


def _holder(plain: Mapping[str, Any]) -> Holder:
    return Holder(
        public_key=_sized(_bytes(plain["public_key"]), least=KEY_BYTES),
        data_key=_bytes(plain["data_key"]),
        signing_key=_optional(plain["signing_key"]),
    )


def _marked(plain: Mapping[str, Any], name: str) -> bool:
    """A mark that is written only where it is set, so that a keyring from before it reads and signs as it did."""
    if name in plain and plain[name] is not True:
        raise ValueError("a mark is there or not")
    return name in plain


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _sized(data: bytes, *, least: int) -> bytes:
    if len(data) < least:
        raise ValueError("too short")
    return data


def _text(data: bytes | None) -> str | None:
    return None if data is None else b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """Base64 in its one spelling: other letters for the same bytes (unused last bits, RFC 4648 §3.5) are damage."""
    data = b64decode(text, validate=True)
    if _text(data) != text:
        raise ValueError("not canonical base64")
    return data


def _optional(text: str | None) -> bytes | None:
    return None if text is None else _bytes(text)
