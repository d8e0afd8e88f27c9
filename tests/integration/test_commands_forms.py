"""`forms import`: submissions into the sample office by a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.cli.main import DONE, FOUND, WRONG_USE, main
from kmcase.cli.sample import telephones
from kmcase.cli.sample.telephones import sent
from kmcase.rules.casework import shipped_text
from tests.sample import sample_copy


def test_submissions_are_taken_in_and_what_waits_gives_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = sample_copy(tmp_path)
    good = telephones.central_zip(tmp_path / "good.zip", [sent(950_001), sent(950_002)])
    assert main(["forms", "import", str(good), "--office", str(office)]) == DONE
    assert "นำเข้า 2 แถว" in capsys.readouterr().out
    again = telephones.central_zip(tmp_path / "again.zip", [sent(950_001), sent(950_003, income_other="x")])
    assert main(["forms", "import", str(again), "--office", str(office), "--agency", "อพม."]) == FOUND
    assert "นำเข้า 0 แถว ตรงกับข้อมูลเดิม 0 แถว รอแก้ไข 1 แถว ข้าม 1 แถว" in capsys.readouterr().out
    empty = telephones.central_zip(tmp_path / "none.zip", [])
    assert main(["forms", "import", str(tmp_path / "missing.zip"), "--office", str(office)]) == WRONG_USE
    assert main(["forms", "import", str(empty), "--office", str(office)]) == DONE
    assert "Traceback" not in capsys.readouterr().err


def test_a_changed_file_of_forms_and_stages_is_checked_line_by_line_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "casework.toml"
    file.write_text(shipped_text().replace("days = 7\n", "days = 0\n", 1), "utf-8")
    assert main(["forms", "check", str(file)]) == WRONG_USE
    said = capsys.readouterr().err
    line = shipped_text().splitlines().index("days = 7") + 1
    assert f"casework.toml บรรทัด {line}: จำนวนวัน 0 ต้องตั้งแต่ 1 ขึ้นไป" in said
    assert f"casework.toml line {line}: 0 days: it must be 1 or more" in said
    assert "    days = 0\n" in said
    file.write_text(shipped_text(), "utf-8")
    assert main(["forms", "check", str(file)]) == DONE
    assert "ใช้ได้ รุ่น 2567.1" in capsys.readouterr().out
    assert main(["forms", "check", str(tmp_path / "none.toml")]) == WRONG_USE
    file.write_bytes(b"\xff\xfe")
    assert main(["forms", "check", str(file)]) == WRONG_USE


def test_an_xlsform_is_checked_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "form.xlsx"
    assert main(["forms", "export", "--form", "visit", "--xlsform", str(book)]) == DONE
    assert main(["forms", "check", str(book)]) == DONE
    assert "form.xlsx ใช้ได้" in capsys.readouterr().out
    book.write_bytes(b"PK no workbook")
    assert main(["forms", "check", str(book)]) == WRONG_USE
