"""The commands on the sample office: what they write, say and give back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.application.printing import LedgerOrder
from kmcase.cli.main import main
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.payments import VoucherState
from kmcase.domain.requests import RequestStatus
from kmcase.rules.controls import CATALOGUE
from tests.sample import open_sample, sample_copy

DONE, FOUND, WRONG_USE, ENVIRONMENT = 0, 1, 2, 3


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.delenv("KMCASE_PASSWORD", raising=False)
    return sample_copy(tmp_path)


def _text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_the_sample_office_has_work_in_every_state(office: Path) -> None:
    opened = open_sample(office, "director")
    services = opened.services
    states = {item.status for item in services.requests.list()}
    vouchers = {item.state for half in (1, 2) for item in services.printing.ledger_items(BudgetHalf(2567, half))}
    counts = (len(services.people.persons()), len(services.people.households()), len(services.requests.list()))
    opened.close()
    assert counts >= (400, 400, 150)
    assert states >= {
        RequestStatus.DRAFT,
        RequestStatus.IN_REVIEW,
        RequestStatus.NEEDS_CORRECTION,
        RequestStatus.BEFORE_PANEL,
        RequestStatus.APPROVED,
        RequestStatus.NOT_QUALIFIED,
        RequestStatus.HELPED,
        RequestStatus.DISBURSED,
    }
    assert vouchers >= {VoucherState.PAID, VoucherState.NOT_PAID, VoucherState.VOID, VoucherState.ISSUED}


def test_verify_finds_the_sample_office_sound(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--office", str(office)]) == DONE
    assert "ถูกต้อง" in capsys.readouterr().out


def test_the_controls_say_a_line_each_and_write_the_report(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, xlsx = tmp_path / "controls.pdf", tmp_path / "controls.xlsx"
    words = ["controls", "--half", "2567/1", "--office", str(office)]
    assert main([*words, "--pdf", str(pdf), "--xlsx", str(xlsx)]) == FOUND
    said = capsys.readouterr().out
    assert "f1.put_together: รอชี้แจง 0 ชี้แจงแล้ว 4 ยืนยันแล้ว 0" in said
    assert len(said.splitlines()) == len(CATALOGUE)
    assert "รายงานข้อสังเกต" in _text(pdf)
    assert load_workbook(xlsx).worksheets[0]["A4"].value == CATALOGUE[0].code
    assert main([*words, "--month", "6"]) == WRONG_USE
    assert main([*words, "--month", "10"]) == DONE


def test_a_bank_report_is_compared_line_by_line(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_sample(office, "finance1")
    [batch] = [one for one in opened.services.batches.list() if one.number == "ขบ 140/2567"]
    [run] = opened.services.batches.page(batch.batch_id).runs
    vouchers = opened.services.payments.run(run.run_id).vouchers
    opened.close()
    path = tmp_path / "ktb.csv"
    told = {VoucherState.PAID: "037", VoucherState.NOT_PAID: "038"}
    lines = [f"{one.number};{one.account};{one.amount.whole:,}.00;{told[one.state]}" for one in vouchers]
    heading = "เลขที่ใบสำคัญ;เลขที่บัญชี;จำนวนเงิน;ผลการโอน"
    path.write_bytes("\r\n".join([heading, *lines]).encode("cp874"))
    words = ["reconcile", str(path), "--batch", "ขบ 140/2567", "--office", str(office)]
    assert main(words) == DONE
    assert f"บันทึกไว้แล้ว: {len(vouchers)}" in capsys.readouterr().out
    path.write_bytes("\r\n".join([heading, *lines, "9999/2567;1;1;037"]).encode("cp874"))
    assert main([*words, "--record"]) == FOUND
    said = capsys.readouterr().out
    assert "ไม่มีใบสำคัญ: 1" in said
    assert "บันทึกผลแล้ว 0 รายการ" in said
    assert main(["reconcile", str(path), "--batch", "ขบ 9/2567", "--office", str(office)]) == WRONG_USE


def test_a_sample_is_drawn_again_from_its_seed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_sample(office, "auditor")
    recorded = opened.services.samples.standing(BudgetHalf(2567, 1)).sample
    opened.close()
    assert recorded is not None
    words = ["verify-sample", "--half", "2567/1", "--office", str(office)]
    assert main([*words, "--seed", recorded.seed]) == DONE
    said = capsys.readouterr().out
    assert main([*words, "--seed", recorded.seed]) == DONE
    assert capsys.readouterr().out == said
    assert recorded.register_hash in said and recorded.head in said
    assert [line.split()[1] for line in said.splitlines()[4:-2]] == list(recorded.numbers)
    assert said.splitlines()[-2:] == ["เลขตั้งต้นมาจากจุดตรวจสอบแรกหลังสิ้นงวดจริง", "รายชื่อตรงกับที่บันทึกไว้"]
    assert main([*words, "--seed", recorded.seed, "--turn", "1"]) == DONE
    assert main([*words, "--seed", recorded.seed, "--turn", "2"]) == WRONG_USE
    capsys.readouterr()
    assert main([*words, "--seed", "another", "--method", "money"]) == DONE
    assert capsys.readouterr().out != said
    assert main([*words, "--seed", "another", "--confidence", "100"]) == WRONG_USE
    assert main([*words[:1], "--half", "2566/1", *words[3:], "--seed", "1"]) == WRONG_USE


def test_the_ledger_prints_every_number_and_the_total_of_the_budget(office: Path, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "ledger.pdf", tmp_path / "ledger.xlsx"
    words = ["ledger", "--half", "2567/1", "--by", "month", "--pdf", str(pdf), "--xlsx", str(xlsx)]
    assert main([*words, "--office", str(office)]) == DONE
    opened = open_sample(office, "auditor")
    items = opened.services.printing.ledger_items(BudgetHalf(2567, 1))
    budget = opened.services.budgets.page(BudgetHalf(2567, 1)).budget
    opened.close()
    text = _text(pdf)
    assert all(item.number in text for item in items)
    paid = budget.paid - budget.returned
    assert f"{paid.whole:,}.00" in text
    sheets = load_workbook(xlsx).worksheets
    assert sum(sheet.max_row for sheet in sheets) > len(items)


def test_a_printed_ledger_is_checked_by_row(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "ledger.pdf"
    assert main(["ledger", "--half", "2567/1", "--pdf", str(pdf), "--office", str(office)]) == DONE
    assert main(["verify", "--page", str(pdf), "--office", str(office)]) == DONE
    opened = open_sample(office, "director")
    with opened.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER keep_update_voucher")
        connection.exec_driver_sql("UPDATE voucher SET amount = 900000 WHERE number = '0005/2567'")
    opened.close()
    capsys.readouterr()
    assert main(["verify", "--page", str(pdf), "--office", str(office)]) == FOUND
    said = capsys.readouterr().out
    assert "จำนวนเงินของเลขที่ 0005/2567 บนกระดาษไม่ตรงกับข้อมูล" in said
    assert "ตาราง voucher เลขที่ 0005/2567 ช่อง amount" in said
    assert "keep_update_voucher" in said


def test_a_ledger_of_another_office_is_not_believed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "KM1:AAAAAAAA:5:20240619T023000Z:" + "A" * 52 + ":" + "A" * 103
    assert main(["verify", "--page", code, "--office", str(office)]) == FOUND
    assert "สำนักงานอื่น" in capsys.readouterr().out


def test_a_backup_is_made_and_restored_into_another_folder(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--office", str(office), "--to", str(tmp_path / "stick")]) == DONE
    made = next((office / "backups").glob("*Z"))
    restored = tmp_path / "restored"
    assert main(["restore", str(made), "--office", str(restored)]) == DONE
    assert main(["verify", "--office", str(restored)]) == DONE
    assert list((tmp_path / "stick").rglob("manifest.json"))


def test_the_indicators_of_a_year_are_told_and_written(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, xlsx = tmp_path / "indicators.pdf", tmp_path / "indicators.xlsx"
    words = ["--english", "indicators", "--office", str(office), "--user", "social1"]
    assert main([*words, "--year", "2567", "--pdf", str(pdf), "--xlsx", str(xlsx)]) == DONE
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["Fiscal year 2567", "Until 19 มิ.ย. 67; the period is not over", "6 clients"]
    assert said[3] == "1. Every client has an individual service plan: 1 of 3 · 33 % (Not met yet)"
    assert "    Median: 4 days" in said
    assert "1 of 3 · 33 %" in _text(pdf)
    five, lines = load_workbook(xlsx).worksheets
    assert [cell.value for cell in five[6]][1:4] == [1, 3, 33]
    assert "Median" in [row[1].value for row in lines.rows]
    for year in ("67", "2567/3", "soon"):
        assert main([*words, "--year", year]) == WRONG_USE
        assert f"not “{year}”" in capsys.readouterr().err
    assert main([*words, "--year", "2568"]) == WRONG_USE
    assert "has not begun" in capsys.readouterr().err


def test_who_may_not_see_all_cases_is_told_small_counts_loosely(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, xlsx = tmp_path / "indicators.pdf", tmp_path / "indicators.xlsx"
    words = [
        "--english",
        "indicators",
        "--office",
        str(office),
        "--year",
        "2567",
        "--pdf",
        str(pdf),
        "--xlsx",
        str(xlsx),
    ]
    assert main(words) == DONE
    said = capsys.readouterr().out
    assert "6–9 clients" in said
    assert "fewer than 5 restricted cases among them" in said
    assert "Restricted cases (not broken down): fewer than 5" in said
    sheets = load_workbook(xlsx).worksheets
    groups = [row for row in sheets[1].iter_rows(values_only=True) if row[0] == "Clients by group"]
    assert groups
    assert {(row[2], row[3]) for row in groups} == {("not shown", None), ("fewer than 5", None)}
    assert "not shown to who may not see" in " ".join(_text(pdf).split())


def test_wrong_use_and_a_missing_office_have_their_own_codes(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "--half", "2024/1", "--office", str(office)]) == WRONG_USE
    assert main(["verify", "--office", str(tmp_path / "nothing")]) == ENVIRONMENT
    assert main(["verify", "--office", str(office), "--user", "nobody"]) == WRONG_USE
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["dance"])
    assert stopped.value.code == WRONG_USE


def test_the_commands_speak_english_by_a_switch(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--english", "ledger", "--half", "2567/2", "--office", str(office)]) == DONE
    assert "Ledger 2567/2" in capsys.readouterr().out


def test_the_checkpoint_of_a_ledger_is_kept_and_compared(office: Path) -> None:
    opened = open_sample(office, "finance1")
    first = opened.services.printing.ledger_snapshots(LedgerOrder(half=BudgetHalf(2567, 1)))
    assert first[0].checkpoint.startswith("KM1:")
    assert opened.services.verification.verify().sound
    opened.close()
    auditor = open_sample(office, "auditor")
    without_key = auditor.services.printing.ledger_snapshots(LedgerOrder(half=BudgetHalf(2567, 1)))
    auditor.close()
    assert without_key[0].checkpoint == first[0].checkpoint


def test_a_command_without_an_office_takes_the_one_opened_last_and_says_which(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["controls", "--half", "2567/1"]) == WRONG_USE
    assert "--office" in capsys.readouterr().err
    assert main(["controls", "--half", "2567/1", "--office", str(office)]) in (DONE, FOUND)
    told = capsys.readouterr()
    assert main(["controls", "--half", "2567/1"]) in (DONE, FOUND)
    again = capsys.readouterr()
    assert again.out == told.out
    assert str(office.resolve()) in again.err
