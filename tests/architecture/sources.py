"""The tree as the architecture tests read it: source files, their syntax, the sentences of the catalogue."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("th", "en")
Node = TypeVar("Node", bound=ast.AST)
_TEXT_SUFFIXES = {".py", ".toml", ".md", ".lock", ".qss", ".svg", ".txt", ".json", ".csv", ".ts", ".mako"}
_TEXT_NAMES = {"Makefile", "LICENSE", ".gitignore", ".gitattributes", "setup", "run"}


def python_files(*tops: str) -> tuple[Path, ...]:
    """Python files under these folders of the repository, or these files; a missing one has none."""
    found: list[Path] = []
    for top in tops:
        path = ROOT / top
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return tuple(found)


def text_files() -> Iterator[Path]:
    """Every text file of the repository; not what a run makes, and of the dot-folders only `.ci`."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
        is_text = path.suffix in _TEXT_SUFFIXES or path.name in _TEXT_NAMES
        if is_text and not hidden and path.is_file():
            yield path


def name_of(path: Path) -> str:
    """The path as it stands in a failure."""
    return path.relative_to(ROOT).as_posix()


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def nodes(path: Path, kind: type[Node]) -> Iterator[Node]:
    """All nodes of one kind in a file."""
    return (node for node in ast.walk(syntax(path)) if isinstance(node, kind))


def called_name(call: ast.Call) -> str:
    """`f` of `f()`, `m` of `x.m()`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def imported_modules(path: Path) -> Iterator[str]:
    """Dotted names that a file imports; `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All sentences of a language, read from the files and not through the program, by key."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "kmcase/messages" / language).glob("*.toml")):
        _flatten(tomllib.loads(path.read_text("utf-8")), path.stem, found)
    return found


def _flatten(table: Mapping[str, object], prefix: str, into: dict[str, str]) -> None:
    for name, value in table.items():
        if isinstance(value, Mapping):
            _flatten(value, f"{prefix}.{name}", into)
        else:
            into[f"{prefix}.{name}"] = str(value)


def fail_with(fix: str, offenders: Iterable[str]) -> None:
    """Fail with the fix and every place that needs it, where there is one."""
    __tracebackhide__ = True
    places = list(offenders)
    if places:
        pytest.fail("\n".join([fix, *(f"  {place}" for place in places)]), pytrace=False)
