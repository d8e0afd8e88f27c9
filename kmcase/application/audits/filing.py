"""A bundle being written: its files with their hashes, what was left out and why, and its manifest.

The manifest is canonical JSON; its signature is over `KMA1:` and its SHA-256, by the key that signs checkpoints, whose
statements begin otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kmcase.application.access import Steps
from kmcase.application.audits.ports import BundleFolder
from kmcase.application.read.audits import AuditEntry
from kmcase.domain.evidence import EvidenceKind
from kmcase.journal.entries import canonical

FORMAT = "kmcase-audit-1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
OTHERS, RESTRICTED, MISSING = "others", "restricted", "missing"
"""Why something was left out: it is about others as well, about a restricted person, or its bytes are not held."""
SHARED_PAPERS = frozenset({EvidenceKind.MINUTES.value, EvidenceKind.BANK_REPORT.value})
"""Papers on which many stand."""

_UNSAFE = re.compile(r"[^\w.-]+")
_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "image/tiff": ".tif"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What was left out, why, and the stored SHA-256 where it is an attachment."""

    what: str
    reason: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry whose body is in the bundle, and the body as JSON values."""

    entry: AuditEntry
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledAttachment:
    """An attachment as a body first names it: by which entry, about which record (its number), in which file.

    `path` is empty where it was left out.
    """

    named: Mapping[str, Any]
    entry: str
    about: str
    path: str


@dataclass(slots=True)
class Filing:
    """What is in the bundle so far."""

    folder: BundleFolder
    steps: Steps
    files: dict[str, dict[str, object]] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)

    def write(self, name: str, *parts: bytes) -> str:
        """A file; gives its path."""
        return self.fill(name, parts)

    def fill(self, name: str, parts: Iterable[bytes]) -> str:
        """A file that is made as it is written."""
        self.steps.check()
        sha256, size = self.folder.write(name, parts)
        self.files[name] = {"sha256": sha256, "size": size}
        return name

    def paper(self, folder: str, name: str, content: bytes) -> str:
        """A document named after what people call it; a second one of the name gets a number."""
        plain = _UNSAFE.sub("-", name).strip("-") or "paper"
        path, turn = f"{folder}/{plain}.pdf", 1
        while path in self.files:
            turn += 1
            path = f"{folder}/{plain}-{turn}.pdf"
        return self.write(path, content)

    def leave_out(self, what: str, reason: str, sha256: str = "") -> None:
        """Note what is not in it."""
        self.withheld.append(Withheld(what=what, reason=reason, sha256=sha256))

    def manifest(self, head: Mapping[str, object]) -> bytes:
        """The manifest over all that was written."""
        left = [{"what": one.what, "reason": one.reason, "sha256": one.sha256} for one in self.withheld]
        told = [{name: value for name, value in line.items() if value} for line in left]
        return canonical({"format": FORMAT, **head, "withheld": told, "files": self.files})


def journal_line(entry: AuditEntry) -> bytes:
    """An entry as a line of `journal/<store>.jsonl`."""
    line: dict[str, object] = {"head": entry.head, "hash": entry.hash.hex()}
    if entry.signature is not None:
        line["signature"] = entry.signature.hex()
    if entry.salt is not None and entry.body is not None:
        line |= {"salt": entry.salt.hex(), "body": entry.body}
    return canonical(line) + b"\n"


def named_attachments(value: object) -> Iterator[Mapping[str, Any]]:
    """The attachments that a body names, at whatever depth."""
    if isinstance(value, dict):
        if "stored_sha256" in value and "kind" in value:
            yield value
        for part in value.values():
            yield from named_attachments(part)
    elif isinstance(value, list):
        for part in value:
            yield from named_attachments(part)


def attachment_path(named: Mapping[str, Any]) -> str:
    """`attachments/<stored SHA-256>.<ending>`."""
    return f"attachments/{named['stored_sha256']}{_EXTENSIONS.get(named.get('media_type', ''), '.bin')}"


def statement(manifest_sha256: str) -> bytes:
    """What the signature of a manifest is over."""
    return f"KMA1:{manifest_sha256}".encode()
