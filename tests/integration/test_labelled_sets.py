"""Labelled sets that somebody else made, and the command that judges one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kmcase.cli.main import main
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.files import labelled_sets
from kmcase.files.labelled_sets import LabelledPair, read_birth, read_pairs, read_persons, read_register
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
    assert read_pairs(path) == (LabelledPair("1", "2", "moved", 2), LabelledPair("2", "3", "", 4))
    assert read_pairs(written(tmp_path, "rec_b,rec_a\n2,1\n")) == (LabelledPair("1", "2", "", 2),)


def test_a_pair_that_is_listed_twice_or_both_ways_round_counts_once(tmp_path: Path) -> None:
    path = written(tmp_path, "rec_a,rec_b,label,kind\n1,2,1,moved\n2,1,1,moved\n1,2,๑,moved\n,,,\n1,3,0,\n3,1,0.0,\n")
    assert read_pairs(path) == (LabelledPair("1", "2", "moved", 2),)


PAIRS, PERSONS = "rec_a,rec_b,label,kind\n", "rec_id,first_name\n"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "empty_file", {}),
        (PAIRS + "1,2,2,\n", "bad_label", {"line": 2, "label": "2"}),
        (PAIRS + "1,2,1,\n1,3,,\n", "bad_label", {"line": 3, "label": ""}),
        (PAIRS + "\n1,1,1,\n", "with_itself", {"line": 3, "id": "1"}),
        (PAIRS + "1,2,1,\n2,1,0,\n", "two_labels", {"line": 3, "first": 2, "one": "2", "other": "1"}),
        ("rec_a,rec_b,label,rec_a\n", "double_column", {"column": "rec_a"}),
        ("rec_a,label\n1,1\n", "no_column", {"column": "rec_b"}),
    ],
)
def test_pairs_that_cannot_be_meant_are_told_with_their_line(
    tmp_path: Path, text: str, code: str, told: dict[str, object]
) -> None:
    with pytest.raises(DomainError) as refused:
        read_pairs(written(tmp_path, text))
    assert refused.value.code == f"match.{code}"
    assert refused.value.params == {"file": "PERSONS.csv", **told}


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "empty_file", {}),
        (PERSONS, "no_persons", {}),
        (PERSONS + "1,ก\n\n2,ข\n1,ค\n", "double_id", {"line": 5, "first": 2, "id": "1"}),
        (PERSONS + "1,ก\n,ข\n", "no_id", {"line": 3}),
        ("rec_id,hobby\n1,ปลูกผัก\n", "nothing_compared", {}),
        ("rec_id,first_name,first_name\n1,ก,ข\n", "double_column", {"column": "first_name"}),
        (PERSONS + "1,ก\n2," + "ก" * 200_000 + "\n", "unreadable", {"line": 3}),
    ],
)
def test_persons_that_cannot_be_meant_are_told_with_their_line(
    tmp_path: Path, text: str, code: str, told: dict[str, object]
) -> None:
    with pytest.raises(DomainError) as refused:
        read_register(written(tmp_path, text), TODAY)
    assert refused.value.code == f"match.{code}"
    assert refused.value.params == {"file": "PERSONS.csv", **told}


def test_utf_16_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "rec_id\tfirst_name\n1\tสมศรี\n", "utf-16")
    assert (found.record_id, found.first_name) == ("1", "สมศรี")


@pytest.mark.parametrize("threshold", ["nan", "inf", "-inf"])
def test_a_threshold_that_is_no_number_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], threshold: str
) -> None:
    persons, pairs = make(HELD_BACK, 100).write(tmp_path)
    assert main(["match", "evaluate", str(persons), str(pairs), f"--threshold={threshold}"]) == 2
    assert "--threshold" in capsys.readouterr().err


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
    assert f"on line {len(pairs.read_text('utf-8').splitlines())} of {pairs.name}" in said
    share = {
        line.split()[0]: float(line.split()[1]) for line in said.splitlines() if line.startswith(("prec", "recall"))
    }
    assert share["precision"] >= 0.95
    assert share["recall"] >= 0.95
    assert "moved" in said
    assert "seconds" in said
    assert "peak memory" in said
    assert main(["--english", "match", "evaluate", str(persons), str(pairs), "--threshold", "99"]) == 0
    assert "precision – (no pair was found)\nrecall    0.0000" in capsys.readouterr().out


def test_a_file_that_names_no_ids_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    persons, pairs = make(HELD_BACK, 100).write(tmp_path)
    assert main(["match", "evaluate", str(pairs), str(pairs)]) == 2
    assert "rec_id" in capsys.readouterr().err
    assert main(["match", "evaluate", str(persons), str(persons)]) == 2
    assert "rec_a" in capsys.readouterr().err
