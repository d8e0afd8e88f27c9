"""A form as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from kmcase.messages import Message, message
from ui.widgets.editor import Editor
from ui.widgets.texts import Texts


class Width(IntEnum):
    """How many of the six columns of a row a field takes where there is room."""

    THIRD = 2
    HALF = 3
    TWO_THIRDS = 4
    FULL = 6


COLUMNS = int(Width.FULL)


@dataclass(frozen=True, slots=True)
class Field:
    """A value to be entered: its name in `values()`, the key of its label (or the label), what makes its editor.

    Below it stands the sentence of `help_key`, or `help` where it names what is only known when the form is made.
    """

    name: str
    label_key: str | Message
    editor: Callable[[Texts], Editor]
    required: bool = False
    help_key: str | None = None
    width: Width = Width.HALF
    help: Message | None = None

    @property
    def label(self) -> Message:
        """What stands above the editor."""
        return message(self.label_key) if isinstance(self.label_key, str) else self.label_key


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one title, given by its key or by its words; without one there is no title.

    Sections of a `page` are made when the page first comes in front, and stand there only while it does; what is
    required stands on no page.
    """

    title_key: str | Message | None
    fields: tuple[Field, ...]
    page: str = ""

    @property
    def title(self) -> Message | None:
        """What stands above the fields."""
        return message(self.title_key) if isinstance(self.title_key, str) else self.title_key


@dataclass(frozen=True, slots=True)
class FormSpec:
    """The sections of a form; a field's name stands once."""

    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        twice = [name for name, times in Counter(field.name for field in self.fields).items() if times > 1]
        if twice:
            raise ValueError(f"fields declared twice: {', '.join(twice)}")
        hidden = [field.name for section in self.sections if section.page for field in section.fields if field.required]
        if hidden:
            raise ValueError(f"required fields on a page: {', '.join(hidden)}")

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in order."""
        return tuple(field for section in self.sections for field in section.fields)
