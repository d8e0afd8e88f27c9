"""Documents: a frozen snapshot in, bytes out. One module a document; menus read the catalogue of each noun.

`collect(queries, id) -> Snapshot` stands in the application (`application/printing.py`), `compose(snapshot, catalogue)`
here, pure and with the same bytes for the same snapshot. `_font` and `_text` are the only code that knows reportlab's
inner parts: Thai shaped by HarfBuzz, broken by words, and copied or searched as it was written. `_sheet` draws forms,
`_ledger` paginates registers, `_xlsx` writes workbooks. reportlab and openpyxl are imported when a document is made,
never at the start of the program. May import application read models, messages, domain and thai.
To add a document: a module with a snapshot and `compose`, its sentences, its line in `application/printing.py`, a test
that reads its text back with pdftotext, and a look at its page.
"""
