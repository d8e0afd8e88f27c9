"""The part of XPath in which forms say when a question is asked and which answers hold.

`${name}`, `.` (the answer itself), texts in quotes, numbers, `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or`, brackets,
`not()`, `selected(answer, 'code')`, `count(${repeat})`, `string-length()`, `true()`, `false()`. An unanswered question
is the empty text; a comparison by size with what is no number and no date does not hold (both as in ODK's forms).
Nothing here knows the time: a form gives the same verdict on every day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Protocol

Value = str | bool | Decimal
_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[A-Za-z_][\w.-]*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<sign>!=|<=|>=|[=<>(),.])|(?P<word>[A-Za-z][A-Za-z-]*))"
)
_SIZES: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
_DEEPEST = 20


class ExpressionError(ValueError):
    """An expression that is none, or beyond the part that is understood."""


class Scope(Protocol):
    """What an expression is judged against."""

    this: Value
    """The answer that a constraint speaks of (`.`)."""

    def value(self, name: str) -> Value:
        """The answer to a question; `""` where there is none."""
        ...

    def count(self, name: str) -> int:
        """How many rows a repeat has."""
        ...


_Judge = Callable[[Scope], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """A read expression: the questions and repeats that it speaks of, the codes asked for, and its judgement."""

    names: frozenset[str]
    counted: frozenset[str]
    codes: frozenset[tuple[str, str]]
    judge: _Judge

    def holds(self, scope: Scope) -> bool:
        """Whether it holds for these answers."""
        return _truth(self.judge(scope))


@lru_cache(maxsize=1_000)
def parse(text: str) -> Expression:
    """Read an expression; raises `ExpressionError`."""
    return _Parser(text).whole()


def number_of(value: Value) -> Decimal | None:
    """A value as a number, a date as its day; None for what is neither."""
    if isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return _day_of(value)
    return number if number.is_finite() else None


def _day_of(text: str) -> Decimal | None:
    try:
        return Decimal(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def _truth(value: Value) -> bool:
    return bool(value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return _truth(one) == _truth(other)
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        first = number_of(one)
        return first is not None and first == number_of(other)
    return one == other


def _sized(sign: str, one: Value, other: Value) -> bool:
    first, second = number_of(one), number_of(other)
    return first is not None and second is not None and _SIZES[sign](first, second)


class _Parser:
    """Recursive descent: or, and, equality, size, operand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0
        self._names: set[str] = set()
        self._counted: set[str] = set()
        self._codes: set[tuple[str, str]] = set()

    def whole(self) -> Expression:
        judge = self._any()
        if self._at < len(self._tokens):
            raise self._error()
        return Expression(frozenset(self._names), frozenset(self._counted), frozenset(self._codes), judge)

    def _any(self) -> _Judge:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error()
        judges = [self._all()]
        while self._took("or"):
            judges.append(self._all())
        self._depth -= 1
        return judges[0] if len(judges) == 1 else lambda scope: any(_truth(judge(scope)) for judge in judges)

    def _all(self) -> _Judge:
        judges = [self._equality()]
        while self._took("and"):
            judges.append(self._equality())
        return judges[0] if len(judges) == 1 else lambda scope: all(_truth(judge(scope)) for judge in judges)

    def _equality(self) -> _Judge:
        start = self._at
        one = self._size()
        sign = self._took("=", "!=")
        if not sign:
            return one
        middle = self._at
        other = self._size()
        self._note_code(start, middle)
        wanted = sign == "="
        return lambda scope: _same(one(scope), other(scope)) is wanted

    def _size(self) -> _Judge:
        one = self._operand()
        sign = self._took(*_SIZES)
        if not sign:
            return one
        other = self._operand()
        return lambda scope: _sized(sign, one(scope), other(scope))

    def _operand(self) -> _Judge:
        kind, token = self._next()
        if kind == "name":
            return self._answer(token[2:-1])
        if kind == "text":
            return _constant(token[1:-1])
        if kind == "number":
            return _constant(Decimal(token))
        if token == ".":
            return lambda scope: scope.this
        if token == "(":
            inner = self._any()
            self._expect(")")
            return inner
        if kind == "word":
            return self._function(token)
        raise self._error()

    def _answer(self, name: str) -> _Judge:
        self._names.add(name)
        return lambda scope: scope.value(name)

    def _function(self, word: str) -> _Judge:
        self._expect("(")
        judge = self._call(word)
        self._expect(")")
        return judge

    def _call(self, word: str) -> _Judge:
        match word:
            case "true" | "false":
                return _constant(word == "true")
            case "not":
                inner = self._any()
                return lambda scope: not _truth(inner(scope))
            case "string-length":
                measured = self._any()
                return lambda scope: Decimal(len(_said(measured(scope))))
            case "count":
                return self._count()
            case "selected":
                return self._selected()
        raise self._error()

    def _count(self) -> _Judge:
        kind, token = self._next()
        if kind != "name":
            raise self._error()
        name = token[2:-1]
        self._counted.add(name)
        return lambda scope: Decimal(scope.count(name))

    def _selected(self) -> _Judge:
        start = self._at
        answer = self._operand()
        self._expect(",")
        kind, token = self._next()
        if kind != "text":
            raise self._error()
        self._note_code(start, self._at - 1)
        code = token[1:-1]
        return lambda scope: code in _said(answer(scope)).split()

    def _note_code(self, start: int, middle: int) -> None:
        (kind, name), (other, code) = self._tokens[start], self._tokens[middle]
        if kind == "name" and other == "text" and len(code) > 2:
            self._codes.add((name[2:-1], code[1:-1]))

    def _took(self, *tokens: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][1] in tokens:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _next(self) -> tuple[str, str]:
        if self._at == len(self._tokens):
            raise self._error()
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, token: str) -> None:
        if not self._took(token):
            raise self._error()

    def _error(self) -> ExpressionError:
        return ExpressionError(self._text)


def _tokens(text: str) -> Sequence[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise ExpressionError(text)
        tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
        at = found.end()
    return tokens


def _constant(value: Value) -> _Judge:
    return lambda _: value


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else format(value.normalize(), "f")
