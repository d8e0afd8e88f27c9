"""`duplicates` on the sample office: what waits for a decision, with score and reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.read.clusters import ClusterState
from kmcase.cli.main import main
from tests.sample import open_sample, sample_copy, tell_apart

DONE = 0


def test_duplicates_are_listed_with_their_reasons_and_none_once_all_are_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.delenv("KMCASE_PASSWORD", raising=False)
    office = sample_copy(tmp_path)
    words = ["duplicates", "--office", str(office)]
    assert main(words) == DONE
    *lines, count = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and all("ระงับจ่าย +" in line and "วันเกิดตรงกัน" in line for line in lines)
    assert count == "รอตัดสิน 2 รายการ"
    opened = open_sample(office, "social1")
    items = opened.services.duplicates.list()
    assert {item.state for item in items} == {ClusterState.STOPS, ClusterState.LINKED, ClusterState.APART}
    opened.close()
    tell_apart(office)
    assert main(words) == DONE
    assert capsys.readouterr().out.splitlines() == ["ไม่มีรายการที่รอตัดสิน"]
