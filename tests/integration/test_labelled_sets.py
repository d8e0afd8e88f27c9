"""Labelled sets that somebody else made, and the command that judges one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kmcase.cli.main import main
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.files import labelled_sets
from kmcase.files.labelled_sets import read_birth, read_pairs, read_persons, read_register
from tests.labelled_persons import HELD_BACK
from tests.labelled_persons.sets import make

TODAY = date(2024, 6, 10)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "PERSONS.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, encoding: str = "utf-8"):
    return list(read_persons(written(folder, text, encoding), TODAY))


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("04/03/2518", PartialDate(1975, 3, 4)),
        ("๐๔/๐๓/๒๕๑๘", PartialDate(1975, 3, 4)),
        ("4 มี.ค. 2518", PartialDate(1975, 3, 4)),
        ("04/03/1975", PartialDate(1975, 3, 4)),
        ("1975-03-04", PartialDate(1975, 3, 4)),
        ("2518-03-04", PartialDate(1975, 3, 4)),
        ("04/03/3061", PartialDate(1975, 3, 4)),
        ("04/03/1432", PartialDate(1975, 3, 4)),
        ("03/25/2518", PartialDate(1975, 3, 25)),
        ("31/02/2518", PartialDate(1975, 2)),
        ("2518", PartialDate(1975)),
        ("1975", PartialDate(1975)),
        ("2518.0", PartialDate(1975)),
        ("00/00/2518", PartialDate(1975)),
        ("ไม่ทราบ", None),
        ("9999", None),
        ("", None),
    ],
)
def test_a_birth_date_is_read_in_either_calendar(typed: str, birth: PartialDate | None) -> None:
    assert read_birth(typed, TODAY) == birth


def test_columns_come_in_any_order_and_number(tmp_path: Path) -> None:
    (found,) = read(tmp_path, " Last_Name ,REC_ID,hobby,first_name\nใจดี,7,fishing,สมศรี\n")
    assert (found.record_id, found.first_name, found.last_name, found.phone) == ("7", "สมศรี", "ใจดี", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_encodings_and_separators_are_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["rec_id", "first_name", "sex"], *(["7", "สมศรี", "หญิง"] for _ in range(9_000))]
    found = read(tmp_path, "\n".join(delimiter.join(row) for row in rows), encoding)
    assert {(each.first_name, each.sex) for each in found} == {("สมศรี", "female")}
    assert len(found) == 9_000


def test_short_and_empty_lines_and_marks_for_nothing_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, "rec_id,first_name,phone,moo\n1,สมศรี\n\n2,NULL,-,nan\n")
    assert [(each.record_id, each.first_name, each.phone, each.moo) for each in found] == [
        ("1", "สมศรี", "", ""),
        ("2", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("code", "names", "found"),
    [
        ("410113", "เชียงพิณ,เมืองอุดรธานี,อุดรธานี", "410113"),
        ("41-01-13", ",,", "410113"),
        ("", "ต.เชียงพิณ,อ.เมืองอุดรธานี,จ.อุดรธานี", "410113"),
        ("", "เชียงพิน,เมืองอุดรธานี,อุดรธานี", "410113"),
        ("", "ไม่มีตำบลนี้,เมืองอุดรธานี,อุดรธานี", ""),
        ("", ",,", ""),
    ],
)
def test_an_area_is_known_by_its_code_or_by_its_names(tmp_path: Path, code: str, names: str, found: str) -> None:
    (record,) = read(tmp_path, f"rec_id,tambon_code,tambon,amphoe,province\n1,{code},{names}\n")
    assert record.subdistrict_code == found


def test_a_file_without_ids_is_refused_by_name(tmp_path: Path) -> None:
    for reading in (read_persons, read_register):
        with pytest.raises(DomainError) as refused:
            reading(written(tmp_path, "name,phone\nสมศรี,1\n"), TODAY)
        assert refused.value.params == {"column": "rec_id", "file": "PERSONS.csv"}
    with pytest.raises(DomainError):
        list(read_pairs(written(tmp_path, "")))


def test_pairs_are_those_labelled_true(tmp_path: Path) -> None:
    path = written(tmp_path, "rec_a,rec_b,label,kind\n1,2,1,moved\n1,3,0,\n2,3,1\n\n")
    assert list(read_pairs(path)) == [("1", "2", "moved"), ("2", "3", "")]
    assert list(read_pairs(written(tmp_path, "rec_b,rec_a\n2,1\n"))) == [("1", "2", "")]


def test_a_large_file_is_read_on_all_cores_into_the_same_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons, _ = make(HELD_BACK, 1_200).write(tmp_path)
    alone, ids = read_register(persons, TODAY)
    monkeypatch.setattr(labelled_sets, "_LARGE", 0)
    monkeypatch.setattr(labelled_sets, "_BATCH", 150)
    shared, same_ids = read_register(persons, TODAY)
    assert same_ids == ids
    assert len(shared) == len(alone) == 1_200
    for column in ("first", "last", "number", "birth", "area", "house", "father"):
        assert [shared.vocabulary(column)[at] for at in shared.column(column)] == [
            alone.vocabulary(column)[at] for at in alone.column(column)
        ]


def test_the_command_says_how_well_a_set_is_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    persons, pairs = make(HELD_BACK, 1_000).write(tmp_path)
    with pairs.open("a", encoding="utf-8") as file:
        file.write("nobody,p1,1,moved\n")
    assert main(["--english", "match", "evaluate", str(persons), str(pairs)]) == 0
    said = capsys.readouterr().out
    assert "1,000 persons" in said
    assert "1 labelled pairs name a record" in said
    share = {
        line.split()[0]: float(line.split()[1]) for line in said.splitlines() if line.startswith(("prec", "recall"))
    }
    assert share["precision"] >= 0.95
    assert share["recall"] >= 0.95
    assert "moved" in said
    assert "seconds" in said
    assert "peak memory" in said
    assert main(["--english", "match", "evaluate", str(persons), str(pairs), "--threshold", "99"]) == 0
    assert "precision 1.0000\nrecall    0.0000" in capsys.readouterr().out


def test_a_file_that_names_no_ids_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    persons, pairs = make(HELD_BACK, 100).write(tmp_path)
    assert main(["match", "evaluate", str(pairs), str(pairs)]) == 2
    assert "rec_id" in capsys.readouterr().err
    assert main(["match", "evaluate", str(persons), str(persons)]) == 2
    assert "rec_a" in capsys.readouterr().err
