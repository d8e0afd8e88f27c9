"""Entries: the canonical text of a head, the commitment to a body, the chain over both and its verification."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature

GENESIS = bytes(32)


class PublicKey(Protocol):
    """What verifies a signature over bytes, raising `InvalidSignature`: a key, or all keys that an office ever had."""

    def verify(self, signature: bytes, data: bytes) -> None:
        """Raise unless the signature is good."""
        ...


PublicKeyFor = Callable[[int], PublicKey | None]

_INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
_HASH = r"[0-9a-f]{64}"
# A JSON string exactly as json.dumps(ensure_ascii=False) writes it: no other escape spells the same character.
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))[^"\\\x00-\x1f]*+)*+"'
_COUNT = r"[1-9][0-9]*"
# A head that matches is canonical, which spares serialising it again: keys sorted, no blanks, one spelling a value.
_HEAD = re.compile(
    rf'\{{"actor":{_STRING},"at":"({_INSTANT})","commitment":"({_HASH})","n":({_COUNT}),"store":({_STRING}),'
    rf'"type":{_STRING},"use_case":{_STRING},"version":{_COUNT},"workstation":{_STRING}\}}',
    re.ASCII,
)


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one spelling of a JSON object: sorted keys, no blanks, UTF-8.

    Floats and keys that are not text raise `TypeError`; text that is not Unicode raises `ValueError`.
    """
    plain = dict(value)
    _refuse_floats(plain)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical form; use an integer of the smallest unit")
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key is text, not {type(key).__name__}")
            _refuse_floats(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_floats(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHead:
    """What the chain hashes. `at` is ISO UTC with microseconds and `Z`; `commitment` 64 hexadecimal digits."""

    store: str
    n: int
    type: str
    version: int
    at: str
    actor: str
    workstation: str
    use_case: str
    commitment: str

    def canonical(self) -> bytes:
        """The text that is hashed; `ValueError` where a value has not the form of a head."""
        text = canonical({name: getattr(self, name) for name in self.__slots__})
        if not _HEAD.fullmatch(text.decode()):
            raise ValueError(f"entry {self.event_id} has no canonical head")
        return text

    @classmethod
    def from_text(cls, text: str | bytes) -> EntryHead:
        """`canonical` undone; `ValueError` for any other spelling."""
        plain = text if isinstance(text, str) else text.decode()
        if not _HEAD.fullmatch(plain):
            raise ValueError("not the canonical text of a head")
        return cls(**json.loads(plain))

    @property
    def event_id(self) -> str:
        """`<store>:<n>`."""
        return f"{self.store}:{self.n}"


def commitment(salt: bytes, body: bytes) -> str:
    """What a head says of its body: SHA-256 of salt and body, in hexadecimal."""
    return hashlib.sha256(salt + body).hexdigest()


def chain_hash(previous: bytes, head: bytes) -> bytes:
    """The hash of an entry: SHA-256 of the entry before and this head's text."""
    return hashlib.sha256(previous + head).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it is stored; salt and body are `None` where the body was erased or never sent."""

    head_text: bytes
    hash: bytes
    salt: bytes | None = None
    body: bytes | None = None
    signature: bytes | None = None


class ProblemKind(StrEnum):
    """What can be wrong with an entry."""

    GAP = "gap"
    BAD_HASH = "bad_hash"
    BAD_COMMITMENT = "bad_commitment"
    NO_BODY = "no_body"
    NOT_CANONICAL = "not_canonical"
    BAD_SIGNATURE = "bad_signature"
    WRONG_STORE = "wrong_store"
    CLOCK_BACK = "clock_back"


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """Entry `n` and what is wrong with it; the number is the expected one where its head cannot be read."""

    n: int
    kind: ProblemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainVerdict:
    """How many entries were read, the hash of the last, and what was found."""

    count: int
    head_hash: bytes
    problems: tuple[ChainProblem, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong; a clock that went back is a note, not an error."""
        return all(problem.kind is ProblemKind.CLOCK_BACK for problem in self.problems)


def verify_chain(
    entries: Iterable[Entry],
    *,
    store: str,
    start: int = 1,
    previous: bytes = GENESIS,
    public_key_for: PublicKeyFor | None = None,
    heads_only: bool = False,
) -> ChainVerdict:
    """Check a suffix of a store's chain that begins at `start` and follows the hash `previous`.

    After a fault the next entry is judged against what is stored, so that each fault is named once, at its place.
    `public_key_for(n)` gives the key whose signature entry n may carry; without it signatures are not looked at.
    `heads_only`: bodies may be lacking, as with heads that were sent without them.
    """
    walk = _Walk(store, start, previous, public_key_for, heads_only)
    for entry in entries:
        walk.step(entry)
    return ChainVerdict(count=walk.count, head_hash=walk.previous, problems=tuple(walk.problems))


class _Walk:
    """Where a verification stands."""

    __slots__ = ("_at", "_expected", "_heads_only", "_key_for", "_store", "count", "previous", "problems")

    def __init__(self, store: str, start: int, previous: bytes, key_for: PublicKeyFor | None, heads_only: bool) -> None:
        self._store = json.dumps(store, ensure_ascii=False)
        self._expected = start
        self._key_for = key_for
        self._heads_only = heads_only
        self._at = ""
        self.previous = previous
        self.count = 0
        self.problems: list[ChainProblem] = []

    def step(self, entry: Entry) -> None:
        n, follows = self._read_head(entry)
        if follows and hashlib.sha256(self.previous + entry.head_text).digest() != entry.hash:
            self._note(n, ProblemKind.BAD_HASH)
        if self._key_for is not None and entry.signature is not None:
            self._check_signature(n, entry.hash, entry.signature, self._key_for(n))
        self.previous = entry.hash
        self._expected = n + 1
        self.count += 1

    def _read_head(self, entry: Entry) -> tuple[int, bool]:
        """The entry's number, and whether it follows the one before."""
        head = _HEAD.fullmatch(entry.head_text.decode(errors="replace"))
        if head is None:
            self._note(self._expected, ProblemKind.NOT_CANONICAL)
            return self._expected, True
        at, committed, digits, store = head.groups()
        n = int(digits)
        follows = n == self._expected
        if not follows:
            self._note(n, ProblemKind.GAP)
        if store != self._store:
            self._note(n, ProblemKind.WRONG_STORE)
        if at < self._at:
            self._note(n, ProblemKind.CLOCK_BACK)
        self._at = at
        if entry.body is None:
            if not self._heads_only:
                self._note(n, ProblemKind.NO_BODY)
        elif entry.salt is None or hashlib.sha256(entry.salt + entry.body).hexdigest() != committed:
            self._note(n, ProblemKind.BAD_COMMITMENT)
        return n, follows

    def _check_signature(self, n: int, signed: bytes, signature: bytes, key: PublicKey | None) -> None:
        try:
            if key is not None:
                key.verify(signature, signed)
                return
        except InvalidSignature:
            pass
        self._note(n, ProblemKind.BAD_SIGNATURE)

    def _note(self, n: int, kind: ProblemKind) -> None:
        self.problems.append(ChainProblem(n, kind))
