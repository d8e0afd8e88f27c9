"""A signature that is played back is found by its shape; a stranger's, and a dash, are not."""

from __future__ import annotations

import json
from random import Random

import pytest

from kmcase.cli.sample.pictures import signature
from kmcase.domain.likeness import content_of
from kmcase.likeness.strokes import POINTS, StrokeIndex, shape


def redrawn(strokes: str, *, larger: float = 1.0, right: float = 0.0, shaken: float = 0.0) -> str:
    """The same drawing at another place, in another size, perhaps by an unsteady hand."""
    rand = Random(4)
    drawn = json.loads(strokes)
    for line in drawn["strokes"]:
        for point in line:
            point[0] = point[0] * larger + right + rand.gauss(0, shaken)
            point[1] = point[1] * larger + rand.gauss(0, shaken)
    return json.dumps(drawn)


@pytest.fixture(scope="module")
def index() -> StrokeIndex:
    return StrokeIndex([shape(signature(seed)) for seed in (1, 2, 3, 5, 8)])


def test_a_signature_played_back_larger_and_elsewhere_is_the_same(index: StrokeIndex) -> None:
    [found] = index.find(shape(redrawn(signature(3), larger=1.7, right=40)))
    assert found.number == 2
    assert found.distance < 0.01


def test_a_signature_shaken_a_little_by_a_machine_is_found(index: StrokeIndex) -> None:
    [found] = index.find(shape(redrawn(signature(3), shaken=0.25)))
    assert 0 < found.distance < 0.06


def test_a_stranger_is_not_found(index: StrokeIndex) -> None:
    assert index.find(shape(signature(77))) == ()
    assert StrokeIndex().find(shape(signature(77))) == ()


@pytest.mark.parametrize(
    "strokes",
    [
        '{"strokes":[[[0,0,1,0],[50,1,1,10],[100,0,1,20]]]}',
        '{"strokes":[[[5,5,1,0],[5,5,1,10]]]}',
        '{"strokes":[]}',
        '{"strokes":[[]]}',
        '{"strokes":[[1,2]]}',
        '{"lines":[]}',
        "no strokes",
    ],
)
def test_what_is_too_plain_or_no_signature_has_no_shape(strokes: str) -> None:
    assert shape(strokes) == b""


def test_a_shape_is_as_long_as_all_others() -> None:
    assert len(shape(signature(1))) == POINTS * 2 * 4


def test_one_drawing_has_one_digest_whatever_stands_around_it() -> None:
    drawn = json.loads(signature(1))
    again = json.dumps({"strokes": drawn["strokes"], "w": 1})
    assert content_of(again) == content_of(signature(1)) != content_of(signature(2))


def test_what_are_no_strokes_has_a_digest_too() -> None:
    assert len({content_of(text) for text in ("", "[]", "1", '{"v":1}', "{")}) == 5
