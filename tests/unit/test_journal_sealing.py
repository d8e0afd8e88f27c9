"""What is sealed to somebody is opened by nobody else, and damage is told as a wrong key."""

from __future__ import annotations

import pytest

from kmcase.journal.sealing import WrongKey, public_of, seal, unseal

PRIVATE = bytes(range(32))
SEALED = seal(public_of(PRIVATE), b"secret", "tests")


def test_what_is_sealed_is_opened_by_its_receiver() -> None:
    assert unseal(PRIVATE, SEALED, "tests") == b"secret"


@pytest.mark.parametrize(
    ("private", "sealed", "purpose"),
    [
        (bytes(reversed(range(32))), SEALED, "tests"),
        (PRIVATE, SEALED, "another purpose"),
        (PRIVATE, SEALED[:-1] + bytes([SEALED[-1] ^ 1]), "tests"),
        (PRIVATE, SEALED[:20], "tests"),
        (PRIVATE, b"", "tests"),
        (b"short", SEALED, "tests"),
    ],
    ids=["another key", "another purpose", "a changed byte", "cut short", "nothing", "no key"],
)
def test_another_key_another_purpose_or_damage_is_a_wrong_key(private: bytes, sealed: bytes, purpose: str) -> None:
    with pytest.raises(WrongKey):
        unseal(private, sealed, purpose)
