"""The office's signing keys as the journal names them, and their change after a holder left.

Whoever opens the office could add a key to the keyring, so none is believed from there. The entry that opens the
office names the first, and each next one is named in an entry that the one before signed: a chain from key to key.
A change is made by the next person who opens the office and holds the key: the keyring with the new key, and the
former one sealed within, is saved first; the entry follows, and the former key is forgotten last. Killed anywhere, the
office opens and verifies, and `renew_signing_key` goes on at the next opening.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Engine

from kmcase.domain.offices import OfficeOpened, SigningKeyRenewed
from kmcase.journal.entries import GENESIS, Entry, EntryHead, verify_chain
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import office_chains, stored_entry
from kmcase.persistence.key_wrapping import UnlockedKeys, signing_public_key, signing_public_text
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_store import KeyringStore
from kmcase.persistence.statements import bound_mark

_log = logging.getLogger("kmcase.office")


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
    """What the journal names; an entry that the key before did not sign, or that was changed since, names nothing."""
    named: dict[str, tuple[tuple[int, Ed25519PublicKey], ...]] = {}
    key: Ed25519PublicKey | None = None
    for place, store in enumerate(office_chains(connection)):
        found = [] if key is None else [(0, key)]
        for entry in _naming(connection, store):
            if key is not None:
                told = entry.renewed(key)
            elif place == 0 and entry.n == 1:
                told = entry.opened()
            else:
                continue
            if told is not None:
                key = told
                found.append((entry.n, key))
        named[store] = tuple(found)
    return SigningKeys(named)


@dataclass(frozen=True, slots=True)
class _Naming:
    """An entry that may name a key, as it is stored, and the hash that is stored before it."""

    store: str
    n: int
    previous: bytes
    entry: Entry

    def opened(self) -> Ed25519PublicKey | None:
        """The key that the opening of an office names."""
        return self._key(OfficeOpened.TYPE, lambda body: str(body["office"]["signing_key"]))

    def renewed(self, before: Ed25519PublicKey) -> Ed25519PublicKey | None:
        """The key that the one before named by signing this entry."""
        if self.entry.signature is None:
            return None
        return self._key(SigningKeyRenewed.TYPE, lambda body: str(body["public_key"]), before)

    def _key(
        self, kind: str, told: Callable[[Any], str], before: Ed25519PublicKey | None = None
    ) -> Ed25519PublicKey | None:
        """What its body tells, where its head is of this kind and all that the head commits to is as it was."""
        sound = verify_chain(
            [self.entry],
            store=self.store,
            start=self.n,
            previous=self.previous,
            public_key_for=None if before is None else lambda _: before,
        )
        try:
            if not sound.intact or EntryHead.from_text(self.entry.head_text).type != kind:
                return None
            return signing_public_key(told(json.loads(self.entry.body or b"")))
        except (ValueError, KeyError, TypeError):
            return None


def _naming(connection: Connection, store: str) -> Iterator[_Naming]:
    """By the heads: the type beside them is for queries alone, and nothing signs it."""
    mark = bound_mark(connection)
    query = (
        "SELECT entry.n, former.hash, entry.head, entry.hash, entry.signature, entry_body.salt, entry_body.body"
        " FROM entry LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
        " LEFT JOIN entry AS former ON former.store = entry.store AND former.n = entry.n - 1"
        f" WHERE entry.store = {mark} AND (entry.head LIKE {mark} OR entry.head LIKE {mark}) ORDER BY entry.n"
    )
    kinds = tuple(f'%"type":"{kind}"%' for kind in (OfficeOpened.TYPE, SigningKeyRenewed.TYPE))
    for n, previous, *stored in connection.exec_driver_sql(query, (store, *kinds)):
        yield _Naming(store, n, GENESIS if previous is None else bytes(previous), stored_entry(*stored))


def key_in_force(keys: UnlockedKeys, named: Ed25519PublicKey | None) -> Ed25519PrivateKey | None:
    """Of this person's signing keys the one that the journal names today: the former one until a change is entered."""
    former = keys.former_signing_key
    return former if former is not None and former.public_key() == named else keys.signing_key


def renew_signing_key(
    keyrings: KeyringStore, keyring: Keyring, keys: UnlockedKeys, engine: Engine, writer: Writer, at: datetime
) -> UnlockedKeys:
    """Finish a change that was begun, and make the one that is due, where this person holds the key.

    Returns the keys that the keyring file then gives. Nothing happens where no change is due, and nothing but a word
    in the log where the journal names none of this person's keys: the keyring was changed past the program, and a key
    made from it would take the office's own from everybody who holds it.
    """
    if keys.signing_key is None or not (keyring.signing_key_due or keys.former_signing_key is not None):
        return keys
    with engine.connect() as connection:
        named = signing_keys(connection).newest()
    held = key_in_force(keys, named)
    if held is None or held.public_key() != named:
        _log.warning("office.key_not_renewed")
        return keys
    if keys.former_signing_key is not None:
        keyring, keys = _name(keyrings, keyring, keys, engine, writer, at)
    if keyring.signing_key_due:
        before = keyring
        keyring, keys = keyring.with_new_signing_key(keys)
        keyrings.replace(before, keyring)
        keyring, keys = _name(keyrings, keyring, keys, engine, writer, at)
    return keys


def _name(
    keyrings: KeyringStore, keyring: Keyring, keys: UnlockedKeys, engine: Engine, writer: Writer, at: datetime
) -> tuple[Keyring, UnlockedKeys]:
    """Enter the new key, signed with the former one, unless it is entered already; then forget the former one."""
    former, signing = keys.former_signing_key, keys.signing_key
    assert former is not None
    assert signing is not None
    with engine.execution_options(write=True).begin() as connection:
        if signing_keys(connection).newest() != signing.public_key():
            chain = Chain(connection, replace(writer, signer=former.sign))
            chain.append(SigningKeyRenewed(store=writer.store, public_key=signing_public_text(signing)), at)
            chain.finish()
    finished = keyring.with_new_signing_key_named(keys)
    keyrings.replace(keyring, finished)
    return finished, replace(keys, former_signing_key=None)
