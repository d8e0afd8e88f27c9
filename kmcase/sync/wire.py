"""The wire between laptop and office: TLS whose certificate is the office's device key, and bundles that go on where
they were cut.

The laptop knows the office's key from its enrolment and believes no other. The office knows the laptop by its signature
over a number that is used once. What goes over the wire are bundles, which are encrypted and signed for themselves.

After the greeting the laptop sends its bundle from where the office has it, is told what came of it, and receives the
office's bundle from where it has that. Messages are JSON after their length (4 bytes).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import NameOID

from kmcase.application.access import Steps
from kmcase.application.exchange.bundles import LARGEST_BUNDLE
from kmcase.application.exchange.network import Answer, Offer
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.journal.entries import PublicKey

WAIT_S = 30
_CHUNK = 1 << 16
_LONGEST_MESSAGE = 1 << 20
_LEFT_FREE = 500 << 20
"""Bytes of the disk that what comes over the wire leaves free."""
_MOST_AT_ONCE = 64
"""Connections that are held at once; whoever comes then is sent away, and tries again."""
_PAUSE_S = 0.2
_PROOF = b"kmcase exchange:"
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_YEARS = timedelta(days=3650)


class Host(Protocol):
    """What the office's side does with what comes."""

    def key_of(self, device_id: str) -> PublicKey:
        """Whose signature is believed; raises `exchange.unknown_sender` or `.laptop_revoked`."""
        ...

    def take(self, device_id: str, bundle: Path) -> dict[str, Any]:
        """Apply a laptop's bundle; gives what it is told, plain JSON."""
        ...

    def make(self, device_id: str, bundle: Path) -> str:
        """A bundle for a laptop; gives its id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Host and port."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> Address:
        """Of `host:port` or `[v6]:port`; raises `exchange.bad_address`."""
        host, found, port = text.strip().rpartition(":")
        if not found or not host or not port.isascii() or not port.isdigit() or not 0 <= int(port) < 65536:
            raise DomainError("exchange.bad_address", "address", text=text)
        return cls(host=host.strip("[]"), port=int(port))


class ExchangeServer:
    """The office's side: waits for laptops until it is stopped; they are heard side by side, applied one at a time."""

    def __init__(self, address: Address, key: Ed25519PrivateKey, host: Host, folder: Path) -> None:
        self._host = host
        self._folder = folder
        self._context = _server_context(key)
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_AT_ONCE)
        self._devices: dict[str, threading.Lock] = {}
        self._stopping = threading.Event()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._socket = socket.create_server((address.host, address.port))
        except (OSError, OverflowError) as error:
            raise EnvironmentProblem("exchange.cannot_listen", address=f"{address.host}:{address.port}") from error
        self._socket.settimeout(_PAUSE_S)

    @property
    def port(self) -> int:
        """Where it listens, also where the system chose (port 0)."""
        return int(self._socket.getsockname()[1])

    def stop(self) -> None:
        """Take no more laptops; `run` returns."""
        self._stopping.set()

    def run(self) -> None:
        """Serve until `stop` is called."""
        with self._socket:
            while not self._stopping.is_set():
                try:
                    raw, _ = self._socket.accept()
                except TimeoutError:
                    continue
                except OSError:  # Whoever came is gone again, or too many files are open.
                    self._stopping.wait(_PAUSE_S)
                    continue
                if not self._places.acquire(blocking=False):
                    raw.close()
                    continue
                threading.Thread(target=self._meet, args=(raw,), daemon=True).start()

    def _meet(self, raw: socket.socket) -> None:
        raw.settimeout(WAIT_S)
        broken = (OSError, ValueError, KeyError, TypeError, EnvironmentProblem)
        try:
            with suppress(*broken), raw, self._context.wrap_socket(raw, server_side=True) as connection:
                self._talk(_Line(connection))
        finally:
            self._places.release()

    def _talk(self, line: _Line) -> None:
        nonce = os.urandom(32)
        line.send({"nonce": nonce.hex()})
        said = line.receive()
        device = str(said["device"])
        try:
            self._host.key_of(device).verify(bytes.fromhex(said["proof"]), _PROOF + nonce)
        except InvalidSignature:
            line.send({"refused": "exchange.unknown_sender", "params": {}})
            return
        except DomainError as refused:
            line.send({"refused": refused.code, "params": {name: str(each) for name, each in refused.params.items()}})
            return
        with self._devices.setdefault(device, threading.Lock()):
            self._take(line, device, said)

    def _take(self, line: _Line, device: str, said: dict[str, Any]) -> None:
        if not _ID.fullmatch(device) or not _ID.fullmatch(str(said["bundle"])):
            raise ValueError("not an id")
        part = self._folder / f"{device}.{said['bundle']}.part"
        for left in self._folder.glob(f"{device}.*.part"):
            if left != part:
                left.unlink()
        size, have = int(said["size"]), part.stat().st_size if part.exists() else 0
        have = have if have <= size else 0
        refused = _too_large(size, size - have, self._folder)
        if refused:
            line.send(refused)
            return
        line.send({"have": have})
        line.receive_file(part, have, size)
        answer = self._folder / f"{device}.answer"
        with self._turn:
            told = self._host.take(device, part)
            part.unlink()
            bundle_id = self._host.make(device, answer)
        line.send({"told": told, "bundle": bundle_id, "size": answer.stat().st_size})
        line.send_file(answer, 0)
        line.receive()
        answer.unlink()


def exchange(offer: Offer, steps: Steps) -> Answer:
    """The laptop's side: give a bundle, get one.

    Raises `exchange.no_answer` or `.broken_off` (try again: what went over is kept), `.not_the_office`, or what the
    office refuses.
    """
    address = Address.of(offer.address)
    try:
        raw = socket.create_connection((address.host, address.port), WAIT_S)
    except OSError as error:
        raise EnvironmentProblem("exchange.no_answer", address=offer.address) from error
    try:
        with raw, _client_context().wrap_socket(raw) as connection:
            _require_office(connection, offer.office_key)
            return _exchange(_Line(connection), offer, steps)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnvironmentProblem("exchange.broken_off") from error


def _exchange(line: _Line, offer: Offer, steps: Steps) -> Answer:
    nonce = bytes.fromhex(line.receive()["nonce"])
    size = offer.bundle.stat().st_size
    proof = offer.key.sign(_PROOF + nonce).hex()
    line.send({"device": offer.device_id, "proof": proof, "bundle": offer.bundle_id, "size": size})
    said = line.receive()
    _raise_refusal(said)
    line.send_file(offer.bundle, int(said["have"]), steps)
    said = line.receive()
    _raise_refusal(said)
    size = int(said["size"])
    _raise_refusal(_too_large(size, size, offer.answer.parent))
    line.receive_file(offer.answer, 0, size, steps)
    line.send({"received": True})
    return Answer(told=dict(said["told"]), bundle=offer.answer)


def _raise_refusal(said: dict[str, Any]) -> None:
    if "refused" in said:
        raise DomainError(str(said["refused"]), **dict(said["params"]))


def _too_large(size: int, more: int, folder: Path) -> dict[str, Any]:
    """What is said to who offers more than is taken or than there is room for; nothing where it may come."""
    if size > LARGEST_BUNDLE:
        return {"refused": "exchange.bundle_too_large", "params": {"gigabytes": LARGEST_BUNDLE >> 30}}
    if more > shutil.disk_usage(folder).free - _LEFT_FREE:
        return {"refused": "exchange.no_room", "params": {}}
    return {}


class _Line:
    """Messages and files over a connection."""

    def __init__(self, connection: ssl.SSLSocket) -> None:
        self._connection = connection

    def send(self, message: dict[str, Any]) -> None:
        content = json.dumps(message, ensure_ascii=False).encode()
        self._connection.sendall(len(content).to_bytes(4, "big") + content)

    def receive(self) -> dict[str, Any]:
        length = int.from_bytes(self._exactly(4), "big")
        if length > _LONGEST_MESSAGE:
            raise ValueError("longer than any message")
        said = json.loads(self._exactly(length))
        if not isinstance(said, dict):
            raise TypeError("not a message")
        return said

    def send_file(self, path: Path, start: int, steps: Steps | None = None) -> None:
        total = path.stat().st_size
        with path.open("rb") as file:
            file.seek(start)
            while chunk := file.read(_CHUNK):
                if steps is not None:
                    steps.check()
                    steps.report(file.tell(), total)
                self._connection.sendall(chunk)

    def receive_file(self, path: Path, have: int, size: int, steps: Steps | None = None) -> None:
        """The rest of a file; what came stays where the line breaks."""
        with path.open("r+b" if have else "wb") as file:
            file.seek(have)
            while have < size:
                chunk = self._connection.recv(min(_CHUNK, size - have))
                if not chunk:
                    raise ConnectionError("the other side is gone")
                file.write(chunk)
                have += len(chunk)
                if steps is not None:
                    steps.check()
                    steps.report(have, size)

    def _exactly(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            chunk = self._connection.recv(count - len(found))
            if not chunk:
                raise ConnectionError("the other side is gone")
            found += chunk
        return found


def _require_office(connection: ssl.SSLSocket, office_key: str) -> None:
    """The handshake proved that the other side holds its certificate's key: it must be the office's."""
    certificate = x509.load_der_x509_certificate(connection.getpeercert(binary_form=True) or b"")
    key = certificate.public_key()
    if not isinstance(key, Ed25519PublicKey) or key.public_bytes_raw().hex() != office_key:
        raise DomainError("exchange.not_the_office")


def _client_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    # No authority vouches for an office: its key is known from the enrolment and compared after the handshake.
    context.verify_mode = ssl.CERT_NONE
    return context


def _server_context(key: Ed25519PrivateKey) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    password = os.urandom(32).hex()
    with _pem(key, password) as path:
        context.load_cert_chain(path, password=password)
    return context


@contextmanager
def _pem(key: Ed25519PrivateKey, password: str) -> Iterator[Path]:
    """Certificate and key in a file, as the library wants them; the key encrypted under a password that is nowhere."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kmcase")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _YEARS)
        .not_valid_after(now + _YEARS)
        .sign(key, None)
    )
    encryption = BestAvailableEncryption(password.encode())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
        path.write_bytes(certificate.public_bytes(Encoding.PEM) + private)
        yield path
