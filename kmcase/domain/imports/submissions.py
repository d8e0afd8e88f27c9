"""Submissions of ODK Central and KoboToolbox as rows of a survey list: which column is which question, what cells say.

Both put a question under its groups (`person-first_name`, `person/first_name`), give each submission a UUID, and each
repeat a table of its own. A column may bear a question's words instead of its name, a cell a choice's words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.form_answers import FormProblem, check, missing
from kmcase.domain.forms import PICTURES, ROW_ID, Form, Path, Question, QuestionKind, said
from kmcase.domain.imports.mapping import ColumnUse, SurveyColumn
from kmcase.domain.imports.submission import Submission
from kmcase.domain.imports.workbook import Cell, Row, Sheet
from kmcase.thai.baht import BahtProblem, baht_from_cell
from kmcase.thai.digits import to_arabic

Table = Sequence[Sequence[str]]
"""A table of texts; the first line is its heading."""
_C = SurveyColumn
COLUMNS: Mapping[str, SurveyColumn] = {
    column.value: column
    for column in (
        _C.TITLE, _C.FIRST_NAME, _C.LAST_NAME, _C.NATIONAL_ID, _C.NO_ID_REASON, _C.BIRTH, _C.AGE, _C.SEX, _C.HOUSE_NO,
        _C.MOO, _C.VILLAGE, _C.SOI, _C.ROAD, _C.SUBDISTRICT, _C.DISTRICT, _C.PROVINCE, _C.PHONE, _C.OCCUPATION,
        _C.SURVEYOR, _C.SURVEYED_ON,
    )
} | {"problem_kinds": _C.PROBLEM, "problem": _C.REMARK, "person_income": _C.MONTHLY_INCOME}  # fmt: skip
"""Questions that are columns of survey lists, and so are read and mended as these are."""
MEMBERS = "members"
# The first that is there: ODK Central keeps KEY and KoboToolbox the root's UUID when a submission is edited.
_KEYS = ("KEY", "rootUuid", "instanceID", "_uuid")
_PARENT_KEYS = ("PARENT_KEY", "_submission__uuid")
_SENT_AT = ("SubmissionDate", "_submission_time", "end")
_SENT_BY = ("SubmitterName", "_submitted_by", "username")
_STATE = ("ReviewState", "_validation_status")
_REJECTED = frozenset({"rejected", "not approved", "validation_status_not_approved"})
_VERSION = "FormVersion"
_FEWEST_KNOWN = 3
_POINT_PARTS = {"latitude": "latitude", "longitude": "longitude", "accuracy": "accuracy", "precision": "accuracy"}
_WHOLE = re.compile(r"-?\d{1,15}(?:\.0+)?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
_SPLIT = re.compile(r"[/-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionSheet:
    """The rows as a sheet that tells what its columns are, and what each row was sent as."""

    sheet: Sheet
    submissions: tuple[Submission, ...]


def is_of_form(form: Form, table: Table) -> bool:
    """Whether a table holds submissions of the form: each with a key, and with answers to a few of its questions."""
    if not table:
        return False
    head = _Head(form, table[0])
    return head.key is not None and head.parent is None and len(head.questions) >= _FEWEST_KNOWN


def version_in(form: Form, table: Table) -> str:
    """The version of the form that the first submission was made with; "" where it is not told."""
    place = _Head(form, table[0]).of_meta((_VERSION,))
    return next((row[place] for row in table[1:] if place is not None and place < len(row)), "")


def read_submissions(form: Form, name: str, main: Table, repeats: Sequence[Table]) -> SubmissionSheet:
    """The submissions of a main table with the rows of their repeats."""
    head = _Head(form, main[0])
    columns = tuple(_columns(form))
    rows_of = _repeated(form, repeats)
    rows: list[Row] = [tuple(use.label for use, _ in columns)]
    submissions = []
    for line in main[1:]:
        if not any(cell.strip() for cell in line):
            continue
        texts = head.texts(line)
        key = plain_key(head.cell(line, head.key)) or _hash_of(line)
        answers = rows_of.get(key, {})
        members = len(answers[MEMBERS]) + 1 if MEMBERS in answers else None
        rows.append(tuple(_cell(use, question, texts, members) for use, question in columns))
        submissions.append(
            Submission(
                key=key,
                row=len(rows),
                form_id=form.form_id,
                version=form.version,
                answers=answers,
                pictures={kind.value: file_name(texts[kind.value]) for kind in PICTURES if texts.get(kind.value)},
                sent_at=head.cell(line, head.of_meta(_SENT_AT)),
                sent_by=head.cell(line, head.of_meta(_SENT_BY)),
                rejected=head.cell(line, head.of_meta(_STATE)).lower() in _REJECTED,
            )
        )
    sheet = Sheet(name=name, rows=tuple(rows), uses=tuple(use for use, _ in columns))
    return SubmissionSheet(sheet=sheet, submissions=tuple(submissions))


def plain_key(text: str) -> str:
    """A submission's UUID, which servers write with and without `uuid:` in front."""
    return text.strip().removeprefix("uuid:")


def _hash_of(line: Sequence[str]) -> str:
    """What a submission without a UUID is known by: all that it says."""
    return hashlib.sha256("\x1f".join(line).encode()).hexdigest()


def file_name(text: str) -> str:
    """The name of a file without any folder, whatever the separator: nothing outside the export is ever reached."""
    return re.split(r"[/\\]", text.strip())[-1]


def answer_from(question: Question, text: str) -> Any:
    """A cell's text as an answer; a text that is none stays as it is, so that `check` tells of it."""
    text = text.strip()
    match question.kind:
        case QuestionKind.INTEGER:
            plain = to_arabic(text)
            return int(plain.partition(".")[0]) if _WHOLE.fullmatch(plain) else text
        case QuestionKind.MONEY:
            return _satang(text)
        case QuestionKind.DATE:
            found = _DAY.fullmatch(text)
            return found[1] if found else text
        case QuestionKind.SELECT_ONE:
            return _codes(question).get(text, text)
        case QuestionKind.SELECT_MULTIPLE:
            return _several(question, text)
        case QuestionKind.GEOPOINT:
            return _point(text)
    return text


def answer_findings(form: Form, cells: Mapping[str, str], repeated: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What the form says of a row's cells (by `ColumnUse.key`) and of its repeats.

    Columns of survey lists are judged as those are. What is wrong in a row of a repeat is told and does not hold the
    submission up: the register takes no member from it.
    """
    answers = {
        question.name: answer_from(question, cells.get(key, ""))
        for question in _single(form)
        for key in (_use(question).key,)
        if cells.get(key, "").strip()
    }
    answers |= repeated
    found = [_of_problem(form, problem) for problem in check(form, answers)]
    left = (path for paths in missing(form, answers).values() for path in paths)
    found += [_finding(form, "required", path, {}) for path in left]
    return tuple(finding for finding in found if finding is not None)


def _of_problem(form: Form, problem: FormProblem) -> Finding | None:
    code = problem.key.rpartition(".")[2]
    if problem.texts:
        return _finding(form, "own_words", problem.path, {"said": said(problem.texts, "th")})
    return _finding(form, code, problem.path, problem.params)


def _finding(form: Form, code: str, path: Path, params: Mapping[str, object]) -> Finding | None:
    if path[0] in COLUMNS:
        return None
    question = form.question(path[-1])
    return Finding(
        code=f"forms.{code}",
        severity=Severity.BLOCK if len(path) == 1 else Severity.WARN,
        fields=(ColumnUse(column=SurveyColumn.ANSWER, ticked=path[0]).key,),
        params={"question": said(question.labels, "th"), **params},
    )


def _single(form: Form) -> Iterator[Question]:
    """Questions that are asked once."""
    asked = (question for _, repeat, question in form.questions() if repeat is None)
    return (question for question in asked if question.kind is not QuestionKind.NOTE)


def _use(question: Question) -> ColumnUse:
    label = said(question.labels, "th")
    column = COLUMNS.get(question.name)
    if column is not None:
        return ColumnUse(column=column, label=label)
    return ColumnUse(column=SurveyColumn.ANSWER, label=label, ticked=question.name)


def _columns(form: Form) -> Iterator[tuple[ColumnUse, Question | None]]:
    """The columns of the sheet, with the question where it is one."""
    yield from ((_use(question), question) for question in _single(form))
    size = SurveyColumn.HOUSEHOLD_SIZE
    yield ColumnUse(column=size, label=size.value), None
    for kind in PICTURES:
        yield ColumnUse(column=SurveyColumn.PICTURE, label=kind.value, ticked=kind.value), None


def _cell(use: ColumnUse, question: Question | None, texts: Mapping[str, str], members: int | None) -> Cell:
    if question is not None:
        return _worded(question, texts.get(question.name, "").strip())
    if use.column is SurveyColumn.HOUSEHOLD_SIZE:
        return members
    return file_name(texts.get(use.ticked, "")) or None


def _worded(question: Question, text: str) -> Cell:
    """A cell as lists have it and people mend it: choices in their words, a day as a day."""
    if not text:
        return None
    answer = answer_from(question, text)
    words = {choice.code: said(choice.labels, "th") for choice in question.choices}
    if question.kind is QuestionKind.SELECT_ONE:
        return words.get(answer, text)
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        return ", ".join(words.get(code, code) for code in answer)
    return _as_day(answer) if question.kind is QuestionKind.DATE else text


def _as_day(text: str) -> Cell:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


@dataclass(slots=True)
class _Head:
    """What the columns of a table are."""

    form: Form
    titles: Sequence[str]
    questions: dict[str, int] = field(default_factory=dict)
    ticked: dict[str, dict[str, int]] = field(default_factory=dict)
    points: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {question.name: question for _, _, question in self.form.questions()}
        worded = self._worded()
        pictures = set(PICTURES)
        for place, title in enumerate(self.titles):
            parts = _SPLIT.split(title.strip())
            name = parts[-1] if parts[-1] in known or parts[-1] in pictures else worded.get(title.strip(), "")
            if name:
                self.questions.setdefault(name, place)
            else:
                self._part_of(known, parts, place)

    def _worded(self) -> dict[str, str]:
        """Questions by their words; where a member is asked the same, the table tells who is meant."""
        of_repeat = self.parent is not None
        asked = sorted(self.form.questions(), key=lambda place: (place[1] is None) is not of_repeat)
        return {text: question.name for _, _, question in asked for text in question.labels.values()}

    def _part_of(self, known: Mapping[str, Question], parts: Sequence[str], place: int) -> None:
        """A column of one choice of several, or of one part of a position."""
        if len(parts) < 2:
            parts = parts[0].strip("_").rsplit("_", 1)
        question = known.get(parts[-2]) if len(parts) > 1 else None
        if question is None:
            return
        if question.kind is QuestionKind.SELECT_MULTIPLE and parts[-1] in question.codes:
            self.ticked.setdefault(question.name, {})[parts[-1]] = place
        elif question.kind is QuestionKind.GEOPOINT and parts[-1].lower() in _POINT_PARTS:
            self.points.setdefault(question.name, {})[_POINT_PARTS[parts[-1].lower()]] = place

    def of_meta(self, names: Sequence[str]) -> int | None:
        """The column of the first of the server's own names that is there."""
        by_name = {_SPLIT.split(title.strip())[-1]: place for place, title in enumerate(self.titles)}
        return next((by_name[name] for name in names if name in by_name), None)

    @property
    def key(self) -> int | None:
        """The column of the submission's UUID."""
        return self.of_meta(_KEYS)

    @property
    def parent(self) -> int | None:
        """The column of the UUID of the submission that a row of a repeat belongs to."""
        return self.of_meta(_PARENT_KEYS)

    def cell(self, line: Sequence[str], place: int | None) -> str:
        """A cell; "" beyond the end of a short line."""
        return line[place].strip() if place is not None and place < len(line) else ""

    def texts(self, line: Sequence[str]) -> dict[str, str]:
        """The cells by question."""
        texts = {name: self.cell(line, place) for name, place in self.questions.items()}
        for name, codes in self.ticked.items():
            chosen = " ".join(code for code, place in codes.items() if self.cell(line, place).lower() in ("1", "true"))
            texts[name] = texts.get(name) or chosen
        for name, parts in self.points.items():
            point = {part: self.cell(line, place) for part, place in parts.items()}
            if not texts.get(name) and point.get("latitude"):
                texts[name] = f"{point['latitude']} {point.get('longitude', '')} 0 {point.get('accuracy', '')}".strip()
        return texts


def _repeated(form: Form, tables: Sequence[Table]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Answers to repeats by submission, from the tables that name their parents."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for table in tables:
        head = _Head(form, table[0])
        for _, repeat in form.repeats():
            questions = [question for question in repeat.questions if question.name in head.questions]
            if head.parent is None or not questions:
                continue
            for line in table[1:]:
                key = plain_key(head.cell(line, head.parent)).partition("/")[0]
                rows = found.setdefault(key, {}).setdefault(repeat.name, [])
                texts = head.texts(line)
                answers = {each.name: answer_from(each, texts[each.name]) for each in questions if texts[each.name]}
                rows.append({ROW_ID: str(len(rows) + 1), **answers})
    return found


def _satang(text: str) -> int | str:
    try:
        return baht_from_cell(text)
    except BahtProblem:
        return text


def _codes(question: Question) -> dict[str, str]:
    """Codes by what may stand for them."""
    worded = {text: choice.code for choice in question.choices for text in choice.labels.values()}
    return worded | {code: code for code in question.codes}


def _several(question: Question, text: str) -> list[str]:
    codes = _codes(question)
    if text in codes:
        return [codes[text]]
    parts = text.split(", ") if ", " in text else text.split()
    return [codes.get(part, part) for part in parts]


def _point(text: str) -> dict[str, str] | str:
    parts = text.split()
    if len(parts) < 2:
        return text
    accuracy = parts[3] if len(parts) > 3 else ""
    return {"latitude": parts[0], "longitude": parts[1], "accuracy": accuracy}
