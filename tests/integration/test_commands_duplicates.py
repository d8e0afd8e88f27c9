"""`duplicates` on the sample office: what waits, with score and reasons, and who decided the rest, when and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.reports import NewPairs
from kmcase.application.read.clusters import ClusterState
from kmcase.cli.exchange import show_applied
from kmcase.cli.main import main
from kmcase.cli.output import Output
from kmcase.messages import Catalogue
from tests.sample import open_sample, sample_copy, tell_apart

DONE = 0


def test_duplicates_are_listed_with_their_reasons_and_with_who_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.delenv("KMCASE_PASSWORD", raising=False)
    office = sample_copy(tmp_path)
    words = ["duplicates", "--office", str(office)]
    assert main(words) == DONE
    *lines, count = capsys.readouterr().out.splitlines()
    first, looked, second, linked, linked_by, apart, apart_by = lines
    assert all("ระงับจ่าย +" in line and "วันเกิดตรงกัน" in line for line in (first, second))
    assert "ดูแล้วยังบอกไม่ได้ เมื่อ" in looked and looked.endswith("รอสำเนาทะเบียนบ้านจากอำเภอ")
    assert linked.startswith("คนเดียวกัน +") and "ตัดสินว่าเป็นคนเดียวกัน เมื่อ" in linked_by
    assert apart.startswith("คนละคน +") and "ตัดสินว่าเป็นคนละคน เมื่อ" in apart_by
    assert linked_by.split(": ", 1)[1] and apart_by.split(": ", 1)[1]
    assert count == "รอตัดสิน 2 รายการ ตัดสินแล้ว 2 รายการ"
    opened = open_sample(office, "social1")
    items = opened.services.duplicates.list()
    assert {item.state for item in items} == {ClusterState.STOPS, ClusterState.LINKED, ClusterState.APART}
    opened.close()
    tell_apart(office)
    assert main(words) == DONE
    *lines, count = capsys.readouterr().out.splitlines()
    assert not any(line.startswith("ระงับจ่าย") for line in lines)
    assert count == "รอตัดสิน 0 รายการ ตัดสินแล้ว 4 รายการ"


def test_a_bundle_that_brings_duplicates_is_told_so_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(Catalogue("en"))
    assert show_applied(AppliedBundle(sender="L", new=2), output) == DONE
    assert "duplicates" not in capsys.readouterr().out
    alike = NewPairs(stops=(("1", "2"),), waits=(("1", "3"), ("2", "3")))
    assert show_applied(AppliedBundle(sender="L", new=2, alike=alike), output) == DONE
    assert "1 pairs stop payments, 2 want a look" in capsys.readouterr().out
