"""Forms in files: the shipped ones, and an office's own read through pyxform."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kmcase.domain.errors import DomainError
from kmcase.domain.form_faults import faults
from kmcase.domain.forms import Form, QuestionKind
from kmcase.domain.people import (
    CONDITIONS,
    DEBT_SOURCES,
    EXPENSES,
    INCOME_SOURCES,
    MARITAL_STATUSES,
    RELATIONS,
    NoIdReason,
    Sex,
)
from kmcase.domain.problem_kinds import PROBLEM_KINDS
from kmcase.domain.requests import AID_KINDS, DEPENDANTS, HARDSHIP_CAUSES, HOUSING, REPORT_HEADINGS, AidForm
from kmcase.files import forms
from kmcase.files.forms import SHIPPED, compile_shipped, compiled, read_form, shipped_form
from kmcase.messages import Catalogue

CODES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "no_id_reason": (tuple(NoIdReason), "widgets.id.reason"),
    "sex": (tuple(Sex), "people.sex"),
    "marital_status": (MARITAL_STATUSES, "people.marital"),
    "housing_kind": (HOUSING, "requests.housing"),
    "member_relation": (RELATIONS, "households.relation"),
    "member_condition": (CONDITIONS, "households.condition"),
    "condition": (CONDITIONS, "households.condition"),
    "problem_kinds": (PROBLEM_KINDS, "imports.problem_kind"),
    "hardship_cause": (HARDSHIP_CAUSES, "requests.cause"),
    "aid_kind": (AID_KINDS, "requests.aid_kind"),
    "needed_forms": (tuple(AidForm), "requests.aid_form"),
    "aid_was": (tuple(AidForm), "requests.aid_form"),
}
"""Questions whose choices are codes of the domain, and where the catalogue has their words."""
HEAD = "| survey |\n| | type | name | label::ไทย (th) | label::English (en) | relevant | constraint |\n"
TAIL = "| settings |\n| | form_title | form_id | version |\n| | แบบสั้น | small | 3 |\n"


def _written(folder: Path, *rows: str) -> Path:
    path = folder / "form.md"
    path.write_text(HEAD + "".join(f"| | {row} |\n" for row in rows) + TAIL, "utf-8")
    return path


@pytest.fixture(scope="module")
def visit() -> Form:
    return shipped_form("visit")


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.md")), ids=lambda path: path.stem)
def test_the_plain_form_is_the_xlsform_beside_it(path: Path) -> None:
    assert read_form(path).form_id == path.stem
    assert path.with_suffix(".json").read_text("utf-8") == compiled(read_form(path)), (
        "Run `python -m kmcase forms compile`."
    )


def test_a_shipped_form_is_found_by_id_and_version(visit: Form) -> None:
    assert shipped_form("visit", visit.version) == visit
    assert not faults(visit)
    for form_id, version in (("visit", "0"), ("no_such_form", ""), ("../secret", "")):
        with pytest.raises(DomainError) as caught:
            shipped_form(form_id, version)
        assert caught.value.code == "forms.unknown"


@pytest.mark.parametrize("name", CODES)
def test_the_choices_are_the_codes_of_the_domain_in_the_words_of_the_catalogue(name: str, visit: Form) -> None:
    codes, words = CODES[name]
    question = visit.question(name)
    assert question.codes == codes
    for choice in question.choices:
        for language in ("th", "en"):
            assert choice.labels[language] == Catalogue(language).text(f"{words}.{choice.code}")


def test_every_source_of_income_and_debt_and_every_dependant_is_asked_for(visit: Form) -> None:
    names = [question.name for _, _, question in visit.questions()]
    for start, codes in (
        ("income_", INCOME_SOURCES),
        ("debt_", DEBT_SOURCES),
        ("expense_", EXPENSES),
        ("dependants_", DEPENDANTS),
    ):
        assert {f"{start}{code}" for code in codes} <= set(names)
    money = {question.name for _, _, question in visit.questions() if question.kind is QuestionKind.MONEY}
    assert {f"debt_{code}" for code in DEBT_SOURCES} <= money


def test_each_heading_of_the_report_is_one_question(visit: Form) -> None:
    told = [question for _, _, question in visit.questions() if question.heading]
    assert sorted(question.heading for question in told) == sorted(REPORT_HEADINGS)
    for question in told:
        assert question.long
        assert question.labels["th"] == Catalogue().text(f"requests.heading.{question.heading}")
        assert question.hints["en"] == Catalogue("en").text(f"requests.heading_hint.{question.heading}")


def test_every_question_speaks_thai_and_english(visit: Form) -> None:
    for _, _, question in visit.questions():
        assert question.labels["th"]
        assert question.labels["en"]
        assert set(question.hints) in (set(), {"th", "en"})


def test_a_raised_version_leaves_the_one_before_to_what_it_was_answered_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ("begin_group | one | หนึ่ง | One | |", "integer | age | อายุ | Age | | . > 0", "end_group | | | | |")
    path = _written(tmp_path, *rows)
    assert [plain.name for plain in compile_shipped(tmp_path)] == ["form.json"]
    path.write_text(
        path.read_text("utf-8").replace("| small | 3 |", "| small | 4 |").replace("| age |", "| years |"), "utf-8"
    )
    list(compile_shipped(tmp_path))
    assert list(compile_shipped(tmp_path)) == [tmp_path / "form.json"], "compiling again keeps both as they are"
    monkeypatch.setattr(forms, "SHIPPED", tmp_path)
    found = [forms.shipped_form.__wrapped__("form", version) for version in ("", "4", "3")]
    assert [form.version for form in found] == ["4", "4", "3"]
    assert found[2].question("age") and found[0].question("years")


def test_an_offices_form_is_read_with_its_version(tmp_path: Path) -> None:
    form = read_form(
        _written(
            tmp_path,
            "begin_group | one | หนึ่ง | One | |",
            "integer | age | อายุ | Age | | . > 0",
            "end_group | | | | |",
        )
    )
    assert (form.form_id, form.version, form.title["en"]) == ("small", "3", "แบบสั้น")
    assert form.question("age").constraint == ". > 0"


@pytest.mark.parametrize(
    ("rows", "row", "name", "code"),
    [
        (("text | a | ก | A | | ",), 2, "a", "outside_section"),
        (("begin_group | g | ก | G | |", "image | a | ก | A | |", "end_group | | | | |"), 3, "a", "kind_unknown"),
        (
            ("begin_group | g | ก | G | |", "text | a | ก | A | today() > '' |", "end_group | | | | |"),
            3,
            "a",
            "expression_unknown",
        ),
        (
            ("begin_group | g | ก | G | |", "text | b | ข | B | |", "text | a | | A | |", "end_group | | | | |"),
            4,
            "a",
            "no_thai",
        ),
    ],
)
def test_a_faulty_form_is_refused_with_its_row(
    rows: tuple[str, ...], row: int, name: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(DomainError) as caught:
        read_form(_written(tmp_path, *rows))
    assert caught.value.code == "forms.faulty"
    assert (caught.value.params["row"], caught.value.params["name"]) == (row, name)
    assert caught.value.params["said"].key == f"forms.fault.{code}"
    assert f"แถว {row}" in Catalogue().text(caught.value.message_key, **caught.value.params)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 50, "ไม่ใช่แบบ".encode(), b"| survey |\n| | type |\n| | text |\n"]
)
def test_what_is_no_xlsform_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_bytes(content)
    with pytest.raises(DomainError) as caught:
        read_form(path)
    assert caught.value.code == "forms.unreadable"


def test_a_file_too_large_for_a_form_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_bytes(b"|" * 5_000_001)
    with pytest.raises(DomainError) as caught:
        read_form(path)
    assert caught.value.code == "forms.unreadable"
