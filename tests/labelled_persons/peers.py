"""What others do with the same profiles: a RapidFuzz scan, recordlinkage, Splink. Each gives scored pairs of rows.

recordlinkage and Splink are no dependencies: who wants their figures installs them beside the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from kmcase.matching.candidates import Pairs, joined
from kmcase.matching.profiles import Profile, district_of

_ALIKE = 90

Scored = tuple[Pairs, NDArray[np.float64]]
"""Pairs, and how likely each is one person by the peer's own measure."""


def rapidfuzz_scan(profiles: list[Profile]) -> Scored:
    """Full names at least 90 alike within one sub-district."""
    places = defaultdict(list)
    for row, profile in enumerate(profiles):
        places[profile.area].append(row)
    found, scores = [np.zeros(0, np.int64)], [np.zeros(0)]
    for rows in places.values():
        names = [f"{profiles[row].first} {profiles[row].last}" for row in rows]
        alike = cdist(names, names, scorer=ratio, score_cutoff=_ALIKE, dtype=np.uint8, workers=-1)
        one, other = np.nonzero(np.triu(alike, 1))
        held = np.array(rows)
        found.append(joined(held[one], held[other]))
        scores.append(alike[one, other])
    return np.concatenate(found), np.concatenate(scores)


def frame(profiles: list[Profile]):
    """Profiles as a table of pandas; what is not known is missing."""
    import pandas

    table = pandas.DataFrame(profiles, columns=Profile._fields)
    table["district"] = table["area"].map(district_of)
    table["birth"] = [f"{each.year:04d}-{each.month:02d}-{each.day:02d}" if each.day else "" for each in profiles]
    table["unique_id"] = range(len(table))
    table = table.astype(dict.fromkeys(("sex", "moo", "year"), str))
    return table.replace({"": None, "0": None})


def splink(profiles: list[Profile]) -> Scored:
    """Fellegi-Sunter with term frequencies, trained without labels, on DuckDB."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("first", [0.93, 0.86]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("last", [0.93, 0.86]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("number", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("birth", [1, 2]),
            cl.ExactMatch("sex"),
            cl.LevenshteinAtThresholds("phone", [2]),
            cl.LevenshteinAtThresholds("account", [2]),
            cl.ExactMatch("area"),
            cl.ExactMatch("house"),
            cl.JaroWinklerAtThresholds("father", [0.9]),
            cl.JaroWinklerAtThresholds("mother", [0.9]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("phone"),
            block_on("account"),
            block_on("first", "last"),
            block_on("birth", "area"),
            block_on("birth", "last"),
            block_on("area", "first"),
            block_on("area", "house"),
            block_on("area", "last", "substr(first, 1, 1)"),
            block_on("year", "first", "district"),
        ],
    )
    linker = Linker(DuckDBAPI().register(frame(profiles)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("number")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first", "last"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("birth"))
    found = linker.inference.predict(threshold_match_weight=0).as_pandas_dataframe()
    pairs = joined(found["unique_id_l"].to_numpy(np.int64), found["unique_id_r"].to_numpy(np.int64))
    return pairs, found["match_weight"].to_numpy(np.float64)


def recordlinkage(profiles: list[Profile]) -> Scored:
    """Its features on its blocks, and ECM without labels."""
    import recordlinkage as peer

    table = frame(profiles)
    index = peer.Index()
    for keys in (["number"], ["phone"], ["first", "last"], ["birth", "area"], ["area", "first"], ["area", "house"]):
        index.block(keys)
    pairs = index.index(table)
    compare = peer.Compare()
    for column in ("first", "last"):
        compare.string(column, column, method="jarowinkler", threshold=0.9)
    for column in ("number", "birth", "sex", "phone", "account", "area", "house", "father", "mother"):
        compare.exact(column, column)
    features, judge = compare.compute(pairs, table), peer.ECMClassifier(binarize=0.5)
    judge.fit(features)
    one, other = (features.index.get_level_values(level).to_numpy(np.int64) for level in (0, 1))
    return joined(one, other), judge.prob(features).to_numpy(np.float64)


PEERS: dict[str, Callable[[list[Profile]], Scored]] = {
    "rapidfuzz scan": rapidfuzz_scan,
    "recordlinkage": recordlinkage,
    "splink": splink,
}
