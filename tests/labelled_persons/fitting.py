"""The weights that fit labelled sets best, held towards those that are shipped.

`python -m tests.labelled_persons.fitting [--pull 30]` fits on the development seed, once with the usual mistakes and
once with twice as many, and prints `weights.toml` tables. `pull` says how many pairs' worth of doubt it takes to move a
weight: with few labelled pairs the shipped weights stand. Refit from about 3,000 decided pairs, never from 200.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kmcase.files.labelled_sets import read_pairs, read_persons
from kmcase.matching import candidates
from kmcase.matching.fields import LEVELS
from kmcase.matching.levels import compare
from kmcase.matching.profiles import profile_of
from kmcase.matching.registers import Register
from kmcase.matching.scoring import rarities, same_first_name, together
from kmcase.matching.weights import TOGETHER, Weights, shipped
from tests.labelled_persons import DEVELOPMENT
from tests.labelled_persons.sets import LabelledSet, make

PERSONS = 50_000
TODAY = date(2024, 6, 10)
Matrix = NDArray[np.float64]


def columns() -> list[tuple[str, str]]:
    """What each column of `design` weighs."""
    return [
        ("", "intercept"),
        *((field, level) for field, levels in LEVELS.items() for level in levels),
        *(("together", name) for name in TOGETHER),
        ("rarity", "each_tenfold"),
    ]


def design(labelled: LabelledSet, weights: Weights) -> tuple[Matrix, NDArray[np.bool_]]:
    """A line for each pair that is compared, and which of them are true."""
    with TemporaryDirectory() as folder:
        persons, pairs = labelled.write(Path(folder))
        records = list(read_persons(persons, TODAY))
        row_of = {record.record_id: row for row, record in enumerate(records)}
        true = [candidates.joined(row_of[pair.one], row_of[pair.other]) for pair in read_pairs(pairs)]
    register = Register(map(profile_of, records))
    every = candidates.pairs(register)
    one, other = candidates.split(every)
    levels = compare(register, one, other)
    rarity = (rarities(register)[one] - weights.usual_rarity) * same_first_name(levels)
    blocks = [np.ones(len(every)), *_indicators(levels), *together(levels).values(), rarity]
    return np.column_stack(blocks), np.isin(every, np.array(true))


def _indicators(levels: dict[str, NDArray[np.uint8]]) -> Iterator[NDArray[np.bool_]]:
    for field, names in LEVELS.items():
        for place in range(len(names)):
            yield levels[field] == place


def fit(matrix: Matrix, true: NDArray[np.bool_], prior: Matrix, pull: float) -> Matrix:
    """The most likely weights under a normal prior around `prior`, by Newton's steps."""
    found = prior.copy()
    for _ in range(15):
        share = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        slope = matrix.T @ (true - share) - pull * (found - prior)
        bend = (matrix * (share * (1 - share))[:, None]).T @ matrix + pull * np.eye(len(prior))
        found += np.linalg.solve(bend, slope)
    return found


def prior_of(weights: Weights) -> Matrix:
    """The shipped weights in the order of `columns`."""
    levels = [weight for field in LEVELS for weight in weights.levels[field]]
    return np.array([weights.intercept, *levels, *(weights.together[name] for name in TOGETHER), weights.rarity])


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pull", type=float, default=30.0)
    parser.add_argument("--persons", type=int, default=PERSONS)
    given = parser.parse_args()
    weights = shipped()
    sets = [design(make(DEVELOPMENT, given.persons, severity=each), weights) for each in (1.0, 2.0)]
    matrix, true = (np.concatenate(each) for each in zip(*sets, strict=True))
    found = fit(matrix, true, prior_of(weights), given.pull)
    before = ""
    for (field, name), weight, count in zip(columns(), found, matrix.astype(bool).sum(axis=0), strict=True):
        if field != before:
            print(f"\n[{field if field in ('together', 'rarity') else f'levels.{field}'}]")  # noqa: T201
            before = field
        print(f"{name} = {weight:.1f} # {count:,} pairs")  # noqa: T201


if __name__ == "__main__":
    main()
