"""Forms in files: an XLSForm (workbook, or text that git can compare) read through pyxform, and the shipped ones.

pyxform takes a third of a second to import, so nobody waits for it: beside each form of `resources/forms` lies the
same form as plain JSON, which reads in a millisecond (`python -m kmcase forms compile` writes it, a test holds both
equal).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kmcase.domain.errors import DomainError
from kmcase.domain.events import encode
from kmcase.domain.form_faults import faults
from kmcase.domain.forms import PICTURES, Form, FormChoice, Question, QuestionKind, Repeat, Section, form_of
from kmcase.domain.wording import message

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "forms"
LARGEST = 5_000_000
"""A form of so many bytes is none."""
_KINDS = {
    "text": QuestionKind.TEXT,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "select one": QuestionKind.SELECT_ONE,
    "select all that apply": QuestionKind.SELECT_MULTIPLE,
    "geopoint": QuestionKind.GEOPOINT,
    "note": QuestionKind.NOTE,
}
_LANGUAGE = re.compile(r"\((\w+)\)$")
_TRUE = frozenset({"yes", "true", "true()"})
_FALSE = frozenset({"no", "false", "false()", ""})
_META = "meta"


@cache
def shipped_form(form_id: str, version: str = "") -> Form:
    """A form of the package, by default in its newest version; raises `forms.unknown`.

    The newest is `<id>.json`; one that another took the place of stays as `<id>-<version>.json`.
    """
    newest = _plain_form(SHIPPED / f"{form_id}.json", form_id, version)
    if version in ("", newest.version):
        return newest
    return _plain_form(SHIPPED / f"{form_id}-{version}.json", form_id, version)


def _plain_form(path: Path, form_id: str, version: str) -> Form:
    if path not in SHIPPED.glob("*.json"):
        raise DomainError("forms.unknown", form=form_id, version=version)
    return form_of(json.loads(path.read_text("utf-8")))


def compile_shipped(folder: Path = SHIPPED) -> Iterator[Path]:
    """Write the plain form beside each XLSForm; raises what `read_form` raises.

    Where the version was raised, the plain form of the one before stays as `<id>-<version>.json`.
    """
    for path in sorted(folder.glob("*.md")):
        form, plain = read_form(path), path.with_suffix(".json")
        if plain.exists():
            before = form_of(json.loads(plain.read_text("utf-8")))
            if before.version != form.version:
                plain.rename(folder / f"{path.stem}-{before.version}.json")
        plain.write_text(compiled(form), "utf-8")
        yield plain


def compiled(form: Form) -> str:
    """A form as the JSON that lies beside its XLSForm."""
    return json.dumps(encode(form), ensure_ascii=False, indent=1) + "\n"


def read_form(path: Path) -> Form:
    """An XLSForm (.xlsx, .md, .csv) as a form; raises `forms.unreadable`, `forms.faulty` with the row of the sheet."""
    tree, rows = _tree(path)
    try:
        form = _form(tree)
    except _Unknown as unknown:
        raise _faulty(rows, unknown.name, unknown.code, unknown.params) from None
    for fault in faults(form):
        raise _faulty(rows, fault.name, fault.code, fault.params)
    return form


class _Unknown(Exception):
    """An element of a form that kmcase does not know."""

    def __init__(self, name: str, code: str, **params: object) -> None:
        super().__init__(code)
        self.name = name
        self.code = code
        self.params = params


def _tree(path: Path) -> tuple[Mapping[str, Any], Mapping[str, int]]:
    """The form as pyxform understands it, and the row of the sheet by name."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    if path.stat().st_size > LARGEST:
        raise DomainError("forms.unreadable", "file", said="> 5 MB")
    try:
        book = get_xlsform(path)
        tree = workbook_to_json(book, fallback_form_name=path.stem)
        create_survey_element_from_dict(tree).to_xml(validate=False)
    except (PyXFormError, ValueError, LookupError, TypeError) as problem:
        raise DomainError("forms.unreadable", "file", said=str(problem)) from problem
    rows = {str(row["name"]): number for number, row in enumerate(book.survey or (), 2) if "name" in row}
    return tree, rows


def _faulty(rows: Mapping[str, int], name: str, code: str, params: Mapping[str, object]) -> DomainError:
    said = message(f"forms.fault.{code}", **params)
    return DomainError("forms.faulty", "file", row=rows.get(name, 1), name=name, said=said)


def _form(tree: Mapping[str, Any]) -> Form:
    title = tree.get("title", "")
    return Form(
        form_id=str(tree["id_string"]),
        version=str(tree.get("version", "")),
        title=_title(tree.get("kmcase", {}), title),
        sections=tuple(_section(node) for node in tree["children"] if not _is_picture(node) and node["name"] != _META),
    )


def _title(own: Mapping[str, str], title: str) -> dict[str, str]:
    return {"th": own.get("title_th", title), "en": own.get("title_en", title)}


def _is_picture(node: Mapping[str, Any]) -> bool:
    """Whether it asks for evidence alone, which is no answer: a picture, or a section of them."""
    children = node.get("children", ())
    if node["type"] == "group" and children:
        return all(map(_is_picture, children))
    return node["type"] == "photo" and node["name"] in set(PICTURES)


def _section(node: Mapping[str, Any]) -> Section:
    if node["type"] != "group":
        raise _Unknown(node["name"], "outside_section")
    return Section(
        name=node["name"],
        labels=_texts(node.get("label")),
        hints=_texts(node.get("hint")),
        relevant=_bind(node, "relevant"),
        items=tuple(_item(child) for child in node.get("children", ()) if not _is_picture(child)),
    )


def _item(node: Mapping[str, Any]) -> Question | Repeat:
    if node["type"] != "repeat":
        return _question(node)
    return Repeat(
        name=node["name"],
        labels=_texts(node.get("label")),
        relevant=_bind(node, "relevant"),
        questions=tuple(_question(child) for child in node.get("children", ())),
    )


def _question(node: Mapping[str, Any]) -> Question:
    own = node.get("kmcase", {})
    kind = _KINDS.get(node["type"])
    if kind is None:
        raise _Unknown(node["name"], "kind_unknown", kind=node["type"])
    if own.get("unit") == "baht":
        kind = QuestionKind.MONEY
    return Question(
        name=node["name"],
        kind=kind,
        labels=_texts(node.get("label")),
        hints=_texts(node.get("hint")),
        required=_condition(_bind(node, "required")),
        relevant=_bind(node, "relevant"),
        constraint=_bind(node, "constraint"),
        constraint_messages=_texts(node.get("bind", {}).get("jr:constraintMsg")),
        choices=tuple(_choices(node.get("choices", ()))),
        read_only=_bind(node, "readonly") in _TRUE,
        long="multiline" in node.get("control", {}).get("appearance", ""),
        **{name: own.get(name, "") for name in ("unit", "editor", "register", "heading")},
    )


def _choices(rows: Iterable[Mapping[str, Any]]) -> Iterator[FormChoice]:
    return (FormChoice(code=str(row["name"]), labels=_texts(row.get("label"))) for row in rows)


def _bind(node: Mapping[str, Any], name: str) -> str:
    return str(node.get("bind", {}).get(name, ""))


def _condition(text: str) -> str:
    if text.lower() in _FALSE:
        return ""
    return "true()" if text.lower() in _TRUE else text


def _texts(label: object) -> dict[str, str]:
    """Words by the short name of their language; words without a language are Thai."""
    if isinstance(label, Mapping):
        named = ((_LANGUAGE.search(language), text) for language, text in label.items())
        return {found[1]: text for found, text in named if found is not None}
    return {"th": str(label)} if label else {}
