"""Keys of this device and of those that it exchanges with.

The private keys are wrapped under a key made from the data key, also in the encrypted database: a server's
administrator reads its tables.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, inspect

from kmcase.application.exchange.bundles import DeviceKeys
from kmcase.application.exchange.service import PublicDevice
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.journal.sealing import KEY_BYTES, Entropy, WrongKey, derive, public_of, unwrap, wrap
from kmcase.persistence.engine import translating
from kmcase.persistence.key_wrapping import UnlockedKeys, signing_public_key, signing_public_text
from kmcase.persistence.plain import from_json, to_json
from kmcase.persistence.rows.exchange import laptop
from kmcase.persistence.rows.journal import remembered
from kmcase.persistence.statements import Rows

_OWN, _OFFICE = "device_keys", "office_device"
_PURPOSE = "device keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDevices:
    """`Devices` on the journal's local table; `former` is the data key before one that is not everywhere yet.

    `entropy`, of which new keys are made, is seeded for the sample office alone.
    """

    engine: Engine
    data_key: bytes
    former: bytes | None = None
    entropy: Entropy = os.urandom

    @classmethod
    def unlocked(cls, engine: Engine, keys: UnlockedKeys, entropy: Entropy = os.urandom) -> SqlDevices:
        """With a signed-in user's keys."""
        return cls(engine=engine, data_key=keys.data_key, former=keys.former_data_key, entropy=entropy)

    def own(self) -> DeviceKeys:
        """This device's private keys, made at their first use."""
        with translating(), self.engine.connect() as connection:
            row = Rows(connection).one(remembered, name=_OWN)
        if row is None:
            self.keep(new_device_keys(self.entropy), office=None)
            return self.own()
        return keys_from_bytes(unwrap(derive(self.data_key, _PURPOSE), b64decode(row["content"]), _PURPOSE))

    def rekey(self) -> None:
        """Wrap them under the new data key; broken off, it is simply called again."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            kept = inspect(connection).has_table(remembered.name)
            row = Rows(connection).one(remembered, name=_OWN) if kept else None
            if row is None or self.former is None:
                return
            with suppress(WrongKey):
                plain = unwrap(derive(self.former, _PURPOSE), b64decode(row["content"]), _PURPOSE)
                Rows(connection).put(remembered, name=_OWN, content=self._wrapped(plain))

    def _wrapped(self, plain: bytes) -> str:
        return b64encode(wrap(derive(self.data_key, _PURPOSE), plain, _PURPOSE)).decode()

    def keep(self, keys: DeviceKeys, *, office: Mapping[str, str] | None) -> None:
        """Keep this device's keys, and on a laptop the office's public ones; keys that are there already stay."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            rows = Rows(connection)
            if rows.one(remembered, name=_OWN) is None:
                rows.insert(remembered, name=_OWN, content=self._wrapped(keys_to_bytes(keys)))
            if office is not None:
                rows.put(remembered, name=_OFFICE, content=to_json(dict(office)))

    def public(self, device_id: str) -> PublicDevice | None:
        """Another device's public keys, None for one that was never enrolled."""
        with translating(), self.engine.connect() as connection:
            rows = Rows(connection)
            found: Any
            if device_id == OFFICE_DEVICE:
                row = rows.one(remembered, name=_OFFICE)
                found = from_json(row["content"]) if row else None
            else:
                found = rows.one(laptop, laptop_id=device_id)
        if found is None:
            return None
        key = found["verify_key"]
        return PublicDevice(sealing_key=found["sealing_key"], verify_key=key, verify=signing_public_key(key))


def new_device_keys(entropy: Entropy = os.urandom) -> DeviceKeys:
    """Fresh keys for a device."""
    return DeviceKeys(sealing=entropy(KEY_BYTES), signing=Ed25519PrivateKey.from_private_bytes(entropy(KEY_BYTES)))


def public_keys(keys: DeviceKeys) -> dict[str, str]:
    """What others are told of them, in hex."""
    return {"sealing_key": public_of(keys.sealing).hex(), "verify_key": signing_public_text(keys.signing)}


def keys_to_bytes(keys: DeviceKeys) -> bytes:
    """Both keys, to be wrapped."""
    return keys.sealing + keys.signing.private_bytes_raw()


def keys_from_bytes(content: bytes) -> DeviceKeys:
    """`keys_to_bytes` undone."""
    return DeviceKeys(sealing=content[:KEY_BYTES], signing=Ed25519PrivateKey.from_private_bytes(content[KEY_BYTES:]))
