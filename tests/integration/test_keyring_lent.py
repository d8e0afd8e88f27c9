"""Whose password or key somebody else set: the mark in the keyring, and the key that stands there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.keyring_file import content_from_text, content_to_text
from tests.integration.test_keyring import with_staff


def test_a_password_is_lent_until_its_user_changes_it_and_nobody_without_the_data_key_says_otherwise() -> None:
    made = with_staff()
    assert not made.keyring.is_lent("somchai")
    assert made.keyring.is_lent("malee")
    own = made.keyring.with_password("malee", "ปลาทู-12", "แกงส้ม-21")
    assert not own.is_lent("malee")
    assert own.with_reset_password(made.keys, "malee", "ต้มยำ-333").is_lent("malee")
    users = {**made.keyring.content.users, "malee": replace(made.keyring.content.users["malee"], lent=False)}
    unmarked = replace(made.keyring, content=replace(made.keyring.content, users=users))
    with pytest.raises(EnvironmentProblem, match="keyring_tampered"):
        unmarked.unlock("malee", "ปลาทู-12")


def test_another_key_under_a_users_public_key_opens_nothing() -> None:
    made = with_staff()
    reset = made.keyring.with_reset_password(made.keys, "malee", "ของฉันเอง 1")
    swapped, known = reset.content.users["malee"], made.keyring.content.users["malee"].holder.public_key
    disguised = replace(swapped, holder=replace(swapped.holder, public_key=known))
    with pytest.raises(EnvironmentProblem, match="keyring_tampered"):
        reset._with(made.keys, "malee", disguised).unlock("malee", "ของฉันเอง 1")


@pytest.mark.parametrize("mark", [False, None, "true", 1])
def test_a_mark_is_there_or_not(mark: object) -> None:
    plain = json.loads(content_to_text(with_staff().keyring.content))
    assert plain["users"]["malee"]["lent"] is True
    assert "lent" not in plain["users"]["somchai"], "a keyring from before the mark reads as it did"
    plain["users"]["malee"]["lent"] = mark
    with pytest.raises(EnvironmentProblem, match="keyring_damaged"):
        content_from_text(json.dumps(plain).encode(), Path("keyring.json"))
