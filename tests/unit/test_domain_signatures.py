"""A drawn signature is read as lines of points, and whatever else a laptop sends as none."""

from __future__ import annotations

import json

import pytest

from kmcase.domain.signatures import LONGEST, strokes_of

GOOD = {"v": 1, "w": 10, "h": 10, "strokes": [[[1, 2, 0.5, 0], [3.5, 4, 0.5, 9]], []]}


def test_the_lines_of_a_signature_are_its_points_without_empty_lines() -> None:
    assert strokes_of(json.dumps(GOOD)) == (((1.0, 2.0), (3.5, 4.0)),)
    assert strokes_of('{"strokes": []}') == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "7",
        '{"strokes": 7}',
        '{"strokes": [7]}',
        '{"strokes": [[7]]}',
        '{"strokes": [[[1]]]}',
        '{"strokes": [[["a", "b"]]]}',
        '{"strokes": [[[true, 1]]]}',
        '{"strokes": [[[1, null]]]}',
        '{"strokes": [[[1, NaN]]]}',
        '{"strokes": [[[1, 1e999]]]}',
        '{"strokes": [[[1, -100001]]]}',
        '{"strokes": [[[1, %s]]]}' % ("9" * 400),
        '{"strokes": [[{"x": 1}]]}',
        "[" * 100_000,
        " " * LONGEST + "{}",
    ],
    ids=range(19),
)
def test_what_is_no_signature_has_no_lines(text: str) -> None:
    assert strokes_of(text) is None
