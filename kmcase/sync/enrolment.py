"""The enrolment: one file by which a laptop joins, useless without the password of one of its officers.

A zip without compression: what office and laptop they are, the laptop's keyring (its data key sealed to each officer),
its device keys wrapped under that data key, and the first bundle.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kmcase.domain.errors import EnvironmentProblem

FORMAT = 1
_WORDS, _KEYRING, _BUNDLE = "enrolment.json", "keyring.json", "first.bundle"
_LONGEST_WORDS = 1 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What the file says; keys in hex are public, `device_keys` (base64) is wrapped."""

    office: Mapping[str, Any]
    laptop_id: str
    laptop_name: str
    device_keys: str
    keyring: bytes


def write_enrolment(
    out: Path, enrolment: Enrolment, bundle: Path, replace: Callable[[Path, Callable[[BinaryIO], object]], int]
) -> None:
    """Write it whole or not at all."""
    words = {
        "format": FORMAT,
        "office": dict(enrolment.office),
        "laptop_id": enrolment.laptop_id,
        "laptop_name": enrolment.laptop_name,
        "device_keys": enrolment.device_keys,
    }

    def fill(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_WORDS, json.dumps(words, ensure_ascii=False, sort_keys=True))
            archive.writestr(_KEYRING, enrolment.keyring)
            archive.write(bundle, _BUNDLE)

    replace(out, fill)


def read_enrolment(path: Path) -> Enrolment:
    """What a file says; raises `laptops.not_an_enrolment`."""
    try:
        with zipfile.ZipFile(path) as archive:
            if any(archive.getinfo(name).file_size > _LONGEST_WORDS for name in (_WORDS, _KEYRING)):
                raise ValueError("longer than any enrolment")
            words = json.loads(archive.read(_WORDS))
            if words["format"] != FORMAT:
                raise ValueError("another format")
            archive.getinfo(_BUNDLE)
            return Enrolment(
                office=dict(words["office"]),
                laptop_id=str(words["laptop_id"]),
                laptop_name=str(words["laptop_name"]),
                device_keys=str(words["device_keys"]),
                keyring=archive.read(_KEYRING),
            )
    except (OSError, ValueError, KeyError, TypeError, NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
        raise EnvironmentProblem("laptops.not_an_enrolment", path=str(path)) from error


def extract_bundle(path: Path, into: Path) -> None:
    """Put the first bundle of an enrolment into a file."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_BUNDLE) as source, into.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except (ValueError, KeyError, RuntimeError, zipfile.BadZipFile) as error:
        raise EnvironmentProblem("laptops.not_an_enrolment", path=str(path)) from error
