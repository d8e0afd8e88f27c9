"""Reads a casework file: every fault with its line, none of them an exception."""

from __future__ import annotations

import re
import tomllib
import types
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from kmcase.domain.casework import Casework, NeedCode
from kmcase.domain.events import build
from kmcase.domain.indicators import Indicator

_HEADER = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_.]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_]+)\s*=")
_SYNTAX = re.compile(r"at line (\d+)")
_LARGEST_SCORE = 10
_MOST = {"days": 3650, "months": 120}
"""Ten years: what is longer is a slip of the hand, and reaches past the last day that a calendar has."""
_WHOLE = 100
_NEVER_EMPTY = frozenset({
    "code", "th", "en", "version", "need_th", "need_en", "indicator_th", "indicator_en",
})  # fmt: skip

Path = tuple[str | int, ...]
"""Where something stands: names of arrays and keys, and places in arrays from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong on a line (1 is the first); `code` is a key of the catalogue under `casework.fault`."""

    line: int
    code: str
    name: str = ""


def read_casework(text: str) -> tuple[Casework | None, tuple[Fault, ...]]:
    """A file's casework, or None with every fault in the order of the lines."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX.search(str(error))
        return None, (Fault(line=int(found[1]) if found else len(text.splitlines()), code="syntax"),)
    except RecursionError:  # brackets in brackets in brackets
        return None, (Fault(line=1, code="syntax"),)
    lines = _lines(text)
    faults = [Fault(line=_line(lines, path), code=code, name=name) for path, code, name in _shape(Casework, table, ())]
    if not faults:
        casework: Casework = build(Casework, table)
        faults = [Fault(line=_line(lines, path), code=code, name=name) for path, code, name in _sense(casework)]
        if not faults:
            return casework, ()
    return None, tuple(sorted(faults, key=lambda fault: (fault.line, fault.code, fault.name)))


@cache
def kept_casework(text: str) -> Casework:
    """A file that had no fault when it was taken in, whatever the program asks of such files since.

    Cases keep it: what a later version of the program finds wrong with new files closes none of them.
    """
    kept: Casework = build(Casework, tomllib.loads(text))
    return kept


def _lines(text: str) -> dict[Path, int]:
    """The line of each table and key. Text in several lines may hold what looks like a key: the first one counts."""
    found: dict[Path, int] = {(): 1}
    counts: Counter[Path] = Counter()
    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = ()
            names = header[1].split(".")
            for name in names[:-1]:
                here = (*here, name, max(0, counts[*here, name] - 1))
            array = (*here, names[-1])
            here = (*array, counts[array])
            counts[array] += 1
            found.setdefault(array, number)
            found.setdefault(here, number)
        elif key := _KEY.match(line):
            found.setdefault((*here, key[1]), number)
    return found


def _line(lines: Mapping[Path, int], path: Path) -> int:
    while path not in lines:
        path = path[:-1]
    return lines[path]


Found = Iterator[tuple[Path, str, str]]


def _shape(kind: type, table: Mapping[str, Any], path: Path) -> Found:
    """Keys that are unknown, missing or of another kind."""
    hints = get_type_hints(kind)
    for name in table:
        if name not in hints:
            yield (*path, name), "unknown", name
    for each in fields(kind):
        if each.name in table:
            yield from _value(hints[each.name], table[each.name], (*path, each.name))
        elif each.default is MISSING and each.default_factory is MISSING:
            yield path, "missing", each.name


def _value(kind: Any, value: Any, path: Path) -> Found:
    name = str(next(part for part in reversed(path) if isinstance(part, str)))
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            yield path, "kind", name
            return
        for place, item in enumerate(value):
            yield from _value(get_args(kind)[0], item, (*path, place))
    elif isinstance(kind, type) and is_dataclass(kind):
        if isinstance(value, dict):
            yield from _shape(kind, value, path)
        else:
            yield path, "kind", name
    elif isinstance(kind, type) and issubclass(kind, Enum):
        if value not in {member.value for member in kind}:
            yield path, "choice", str(value)
    elif type(value) is not kind or isinstance(kind, types.UnionType):
        yield path, "kind", name
    elif value == "" and name in _NEVER_EMPTY:
        yield path, "empty", name


def _sense(casework: Casework) -> Found:
    """Codes given twice, and names of what is not in the file."""
    for each in fields(Casework):
        yield from _twice(getattr(casework, each.name), (each.name,))
    stages = {stage.code for stage in casework.stages}
    for place, deadline in enumerate(casework.deadlines):
        if deadline.done_by not in stages:
            yield ("deadlines", place, "done_by"), "no_stage", deadline.done_by
        yield from _term(deadline.days, ("deadlines", place, "days"), "days")
        if not 0 <= deadline.warn_days <= deadline.days:
            yield ("deadlines", place, "warn_days"), "warn_days", str(deadline.warn_days)
    for place, stage in enumerate(casework.stages):
        if stage.ends and stage.reached_by:
            yield ("stages", place, "reached_by"), "closing_reaches", stage.code
    if not any(stage.ends for stage in casework.stages):
        yield ("stages", 0), "no_end", ""
    yield from _assessment_sense(casework)
    yield from _example_sense(casework)
    yield from _closing_sense(casework)
    yield from _need_sense(casework)
    yield from _indicator_sense(casework)


def _term(count: int, path: Path, unit: str) -> Found:
    """A number of days or months that nobody can wait for."""
    if count < 1:
        yield path, unit, str(count)
    elif count > _MOST[unit]:
        yield path, f"most_{unit}", str(count)


def _closing_sense(casework: Casework) -> Found:
    for place, look in enumerate(casework.follow_ups):
        yield from _term(look.months, ("follow_ups", place, "months"), "months")
    for place, wait in enumerate(casework.referral_waits):
        yield from _term(wait.days, ("referral_waits", place, "days"), "days")


def _need_sense(casework: Casework) -> Found:
    known = set(NeedCode)
    for place, need in enumerate(casework.conference_needs):
        if need.code not in known:
            yield ("conference_needs", place, "code"), "choice", need.code
        for name, days in (("days", need.days), ("again", need.again)):
            if days < 0:
                yield ("conference_needs", place, name), "negative", str(days)
            elif days > _MOST["days"]:
                yield ("conference_needs", place, name), "most_days", str(days)


def _indicator_sense(casework: Casework) -> Found:
    known = set(Indicator)
    for place, rule in enumerate(casework.indicators):
        if rule.code not in known:
            yield ("indicators", place, "code"), "choice", rule.code
        for name in ("yes_from", "least_done"):
            if not 0 <= getattr(rule, name) <= _WHOLE:
                yield ("indicators", place, name), "percent", str(getattr(rule, name))
    for place, form in enumerate(casework.answer_forms):
        if not form.questions or not form.asks:
            yield ("answer_forms", place), "missing", "asks" if form.questions else "questions"


def _assessment_sense(casework: Casework) -> Found:
    dimensions = {dimension.code for dimension in casework.dimensions}
    for place, phrase in enumerate(casework.phrases):
        if phrase.dimension not in dimensions:
            yield ("phrases", place, "dimension"), "no_dimension", phrase.dimension
    for at, dimension in enumerate(casework.dimensions):
        for place, item in enumerate(dimension.items):
            path: Path = ("dimensions", at, "items", place)
            scores = [anchor.score for anchor in item.anchors]
            if len(scores) < 2:
                yield path, "anchors", item.code
            elif scores != sorted(set(scores)) or scores[0] < 0 or scores[-1] > _LARGEST_SCORE:
                yield path, "scores", item.code


def _example_sense(casework: Casework) -> Found:
    """Dimensions that are not in the file, and days that come before they begin."""
    dimensions = {dimension.code for dimension in casework.dimensions}
    for at, example in enumerate(casework.examples):
        for place, goal in enumerate(example.goals):
            path: Path = ("examples", at, "goals", place)
            if goal.dimension not in dimensions:
                yield (*path, "dimension"), "no_dimension", goal.dimension
            yield from _term(goal.until_day, (*path, "until_day"), "days")
            for number, service in enumerate(goal.services):
                here: Path = (*path, "services", number)
                if service.dimension not in dimensions:
                    yield (*here, "dimension"), "no_dimension", service.dimension
                if not 0 <= service.from_day <= service.until_day:
                    yield (*here, "until_day"), "days", str(service.until_day)
                elif service.until_day > _MOST["days"]:
                    yield (*here, "until_day"), "most_days", str(service.until_day)


def _twice(entries: Any, path: Path) -> Found:
    """Codes that stand twice in one list, in lists inside as well."""
    if not isinstance(entries, tuple):
        return
    known = set()
    for place, entry in enumerate(entries):
        code = getattr(entry, "code", None)
        if code is not None and code in known:
            yield (*path, place, "code"), "twice", code
        known.add(code)
        for inside in ("items", "questions"):
            yield from _twice(getattr(entry, inside, ()), (*path, place, inside))
