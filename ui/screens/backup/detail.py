"""One back-up: what is in it, whether it is whole, and how an office is restored from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.messages import message
from ui.screens.backup.columns import Line, checked_mark
from ui.theme import Space
from ui.widgets import Button, Card, Chip, Fact, KeyFacts, Label, Texts, row

_MOST_NAMED = 8
_STEPS = ("backup.restore.leave", "backup.restore.choose", "backup.restore.open")


class BackupPane(QWidget):
    """The back-up in front; `check_asked` where somebody wants it looked through."""

    check_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.title = Label(texts, "", role="lead")
        self.chip = Chip(texts, "")
        self.facts = KeyFacts(texts)
        self.damaged = Label(texts, "", copyable=True)
        self.check = Button(texts, message("backup.check"), icon_name="check")
        self.check.clicked.connect(self.check_asked)
        self.one = Card()
        self.one.body.addWidget(self.title)
        self.one.body.addLayout(row(self.chip, None))
        self.one.body.addWidget(self.facts)
        self.one.body.addWidget(self.damaged)
        self.one.body.addLayout(row(None, self.check))
        restore = Card()
        restore.body.addWidget(Label(texts, message("backup.restore.title"), role="lead"))
        for key in _STEPS:
            restore.body.addWidget(Label(texts, message(key)))
        restore.body.addWidget(Label(texts, message("backup.restore.command"), role="muted", copyable=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self.one)
        layout.addWidget(restore)
        layout.addStretch(1)

    def show_line(self, line: Line | None) -> None:
        """A back-up, or none chosen."""
        self.one.setVisible(line is not None)
        if line is None:
            return
        item, mark = line.item, checked_mark(line)
        self.title.say(message("backup.of", at=item.at))
        self.chip.set_state(mark.said, mark.tone, mark.icon)
        values = (
            ("kind", message(f"backup.kind.{item.kind.value}")),
            ("entries", message("backup.count", count=item.counts.get("entry", 0))),
            ("photos", message("backup.count", count=item.photos)),
            ("folder", str(item.folder)),
        )
        self.facts.set_facts([Fact(label=message(f"backup.column.{name}"), value=value) for name, value in values])
        named, more = (line.damaged or ())[:_MOST_NAMED], len(line.damaged or ()) - _MOST_NAMED
        self.damaged.setVisible(bool(named))
        key = "backup.damaged_more" if more > 0 else "backup.damaged"
        self.damaged.say(message(key, files="\n".join(named), more=max(0, more)) if named else "")
