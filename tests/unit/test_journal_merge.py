"""What becomes of an entry that another store sends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.journal.entries import Entry, EntryHead, canonical, chain_hash, commitment
from kmcase.journal.merge import Fate, Held, Known, Verdict, judge

STORE = "laptop-1"
SALT = bytes(16)


def entry(n: int, text: str = "แก้ว", store: str = STORE) -> Entry:
    body = canonical({"name": text})
    head = EntryHead(
        store=store,
        n=n,
        type="person.changed",
        version=1,
        at="2024-06-10T03:00:00.000000Z",
        actor="officer",
        workstation="L1",
        use_case="people.change",
        commitment=commitment(SALT, body),
    )
    return Entry(head_text=head.canonical(), hash=b"", salt=SALT, body=body)


class Journal:
    """A chain in memory that takes what is judged to be new."""

    def __init__(self, *entries: Entry, bare: bool = False) -> None:
        self.entries = list(entries)
        self.bare = bare

    def held(self, store: str) -> Held:
        end = Held()
        for each in self.entries if store == STORE else ():
            end = Held(size=end.size + 1, head=chain_hash(end.head, each.head_text))
        return end

    def known(self, store: str, n: int) -> Known | None:
        if store != STORE or not 0 < n <= len(self.entries):
            return None
        return Known(head_text=self.entries[n - 1].head_text, has_body=not self.bare)

    def judge(self, sent: Entry, *, may_tell: bool = True) -> Verdict:
        return judge(sent, held=self.held, known=self.known, may_tell=lambda head: may_tell)


def test_the_next_entry_is_new_and_gets_its_hash_from_what_is_held() -> None:
    journal = Journal(entry(1))
    verdict = journal.judge(replace(entry(2), hash=b"told by the sender"))
    assert verdict.fate is Fate.NEW
    assert verdict.hash == chain_hash(journal.held(STORE).head, entry(2).head_text)
    assert verdict.head is not None
    assert verdict.head.n == 2


def test_the_first_entry_of_an_unknown_chain_is_new() -> None:
    assert Journal().judge(entry(1)).fate is Fate.NEW


def test_an_entry_that_is_held_is_known_whether_its_body_comes_or_not() -> None:
    journal = Journal(entry(1), entry(2))
    assert journal.judge(entry(1)).fate is Fate.KNOWN
    assert journal.judge(replace(entry(2), salt=None, body=None)).fate is Fate.KNOWN


def test_an_entry_after_one_that_is_missing_is_held_back() -> None:
    assert Journal(entry(1)).judge(entry(3)).fate is Fate.HELD_BACK


def test_another_entry_under_a_number_that_is_held_is_a_fork() -> None:
    assert Journal(entry(1), entry(2)).judge(entry(2, "ทอง")).fate is Fate.FORKED


def test_a_number_that_ought_to_be_held_and_is_not_is_a_fork() -> None:
    verdict = judge(entry(1), held=lambda _: Held(size=1), known=lambda *_: None, may_tell=lambda _: True)
    assert verdict.fate is Fate.FORKED


def test_a_body_comes_after_its_head() -> None:
    journal = Journal(entry(1), bare=True)
    assert journal.judge(entry(1)).fate is Fate.BODY
    assert journal.judge(replace(entry(1), salt=None, body=None)).fate is Fate.KNOWN


@pytest.mark.parametrize(
    "broken",
    [
        replace(entry(1), body=b"{}"),
        replace(entry(1), salt=bytes(15) + b"1"),
        replace(entry(1), salt=None),
        replace(entry(1), body=None),
        replace(entry(1), head_text=entry(1).head_text + b" "),
        replace(entry(1), head_text=b"nothing"),
    ],
)
def test_a_head_or_body_that_is_not_what_it_says_is_damaged(broken: Entry) -> None:
    assert Journal().judge(broken).fate is Fate.DAMAGED


def test_an_entry_that_the_sender_may_not_tell_of_is_refused_before_anything_else() -> None:
    verdict = Journal().judge(replace(entry(1), body=b"{}"), may_tell=False)
    assert verdict.fate is Fate.REFUSED
    assert verdict.hash == b""


@pytest.mark.parametrize(
    ("journal", "sent", "may_tell", "fate"),
    [
        (Journal(), entry(1), False, Fate.REFUSED),
        (Journal(), replace(entry(1), body=b"{}"), True, Fate.DAMAGED),
        (Journal(), entry(2), True, Fate.HELD_BACK),
        (Journal(entry(1)), entry(1, "ทอง"), True, Fate.FORKED),
        (Journal(entry(1)), entry(1), True, Fate.KNOWN),
        (Journal(entry(1), bare=True), entry(1), True, Fate.BODY),
    ],
)
def test_whatever_becomes_of_an_entry_its_head_is_told(
    journal: Journal, sent: Entry, may_tell: bool, fate: Fate
) -> None:
    verdict = journal.judge(sent, may_tell=may_tell)
    assert verdict == Verdict(fate=fate, head=EntryHead.from_text(sent.head_text))


def test_a_bare_head_is_new_without_its_body() -> None:
    assert Journal().judge(replace(entry(1), salt=None, body=None)).fate is Fate.NEW


@pytest.mark.parametrize(
    "changes",
    [
        {"at": "2024-02-30T03:00:00.000000Z"},
        {"at": "2024-06-10T25:00:00.000000Z"},
        {"at": "0001-01-01T00:00:00.000000Z"},
        {"at": "9999-12-31T23:59:59.000000Z"},
        {"actor": "\x00"},
    ],
)
def test_a_head_that_no_store_writes_is_damaged(changes: dict[str, str]) -> None:
    sent = entry(1)
    head = replace(EntryHead.from_text(sent.head_text), **changes)  # type: ignore[arg-type]
    assert Journal().judge(replace(sent, head_text=head.canonical())).fate is Fate.DAMAGED


def test_a_backslash_before_what_spells_nul_is_no_nul() -> None:
    sent = entry(1)
    head = replace(EntryHead.from_text(sent.head_text), actor="\\u0000")
    assert Journal().judge(replace(sent, head_text=head.canonical())).fate is Fate.NEW
