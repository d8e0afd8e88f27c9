"""Faults of a form are found when it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.domain.events import encode
from kmcase.domain.form_faults import faults
from kmcase.domain.forms import Form, QuestionKind, form_of, said
from kmcase.messages import Catalogue
from tests.form_builders import a_form, a_question, a_repeat, a_section

K = QuestionKind


@pytest.mark.parametrize(
    ("form", "name", "code"),
    [
        (a_form(a_question("a"), a_question("a")), "a", "named_twice"),
        (a_form(a_section("a", a_question("a"))), "a", "named_twice"),
        (a_form(a_question("_id")), "_id", "name_reserved"),
        (a_form(replace(a_question("a"), labels={"en": "a"})), "a", "no_thai"),
        (a_form(a_question("a", K.SELECT_ONE)), "a", "no_choices"),
        (a_form(a_question("a", editor="colour")), "a", "editor_unknown"),
        (a_form(a_question("a", constraint="today() > .")), "a", "expression_unknown"),
        (a_form(a_question("a", required="maybe")), "a", "expression_unknown"),
        (a_form(a_question("a", relevant="${b} = ''")), "a", "reference_unknown"),
        (a_form(a_question("a", relevant="${b} = ''"), a_question("b")), "a", "reference_to_later"),
        (a_form(a_question("a", relevant="${a} = ''")), "a", "reference_to_later"),
        (a_form(a_section("s", a_question("a"), relevant="${a} = ''")), "s", "reference_to_later"),
        (a_form(a_repeat("r", a_question("a")), a_question("b", relevant="${a} = ''")), "b", "reference_into_repeat"),
        (a_form(a_question("a", relevant="count(${r}) > 0"), a_repeat("r")), "a", "reference_to_later"),
        (a_form(a_question("a"), a_question("b", relevant="count(${a}) > 0")), "b", "no_repeat"),
        (a_form(a_question("a", K.SELECT_ONE, "x y"), a_question("b", relevant="${a} = 'z'")), "b", "choice_unknown"),
        (a_form(a_repeat("r", a_question("b", relevant="${c} = 1"), relevant="true()")), "b", "reference_unknown"),
    ],
)
def test_a_fault_is_found_with_its_place(form: Form, name: str, code: str) -> None:
    (fault,) = faults(form)
    assert (fault.name, fault.code) == (name, code)
    assert Catalogue().text(f"forms.fault.{code}", **fault.params)


def test_a_sound_form_has_none() -> None:
    form = a_form(
        a_question("a", K.SELECT_ONE, "x y", required="true()"),
        a_question("t"),
        a_repeat("r", a_question("b"), a_question("c", relevant="${b} = 'any' and ${a} = 'x'"), relevant="${t} = 'w'"),
        a_question("d", relevant="count(${r}) > 1", constraint="${e} > ."),
        a_question("e", K.INTEGER),
    )
    assert faults(form) == ()


def test_a_form_comes_back_from_plain_values() -> None:
    form = a_form(
        a_section("s", a_question("a", K.SELECT_ONE, "x y"), a_repeat("r", a_question("b", unit="years"))),
    )
    assert form_of(encode(form)) == form


def test_a_question_is_found_by_its_name() -> None:
    form = a_form(a_question("a"), a_repeat("r", a_question("b", K.DATE)))
    assert form.question("b").kind is K.DATE
    assert form.question("b").codes == ()
    with pytest.raises(KeyError):
        form.question("c")


def test_words_fall_back_to_thai() -> None:
    assert said({"th": "ชื่อ", "en": "Name"}, "en") == "Name"
    assert said({"th": "ชื่อ"}, "en") == "ชื่อ"
    assert said({}, "en") == ""
