"""A form as an XLSForm workbook and as an ODK XForm, for ODK Collect and KoboToolbox on volunteers' telephones.

Photographs and the signature are evidence in kmcase and image questions there, in a section of their own at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.forms import PICTURES, Form, Question, QuestionKind, Repeat
from kmcase.messages import LANGUAGES, Catalogue

Line = dict[str, str]
_LONGEST_SIDE = "max-pixels=1600"
_TYPES = {QuestionKind.MONEY: "decimal"}
_SELECTS = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})
_APPEARANCES = {"national_id": "numbers", "phone": "numbers"}
_WIDTHS = {"label": 40, "hint": 40, "relevant": 32, "name": 24}
_EVIDENCE = "evidence"


class XlsForms:
    """`FormWriter` of `application.forms`."""

    def xlsform(self, form: Form) -> bytes:
        """The workbook: sheets survey, choices and settings."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        for name, lines in (("survey", _survey(form)), ("choices", _choices(form)), ("settings", _settings(form))):
            _sheet(book.create_sheet(name), tuple(lines))
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def xform(self, form: Form) -> bytes:
        """The XML that the workbook stands for, as pyxform converts it."""
        from pyxform.xls2xform import convert

        xml: str = convert(self.xlsform(form), file_type=".xlsx", pretty_print=True).xform
        return xml.encode()


def _sheet(page: Any, lines: tuple[Line, ...]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = tuple(dict.fromkeys(name for line in lines for name in line))
    page.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name.partition("::")[0], 18)
    heads = [WriteOnlyCell(page, value=name) for name in columns]
    for head in heads:
        head.font = Font(bold=True)
    page.append(heads)
    for line in lines:
        page.append([line.get(name) or None for name in columns])


def _survey(form: Form) -> Iterator[Line]:
    for section in form.sections:
        start = {"type": "begin_group", "name": section.name, **_texts("label", section.labels)}
        # Questions of one section stand on one screen; ODK Collect cannot show a repeat there.
        page = "" if any(isinstance(item, Repeat) for item in section.items) else "field-list"
        yield start | _texts("hint", section.hints) | {"relevant": section.relevant, "appearance": page}
        for item in section.items:
            yield from _repeat(item) if isinstance(item, Repeat) else (_question(item),)
        yield {"type": "end_group"}
    yield from _pictures()


def _repeat(repeat: Repeat) -> Iterator[Line]:
    start = {"type": "begin_repeat", "name": repeat.name, **_texts("label", repeat.labels)}
    yield start | {"relevant": repeat.relevant}
    yield from map(_question, repeat.questions)
    yield {"type": "end_repeat"}


def _question(question: Question) -> Line:
    kind = _TYPES.get(question.kind, question.kind.value)
    line = {
        "type": f"{kind} {question.name}_choices" if question.kind in _SELECTS else kind,
        "name": question.name,
        **_texts("label", question.labels),
        **_texts("hint", question.hints),
        "required": "yes" if question.required == "true()" else question.required,
        "relevant": question.relevant,
        "constraint": question.constraint,
        **_texts("constraint_message", question.constraint_messages),
        "appearance": _appearance(question),
        "readonly": "yes" if question.read_only else "",
    }
    own = {"unit": question.unit, "editor": question.editor, "register": question.register, "heading": question.heading}
    return line | {f"kmcase::{name}": value for name, value in own.items()}


def _appearance(question: Question) -> str:
    if question.kind is QuestionKind.DATE:
        # ODK Collect counts the year in พ.ศ. then; what it keeps is the same day in ISO.
        return "buddhist"
    return "multiline" if question.long else _APPEARANCES.get(question.editor, "")


def _pictures() -> Iterator[Line]:
    said: dict[str, str] = {language: Catalogue(language).text("forms.pictures") for language in LANGUAGES}
    yield {"type": "begin_group", "name": _EVIDENCE, **_texts("label", said)}
    for kind in PICTURES:
        words: dict[str, str] = {
            language: Catalogue(language).text(f"evidence.kind.{kind.value}") for language in LANGUAGES
        }
        signed = "signature" if kind is EvidenceKind.SIGNATURE else ""
        yield {
            "type": "image",
            "name": kind.value,
            **_texts("label", words),
            "appearance": signed,
            "parameters": _LONGEST_SIDE,
        }
    yield {"type": "end_group"}


def _choices(form: Form) -> Iterator[Line]:
    for _, _, question in form.questions():
        for choice in question.choices:
            yield {"list_name": f"{question.name}_choices", "name": choice.code, **_texts("label", choice.labels)}


def _settings(form: Form) -> Iterable[Line]:
    title = {f"kmcase::title_{language}": form.title.get(language, "") for language in LANGUAGES}
    line = {"form_title": form.title["th"], "form_id": form.form_id, "version": form.version}
    return ({**line, "default_language": Catalogue().text("forms.language"), **title},)


def _texts(column: str, texts: Mapping[str, str]) -> Line:
    names = ((language, Catalogue(language).text("forms.language")) for language in LANGUAGES)
    return {f"{column}::{name}": texts.get(language, "") for language, name in names}
