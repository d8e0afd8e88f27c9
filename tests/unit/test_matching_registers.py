"""A whole register at once: which pairs are compared and found, and how well where the doubles are known."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from kmcase.domain.dates import PartialDate
from kmcase.files.labelled_sets import read_pairs, read_persons
from kmcase.matching import candidates
from kmcase.matching.clusters import clusters
from kmcase.matching.evaluating import Evaluation, evaluate
from kmcase.matching.finding import find, matches_of
from kmcase.matching.keys import CROWDED, KEYS, keys_of
from kmcase.matching.profiles import Profile, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.registers import Register
from kmcase.matching.scoring import match
from kmcase.matching.weights import read, shipped
from kmcase.thai import national_id
from tests.labelled_persons import LAST
from tests.labelled_persons.fitting import TODAY
from tests.labelled_persons.sets import KINDS, make

PERSONS = 6_000


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Profile], list[tuple[int, int, str]]]:
    """Profiles of a labelled set that nothing was fitted on, and its true pairs by row."""
    persons, pairs = make(LAST + 1, PERSONS).write(tmp_path_factory.mktemp("labelled"))
    records = list(read_persons(persons, TODAY))
    row_of = {record.record_id: row for row, record in enumerate(records)}
    return [profile_of(each) for each in records], [
        (row_of[pair.one], row_of[pair.other], pair.kind) for pair in read_pairs(pairs)
    ]


@pytest.fixture(scope="module")
def result(judged: tuple[list[Profile], list[tuple[int, int, str]]]) -> Evaluation:
    profiles, true = judged
    return evaluate(find(Register(profiles), shipped().same), true)


def test_of_a_register_98_of_100_doubles_are_found_and_95_of_100_findings_are_right(result: Evaluation) -> None:
    assert result.recall is not None and result.recall >= 0.98
    assert result.precision is not None and result.precision >= 0.95


def test_doubles_of_every_kind_are_found(result: Evaluation) -> None:
    assert set(result.kinds) == set(KINDS)
    poor = {kind: found for kind, found in result.kinds.items() if found[0] < 0.85 * found[1]}
    assert not poor


def test_every_double_shares_a_key(judged: tuple[list[Profile], list[tuple[int, int, str]]]) -> None:
    profiles, true = judged
    missed = [kind for one, other, kind in true if not set(keys_of(profiles[one])) & set(keys_of(profiles[other]))]
    assert len(missed) <= 0.01 * len(true)


def test_keys_of_one_are_those_of_the_register(judged: tuple[list[Profile], list[tuple[int, int, str]]]) -> None:
    profiles = judged[0][:500]
    bearers = defaultdict(list)
    for row, profile in enumerate(profiles):
        for key in keys_of(profile):
            bearers[key].append(row)
    one_by_one = {pair for rows in bearers.values() for pair in combinations(rows, 2)}
    found = candidates.split(candidates.pairs(Register(profiles)))
    assert set(zip(*(rows.tolist() for rows in found), strict=True)) == one_by_one


def test_scores_of_a_register_are_those_of_its_pairs(judged: tuple[list[Profile], list[tuple[int, int, str]]]) -> None:
    profiles = judged[0]
    register = Register(profiles)
    found = find(register, 8.0)
    for at, compared in enumerate(matches_of(register, found)[:20]):
        alone = match(profiles[found.one[at]], profiles[found.other[at]])
        assert alone.levels == compared.levels


def test_a_name_that_stands_3000_times_is_no_key() -> None:
    everywhere = PersonRecord(record_id="x", first_name="สมชาย", last_name="ใจดี")
    crowd = [profile_of(everywhere)] * (CROWDED + 1)
    twice = [profile_of(replace(everywhere, phone="0812345678"))] * 2
    register = Register([*crowd * 9, *twice])
    assert candidates.pairs(register).tolist() == [candidates.joined(len(register) - 2, len(register) - 1)]


def test_an_empty_register_has_no_pairs() -> None:
    assert (len(Register([])), find(Register([]), 0.0).compared) == (0, 0)


def test_one_person_has_no_pairs() -> None:
    assert find(Register([profile_of(PersonRecord(record_id="x", first_name="สมชาย"))]), -99.0).compared == 0


def test_progress_is_told_and_may_stop() -> None:
    register = Register([profile_of(PersonRecord(record_id="x", phone="0812345678"))] * 3)
    told: list[tuple[int, int]] = []
    find(register, 0.0, progress=lambda done, every: told.append((done, every)))
    assert told == [(3, 3)]


def test_check_digits_of_a_column_are_those_of_each(judged: tuple[list[Profile], list[tuple[int, int, str]]]) -> None:
    register = Register([*judged[0], profile_of(PersonRecord(record_id="x", national_id="1234567890123"))])
    for number, valid in zip(register.vocabulary("number"), register.valid_numbers, strict=True):
        whole = len(number) == 13 and number.isdigit()
        assert valid == (whole and national_id.check_digit(number[:12]) == number[12])


def test_pairs_that_go_on_from_each_other_are_one_cluster() -> None:
    assert clusters([("a", "b"), ("c", "d"), ("b", "c"), ("e", "f")]) == (("a", "b", "c", "d"), ("e", "f"))
    assert clusters([]) == ()


def test_an_evaluation_counts_a_pair_once_and_has_no_share_of_none() -> None:
    register = Register([profile_of(PersonRecord(record_id=str(n), phone=f"08123456{n}0")) for n in range(10, 14)])
    nothing = evaluate(find(register, 99.0), [])
    assert (nothing.precision, nothing.recall, nothing.kinds) == (None, None, {})
    told_twice = evaluate(find(register, 99.0), [(0, 1, "a"), (1, 0, "a"), (2, 2, "b")])
    assert (told_twice.true, told_twice.recall, told_twice.kinds) == (1, 0.0, {"a": (0, 1)})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("sounds = ", "sound = ", 1),
        lambda text: text.replace("[levels.sex]", "[levels.gender]"),
        lambda text: text.replace("other_name_same_birth", "other_birth_same_name"),
    ],
)
def test_weights_that_name_other_levels_are_refused(spoil: Callable[[str], str]) -> None:
    text = files("kmcase.matching").joinpath("weights.toml").read_text(encoding="utf-8")
    assert read(text) == shipped()
    with pytest.raises(ValueError, match="weights of"):
        read(spoil(text))


@pytest.mark.parametrize(("persons", "rise"), [(0, 0.0), (50_000, 0.0), (1_000_000, 0.5), (5_000_000, 0.5)])
def test_thresholds_rise_with_the_register(persons: int, rise: float) -> None:
    assert shipped().rise(persons) == pytest.approx(rise)
    assert 0.0 < shipped().rise(200_000) < 0.5


def test_the_weights_of_other_numbers_change_scores() -> None:
    plain = tomllib.loads(files("kmcase.matching").joinpath("weights.toml").read_text(encoding="utf-8"))
    assert plain["thresholds"]["block"] == shipped().block
    register = Register([profile_of(PersonRecord(record_id="x", phone="0812345678", birth=PartialDate(1960)))] * 2)
    heavy = replace(shipped(), intercept=shipped().intercept + 5)
    assert np.allclose(find(register, -99, weights=heavy).scores - find(register, -99).scores, 5)


def test_keys_name_columns_that_there_are() -> None:
    register = Register([profile_of(PersonRecord(record_id="x"))])
    assert all(len(register.tokens(part)) == 1 for parts in KEYS.values() for part in parts)


def test_a_set_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, second = make(9, 300), make(9, 300)
    assert (first.records, first.pairs) == (second.records, second.pairs)
