"""`audit-bundle` and `public-list` on the sample office: what they write, say and give back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.cli.main import main
from kmcase.thai.digits import to_thai
from tests.paper import text_of
from tests.sample import open_sample, sample_copy
from tests.verifying import flip, manifest_of, run_verifier


def test_the_command_writes_a_bundle_and_says_how_it_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    folder, out = sample_copy(tmp_path), tmp_path / "b"
    opened = open_sample(folder, "director")
    number = min((item for item in opened.services.batches.list() if item.paid), key=lambda one: one.requests).number
    opened.close()
    words = ["audit-bundle", "--office", str(folder)]
    assert main([*words, "--batch", f" {to_thai(number.replace(' ', ''))}", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"{out}/verify.py" in said
    assert run_verifier(out).code == 0
    assert main([*words, "--batch", number, "--out", str(out)]) == 2
    assert main([*words, "--batch", "0/2500", "--out", str(tmp_path / "c")]) == 2
    assert main([*words, "--out", str(tmp_path / "c")]) == 2
    assert main([*words, "--from", "1/6/2567", "--out", str(tmp_path / "c")]) == 2
    assert not (tmp_path / "c").exists()


def test_a_byte_of_a_photograph_that_is_flipped_is_named_by_the_office_and_left_out_of_a_bundle_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    folder = sample_copy(tmp_path)
    number = "ขบ 236/2567"
    words = ["audit-bundle", "--office", str(folder), "--batch", number, "--out"]
    assert main([*words, str(tmp_path / "whole")]) == 0
    picture = next(name for name in sorted(manifest_of(tmp_path / "whole")["files"]) if name.endswith(".jpg"))
    sha256 = Path(picture).stem
    opened = open_sample(folder, "director")
    kept = next(path for path in (folder / "photos").rglob(opened.blobs.name_of(sha256) + "*") if path.is_file())
    opened.close()
    flip(kept)
    assert main(["verify", "--office", str(folder)]) == 1
    assert kept.name[:12] in capsys.readouterr().out
    assert main([*words, str(tmp_path / "b")]) == 0
    left = manifest_of(tmp_path / "b")["withheld"]
    assert [line["reason"] for line in left if line.get("sha256") == sha256] == ["missing"]
    assert [line for line in left if line["what"].startswith("fact-findings/") and line["reason"] == "missing"]
    assert run_verifier(tmp_path / "b").code == 0


def test_the_command_writes_the_public_list_of_a_meeting_and_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    folder = sample_copy(tmp_path)
    words = ["public-list", "--office", str(folder)]
    pdf, xlsx = tmp_path / "list.pdf", tmp_path / "list.xlsx"
    assert main([*words, "--meeting", "6/2567", "--pdf", str(pdf), "--xlsx", str(xlsx)]) == 0
    assert "จะประกาศชื่อ" in capsys.readouterr().out
    text = text_of(pdf.read_bytes())
    assert "ประกาศรายชื่อผู้ได้รับอนุมัติ" in "".join(text.split())
    assert load_workbook(xlsx).worksheets[0].max_row > 10
    assert main([*words, "--batch", "ขบ 219/2567", "--pdf", str(pdf)]) == 0
    assert main([*words, "--meeting", "99/2500"]) == 2
