"""Every sentence stands in the catalogue, in both languages, with what fills it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import LANGUAGES, called_name, fail_with, name_of, nodes, python_files, sentences

PROGRAM = ("main.py", "kmcase", "ui")
ERRORS = {"DomainError", "EnvironmentProblem"}
MESSAGES = {"message", "Message", "text"}


def test_each_thai_sentence_has_its_english_twin() -> None:
    thai, english = (set(sentences(language)) for language in LANGUAGES)
    fail_with("Add the sentence to kmcase/messages/en.", sorted(thai - english))
    fail_with("Add the sentence to kmcase/messages/th.", sorted(english - thai))


def test_twins_are_filled_by_the_same_parameters() -> None:
    thai, english = (sentences(language) for language in LANGUAGES)
    fail_with(
        "Use the same {parameters} in both languages.",
        (
            f"{key}: {sorted(placeholders(thai[key]))} and {sorted(placeholders(english[key]))}"
            for key in sorted(set(thai) & set(english))
            if placeholders(thai[key]) != placeholders(english[key])
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    fail_with(
        "Say something, or take the key out.",
        (key for key, text in sentences(language).items() if not text.strip()),
    )


def test_every_error_and_every_finding_has_a_sentence() -> None:
    fail_with(
        "Write the sentence in kmcase/messages/th/<topic>.toml and en/: tell what is wrong and how to mend it.",
        (f"{place}: {key}" for place, key, _ in _said_by_rule() if key not in sentences("th")),
    )


def test_every_sentence_asked_for_exists() -> None:
    fail_with(
        "There is no such key in kmcase/messages/th.",
        (f"{place}: {key}" for place, key, _ in _said_by_key() if key not in sentences("th")),
    )


def test_every_sentence_gets_the_parameters_that_fill_it() -> None:
    fail_with(
        "The sentence needs parameters that are not given here.",
        (
            f"{place}: {key} needs {sorted(needed - given)}"
            for place, key, given in (*_said_by_rule(), *_said_by_key())
            if given is not None and not (needed := placeholders(sentences("th").get(key, ""))) <= given
        ),
    )


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# A place that says a sentence: where, its key, and the parameters it gives (None where only a run can tell).
Saying = tuple[str, str, set[str] | None]


def _said_by_rule() -> Iterator[Saying]:
    """Errors and findings with a literal code; the key is `<topic>.error.<name>` or `<topic>.finding.<name>`."""
    for path, call in _calls():
        name = called_name(call)
        if name in ERRORS and (code := _text(_argument(call, 0, "code"))):
            yield _place(path, call), _key(code, "error"), _keywords(call, "code", "field")
        elif name == "Finding" and (code := _text(_argument(call, None, "code"))):
            yield _place(path, call), _key(code, "finding"), _dictionary(_argument(call, None, "params"))


def _said_by_key() -> Iterator[Saying]:
    for path, call in _calls():
        key = _text(_argument(call, 0, "key"))
        if called_name(call) not in MESSAGES or not key or "." not in key:
            continue
        if called_name(call) == "Message":
            yield _place(path, call), key, _dictionary(_argument(call, 1, "params"))
        else:
            yield _place(path, call), key, _keywords(call, "key")


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in python_files(*PROGRAM):
        for call in nodes(path, ast.Call):
            yield path, call


def _place(path: Path, call: ast.Call) -> str:
    return f"{name_of(path)}:{call.lineno}"


def _key(code: str, table: str) -> str:
    topic, _, name = code.partition(".")
    return f"{topic}.{table}.{name}"


def _argument(call: ast.Call, position: int | None, name: str) -> ast.expr | None:
    if position is not None and position < len(call.args):
        return call.args[position]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _text(argument: ast.expr | None) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _keywords(call: ast.Call, *not_parameters: str) -> set[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name} - set(not_parameters)


def _dictionary(argument: ast.expr | None) -> set[str] | None:
    """The literal keys of a dict display; no argument gives nothing."""
    match argument:
        case None:
            return set()
        case ast.Dict(keys=keys) if all(_text(key) is not None for key in keys):
            return {name for key in keys if (name := _text(key))}
        case _:
            return None
