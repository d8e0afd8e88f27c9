"""Lists: what a column is, which rows are shown in which order, the table that shows them, and what leaves it.

`columns` (values and their texts), `rows` (filter, sort, keyed difference) and `kept` (what a list remembers) know no
Qt and decide; `model`, `delegates` and `list_view` show; `output` copies, exports and prints.
A screen declares its columns in `ui/screens/<noun>/columns.py` and puts a `ListView` into its view:

    people = ListView(desk, name="people", title_key="people.screen.title", columns=COLUMNS, key=lambda item: item.id)
    people.set_items(items)          # again after each change: selection, scroll and filter stay
    people.activated.connect(...)    # Enter or double click, gives the item

To add a kind of column: a line in `ColumnKind`, its text and sort key in `columns`, its drawing in `delegates`.
"""

from ui.tables.columns import Column, Mark, Passage, columns_of

__all__ = ["Column", "Mark", "Passage", "columns_of"]
