"""Nothing is dropped: every row below a header ends exactly once, whatever it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kmcase.application.imports.problems import candidates_of, findings_of, stored
from kmcase.cli.sample.dirty_lists import FAULTS, PLAIN_HEADINGS, faulty_rows, national_id, plain_rows
from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.mapping import guess_mapping
from kmcase.domain.imports.reconcile import Reconciled, reconcile
from kmcase.domain.imports.sheets import parse_sheet
from kmcase.domain.imports.survey import ReadingContext
from kmcase.domain.imports.workbook import Sheet
from kmcase.domain.money import Baht
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Catalogue
from tests.builders import AREA, CHIANG_PHIN

TODAY = date(2024, 6, 10)
HEADINGS = ("ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "หมู่ที่", "ตำบล")
CONTEXT = ReadingContext(today=TODAY, area=frozenset({CHIANG_PHIN}))

cells = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(["นางบุญมี ศรีสุข", "รวม", "ชื่อ-สกุล", "เชียงพิณ", "๓", "ม.4", "1/2/2510", "1/2/1967", "ลงชื่อ......"]),
    st.integers(-5, 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1, 1, 1)),
    st.datetimes(),
    st.booleans(),
    st.builds(national_id, st.integers(1, 3)),
)
lines = st.lists(st.lists(cells, max_size=7).map(tuple), max_size=25)


def read(*rows: Any, headings: tuple[str, ...] = HEADINGS) -> Reconciled:
    sheet = Sheet(name="a", rows=(headings, *(tuple(row) for row in rows)))
    header = find_header(sheet)
    parsed = parse_sheet(sheet, header, guess_mapping(header.labels), CONTEXT)
    return reconcile(parsed.rows, (), skipped=parsed.skipped)


@settings(max_examples=300, deadline=None)
@given(lines)
def test_every_row_below_the_header_ends_exactly_once(rows: list[tuple[Any, ...]]) -> None:
    sheet = Sheet(name="a", rows=(HEADINGS, *rows))
    header = find_header(sheet)
    parsed = parse_sheet(sheet, header, guess_mapping(header.labels), CONTEXT)
    found = reconcile(parsed.rows, (), skipped=parsed.skipped)
    ended = [verdict.row.number for verdict in found.verdicts]
    ended += [number for span in found.skipped for number in range(span.first, span.last + 1)]
    assert sorted(ended) == list(range(header.data_from + 1, len(sheet.rows) + 1))
    assert sum(found.counts.values()) == len(sheet.rows) - header.data_from


@settings(max_examples=200, deadline=None)
@given(lines)
def test_what_waits_has_a_reason_with_a_sentence(rows: list[tuple[Any, ...]]) -> None:
    catalogue = Catalogue("th")
    for verdict in read(*rows).verdicts:
        blocked = [finding for finding in verdict.findings if finding.severity is Severity.BLOCK]
        assert bool(blocked) == (verdict.outcome is RowOutcome.WAITING)
        for finding in findings_of(stored(verdict.findings)):
            assert catalogue.text(finding.message_key, **finding.params)


def test_each_fault_is_named_on_its_cell() -> None:
    verdicts = {}
    sheet = Sheet(name="a", rows=(PLAIN_HEADINGS, *map(tuple, faulty_rows())))
    header = find_header(sheet)
    context = ReadingContext(today=TODAY, area=AREA - {"410101"})
    for row in parse_sheet(sheet, header, guess_mapping(header.labels), context).rows:
        verdicts[row.number] = {(finding.code, finding.fields[0]) for finding in row.findings}
    uses = guess_mapping(header.labels).uses
    for number, (name, (column, _)) in enumerate(FAULTS.items(), 2):
        expected = "age" if name == "age_differs" else uses[column].column.value
        places = {place for code, place in verdicts[number] if code == f"imports.{name}"}
        assert places and (expected in places or name == "age_differs"), (name, verdicts[number])


def test_rows_without_fault_are_all_imported() -> None:
    found = read(*plain_rows(300), headings=PLAIN_HEADINGS)
    assert found.counts[RowOutcome.IMPORTED] == 300


def test_findings_are_kept_as_they_will_be_read() -> None:
    finding = Finding(
        code="imports.birth_too_old", severity=Severity.BLOCK, fields=("birth",),
        params={"typed": PartialDate(1880), "age": 144, "paid": Baht.of(3000), "choices": ("ก", "ข"), "on": TODAY,
                "odd": 1.5},
    )  # fmt: skip
    kept = stored([finding], ("p1", "p2"))
    (again,) = findings_of(kept)
    assert again.params["typed"] == "2423" and again.params["paid"] == "3,000.00" and again.params["age"] == 144
    assert again.params["choices"] == ["ก", "ข"] and again.params["on"] == "10 มิ.ย. 67" and again.params["odd"] == "1.5"
    assert candidates_of(kept) == ("p1", "p2")


def test_reading_a_long_list_tells_how_far_it_is_and_may_be_stopped() -> None:
    sheet = Sheet(name="a", rows=(HEADINGS, *plain_rows(1200)))
    header = find_header(sheet)
    told: list[int] = []
    parse_sheet(sheet, header, guess_mapping(header.labels), CONTEXT, check=told.append)
    assert told == [500, 1000]
