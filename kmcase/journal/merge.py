"""What becomes of an entry that another store sends: pure, and judged entry by entry against what is held."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kmcase.journal.entries import GENESIS, Entry, EntryHead, chain_hash

_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""Clocks go wrong by decades; an instant beyond these could not be told in every time zone and calendar."""

_NUL = b"\\u0000"
"""NUL as a head spells it, and so does a backslash that stands before `u0000`."""


class Fate(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    KNOWN = "known"
    BODY = "body"  # the head was held already, the body was not
    HELD_BACK = "held_back"  # entries before it are missing
    FORKED = "forked"  # another entry is held under its number, or it follows another one than is held
    REFUSED = "refused"  # of a chain that is not the sender's to tell of
    DAMAGED = "damaged"  # head or body are not what they say


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a store holds of one chain: how many entries, and the hash of the last."""

    size: int = 0
    head: bytes = GENESIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of an entry, with its head where that can be read, and the hash that the chain gives it."""

    fate: Fate
    head: EntryHead | None = None
    hash: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the entry held under a number: its head's text, and whether its body is here."""

    head_text: bytes
    has_body: bool


def judge(
    entry: Entry,
    *,
    held: Callable[[str], Held],
    known: Callable[[str, int], Known | None],
    may_tell: Callable[[EntryHead], bool],
) -> Verdict:
    """Judge one entry.

    `held(store)` is what is held of a chain, `known(store, n)` the entry held under a number, `may_tell(head)` whether
    the sender may tell of it. The hash that is sent is not looked at: it is made from what is held.
    """
    try:
        head = EntryHead.from_text(entry.head_text)
    except ValueError:
        return Verdict(fate=Fate.DAMAGED)
    if not _possible(head, entry.head_text):
        return Verdict(fate=Fate.DAMAGED, head=head)
    if not may_tell(head):
        return Verdict(fate=Fate.REFUSED, head=head)
    if not _body_fits(entry, head):
        return Verdict(fate=Fate.DAMAGED, head=head)
    end = held(head.store)
    if head.n > end.size + 1:
        return Verdict(fate=Fate.HELD_BACK, head=head)
    if head.n == end.size + 1:
        return Verdict(fate=Fate.NEW, head=head, hash=chain_hash(end.head, entry.head_text))
    before = known(head.store, head.n)
    if before is None or before.head_text != entry.head_text:
        return Verdict(fate=Fate.FORKED, head=head)
    if entry.body is not None and not before.has_body:
        return Verdict(fate=Fate.BODY, head=head)
    return Verdict(fate=Fate.KNOWN, head=head)


def _body_fits(entry: Entry, head: EntryHead) -> bool:
    if entry.body is None or entry.salt is None:
        return entry.body is None and entry.salt is None
    return hashlib.sha256(entry.salt + entry.body).hexdigest() == head.commitment


def _possible(head: EntryHead, text: bytes) -> bool:
    """No store writes an instant that no calendar has, or NUL, which PostgreSQL keeps in no text."""
    try:
        year = datetime.fromisoformat(head.at).year
    except ValueError:
        return False
    if _NUL in text and any(
        "\x00" in part for part in (head.store, head.type, head.actor, head.workstation, head.use_case)
    ):
        return False
    return _FIRST_YEAR <= year <= _LAST_YEAR
