"""Of texts written apart what stands, whatever a forged version says of the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.writings import Writing, standing, superseded
from tests.builders import JUNE

_IDS = ("a", "b", "c", "d")


def version(version_id: str, *replaces: str, minutes: int = 0) -> Writing[str]:
    at = JUNE + timedelta(minutes=minutes)
    return Writing(version_id=version_id, replaces=replaces, values=version_id, written_at=at, written_by="officer")


def ids(versions: tuple[Writing[str], ...]) -> list[str]:
    return [one.version_id for one in versions]


def test_two_versions_written_apart_stand_until_a_third_replaces_both() -> None:
    apart = (version("a"), version("b", "a", minutes=1), version("c", "a", minutes=2))
    assert ids(standing(apart)) == ["c", "b"]
    assert ids(standing((*apart, version("d", "b", "c", minutes=3)))) == ["d"]


def test_of_what_a_writer_saw_that_alone_is_superseded_which_stands() -> None:
    apart = (version("a"), version("b", "a", minutes=1), version("c", "a", minutes=2))
    assert superseded(apart, {"a", "b"}) == ("b",)


@pytest.mark.parametrize("forged", [(version("a", "a"),), (version("a", "b"), version("b", "a", minutes=1))])
def test_a_forged_version_that_replaces_itself_leaves_something_standing(forged: tuple[Writing[str], ...]) -> None:
    assert len(standing(forged)) == len(forged)


@given(st.dictionaries(st.sampled_from(_IDS), st.sets(st.sampled_from(_IDS)), min_size=1))
def test_something_always_stands_and_the_order_of_arrival_does_not_matter(replaces: dict[str, set[str]]) -> None:
    versions = tuple(version(one, *sorted(others)) for one, others in replaces.items())
    assert standing(versions)
    assert standing(versions) == standing(versions[::-1])
