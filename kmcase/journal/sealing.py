"""Keys inside keys: AES-256-GCM around a secret, X25519 towards somebody who is not there."""

from __future__ import annotations

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Entropy = Callable[[int], bytes]

KEY_BYTES = 32
_NONCE_BYTES = 12


class WrongKey(Exception):
    """A key or password does not open what it was tried on, or somebody changed it."""


def derive(key: bytes, purpose: str) -> bytes:
    """A 256-bit key for one purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"kmcase {purpose}".encode()).derive(key)


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


def _sealing_key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=sender + receiver, info=b"kmcase seal").derive(shared)
