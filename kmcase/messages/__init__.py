"""Every sentence that window, commands and documents say, by key and named parameters.

`th/<topic>.toml` and `en/<topic>.toml` hold the same keys (a test compares them); a key is
`<topic>.<table>.<name>`. A caller makes a `Message`, an edge renders it with a `Catalogue`, so the language can be
switched while the program runs. `{days} {days:day|days}` says one word of 1 and the other of every other number: for
English, Thai has one form. May import `kmcase.domain` and `kmcase.thai` alone.
To add a sentence: one line in each language's file of its topic.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.wording import Message, Worded, message, worded
from kmcase.thai import baht, calendar

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")

__all__ = ["LANGUAGES", "Catalogue", "Language", "Message", "Worded", "message", "worded"]


class Catalogue:
    """The sentences of one language."""

    def __init__(self, language: Language = "th") -> None:
        self.language: Language = language
        self._texts = _load(language)

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of a key; a missing key raises `KeyError`, since it is a bug."""
        return _format(self._texts[key], params, self)

    def render(self, said: Message) -> str:
        """The sentence of a message; a `Message` among its parameters is rendered first."""
        return _format(self._texts[said.key], said.params, self)

    def has(self, key: str) -> bool:
        """Whether the key is known."""
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """All keys."""
        return frozenset(self._texts)

    def show(self, value: object) -> str:
        """A value as it stands in a sentence: money with commas and satang, dates in B.E."""
        match value:
            case Message():
                return self.render(value)
            case Worded():
                return value.within(self.language)
            case Baht():
                return baht.format_baht(value.satang)
            case PartialDate():
                return calendar.format_partial(value.year, value.month, value.day)
            case datetime():
                return calendar.format_datetime(value)
            case date():
                return calendar.format_short(value)
            case bool():
                return str(value)
            case int():
                return f"{value:,}"
            case tuple() | list():
                return ", ".join(self.show(part) for part in value)
            case _:
                return str(value)


def _format(template: str, params: Mapping[str, object], catalogue: Catalogue) -> str:
    if "{" not in template:
        return template
    return "".join(
        before + ("" if name is None else _filled(params[name], words or "", catalogue))
        for before, name, words, _ in string.Formatter().parse(template)
    )


def _filled(value: object, words: str, catalogue: Catalogue) -> str:
    """A value, or the one of two words that goes with it as a number."""
    one, _, many = words.partition("|")
    if not words:
        return catalogue.show(value)
    return one if catalogue.show(value) == "1" else many


@cache
def _load(language: Language) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for entry in (files(__package__) / language).iterdir():
        if entry.name.endswith(".toml"):
            _flatten(tomllib.loads(entry.read_text("utf-8")), entry.name.removesuffix(".toml"), texts)
    return texts


def _flatten(table: Mapping[str, object], prefix: str, into: dict[str, str]) -> None:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            _flatten(value, key, into)
        else:
            into[key] = str(value)
