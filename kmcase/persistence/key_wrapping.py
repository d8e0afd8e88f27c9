"""Keys inside keys: Argon2id from a password, AES-256-GCM around a key, X25519 towards a user who is not there.

A user's password wraps his own private key; data and signing keys are sealed to his public key. So an office can change
its data key when somebody leaves without asking everybody else for a password.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kmcase.journal.sealing import KEY_BYTES, derive

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What a guess at a password costs; stored beside each wrapped key, so that it may grow with the machines."""

    memory_kib: int
    passes: int
    lanes: int = 1

    @property
    def sane(self) -> bool:
        """Whether a stored cost can be ours: a changed file must not make the program ask for all memory."""
        return 8 * self.lanes <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 32 and 1 <= self.lanes <= 16


PRODUCTION_COST = Argon2Cost(memory_kib=65536, passes=3)


@dataclass(frozen=True, slots=True, repr=False)
class SubKeys:
    """The keys of the parts of an office, each derived from its data key."""

    database: bytes
    photos: bytes
    names: bytes

    def __repr__(self) -> str:
        return "SubKeys(hidden)"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class UnlockedKeys:
    """What an unlocked keyring gives; the former keys while a change of the data or signing key is not finished."""

    login: str
    data_key: bytes
    signing_key: Ed25519PrivateKey | None = None
    former_data_key: bytes | None = None
    former_signing_key: Ed25519PrivateKey | None = None

    def __repr__(self) -> str:
        return "UnlockedKeys(hidden)"

    @property
    def parts(self) -> SubKeys:
        """The keys of database, photographs and names."""
        return sub_keys(self.data_key)

    @property
    def former_parts(self) -> SubKeys | None:
        """What is not yet changed over still opens with these."""
        return sub_keys(self.former_data_key) if self.former_data_key else None


def sub_keys(data_key: bytes) -> SubKeys:
    """The keys of the parts of an office."""
    return SubKeys(derive(data_key, "database"), derive(data_key, "photos"), derive(data_key, "names"))


def password_key(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """A key from a password (Argon2id); the same password typed with marks in another order gives the same key."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def signing_public_key(text: str) -> Ed25519PublicKey:
    """The public key of 64 hexadecimal digits, as the journal names it; `ValueError` for anything else."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def signing_public_text(private: Ed25519PrivateKey) -> str:
    """The public key of a signing key, as the journal names it."""
    return private.public_key().public_bytes_raw().hex()
