"""A printed ledger page against the office: the journal up to its checkpoint, and each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kmcase.application.verification import PaperRow, said
from kmcase.domain.payments import voucher_number
from kmcase.journal.checkpoints import Frontier, PrintedCheckpoint, row_mark
from kmcase.messages import LANGUAGES, Catalogue, Message
from kmcase.persistence.chains import hashes, office_chains
from kmcase.persistence.rows.budgets import opening_payment
from kmcase.persistence.rows.office import number_gap
from kmcase.persistence.rows.payments import payment_receipt, receipt_void, voucher, voucher_not_paid
from kmcase.thai.digits import to_arabic


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a number says today, and the marks of the entries that ever spoke of it.

    `payees` is its name as it is compared, in each language that a page may have.
    """

    payees: frozenset[str]
    satang: int
    marks: frozenset[str]


def page_problems(
    connection: Connection, store: str, printed: PrintedCheckpoint, rows: tuple[PaperRow, ...]
) -> list[Message]:
    """What a page that is truly signed says otherwise than the office; `store` is the chain of its checkpoint."""
    return [*_root(connection, store, printed), *_rows(connection, rows)]


def later_rows(
    connection: Connection, store: str, printed: PrintedCheckpoint, rows: tuple[PaperRow, ...]
) -> tuple[str, ...]:
    """Numbers whose printed mark is of an entry that came after the page's checkpoint, which so proves nothing of it.

    Who may not sign prints the rows of today under the newest checkpoint that was kept.
    """
    covered = _marks_up_to(connection, store, printed.size)
    return tuple(
        row.number for row in rows if row.mark not in covered and _proves(_standing(connection, row.number), row)
    )


def _proves(standing: _Standing | None, row: PaperRow) -> bool:
    return standing is not None and row.mark in standing.marks


def _root(connection: Connection, store: str, printed: PrintedCheckpoint) -> list[Message]:
    frontier, count = Frontier(), 0
    for entry_hash in hashes(connection, store):
        if count == printed.size:
            break
        frontier.append(entry_hash)
        count += 1
    if count < printed.size:
        return [said("paper_longer", size=printed.size, count=count)]
    return [] if frontier.root() == printed.root else [said("paper_root_differs", size=printed.size)]


def _rows(connection: Connection, rows: tuple[PaperRow, ...]) -> Iterator[Message]:
    """Each printed row by its number: the mark is of an entry about it, name and amount agree."""
    for row in rows:
        standing = _standing(connection, row.number)
        if standing is None:
            yield said("paper_row_unknown", number=row.number, mark=row.mark)
            continue
        if not _proves(standing, row):
            yield said("paper_row_mark", number=row.number, mark=row.mark)
        if _written(row.payee) not in standing.payees:
            yield said("paper_row_name", number=row.number)
        if standing.satang != row.satang:
            yield said("paper_row_amount", number=row.number)


def _marks_up_to(connection: Connection, store: str, size: int) -> set[str]:
    marks: set[str] = set()
    for known in office_chains(connection):
        for n, entry_hash in enumerate(hashes(connection, known), 1):
            if known == store and n > size:
                break
            marks.add(row_mark(entry_hash))
        if known == store:
            break
    return marks


def _standing(connection: Connection, number: str) -> _Standing | None:
    """A number of the series; else one that was entered as history."""
    issued = connection.execute(select(voucher).where(voucher.c.number == number)).first()
    if issued is not None:
        marks = {issued.mark}
        for table in (payment_receipt, voucher_not_paid, receipt_void):
            query = select(table.c.mark).where(table.c.voucher_id == issued.voucher_id)
            marks.update(connection.execute(query).scalars())
        return _told((issued.payee_name,), issued.amount, marks)
    entered = connection.execute(select(opening_payment).where(opening_payment.c.voucher_number == number)).all()
    if entered:
        return _told((entered[0].payee_name,), entered[0].amount, (row.mark for row in entered))
    return _passed_over(connection, number)


def _passed_over(connection: Connection, number: str) -> _Standing | None:
    """The first of the numbers that a restored office passed over."""
    for gap in connection.execute(select(number_gap)):
        series, _, year = gap.name.partition(":")
        if series == "voucher" and number == voucher_number(gap.first, int(year)):
            last = voucher_number(gap.last, int(year))
            said = (Catalogue(one).text("documents.ledger.passed_to", number=last) for one in LANGUAGES)
            return _told(said, 0, (gap.mark,))
    return None


def _written(payee: str) -> str:
    """A name as it is compared: without blanks, its figures Arabic."""
    return to_arabic("".join(payee.split()))


def _told(payees: Iterable[str], satang: int, marks: Iterable[str]) -> _Standing:
    return _Standing(frozenset(_written(payee) for payee in payees), satang, frozenset(marks))
