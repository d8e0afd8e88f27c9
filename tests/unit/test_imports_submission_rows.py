"""Submissions of ODK Central and KoboToolbox as rows of a survey list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kmcase.domain.forms import Form, QuestionKind
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.mapping import SurveyColumn, guess_mapping
from kmcase.domain.imports.submission import Submission
from kmcase.domain.imports.submissions import (
    SubmissionSheet,
    answer_findings,
    answer_from,
    file_name,
    is_of_form,
    read_submissions,
    version_in,
)
from tests.form_builders import a_form, a_question, a_repeat

K = QuestionKind
FORM = a_form(
    a_question("first_name"),
    a_question("birth", K.DATE),
    a_question("problem_kinds", K.SELECT_MULTIPLE, "elderly disabled"),
    a_question("condition", K.SELECT_ONE, "normal ill", required="true()"),
    a_question("rent", K.MONEY, constraint=". >= 100"),
    a_question("years", K.INTEGER, constraint=". < 50", constraint_messages={"th": "ไม่เกิน 50 ปี"}),
    a_question("place", K.GEOPOINT),
    a_question("thanks", K.NOTE),
    a_repeat("members", a_question("member_name", required="true()"), a_question("member_income", K.MONEY)),
    a_question("other"),
)
HEAD = ["g-first_name", "g-birth", "g-problem_kinds", "g-condition", "g-rent", "KEY"]
LINE = ["บุญมี", "1950-04-12", "elderly disabled", "ill", "1500.50", "uuid:a1"]


def _read(main: list[list[str]], *repeats: list[list[str]]) -> SubmissionSheet:
    return read_submissions(FORM, "survey", main, repeats)


def _cells(read: SubmissionSheet, row: int = 1) -> dict[str, Any]:
    cells = zip(read.sheet.uses, read.sheet.rows[row], strict=True)
    return {use.key: cell for use, cell in cells if cell is not None}


def _one(head: list[str], line: list[str]) -> dict[str, Any]:
    return _cells(_read([head, line]))


def test_a_submission_is_a_row_whose_columns_the_form_tells() -> None:
    read = _read([HEAD, LINE])
    assert _cells(read) == {
        "first_name": "บุญมี",
        "birth": date(1950, 4, 12),
        "problem": "elderly, disabled",
        "answer:condition": "ill",
        "answer:rent": "1500.50",
    }
    assert read.submissions == (Submission(key="a1", row=2, form_id="small", version="1"),)


def test_the_heading_is_where_the_form_tells_and_not_guessed() -> None:
    header = find_header(_read([HEAD, LINE]).sheet)
    assert (header.first, header.depth, header.titles) == (0, 1, ())
    assert header.labels[0] == ("first_name",)


@pytest.mark.parametrize("sign", ["-", "/"])
def test_groups_stand_before_names_with_either_sign(sign: str) -> None:
    assert _one([f"outer{sign}inner{sign}first_name", "_uuid"], ["บุญมี", "a1"]) == {"first_name": "บุญมี"}


def test_a_column_may_bear_the_words_of_a_question_and_a_cell_those_of_a_choice() -> None:
    form = a_form(
        a_repeat("members", a_question("member_name")),
        a_question("first_name"),
        a_question("condition", K.SELECT_ONE, "ill"),
    )
    worded = Form(form_id="w", version="1", title={}, sections=form.sections)
    object.__setattr__(worded.question("first_name"), "labels", {"th": "ชื่อ"})
    object.__setattr__(worded.question("member_name"), "labels", {"th": "ชื่อ"})
    object.__setattr__(worded.question("condition"), "labels", {"th": "สภาพ"})
    object.__setattr__(worded.question("condition").choices[0], "labels", {"th": "เจ็บป่วย"})
    read = read_submissions(
        worded, "w", [["ชื่อ", "สภาพ", "_uuid"], ["บุญมี", "เจ็บป่วย", "a1"]], [[["ชื่อ", "_submission__uuid"], ["หลาน", "a1"]]]
    )
    assert _cells(read) == {"first_name": "บุญมี", "answer:condition": "เจ็บป่วย", "household_size": 2}
    assert read.submissions[0].answers == {"members": [{"_id": "1", "member_name": "หลาน"}]}


def test_choices_of_several_may_stand_in_columns_of_their_own() -> None:
    head = ["first_name", "g/problem_kinds/elderly", "g/problem_kinds/disabled", "g/problem_kinds/none", "_uuid"]
    assert _one(head, ["บุญมี", "0", "1", "1", "a"])["problem"] == "disabled"
    head[1:2] = ["g/problem_kinds", "g/problem_kinds/elderly"]
    assert _one(head, ["บุญมี", "elderly", "0", "1", "1", "a"])["problem"] == "elderly"


def test_a_position_may_stand_in_one_column_or_in_four() -> None:
    central = ["first_name", "g-place-Latitude", "g-place-Longitude", "g-place-Altitude", "g-place-Accuracy", "KEY"]
    assert _one(central, ["บ", "17.1", "102.2", "150", "4.2", "k"])["answer:place"] == "17.1 102.2 0 4.2"
    assert "answer:place" not in _one(central, ["บ", "", "", "", "", "k"])
    kobo = ["first_name", "place", "_place_latitude", "_place_longitude", "_place_precision", "_uuid"]
    assert _one(kobo, ["บ", "17.1 102.2 0 5", "17.1", "102.2", "5", "k"])["answer:place"] == "17.1 102.2 0 5"


def test_members_stand_in_their_own_table_and_count_with_the_person() -> None:
    members = [["member_name", "member_income", "PARENT_KEY"], ["หลาน", "100", "uuid:a1"], ["ลูก", "", "uuid:a1"], []]
    read = _read([HEAD, LINE, [*LINE[:-1], "uuid:b2"]], members, [["colour", "PARENT_KEY"], ["red", "uuid:a1"]])
    assert read.submissions[0].answers == {
        "members": [
            {"_id": "1", "member_name": "หลาน", "member_income": 10_000},
            {"_id": "2", "member_name": "ลูก"},
        ]
    }
    assert _cells(read)["household_size"] == 3
    assert read.submissions[1].answers == {}
    assert "household_size" not in _cells(read, 2)


def test_a_table_that_names_no_parent_is_no_repeat() -> None:
    assert _read([HEAD, LINE], [["member_name"], ["หลาน"]]).submissions[0].answers == {}


def test_who_sent_when_and_which_pictures() -> None:
    head = ["first_name", "evidence-photo_person", "evidence-signature", "SubmissionDate", "SubmitterName", "KEY"]
    read = _read([head, ["บุญมี", "media/1.jpg", "", "2024-06-05T09:30:00Z", "อพม.", "uuid:a1"]])
    (sent,) = read.submissions
    assert (sent.pictures, sent.sent_at, sent.sent_by) == ({"photo_person": "1.jpg"}, "2024-06-05T09:30:00Z", "อพม.")
    assert _cells(read)["picture:photo_person"] == "1.jpg"


def test_empty_and_short_lines() -> None:
    read = _read([HEAD, [""], ["บุญมี"], LINE, ["คำแพง"]])
    assert [sent.row for sent in read.submissions] == [2, 3, 4]
    assert len({sent.key for sent in read.submissions}) == 3
    assert read.submissions[1].key == "a1"
    assert _read([HEAD, ["บุญมี"]]).submissions[0].key == read.submissions[0].key


@pytest.mark.parametrize(
    ("column", "state", "rejected"),
    [
        ("ReviewState", "rejected", True),
        ("ReviewState", "approved", False),
        ("_validation_status", "Not Approved", True),
        ("_validation_status", "", False),
    ],
)
def test_what_was_rejected_on_the_server_is_told(column: str, state: str, rejected: bool) -> None:
    assert _read([[*HEAD, column], [*LINE, state]]).submissions[0].rejected is rejected


def test_an_edited_submission_keeps_its_first_key() -> None:
    head = ["first_name", "meta/rootUuid", "meta/instanceID", "_uuid"]
    assert _read([head, ["บุญมี", "uuid:root", "uuid:edit", "edit"]]).submissions[0].key == "root"


def test_a_day_that_is_none_stays_as_it_came() -> None:
    assert _one(HEAD, ["บุญมี", "1950-02-31", "", "", "", "a"])["birth"] == "1950-02-31"
    assert _one(HEAD, ["บุญมี", "12 เม.ย. 2493", "", "", "", "a"])["birth"] == "12 เม.ย. 2493"


@pytest.mark.parametrize(
    ("table", "is_one"),
    [
        ([], False),
        ([HEAD], True),
        ([HEAD[:-1]], False),
        ([[*HEAD, "PARENT_KEY"]], False),
        ([["first_name", "g-birth", "KEY"]], False),
    ],
)
def test_submissions_are_known_by_key_and_questions(table: list[list[str]], is_one: bool) -> None:
    assert is_of_form(FORM, table) is is_one


def test_the_version_is_told_by_the_server_or_not() -> None:
    assert version_in(FORM, [[*HEAD, "FormVersion"], [*LINE, "7"]]) == "7"
    assert version_in(FORM, [HEAD, LINE]) == version_in(FORM, [[*HEAD, "FormVersion"], LINE]) == ""


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\passwd", "/passwd", "C:\\passwd", "passwd", " a/passwd "]
)
def test_no_folder_is_left_of_a_file_name(name: str) -> None:
    assert file_name(name) == "passwd"


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("first_name", " บุญมี ", "บุญมี"),
        ("years", "๑๒", 12),
        ("years", "12.0", 12),
        ("years", "twelve", "twelve"),
        ("rent", "1,500.50", 150_050),
        ("rent", "much", "much"),
        ("birth", "1950-04-12T00:00:00.000+07:00", "1950-04-12"),
        ("birth", "soon", "soon"),
        ("condition", "ill", "ill"),
        ("condition", "dead", "dead"),
        ("problem_kinds", "elderly, disabled", ["elderly", "disabled"]),
        ("problem_kinds", "elderly rich", ["elderly", "rich"]),
        ("problem_kinds", "elderly", ["elderly"]),
        ("place", "17 102", {"latitude": "17", "longitude": "102", "accuracy": ""}),
        ("place", "17 102 0 4", {"latitude": "17", "longitude": "102", "accuracy": "4"}),
        ("place", "here", "here"),
    ],
)
def test_a_cell_is_an_answer_or_stays_what_it_is(name: str, text: str, answer: Any) -> None:
    assert answer_from(FORM.question(name), text) == answer


def _found(cells: dict[str, str], **repeated: Any) -> list[tuple[str, str, str]]:
    found = answer_findings(FORM, {"answer:condition": "ill", **cells}, repeated)
    return [(finding.code, finding.fields[0], finding.severity.value) for finding in found]


def test_good_answers_find_nothing() -> None:
    assert _found({"first_name": "บุญมี", "birth": "12/4/2493", "answer:rent": "100", "answer:years": ""}) == []


def test_what_the_form_refuses_stands_beside_its_cell() -> None:
    assert _found({"answer:rent": "much"}) == [("forms.no_number", "answer:rent", "block")]
    assert _found({"answer:rent": "99"}) == [("forms.constraint", "answer:rent", "block")]
    assert _found({"answer:condition": "dead"}) == [("forms.no_choice", "answer:condition", "block")]
    assert _found({"answer:condition": " "}) == [("forms.required", "answer:condition", "block")]


def test_a_condition_is_said_in_the_forms_own_words() -> None:
    (finding,) = answer_findings(FORM, {"answer:condition": "ill", "answer:years": "60"}, {})
    assert finding.code == "forms.own_words"
    assert finding.params == {"question": "years", "said": "ไม่เกิน 50 ปี"}


def test_columns_of_lists_are_judged_as_lists_are() -> None:
    assert _found({"problem": "unknown kind", "birth": "none"}) == []


def test_what_is_wrong_with_a_member_does_not_hold_the_submission_up() -> None:
    rows = [{"_id": "1", "member_income": "x"}]
    assert _found({}, members=rows) == [
        ("forms.no_number", "answer:members", "warn"),
        ("forms.required", "answer:members", "warn"),
    ]


def test_columns_of_a_form_are_known_again_in_a_mended_workbook() -> None:
    mapping = guess_mapping([["คำตอบในแบบ · rent"], ["Picture · photo_person"], ["ชื่อ · rent"], ["ชื่อ"]])
    assert [use.key for use in mapping.uses[:2]] == ["answer:rent", "picture:photo_person"]
    assert mapping.uses[2].column is not SurveyColumn.ANSWER
