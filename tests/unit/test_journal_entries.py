"""The canonical form, the commitment and the chain: what is named, and where."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kmcase.journal.entries import (
    GENESIS,
    ChainProblem,
    Entry,
    EntryHead,
    ProblemKind,
    canonical,
    chain_hash,
    commitment,
    verify_chain,
)

STORE = "0190163d-8694-739b-aea5-966c26f8ad91"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def a_head(n: int = 1, *, store: str = STORE, at: str = "2024-06-12T02:00:00.000000Z", **other: object) -> EntryHead:
    plain = {
        "type": "visits.recorded", "version": 1, "actor": "สมหญิง", "workstation": "desk-1",
        "use_case": "visits.record", "commitment": commitment(b"salt", b"{}"),
    }  # fmt: skip
    return EntryHead(**{"store": store, "n": n, "at": at} | plain | other)  # type: ignore[arg-type]


def a_chain(
    length: int, *, store: str = STORE, key: Ed25519PrivateKey | None = None, ats: list[str] | None = None
) -> list[Entry]:
    previous, entries = GENESIS, []
    for n in range(1, length + 1):
        salt, body = bytes([n]) * 16, canonical({"amount": n})
        at = ats[n - 1] if ats else f"2024-06-12T02:00:{n:02}.000000Z"
        head = a_head(n, store=store, at=at, commitment=commitment(salt, body)).canonical()
        previous = chain_hash(previous, head)
        signature = key.sign(previous) if key else None
        entries.append(Entry(head_text=head, hash=previous, salt=salt, body=body, signature=signature))
    return entries


def rechained(entries: list[Entry], start: int) -> list[Entry]:
    previous = entries[start - 1].hash if start else GENESIS
    after = []
    for entry in entries[start:]:
        previous = chain_hash(previous, entry.head_text)
        after.append(replace(entry, hash=previous))
    return entries[:start] + after


def found(entries: list[Entry], **how: object) -> list[tuple[int, str]]:
    verdict = verify_chain(entries, **{"store": STORE} | how)  # type: ignore[arg-type]
    return [(problem.n, problem.kind.value) for problem in verdict.problems]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": [True, None, -7]}, '{"a":[true,null,-7],"b":1}'),
        ({"ชื่อ": 'a"\\\n\x01'}, '{"ชื่อ":"a\\"\\\\\\n\\u0001"}'),
        ({"inner": {"z": (), "y": {}}}, '{"inner":{"y":{},"z":[]}}'),
    ],
)
def test_an_object_has_one_spelling(value: dict[str, object], text: str) -> None:
    assert canonical(value) == text.encode()


@pytest.mark.parametrize("value", [{"a": 1.0}, {"a": [{"b": (float("nan"),)}]}, {1: "a"}, {"a": {None: 1}}, {"a": {1}}])
def test_what_has_no_single_spelling_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"name": "\ud800"})


@given(st.builds(a_head, st.integers(1, 10**12), store=texts, actor=texts, workstation=texts, use_case=texts))
def test_a_head_and_its_text_are_each_others_inverse(head: EntryHead) -> None:
    assert EntryHead.from_text(head.canonical()) == head
    assert EntryHead.from_text(head.canonical().decode()) == head


@given(st.text(max_size=6))
def test_the_pattern_of_heads_takes_a_string_just_when_json_spells_it_so(inner: str) -> None:
    text = a_head(actor="@").canonical().decode().replace('"@"', f'"{inner}"')
    try:
        again = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == text
    except ValueError:
        again = False
    try:
        taken = EntryHead.from_text(text).canonical().decode() == text
    except ValueError:
        taken = False
    assert taken == again


@pytest.mark.parametrize("escape", ["\\/", "\\u0e01", "\\u000a", "\\u001F", "\\u0041", "\\ud800", "\t", '"', "\\"])
def test_another_spelling_of_a_head_is_refused(escape: str) -> None:
    text = a_head(actor="@").canonical().decode()
    for other in (text.replace("@", escape), text + " ", text.replace(",", ", "), text.replace('"n":1', '"n":01')):
        with pytest.raises(ValueError, match="not the canonical text"):
            EntryHead.from_text(other)


@pytest.mark.parametrize(
    "fault",
    [
        {"n": 0},
        {"version": 0},
        {"at": "2024-06-12T02:00:00Z"},
        {"commitment": "ab"},
        {"at": "๒๐๒๔-06-12T02:00:00.000000Z"},
    ],
)
def test_a_head_out_of_form_is_not_written(fault: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no canonical head"):
        replace(a_head(), **fault).canonical()  # type: ignore[arg-type]


def test_an_event_id_names_store_and_number() -> None:
    assert a_head(41).event_id == f"{STORE}:41"


def test_a_whole_chain_is_intact() -> None:
    entries = a_chain(5)
    verdict = verify_chain(entries, store=STORE)
    assert (verdict.count, verdict.head_hash, verdict.problems, verdict.intact) == (5, entries[-1].hash, (), True)


def test_an_empty_chain_ends_where_it_began() -> None:
    verdict = verify_chain([], store=STORE, start=8, previous=b"p" * 32)
    assert (verdict.count, verdict.head_hash, verdict.intact) == (0, b"p" * 32, True)


def test_a_suffix_is_judged_by_the_hash_before_it() -> None:
    entries = a_chain(5)
    assert found(entries[2:], start=3, previous=entries[1].hash) == []
    assert found(entries[2:], start=3, previous=entries[0].hash) == [(3, "bad_hash")]


def test_a_missing_entry_is_one_gap() -> None:
    entries = a_chain(5)
    assert found(entries[:2] + entries[3:]) == [(4, "gap")]


def test_an_entry_told_twice_is_a_gap_in_the_count() -> None:
    entries = a_chain(3)
    assert found([*entries[:2], entries[1], entries[2]]) == [(2, "gap")]


def test_a_changed_head_is_named_and_the_rest_is_not() -> None:
    entries = a_chain(5)
    entries[2] = replace(entries[2], head_text=entries[2].head_text.replace(b"desk-1", b"desk-2"))
    assert found(entries) == [(3, "bad_hash")]


def test_a_changed_hash_is_named_where_it_stands_and_where_it_is_followed() -> None:
    entries = a_chain(5)
    entries[2] = replace(entries[2], hash=b"x" * 32)
    assert found(entries) == [(3, "bad_hash"), (4, "bad_hash")]


@pytest.mark.parametrize("change", [{"body": b'{"amount":9000}'}, {"salt": b"y" * 16}, {"salt": None}])
def test_a_changed_body_does_not_answer_its_commitment(change: dict[str, bytes | None]) -> None:
    entries = a_chain(5)
    entries[1] = replace(entries[1], **change)  # type: ignore[arg-type]
    assert found(entries) == [(2, "bad_commitment")]


def test_a_body_that_is_gone_is_named_and_only_heads_alone_may_do_without() -> None:
    entries = a_chain(5)
    entries[1] = replace(entries[1], body=None, salt=None)
    entries[3] = replace(entries[3], body=None)
    assert found(entries) == [(2, "no_body"), (4, "no_body")]
    assert verify_chain(entries, store=STORE, heads_only=True).intact


@pytest.mark.parametrize("text", [b"{}", b"\xff\xfe", b""])
def test_a_head_that_cannot_be_read_is_named_by_its_place(text: bytes) -> None:
    entries = a_chain(4)
    entries[1] = replace(entries[1], head_text=text)
    assert found(entries) == [(2, "not_canonical"), (2, "bad_hash")]


def test_an_unreadable_head_that_was_chained_anew_is_still_named() -> None:
    entries = a_chain(4)
    entries[1] = replace(entries[1], head_text=entries[1].head_text.replace(b'":', b'": '))
    assert found(rechained(entries, 1)) == [(2, "not_canonical")]


def test_an_entry_of_another_store_is_named() -> None:
    assert found(a_chain(2, store="other")) == [(1, "wrong_store"), (2, "wrong_store")]


def test_a_clock_that_goes_back_is_a_note_and_not_an_error() -> None:
    second = "2024-06-12T02:00:0{}.000000Z"
    entries = a_chain(4, ats=[second.format(s) for s in (5, 3, 3, 4)])
    verdict = verify_chain(entries, store=STORE)
    assert verdict.problems == (ChainProblem(2, ProblemKind.CLOCK_BACK),)
    assert verdict.intact


def test_signatures_are_checked_with_the_key_of_their_day() -> None:
    key, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    entries = a_chain(4, key=key)
    entries[0] = replace(entries[0], signature=None)
    assert found(entries, public_key_for=lambda _n: key.public_key()) == []
    assert found(entries, public_key_for=lambda n: (stranger if n == 3 else key).public_key()) == [(3, "bad_signature")]
    assert found(entries, public_key_for=lambda n: key.public_key() if n < 4 else None) == [(4, "bad_signature")]
    assert not verify_chain(entries, store=STORE, public_key_for=lambda _n: None).intact


@given(st.integers(1, 8), st.data())
def test_any_changed_byte_of_any_entry_is_found(length: int, data: st.DataObject) -> None:
    entries = a_chain(length)
    place = data.draw(st.integers(0, length - 1))
    part = data.draw(st.sampled_from(["head_text", "hash", "salt", "body"]))
    old = getattr(entries[place], part)
    index, bit = data.draw(st.integers(0, len(old) - 1)), data.draw(st.integers(0, 7))
    new = old[:index] + bytes([old[index] ^ 1 << bit]) + old[index + 1 :]
    entries[place] = replace(entries[place], **{part: new})
    verdict = verify_chain(entries, store=STORE)
    assert not verdict.intact
    assert min(problem.n for problem in verdict.problems) <= place + 1


def test_an_insider_who_chains_anew_is_not_seen_by_the_chain_alone() -> None:
    # Said openly: only copies outside his reach bind him, see the tests of checkpoints.
    entries = a_chain(5)
    salt, body = b"z" * 16, b'{"amount":9000}'
    forged = a_head(3, at="2024-06-12T02:00:03.000000Z", commitment=commitment(salt, body)).canonical()
    entries[2] = replace(entries[2], head_text=forged, salt=salt, body=body)
    assert verify_chain(rechained(entries, 2), store=STORE).intact
