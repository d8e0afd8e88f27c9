"""The bundle: one file, written and read as a stream, of which every section proves itself.

`KMCB1\\n`, then sections: kind (1 byte), length (8 bytes), content, signature (64 bytes, Ed25519 of the sender over
bundle id, place, kind and content). The first is the envelope in plain JSON: who sends to whom, and a fresh content key
sealed to the receiver. All others are AES-256-GCM under that key, their place being nonce and associated data; all but
photographs are packed with zstd. So a file that was cut in the middle is as good as what came before the cut.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from binascii import b2a_base64
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kmcase.application.exchange.bundles import (
    LARGEST_BUNDLE,
    BundlePart,
    DeviceKeys,
    End,
    Envelope,
    Frame,
    Hello,
    PhotoPart,
    hello_from_plain,
    hello_to_plain,
)
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.journal.entries import Entry, canonical
from kmcase.journal.sealing import KEY_BYTES, WrongKey, seal, unseal

try:
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    from backports import zstd

_MAGIC = b"KMCB1\n"
_NEWER = b"KMCB"
_HELLO, _FRAME, _BODIES, _PHOTO, _END = b"H", b"E", b"B", b"P", b"Z"
_ENVELOPE = b"A"
_SIGNATURE_BYTES = 64
_LONGEST_ENVELOPE = 1 << 16
_LONGEST = 1 << 28
"""Bytes of a section as it lies in the file: a photograph or scan at most."""
_LONGEST_UNPACKED = 1 << 27
"""Bytes of a section of entries when unpacked."""
_MOST_ENTRIES = 5_000
"""Entries of a frame; ours have a tenth."""
_MEGABYTE = 1 << 20
_LEVEL = 3


class BundleWriter:
    """Writes a bundle into an open file, section by section."""

    def __init__(self, file: BinaryIO, envelope: Envelope, sealing_key: bytes, keys: DeviceKeys) -> None:
        self._file = file
        self._keys = keys
        self._id = envelope.bundle_id.encode()
        self._place = 0
        content_key = os.urandom(KEY_BYTES)
        self._cipher = AESGCM(content_key)
        file.write(_MAGIC)
        sealed = b64encode(seal(sealing_key, content_key, f"bundle {envelope.bundle_id}")).decode()
        plain = {
            "bundle": envelope.bundle_id,
            "office": envelope.office,
            "from": envelope.sender,
            "to": envelope.receiver,
            "key": sealed,
        }
        self._section(_ENVELOPE, canonical(plain))

    def hello(self, hello: Hello) -> None:
        """What the sender holds and what is to follow; the first thing in a bundle."""
        self._packed(_HELLO, canonical(hello_to_plain(hello)))

    def frame(self, frame: Frame) -> None:
        """Entries that are applied together or not at all."""
        kind = _BODIES if frame.backfill else _FRAME
        self._packed(kind, json.dumps([_entry_to_plain(entry) for entry in frame.entries], ensure_ascii=False).encode())

    def photo(self, sha256: str, content: bytes) -> None:
        """A photograph or scan."""
        self._sealed(_PHOTO, bytes.fromhex(sha256) + content)

    def end(self) -> None:
        """Nothing was cut off before here."""
        self._packed(_END, canonical({"sections": self._place}))

    def _packed(self, kind: bytes, content: bytes) -> None:
        self._sealed(kind, zstd.compress(content, _LEVEL))

    def _sealed(self, kind: bytes, content: bytes) -> None:
        nonce, bound = _bound(self._id, self._place, kind)
        self._section(kind, self._cipher.encrypt(nonce, content, bound))

    def _section(self, kind: bytes, content: bytes) -> None:
        _, bound = _bound(self._id, self._place, kind)
        signature = self._keys.signing.sign(bound + content)
        self._file.write(kind + len(content).to_bytes(8, "big") + content + signature)
        self._place += 1


class Readable(Protocol):
    """What a bundle is read from."""

    def read(self, count: int, /) -> bytes:
        """As many bytes, fewer at the end."""
        ...


class BundleReader:
    """Reads a bundle from an open file; whose it is can be read before any key is asked for.

    Raises `exchange.not_a_bundle` or `.newer_bundle` at once.
    """

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._place = 0
        self._size = 0
        start = file.read(len(_MAGIC))
        if start != _MAGIC:
            raise EnvironmentProblem("exchange.newer_bundle" if start.startswith(_NEWER) else "exchange.not_a_bundle")
        try:
            kind, content, self._signature = self._raw()
            plain = json.loads(content)
            self.envelope = Envelope(
                bundle_id=str(plain["bundle"]),
                office=str(plain["office"]),
                sender=str(plain["from"]),
                receiver=str(plain["to"]),
            )
            self._sealed_key = b64decode(plain["key"], validate=True)
        except (ValueError, KeyError, TypeError, CutShort) as error:
            raise EnvironmentProblem("exchange.not_a_bundle") from error
        if kind != _ENVELOPE:
            raise EnvironmentProblem("exchange.not_a_bundle")
        self._first = content
        self._id = self.envelope.bundle_id.encode()

    def parts(self, keys: DeviceKeys, verify: Callable[[bytes, bytes], None]) -> Iterator[BundlePart]:
        """All parts in order. `verify(signature, data)` raises `InvalidSignature` unless the sender signed.

        Raises `exchange.cut_short` or `exchange.damaged` at the place, after all that was whole before it, and
        `exchange.not_from_sender` or `exchange.for_another` before anything.
        """
        try:
            verify(self._signature, _bound(self._id, 0, _ENVELOPE)[1] + self._first)
        except InvalidSignature:
            raise DomainError("exchange.not_from_sender") from None
        try:
            cipher = AESGCM(unseal(keys.sealing, self._sealed_key, f"bundle {self.envelope.bundle_id}"))
        except WrongKey:
            raise DomainError("exchange.for_another") from None
        self._place = 1
        while True:
            part = self._part(cipher, verify)
            yield part
            if isinstance(part, End):
                return

    def _part(self, cipher: AESGCM, verify: Callable[[bytes, bytes], None]) -> BundlePart:
        try:
            kind, content, signature = self._raw()
            nonce, bound = _bound(self._id, self._place, kind)
            verify(signature, bound + content)
            self._place += 1
            return _part_of(kind, cipher.decrypt(nonce, content, bound))
        except TooLarge:
            raise EnvironmentProblem("exchange.part_too_large", megabytes=_LONGEST // _MEGABYTE) from None
        except CutShort:
            raise EnvironmentProblem("exchange.cut_short") from None
        except (InvalidSignature, InvalidTag, ValueError, KeyError, TypeError, zstd.ZstdError) as error:
            raise EnvironmentProblem("exchange.damaged") from error

    def _raw(self) -> tuple[bytes, bytes, bytes]:
        kind = self._exactly(1)
        length = int.from_bytes(self._exactly(8), "big")
        if length > (_LONGEST if self._place else _LONGEST_ENVELOPE):
            raise TooLarge("longer than any section")
        self._size += length
        if self._size > LARGEST_BUNDLE:
            raise EnvironmentProblem("exchange.bundle_too_large", gigabytes=LARGEST_BUNDLE >> 30)
        return kind, self._exactly(length), self._exactly(_SIGNATURE_BYTES)

    def _exactly(self, count: int) -> bytes:
        found = self._file.read(count)
        if len(found) < count:
            raise CutShort
        return found


class TooLarge(ValueError):
    """A part that no program of ours writes: it is not even read."""


class CutShort(Exception):
    """The file ends in the middle of a section."""


def _bound(bundle_id: bytes, place: int, kind: bytes) -> tuple[bytes, bytes]:
    """The nonce of a section, and what its signature and cipher are bound to besides its content."""
    number = place.to_bytes(12, "big")
    return number, b"kmcase bundle:" + bundle_id + b":" + number + kind


def _part_of(kind: bytes, content: bytes) -> BundlePart:
    if kind == _PHOTO:
        return PhotoPart(sha256=content[:32].hex(), content=content[32:])
    plain = json.loads(_unpacked(content))
    match kind:
        case b"H":
            return hello_from_plain(plain)
        case b"E" | b"B":
            if len(plain) > _MOST_ENTRIES:
                raise TooLarge("more than any frame has")
            return Frame(entries=tuple(_entry_from_plain(each) for each in plain), backfill=kind == _BODIES)
        case b"Z":
            return End(sections=int(plain["sections"]))
    raise ValueError("an unknown kind of section")


def _unpacked(content: bytes) -> bytes:
    unpacker = zstd.ZstdDecompressor()
    plain = unpacker.decompress(content, max_length=_LONGEST_UNPACKED)
    if not unpacker.eof:
        raise TooLarge("larger than any section")
    return bytes(plain)


def _text(content: bytes | None) -> str | None:
    return None if content is None else b2a_base64(content, newline=False).decode()


def _entry_to_plain(entry: Entry) -> list[Any]:
    return [
        entry.head_text.decode(),
        _text(entry.signature),
        _text(entry.salt),
        None if entry.body is None else entry.body.decode(),
    ]


def _entry_from_plain(plain: list[Any]) -> Entry:
    head, signature, salt, body = plain
    return Entry(
        head_text=head.encode(),
        hash=b"",
        signature=None if signature is None else b64decode(signature, validate=True),
        salt=None if salt is None else b64decode(salt, validate=True),
        body=None if body is None else body.encode(),
    )
