"""`forms import`: submissions into the sample office by a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.cli.main import DONE, FOUND, WRONG_USE, main
from kmcase.cli.sample import telephones
from kmcase.cli.sample.telephones import sent
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
