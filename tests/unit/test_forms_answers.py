"""What answers leave to say under a form."""

from __future__ import annotations

from typing import Any

import pytest

from kmcase.domain.form_answers import answer_at, asked_answers, check, missing, shown
from kmcase.domain.forms import QuestionKind
from kmcase.messages import Catalogue
from tests.form_builders import a_form, a_question, a_repeat, a_section

K = QuestionKind
FORM = a_form(
    a_section(
        "house",
        a_question("kind", K.SELECT_ONE, "own rented none", required="true()"),
        a_question("rent", K.MONEY, required="true()", relevant="${kind} = 'rented'", constraint=". >= 100"),
        a_question("note", K.NOTE),
    ),
    a_section(
        "people",
        a_repeat(
            "members",
            a_question("member", required="true()"),
            a_question("ill", K.SELECT_ONE, "yes no"),
            a_question("illness", required="${ill} = 'yes'", relevant="${ill} = 'yes'"),
        ),
        a_question("crowd", required="true()", relevant="count(${members}) > 1"),
        relevant="${kind} != 'none'",
    ),
)


def _said(answers: dict[str, Any]) -> list[tuple[Any, str]]:
    return [(problem.path, problem.key.rpartition(".")[2]) for problem in check(FORM, answers)]


def test_a_question_is_shown_by_what_was_answered_before() -> None:
    assert ("rent",) not in shown(FORM, {"kind": "own"})
    assert ("rent",) in shown(FORM, {"kind": "rented"})
    assert ("house",) in shown(FORM, {})


def test_a_section_that_is_not_asked_shows_none_of_its_questions() -> None:
    paths = shown(FORM, {"kind": "none", "members": [{"_id": "a", "member": "บุญมี"}, {"_id": "b"}]})
    assert paths == {("house",), ("kind",), ("note",)}


def test_what_hides_a_question_hides_what_hangs_on_its_answer() -> None:
    form = a_form(
        a_question("first"),
        a_question("second", relevant="${first} = 'a'"),
        a_question("third", relevant="${second} = 'b'"),
    )
    assert ("third",) in shown(form, {"first": "a", "second": "b"})
    assert ("third",) not in shown(form, {"first": "x", "second": "b"})


def test_rows_of_a_repeat_are_judged_each_by_itself() -> None:
    rows = [{"_id": "a", "ill": "yes"}, {"_id": "b", "ill": "no"}]
    paths = shown(FORM, {"kind": "own", "members": rows})
    assert ("members", "a", "illness") in paths
    assert ("members", "b", "illness") not in paths
    assert ("members",) in paths
    assert ("crowd",) in paths


def test_a_repeat_that_is_not_asked_has_no_rows() -> None:
    form = a_form(a_question("any"), a_repeat("debts", a_question("owed"), relevant="${any} = 'yes'"))
    assert shown(form, {"any": "no", "debts": [{"_id": "a"}]}) == {("only",), ("any",)}
    assert asked_answers(form, {"any": "no", "debts": [{"_id": "a", "owed": "1"}]}) == {"any": "no"}


def test_what_is_missing_is_told_by_section() -> None:
    assert missing(FORM, {}) == {"house": (("kind",),)}
    rows = [{"_id": "a", "member": "  ", "ill": "yes"}, {"_id": "b", "member": "บุญมา"}]
    assert missing(FORM, {"kind": "rented", "members": rows}) == {
        "house": (("rent",),),
        "people": (("members", "a", "member"), ("members", "a", "illness"), ("crowd",)),
    }


def test_what_is_offered_decides_what_is_asked_and_is_missing_until_it_is_confirmed() -> None:
    assert missing(FORM, {}, {"kind": "rented", "rent": 150_000}) == {"house": (("kind",), ("rent",))}
    assert missing(FORM, {"kind": "own"}, {"kind": "rented"}) == {}


def test_good_answers_are_told_nothing() -> None:
    rows = [{"_id": "a", "member": "บุญมี", "ill": "no"}]
    assert check(FORM, {"kind": "rented", "rent": 150_000, "members": rows}) == ()


def test_a_constraint_sees_money_in_baht_and_no_empty_answer() -> None:
    assert _said({"kind": "rented", "rent": 9_999}) == [(("rent",), "constraint")]
    assert _said({"kind": "rented", "rent": 10_000}) == []
    assert _said({"kind": "rented"}) == []


def test_a_constraint_may_speak_of_a_later_answer() -> None:
    form = a_form(a_question("least", K.INTEGER, constraint=". <= ${most}"), a_question("most", K.INTEGER))
    assert check(form, {"least": 2, "most": 3}) == ()
    assert len(check(form, {"least": 4, "most": 3})) == 1


def test_a_broken_constraint_is_said_in_the_forms_own_words() -> None:
    texts = {"th": "ต้องเป็น 13 หลัก"}
    form = a_form(a_question("id", constraint="string-length(.) = 13", constraint_messages=texts))
    assert check(form, {"id": "1"})[0].texts == texts


def test_what_is_typed_and_then_hidden_is_neither_checked_nor_kept() -> None:
    typed = {"kind": "own", "rent": 1, "members": [{"_id": "a", "member": "บุญมี", "ill": "no", "illness": "ไข้"}]}
    assert check(FORM, typed) == ()
    assert asked_answers(FORM, typed) == {
        "kind": "own",
        "members": [{"_id": "a", "member": "บุญมี", "ill": "no"}],
    }


def test_answers_to_no_question_are_told() -> None:
    found = _said({"colour": "red", "members": [{"_id": "a", "member": "บุญมี", "age": 3}], "member": "บุญมา"})
    assert found == [
        (("colour",), "no_question"),
        (("member",), "no_question"),
        (("members", "a", "age"), "no_question"),
    ]


GOOD: list[tuple[QuestionKind, Any]] = [
    (K.TEXT, "ข้อความ"),
    (K.INTEGER, 3),
    (K.INTEGER, -3),
    (K.DECIMAL, "3.25"),
    (K.MONEY, 300_050),
    (K.DATE, "2024-02-29"),
    (K.SELECT_ONE, "a"),
    (K.SELECT_MULTIPLE, ["a", "b"]),
    (K.GEOPOINT, {"latitude": "17.41", "longitude": "102.78", "accuracy": "4"}),
]
BAD: list[tuple[QuestionKind, Any, str]] = [
    (K.TEXT, 3, "no_text"),
    (K.TEXT, "ก" * 20_001, "too_long"),
    (K.INTEGER, "3", "no_number"),
    (K.INTEGER, True, "no_number"),
    (K.INTEGER, 10**13, "too_large"),
    (K.DECIMAL, "3,25", "no_number"),
    (K.DECIMAL, 3.25, "no_number"),
    (K.MONEY, 3.5, "no_number"),
    (K.DATE, "2023-02-29", "no_date"),
    (K.DATE, "2501", "no_date"),
    (K.DATE, "29/2/2567", "no_date"),
    (K.DATE, 5, "no_date"),
    (K.SELECT_ONE, "c", "no_choice"),
    (K.SELECT_ONE, ["a"], "no_choice"),
    (K.SELECT_MULTIPLE, "a", "no_choice"),
    (K.SELECT_MULTIPLE, ["a", "c"], "no_choice"),
    (K.GEOPOINT, "17 102", "no_point"),
    (K.GEOPOINT, {"latitude": "91", "longitude": "102"}, "no_point"),
    (K.GEOPOINT, {"latitude": "ten", "longitude": "102"}, "no_point"),
    (K.GEOPOINT, {"latitude": "NaN", "longitude": "102"}, "no_point"),
    (K.GEOPOINT, {"latitude": "17"}, "no_point"),
    (K.NOTE, "คำตอบ", "no_question"),
]


@pytest.mark.parametrize(("kind", "answer"), GOOD)
def test_an_answer_of_its_kind_is_taken(kind: QuestionKind, answer: Any) -> None:
    assert check(a_form(a_question("it", kind, "a b", constraint=". != 'x'")), {"it": answer}) == ()


@pytest.mark.parametrize(("kind", "answer", "said"), BAD)
def test_an_answer_of_another_kind_is_told_and_counts_as_none(kind: QuestionKind, answer: Any, said: str) -> None:
    form = a_form(a_question("it", kind, "a b"), a_question("next", relevant="${it} != ''"))
    (problem,) = check(form, {"it": answer})
    assert problem.key == f"forms.problem.{said}"
    assert Catalogue().text(problem.key, **problem.params, name="it")
    assert ("next",) not in shown(form, {"it": answer})


def test_a_birth_may_be_known_by_its_year_alone() -> None:
    form = a_form(a_question("born", K.DATE, editor="birth"))
    assert check(form, {"born": "1958"}) == check(form, {"born": "1958-04"}) == ()
    assert len(check(form, {"born": "1958-13"})) == 1


def test_an_answer_is_found_by_its_path() -> None:
    answers = {"kind": "own", "rent": "", "members": [{"_id": "a", "member": "บุญมี"}]}
    assert answer_at(answers, ("kind",)) == "own"
    assert answer_at(answers, ("rent",)) is None
    assert answer_at(answers, ("members", "a", "member")) == "บุญมี"
    assert answer_at(answers, ("members", "b", "member")) is None
