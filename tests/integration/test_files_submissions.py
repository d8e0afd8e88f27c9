"""Submissions in files: what ODK Central and KoboToolbox give out, and what others would like to be read."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kmcase.cli.sample import telephones
from kmcase.cli.sample.telephones import sent
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.files import submissions
from kmcase.files.submissions import open_pictures, read_list

PICTURE = b"\xff\xd8\xff a picture"


def _refused(path: Path) -> str:
    with pytest.raises((DomainError, EnvironmentProblem)) as caught:
        read_list(path)
    return str(caught.value)


def _csv(folder: Path, content: bytes) -> Path:
    path = folder / "survey.csv"
    path.write_bytes(content)
    return path


def test_the_zip_of_odk_central_is_a_sheet_of_submissions(tmp_path: Path) -> None:
    path = telephones.central_zip(tmp_path / "survey.zip", [sent(1, pictures={"photo_person": PICTURE}), sent(2)])
    book = read_list(path)
    (sheet,) = book.sheets
    assert len(sheet.rows) == 3 and len(sheet.uses) == len(sheet.rows[0])
    assert [each.key[:8] for each in book.submissions] == ["00000001", "00000002"]
    assert book.submissions[0].answers["members"][0]["member_relation"] == "grandchild"
    assert book.submissions[0].pictures == {"photo_person": "photo_person-00000001.jpg"}
    assert book.source == path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_csv_of_kobotoolbox_is_read_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    content = telephones.kobo_csv([sent(1), sent(2)]).decode()
    book = read_list(_csv(tmp_path, content.encode(encoding)))
    assert [each.row for each in book.submissions] == [2, 3]
    assert any(cell == "อุดรธานี" for cell in book.sheets[0].rows[1])


@pytest.mark.parametrize("groups", ["/", "-"])
@pytest.mark.parametrize("labels", [False, True])
def test_groups_and_words_give_the_same_rows(groups: str, labels: bool, tmp_path: Path) -> None:
    plain = read_list(_csv(tmp_path, telephones.kobo_csv([sent(1)]))).sheets[0].rows
    other = read_list(_csv(tmp_path, telephones.kobo_csv([sent(1)], groups=groups, labels=labels))).sheets[0].rows
    assert other == plain


def test_a_workbook_of_kobotoolbox_has_a_sheet_for_the_members(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    main, members = book.active, book.create_sheet("members")
    assert main is not None
    for line in csv.reader(io.StringIO(telephones.kobo_csv([sent(1), sent(2)]).decode()), delimiter=";"):
        main.append(line)
    members.append(["member_name", "member_income", "_index", "_parent_index", "_submission__uuid"])
    members.append(["หลาน", 100, 1, 2, sent(2).key])
    book.save(tmp_path / "kobo.xlsx")
    read = read_list(tmp_path / "kobo.xlsx")
    assert [each.key for each in read.submissions] == [sent(1).key, sent(2).key]
    assert read.submissions[1].answers == {"members": [{"_id": "1", "member_name": "หลาน", "member_income": 10_000}]}


def test_a_list_in_csv_stays_a_list(tmp_path: Path) -> None:
    book = read_list(_csv(tmp_path, "ชื่อ,สกุล\nบุญมี,ใจดี\n".encode()))
    assert book.submissions == () and book.source is None


def test_a_version_that_the_program_does_not_hold_is_read_by_the_newest(tmp_path: Path) -> None:
    content = telephones.central_csv(telephones.shipped_forms().newest("survey"), [sent(1)])
    assert read_list(_csv(tmp_path, content.replace(b",1\r\n", b",999\r\n"))).submissions[0].version == "1"


def test_a_picture_is_found_by_its_name_wherever_it_lies(tmp_path: Path) -> None:
    path = telephones.central_zip(
        tmp_path / "s.zip", [sent(1)], extra={"form/attachments/aa/1.jpg": b"one", "form/attachments/bb/1.jpg": b"two"}
    )
    with open_pictures(path) as pictures:
        assert (pictures.read("1.jpg", "bb"), pictures.read("1.jpg", "aa")) == (b"two", b"one")
        assert pictures.read("../../1.jpg", "cc") == b"one"
        assert pictures.read("2.jpg", "aa") is None


def test_pictures_beside_a_csv_lie_in_media(tmp_path: Path) -> None:
    path = _csv(tmp_path, b"")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "1.jpg").write_bytes(PICTURE)
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "media" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    with open_pictures(path) as pictures:
        assert pictures.read("1.jpg", "") == PICTURE
        for name in ("../secret.jpg", "..\\secret.jpg", "link.jpg", "", "..", "2.jpg"):
            assert pictures.read(name, "") is None, name


def test_a_picture_that_unpacks_beyond_all_bounds_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submissions, "LARGEST_PICTURE", 1_000)
    path = telephones.central_zip(tmp_path / "s.zip", [sent(1)], extra={"media/1.jpg": b"\0" * 1_001})
    with open_pictures(path) as pictures, pytest.raises(DomainError) as caught:
        pictures.read("1.jpg", "")
    assert caught.value.code == "files.too_large"


def test_a_table_that_unpacks_beyond_all_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "LARGEST_TABLE", 10_000)
    path = telephones.central_zip(tmp_path / "s.zip", [sent(1)], extra={"bomb.csv": b"a" * 10_001})
    assert _refused(path) == "files.too_large"


def test_an_archive_of_too_many_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "MOST_PARTS", 2)
    path = telephones.central_zip(tmp_path / "s.zip", [sent(1)], extra={"one": b"", "two": b""})
    assert _refused(path) == "files.unpacks_too_large"


def test_a_size_that_lies_in_the_archive_is_found_out(tmp_path: Path) -> None:
    path = telephones.central_zip(tmp_path / "s.zip", [sent(1)])
    whole = path.read_bytes()
    place = whole.index(b"PK\x01\x02") + 24
    path.write_bytes(whole[:place] + (10).to_bytes(4, "little") + whole[place + 4 :])
    assert _refused(path) in ("files.damaged", "forms.no_submissions")


def test_an_archive_with_a_password_says_so(tmp_path: Path) -> None:
    path = telephones.central_zip(tmp_path / "s.zip", [sent(1)])
    whole = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.index(mark)
        whole[at + flags] |= 1
    path.write_bytes(bytes(whole))
    assert _refused(path) == "files.password"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"", "files.empty"),
        ("a.zip", b"no archive at all", "files.not_what_it_says"),
        ("a.zip", b"PK\x03\x04 cut short", "files.damaged"),
        ("a.csv", b"", "files.empty"),
    ],
)
def test_what_is_no_export_is_said(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert _refused(tmp_path / name) == said


def test_an_archive_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    path = telephones.central_zip(tmp_path / "s.zip", [sent(number) for number in range(40)])
    path.write_bytes(path.read_bytes()[:-200])
    assert _refused(path) == "files.damaged"


def test_an_archive_without_submissions_says_what_to_export(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr("empty.csv", "")
        archive.writestr("other.csv", "a,b\n1,2\n")
    assert _refused(path) == "forms.no_submissions"


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.zip") == "files.missing"
    with pytest.raises(DomainError) as caught, open_pictures(tmp_path / "none.zip"):
        pass
    assert caught.value.code == "files.missing"


def test_a_bomb_is_left_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("survey.csv", "w") as stream:
        for _ in range(101):
            stream.write(b"0" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert _refused(path) == "files.too_large"
