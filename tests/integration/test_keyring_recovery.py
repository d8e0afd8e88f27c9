"""What stands beside the keyring: the printed recovery key, and waiting after wrong passwords."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.errors import DomainError
from kmcase.persistence.recovery_key import new_recovery_key, read_recovery_key, show_recovery_key
from kmcase.persistence.throttle import FREE_TRIES, LONGEST_WAIT, Throttle


def refusal(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_waiting_grows_with_wrong_passwords_and_ends_with_the_right_one() -> None:
    now = [1000.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(FREE_TRIES - 1):
        throttle.admit("somchai")
        throttle.failed("somchai")
    throttle.admit("somchai")
    throttle.failed(" Somchai")
    with pytest.raises(DomainError) as error:
        throttle.admit("SOMCHAI")
    assert (refusal(error), error.value.params) == ("office_files.too_many_tries", {"seconds": 2})
    throttle.admit("malee")
    now[0] += 2
    throttle.admit("somchai")
    for _ in range(20):
        throttle.failed("somchai")
    with pytest.raises(DomainError) as error:
        throttle.admit("somchai")
    assert error.value.params == {"seconds": LONGEST_WAIT}
    throttle.succeeded("somchai")
    throttle.admit("somchai")


@given(st.binary(min_size=20, max_size=20), st.randoms())
def test_a_recovery_key_is_read_however_it_is_typed(key: bytes, chance: random.Random) -> None:
    text = show_recovery_key(key)
    assert len(text) == 8 * 5 + 7
    likes = {"0": "0Oo๐", "1": "1IiLl๑", "2": "2๒", "9": "9๙"}
    typed = "".join(
        chance.choice([" ", "-", "", " – "]) if c == "-" else chance.choice(likes.get(c, c + c.lower())) for c in text
    )
    assert read_recovery_key(f"  {typed}\n") == key


@given(st.binary(min_size=20, max_size=20), st.integers(0, 39), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ*"))
def test_a_mistyped_character_is_named_by_its_group(key: bytes, place: int, other: str) -> None:
    plain = show_recovery_key(key).replace("-", "")
    if plain[place] == other:
        return
    with pytest.raises(DomainError) as error:
        read_recovery_key(plain[:place] + other + plain[place + 1 :])
    assert (refusal(error), error.value.params) == ("office_files.recovery_key_group", {"group": place // 5 + 1})


@given(st.binary(min_size=20, max_size=20), st.integers(0, 7), st.integers(0, 3))
def test_two_exchanged_characters_are_named_by_their_group(key: bytes, group: int, place: int) -> None:
    plain = list(show_recovery_key(key).replace("-", ""))
    at = group * 5 + place
    if plain[at] == plain[at + 1]:
        return
    plain[at], plain[at + 1] = plain[at + 1], plain[at]
    with pytest.raises(DomainError) as error:
        read_recovery_key("".join(plain))
    assert error.value.params == {"group": group + 1}


def test_a_recovery_key_of_another_length_is_refused() -> None:
    text = show_recovery_key(new_recovery_key())
    with pytest.raises(DomainError) as error:
        read_recovery_key(text[:-1])
    assert (refusal(error), error.value.params) == ("office_files.recovery_key_length", {"typed": 39, "due": 40})
    with pytest.raises(ValueError, match="160 bits"):
        show_recovery_key(b"short")
