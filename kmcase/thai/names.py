"""Names of persons: titles, parts, and keys under which one person is found again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kmcase.thai.folding import INVISIBLE
from kmcase.thai.folding import fold as fold_text
from kmcase.thai.titles import GLUED_TITLES, SPACED_TITLES, canonical_title

_ZERO_WIDTH = re.compile(f"[{INVISIBLE}]")
_NICKNAME = re.compile(r"\(\s*([^()]*?)\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name taken apart; what is not there is empty. The title is in its full form (`น.ส.` -> `นางสาว`)."""

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""


def split_name(full: str) -> NameParts:
    """Title, first name and the rest as last name, from one cell: `น.ส.สมศรี ใจดี (แดง)`, `นายสมชาย ณ ป่า`."""
    text = _ZERO_WIDTH.sub("", full)
    nickname = _NICKNAME.search(text)
    title, name = _split_title(" ".join(_NICKNAME.sub(" ", text).split()))
    first, _, last = name.partition(" ")
    return NameParts(
        title=title,
        first_name=first,
        last_name=last,
        nickname=nickname[1].removeprefix("ชื่อเล่น").strip() if nickname else "",
    )


def fold(text: str, *, without_title: bool = False) -> str:
    """A text as it is searched (see `folding.fold`), on wish without the title at its front."""
    folded = fold_text(text)
    return fold_text(_split_title(folded)[1]) if without_title else folded


def same_person_key(first_name: str, last_name: str) -> str:
    """Equal for one name however it was split, swapped, spaced or titled; other spellings differ."""
    words = [*fold(first_name, without_title=True).split(), *fold(last_name).split()]
    return " ".join(sorted(words))


def same_name(one: str, other: str) -> bool:
    """Whether two names written in full may be one person's: titled or not, spaced or not, last name first or last."""
    return bool({_joined(one)} & _orders(other) or {_joined(other)} & _orders(one))


def _joined(full: str) -> str:
    return "".join(_bare_words(full))


@lru_cache(maxsize=4096)
def _orders(full: str) -> frozenset[str]:
    """The name as one word in each order of its parts, each without the title at its front; nothing of nothing."""
    words = _bare_words(full)
    turned = (" ".join((*words[at:], *words[:at])) for at in range(len(words)))
    return frozenset({_joined(name) for name in turned} - {""})


@lru_cache(maxsize=4096)
def _bare_words(full: str) -> tuple[str, ...]:
    """The words of a name without nickname and without the titles at its front."""
    name = fold(_NICKNAME.sub(" ", full))
    while (bare := fold(name, without_title=True)) != name:
        name = bare
    return tuple(name.split())


def _split_title(name: str) -> tuple[str, str]:
    """The full form of a title at the front (or nothing), and the name behind it."""
    for pattern in (GLUED_TITLES, SPACED_TITLES):
        if found := pattern.match(name):
            return canonical_title(found[0]), name[found.end() :].strip()
    return "", name


_LEADING_VOWELS = "เแโใไ"


def initials(*names: str) -> str:
    """The first letter of each name with a full stop, vowels that are written before it left out: `ส. ร.`."""
    letters = (name.strip().lstrip(_LEADING_VOWELS)[:1] for name in names)
    return " ".join(f"{letter}." for letter in letters if letter)
