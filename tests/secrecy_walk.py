"""A walk over everything that can be asked of an open office, and all words of the answers, papers and workbooks too.

What can be asked is found by looking at the classes themselves, so that a new query or service is walked without
anybody thinking of it. A parameter is filled by its name or its type; what the walk cannot fill it does not pass over
in silence: `Walk.untold` names it, and the test wants a filling or a reason.
"""

from __future__ import annotations

import inspect
import io
import re
import types
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property
from itertools import product
from typing import Any, get_args, get_origin, get_type_hints

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.unit_of_work import SqlUnit, SqlWork
from tests.paper import text_of

_UNKNOWN = object()
"""Stands for a value that the walk cannot make."""
_MANY: Mapping[Any, Callable[[Iterable[str]], Any]] = {
    tuple: tuple, Sequence: tuple, Collection: tuple, frozenset: frozenset, Set: frozenset,
}  # fmt: skip

Found = tuple[str, str]
"""The name of what was asked, and all words of the answer."""


class WouldWrite(Exception):
    """A use case that writes was asked by the walk, which reads."""


class ReadingAlone(SqlWork):
    """The work of somebody who reads and writes nothing."""

    @contextmanager
    def begin(self, use_case: str) -> Iterator[SqlUnit]:
        """Refused."""
        raise WouldWrite(use_case)
        yield


class Walk:
    """Asks things, with values by a parameter's name or type; `left` is what is not asked, each with its reason."""

    def __init__(self, fillings: Mapping[str | type, Iterable[Any]], left: Mapping[str, str]) -> None:
        self._fillings: dict[Any, tuple[Any, ...]] = {name: tuple(values) for name, values in fillings.items()}
        self._left = left
        self.untold: set[str] = set()
        self.used: set[str] = set()

    def reading(self, reading: Any) -> Iterator[Found]:
        """Every query of every noun of one read transaction."""
        for name, member in vars(type(reading)).items():
            if isinstance(member, cached_property) and not self._is_left(name):
                queries = getattr(reading, name)
                if type(queries).__module__.startswith("kmcase.persistence"):
                    yield from self.thing(name, queries)
                else:
                    yield name, words(queries)

    def services(self, services: Any) -> Iterator[Found]:
        """Every use case of every service that only reads."""
        for each in fields(services):
            if not self._is_left(each.name):
                yield from self.thing(each.name, getattr(services, each.name))

    def thing(self, name: str, thing: Any) -> Iterator[Found]:
        """Every public method of one object."""
        for method in dir(type(thing)):
            if method.startswith("_") or self._is_left(f"{name}.{method}") or self._is_left(f"*.{method}"):
                continue
            static = inspect.getattr_static(type(thing), method)
            if isinstance(static, property | cached_property):
                yield f"{name}.{method}", words(getattr(thing, method))
            elif inspect.isfunction(static):
                yield from self._asked(f"{name}.{method}", getattr(thing, method))

    def _asked(self, name: str, method: Callable[..., Any]) -> Iterator[Found]:
        hints = get_type_hints(method)
        needed = {
            parameter.name: hints[parameter.name]
            for parameter in inspect.signature(method).parameters.values()
            if parameter.default is parameter.empty or parameter.name.endswith(("_id", "text"))
        }
        if any(self._is_left(each) for each in needed):
            return
        filled = {each: self._filled(each, kind) for each, kind in needed.items()}
        for values in product(*filled.values()):
            asked = dict(zip(filled, values, strict=True))
            try:
                yield name, words(method(**asked), without=_texts(values))
            except WouldWrite:
                return
            except (DomainError, EnvironmentProblem) as refused:
                yield name, words((refused.code, dict(refused.params)), without=_texts(values))
            except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as problem:
                unknown = [f"{each}: {needed[each]}" for each, value in asked.items() if value is _UNKNOWN]
                self.untold.add(f"{name}({', '.join(unknown) or repr(problem)})")

    def _filled(self, name: str, kind: Any) -> tuple[Any, ...]:
        """Values of a parameter by its name, else by its type; what writes is refused before it looks at any."""
        if name in self._fillings:
            return self._fillings[name]
        if kind in self._fillings:
            return self._fillings[kind]
        if isinstance(kind, types.UnionType):
            known = self._filled("", get_args(kind)[0])
            return (None, *(value for value in known if value is not _UNKNOWN))
        if get_origin(kind) in _MANY and get_args(kind)[0] in self._fillings:
            return tuple(_MANY[get_origin(kind)]((value,)) for value in self._fillings[get_args(kind)[0]])
        if isinstance(kind, type) and issubclass(kind, Enum):
            return tuple(kind)
        return (_UNKNOWN,)

    def _is_left(self, name: str) -> bool:
        if name in self._left:
            self.used.add(name)
            return True
        return False


def words(value: Any, without: frozenset[str] = frozenset()) -> str:
    """Everything that a value says: fields and items at any depth, the text of PDF papers, the parts of workbooks.

    Texts that are one of `without` are what was asked, given back.
    """
    return "\n".join(word for word in _words(value) if word not in without)


def _texts(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(word for value in values for word in _words(value) if value is not _UNKNOWN)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, bytes | bytearray):
        yield from _words_of_file(bytes(value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _words([getattr(value, each.name) for each in fields(value)])
    elif isinstance(value, Mapping):
        yield from _words([*value.keys(), *value.values()])
    elif isinstance(value, Iterable):
        for one in value:
            yield from _words(one)
    elif not callable(value):
        yield str(value)


def _words_of_file(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        yield text_of(content)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield part
                yield from _words_of_file(packed.read(part))
    else:
        yield content.decode("utf-8", "replace")


_BETWEEN = re.compile(r"[\W_]+")


def told(text: str, marks: Iterable[str]) -> set[str]:
    """Those of the marks that stand in a text, however they are spaced or hyphened."""
    plain = _BETWEEN.sub("", text).casefold()
    return {mark for mark in marks if _BETWEEN.sub("", mark).casefold() in plain}
