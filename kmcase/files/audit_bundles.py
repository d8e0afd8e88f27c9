"""Auditors' bundles read back: the hashes of the journal as it stood when one was made."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from kmcase.domain.errors import DomainError

_JOURNAL = "journal"


def read_bundle_hashes(path: Path) -> Mapping[str, tuple[bytes, ...]]:
    """By chain the hashes of its entries in order, of a bundle as a folder or a zip; raises `verify.no_bundle`."""
    try:
        found = {name: _hashes(lines) for name, lines in _journals(path)}
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise DomainError("verify.no_bundle", place=str(path)) from error
    if not found:
        raise DomainError("verify.no_bundle", place=str(path))
    return found


def _journals(path: Path) -> Iterable[tuple[str, list[bytes]]]:
    if path.is_dir():
        for file in sorted((path / _JOURNAL).iterdir()):
            yield file.stem, file.read_bytes().splitlines()
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            place = PurePosixPath(name)
            if place.parent.name == _JOURNAL:
                yield place.stem, packed.read(name).splitlines()


def _hashes(lines: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(json.loads(line)["hash"]) for line in lines)
