#!/usr/bin/env python3
"""ตรวจชุดหลักฐานสำหรับผู้ตรวจสอบ / Checks an auditor's bundle of kmcase, without kmcase.

    python verify.py [BUNDLE] [--key KEY] [--page TEXT_OR_FILE]... [--earlier BUNDLE]...

BUNDLE is a folder or a zip; without it, the folder that this file lies in. Exit code: 0 nothing differs, 1 something
differs, 2 it could not be looked at. Python 3.8 or later, its standard library alone. What it computes: SHA-256
(FIPS 180-4), Ed25519 (RFC 8032, section 5.1.7) and the Merkle root of RFC 6962, section 2.1.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Sequence, Tuple
from xml.etree import ElementTree

FORMAT = "kmcase-audit-1"
GENESIS = bytes(32)
SIGNED_TYPES = frozenset(
    [
        "office.signing_key_renewed", "budget.allotted", "budget.transferred", "budget.late_payment_allowed",
        "budget.opening_payment_entered", "batch.requested", "batch.money_drawn", "batch.money_returned",
        "run.prepared", "voucher.transfer_result_recorded", "receipt.voided", "run.closed", "run.checked_out",
        "run.came_home", "run.taken_back", "handover.set_aside", "office.area_changed", "office.regulation_changed",
        "office.duty_exception_granted",
    ]
)  # fmt: skip
"""What only holders of the office's key enter, so that such an entry without a signature is suspicious."""
SAID = {
    "no_bundle": ("อ่านชุดหลักฐานไม่ได้: {what}", "the bundle cannot be read: {what}"),
    "format": ("รูปแบบของชุดหลักฐานไม่ใช่ {format}", "the bundle's format is not {format}"),
    "file_missing": ("ไฟล์ {path} หายไป", "file {path} is missing"),
    "file_changed": ("ไฟล์ {path} ถูกเปลี่ยน", "file {path} was changed"),
    "file_extra": ("มีไฟล์ {path} ที่ไม่อยู่ในบัญชีไฟล์", "file {path} is not in the manifest"),
    "manifest_signature": (
        "ลายมือชื่ออิเล็กทรอนิกส์ของบัญชีไฟล์ไม่ถูกต้อง",
        "the manifest's signature is not good",
    ),
    "journal_unreadable": (
        "อ่านสายบันทึก {store} บรรทัดที่ {n} ไม่ได้",
        "journal {store}, line {n} cannot be read",
    ),
    "journal_gap": (
        "สายบันทึก {store} ขาดที่รายการ {n}",
        "journal {store} has a gap at entry {n}",
    ),
    "journal_hash": (
        "รายการ {n} ของสายบันทึก {store} ไม่ต่อกับรายการก่อนหน้า",
        "entry {n} of journal {store} does not follow the one before",
    ),
    "journal_body": (
        "เนื้อความของรายการ {n} ในสายบันทึก {store} ถูกเปลี่ยน",
        "the body of entry {n} of journal {store} was changed",
    ),
    "journal_signature": (
        "ลายมือชื่ออิเล็กทรอนิกส์ของรายการ {n} ในสายบันทึก {store} ไม่ถูกต้อง",
        "the signature of entry {n} of journal {store} is not good",
    ),
    "journal_unsigned": (
        "รายการ {n} ({type}) ในสายบันทึก {store} ไม่มีลายมือชื่ออิเล็กทรอนิกส์ทั้งที่ต้องมี",
        "entry {n} ({type}) of journal {store} lacks the signature that it ought to carry",
    ),
    "journal_unlinked": (
        "สายบันทึก {store} ไม่ต่อจากสายก่อนการกู้คืน",
        "journal {store} does not go on from the one before the restore",
    ),
    "no_key": ("สายบันทึกไม่ได้ระบุกุญแจลงลายมือชื่อ", "the journal names no signing key"),
    "other_key": (
        "กุญแจในชุดหลักฐาน ({found}) ไม่ใช่กุญแจที่ท่านให้มา",
        "the key in the bundle ({found}) is not the key that you gave",
    ),
    "checkpoint_text": ("อ่านจุดตรวจสอบไม่ได้: {text}", "this is not a checkpoint: {text}"),
    "checkpoint_office": (
        "จุดตรวจสอบเป็นของสำนักงานอื่น: {text}",
        "the checkpoint is another office's: {text}",
    ),
    "checkpoint_beyond": (
        "จุดตรวจสอบที่รายการ {size} อยู่หลังปลายสายบันทึก ({count} รายการ)",
        "the checkpoint at entry {size} lies beyond the journal's end ({count} entries)",
    ),
    "checkpoint_root": (
        "สายบันทึก {size} รายการแรกไม่ตรงกับจุดตรวจสอบเมื่อ {at}",
        "the first {size} entries differ from the checkpoint of {at}",
    ),
    "checkpoint_signature": (
        "ลายมือชื่ออิเล็กทรอนิกส์ของจุดตรวจสอบที่รายการ {size} ไม่ถูกต้อง",
        "the signature of the checkpoint at entry {size} is not good",
    ),
    "row_number": ("เลขที่ใบสำคัญ {number} ในดัชนีซ้ำหรือไม่มีตัวตน", "voucher {number} of the index is double or unknown"),
    "row_missing": (
        "เลขที่ {number} มีในสายบันทึกแต่ไม่มีใน {where}",
        "voucher {number} stands in the journal but not in {where}",
    ),
    "row_differs": (
        "{where} เลขที่ {number} ช่อง {field}: ดัชนีบอก {said} สายบันทึกบอก {ought}",
        "{where}, voucher {number}, {field}: the index says {said}, the journal says {ought}",
    ),
    "amounts": (
        "รายการ {entry} เลขที่ {number} บอก {said} สตางค์ แต่รายการก่อนหน้าบอก {ought}",
        "entry {entry}, voucher {number}, says {said} satang, an entry before it {ought}",
    ),
    "money_differs": (
        "เงินของฎีกาในดัชนีไม่ตรงกับสายบันทึก: {what} {document} {said} / {ought}",
        "money of the batch in the index differs from the journal: {what} {document} {said} / {ought}",
    ),
    "workbook": ("อ่าน index.xlsx ไม่ได้: {what}", "index.xlsx cannot be read: {what}"),
    "index": ("อ่าน index.json ไม่ได้: {what}", "index.json cannot be read: {what}"),
    "attachment_missing": (
        "ไฟล์แนบ {sha256} ({kind}) ที่รายการ {entry} ระบุไม่อยู่ในชุดหลักฐาน",
        "attachment {sha256} ({kind}), named by entry {entry}, is not in the bundle",
    ),
    "attachment_changed": (
        "ไฟล์แนบ {path} ไม่ตรงกับรหัสที่รายการ {entry} ระบุ",
        "attachment {path} is not the content that entry {entry} names",
    ),
    "page_unreadable": ("ไม่พบจุดตรวจสอบ (KM1:…) ใน {what}", "no checkpoint (KM1:…) in {what}"),
    "page_row_unknown": (
        "แถวเลขที่ {number} บนกระดาษ (รหัส {mark}) ไม่ใช่ของรายการใดของเลขที่นี้ในสายบันทึก",
        "row {number} on paper (mark {mark}) belongs to no entry about it in the journal",
    ),
    "page_row_differs": (
        "แถวเลขที่ {number} บนกระดาษ ช่อง {field}: กระดาษ {said} สายบันทึก {ought}",
        "row {number} on paper, {field}: paper {said}, journal {ought}",
    ),
    "earlier_differs": (
        "ชุดหลักฐานเดิม {name} ต่างจากชุดนี้ตั้งแต่รายการ {n} ของสายบันทึก {store} ({type})",
        "the earlier bundle {name} differs from this one from entry {n} of journal {store} on ({type})",
    ),
    "earlier_longer": (
        "ชุดหลักฐานเดิม {name} มีสายบันทึก {store} ถึงรายการ {there} แต่ชุดนี้มีถึง {here}",
        "the earlier bundle {name} has journal {store} up to entry {there}, this one up to {here}",
    ),
    "earlier_hidden": (
        "ชุดหลักฐานเดิม {name} เปิดเผยรายการ {entry} ({type}) แต่ชุดนี้ซึ่งเป็นเรื่องเดียวกันไม่เปิดเผย",
        "the earlier bundle {name} discloses entry {entry} ({type}), this one of the same scope does not",
    ),
    "not_signed": (
        "บัญชีไฟล์ไม่มีลายมือชื่อของสำนักงาน จึงอาจมีรายการถูกตัดออก ให้ใส่ --manifest (ชุดนี้คือ {sha256})",
        "the manifest is not signed by the office, something may be cut out: give --manifest (this one is {sha256})",
    ),
    "other_manifest": (
        "รหัสของบัญชีไฟล์คือ {sha256} ไม่ตรงกับที่ให้มา",
        "the manifest's digest is {sha256}, not the one that was given",
    ),
    "earlier_other": ("ชุดหลักฐานเดิม {name} เป็นของสำนักงานอื่น", "the earlier bundle {name} is another office's"),
}
REASONS = {
    "others": ("มีบุคคลอื่นอยู่ด้วย", "it is about others as well"),
    "restricted": ("เป็นจำนวนผู้ที่ถูกปกปิด", "that many persons are restricted"),
    "missing": ("สำนักงานไม่มีไฟล์นี้ หรือไฟล์เสียหาย", "the office does not hold it, or it is damaged"),
}
NOTES = {
    "key": (
        "กุญแจมาจากชุดหลักฐานเอง (ลายนิ้วมือ {found}) ให้เทียบกับที่จดไว้นอกสำนักงาน หรือใส่ --key หรือ --page",
        "the key is the bundle's own ({found}): compare it with one noted elsewhere, or give --key or --page",
    ),
    "not_signed": (
        "บัญชีไฟล์ไม่มีลายมือชื่อของสำนักงาน เพราะผู้จัดทำไม่ได้ถือกุญแจ แต่รหัสตรงกับที่ให้มา",
        "the manifest is not signed by the office, its maker holds no key; its digest is the one that was given",
    ),
    "uncovered": (
        "รายการ {first} ถึง {last} ของสายบันทึก {store} อยู่หลังจุดตรวจสอบสุดท้าย จึงมีเพียงลายมือชื่อรายรายการรับรอง",
        "entries {first} to {last} of journal {store} follow the last checkpoint: only own signatures bind them",
    ),
    "laptop": (
        "สายบันทึกของแล็ปท็อป {store} ({count} รายการ) ตรวจได้เฉพาะการเรียงต่อกัน ไม่มีลายมือชื่อของสำนักงาน",
        "the laptop's journal {store} ({count} entries) is checked as a chain alone, the office does not sign it",
    ),
    "unproven": (
        "เลขที่ {number}: {field} ในดัชนีพิสูจน์จากชุดนี้ไม่ได้ เพราะรายการที่ระบุไม่ได้เปิดเผยในชุดนี้",
        "voucher {number}: {field} in the index cannot be proved here, its entry is not disclosed",
    ),
    "withheld": (
        "ไม่ได้นำมา: {what} เพราะ {reason}",
        "left out: {what}, because {reason}",
    ),
    "papers": (
        "เอกสาร PDF และภาพพิสูจน์ได้เพียงว่าไม่ถูกเปลี่ยนหลังจัดทำชุดนี้ ข้อเท็จจริงต้องสอบถามผู้รับเงินและธนาคารเอง",
        "PDFs and pictures are proved unchanged since this was made; if they are true, ask payees and the bank",
    ),
    "insider": (
        "ผู้ถือกุญแจเขียนสายบันทึกใหม่ได้ทั้งสาย ให้เทียบสำเนานอกมือเขา: หน้าที่พิมพ์แล้ว (--page) ชุดเดิม (--earlier) แล็ปท็อป",
        "a key holder can write the journal anew: compare printed pages (--page), earlier bundles (--earlier), laptops",
    ),
    "clock": (
        "นาฬิกาเดินย้อนหลังที่รายการ {n} ของสายบันทึก {store}",
        "the clock went back at entry {n} of journal {store}",
    ),
    "verifier": (
        "verify.py ที่มากับชุดอาจถูกแก้มาด้วยกัน ให้ใช้สำเนาของท่านเอง หรือเทียบ SHA-256 {sha256}",
        "a verify.py that came with a bundle may be forged with it: use your own copy, or compare SHA-256 {sha256}",
    ),
    "row_later": (
        "แถวเลขที่ {number} บนกระดาษตรงกัน แต่บันทึกหลังจุดตรวจสอบของหน้านั้น",
        "row {number} on paper agrees, but was entered after that page's checkpoint",
    ),
}


# --- Ed25519, RFC 8032 -------------------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = Tuple[int, int, int, int]


def _add(one: Point, other: Point) -> Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % _P, (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _sum_of_products(one: int, point: Point, other: int, second: Point) -> Point:
    """`one * point + other * second`, both bit by bit together."""
    found: Point = (0, 1, 1, 0)
    both = _add(point, second)
    for place in range(max(one.bit_length(), other.bit_length()) - 1, -1, -1):
        found = _add(found, found)
        bits = (one >> place & 1, other >> place & 1)
        if bits != (0, 0):
            found = _add(found, both if bits == (1, 1) else point if bits[0] else second)
    return found


def _point(data: bytes) -> Point | None:
    """The point of 32 bytes; None where they name none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


@lru_cache(maxsize=None)
def signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 key signed a message."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, point = _point(public_key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or point is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % _L
    assert _BASE is not None
    negative = (_P - key[0], key[1], key[2], _P - key[3])
    found = _sum_of_products(s, _BASE, h, negative)
    return not ((found[0] - point[0] * found[2]) % _P or (found[1] - point[1] * found[2]) % _P)


# --- Merkle root, RFC 6962 ---------------------------------------------------------------------------------------


def roots(hashes: Sequence[bytes], sizes: set[int]) -> dict[int, bytes]:
    """The root over the first n hashes, for each wanted n."""
    peaks: list[bytes] = []
    found = {}
    for size, entry in enumerate(hashes, 1):
        node, full = hashlib.sha256(b"\x00" + entry).digest(), size - 1
        while full & 1:
            node, full = hashlib.sha256(b"\x01" + peaks.pop() + node).digest(), full >> 1
        peaks.append(node)
        if size in sizes:
            root = peaks[-1]
            for peak in reversed(peaks[:-1]):
                root = hashlib.sha256(b"\x01" + peak + root).digest()
            found[size] = root
    return found


# --- checkpoints and marks as they are printed -------------------------------------------------------------------

_CHECKPOINT = re.compile(
    r"(KM1:([A-Z2-7]{8}):(0|[1-9][0-9]{0,17}):([0-9]{8}T[0-9]{6}Z):([A-Z2-7]{52})):([A-Z2-7]{103})"
)
_ROW = re.compile(
    r"(?:^|\s)\d{1,6} \d{1,2} [^\s\d]+ \d{2} (?P<number>\S+) (?P<payee>.+?)\s+(?:\d-xxxx-xxxxx-\d{2}-\d|ไม่มีเลข|no id|–)"
    r"\s.+?\(?(?P<amount>\d[\d,]*\.\d{2})\)?(?=\s).*?\s(?P<mark>[A-Z2-7]{8})(?=\s|$)",
    re.DOTALL,
)


class Checkpoint(NamedTuple):
    """What a printed text says; `statement` is what was signed."""

    statement: str
    office: str
    size: int
    at: str
    root: bytes
    signature: bytes


def _base32(text: str) -> bytes:
    return base64.b32decode(text + "=" * (-len(text) % 8))


def _short(data: bytes) -> str:
    return base64.b32encode(data).decode()[:8]


def read_checkpoint(text: str) -> Checkpoint | None:
    """The parts of a checkpoint's text; None where it is none."""
    found = _CHECKPOINT.fullmatch(text.strip())
    if found is None:
        return None
    statement, office, size, at, root, signature = found.groups()
    return Checkpoint(statement, office, int(size), at, _base32(root), _base32(signature))


# --- what is looked at -------------------------------------------------------------------------------------------


class Report:
    """What differs, and what has to be known beside it, each once."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []
        self.notes: list[tuple[str, str]] = []

    def problem(self, key: str, **params: object) -> None:
        """Something differs."""
        self._say(self.problems, SAID[key], params)

    def note(self, key: str, **params: object) -> None:
        """Something that the bundle cannot prove."""
        self._say(self.notes, NOTES[key], params)

    def note_withheld(self, what: str, reason: str) -> None:
        """Something that was left out, and why."""
        for_whom = REASONS.get(reason, (reason, reason))
        self.notes.append(tuple(NOTES["withheld"][i].format(what=what, reason=for_whom[i]) for i in (0, 1)))

    @staticmethod
    def _say(into: list[tuple[str, str]], said: tuple[str, str], params: dict[str, object]) -> None:
        line = (said[0].format(**params), said[1].format(**params))
        if line not in into:
            into.append(line)


class Bundle:
    """The files of a folder or of a plain zip, by their path with slashes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = zipfile.ZipFile(path) if path.is_file() else None
        if self._zip is None and not path.is_dir():
            raise OSError(f"{path}: neither folder nor zip")

    def names(self) -> set[str]:
        """All files."""
        if self._zip is not None:
            return {info.filename for info in self._zip.infolist() if not info.is_dir()}
        return {found.relative_to(self.path).as_posix() for found in self.path.rglob("*") if found.is_file()}

    def doubled(self) -> set[str]:
        """Names that stand in a zip more than once, of which different programs read different ones."""
        names = [info.filename for info in self._zip.infolist()] if self._zip is not None else []
        return {name for name in names if names.count(name) > 1}

    def read(self, name: str) -> bytes:
        """A file's content; `OSError` where it cannot be read."""
        if self._zip is None:
            return (self.path / name).read_bytes()
        try:
            return self._zip.read(name)
        except (KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            raise OSError(f"{name}: {error!r}") from error

    def read_if_whole(self, name: str) -> bytes:
        """The same, and nothing where it cannot be read, which the manifest's check names."""
        try:
            return self.read(name)
        except OSError:
            return b""

    def json(self, name: str) -> Any:
        """A file's JSON."""
        return json.loads(self.read(name).decode("utf-8"))


_HEAD = {"actor", "at", "commitment", "n", "store", "type", "use_case", "version", "workstation"}


class Entry(NamedTuple):
    """An entry as far as it was disclosed; `body` is None where it was left out."""

    store: str
    n: int
    head: dict[str, Any]
    hash: bytes
    signature: bytes | None
    body: dict[str, Any] | None

    @property
    def name(self) -> str:
        """`<store>:<n>`."""
        return f"{self.store}:{self.n}"


class Journal:
    """The chains of a bundle, checked while they are read; the office's own in order, laptops' after them."""

    def __init__(self, bundle: Bundle, manifest: dict[str, Any], report: Report) -> None:
        self.report = report
        self.chains: dict[str, list[Entry]] = {}
        for store in manifest["chains"]:
            self.chains[store] = list(self._read(bundle, store))
        self.office = [store for store, entries in self.chains.items() if not _of_laptop(entries)]
        self.keys: dict[str, list[tuple[int, bytes]]] = {}
        self._name_keys()

    def entries(self) -> Iterator[Entry]:
        """All entries, chain after chain."""
        for entries in self.chains.values():
            yield from entries

    def bodies(self) -> Iterator[tuple[Entry, dict[str, Any]]]:
        """The entries whose bodies were disclosed."""
        for entry in self.entries():
            if entry.body is not None:
                yield entry, entry.body

    def key_after(self, store: str, n: int) -> bytes | None:
        """The key that signs what follows the first n entries of a chain."""
        found = [key for since, key in self.keys.get(store, []) if since <= n]
        return found[-1] if found else None

    @property
    def newest_key(self) -> bytes | None:
        """The key that signs today."""
        found = [named[-1][1] for named in self.keys.values() if named]
        return found[-1] if found else None

    def _read(self, bundle: Bundle, store: str) -> Iterator[Entry]:
        previous, expected, at = GENESIS, 1, ""
        for number, line in enumerate(bundle.read_if_whole(f"journal/{store}.jsonl").splitlines(), 1):
            try:
                entry = self._entry(store, json.loads(line.decode("utf-8")), previous, expected)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self.report.problem("journal_unreadable", store=store, n=number)
                expected += 1
                continue
            if entry.head["at"] < at:
                self.report.note("clock", store=store, n=entry.n)
            previous, expected, at = entry.hash, entry.n + 1, entry.head["at"]
            yield entry

    def _entry(self, store: str, line: dict[str, str], previous: bytes, expected: int) -> Entry:
        head = json.loads(line["head"])
        if set(head) != _HEAD or _canonical(head) != line["head"] or head["store"] != store:
            raise ValueError("not the head of an entry of this chain")
        n, found, body = int(head["n"]), bytes.fromhex(line["hash"]), None
        if n != expected:
            self.report.problem("journal_gap", store=store, n=expected)
        elif hashlib.sha256(previous + line["head"].encode("utf-8")).digest() != found:
            self.report.problem("journal_hash", store=store, n=n)
        if "body" in line:
            content = bytes.fromhex(line["salt"]) + line["body"].encode("utf-8")
            if hashlib.sha256(content).hexdigest() != head["commitment"]:
                self.report.problem("journal_body", store=store, n=n)
            else:
                body = json.loads(line["body"])
        signature = bytes.fromhex(line["signature"]) if line.get("signature") else None
        return Entry(store, n, head, found, signature, body)

    def _name_keys(self) -> None:
        """From key to key: the opening of the office names the first, each next one is signed by the one before."""
        key: bytes | None = None
        for place, store in enumerate(self.office):
            named = [] if key is None else [(0, key)]
            if place:
                self._link(store)
            for entry in self.chains[store]:
                told = _named_key(entry, key, first=place == 0)
                if told is not None:
                    key = told
                    named.append((entry.n, key))
            self.keys[store] = named
        if key is None:
            self.report.problem("no_key")

    def _link(self, store: str) -> None:
        """A restored office's chain names the end of one before it."""
        body = self.chains[store][0].body if self.chains[store] else None
        before = self.chains.get(str((body or {}).get("old_store")), [])
        size = (body or {}).get("old_size")
        if not (
            isinstance(size, int)
            and size == len(before)
            and before
            and before[-1].hash.hex() == (body or {})["old_head"]
        ):
            self.report.problem("journal_unlinked", store=store)

    def check_signatures(self) -> None:
        """Each signature by the key of its time; and none lacks where only signers enter."""
        for store in self.office:
            began = next((e.n for e in self.chains[store] if e.head["use_case"] != "office.open"), 0)
            for entry in self.chains[store]:
                if entry.signature is None:
                    if began and entry.n >= began and entry.head["type"] in SIGNED_TYPES:
                        self.report.problem("journal_unsigned", store=store, n=entry.n, type=entry.head["type"])
                    continue
                key = self.key_after(store, entry.n - 1)
                if key is None or not signed(key, entry.signature, entry.hash):
                    self.report.problem("journal_signature", store=store, n=entry.n)
        for store, entries in self.chains.items():
            if store not in self.office:
                self.report.note("laptop", store=store, count=len(entries))

    def check_checkpoints(self, texts: Sequence[str]) -> None:
        """The root and the signature of each checkpoint; and what came after the last one."""
        by_store = self._of_stores(texts)
        for store in self.office:
            checkpoints = by_store.get(store, [])
            self._check(store, checkpoints)
            covered = max((checkpoint.size for checkpoint in checkpoints), default=0)
            # The entry of a checkpoint itself stands after what it covers.
            if len(self.chains[store]) > covered + 1:
                self.report.note("uncovered", store=store, first=covered + 1, last=len(self.chains[store]))

    def check_checkpoint(self, text: str) -> tuple[str, Checkpoint] | None:
        """One that was printed elsewhere: its chain and what it says; None where it is not of this office."""
        for store, checkpoints in self._of_stores([text]).items():
            self._check(store, checkpoints)
            return store, checkpoints[0]
        return None

    def _of_stores(self, texts: Sequence[str]) -> dict[str, list[Checkpoint]]:
        short = {_short(hashlib.sha256(store.encode()).digest()): store for store in self.office}
        found: dict[str, list[Checkpoint]] = {}
        for text in dict.fromkeys(texts):
            checkpoint = read_checkpoint(text)
            if checkpoint is None:
                self.report.problem("checkpoint_text", text=text[:60])
            elif checkpoint.office not in short:
                self.report.problem("checkpoint_office", text=text[:60])
            else:
                found.setdefault(short[checkpoint.office], []).append(checkpoint)
        return found

    def _check(self, store: str, checkpoints: Sequence[Checkpoint]) -> None:
        entries = self.chains[store]
        found = roots([entry.hash for entry in entries], {checkpoint.size for checkpoint in checkpoints})
        found[0] = hashlib.sha256(b"").digest()
        for checkpoint in checkpoints:
            size = checkpoint.size
            if size > len(entries):
                self.report.problem("checkpoint_beyond", size=size, count=len(entries))
                continue
            if found[size] != checkpoint.root:
                self.report.problem("checkpoint_root", size=size, at=checkpoint.at)
            key = self.key_after(store, size)
            if key is None or not signed(key, checkpoint.signature, checkpoint.statement.encode()):
                self.report.problem("checkpoint_signature", size=size)


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _of_laptop(entries: Sequence[Entry]) -> bool:
    return bool(entries) and entries[0].head["type"] in ("laptop.began", "laptop.restored")


def _named_key(entry: Entry, before: bytes | None, *, first: bool) -> bytes | None:
    """The key that an entry names, where it may name one."""
    body, kind = entry.body, entry.head["type"]
    try:
        if body is None:
            return None
        if before is None and first and entry.n == 1 and kind == "office.opened":
            return bytes.fromhex(body["office"]["signing_key"]) or None
        if before is not None and kind == "office.signing_key_renewed":
            ours = entry.signature is not None and signed(before, entry.signature, entry.hash)
            return bytes.fromhex(body["public_key"]) if ours else None
    except (ValueError, KeyError, TypeError):
        return None
    return None


# --- what the index says, against the bodies of events ------------------------------------------------------------


class Vouchers:
    """What the bodies say of each voucher: number, payee, satang, state and day, as far as they do."""

    def __init__(self, journal: Journal, report: Report) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self._report = report
        tellers = {
            "run.prepared": self._prepared,
            "voucher.handed_over": self._handed_over,
            "handover.accepted": self._handed_over,
            "voucher.transfer_result_recorded": self._transferred,
            "voucher.not_paid": self._not_paid,
            "receipt.voided": self._voided,
        }
        for entry, body in journal.bodies():
            if entry.head["type"] not in tellers:
                continue
            try:
                tellers[entry.head["type"]](entry, body)
            except (KeyError, TypeError, AttributeError):
                report.problem("journal_unreadable", store=entry.store, n=entry.n)

    def numbered(self, number: str) -> tuple[str, dict[str, Any]] | None:
        """The voucher of a number and what is said of it; None where no body gives it to anybody."""
        return next((found for found in self.found.items() if found[1].get("number") == number), None)

    def _prepared(self, entry: Entry, body: dict[str, Any]) -> None:
        for voucher in body["vouchers"]:
            told = {"number": voucher["number"], "payee": voucher["payee"]["name"], "satang": voucher["amount"]}
            self._tell(entry, voucher["voucher_id"], **told)

    def _handed_over(self, entry: Entry, body: dict[str, Any]) -> None:
        done = body["handover"]
        self._tell(entry, body["voucher_id"], satang=body["amount"], state="paid", paid_on=done["paid_on"])
        self._tell(entry, body["voucher_id"], satang=done["counted"])

    def _transferred(self, entry: Entry, body: dict[str, Any]) -> None:
        paid = body["result"] == "037"
        self._tell(entry, body["voucher_id"], satang=body["amount"], state="paid" if paid else "not_paid")
        if paid:
            self._tell(entry, body["voucher_id"], paid_on=body["paid_on"])

    def _not_paid(self, entry: Entry, body: dict[str, Any]) -> None:
        self._tell(entry, body["voucher_id"], state="spoiled" if body.get("spoiled") else "not_paid")

    def _voided(self, entry: Entry, body: dict[str, Any]) -> None:
        self._tell(entry, body["voucher_id"], satang=body["amount"], state="void")

    def _tell(self, entry: Entry, voucher_id: str, **told: Any) -> None:
        known = self.found.setdefault(voucher_id, {})
        if told.get("satang", known.get("satang")) != known.get("satang", told.get("satang")):
            self._report.problem(
                "amounts", entry=entry.name, number=known.get("number", "?"), said=told["satang"], ought=known["satang"]
            )
        known.update(told)


def moneys_of(journal: Journal) -> list[tuple[str, str, int, str]]:
    """What the bodies say of batches: asked for, drawn, returned; kind, day, satang, document."""
    found = []
    for entry, body in journal.bodies():
        kind = entry.head["type"]
        if kind == "batch.requested":
            found.append(("requested", body["requested_on"], body["amount"], body["number"]))
        elif kind == "batch.money_drawn":
            found.append(("drawn", body["drawn_on"], body["amount"], body["document"]))
        elif kind == "batch.money_returned":
            found.append(("returned", body["returned_on"], body["amount"], body["document"]))
    return sorted(found)


def check_index(bundle: Bundle, journal: Journal, report: Report) -> None:
    """index.json and the first sheet of index.xlsx against the bodies; what no body says is a note."""
    ought = Vouchers(journal, report).found
    try:
        index = bundle.json("index.json")
        rows = {row["voucher_id"]: row for row in index["vouchers"]}
        moneys = sorted((m["kind"], m["on"], m["satang"], m["document"]) for m in index["moneys"])
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        report.problem("index", what=repr(error))
        return
    if len(rows) != len(index["vouchers"]):
        report.problem("row_number", number="")
    for voucher_id in sorted(rows.keys() | ought.keys()):
        _compare_row("index.json", rows.get(voucher_id), ought.get(voucher_id, {}), report)
    _compare_moneys(moneys, moneys_of(journal), report)
    try:
        _check_workbook(bundle, rows, ought, report)
    except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        report.problem("workbook", what=repr(error))


_FIELDS = ("number", "payee", "satang", "state", "paid_on")
_NOT_YET = ("issued", "handed_over")


def _compare_row(where: str, row: dict[str, Any] | None, ought: dict[str, Any], report: Report) -> None:
    if row is None:
        report.problem("row_missing", number=ought.get("number", "?"), where=where)
        return
    for field in _FIELDS:
        said = row.get(field)
        if field in ought:
            if said != ought[field]:
                report.problem(
                    "row_differs", where=where, number=row.get("number"), field=field, said=said, ought=ought[field]
                )
        elif field in ("number", "payee", "satang"):
            report.note("unproven", number=row.get("number"), field=field)
        elif said is not None and not (field == "state" and said in _NOT_YET):
            report.problem("row_differs", where=where, number=row.get("number"), field=field, said=said, ought="–")


def _compare_moneys(said: Sequence[Any], ought: Sequence[Any], report: Report) -> None:
    for one in [line for line in said if tuple(line) not in ought]:
        report.problem("money_differs", what=one[0], document=one[3], said=one[2], ought="–")
    for one in [line for line in ought if tuple(line) not in [tuple(line) for line in said]]:
        report.problem("money_differs", what=one[0], document=one[3], said="–", ought=one[2])


_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEAD_ROWS = 2


def first_sheet(content: bytes) -> list[list[str]]:
    """The cells of a workbook's first sheet as text, row by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(part.itertext()) for part in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(_CELL + "row"):
        cells: dict[int, str] = {}
        for cell in row.iter(_CELL + "c"):
            text = "".join(cell.itertext())
            cells[_column(cell.get("r", ""))] = shared[int(text)] if cell.get("t") == "s" and text else text
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return rows


def _column(reference: str) -> int:
    place = 0
    for letter in reference:
        if letter.isalpha():
            place = place * 26 + ord(letter.upper()) - ord("A") + 1
    return place - 1


def _check_workbook(
    bundle: Bundle, rows: dict[str, dict[str, Any]], ought: dict[str, dict[str, Any]], report: Report
) -> None:
    """Number, payee and amount of each line of the first sheet; its columns stand as `index.json` tells."""
    wanted = {row["number"]: ought.get(voucher_id, {}) for voucher_id, row in rows.items()}
    for line in first_sheet(bundle.read("index.xlsx"))[_HEAD_ROWS:]:
        if len(line) < 3 or not line[0]:
            continue
        if line[0] not in wanted:
            report.problem("row_number", number=line[0])
            continue
        found = wanted.pop(line[0])
        satang = round(float(line[2]) * 100)
        for field, said in (("number", line[0]), ("payee", line[1]), ("satang", satang)):
            if field in found and found[field] != said:
                report.problem(
                    "row_differs", where="index.xlsx", number=line[0], field=field, said=said, ought=found[field]
                )
    for number in wanted:
        report.problem("row_missing", number=number, where="index.xlsx")


# --- files, attachments, paper, earlier bundles -------------------------------------------------------------------

_UNLISTED = {"manifest.json", "manifest.sig"}


def check_files(bundle: Bundle, manifest: dict[str, Any], report: Report) -> None:
    """Each file against the manifest."""
    names = bundle.names()
    for path, noted in sorted(manifest["files"].items()):
        if path not in names:
            report.problem("file_missing", path=path)
            continue
        if hashlib.sha256(bundle.read_if_whole(path)).hexdigest() != noted["sha256"]:
            report.problem("file_changed", path=path)
    for path in sorted((names - set(manifest["files"]) - _UNLISTED) | bundle.doubled()):
        report.problem("file_extra", path=path)


def check_manifest_signature(bundle: Bundle, journal: Journal, given: str, report: Report) -> None:
    """The manifest's signature by the key that signs today, or its digest against the one noted when it was made."""
    digest = hashlib.sha256(bundle.read("manifest.json")).hexdigest()
    if given and given.strip().lower() != digest:
        report.problem("other_manifest", sha256=digest)
    if "manifest.sig" not in bundle.names():
        (report.note if given else report.problem)("not_signed", sha256=digest)
        return
    try:
        signature = bytes.fromhex(bundle.read("manifest.sig").decode("ascii").strip())
    except ValueError:
        signature = b""
    key = journal.newest_key
    if key is None or not signed(key, signature, f"KMA1:{digest}".encode()):
        report.problem("manifest_signature")


def _named_attachments(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "stored_sha256" in value and "kind" in value:
            yield value
        for part in value.values():
            yield from _named_attachments(part)
    elif isinstance(value, list):
        for part in value:
            yield from _named_attachments(part)


def check_attachments(bundle: Bundle, manifest: dict[str, Any], journal: Journal, report: Report) -> None:
    """Each attachment that a body names is there with the content that it names, or told to be left out."""
    withheld = {line["sha256"] for line in manifest["withheld"] if "sha256" in line}
    files = {Path(name).stem: name for name in bundle.names() if name.startswith("attachments/")}
    for entry, body in journal.bodies():
        for attachment in _named_attachments(body):
            sha256 = attachment["stored_sha256"]
            if sha256 in withheld:
                continue
            if sha256 not in files:
                report.problem("attachment_missing", sha256=sha256, kind=attachment["kind"], entry=entry.name)
            elif hashlib.sha256(bundle.read_if_whole(files[sha256])).hexdigest() != sha256:
                report.problem("attachment_changed", path=files[sha256], entry=entry.name)


def check_page(page: str, journal: Journal, report: Report) -> None:
    """A printed ledger page: the text of its QR code, or a file with the text of the page (copied out of its PDF)."""
    text = page
    if not page.startswith("KM1:"):
        text = Path(page).read_text("utf-8", errors="replace")
    printed = list(dict.fromkeys(found.group(0) for found in _CHECKPOINT.finditer("".join(text.split()))))
    covered: set[str] = set()
    vouchers = Vouchers(journal, Report())
    if not printed:
        report.problem("page_unreadable", what=page[:60])
    for one in printed:
        found = journal.check_checkpoint(one)
        if found is not None:
            covered |= _marks_up_to(journal, *found)
    for row in _ROW.finditer(text.replace("\r\n", "\n")):
        _check_printed_row(row, journal, vouchers, covered, report)


def _marks_up_to(journal: Journal, store: str, checkpoint: Checkpoint) -> set[str]:
    marks: set[str] = set()
    for known in journal.office:
        last = checkpoint.size if known == store else len(journal.chains[known])
        marks |= {_short(entry.hash) for entry in journal.chains[known][:last]}
        if known == store:
            break
    return marks


def _check_printed_row(row: Any, journal: Journal, vouchers: Vouchers, covered: set[str], report: Report) -> None:
    number, mark = row["number"], row["mark"]
    entry = next((entry for entry in journal.entries() if _short(entry.hash) == mark), None)
    if entry is None:
        report.problem("page_row_unknown", number=number, mark=mark)
        return
    if covered and mark not in covered:
        report.note("row_later", number=number)
    found = vouchers.numbered(number)
    if found is None:
        report.note("unproven", number=number, field="number")
        return
    voucher_id, ought = found
    if entry.body is not None and voucher_id not in _canonical(entry.body):
        report.problem("page_row_unknown", number=number, mark=mark)
    satang = int(row["amount"].replace(",", "").replace(".", ""))
    payee = "".join(row["payee"].split())
    if payee != "".join(ought["payee"].split()):
        report.problem("page_row_differs", number=number, field="payee", said=row["payee"], ought=ought["payee"])
    if satang != ought["satang"]:
        report.problem("page_row_differs", number=number, field="satang", said=satang, ought=ought["satang"])


def check_earlier(path: Path, journal: Journal, manifest: dict[str, Any], report: Report) -> None:
    """An earlier bundle of the same office: the chains may have grown since, and nothing else.

    Of the same scope it discloses nothing that is not disclosed here.
    """
    bundle = Bundle(path)
    quiet = Report()
    then = bundle.json("manifest.json")
    earlier = Journal(bundle, then, quiet)
    same = then.get("scope") == manifest.get("scope")
    common = [store for store in earlier.chains if store in journal.chains]
    if not common:
        report.problem("earlier_other", name=path.name)
    for store in common:
        there, here = earlier.chains[store], journal.chains[store]
        for one, other in zip(there, here):
            if one.hash != other.hash:
                report.problem("earlier_differs", name=path.name, store=store, n=one.n, type=one.head["type"])
                break
            if same and one.body is not None and other.body is None:
                report.problem("earlier_hidden", name=path.name, entry=one.name, type=one.head["type"])
        if len(there) > len(here):
            report.problem("earlier_longer", name=path.name, store=store, there=len(there), here=len(here))


def fingerprint(key: bytes) -> str:
    """SHA-256 of a public key as the program shows it: capitals in fours."""
    digest = hashlib.sha256(key).hexdigest().upper()
    return " ".join(digest[at : at + 4] for at in range(0, 64, 4))


def check_key(given: str, journal: Journal, report: Report) -> None:
    """The key in force against the one given (the key itself or its fingerprint); without one a note."""
    found = journal.newest_key
    if found is None:
        return
    told = "".join(given.split()).upper()
    if not told:
        report.note("key", found=fingerprint(found))
    elif told not in (found.hex().upper(), fingerprint(found).replace(" ", "")):
        report.problem("other_key", found=fingerprint(found))


def verify(
    bundle: Bundle, key: str, pages: Sequence[str], earlier: Sequence[Path], digest: str = ""
) -> tuple[Report, dict[str, Any]]:
    """Look at everything; `OSError`, `KeyError` or `ValueError` where there is nothing to look at."""
    report = Report()
    manifest = bundle.json("manifest.json")
    if manifest["format"] != FORMAT:
        report.problem("format", format=FORMAT)
        return report, manifest
    check_files(bundle, manifest, report)
    journal = Journal(bundle, manifest, report)
    journal.check_signatures()
    named = [body["text"] for entry, body in journal.bodies() if entry.head["type"] == "office.checkpoint_signed"]
    journal.check_checkpoints([*named, *bundle.read_if_whole("checkpoints.txt").decode("utf-8", "replace").split()])
    check_key(key, journal, report)
    check_manifest_signature(bundle, journal, digest, report)
    check_index(bundle, journal, report)
    check_attachments(bundle, manifest, journal, report)
    for page in pages:
        check_page(page, journal, report)
    for path in earlier:
        check_earlier(path, journal, manifest, report)
    for line in manifest["withheld"]:
        report.note_withheld(line["what"], line["reason"])
    report.note("verifier", sha256=hashlib.sha256(Path(__file__).read_bytes()).hexdigest())
    report.note("papers")
    report.note("insider")
    return report, manifest


def _say(title: tuple[str, str], lines: Sequence[tuple[str, str]]) -> None:
    print("\n{} / {}".format(*title))
    for thai, english in lines:
        print(f"  - {thai}\n    {english}")


def main(words: Sequence[str] | None = None) -> int:
    """Look, say in Thai and English what differs; 0, 1 or 2."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--key", default="", help="the office's public key or its fingerprint, noted elsewhere")
    parser.add_argument("--manifest", default="", help="the manifest's SHA-256 as noted when the bundle was made")
    parser.add_argument(
        "--page", action="append", default=[], help="text of a printed QR, or a file with a page's text"
    )
    parser.add_argument("--earlier", action="append", default=[], help="an earlier bundle of the same office")
    given = parser.parse_args(words)
    try:
        report, manifest = verify(
            Bundle(Path(given.bundle)), given.key, given.page, [Path(one) for one in given.earlier], given.manifest
        )
    except (OSError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        for line in SAID["no_bundle"]:
            print(line.format(what=repr(error)), file=sys.stderr)
        return 2
    if report.problems:
        _say(("สิ่งที่ไม่ตรงกัน", "What differs"), report.problems)
    else:
        print("ไม่พบสิ่งที่ไม่ตรงกัน: ไฟล์ {} ไฟล์ / Nothing differs: {} files".format(*[len(manifest["files"])] * 2))
    _say(("สิ่งที่ชุดนี้พิสูจน์ไม่ได้", "What this bundle cannot prove"), report.notes)
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
