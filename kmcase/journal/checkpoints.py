"""Checkpoints: a signed root that is printed, so that what stood before it cannot be rewritten unseen.

The text is upper-case letters, digits and colons alone, which a QR code holds in its compact alphanumeric form.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kmcase.journal.merkle import Frontier

__all__ = [
    "Checkpoint", "Frontier", "PrintedCheckpoint", "key_fingerprint", "office_short", "read_checkpoint",
    "row_mark", "sign_checkpoint", "verify_checkpoint",
]  # fmt: skip

_PREFIX = "KM1"
_SHORT = 8
_GROUP = 4
_INSTANT = "%Y%m%dT%H%M%SZ"
_TEXT = re.compile(
    rf"(?P<statement>{_PREFIX}:(?P<office>[A-Z2-7]{{{_SHORT}}}):(?P<size>0|[1-9][0-9]{{0,17}}):(?P<at>\d{{8}}T\d{{6}}Z)"
    r":(?P<root>[A-Z2-7]{52})):(?P<signature>[A-Z2-7]{103})",
    re.ASCII,
)


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def _from_base32(text: str) -> bytes:
    """`ValueError` for a second spelling of the same bytes, so that a text proves one thing only."""
    data = base64.b32decode(text + "=" * (-len(text) % 8))
    if _base32(data) != text:
        raise ValueError("not the canonical base32 of its bytes")
    return data


def key_fingerprint(public_key: str) -> str:
    """SHA-256 of a public key (hexadecimal), in capitals of four; empty where there is none."""
    digest = hashlib.sha256(bytes.fromhex(public_key)).hexdigest().upper() if public_key else ""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def row_mark(entry_hash: bytes) -> str:
    """The eight base32 characters (40 bits) that a printed row carries of its entry's hash."""
    return _base32(entry_hash)[:8]


def office_short(store: str) -> str:
    """The eight base32 characters by which a checkpoint names its store."""
    return _base32(hashlib.sha256(store.encode()).digest())[:_SHORT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The root over the first `size` entries of a store; `at` is ISO UTC, printed to the second."""

    store: str
    size: int
    root: bytes
    at: str

    def statement(self) -> str:
        """What is signed: `KM1:<office short>:<size>:<date>:<root>`."""
        at = datetime.fromisoformat(self.at).astimezone(UTC).strftime(_INSTANT)
        return f"{_PREFIX}:{office_short(self.store)}:{self.size}:{at}:{_base32(self.root)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCheckpoint:
    """What a checkpoint's text says; not believed before `verify_checkpoint`."""

    office: str
    size: int
    root: bytes
    at: datetime
    statement: str
    signature: bytes

    def is_of(self, store: str) -> bool:
        """Whether it names this store."""
        return self.office == office_short(store)


def sign_checkpoint(private_key: Ed25519PrivateKey, checkpoint: Checkpoint) -> str:
    """The text to print: the statement and its signature, 180 to 197 characters."""
    statement = checkpoint.statement()
    return f"{statement}:{_base32(private_key.sign(statement.encode()))}"


def read_checkpoint(text: str) -> PrintedCheckpoint:
    """The parts of a scanned text; `ValueError` where it is no checkpoint."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise ValueError("not the text of a checkpoint")
    return PrintedCheckpoint(
        office=found["office"],
        size=int(found["size"]),
        root=_from_base32(found["root"]),
        at=datetime.strptime(found["at"], _INSTANT).replace(tzinfo=UTC),
        statement=found["statement"],
        signature=_from_base32(found["signature"]),
    )


def verify_checkpoint(public_key: Ed25519PublicKey, printed: PrintedCheckpoint) -> bool:
    """Whether the office's key signed exactly this statement."""
    try:
        public_key.verify(printed.signature, printed.statement.encode())
    except InvalidSignature:
        return False
    return True
