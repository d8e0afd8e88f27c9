"""Merkle roots and proofs, exhaustively to size 70, and the printed checkpoint."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kmcase.journal.checkpoints import (
    Checkpoint,
    Frontier,
    office_short,
    read_checkpoint,
    row_mark,
    sign_checkpoint,
    verify_checkpoint,
)
from kmcase.journal.merkle import EMPTY_ROOT, MerkleTree, verify_consistency, verify_inclusion

LARGEST = 70
HASHES = [hashlib.sha256(bytes([n])).digest() for n in range(LARGEST)]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STORE = "0190163d-8694-739b-aea5-966c26f8ad91"


def rfc_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word: the oracle."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + rfc_root(leaves[:k]) + rfc_root(leaves[k:])).digest()


def a_checkpoint(size: int = 20_000) -> Checkpoint:
    return Checkpoint(store=STORE, size=size, root=HASHES[0], at="2024-06-12T09:30:05.250000Z")


def test_the_known_vectors_of_certificate_transparency_hold() -> None:
    texts = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    leaves = [bytes.fromhex(text) for text in texts]
    assert MerkleTree(leaves).root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_frontier_and_tree_give_the_root_of_the_rfc_at_every_size() -> None:
    frontier, tree = Frontier(), MerkleTree(HASHES)
    for size in range(LARGEST + 1):
        expected = rfc_root(HASHES[:size])
        assert frontier.root() == expected
        assert tree.root(size) == expected == MerkleTree(HASHES[:size]).root()
        assert frontier.size == size
        if size < LARGEST:
            frontier = Frontier.from_text(frontier.to_text())
            frontier.append(HASHES[size])


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert Frontier().root() == MerkleTree().root() == EMPTY_ROOT
    assert Frontier.from_text(Frontier().to_text()).size == 0


@pytest.mark.parametrize("text", ["", "x:", "-1:", "3:00", "1:", "1:zz", "0:00"])
def test_a_damaged_frontier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"invalid literal|non-hexadecimal|one hash for each bit"):
        Frontier.from_text(text)


def test_every_inclusion_proof_to_size_70_holds_for_its_entry_alone() -> None:
    tree = MerkleTree(HASHES)
    for size in range(1, LARGEST + 1):
        root = tree.root(size)
        for index in range(size):
            proof = tree.inclusion_proof(index, size)
            assert verify_inclusion(HASHES[index], index, size, proof, root)
            assert not verify_inclusion(b"other", index, size, proof, root)
            assert not verify_inclusion(HASHES[index], index, size, (*proof, bytes(32)), root)
            if proof:
                assert not verify_inclusion(HASHES[index], index, size, proof[:-1], root)
                assert not verify_inclusion(HASHES[index], index ^ 1, size, proof, root)


def test_every_consistency_proof_to_size_70_holds_for_its_sizes_alone() -> None:
    tree = MerkleTree(HASHES)
    for second in range(1, LARGEST + 1):
        for first in range(1, second + 1):
            proof = tree.consistency_proof(first, second)
            old, new = tree.root(first), tree.root(second)
            assert verify_consistency(first, second, proof, old, new)
            assert not verify_consistency(first, second, proof, HASHES[0], new)
            assert not verify_consistency(first, second, proof, old, HASHES[0])
            assert not verify_consistency(first, second, (*proof, bytes(32)), old, new)
            if proof:
                assert not verify_consistency(first, second, proof[:-1], old, new)


def test_a_proof_is_made_for_the_present_size_unless_told() -> None:
    tree = MerkleTree(HASHES[:9])
    assert tree.inclusion_proof(4) == tree.inclusion_proof(4, 9)
    assert tree.consistency_proof(4) == tree.consistency_proof(4, 9)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_an_index_outside_the_tree_is_in_no_proof(index: int, size: int) -> None:
    assert not verify_inclusion(HASHES[0], index, size, (), EMPTY_ROOT)
    with pytest.raises(ValueError, match="no such size"):
        MerkleTree(HASHES[:size]).inclusion_proof(index)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (3, 2), (0, 0)])
def test_sizes_in_the_wrong_order_are_not_consistent(first: int, second: int) -> None:
    assert not verify_consistency(first, second, (), EMPTY_ROOT, EMPTY_ROOT)
    with pytest.raises(ValueError, match="no such size"):
        MerkleTree(HASHES[:second]).consistency_proof(first)


def test_a_proof_without_steps_proves_no_growth() -> None:
    tree = MerkleTree(HASHES[:7])
    assert not verify_consistency(3, 7, (), tree.root(3), tree.root(7))


def test_a_size_that_is_not_reached_has_no_root() -> None:
    with pytest.raises(ValueError, match="no such size"):
        MerkleTree(HASHES[:3]).root(4)


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=40), st.data())
def test_a_rewritten_entry_breaks_consistency_with_an_earlier_checkpoint(
    hashes: list[bytes], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(hashes)))
    place = data.draw(st.integers(0, first - 1))
    before = MerkleTree(hashes).root(first)
    forged = MerkleTree([*hashes[:place], hashlib.sha256(hashes[place]).digest(), *hashes[place + 1 :]])
    assert forged.root(first) != before
    assert not verify_consistency(first, len(hashes), forged.consistency_proof(first), before, forged.root())


def test_a_printed_checkpoint_is_read_back_and_verified() -> None:
    text = sign_checkpoint(KEY, a_checkpoint())
    printed = read_checkpoint(f" {text}\n")
    assert (printed.size, printed.root, printed.office) == (20_000, HASHES[0], office_short(STORE))
    assert printed.at == datetime(2024, 6, 12, 9, 30, 5, tzinfo=UTC)
    assert printed.is_of(STORE)
    assert not printed.is_of("another")
    assert verify_checkpoint(KEY.public_key(), printed)
    assert not verify_checkpoint(Ed25519PrivateKey.generate().public_key(), printed)


def test_the_text_fits_the_alphanumeric_mode_of_a_qr_code_of_version_8() -> None:
    for size in (0, 10**9):
        text = sign_checkpoint(KEY, a_checkpoint(size))
        assert re.fullmatch(r"KM1:[0-9A-Z:]+", text)
        assert len(text) <= 221


@given(st.data())
def test_a_changed_character_is_never_accepted(data: st.DataObject) -> None:
    text = sign_checkpoint(KEY, a_checkpoint())
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABCXYZ0123456789:").filter(lambda c: c != text[place]))
    try:
        printed = read_checkpoint(text[:place] + other + text[place + 1 :])
    except ValueError:
        return
    assert not verify_checkpoint(KEY.public_key(), printed)


def test_a_second_spelling_of_the_same_signature_is_refused() -> None:
    text = sign_checkpoint(KEY, a_checkpoint())
    last = {"A": "B", "Q": "R", "I": "J", "Y": "Z"}.get(text[-1], "B")
    with pytest.raises(ValueError, match="canonical base32"):
        read_checkpoint(text[:-1] + last)


@pytest.mark.parametrize("text", ["", "KM1", "KM2:AAAAAAAA:1:20240612T093005Z:A:A", "https://example.invalid/"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the text of a checkpoint"):
        read_checkpoint(text)


def test_a_row_mark_is_eight_characters_of_the_hash() -> None:
    assert row_mark(bytes(32)) == "AAAAAAAA"
    assert len({row_mark(digest) for digest in HASHES}) == LARGEST
