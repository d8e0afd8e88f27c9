"""A process killed in the middle of any write of a payment or an import leaves an office that is whole and goes on.

Back-up, restore, change of keys, keyring and photographs are killed in the tests beside them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kmcase.application.evidence import Attachments
from kmcase.application.imports import ReceiveList
from kmcase.cli.sample import dirty_lists
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.surveys import RowOutcome
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.schema import rebuild
from tests.builders import SECOND_HALF, TestOffice, new_office
from tests.integration.test_imports import JUNE_10, service
from tests.killing import killed_everywhere, killed_while_growing
from tests.money_builders import pay, prepared_run, receipts, voucher_ids
from tests.state import state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
PAPER = b"%PDF-1.7\n" + bytes(20_000)
KEY = bytes(range(32))
PAGE = 4096
"""So much more is written before each next kill: a page of the database."""


def papers(folder: Path) -> Attachments:
    """What services ask to keep a file."""
    (folder / "photos").mkdir(exist_ok=True)
    return Attachments(BlobStore(folder / "photos", sub_keys(KEY)), CapturedPictures())


def reopened(folder: Path, office: TestOffice) -> TestOffice:
    """The office of a folder, with the clock and the ids of another."""
    return TestOffice(sqlite_engine(folder / "office.db", KEY), office.clock, office.ids)


def adds_up(office: TestOffice) -> bool:
    """Whether the tables are what the journal adds up to."""
    before = state_of(office.engine)
    rebuild(office.engine)
    return state_of(office.engine) == before


def paid_and_scanned(office: TestOffice, folder: Path, voucher_id: str) -> tuple[bool, bool]:
    """How far the payment came; whatever is named by a row can be opened."""
    scans = receipts(office).receipt(voucher_id).scans
    assert all(papers(folder).open(scan) == PAPER for scan in scans)
    half = office.budgets().page(SECOND_HALF).budget
    assert half.used == Baht.of(3000), "reserved or paid, never both or neither"
    return half.paid == Baht.of(3000), bool(scans)


@pytest.mark.parametrize("growing", [False, True], ids=["between its files", "within the database"])
def test_a_payment_with_its_scan_is_posted_whole_or_not_at_all(tmp_path: Path, *, growing: bool) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    office = new_office(folder)
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    office.engine.dispose()

    def act(place: Path) -> None:
        found = reopened(place, office)
        pay(found, voucher_id)
        receipts(found).attach_scan(voucher_id, papers(place).keep(PAPER, EvidenceKind.RECEIPT_SCAN, "ใบสำคัญ.pdf"))

    runs = killed_while_growing(folder, act, step=PAGE) if growing else killed_everywhere(folder, act)
    seen = []
    for left in runs:
        found = reopened(left, office)
        seen.append(paid_and_scanned(found, left, voucher_id))
        assert adds_up(found)
        found.engine.dispose()
    assert seen == sorted(seen), "a later kill leaves no less"
    assert seen[-1] == (True, True)
    assert (False, False) in seen or not growing


def importing(office: TestOffice, path: Path) -> Callable[[Path], object]:
    """Take a list into the office of a folder."""

    def act(place: Path) -> None:
        found = reopened(place, office)
        book = service(found).read(path)
        preview = service(found).preview(book)
        command = ReceiveList(sheet=preview.sheet, plan=preview.plan, agency="อบต.", received_on=JUNE_10)
        service(found).run(book, command)
        found.engine.dispose()

    return act


@pytest.mark.slow
def test_a_list_killed_while_it_is_taken_in_goes_on_and_takes_each_row_once(tmp_path: Path) -> None:
    rows = 600
    path = dirty_lists.write_xlsx(tmp_path / "ก.xlsx", [dirty_lists.PLAIN_HEADINGS, *dirty_lists.plain_rows(rows)])
    folder = tmp_path / "office"
    folder.mkdir()
    office = new_office(folder)
    office.engine.dispose()
    act = importing(office, path)
    for left in killed_while_growing(folder, act, step=488 * PAGE):
        found = reopened(left, office)
        assert len(found.people().persons()) in (0, 500, rows)
        assert adds_up(found)
        found.engine.dispose()
        if not finished(reopened(left, office)):
            act(left)
        again = reopened(left, office)
        (item,) = service(again).lists()
        assert item.complete and item.counts[RowOutcome.IMPORTED] == rows
        assert len(again.people().persons()) == rows
        again.engine.dispose()


def finished(office: TestOffice) -> bool:
    """Whether the list was taken in whole."""
    return any(item.complete for item in service(office).lists())
