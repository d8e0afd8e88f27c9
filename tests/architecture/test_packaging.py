"""Dependencies earn their place, are named with their licence, and are locked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.architecture.sources import ROOT, fail_with, python_files

PIN = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>[\w.]+)")
LOCKS = {"requirements.lock": (), ".ci/requirements-dev.lock": ("dev",)}
# A package whose module is called otherwise.
MODULES = {
    "pyside6-essentials": "PySide6",
    "pyside6-pdf": "PySide6.QtPdf",
    "argon2-cffi": "argon2",
    "pillow": "PIL",
    "zxing-cpp": "zxingcpp",
    "backports-zstd": "backports.zstd",
}
# Used without being imported by us, with the reason.
USED_BY_OTHERS = {
    "rl-accel": "reportlab looks for it by itself",
    "psycopg": "SQLAlchemy loads it for an address of PostgreSQL",
}


def test_every_dependency_is_pinned_and_says_how_it_earns_its_place() -> None:
    fail_with(
        'Write it as "name==version",  # what it is for',
        (
            line.strip()
            for line in _dependency_lines()
            if not PIN.search(line) or not re.search(r'",\s+# \S.{8,}', line)
        ),
    )


def test_every_locked_package_stands_in_the_notices() -> None:
    notices = _normal((ROOT / "NOTICES.md").read_text("utf-8"))
    named = {*_locked(ROOT / "requirements.lock"), *_pins("dev")}
    fail_with(
        "Name the package and its licence in NOTICES.md.",
        (name for name in sorted(named) if f"| {name} |" not in notices),
    )


def test_the_locks_hold_the_pinned_versions_with_hashes() -> None:
    for lock, extras in LOCKS.items():
        locked = _locked(ROOT / lock)
        fail_with(
            f"{lock} is older than pyproject.toml: run `make lock`.",
            (f"{name}=={version}" for name, version in _pins(*extras).items() if locked.get(name) != version),
        )
        text = (ROOT / lock).read_text("utf-8")
        fail_with(f"{lock} has a package without a hash: run `make lock`.", _without_hash(text))


def test_every_runtime_dependency_is_used() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in python_files("kmcase", "ui", "main.py"))
    wanted = {name: MODULES.get(name, name.replace("-", "_")) for name in _pins() if name not in USED_BY_OTHERS}
    fail_with(
        "Nothing imports it: take it out of pyproject.toml and NOTICES.md, then run `make lock`.",
        (name for name, module in wanted.items() if not _imports(module, sources)),
    )


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def _imports(module: str, sources: str) -> bool:
    package, _, name = module.rpartition(".")
    spellings = [rf"import {re.escape(module)}\b", rf"from {re.escape(module)}\b", rf"\"{re.escape(module)}\""]
    if package:
        spellings.append(rf"from {re.escape(package)} import .*\b{name}\b")
    return any(re.search(spelling, sources) for spelling in spellings)


def _dependency_lines() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    blocks = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert blocks, "No dependencies found in pyproject.toml: has its form changed?"
    return [line for block in blocks for line in block.splitlines()]


def _pins(*extras: str) -> Mapping[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {_normal(found["name"]): found["version"] for line in wanted if (found := PIN.match(line))}


def _locked(path: Path) -> Mapping[str, str]:
    found = re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text("utf-8"), re.MULTILINE)
    return {_normal(name): version for name, version in found}


def _without_hash(text: str) -> list[str]:
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    return [entry.partition(" ")[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")
