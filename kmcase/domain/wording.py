"""A sentence not yet said: its key in the catalogue and what fills it; words that data brings in its own languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """Rendered at an edge by `kmcase.messages.Catalogue`, so that the language can be switched."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def message(key: str, /, **params: object) -> Message:
    """A `Message` by keywords."""
    return Message(key, params)


@dataclass(frozen=True, slots=True)
class Worded:
    """Words by language (th, en) that come with data, a form's questions; one without a language is said in Thai."""

    by_language: Mapping[str, str]

    def within(self, language: str) -> str:
        """The words of a language, else Thai, else none."""
        return self.by_language.get(language) or self.by_language.get("th", "")


def worded(by_language: Mapping[str, str]) -> Message:
    """The words of data as a sentence, so that they follow the language as all others do."""
    return message("words.own", words=Worded(by_language))
