"""The stand-alone verifier's arithmetic against the program's own and against the RFC's vectors."""

from __future__ import annotations

import ast
import hashlib
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.files.bundle_verifier import VERIFIER, verifier_source
from kmcase.journal.checkpoints import Checkpoint, key_fingerprint, read_checkpoint, sign_checkpoint
from kmcase.journal.merkle import MerkleTree
from kmcase.persistence import signing
from tests.verifying import verifier_module

verifier = verifier_module()
# RFC 8032, section 7.1: public key, message, signature of tests 1 to 3.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
)


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_signatures_of_the_standard_are_good_and_no_other(key: str, message: str, signature: str) -> None:
    public, said, signed = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert verifier.signed(public, signed, said)
    assert not verifier.signed(public, signed, said + b"\x00")
    assert not verifier.signed(public, signed[:32] + bytes(32), said)
    assert not verifier.signed(public[:31], signed, said)


@settings(max_examples=30, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=80), place=st.integers(0, 511))
def test_what_the_office_signs_the_verifier_accepts_and_with_a_bit_flipped_it_does_not(
    seed: bytes, message: bytes, place: int
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), bytearray(private.sign(message))
    assert verifier.signed(public, bytes(signature), message)
    signature[place // 8] ^= 1 << place % 8
    assert not verifier.signed(public, bytes(signature), message)


def test_a_signature_whose_number_is_not_the_least_one_is_refused() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    signature = private.sign(b"x")
    order = 2**252 + 27742317777372353535851937790883648493
    larger = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
    assert not verifier.signed(private.public_key().public_bytes_raw(), signature[:32] + larger, b"x")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 33])
def test_the_roots_are_the_offices(size: int) -> None:
    hashes = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
    tree = MerkleTree(hashes)
    wanted = set(range(1, size + 1))
    assert verifier.roots(hashes, wanted) == {n: tree.root(n) for n in wanted}


def test_a_checkpoint_is_read_as_the_office_reads_it() -> None:
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    made = Checkpoint(store="s", size=12, root=bytes(32), at="2024-06-10T02:00:00.000000Z")
    text = sign_checkpoint(private, made)
    ours, theirs = read_checkpoint(text), verifier.read_checkpoint(text)
    assert (theirs.statement, theirs.office, theirs.size) == (ours.statement, ours.office, ours.size)
    assert (theirs.root, theirs.signature) == (ours.root, ours.signature)
    assert verifier.read_checkpoint(text[:-1]) is None


def test_a_fingerprint_reads_as_on_the_page_of_the_office() -> None:
    assert verifier.fingerprint(bytes(32)) == key_fingerprint(bytes(32).hex())
    assert key_fingerprint("") == ""


def test_the_verifier_knows_what_only_signers_enter() -> None:
    assert verifier.SIGNED_TYPES == signing.BY_SIGNERS_ALONE


def test_the_verifier_needs_nothing_but_an_old_python_and_its_library() -> None:
    tree = ast.parse(verifier_source().decode("utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    later = {"removeprefix", "removesuffix", "bit_count", "pairwise", "batched"}
    assert not {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & later
    assert all("strict" not in {k.arg for k in node.keywords} for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_sentence_is_said_in_both_languages_with_the_same_values() -> None:
    import string

    for thai, english in (*verifier.SAID.values(), *verifier.NOTES.values()):
        named = [{name for _, name, _, _ in string.Formatter().parse(said) if name} for said in (thai, english)]
        assert named[0] == named[1]
    assert VERIFIER.name == "verify.py"
