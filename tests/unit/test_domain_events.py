"""Events are written down and read back as they were."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmcase.domain.appointments
import kmcase.domain.batches
import kmcase.domain.checkouts
import kmcase.domain.controls
import kmcase.domain.duplicates
import kmcase.domain.followups
import kmcase.domain.lessons
import kmcase.domain.offices
import kmcase.domain.other_payments
import kmcase.domain.partners
import kmcase.domain.payments
import kmcase.domain.publicity
import kmcase.domain.reconciliation
import kmcase.domain.requests
import kmcase.domain.samples
import kmcase.domain.staff
import kmcase.domain.surveys
import kmcase.domain.visits  # noqa: F401  every event type enters the registry
from kmcase.domain.budgets import BudgetHalf, Claim
from kmcase.domain.dates import PartialDate
from kmcase.domain.events import Event, Judgement, build, decode, encode, event, event_types
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Payee, SignatureMark, ThumbMark, Voucher, Witness
from kmcase.domain.people import Address, PersonValues
from kmcase.domain.visits import Contradiction
from kmcase.domain.wording import Message

_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_MOMENTS = st.integers(-(2**29), 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
_BAHT = st.integers(-(10**12), 10**12).map(Baht)
_PARTIAL = _DAYS.map(PartialDate.from_date) | st.integers(1800, 2400).map(PartialDate)

st.register_type_strategy(Baht, _BAHT)
st.register_type_strategy(PartialDate, _PARTIAL)
st.register_type_strategy(BudgetHalf, st.builds(BudgetHalf, st.integers(2500, 2700), st.sampled_from((1, 2))))
st.register_type_strategy(datetime, _MOMENTS)
st.register_type_strategy(Judgement, st.builds(Judgement, findings=st.just(()), facts=st.none()))
st.register_type_strategy(Finding, st.builds(Finding, params=st.just({})))
_PLAIN_JSON = st.dictionaries(st.text(max_size=4), st.integers() | st.text(max_size=4) | st.none(), max_size=3)
st.register_type_strategy(
    Contradiction, st.builds(Contradiction, question=st.text(max_size=4), surveyed=_PLAIN_JSON, found=_PLAIN_JSON)
)

_NOUNS = frozenset(
    {
        "bank_report", "batch", "budget", "duplicate", "handover", "household", "import", "lesson", "mapping",
        "meeting", "office", "other_payment", "person",
        "observation", "photo_consent", "publicity", "regulation", "request", "run", "staff", "survey", "voucher",
        "appointment", "partner", "laptop",
        "visit", "audit_bundle", "public_list", "verification", "case", "case_access", "casework",
        "household_plan", "agency", "bed", "conference", "indicator",
    }
)  # fmt: skip


def _strategy(cls: type[Event]) -> st.SearchStrategy[Event]:
    hints = get_type_hints(cls)
    loose = {
        f.name: _PLAIN_JSON
        for f in fields(cls)  # type: ignore[arg-type]
        if hints[f.name] == dict[str, Any]
    }
    if "problems" in hints and cls.TYPE == "survey.row_settled":
        loose["problems"] = st.just(())  # type: ignore[assignment]
    for name in {"noun", "record_noun"} & hints.keys():
        loose[name] = st.just("request")  # type: ignore[assignment]
    return st.builds(cls, **loose)


@pytest.mark.parametrize("name", sorted(event_types()))
@settings(max_examples=40)  # of each; the way back is by kind of field, of which every kind stands in many events
@given(data=st.data())
def test_an_event_comes_back_from_its_json_as_it_was(name: str, data: st.DataObject) -> None:
    event = data.draw(_strategy(event_types()[name]))
    stored = json.loads(json.dumps(encode(event), ensure_ascii=False))
    assert decode(name, stored) == event


@pytest.mark.parametrize("cls", [Address, PersonValues, Payee, Voucher, Handover, Witness, Claim, Override, Attachment])
@given(data=st.data())
def test_a_nested_value_comes_back_as_it_was(cls: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(cls))
    assert build(cls, json.loads(json.dumps(encode(value)))) == value


def test_a_field_that_may_be_missing_and_has_no_default_comes_back_as_none() -> None:
    required = [f.name for f in fields(Payee) if f.default is MISSING]
    assert "national_id" in required
    payee = Payee(person_id="p", name="นางบุญมี ศรีสุข", national_id=None, address="12", subdistrict_code="410113")
    stored = encode(payee)
    assert "national_id" not in stored
    assert build(Payee, stored) == payee


def test_two_events_cannot_bear_one_type() -> None:
    with pytest.raises(ValueError, match=r"staff\.added"):

        @event
        class Twin(Event):
            TYPE = "staff.added"


@pytest.mark.parametrize("name", sorted(event_types()))
@settings(max_examples=5)
@given(data=st.data())
def test_an_event_says_which_records_it_touches(name: str, data: st.DataObject) -> None:
    touched = data.draw(_strategy(event_types()[name])).touches
    assert {noun for noun, _ in touched} <= _NOUNS
    assert all(isinstance(record_id, str) for _, record_id in touched)
    assert bool(touched) == (name != "person.id_revealed")


def test_an_event_that_does_not_say_what_it_touches_is_a_bug() -> None:
    with pytest.raises(NotImplementedError):
        _ = Event().touches


_TOLD = st.recursive(
    st.integers() | st.text(max_size=5) | st.booleans() | st.none() | _BAHT | _DAYS | _PARTIAL | _MOMENTS,
    lambda part: (
        st.lists(part, max_size=3).map(tuple)
        | st.builds(Message, st.text(max_size=5), st.dictionaries(st.text(max_size=3), part, max_size=2))
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.text(max_size=5), _TOLD, max_size=3))
def test_what_fills_a_findings_sentence_keeps_its_kind_in_the_journal(params: dict[str, object]) -> None:
    finding = Finding(code="limits.over_amount", severity=Severity.BLOCK, fields=("amount",), params=params)
    assert build(Finding, json.loads(json.dumps(encode(finding)))) == finding


class _Odd:
    pass


class _Plain(Enum):
    ONE = 1


class _Word(StrEnum):
    ONE = "one"


def test_what_has_no_written_form_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(_Odd())
    with pytest.raises(TypeError):
        build(_Odd, {})


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (tuple[int, str], (1, "a")),
        (tuple[int, ...], (1, 2)),
        (frozenset[str], frozenset({"a", "b"})),
        (dict[str, Baht], {"a": Baht(5)}),
        (_Plain, _Plain.ONE),
        (_Word, _Word.ONE),
        (int | None, None),
        (Baht | None, Baht(7)),
        (date, date(2024, 2, 29)),
        (bool, True),
        (int | str, "either"),
        (SignatureMark | ThumbMark, None),
    ],
)
def test_each_kind_of_value_has_its_way_back(target: Any, value: object) -> None:
    assert build(target, encode(value)) == value


@pytest.mark.parametrize("text", ["2024-06-10T03:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00"])
def test_a_moment_without_an_offset_or_beyond_every_calendar_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        build(datetime, text)


@pytest.mark.parametrize(("kind", "value"), [(str, 5), (int, True), (int, "5"), (bool, 1), (str, None), (str, ["a"])])
def test_a_value_of_another_kind_is_not_taken_for_it(kind: type, value: object) -> None:
    with pytest.raises(TypeError, match="stands for"):
        build(kind, value)


def test_a_field_that_a_newer_program_added_is_left_out() -> None:
    written = encode(Witness(name="นางสาวพยาน", position="อาสาสมัคร"))
    assert build(Witness, written | {"added_later": "x"}) == build(Witness, written)
