"""Bundles of the sample office, whose journal is signed: the stand-alone verifier names whatever was changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kmcase.application.audits import MadeBundle, OrderBundle
from kmcase.application.printing import LedgerOrder
from kmcase.bootstrap import OpenOffice
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.payments import VoucherState
from kmcase.journal.entries import canonical, chain_hash, commitment
from tests.paper import text_of
from tests.sample import open_sample, sample_copy
from tests.verifying import (
    dearer,
    flip,
    hide,
    journal_of,
    look,
    manifest_of,
    noting,
    rewrite_lines,
    run_verifier,
)

HALF = BudgetHalf(2567, 2)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """Opened by the director, who holds the signing key."""
    opened = open_sample(sample_copy(tmp_path_factory.mktemp("office")), "director")
    yield opened
    opened.close()


def make(office: OpenOffice, target: Path, scope: AuditScope) -> MadeBundle:
    return office.services.audits.make(OrderBundle(scope=scope, target=target)).value


@pytest.fixture(scope="module")
def scope(office: OpenOffice) -> AuditScope:
    """A batch of few people, all of whom were paid."""
    items = [item for item in office.services.batches.list() if item.paid]
    return AuditScope(kind=ScopeKind.BATCH, record_id=min(items, key=lambda item: item.requests).batch_id)


@pytest.fixture(scope="module")
def made(office: OpenOffice, scope: AuditScope, tmp_path_factory: pytest.TempPathFactory) -> MadeBundle:
    """A bundle that nobody touches."""
    return make(office, tmp_path_factory.mktemp("made") / "bundle", scope)


@pytest.fixture
def bundle(made: MadeBundle, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copytree(made.path, tmp_path / "bundle"))


def test_a_bundle_as_it_was_made_is_sound_and_says_what_it_cannot_prove(made: MadeBundle) -> None:
    verdict = run_verifier(made.path)
    assert (verdict.code, verdict.differs) == (0, ())
    assert "Nothing differs" in verdict.out
    assert "ไม่พบสิ่งที่ไม่ตรงกัน" in verdict.out
    assert "the key is the bundle's own" in verdict.out
    assert "a key holder can write the journal anew" in verdict.out


def test_the_key_that_was_noted_elsewhere_is_compared(made: MadeBundle) -> None:
    assert look(made.path, "--key", made.fingerprint).code == 0
    assert "the key is the bundle's own" not in look(made.path, "--key", made.fingerprint).out
    other = look(made.path, "--key", "00" * 32)
    assert (other.code, len(other.differs)) == (1, 1)
    assert "is not the key that you gave" in other.differs[0]


def test_every_kind_of_paper_and_a_picture_is_in_it(made: MadeBundle) -> None:
    names = set(manifest_of(made.path)["files"])
    folders = {name.split("/")[0] for name in names if "/" in name}
    assert folders >= {"journal", "attachments", "requests", "fact-findings", "meetings", "receipts"}
    assert {"index.pdf", "index.xlsx", "index.json", "verify.py", "README.txt", "checkpoints.txt"} <= names
    assert any(name.endswith(".jpg") for name in names)


@pytest.mark.parametrize(
    "pattern",
    [
        "attachments/*.jpg", "receipts/*.pdf", "requests/*.pdf", "index.pdf", "index.xlsx",
        "journal/*.jsonl", "checkpoints.txt", "verify.py",
    ],
)  # fmt: skip
def test_a_flipped_byte_is_named_by_its_file(bundle: Path, pattern: str) -> None:
    found = sorted(bundle.glob(pattern))
    path = found[0]
    flip(path, at=-60)
    verdict = look(bundle)
    assert verdict.code == 1
    assert f"file {path.relative_to(bundle).as_posix()} was changed" in verdict.differs


def test_a_manifest_that_was_changed_is_not_signed_by_the_office(bundle: Path) -> None:
    manifest = manifest_of(bundle)
    manifest["persons"] += 1
    (bundle / "manifest.json").write_bytes(canonical(manifest))
    assert look(bundle).differs == ("the manifest's signature is not good",)


def test_a_file_that_was_taken_out_or_put_in_is_named(bundle: Path) -> None:
    (gone, *_) = sorted((bundle / "receipts").iterdir())
    gone.unlink()
    (bundle / "receipts" / "ghost.pdf").write_bytes(b"%PDF-1.4")
    assert set(look(bundle).differs) == {
        f"file receipts/{gone.name} is missing",
        "file receipts/ghost.pdf is not in the manifest",
    }


def change_index(bundle: Path, **values: object) -> str:
    """A row of the index written otherwise, with the manifest made to fit; gives its number."""
    index = json.loads((bundle / "index.json").read_text("utf-8"))
    row = next(row for row in index["vouchers"] if row["state"] == "paid")
    row.update(values)
    (bundle / "index.json").write_bytes(canonical(index))
    hide(bundle)
    return str(row["number"])


@pytest.mark.parametrize(
    ("field", "value"), [("satang", 900_000), ("payee", "นายผี ไม่มีจริง"), ("paid_on", "2024-01-01"), ("state", "void")]
)
def test_an_index_that_says_otherwise_than_the_journal_is_named(bundle: Path, field: str, value: object) -> None:
    number = change_index(bundle, **{field: value})
    (line,) = look(bundle).differs
    assert line.startswith(f"index.json, voucher {number}, {field}: the index says {value}")


def test_a_row_that_was_taken_out_of_the_index_is_missed(bundle: Path) -> None:
    index = json.loads((bundle / "index.json").read_text("utf-8"))
    gone = index["vouchers"].pop()
    (bundle / "index.json").write_bytes(canonical(index))
    hide(bundle)
    assert f"voucher {gone['number']} stands in the journal but not in index.json" in look(bundle).differs


def test_an_amount_that_was_changed_in_the_workbook_is_named(bundle: Path) -> None:
    book = load_workbook(bundle / "index.xlsx")
    book.worksheets[0].cell(3, 3).value = 9000
    number = book.worksheets[0].cell(3, 1).value
    book.save(bundle / "index.xlsx")
    hide(bundle)
    (line,) = look(bundle).differs
    assert line.startswith(f"index.xlsx, voucher {number}, satang: the index says 900000")


def test_money_of_the_batch_that_was_told_otherwise_is_named(bundle: Path) -> None:
    index = json.loads((bundle / "index.json").read_text("utf-8"))
    drawn = next(money for money in index["moneys"] if money["kind"] == "drawn")
    drawn["satang"] -= 100_000
    (bundle / "index.json").write_bytes(canonical(index))
    hide(bundle)
    assert [line.split(":")[0] for line in look(bundle).differs] == [
        "money of the batch in the index differs from the journal",
        "money of the batch in the index differs from the journal",
    ]


def test_a_photograph_that_was_exchanged_is_not_what_the_event_names(bundle: Path) -> None:
    (one, other, *_) = sorted((bundle / "attachments").glob("*.jpg"))
    shutil.copyfile(other, one)
    hide(bundle)
    (line,) = {line.rpartition("entry")[0] for line in look(bundle).differs}
    assert line == f"attachment attachments/{one.name} is not the content that "


def test_a_body_that_was_changed_is_named_by_its_entry(bundle: Path) -> None:
    journal = journal_of(bundle)
    changed: list[int] = []
    rewrite_lines(journal, lambda line: noting(dearer(line), changed))
    hide(bundle)
    differs = look(bundle).differs
    assert {f"the body of entry {n} of journal {journal.stem} was changed" for n in changed} <= set(differs)


def test_what_an_earlier_bundle_of_the_same_scope_disclosed_cannot_be_cut_out(made: MadeBundle, bundle: Path) -> None:
    def undisclosed(line: dict[str, Any]) -> dict[str, Any] | None:
        if '"type":"voucher.handed_over"' not in line["head"]:
            return None
        return {name: line[name] for name in line if name not in ("body", "salt")}

    rewrite_lines(journal_of(bundle), undisclosed)
    hide(bundle)
    differs = look(bundle, "--earlier", str(made.path)).differs
    assert any("discloses entry" in line and "(voucher.handed_over)" in line for line in differs)
    assert any("not signed by the office" in line for line in run_verifier(bundle).differs)


def test_an_entry_that_was_taken_out_leaves_a_gap(bundle: Path) -> None:
    journal = journal_of(bundle)
    rewrite_lines(journal, lambda line: {} if '"n":40,' in line["head"] else None)
    hide(bundle)
    differs = look(bundle).differs
    assert f"journal {journal.stem} has a gap at entry 40" in differs
    assert any("differ from the checkpoint" in line or "beyond" in line for line in differs)


def test_who_chains_anew_without_the_key_has_no_signature(bundle: Path) -> None:
    journal, previous = journal_of(bundle), bytes(32)
    lines, first = [], 0
    for text in journal.read_text("utf-8").splitlines():
        line = json.loads(text)
        line = dearer(line) or line
        head = json.loads(line["head"])
        if "body" in line:
            head["commitment"] = commitment(bytes.fromhex(line["salt"]), line["body"].encode())
        written = canonical(head)
        previous = chain_hash(previous, written)
        if not first and previous.hex() != line["hash"]:
            first = int(head["n"])
        lines.append(canonical(line | {"head": written.decode(), "hash": previous.hex()}).decode())
    journal.write_text("\n".join([*lines, ""]), "utf-8")
    hide(bundle)
    differs = look(bundle).differs
    assert not [line for line in differs if "does not follow" in line]
    assert any(line.startswith("the signature of entry ") for line in differs)
    assert any("differ from the checkpoint of" in line for line in differs)
    assert any("voucher" in line and "900000" in line for line in differs)
    assert first


def test_a_signature_that_was_taken_away_is_missed(bundle: Path) -> None:
    journal = journal_of(bundle)
    rewrite_lines(
        journal,
        lambda line: (
            {name: line[name] for name in line if name != "signature"}
            if '"type":"run.prepared"' in line["head"]
            else None
        ),
    )
    hide(bundle)
    differs = look(bundle).differs
    assert differs
    assert all("(run.prepared)" in line and "lacks the signature" in line for line in differs)


@pytest.mark.parametrize("damage", ["{", "[]", "", '{"head": 1}'])
def test_a_line_that_is_no_entry_is_named_and_stops_nothing(bundle: Path, damage: str) -> None:
    journal = journal_of(bundle)
    lines = journal.read_text("utf-8").splitlines()
    lines[9] = damage
    journal.write_text("\n".join([*lines, ""]), "utf-8")
    hide(bundle)
    verdict = look(bundle)
    assert verdict.code == 1
    assert f"journal {journal.stem}, line 10 cannot be read" in verdict.differs


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"format": "other"}', b"\xff\xfe"])
def test_what_is_no_bundle_is_said_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    shutil.copyfile(Path(__file__), tmp_path / "x.py")
    packed = Path(shutil.make_archive(str(tmp_path.parent / tmp_path.name), "zip", tmp_path))
    verdict = look(packed)
    assert verdict.code in (1, 2)
    assert "Traceback" not in verdict.out


def test_a_zip_is_checked_as_a_folder_is_and_a_flipped_byte_in_it_is_found(
    office: OpenOffice, scope: AuditScope, tmp_path: Path
) -> None:
    packed = tmp_path / "bundle.zip"
    make(office, packed, scope)
    assert run_verifier(packed).code == 0
    flip(packed, at=packed.stat().st_size // -2)
    verdict = look(packed)
    assert verdict.code == 1
    assert "was changed" in verdict.differs[0]


@pytest.fixture(scope="module")
def packed(made: MadeBundle, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bundle as a zip."""
    return Path(shutil.make_archive(str(tmp_path_factory.mktemp("packed") / "b"), "zip", made.path)).read_bytes()


@pytest.mark.parametrize("part", range(12))
def test_wherever_a_byte_of_a_zip_is_flipped_it_is_found_and_never_a_traceback(
    packed: bytes, tmp_path: Path, part: int
) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(packed)
    flip(path, at=-1 - len(packed) * part // 12 - 37 * part)
    verdict = look(path)
    harmless = verdict.code == 0 and "Nothing differs" in verdict.out
    assert "Traceback" not in verdict.out
    # Times and comments of a zip's directory are no content of the bundle.
    assert verdict.code in (1, 2) or (harmless and part == 0)


def test_a_name_that_stands_twice_in_a_zip_is_named(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(packed)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as book:
        book.writestr("index.json", book.read("index.json"))
    assert look(path).differs == ("file index.json is not in the manifest",)


def test_a_journal_or_an_index_that_is_gone_is_named_and_the_rest_is_looked_at(bundle: Path) -> None:
    (bundle / "index.json").unlink()
    (bundle / "checkpoints.txt").unlink()
    differs = run_verifier(bundle).differs
    assert {"file index.json is missing", "file checkpoints.txt is missing"} <= set(differs)
    assert any(line.startswith("index.json cannot be read") for line in differs)
    journal_of(bundle).unlink()
    gone = run_verifier(bundle)
    assert gone.code == 1
    assert "the journal names no signing key" in gone.differs


def test_a_mark_of_another_number_does_not_prove_a_printed_row(
    office: OpenOffice, made: MadeBundle, tmp_path: Path
) -> None:
    numbers = {row["number"] for row in json.loads((made.path / "index.json").read_text())["vouchers"]}
    items = [item for item in office.services.printing.ledger_items(HALF) if item.number in numbers]
    one, other = [item for item in items if item.state is VoucherState.PAID][:2]
    checkpoint = (made.path / "checkpoints.txt").read_text().split()[-1]
    page = tmp_path / "page.txt"
    printed = text_of(office.services.printing.ledger(LedgerOrder(half=HALF)))
    page.write_text(printed.replace(one.mark, other.mark) + checkpoint, "utf-8")
    expected = f"row {one.number} on paper (mark {other.mark}) belongs to no entry about it in the journal"
    assert expected in look(made.path, "--page", str(page)).differs


def test_a_printed_page_is_held_against_the_bundle_and_names_the_row_that_differs(
    office: OpenOffice, made: MadeBundle, tmp_path: Path
) -> None:
    checkpoint = (made.path / "checkpoints.txt").read_text().split()[-1]
    assert look(made.path, "--page", checkpoint).code == 0
    other = checkpoint[:60] + ("A" if checkpoint[60] != "A" else "B") + checkpoint[61:]
    forged = look(made.path, "--page", other)
    assert any("differ from the checkpoint" in line for line in forged.differs)
    assert any("the signature of the checkpoint" in line for line in forged.differs)
    order = LedgerOrder(half=HALF)
    page = tmp_path / "page.txt"
    printed = text_of(office.services.printing.ledger(order)) + checkpoint
    page.write_text(printed, "utf-8")
    assert look(made.path, "--page", str(page)).code == 0
    numbers = {row["number"] for row in json.loads((made.path / "index.json").read_text())["vouchers"]}
    item = next(
        item
        for item in office.services.printing.ledger_items(HALF)
        if item.number in numbers and item.state is VoucherState.PAID
    )
    paid = f"{item.amount.whole:,}.00"
    before, number, after = printed.partition(f" {item.number} ")
    page.write_text(before + number + after.replace(paid, "9,000.00", 1), "utf-8")
    (line,) = look(made.path, "--page", str(page)).differs
    assert line == f"row {item.number} on paper, satang: paper 900000, journal {item.amount.satang}"
    page.write_text(printed.replace(f" {item.mark}", " AAAAAAAA"), "utf-8")
    assert f"row {item.number} on paper (mark AAAAAAAA) belongs to no entry about it in the journal" in (
        look(made.path, "--page", str(page)).differs
    )


def test_an_auditor_makes_one_without_the_key_and_the_verifier_says_so(
    office: OpenOffice, scope: AuditScope, tmp_path: Path
) -> None:
    folder = sample_copy(tmp_path)
    auditor = open_sample(folder, "auditor")
    try:
        made = make(auditor, tmp_path / "b", scope)
    finally:
        auditor.close()
    assert not made.signed
    unknown = run_verifier(made.path)
    assert (unknown.code, len(unknown.differs)) == (1, 1)
    assert made.manifest_sha256 in unknown.out
    verdict = run_verifier(made.path, "--manifest", made.manifest_sha256)
    assert (verdict.code, verdict.differs) == (0, ())
    other = run_verifier(made.path, "--manifest", "0" * 64)
    assert (other.code, len(other.differs)) == (1, 1)
    assert made.manifest_sha256 == hashlib.sha256((made.path / "manifest.json").read_bytes()).hexdigest()


def test_the_office_is_still_sound_after_bundles_were_made(office: OpenOffice, made: MadeBundle) -> None:
    assert made.files
    assert office.services.verification.verify().sound
