"""The keyring: who opens an office, who does not, and what a thief or a killed process leaves."""

from __future__ import annotations

import base64
import json
import random
import sys
import time
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.key_wrapping import (
    PRODUCTION_COST,
    Argon2Cost,
    UnlockedKeys,
    signing_public_key,
    signing_public_text,
    sub_keys,
)
from kmcase.persistence.keyring import Keyring, NewKeyring
from kmcase.persistence.keyring_file import content_from_text, content_to_text
from kmcase.persistence.recovery_key import read_recovery_key, show_recovery_key
from tests.killing import killed_everywhere

_WRONG = [("somchai", "แมวดำ 8"), ("somchai", ""), ("nobody", "แมวดำ 9"), ("", "")]
CHEAP = Argon2Cost(memory_kib=64, passes=1)
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def an_office(login: str = "somchai", password: str = "แมวดำ 9", *, signs: bool = True) -> NewKeyring:
    return Keyring.create(login, password, role_hint="director", signs=signs, cost=CHEAP)


def with_staff() -> NewKeyring:
    made = an_office()
    keyring = made.keyring.with_user(made.keys, "malee", "ปลาทู-12", role_hint="finance", signs=True)
    keyring = keyring.with_user(made.keys, "prayad", "นกเอี้ยง", role_hint="development_officer", signs=False)
    return NewKeyring(keyring, made.keys, made.recovery_key)


def refusal(error: pytest.ExceptionInfo[DomainError | EnvironmentProblem]) -> str:
    return error.value.code


def public(keys: UnlockedKeys) -> str:
    assert keys.signing_key is not None
    return keys.signing_key.public_key().public_bytes_raw().hex()


def test_each_user_opens_the_office_with_his_own_password() -> None:
    made = with_staff()
    for login, password in (("somchai", "แมวดำ 9"), (" Malee ", "ปลาทู-12"), ("prayad", "นกเอี้ยง")):
        assert made.keyring.unlock(login, password).data_key == made.keys.data_key
    assert dict(made.keyring.users) == {"somchai": "director", "malee": "finance", "prayad": "development_officer"}


def test_the_signing_key_is_held_only_by_those_who_may_sign() -> None:
    made = with_staff()
    assert made.keyring.unlock("prayad", "นกเอี้ยง").signing_key is None
    keys = made.keyring.unlock("malee", "ปลาทู-12")
    assert made.keyring.signers == {"somchai", "malee"}
    assert keys.signing_key is not None
    signing_public_key(public(keys)).verify(keys.signing_key.sign(b"a head"), b"a head")


def test_a_password_typed_with_its_marks_in_another_order_is_the_same() -> None:
    made = an_office(password="café")
    assert made.keyring.unlock("somchai", "cafe\u0301").data_key == made.keys.data_key


@pytest.mark.parametrize(
    ("login", "password"), [("somchai", "แมวดำ 8"), ("somchai", ""), ("nobody", "แมวดำ 9"), ("", "")]
)
def test_a_wrong_password_and_an_unknown_login_are_refused_alike(login: str, password: str) -> None:
    with pytest.raises(DomainError) as error:
        an_office().keyring.unlock(login, password)
    assert (refusal(error), error.value.field) == ("office_files.wrong_password", "password")


def test_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    cost = Argon2Cost(memory_kib=16384, passes=2)
    keyring = Keyring.create("somchai", "แมวดำ 9", role_hint="director", signs=True, cost=cost).keyring

    def work(login: str) -> float:
        started = time.process_time()
        with pytest.raises(DomainError):
            keyring.unlock(login, "guess")
        return time.process_time() - started

    times = [(work("somchai"), work("nobody")) for _ in range(7)]
    known, unknown = (median(column) for column in zip(*times, strict=True))
    assert 0.5 < known / unknown < 2


def test_production_pays_64_mib_and_three_passes_for_each_guess() -> None:
    made = Keyring.create("somchai", "แมวดำ 9", role_hint="director", signs=True)
    assert Argon2Cost(memory_kib=64 * 1024, passes=3, lanes=1) == PRODUCTION_COST
    assert made.keyring.content.users["somchai"].cost == PRODUCTION_COST
    assert made.keyring.unlock("somchai", "แมวดำ 9").data_key == made.keys.data_key


def test_the_file_is_read_back_as_it_was_and_holds_no_secret(tmp_path: Path) -> None:
    made, path = with_staff(), tmp_path / "keyring.json"
    made.keyring.save(path)
    loaded = Keyring.load(path, cost=CHEAP)
    assert loaded == made.keyring
    assert loaded.unlock("malee", "ปลาทู-12").signing_key is not None
    raw = path.read_bytes()
    assert made.keys.signing_key is not None
    secrets = (
        made.keys.data_key, made.keys.signing_key.private_bytes_raw(), made.recovery_key, made.keys.parts.database,
    )  # fmt: skip
    plain = json.loads(raw)
    held = raw + b"".join(_bytes_of(plain))
    for secret in secrets:
        assert secret not in held
        assert secret.hex().encode() not in raw
    for password in ("แมวดำ 9", "ปลาทู-12"):
        assert password not in raw.decode()


def _bytes_of(value: object) -> list[bytes]:
    if isinstance(value, dict):
        return [part for inner in value.values() for part in _bytes_of(inner)]
    if isinstance(value, list):
        return [part for inner in value for part in _bytes_of(inner)]
    try:
        return [base64.b64decode(str(value), validate=True)]
    except ValueError:
        return []


def test_no_key_shows_itself_in_a_log_or_a_trace() -> None:
    made = with_staff()
    for thing in (made, made.keys, made.keys.parts, sub_keys(made.keys.data_key)):
        for shown in (repr(thing), str(thing), f"{thing}"):
            assert shown.endswith("(hidden)")


def test_each_part_of_an_office_has_a_key_of_its_own() -> None:
    parts = an_office().keys.parts
    assert len({parts.database, parts.photos, parts.names}) == 3
    assert {len(key) for key in (parts.database, parts.photos, parts.names)} == {32}


def test_a_changed_password_opens_and_the_old_one_does_not() -> None:
    made = with_staff()
    changed = made.keyring.with_password("malee", "ปลาทู-12", "ปลาทู-13")
    assert changed.unlock("malee", "ปลาทู-13").signing_key is not None
    assert changed.unlock("somchai", "แมวดำ 9").data_key == made.keys.data_key
    with pytest.raises(DomainError) as error:
        changed.unlock("malee", "ปลาทู-12")
    assert refusal(error) == "office_files.wrong_password"
    with pytest.raises(DomainError) as error:
        changed.with_password("malee", "ปลาทู-12", "x")
    assert refusal(error) == "office_files.wrong_password"


def test_a_cheap_password_becomes_dear_when_it_is_changed(tmp_path: Path) -> None:
    dearer = Argon2Cost(memory_kib=128, passes=2)
    an_office().keyring.save(tmp_path / "keyring.json")
    changed = Keyring.load(tmp_path / "keyring.json", cost=dearer).with_password("somchai", "แมวดำ 9", "แมวดำ 10")
    assert changed.content.users["somchai"].cost == dearer
    assert changed.unlock("somchai", "แมวดำ 10")


def test_the_recovery_key_opens_an_office_whose_passwords_are_forgotten() -> None:
    made = with_staff()
    keys = made.keyring.recover(read_recovery_key(show_recovery_key(made.recovery_key)))
    assert keys.data_key == made.keys.data_key
    assert made.keyring.with_reset_password(keys, "malee", "ใหม่").unlock("malee", "ใหม่").signing_key is not None
    with pytest.raises(DomainError) as error:
        made.keyring.recover(bytes(20))
    assert refusal(error) == "office_files.wrong_recovery_key"


def test_who_holds_no_signing_key_cannot_hand_it_on() -> None:
    made = with_staff()
    keys = made.keyring.unlock("prayad", "นกเอี้ยง")
    for change in (
        lambda: made.keyring.with_user(keys, "new", "secret", role_hint="finance", signs=True),
        lambda: made.keyring.with_reset_password(keys, "malee", "secret"),
        lambda: made.keyring.with_role(keys, "prayad", role_hint="finance", signs=True),
    ):
        with pytest.raises(DomainError) as error:
            change()
        assert refusal(error) == "office_files.no_signing_key"
    reset = made.keyring.with_user(keys, "new", "secret", role_hint="auditor", signs=False)
    assert reset.unlock("new", "secret").signing_key is None


def test_a_role_gives_and_takes_the_signing_key_without_a_password() -> None:
    made = with_staff()
    given_key = made.keyring.with_role(made.keys, "prayad", role_hint="finance", signs=True)
    assert given_key.unlock("prayad", "นกเอี้ยง").signing_key is not None
    assert given_key.users["prayad"] == "finance"
    again = given_key.with_role(made.keys, "prayad", role_hint="director", signs=True)
    assert again.unlock("prayad", "นกเอี้ยง").signing_key is not None
    taken = again.with_role(made.keys, "prayad", role_hint="auditor", signs=False)
    assert taken.unlock("prayad", "นกเอี้ยง").signing_key is None
    assert (again.signing_key_due, taken.signing_key_due) == (False, True)
    assert taken.with_role(made.keys, "prayad", role_hint="auditor", signs=False).signing_key_due
    assert not made.keyring.with_role(made.keys, "prayad", role_hint="auditor", signs=False).signing_key_due


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        (" MALEE", "x", "login_taken"),
        (" ", "x", "login_empty"),
        ("recovery", "x", "login_empty"),
        ("a", "", "password_empty"),
    ],
)
def test_a_user_that_cannot_be_is_refused(login: str, password: str, code: str) -> None:
    made = with_staff()
    with pytest.raises(DomainError) as error:
        made.keyring.with_user(made.keys, login, password, role_hint="auditor", signs=False)
    assert refusal(error) == f"office_files.{code}"


def test_removing_a_user_changes_the_data_key_for_all_without_their_passwords() -> None:
    made = with_staff()
    removed, fresh = made.keyring.without_user(made.keys, "prayad")
    assert fresh.data_key != made.keys.data_key
    assert fresh.former_data_key == made.keys.data_key
    assert fresh.former_parts == made.keys.parts
    keys = removed.unlock("malee", "ปลาทู-12")
    assert (keys.data_key, keys.former_data_key) == (fresh.data_key, made.keys.data_key)
    assert removed.recover(made.recovery_key).data_key == fresh.data_key
    assert not removed.signing_key_due
    assert public(keys) == public(made.keys)
    with pytest.raises(DomainError) as error:
        removed.unlock("prayad", "นกเอี้ยง")
    assert refusal(error) == "office_files.wrong_password"
    finished = removed.with_rekeying_finished(keys)
    assert finished.unlock("malee", "ปลาทู-12").former_parts is None
    assert (removed.rekeying, finished.rekeying) == (True, False)


def test_after_a_signer_left_one_who_holds_the_signing_key_changes_it_for_all_who_do() -> None:
    made = with_staff()
    made = NewKeyring(
        made.keyring.with_role(made.keys, "prayad", role_hint="finance", signs=True), made.keys, made.recovery_key
    )
    removed, keys = made.keyring.without_user(made.keys, "malee")
    assert removed.signing_key_due
    assert public(removed.unlock("somchai", "แมวดำ 9")) == public(made.keys)
    renewed, fresh = removed.with_new_signing_key(keys)
    assert not renewed.signing_key_due
    assert public(fresh) != public(made.keys)
    for found in (renewed.unlock("prayad", "นกเอี้ยง"), renewed.recover(made.recovery_key)):
        assert public(found) == public(fresh)
        assert found.former_signing_key is not None
        assert signing_public_text(found.former_signing_key) == public(made.keys)
    named = renewed.with_new_signing_key_named(fresh)
    assert named.unlock("prayad", "นกเอี้ยง").former_signing_key is None
    assert public(named.unlock("prayad", "นกเอี้ยง")) == public(fresh)


def test_who_does_not_hold_the_signing_key_makes_no_new_one() -> None:
    made = with_staff()
    removed, keys = made.keyring.without_user(made.keyring.unlock("prayad", "นกเอี้ยง"), "malee")
    assert removed.signing_key_due
    with pytest.raises(DomainError) as error:
        removed.with_new_signing_key(keys)
    assert refusal(error) == "office_files.no_signing_key"


def test_a_new_signing_key_is_not_given_to_who_held_none() -> None:
    made = with_staff()
    renewed, _ = made.keyring.with_new_signing_key(made.keys)
    assert renewed.unlock("prayad", "นกเอี้ยง").signing_key is None
    assert renewed.signers == {"somchai", "malee"}


def test_a_removal_that_cannot_be_is_refused() -> None:
    made = with_staff()
    removed, fresh = made.keyring.without_user(made.keys, "prayad")
    for change, code in (
        (lambda: made.keyring.without_user(made.keys, "nobody"), "unknown_login"),
        (lambda: removed.without_user(fresh, "malee"), "rekeying"),
        (lambda: an_office().keyring.without_user(made.keys, "somchai"), "last_user"),
    ):
        with pytest.raises(DomainError) as error:
            change()
        assert refusal(error) == f"office_files.{code}"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda plain: plain["users"]["prayad"].update(role_hint="director"),
        lambda plain: plain["users"].pop("malee"),
        lambda plain: plain["users"].update(thief=plain["users"]["somchai"]),
        lambda plain: plain["users"]["malee"].update(signing_key=None),
        lambda plain: plain.update(signing_key_due=True),
        lambda plain: plain["users"]["somchai"].update(data_key=plain["users"]["malee"]["data_key"]),
        lambda plain: plain["users"]["somchai"].update(public_key=plain["users"]["malee"]["public_key"]),
        lambda plain: plain["users"]["prayad"]["argon2id"].update(memory_kib=8),
        lambda plain: plain.update(mac=""),
    ],
)
def test_a_keyring_changed_from_outside_is_seen_at_sign_in(tmp_path: Path, tamper: object) -> None:
    path = tmp_path / "keyring.json"
    with_staff().keyring.save(path)
    plain = json.loads(path.read_bytes())
    tamper(plain)  # type: ignore[operator]
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(EnvironmentProblem) as error:
        Keyring.load(path, cost=CHEAP).unlock("somchai", "แมวดำ 9")
    assert refusal(error) == "office_files.keyring_tampered"


def test_a_password_of_one_user_does_not_open_an_entry_put_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    with_staff().keyring.save(path)
    plain = json.loads(path.read_bytes())
    plain["users"]["somchai"] = plain["users"]["prayad"]
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(DomainError) as error:
        Keyring.load(path, cost=CHEAP).unlock("somchai", "นกเอี้ยง")
    assert refusal(error) == "office_files.wrong_password"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda plain: plain.update(format=2), "newer_format"),
        (lambda plain: plain.update(format=0), "keyring_damaged"),
        (lambda plain: plain.pop("recovery"), "keyring_damaged"),
        (lambda plain: plain.update(users=[]), "keyring_damaged"),
        (lambda plain: plain["users"]["somchai"].update(private_key="!"), "keyring_damaged"),
        (lambda plain: plain["users"]["somchai"].update(public_key="AAAA"), "keyring_damaged"),
        (lambda plain: plain.update(mac="AB=="), "keyring_damaged"),
        (lambda plain: plain["users"]["somchai"]["argon2id"].update(memory_kib=1 << 30), "keyring_damaged"),
        (lambda plain: plain["users"]["somchai"]["argon2id"].update(passes=10**6), "keyring_damaged"),
    ],
)
def test_a_damaged_or_newer_keyring_is_refused_by_name(tmp_path: Path, change: object, code: str) -> None:
    path = tmp_path / "keyring.json"
    an_office().keyring.save(path)
    plain = json.loads(path.read_bytes())
    change(plain)  # type: ignore[operator]
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(EnvironmentProblem) as error:
        Keyring.load(path)
    assert refusal(error) == f"office_files.{code}"


_MADE = with_staff()
_SAVED = content_to_text(_MADE.keyring.content)


@given(st.data())
def test_no_changed_byte_of_the_file_opens_other_keys(data: st.DataObject) -> None:
    raw = _SAVED
    place = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:place] + bytes([raw[place] ^ 1 << data.draw(st.integers(0, 7))]) + raw[place + 1 :]
    try:
        keys = Keyring(content_from_text(changed, Path("keyring.json")), CHEAP).unlock("somchai", "แมวดำ 9")
    except (DomainError, EnvironmentProblem):
        return
    assert keys.data_key == _MADE.keys.data_key
    assert json.loads(changed) == json.loads(raw), "a change of meaning went unseen"


def test_the_keys_of_the_sample_office_come_from_its_seed() -> None:
    def seeded() -> NewKeyring:
        return Keyring.create(
            "sample", "sample", role_hint="director", signs=True, cost=CHEAP, entropy=random.Random(7).randbytes
        )

    first, second = seeded(), seeded()
    assert first.keyring == second.keyring
    assert public(first.keys) == public(second.keys) != public(an_office().keys)


@posix
def test_a_process_killed_while_saving_leaves_a_keyring_that_opens(tmp_path: Path) -> None:
    made = with_staff()
    changed = made.keyring.with_password("somchai", "แมวดำ 9", "แมวดำ 10")
    (tmp_path / "office").mkdir()
    made.keyring.save(tmp_path / "office" / "keyring.json")
    seen = set()
    for left in killed_everywhere(tmp_path / "office", lambda place: changed.save(place / "keyring.json")):
        loaded = Keyring.load(left / "keyring.json", cost=CHEAP)
        assert loaded in (made.keyring, changed)
        seen.add(loaded == changed)
    assert seen == {True, False}
