"""The office's signing keys as the journal names them, and their change after a holder left.

Whoever opens the office could add a key to the keyring, so none is believed from there. The entry that opens the
office names the first, and each next one is named in an entry that the one before signed: a chain from key to key.
A change is made by the next person who opens the office and holds the key: the keyring with the new key, and the
former one sealed within, is saved first; the entry follows, and the former key is forgotten last. Killed anywhere, the
office opens and verifies, and `renew_signing_key` goes on at the next opening.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Engine

from kmcase.domain.offices import OfficeOpened, SigningKeyRenewed
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import chains
from kmcase.persistence.key_wrapping import UnlockedKeys, signing_public_key, signing_public_text
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.repositories.office import load_office


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """By chain, the keys that signed in it, each with the number of the last entry before it counts."""

    named: dict[str, tuple[tuple[int, Ed25519PublicKey], ...]]

    def after(self, store: str, n: int) -> Ed25519PublicKey | None:
        """The key that signs what follows the first `n` entries of a chain: their checkpoint and the next entry."""
        keys = (key for since, key in reversed(self.named.get(store, ())) if since <= n)
        return next(keys, None)

    def newest(self) -> Ed25519PublicKey | None:
        """The key that signs today."""
        return next((keys[-1][1] for keys in reversed(self.named.values()) if keys), None)


def signing_keys(connection: Connection) -> SigningKeys:
    """What the journal names; an entry that the key before did not sign names nothing."""
    named: dict[str, tuple[tuple[int, Ed25519PublicKey], ...]] = {}
    key: Ed25519PublicKey | None = None
    for place, store in enumerate(chains(connection)):
        found = [] if key is None else [(0, key)]
        for entry in _naming(connection, store):
            first = place == 0 and entry.n == 1 and entry.type == OfficeOpened.TYPE
            told = entry.public_key() if first or entry.signed_by(key) else None
            if told is not None:
                key = told
                found.append((entry.n, key))
        named[store] = tuple(found)
    return SigningKeys(named)


@dataclass(frozen=True, slots=True)
class _Naming:
    """An entry that may name a key, as it is stored."""

    n: int
    type: str
    hash: bytes
    signature: bytes | None
    body: str | None

    def public_key(self) -> Ed25519PublicKey | None:
        """The key that it names, None where its body is no such event any more."""
        try:
            body = json.loads(self.body or "")
            return signing_public_key(
                body["office"]["signing_key"] if self.type == OfficeOpened.TYPE else body["public_key"]
            )
        except (ValueError, KeyError, TypeError):
            return None

    def signed_by(self, key: Ed25519PublicKey | None) -> bool:
        """Whether it changes the key, in the name of the one before."""
        if self.type != SigningKeyRenewed.TYPE or key is None or self.signature is None:
            return False
        try:
            key.verify(self.signature, self.hash)
        except InvalidSignature:
            return False
        return True


def _naming(connection: Connection, store: str) -> Iterator[_Naming]:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    query = (
        "SELECT entry.n, entry.type, entry.hash, entry.signature, entry_body.body FROM entry"
        " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark} AND entry.type IN ('{OfficeOpened.TYPE}', '{SigningKeyRenewed.TYPE}')"
        " ORDER BY entry.n"
    )
    for n, kind, entry_hash, signature, body in connection.exec_driver_sql(query, (store,)):
        yield _Naming(n, kind, bytes(entry_hash), None if signature is None else bytes(signature), body)


def key_in_force(keys: UnlockedKeys, named: str) -> Ed25519PrivateKey | None:
    """Of this person's signing keys the one that the journal names today: the former one until a change is entered."""
    former = keys.former_signing_key
    return former if former is not None and signing_public_text(former) == named else keys.signing_key


def renew_signing_key(
    folder: OfficeFolder, keyring: Keyring, keys: UnlockedKeys, engine: Engine, writer: Writer, at: datetime
) -> UnlockedKeys:
    """Finish a change that was begun, and make the one that is due, where this person holds the key.

    Returns the keys that the keyring file then gives. Nothing happens where no change is due.
    """
    if keys.former_signing_key is not None:
        keyring, keys = _name(folder, keyring, keys, engine, writer, at)
    if keyring.signing_key_due and keys.signing_key is not None:
        keyring, keys = keyring.with_new_signing_key(keys)
        keyring.save(folder.keyring)
        keyring, keys = _name(folder, keyring, keys, engine, writer, at)
    return keys


def _name(
    folder: OfficeFolder, keyring: Keyring, keys: UnlockedKeys, engine: Engine, writer: Writer, at: datetime
) -> tuple[Keyring, UnlockedKeys]:
    """Enter the new key, signed with the former one, unless it is entered already; then forget the former one."""
    former, signing = keys.former_signing_key, keys.signing_key
    assert former is not None
    assert signing is not None
    named = signing_public_text(signing)
    with engine.execution_options(write=True).begin() as connection:
        if load_office(connection).signing_key != named:
            chain = Chain(connection, replace(writer, signer=former.sign))
            chain.append(SigningKeyRenewed(store=writer.store, public_key=named), at)
            chain.finish()
    finished = keyring.with_new_signing_key_named(keys)
    finished.save(folder.keyring)
    return finished, replace(keys, former_signing_key=None)
