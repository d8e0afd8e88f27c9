"""Facts of a declared form as separate facts, so that two people may write one visit apart.

Facts come as plain JSON by question name; a repeat is a list of rows, each with its `_id`. `flat` gives every fact a
key of its own, the path of `domain.forms` joined by `/`: `question`, `repeat/<_id>` (the row is there),
`repeat/<_id>/question`. `whole` undoes it; rows stand in the order of their ids, in which they were made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kmcase.domain.forms import ROW_ID

_BETWEEN = "/"
Facts = dict[str, Any]


def flat(answers: Mapping[str, Any]) -> Facts:
    """Every fact under its key; what is not answered ("", [], None) is None, so that clearing it is a fact too."""
    found: Facts = {}
    for name, value in answers.items():
        if not is_repeat(value):
            found[name] = _given(value)
            continue
        for row in value:
            key = f"{name}{_BETWEEN}{row[ROW_ID]}"
            found[key] = True
            found |= {f"{key}{_BETWEEN}{part}": _given(told) for part, told in row.items() if part != ROW_ID}
    return found


def whole(facts: Mapping[str, Any]) -> Facts:
    """Facts by question name without what is not answered; rows that were taken away are left out."""
    answers: Facts = {}
    rows: dict[str, dict[str, Facts]] = {}
    for key in sorted(facts):
        value = facts[key]
        name, _, rest = key.partition(_BETWEEN)
        row_id, _, part = rest.partition(_BETWEEN)
        if value is None:
            continue
        if not rest:
            answers[name] = value
        elif not part:
            rows.setdefault(name, {})[row_id] = {ROW_ID: row_id}
        elif row_id in rows.get(name, {}):
            rows[name][row_id][part] = value
    return answers | {name: list(found.values()) for name, found in rows.items()}


def changes(standing: Mapping[str, Any], answers: Mapping[str, Any], seen: Collection[str]) -> Facts:
    """The facts that differ from those that stand, of the questions that `answers` names; None clears one.

    A row of a repeat, or an answer in a row that stays, that is no longer named is taken away only where the writer
    had seen it (`seen`: keys).
    """
    given = flat(answers)
    gone = {key: None for key in seen if question_of(key) in answers and key not in given and _stands_in(key, given)}
    return {key: value for key, value in (given | gone).items() if standing.get(key) != value}


def question_of(key: str) -> str:
    """The question (or the repeat) that a fact belongs to."""
    return key.partition(_BETWEEN)[0]


def is_repeat(value: object) -> bool:
    """Whether an answer is a repeat with rows."""
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _given(value: Any) -> Any:
    return None if value in ("", [], {}) else value


def _stands_in(key: str, given: Facts) -> bool:
    """Whether a fact is no answer of a row that goes as a whole."""
    row, _, _ = key.rpartition(_BETWEEN)
    return row.count(_BETWEEN) == 0 or row in given
