"""One section of a declared form: its questions and repeats, below each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.form_answers import FormProblem
from kmcase.domain.forms import Answers, Path, Question, QuestionKind, Repeat
from kmcase.domain.forms import Section as DeclaredSection
from kmcase.messages import Message, message, worded
from ui.forms.questions import answer_of, field_of, value_of
from ui.forms.rows_edit import RowsEdit
from ui.forms.spec import Field, FormSpec, Section, Width
from ui.forms.view import FormView
from ui.theme import Space
from ui.widgets.basics import Label
from ui.widgets.editor import Editor
from ui.widgets.navigation import NavSection, SectionState
from ui.widgets.texts import Texts


class SectionPage(QWidget):
    """`typed` at each keystroke; put something of the screen's own into `below`."""

    typed = Signal()

    def __init__(self, texts: Texts, section: DeclaredSection, today: date, new_id: Callable[[], str]) -> None:
        super().__init__()
        self.section = section
        self._items = {item.name: item for item in section.items if not _is_note(item)}
        self._asked: frozenset[Path] = frozenset()
        self._notes = {
            item.name: Label(texts, worded(item.labels), role="muted") for item in section.items if _is_note(item)
        }
        fields = tuple(_field(item, today, new_id) for item in self._items.values())
        self.form = FormView(texts, FormSpec((Section(None, fields),)))
        self.title = Label(texts, worded(section.labels), role="title")
        self.below = QVBoxLayout()
        self.below.setSpacing(Space.TWO)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.title)
        if section.hints:
            layout.addWidget(Label(texts, worded(section.hints), role="muted"))
        for note in self._notes.values():
            layout.addWidget(note)
        layout.addWidget(self.form)
        layout.addLayout(self.below)
        layout.addStretch(1)
        self.form.changed.connect(self.typed)
        for rows in self._repeats():
            rows.turned.connect(lambda: self.show_asked(self._asked))

    def editors(self) -> Iterator[tuple[str, Editor]]:
        """The editors of questions and repeats, by name, in order."""
        return ((name, self.form.editor(name)) for name in self._items)

    def editor(self, name: str) -> Editor:
        """The editor of a question or a repeat."""
        return self.form.editor(name)

    def questions(self) -> Iterator[Question]:
        """The questions that stand here themselves."""
        return (item for item in self._items.values() if isinstance(item, Question))

    def answers(self, standing: Answers) -> dict[str, Any]:
        """What is answered here; what is unreadable counts as it stood."""
        found: dict[str, Any] = {}
        for name, item in self._items.items():
            editor = self.form.editor(name)
            if isinstance(item, Repeat):
                answer = editor.value()
            elif editor.problem() is not None:
                answer = standing.get(name)
            else:
                answer = answer_of(item, editor.value())
            if answer is not None:
                found[name] = answer
        return found

    def set_answers(self, answers: Answers) -> None:
        """Show answers."""
        self.form.set_values({name: _shown(item, answers.get(name)) for name, item in self._items.items()})

    def follow_answers(self, answers: Answers, touched: Collection[str]) -> None:
        """Show answers that have changed; editors named in `touched`, and those that hold the same, are left alone."""
        now = self.answers({})
        for name, item in self._items.items():
            if name not in touched and (now.get(name) or None) != (answers.get(name) or None):
                self.form.editor(name).set_value(_shown(item, answers.get(name)))

    def show_answer(self, name: str, answer: Any) -> None:
        """Show one answer."""
        self.form.editor(name).set_value(_shown(self._items[name], answer))

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Type a draft again."""
        self.form.restore({name: raw for name, raw in typed.items() if name in self._items})

    def show_asked(self, paths: frozenset[Path]) -> None:
        """Show the questions at these paths and hide the others."""
        self._asked = paths
        for name in self._items:
            self.form.set_field_visible((name,) in paths, name)
        for name, note in self._notes.items():
            note.setVisible((name,) in paths)
        for rows in self._repeats():
            front = rows.front_id()
            rows.show_asked(frozenset(path[-1] for path in paths if len(path) > 1 and path[1] == front))

    def show_problems(self, problems: Mapping[Path, Message]) -> None:
        """What is wrong with answers, by path; those of rows stand in the row that is in front."""
        of_rows = {path[0]: said for path, said in problems.items() if len(path) > 1}
        own = {path[0]: said for path, said in problems.items() if len(path) == 1}
        self.form.show_sentences(of_rows | own)
        for rows in self._repeats():
            front = rows.front_id()
            rows.show_problems(
                {path[-1]: said for path, said in problems.items() if len(path) > 1 and path[1] == front}
            )

    def holds(self, path: Path) -> bool:
        """Whether a path is of this section."""
        return path[0] in self._items

    def standing(self, wrong: int, lacks: int, answers: Answers) -> NavSection:
        """How far the section is, with so many wrong answers and so many missing."""
        answered = any(answers.get(name) for name in self._items)
        done = SectionState.DONE if answered else SectionState.OPEN
        state = SectionState.WRONG if wrong else SectionState.MISSING if lacks else done
        return NavSection(key=self.section.name, said=worded(self.section.labels), state=state, count=wrong or lacks)

    def unread_names(self) -> list[str]:
        """The fields that hold what cannot be read."""
        return [name for name, editor in self.editors() if editor.problem() is not None]

    def unread(self) -> int:
        """How many fields that are asked hold what cannot be read."""
        return sum((name,) in self._asked for name in self.unread_names())

    def go_to(self, path: Path) -> None:
        """Bring a question of this section into sight."""
        self.form.focus_field(path[0])
        editor = self.form.editor(path[0])
        if len(path) > 1 and isinstance(editor, RowsEdit):
            editor.open_id(path[1], path[-1] if len(path) > 2 else "")

    def begin(self) -> None:
        """The keyboard goes to the first field that is asked."""
        first = next((name for name in self._items if (name,) in self._asked), None)
        if first is not None:
            self.form.focus_field(first)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self.form.retranslate(texts)
        for label in self.findChildren(Label):
            label.retranslate(texts)

    def _repeats(self) -> Iterator[RowsEdit]:
        return (editor for _, editor in self.editors() if isinstance(editor, RowsEdit))


def sentence_of(problem: FormProblem) -> Message:
    """What is said beside the field: the form's own words, or the catalogue's."""
    return worded(problem.texts) if problem.texts else message(problem.key, **problem.params)


def _is_note(item: Question | Repeat) -> bool:
    return isinstance(item, Question) and item.kind is QuestionKind.NOTE


def _field(item: Question | Repeat, today: date, new_id: Callable[[], str]) -> Field:
    if isinstance(item, Question):
        return field_of(item, today)
    editor = partial(RowsEdit, repeat=item, today=today, new_id=new_id)
    return Field(item.name, worded(item.labels), editor, width=Width.FULL)


def _shown(item: Question | Repeat, answer: Any) -> object:
    return answer if isinstance(item, Repeat) else value_of(item, answer)
