"""Numbers as they are sought: an id or a telephone number with dashes or without, and nothing else touched."""

from __future__ import annotations

import pytest

from kmcase.thai.folding import without_dashes


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("1-0000-00000-01-7", "1000000000017"),
        ("081-234-5678", "0812345678"),
        ("081-234", "081234"),
        ("0812345678", "0812345678"),
        ("12/3", "12/3"),
        ("12-3", "12-3"),
        ("081-234-", "081-234-"),
        ("กข-123456", "กข-123456"),
        ("1-xxxx-xxxxx-56-3", "1-xxxx-xxxxx-56-3"),
    ],
)
def test_a_long_number_loses_its_dashes_and_no_other_word_does(word: str, bare: str) -> None:
    assert without_dashes(word) == bare
