"""The index of an auditor's bundle: on paper and as a workbook with a sheet a table."""

from __future__ import annotations

from kmcase.application.printing.audits import IndexSnapshot, IndexTable
from kmcase.documents._sheet import Sheet, render
from kmcase.documents._xlsx import SheetTable, write_workbook
from kmcase.documents.lists import paper_cells, paper_columns, sheet_columns
from kmcase.messages import Catalogue

_SIZE = 8


def compose(snapshot: IndexSnapshot, catalogue: Catalogue) -> bytes:
    """The index as PDF across the page: what the bundle is, then one table after another."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(snapshot.title, snapshot.office)
        for label, value in snapshot.about:
            sheet.fields((label, value, 1))
        sheet.space(4)
        sheet.paragraph(say("audits.index.how"))
        for table in (table for table in snapshot.tables if table.on_paper):
            sheet.heading(say("audits.index.table", name=table.name, count=len(table.rows)))
            sheet.table(paper_columns(table.columns), paper_cells(table.rows), size=_SIZE)

    return render(
        write,
        title=snapshot.title,
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=snapshot.office,
        watermark=say("documents.sample") if snapshot.sample else "",
        wide=True,
    )


def compose_workbook(snapshot: IndexSnapshot) -> bytes:
    """The same as a workbook: a title and a head above each table, no sums, so that it can be read by a program."""
    return write_workbook([_sheet(snapshot, table) for table in snapshot.tables])


def _sheet(snapshot: IndexSnapshot, table: IndexTable) -> SheetTable:
    return SheetTable(name=table.name, above=(snapshot.title,), columns=sheet_columns(table.columns), rows=table.rows)
