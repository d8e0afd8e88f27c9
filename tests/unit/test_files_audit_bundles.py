"""Auditors' bundles read back as folder and zip; what is none is refused in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kmcase.domain.errors import DomainError
from kmcase.files.audit_bundles import read_bundle_hashes


def a_bundle(folder: Path, text: str) -> Path:
    (folder / "b" / "journal").mkdir(parents=True)
    (folder / "b" / "journal" / "store.jsonl").write_text(text)
    return folder / "b"


def test_the_hashes_are_read_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    bundle = a_bundle(tmp_path, '{"hash":"00ff"}\n{"hash":"01"}\n')
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", bundle))
    assert read_bundle_hashes(bundle) == read_bundle_hashes(packed) == {"store": (b"\x00\xff", b"\x01")}


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"hash": 5}', '{"hash": "x"}'])
def test_what_is_no_journal_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DomainError, match=r"verify\.no_bundle"):
        read_bundle_hashes(a_bundle(tmp_path, text))


def test_what_is_no_bundle_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    (tmp_path / "empty" / "journal").mkdir(parents=True)
    for place in ("gone", "x.zip", "empty"):
        with pytest.raises(DomainError, match=r"verify\.no_bundle"):
            read_bundle_hashes(tmp_path / place)
