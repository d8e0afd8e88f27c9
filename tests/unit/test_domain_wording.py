"""Words that come with data follow the language as sentences do."""

from __future__ import annotations

import pytest

from kmcase.domain.wording import worded
from kmcase.messages import Catalogue


@pytest.mark.parametrize(
    ("by_language", "thai", "english"),
    [
        ({"th": "บ้าน", "en": "house"}, "บ้าน", "house"),
        ({"th": "บ้าน"}, "บ้าน", "บ้าน"),
        ({"th": "บ้าน", "en": ""}, "บ้าน", "บ้าน"),
        ({}, "", ""),
    ],
)
def test_words_of_data_are_said_in_the_language_or_in_thai(
    by_language: dict[str, str], thai: str, english: str
) -> None:
    said = worded(by_language)
    assert Catalogue("th").render(said) == thai
    assert Catalogue("en").render(said) == english
