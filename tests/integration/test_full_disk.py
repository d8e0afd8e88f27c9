"""A full disk at each place where the program writes: told in a sentence, nothing half done, and then it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.evidence import Attachments
from kmcase.application.imports import ReceiveList
from kmcase.cli.sample import dirty_lists
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.surveys import RowOutcome
from kmcase.files.captured import CapturedPictures
from kmcase.messages import LANGUAGES, Catalogue
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.office_backups import FolderBackups
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder
from kmcase.persistence.schema import rebuild
from tests.builders import SECOND_HALF, STORE, TestOffice, new_office
from tests.full_disks import Disk, limited_files, small_disk
from tests.integration.test_imports import JUNE_10, service
from tests.money_builders import pay, prepared_run, receipts, voucher_ids
from tests.state import state_of
from ui.tables.output import write_file

TOLD = frozenset({"office_files.disk_full", "office_files.disk_trouble"})
PAPER = b"%PDF-1.7\n" + bytes(50_000)


@pytest.fixture(params=[small_disk, limited_files], ids=["small disk", "limited files"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """An empty disk."""
    with request.param(tmp_path / "disk") as found:
        yield found


def told() -> pytest.RaisesExc[EnvironmentProblem]:
    """A refusal with a sentence in every language."""

    def says(problem: EnvironmentProblem) -> bool:
        sentences = [Catalogue(language).text(problem.message_key, **problem.params) for language in LANGUAGES]
        return problem.code in TOLD and all(sentences)

    return pytest.raises(EnvironmentProblem, check=says)


def photos(folder: Path) -> BlobStore:
    """A store of attachments."""
    (folder / "photos").mkdir(exist_ok=True)
    return BlobStore(folder / "photos", sub_keys(bytes(32)))


def papers(folder: Path) -> Attachments:
    """What services ask to keep a file."""
    return Attachments(photos(folder), CapturedPictures())


def paid(office: TestOffice) -> Baht:
    """What the half has paid."""
    return office.budgets().page(SECOND_HALF).budget.paid


def adds_up(office: TestOffice) -> bool:
    """Whether the tables are what the journal adds up to."""
    before = state_of(office.engine)
    rebuild(office.engine)
    return state_of(office.engine) == before


def test_a_payment_is_made_whole_or_not_at_all(disk: Disk) -> None:
    office = new_office(disk.path)
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    before = state_of(office.engine)
    disk.fill()
    for _ in range(2):
        with told():
            pay(office, voucher_id)
        assert state_of(office.engine) == before, "a full disk keeps nobody from reading"
    disk.make_room()
    assert paid(office) == Baht.zero()
    pay(office, voucher_id)
    assert paid(office) == Baht.of(3000)
    assert adds_up(office)
    office.engine.dispose()


def test_a_scan_that_does_not_fit_is_not_attached(disk: Disk) -> None:
    office = new_office(disk.path)
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    disk.fill()
    with told():
        papers(disk.path).keep(PAPER, EvidenceKind.RECEIPT_SCAN, "ใบสำคัญ.pdf")
    assert list(photos(disk.path).names()) == []
    disk.make_room()
    scan = papers(disk.path).keep(PAPER, EvidenceKind.RECEIPT_SCAN, "ใบสำคัญ.pdf")
    disk.fill()
    with told():
        receipts(office).attach_scan(voucher_id, scan)
    disk.make_room()
    assert len(photos(disk.path).garbage(())) == 1, "a file without a row is all that may be left"
    assert receipts(office).receipt(voucher_id).scans == ()
    receipts(office).attach_scan(voucher_id, scan)
    (attached,) = receipts(office).receipt(voucher_id).scans
    assert papers(disk.path).open(attached) == PAPER
    assert adds_up(office)
    office.engine.dispose()


class Filling:
    """Steps of a run during which the disk fills up."""

    def __init__(self, disk: Disk) -> None:
        self._disk, self._full = disk, False

    def report(self, done: int, total: int | None = None) -> None:
        if total and not self._full:
            self._full = True
            self._disk.fill()

    def check(self) -> None:
        """Never cancelled."""


def test_a_list_half_taken_in_goes_on_when_there_is_room(disk: Disk, tmp_path: Path) -> None:
    office = new_office(disk.path)
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", [dirty_lists.PLAIN_HEADINGS, *dirty_lists.plain_rows(1200)])
    book = service(office).read(path)
    preview = service(office).preview(book)
    command = ReceiveList(sheet=preview.sheet, plan=preview.plan, agency="อบต.", received_on=JUNE_10)
    with told():
        service(office).run(book, command, Filling(disk))
    disk.make_room()
    assert not any(found.complete for found in service(office).lists())
    assert len(office.people().persons()) in (0, 500, 1000)
    service(office).run(book, command)
    (whole,) = service(office).lists()
    assert whole.complete and whole.counts[RowOutcome.IMPORTED] == 1200
    assert adds_up(office)
    office.engine.dispose()


def an_office(disk: Disk) -> tuple[TestOffice, FolderBackups, OfficeFolder]:
    """A declared office with a photograph, and what backs it up."""
    folder = begin_folder(disk.path / "office")
    office = new_office(folder.path)
    folder.keyring.write_text("{}", "utf-8")
    papers(folder.path).keep(PAPER, EvidenceKind.RECEIPT_SCAN, "ใบสำคัญ.pdf")
    folder.declare(OfficeInfo(store=STORE, kind="settlement", name="นิคมตัวอย่าง", sample=True, created="2024"))
    key = bytes(range(32))
    return office, FolderBackups(folder=folder, engine=office.engine, database_key=key, clock=office.clock), folder


def test_a_back_up_that_does_not_fit_leaves_the_earlier_ones(disk: Disk) -> None:
    office, backups, folder = an_office(disk)
    first = backups.make()
    before = sorted(path.name for path in folder.backups.iterdir())
    office.clock.advance(days=1)
    disk.fill()
    with told():
        backups.make()
    disk.make_room()
    assert sorted(path.name for path in folder.backups.iterdir()) == before
    assert [item.folder for item in backups.list()] == [first.folder]
    assert backups.damaged(Path(first.folder)) == ()
    assert len((backups.make(), *backups.list())) == 3
    office.engine.dispose()


def test_an_export_that_does_not_fit_leaves_the_file_that_was_there(disk: Disk) -> None:
    path = disk.path / "ทะเบียน.xlsx"
    write_file(path, PAPER)
    disk.fill()
    with told():
        write_file(path, PAPER * 100)
    disk.make_room()
    assert [found.name for found in disk.path.iterdir()] == [path.name]
    assert path.read_bytes() == PAPER
