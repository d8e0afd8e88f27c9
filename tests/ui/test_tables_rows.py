from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai.national_id import format_id
from tests.ui.payees import COLUMNS, Payee, payees
from ui.ports import ColumnKind, DictMemory
from ui.tables.columns import Column, Passage, cell_text
from ui.tables.fitting import Ask, widths
from ui.tables.kept import KeptColumn, Layout, keep, recall
from ui.tables.output import as_tsv, export_columns, export_rows, file_name
from ui.tables.rows import Haystack, Order, arranged, difference

THAI = Catalogue("th")
BY_NAME, _, _, BY_DAY, BY_AMOUNT = COLUMNS


def found(typed: str, items: tuple[Payee, ...]) -> list[str]:
    return [item.name for item in Haystack(COLUMNS, lambda item: item.id).matching(items, typed, THAI)]


def test_every_typed_word_must_be_in_the_row() -> None:
    items = payees("สมหญิง ปั๊มน้ำ", "สมชาย ใจดี", "กมล ปั๊มน้ำ")

    assert found("สม ปั๊ม", items) == ["สมหญิง ปั๊มน้ำ"]


def test_amounts_and_days_are_found_as_they_are_shown() -> None:
    items = payees("หนึ่ง", "สอง")

    assert found("2,000", items) == ["สอง"]
    assert found("ก.พ. 67", items) == ["สอง"]


def test_behind_a_mask_a_national_id_is_found_by_all_of_it_alone() -> None:
    whole = payees("หนึ่ง")[0].number
    assert found(whole, payees("หนึ่ง")) == found(format_id(whole), payees("หนึ่ง")) == ["หนึ่ง"]
    parts = ("4567890", whole[:-1], whole[1:])
    assert [typed for typed in parts if found(typed, payees("หนึ่ง"))] == []


def test_a_changed_row_is_found_by_its_new_words() -> None:
    haystack = Haystack(COLUMNS, lambda item: item.id)
    haystack.matching(payees("เก่า"), "เก่า", THAI)

    assert len(haystack.matching(payees("ใหม่"), "ใหม่", THAI)) == 1


def test_names_stand_in_the_order_of_the_dictionary() -> None:
    items = payees("เกศ", "ไก่", "กมล", "แก้ว", "ขวัญ")

    assert [item.name for item in arranged(items, BY_NAME, False, THAI)] == ["กมล", "เกศ", "แก้ว", "ไก่", "ขวัญ"]


def test_rows_without_a_value_stand_last_in_both_directions() -> None:
    items = (Payee(id="0"), *payees("ก", "ข"))

    assert [item.id for item in arranged(items, BY_AMOUNT, False, THAI)] == ["1", "2", "0"]
    assert [item.id for item in arranged(items, BY_AMOUNT, True, THAI)] == ["2", "1", "0"]


def test_birth_dates_known_in_part_sort_among_the_whole_ones() -> None:
    column = Column(key="born", title_key="x", getter=lambda item: item, kind=ColumnKind.DATE)
    dates = (PartialDate(1980, 5, 2), PartialDate(1980), PartialDate(1979, 12))

    assert arranged(dates, column, False, THAI) == (PartialDate(1979, 12), PartialDate(1980), PartialDate(1980, 5, 2))


def test_a_national_id_is_always_masked() -> None:
    assert cell_text("1234567890563", ColumnKind.MASK, THAI) == "1-xxxx-xxxxx-56-3"
    assert cell_text("1-xxxx-xxxxx-56-3", ColumnKind.MASK, THAI) == "1-xxxx-xxxxx-56-3"


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), unique_by=lambda pair: pair[0]),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), unique_by=lambda pair: pair[0]),
)
def test_a_difference_turns_the_old_rows_into_the_new_ones(
    old: list[tuple[int, int]], new: list[tuple[int, int]]
) -> None:
    change = difference(old, new, lambda pair: pair[0])
    rows = list(old)
    for first, end in change.removed:
        del rows[first:end]
    kept = {key for key, _ in rows}
    if change.reordered:
        rows = [pair for pair in new if pair[0] in kept]
    for first, end in change.inserted:
        rows[first:first] = new[first:end]

    assert [key for key, _ in rows] == [key for key, _ in new]
    before = dict(old)
    changed = {row for first, end in change.changed for row in range(first, end)}
    assert changed == {row for row, (key, value) in enumerate(new) if key in before and before[key] != value}


def test_a_table_is_copied_as_excel_reads_it() -> None:
    items = (Payee(id="1", name="=1+1", amount=Baht(123456), paid_on=date(2024, 6, 1), state="a\tb"),)

    lines = as_tsv(COLUMNS, items, THAI).split("\r\n")

    assert lines[1].split("\t") == ["'=1+1", "1-xxxx-xxxxx-12-3", "a b", "2024-06-01", "1234.56"]
    assert lines[2] == ""


def test_a_negative_amount_is_copied_with_its_satang() -> None:
    assert as_tsv((BY_AMOUNT,), (Payee(id="1", amount=Baht(-50)),), THAI).split("\r\n")[1] == "-0.50"


def test_paper_and_workbook_get_values_and_titles() -> None:
    rows = export_rows((BY_DAY, BY_AMOUNT), payees("ก"), THAI)
    columns = export_columns((BY_NAME, BY_AMOUNT), THAI)

    assert rows == ((date(2024, 1, 1), Baht.of(1000)),)
    assert [(column.title, column.kind) for column in columns] == [
        ("ชื่อและนามสกุล", ColumnKind.TEXT),
        ("6 เดือนแรก (ต.ค. – มี.ค.)", ColumnKind.MONEY),
    ]
    assert columns[0].width > 0


def test_a_file_is_named_by_title_and_day() -> None:
    assert file_name("ทะเบียน / บุคคล", date(2024, 6, 5), "xlsx") == "ทะเบียน_บุคคล_2567-06-05.xlsx"


def test_a_layout_comes_back_as_it_was_left() -> None:
    memory = DictMemory()
    left = Layout(
        columns=tuple(KeptColumn(key=column.key, width=77, hidden=column is BY_DAY) for column in reversed(COLUMNS)),
        order=Order("amount", descending=True),
    )

    keep(memory, "payees", left)

    assert recall(memory, "payees", COLUMNS) == left


def test_a_new_column_stands_at_its_own_place_and_a_gone_one_is_forgotten() -> None:
    memory = DictMemory()
    gone = KeptColumn(key="gone", width=1, hidden=False)
    still = KeptColumn(key="amount", width=90, hidden=False)
    keep(memory, "payees", Layout(columns=(gone, still), order=Order("gone")))

    layout = recall(memory, "payees", COLUMNS)

    assert [column.key for column in layout.columns] == ["name", "number", "state", "paid_on", "amount"]
    assert layout.order == Order()


def test_an_unreadable_memory_gives_the_columns_as_declared() -> None:
    memory = DictMemory({"list/payees": "{not json"})

    assert [column.width for column in recall(memory, "payees", COLUMNS).columns] == [c.width for c in COLUMNS]


def test_of_a_passage_the_cell_shows_the_beginning_and_the_filter_looks_through_all() -> None:
    column = Column(key="text", title_key="tables.filter", getter=lambda item: item)
    passage = Passage("ก\n" * 3_000 + "ท้ายสุด")
    shown = column.shown(passage, THAI)
    assert (len(shown), shown[-1], "\n" in shown) == (161, "…", False)
    assert column.searched(passage, THAI).endswith("ท้ายสุด")
    assert len(str(column.exported(passage, THAI))) == 2_001
    assert column.shown(Passage("สั้น"), THAI) == "สั้น"


def an_ask(declared: int, rows: int, *, title: int = 40, whole: bool = False) -> Ask:
    return Ask(declared=declared, title=title, rows=rows, whole=whole)


def test_columns_are_as_wide_as_declared_where_there_is_room() -> None:
    assert widths([an_ask(120, 60), an_ask(200, 500)], 320) == (120, 200)


def test_columns_give_what_they_do_not_need_to_the_one_that_takes_the_rest() -> None:
    assert widths([an_ask(120, 60), an_ask(200, 150)], 400, ease=80) == (120, 200)
    assert widths([an_ask(120, 60), an_ask(200, 150)], 399, ease=80) == (60, 150)


def test_without_room_no_column_is_wider_than_its_title_and_rows_need() -> None:
    assert widths([an_ask(120, 60), an_ask(120, 20), an_ask(200, 500)], 300) == (60, 40, 200)


def test_a_state_is_never_cut_and_a_word_a_letter_too_long_neither() -> None:
    assert widths([an_ask(100, 150, whole=True), an_ask(80, 88)], 1000) == (150, 88)
    assert widths([an_ask(100, 900, whole=True), an_ask(80, 300)], 1000) == (200, 80)


def test_where_a_little_is_lacking_long_words_give_in_and_numbers_do_not() -> None:
    assert widths([an_ask(200, 400), an_ask(88, 88), an_ask(90, 90, whole=True)], 360) == (182, 88, 90)


def test_where_much_is_lacking_nothing_is_cut_further() -> None:
    assert widths([an_ask(200, 400), an_ask(88, 88)], 150) == (200, 88)
