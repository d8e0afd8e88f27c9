"""Words that come with data follow the language as sentences do."""

from __future__ import annotations

import string

import pytest

from kmcase.domain.wording import worded
from kmcase.messages import LANGUAGES, Catalogue, Language, message


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


def test_english_says_one_of_a_thing_and_many_of_things() -> None:
    english = Catalogue("en")

    assert english.text("cases.due.days_late", days=1) == "1 day late"
    assert english.text("cases.due.days_late", days=2) == "2 days late"
    assert english.text("tables.count_all", count=1_001) == "1,001 rows"
    assert english.text("cases.list.hidden", count=message("cases.count.few", least=5)).endswith("restricted cases")
    assert Catalogue("th").text("cases.due.days_late", days=1) == "เลย 1 วัน"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_words_has_two(language: Language) -> None:
    catalogue = Catalogue(language)
    texts = (catalogue._texts[key] for key in sorted(catalogue.keys()))
    choices = [words for text in texts for _, _, words, _ in string.Formatter().parse(text) if words]

    assert all(len(words.split("|")) == 2 and all(words.split("|")) for words in choices)
    assert bool(choices) is (language == "en")
