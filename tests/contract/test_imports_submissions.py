"""Submissions in a real office, on both engines: none lost, none twice, pictures kept, what is missing said."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from kmcase.application.imports import ImportService, MendRow, run_import
from kmcase.application.read.imports import RowItem
from kmcase.cli.sample import telephones
from kmcase.cli.sample.telephones import Sent, sent
from kmcase.domain.errors import DomainError
from kmcase.domain.surveys import RowOutcome, SubmissionReceived
from kmcase.messages import Catalogue
from kmcase.persistence.rows import evidence as evidence_tables
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice, register
from tests.state import state_of
from tests.submissions import HeldBlobs, imports_of

TODAY = date(2024, 6, 10)


def _jpeg(shade: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 60)).save(out, "JPEG")
    return out.getvalue()


PHOTOS = {"photo_person": _jpeg(10), "photo_house_outside": _jpeg(20), "signature": _jpeg(30)}


def _taken(imports: ImportService, path: Path) -> str:
    return run_import(imports, path, agency="อพม. เชียงพิณ", received_on=TODAY).value.import_id


def _zip(folder: Path, *submissions: Sent, name: str = "survey.zip", lost: str = "") -> Path:
    """An export of ODK Central; the picture of kind `lost` of the first submission is not in it."""
    return telephones.central_zip(folder / name, submissions, lost=submissions[0].file(lost) if lost else "")


def _rows(imports: ImportService, import_id: str, outcome: RowOutcome) -> tuple[RowItem, ...]:
    return imports.rows(import_id, outcome)


def _codes(row: RowItem) -> list[str]:
    return [finding.code for finding in row.findings]


def test_submissions_end_as_the_rows_of_lists_do(office: TestOffice, tmp_path: Path) -> None:
    known = sent(3).answers
    register(office, **{name: known[name] for name in ("first_name", "last_name", "national_id")}, no_id_reason=None)
    imports = imports_of(office)
    wrong = (sent(2, person_income="abc"), sent(4, income_other="x"), sent(5, first_name=""))
    path = _zip(tmp_path, sent(1), sent(3), *wrong)
    item = imports.list(_taken(imports, path))
    assert {outcome: item.counts[outcome] for outcome in RowOutcome} == {
        RowOutcome.IMPORTED: 1,
        RowOutcome.MATCHED: 1,
        RowOutcome.WAITING: 3,
        RowOutcome.SKIPPED: 0,
    }
    reasons = {code for row in _rows(imports, item.import_id, RowOutcome.WAITING) for code in _codes(row)}
    assert reasons == {"imports.amount_letters", "forms.no_number", "imports.name_missing"}


def test_pictures_become_evidence_by_their_hash(office: TestOffice, tmp_path: Path) -> None:
    blobs = HeldBlobs()
    imports = imports_of(office, blobs=blobs)
    import_id = _taken(imports, _zip(tmp_path, sent(1, pictures=PHOTOS)))
    with office.work().read("imports.read") as reading:
        stored = reading.imports.submission(import_id, 2)
    assert stored is not None and stored.outcome is RowOutcome.IMPORTED
    kept = {item.kind.value: item.attachments[0] for item in stored.evidence}
    assert {kind: one.sha256 for kind, one in kept.items()} == {
        kind: hashlib.sha256(content).hexdigest() for kind, content in PHOTOS.items()
    }
    assert {one.stored_sha256 for one in kept.values()} == set(blobs.held)
    assert stored.answers["members"][0]["member_name"]
    with office.engine.connect() as connection:
        named = Rows(connection).all(evidence_tables.attachment)
    assert {row["stored_sha256"] for row in named} == set(blobs.held)
    assert {row["record_id"] for row in named} == {f"{import_id}:2"}


def test_a_submission_is_never_taken_twice(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    _taken(imports, _zip(tmp_path, sent(1)))
    (tmp_path / "kobo.csv").write_bytes(telephones.kobo_csv([sent(1, first_name="อื่น"), sent(2), sent(2)]))
    second = _taken(imports, tmp_path / "kobo.csv")
    assert [row.row for row in _rows(imports, second, RowOutcome.IMPORTED)] == [3]
    assert [row.reason for row in _rows(imports, second, RowOutcome.SKIPPED)] == ["known_submission"] * 2
    assert imports.list(second).complete


def test_what_was_rejected_on_the_server_is_not_taken(office: TestOffice, tmp_path: Path) -> None:
    content = telephones.kobo_csv([sent(1)]).replace(b'"_uuid"', b'"_validation_status";"_uuid"')
    (tmp_path / "kobo.csv").write_bytes(content.replace(b'"00000001-', b'"Not Approved";"00000001-'))
    imports = imports_of(office)
    (row,) = _rows(imports, _taken(imports, tmp_path / "kobo.csv"), RowOutcome.SKIPPED)
    assert row.reason == "rejected_submission"


def test_a_missing_picture_is_a_reason_until_it_comes(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    first = _taken(imports, _zip(tmp_path, sent(1, pictures=PHOTOS), lost="photo_person"))
    (row,) = _rows(imports, first, RowOutcome.WAITING)
    assert _codes(row) == ["imports.picture_missing"]
    assert row.findings[0].fields == ("picture:photo_person",)
    second = _taken(imports, _zip(tmp_path, sent(1, pictures=PHOTOS), name="again.zip"))
    assert len(_rows(imports, second, RowOutcome.IMPORTED)) == 1
    (aside,) = _rows(imports, first, RowOutcome.SKIPPED)
    assert aside.reason == "came_again"


def test_a_useless_picture_is_a_reason(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    path = _zip(tmp_path, sent(1, pictures={"photo_person": b"no picture", "photo_family": PHOTOS["signature"][:300]}))
    (row,) = _rows(imports, _taken(imports, path), RowOutcome.WAITING)
    assert _codes(row) == ["imports.picture_unusable"] * 2


def test_mending_does_not_forget_the_missing_picture(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    path = _zip(tmp_path, sent(1, person_income="abc", pictures=PHOTOS), lost="signature")
    import_id = _taken(imports, path)
    (row,) = _rows(imports, import_id, RowOutcome.WAITING)
    cells = {**row.cells, "monthly_income": "2500"}
    assert imports.mend(MendRow(import_id=import_id, row=row.row, cells=cells)).value is RowOutcome.WAITING
    (row,) = _rows(imports, import_id, RowOutcome.WAITING)
    assert _codes(row) == ["imports.picture_missing"]
    cells["picture:signature"] = ""
    assert imports.mend(MendRow(import_id=import_id, row=row.row, cells=cells)).value is RowOutcome.IMPORTED


def test_an_answer_of_the_form_is_mended_in_its_cell(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    import_id = _taken(imports, _zip(tmp_path, sent(1, income_other="x")))
    (row,) = _rows(imports, import_id, RowOutcome.WAITING)
    cells = {**row.cells, "answer:income_other": "150", "answer:income_other_from": "ลูก"}
    assert imports.mend(MendRow(import_id=import_id, row=row.row, cells=cells)).value is RowOutcome.IMPORTED


def test_waiting_submissions_go_through_excel_and_back(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    import_id = _taken(imports, _zip(tmp_path, sent(1, income_other="x", pictures=PHOTOS), lost="signature"))
    path = tmp_path / "waiting.xlsx"
    path.write_bytes(imports.waiting_workbook(import_id, Catalogue()))
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    heads = [cell.value for cell in page[1]]
    for name, text in (("income_other", "0"), ("signature", "")):
        place = next(index for index, head in enumerate(heads) if str(head).endswith(f"· {name}"))
        page[2][place].value = text
    book.save(path)
    assert imports.read_back(path).value.counts == {RowOutcome.IMPORTED: 1}


class _StopsAfterAUnit:
    """`Steps` of somebody who presses stop when the first rows stand."""

    def __init__(self) -> None:
        self._stopped = False

    def check(self) -> None:
        if self._stopped:
            raise DomainError("shell.cancelled")

    def report(self, done: int, total: int | None = None) -> None:
        self._stopped = True


def test_a_stopped_run_goes_on_where_it_stopped(office: TestOffice, tmp_path: Path) -> None:
    path = _zip(tmp_path, *(sent(number, pictures=PHOTOS) for number in range(1, 50)))
    imports = imports_of(office)
    with pytest.raises(DomainError):
        run_import(imports, path, agency="อพม.", received_on=TODAY, steps=_StopsAfterAUnit())
    item = imports.lists()[0]
    assert 0 < item.settled < item.rows
    assert run_import(imports, path, agency="อพม.", received_on=TODAY).value.resumed == item.settled
    done = imports.list(item.import_id)
    assert done.complete and done.counts[RowOutcome.IMPORTED] == 49


def test_submissions_are_what_the_journal_adds_up_to(office: TestOffice, tmp_path: Path) -> None:
    imports = imports_of(office)
    path = _zip(tmp_path, sent(1, pictures=PHOTOS), sent(2, income_other="x"), lost="signature")
    _taken(imports, path)
    _taken(imports, _zip(tmp_path, sent(1, pictures=PHOTOS), sent(2), name="again.zip"))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
    assert len(before["submission"]) == 4


def test_a_submission_touches_its_list_and_its_person() -> None:
    told = {"import_id": "i", "row": 2, "key": "k", "form_id": "survey", "version": "1", "answers": {}}
    assert SubmissionReceived(**told).touches == (("import", "i"),)
    assert SubmissionReceived(**told, person_id="p").touches == (("import", "i"), ("person", "p"))
