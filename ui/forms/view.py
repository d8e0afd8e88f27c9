"""A declared form on the screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMetaMethod, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.forms.drafts import DraftKeeper, Drafts, DraftValues
from ui.forms.field_box import FieldBox
from ui.forms.section_card import SectionCard
from ui.forms.spec import COLUMNS, FormSpec
from ui.forms.versions import VersionsNote
from ui.theme import Space, Tone
from ui.widgets.basics import bring_into_sight, is_enter, is_main
from ui.widgets.editor import Editor
from ui.widgets.notices import Banner
from ui.widgets.texts import Texts

_NARROW = 560


class FormView(QWidget):
    """Lays out a `FormSpec`.

    Signals: `changed` at each keystroke, `field_left` and `field_entered` with its name, `main_action`, `turned` with
    the page that came in front. Fields of a page that was never in front hold what they were set to.
    """

    changed = Signal()
    field_left = Signal(str)
    field_entered = Signal(str)
    main_action = Signal()
    turned = Signal(str)

    def __init__(
        self,
        texts: Texts,
        spec: FormSpec,
        *,
        drafts: Drafts | None = None,
        narrow_letters: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Each field has a line of its own where there is room for less than so many letters (0: 560 pixels)."""
        super().__init__(parent)
        self._narrow_letters = narrow_letters
        self._texts = texts
        self._pages = {field.name: section.page for section in spec.sections for field in section.fields}
        self._boxes: dict[str, FieldBox] = {}
        self._held: Mapping[str, object] = {}
        self._clean: dict[str, Any] = {}
        self._cards = [SectionCard(section) for section in spec.sections]
        self._page = ""
        self._read_only = False
        self._narrow = False
        self._unasked: set[str] = set()
        self._noted: frozenset[str] = frozenset()
        self._filling = False
        self._keeper = DraftKeeper(drafts, self.raws, self) if drafts is not None else None
        self._restored = Banner(texts)
        self._restored.action_requested.connect(self._discard_draft)
        self._build()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # Values

    def values(self) -> dict[str, Any]:
        """What each editor holds, by field name; bad text gives None."""
        return {
            name: self._boxes[name].editor.value() if name in self._boxes else self._held.get(name)
            for name in self._pages
        }

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show a record: fields not named are emptied, errors go, and the form counts as clean."""
        self.flush_draft()
        self._restored.hide()
        self._filling = True
        self._held = dict(values)
        for name, box in self._boxes.items():
            box.editor.set_value(values.get(name))
            box.show_error(None)
        self._filling = False
        self.mark_clean()

    def editor(self, name: str) -> Editor:
        """The editor of a field, made if need be."""
        return self._box(name).editor

    @property
    def page(self) -> str:
        """The page in front; empty where the form has none."""
        return self._page

    def turn_to(self, page: str) -> None:
        """Bring a page in front, made if need be."""
        if page == self._page:
            return
        self._page = page
        self._make(page)
        for card in self._cards:
            card.setVisible(card.section.page in ("", page))
        self.turned.emit(page)

    def set_field_visible(self, visible: bool, *names: str) -> None:
        """Show or hide fields; a hidden one is not asked for, and the others close up."""
        turned = {name for name in names if (name in self._unasked) == visible}
        self._unasked.symmetric_difference_update(turned)
        for name in turned & set(self._boxes):
            self._boxes[name].setVisible(visible)
        if turned:
            self._arrange(self._narrow, anew=True)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        for box in self._boxes.values():
            box.editor.set_read_only(read_only)

    # Clean, dirty, draft

    def raws(self) -> dict[str, Any]:
        """What is typed by field name, as JSON, bad text included; nothing of a page that was never in front."""
        return {name: box.editor.raw() for name, box in self._boxes.items()}

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from what was last set or marked clean."""
        return self.raws() != self._clean

    @property
    def draft_key(self) -> str:
        """The record whose draft is kept, as `noun:id`; empty where none is."""
        return self._keeper.key if self._keeper else ""

    def mark_clean(self) -> None:
        """What is shown now is what is saved."""
        self._clean = self.raws()

    def restore(self, typed: DraftValues) -> None:
        """Type a draft again; fields it does not know stay."""
        for name, raw in typed.items():
            if name in self._pages:
                box = self._box(name)
                box.editor.set_raw(raw)
                self._check(box)

    def use_draft(self, key: str) -> None:
        """Keep what is typed from now on under a record's key, and type again what was kept there; "" keeps nothing.

        After `set_values`. What comes back is said above the fields, with the way to throw it away.
        """
        if self._keeper:
            self._keeper.turn_to(key, self._draft_found)

    def clear_draft(self) -> None:
        """The record is saved or thrown away: forget the draft, count as clean."""
        if self._keeper:
            self._keeper.clear()
        self._restored.hide()
        self.mark_clean()

    def flush_draft(self) -> None:
        """Save now what waits to be saved."""
        if self._keeper:
            self._keeper.flush()

    # Sentences beside fields

    def set_errors(self, errors: Mapping[str, Message]) -> None:
        """Show errors beside their fields, and only these; the first takes the focus."""
        for name in errors:
            self._make(self._pages.get(name, ""))
        for name, box in self._boxes.items():
            box.show_error(errors.get(name))
        self.focus_first_error()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings beside the fields they name, and only these."""
        all_findings = tuple(findings)
        for name, box in self._boxes.items():
            box.show_findings([finding for finding in all_findings if name in finding.fields])

    def show_sentences(self, problems: Mapping[str, Message]) -> None:
        """Say what is wrong beside fields, and only this and what is unreadable; a field in use is not judged yet."""
        used = self._box_of(QApplication.focusWidget())
        for name, box in self._boxes.items():
            if box is not used:
                box.show_error(box.editor.problem() or problems.get(name))

    def show_unconfirmed(self, names: Collection[str]) -> None:
        """Say beside these fields, and only these, that what they show is of the register and not confirmed."""
        for name, box in self._boxes.items():
            box.show_unconfirmed(name in names)

    def show_notes(self, notes: Mapping[str, Sequence[VersionsNote]]) -> None:
        """Show values written apart below their fields, and only these."""
        for name, box in self._boxes.items():
            box.show_notes(notes.get(name, ()))
        if self._noted != frozenset(notes):
            self._noted = frozenset(notes)
            self._arrange(self._narrow, anew=True)

    def missing(self) -> tuple[str, ...]:
        """The required fields that are empty."""
        return tuple(
            n for n, box in self._boxes.items() if box.field.required and self._asked(n) and box.editor.is_empty()
        )

    def validate(self) -> bool:
        """Show what is missing or unreadable, focus the first, and say whether all is well."""
        missing = self.missing()
        for name, box in self._boxes.items():
            lacks = message("widgets.form.missing") if name in missing else None
            box.show_error((box.editor.problem() or lacks) if self._asked(name) else None)
        return not self.focus_first_error()

    def focus_first_error(self) -> bool:
        """Go to the first field with an error; whether there is one."""
        wrong = next((name for name, box in self._boxes.items() if box.error is not None), None)
        if wrong is not None:
            self.focus_field(wrong)
        return wrong is not None

    def focus_field(self, name: str) -> None:
        """Go to a field and bring it into sight."""
        box = self._box(name)
        if self._pages[name]:
            self.turn_to(self._pages[name])
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(box)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self._texts = texts
        self._restored.retranslate(texts)
        for box in self._boxes.values():
            box.retranslate(texts)
        for card in self._cards:
            card.retranslate(texts)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before the screen's own shortcut: Qt does nothing with a key that two shortcuts answer."""
        if event.type() is QEvent.Type.ShortcutOverride and self._is_main(event):
            event.accept()
            return True
        return super().event(event)

    def _is_main(self, event: QEvent) -> bool:
        """Whether the main action's key was pressed and somebody waits for it here; else it is the screen's."""
        return is_main(event) and self.isSignalConnected(QMetaMethod.fromSignal(self.main_action))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, Ctrl+Enter does what the form is for."""
        if self._is_main(event):
            self.main_action.emit()
            event.accept()
        elif is_enter(event):
            self.focusNextChild()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange(event.size().width() < self._narrow_below())

    def hideEvent(self, event: QHideEvent) -> None:
        """A form that goes out of sight has its draft saved."""
        self.flush_draft()
        super().hideEvent(event)

    # Inside

    def _draft_found(self, typed: DraftValues) -> None:
        if self.is_dirty:
            return
        self.restore(typed)
        if self.is_dirty:
            said, action = message("widgets.form.restored"), message("widgets.form.discard")
            self._restored.say(Tone.ACCENT, said, action, closable=False)

    def _discard_draft(self) -> None:
        self.restore(self._clean)
        self.clear_draft()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self._restored)
        for card in self._cards:
            layout.addWidget(card)
        layout.addStretch(1)
        self._make("")
        self.turn_to(next(filter(None, self._pages.values()), ""))

    def _box(self, name: str) -> FieldBox:
        if name not in self._boxes:
            self._make(self._pages[name])
        return self._boxes[name]

    def _make(self, page: str) -> None:
        """Make the fields of a page; the keyboard comes to them behind those of the sections above."""
        last: QWidget | None = None
        for card in self._cards:
            if card.section.page == page and not card.made:
                self._fill(card)
                for stop in card.stops():
                    if last is not None:
                        QWidget.setTabOrder(last, stop)
                    last = stop
            last = next(reversed(card.stops()), last)

    def _fill(self, card: SectionCard) -> None:
        for box in card.make(self._texts):
            name = box.field.name
            self._boxes[name] = box
            if name in self._held:
                box.editor.set_value(self._held[name])
            if self._read_only:
                box.editor.set_read_only(True)
            box.setVisible(self._asked(name))
            self._clean[name] = box.editor.raw()
            box.editor.changed.connect(lambda box=box: self._typed(box))
        self._lay_out(card)

    def _narrow_below(self) -> int:
        return self._narrow_letters * self.fontMetrics().averageCharWidth() or _NARROW

    def _arrange(self, narrow: bool, *, anew: bool = False) -> None:
        if narrow == self._narrow and not anew:
            return
        self._narrow = narrow
        for card in self._cards:
            if card.made:
                self._lay_out(card)

    def _lay_out(self, card: SectionCard) -> None:
        asked = (field for field in card.section.fields if self._asked(field.name))
        card.lay_out(
            (self._boxes[each.name], COLUMNS if self._narrow or each.name in self._noted else int(each.width))
            for each in asked
        )

    def _typed(self, box: FieldBox) -> None:
        if self._filling:
            return
        box.show_error(None)
        if self._keeper:
            self._keeper.touch()
        self.changed.emit()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        left, entered = self._box_of(old), self._box_of(new)
        if left is not None and left is not entered:
            self._check(left)
            self.field_left.emit(left.field.name)
        if entered is not None and left is not entered:
            bring_into_sight(entered)
            self.field_entered.emit(entered.field.name)

    def _box_of(self, widget: QWidget | None) -> FieldBox | None:
        while widget is not None and widget is not self:
            if isinstance(widget, FieldBox) and self._boxes.get(widget.field.name) is widget:
                return widget
            widget = widget.parentWidget()
        return None

    def _check(self, box: FieldBox) -> None:
        problem = box.editor.problem()
        if problem is not None:
            box.show_error(problem)

    def _asked(self, name: str) -> bool:
        return name not in self._unasked
