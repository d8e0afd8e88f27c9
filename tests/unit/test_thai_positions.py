"""Positions as people type and paste them."""

from __future__ import annotations

import pytest

from kmcase.thai.positions import PositionProblem, format_position, parse_position


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17.36, 102.7", ("17.36", "102.7")),
        ("17.36,102.7", ("17.36", "102.7")),
        ("  17.3600001  102.70 ", ("17.36", "102.7")),
        ("๑๗.๓๖, ๑๐๒.๗", ("17.36", "102.7")),
        ("17.36° N, 102.7° E", ("17.36", "102.7")),
        ("102.7E 17.36N", ("17.36", "102.7")),
        ("-33.9, 18.4", ("-33.9", "18.4")),
        ("33.9S, 18.4W", ("-33.9", "-18.4")),
        ("0, 100", ("0", "100")),
        ("https://www.google.com/maps/@17.4138,102.7872,15z", ("17.4138", "102.7872")),
        ("https://maps.google.com/?q=17.4138,102.7872", ("17.4138", "102.7872")),
        ("https://maps.google.com/?q=17.4138%2C102.7872", ("17.4138", "102.7872")),
    ],
)
def test_a_position_is_read_however_it_is_written(typed: str, read: tuple[str, str]) -> None:
    assert parse_position(typed) == read


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("หลังวัด", "unreadable"),
        ("17.36", "unreadable"),
        ("17.36, 102.7, 5", "unreadable"),
        ("https://maps.app.goo.gl/abc", "unreadable"),
        ("102.7, 17.36", "swapped"),
        ("17.36, 190", "beyond"),
        ("120, 190", "beyond"),
    ],
)
def test_what_is_no_position_says_why(typed: str, code: str) -> None:
    with pytest.raises(PositionProblem) as problem:
        parse_position(typed)
    assert problem.value.code == code


def test_a_position_is_shown_as_it_is_typed() -> None:
    assert parse_position(format_position("17.36", "102.7")) == ("17.36", "102.7")
