"""Keys inside keys: Argon2id from a password, AES-256-GCM around a key, X25519 towards a user who is not there.

A user's password wraps his own private key; data and signing keys are sealed to his public key. So an office can change
its data key when somebody leaves without asking everybody else for a password.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Entropy = Callable[[int], bytes]

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12


class WrongKey(Exception):
    """A key or password does not open what it was tried on, or somebody changed it."""


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


def derive(key: bytes, purpose: str) -> bytes:
    """A 256-bit key for one purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"kmcase {purpose}".encode()).derive(key)


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


def wrap(key: bytes, secret: bytes, purpose: str, entropy: Entropy = os.urandom) -> bytes:
    """Encrypt a secret for one purpose: nonce and AES-256-GCM."""
    nonce = entropy(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, purpose.encode())


def unwrap(key: bytes, wrapped: bytes, purpose: str) -> bytes:
    """`wrap` undone; `WrongKey` for another key, another purpose or a changed byte."""
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey from error


def seal(public: bytes, secret: bytes, purpose: str, entropy: Entropy = os.urandom) -> bytes:
    """Encrypt a secret to a public key (X25519 with a fresh key, HKDF, AES-256-GCM)."""
    fresh = X25519PrivateKey.from_private_bytes(entropy(KEY_BYTES))
    sender = fresh.public_key().public_bytes_raw()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + wrap(_sealing_key(shared, sender, public), secret, purpose, entropy)


def unseal(private: bytes, sealed: bytes, purpose: str) -> bytes:
    """`seal` undone; `WrongKey` as in `unwrap`."""
    sender, wrapped = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        own = X25519PrivateKey.from_private_bytes(private)
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:
        raise WrongKey from error
    return unwrap(_sealing_key(shared, sender, own.public_key().public_bytes_raw()), wrapped, purpose)


def public_of(private: bytes) -> bytes:
    """The X25519 public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def signing_public_key(text: str) -> Ed25519PublicKey:
    """The public key of 64 hexadecimal digits, as the journal names it; `ValueError` for anything else."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def signing_public_text(private: Ed25519PrivateKey) -> str:
    """The public key of a signing key, as the journal names it."""
    return private.public_key().public_bytes_raw().hex()


def _sealing_key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=sender + receiver, info=b"kmcase seal").derive(shared)
