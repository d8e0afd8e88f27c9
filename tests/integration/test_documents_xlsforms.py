"""The form for telephones: an XLSForm and an XForm that others' programs open."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyxform.xls2xform import convert

from kmcase.cli.main import main
from kmcase.documents.xlsforms import XlsForms
from kmcase.domain.forms import PICTURES, Form
from kmcase.files.forms import read_form, shipped_form

SPACES = {
    "x": "http://www.w3.org/2002/xforms",
    "h": "http://www.w3.org/1999/xhtml",
    "jr": "http://openrosa.org/javarosa",
}


@pytest.fixture(params=["survey", "visit"])
def form(request: Any) -> Form:
    return shipped_form(request.param)


def _xml(form: Form) -> ElementTree.Element:
    return ElementTree.fromstring(XlsForms().xform(form))


def _bind(xml: ElementTree.Element, end: str) -> ElementTree.Element:
    return next(bind for bind in xml.iterfind(".//x:bind", SPACES) if bind.get("nodeset", "").endswith(end))


def test_pyxform_converts_the_workbook_without_a_warning(form: Form) -> None:
    warnings: list[str] = []
    convert(XlsForms().xlsform(form), file_type=".xlsx", warnings=warnings)
    assert warnings == []


def test_what_was_exported_is_read_back_as_the_same_form(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(XlsForms().xlsform(form))
    assert read_form(path) == form


def test_the_xform_carries_id_version_and_every_question(form: Form) -> None:
    xml = _xml(form)
    (data,) = [part for part in xml.iterfind(".//x:instance/*", SPACES) if part.get("id") == form.form_id]
    assert data.get("version") == form.version
    binds = [bind.get("nodeset", "").rpartition("/")[2] for bind in xml.iterfind(".//x:bind", SPACES)]
    assert {question.name for _, _, question in form.questions()} <= set(binds)


def test_choices_and_words_of_both_languages_are_there(form: Form) -> None:
    xml = _xml(form)
    texts: dict[str, set[str]] = {}
    for translation in xml.iterfind(".//x:translation", SPACES):
        words = translation.iterfind(".//x:value", SPACES)
        texts[translation.get("lang", "")] = {" ".join((word.text or "").split()) for word in words}
    assert xml.find(".//x:translation[@default='true()']", SPACES).get("lang") == "ไทย (th)"  # type: ignore[union-attr]
    for _, _, question in form.questions():
        assert question.labels["th"] in texts["ไทย (th)"]
        assert question.labels["en"] in texts["English (en)"]
        codes = {
            name.text
            for item in xml.iterfind(f".//x:instance[@id='{question.name}_choices']//x:item", SPACES)
            for name in item.iterfind("x:name", SPACES)
        }
        assert codes == set(question.codes)


def test_conditions_are_carried_over(form: Form) -> None:
    xml = _xml(form)
    rent = _bind(xml, "/rent")
    assert rent.get("type") == "decimal"
    assert "/housing_kind  = 'rented'" in rent.get("relevant", "")
    assert rent.get("constraint") == ". >= 0"
    assert _bind(xml, "/first_name").get("required") == "true()"


def test_the_five_photographs_and_the_signature_are_pictures(form: Form) -> None:
    xml = _xml(form)
    asked = {part.get("ref", "").rpartition("/")[2]: part for part in xml.iterfind(".//x:upload", SPACES)}
    assert set(asked) == set(PICTURES)
    assert {part.get("mediatype") for part in asked.values()} == {"image/*"}
    assert asked["signature"].get("appearance") == "signature"


def test_no_section_with_a_repeat_asks_for_one_screen(form: Form) -> None:
    for group in _xml(form).iterfind(".//x:group[@appearance='field-list']", SPACES):
        assert group.find("x:repeat", SPACES) is None
        assert group.find("x:group/x:repeat", SPACES) is None


def test_the_command_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, xml = tmp_path / "a.xlsx", tmp_path / "a.xml"
    assert main(["forms", "export", "--xlsform", str(book), "--xform", str(xml)]) == 0
    assert read_form(book) == shipped_form("survey")
    assert b"ODK" not in book.read_bytes()[:2] and xml.read_bytes().startswith(b"<?xml")
    assert str(book) in capsys.readouterr().out
    assert main(["forms", "export", "--form", "visit", "--xform", str(xml)]) == 0
    assert b'id="visit"' in xml.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["export"], "--xlsform"), (["export", "--form", "none", "--xform", "a.xml"], "none")],
)
def test_a_command_without_sense_says_what_is_missing(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", *words]) == 2
    assert said in capsys.readouterr().err


def test_every_question_of_both_forms_asks_for_the_same_kind() -> None:
    survey, visit = shipped_form("survey"), shipped_form("visit")
    ours = {question.name: question for _, _, question in survey.questions()}
    shared = [question for _, _, question in visit.questions() if question.name in ours]
    assert len(shared) > 40
    for question in shared:
        assert (question.kind, question.codes, question.unit) == (
            ours[question.name].kind,
            ours[question.name].codes,
            ours[question.name].unit,
        )
