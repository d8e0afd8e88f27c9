"""An address: house, หมู่ที่, village, soi, road, and one box that finds the sub-district by any part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from kmcase.domain.people import Address
from kmcase.messages import Message, message
from kmcase.thai import areas
from ui.theme import Space
from ui.widgets.basics import Label
from ui.widgets.editor import Editor, LineEdit, NumberEdit, Raw
from ui.widgets.texts import Texts

_MOST_OFFERED = 12


class AreaPicker(Editor):
    """Type to search: sub-district, district, province or postcode; the value is the six-digit code or empty."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._offered: dict[str, areas.Area] = {}
        self._chosen: areas.Area | None = None
        self.line = QLineEdit()
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self.line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST_OFFERED)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        completer.activated.connect(self._take)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self._search)
        self.line.editingFinished.connect(self._settle)
        self._host(self.line)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> str:
        """The code of the sub-district."""
        return self._chosen.subdistrict_code if self._chosen else ""

    def set_value(self, value: object) -> None:
        """Show a sub-district by its code."""
        self._choose(areas.area(str(value)) if value else None)
        if self._chosen is None:
            self.line.setText(str(value or ""))

    def raw(self) -> Raw:
        """The code, or the text as typed."""
        return {"code": self.value()} if self._chosen else self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        if isinstance(raw, dict):
            self.set_value(raw["code"])
        else:
            self._choose(None)
            self.line.setText(str(raw))

    def problem(self) -> Message | None:
        """What is typed names no sub-district."""
        typed = self.line.text().strip()
        return message("widgets.address.unknown_area", typed=typed) if typed and self._chosen is None else None

    def retranslate(self, texts: Texts) -> None:
        """Say the placeholder anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(texts.text("widgets.address.area_placeholder"))

    def _search(self, text: str) -> None:
        self._chosen = None
        found = areas.search(text, limit=_MOST_OFFERED) if len(text.strip()) > 1 else ()
        self._offered = {f"{areas.label(each)}  {each.postcode}": each for each in found}
        self._model.setStringList(list(self._offered))
        self.changed.emit()

    def _take(self, words: str) -> None:
        self._choose(self._offered.get(words))
        self.changed.emit()

    def _settle(self) -> None:
        """On leaving: take the only one there is."""
        if self._chosen is None and len(self._offered) == 1 and self.line.text().strip():
            self._take(next(iter(self._offered)))

    def _choose(self, chosen: areas.Area | None) -> None:
        self._chosen = chosen
        self.line.setText(f"{areas.label(chosen)}  {chosen.postcode}" if chosen else "")
        self.line.setCursorPosition(0)


class AddressEdit(Editor):
    """The value is an `Address`; None where nothing at all is typed."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._parts: dict[str, Editor] = {
            "house_no": LineEdit(texts, max_length=20),
            "moo": NumberEdit(texts, least=1, most=99),
            "village": LineEdit(texts, max_length=80),
            "soi": LineEdit(texts, max_length=80),
            "road": LineEdit(texts, max_length=80),
            "subdistrict_code": AreaPicker(texts),
        }
        self._labels = {
            name: Label(texts, message(f"widgets.address.{name}"), role="muted", wrap=False) for name in self._parts
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.ONE)
        grid.setVerticalSpacing(Space.HALF)
        places = {
            "house_no": (0, 0, 1),
            "moo": (0, 1, 1),
            "village": (0, 2, 4),
            "soi": (2, 0, 3),
            "road": (2, 3, 3),
            "subdistrict_code": (4, 0, 6),
        }
        for name, (line, place, width) in places.items():
            grid.addWidget(self._labels[name], line, place, 1, width)
            grid.addWidget(self._parts[name], line + 1, place, 1, width, Qt.AlignmentFlag.AlignTop)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        for name, part in self._parts.items():
            part.changed.connect(self.changed)
            part.set_name(message(f"widgets.address.{name}"))
        self.setFocusProxy(self._parts["house_no"])

    def inputs(self) -> Sequence[QWidget]:
        """All controls, in order."""
        return tuple(control for part in self._parts.values() for control in part.inputs())

    def value(self) -> Address | None:
        """The address."""
        found = {name: part.value() for name, part in self._parts.items()}
        return Address(**found) if any(found.values()) else None  # type: ignore[arg-type]

    def set_value(self, value: object) -> None:
        """Show an address."""
        address = value if isinstance(value, Address) else Address()
        for name, part in self._parts.items():
            part.set_value(getattr(address, name))

    def raw(self) -> Raw:
        """Each part as typed; empty where nothing is."""
        typed = {name: part.raw() for name, part in self._parts.items()}
        return typed if any(typed.values()) else {}

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        for name, part in self._parts.items():
            part.set_raw(raw.get(name, ""))

    def problem(self) -> Message | None:
        """What is wrong in the first part that is."""
        return next((problem for part in self._parts.values() if (problem := part.problem())), None)

    def retranslate(self, texts: Texts) -> None:
        """Say the labels anew."""
        self._texts = texts
        for label in self._labels.values():
            label.retranslate(texts)
        for part in self._parts.values():
            part.retranslate(texts)
        self._apply_name()

    def _apply_name(self) -> None:
        self.setAccessibleName(self._texts.render(self._name) if isinstance(self._name, Message) else self._name)
