"""What colleagues enter at other desktops of a shared office: looked for each second, in a thread of its own.

Pages that show it are told as of a commit of one's own. A form that is being typed in is not written over: where it is
of the record that was changed, who did it and to which value is said above; a form without a record of its own has its
page wait until it is empty again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.news import News, NewsItem
from kmcase.domain.events import build
from kmcase.domain.money import Baht
from kmcase.domain.people import HouseholdValues, PersonValues
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.ports import Err, LiveTexts, Result, attempt
from ui.tone import Tone

EACH_MS = 1_000
_FIELDS: Mapping[str, tuple[str, type]] = {
    "person": ("people.field", PersonValues),
    "household": ("households.field", HouseholdValues),
}
_SECRET = frozenset({"national_id"})


class Colleagues(QObject):
    """Polls `read` while it is started; `told` gives the changes that a view may now be told of.

    `views` are the screens that were opened, `say` puts a sentence above the one in front.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        read: Callable[[], News],
        views: Callable[[], Iterable[QWidget]],
        say: Callable[[Message, Tone], None],
        texts: LiveTexts,
        parent: QObject,
        each_ms: int = EACH_MS,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._views = views
        self._say = say
        self._texts = texts
        self._waiting: dict[QWidget, Changes] = {}
        self._away = False
        self._lane = ThreadPoolExecutor(1, "colleagues")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(each_ms)
        self._timer.timeout.connect(self.look)
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Look from now on."""
        self.look()

    def stop(self) -> None:
        """Look no more; what is under way is not heard."""
        self._timer.stop()
        self._arrived.disconnect(self._take)
        self._lane.shutdown(wait=False, cancel_futures=True)

    def look(self) -> None:
        """Ask once; the answer comes in the window's thread, and the next look a second later."""
        self._lane.submit(lambda: self._arrived.emit(attempt(self._read)))

    def _take(self, result: Result[News]) -> None:
        if isinstance(result, Err):
            if not self._away:
                self._away = True
                self._say(message("shared_office.away"), Tone.WARN)
        else:
            if self._away:
                self._away = False
                self._say(message("shared_office.back"), Tone.OK)
            self.hear(result.value)
        self._timer.start()

    def hear(self, news: News) -> None:
        """Tell the screens, and who types what somebody else changed."""
        changes = news.changes
        for view in self._views():
            owed = self._waiting.pop(view, Changes()) | changes
            if owed.touched and not self._put_off(view, owed):
                view.apply_changes(owed)  # type: ignore[attr-defined]
        for item in news.items:
            if said := self._said_of(item):
                self._say(said, Tone.WARN)

    def _put_off(self, view: QWidget, owed: Changes) -> bool:
        """A form that is no record's draft might be filled anew by its page: the page waits for it."""
        waits = any(not form.draft_key and form.isVisible() and form.is_dirty for form in view.findChildren(FormView))
        if waits:
            self._waiting[view] = owed
        return waits

    def _said_of(self, item: NewsItem) -> Message | None:
        """What is said where the record is being typed in."""
        for view in self._views():
            for form in view.findChildren(FormView):
                noun, _, record_id = form.draft_key.partition(":")
                if record_id and record_id in item.changes.of(noun) and form.is_dirty:
                    what = self._values(noun, item.values)
                    key = "shared_office.typing" if what else "shared_office.typing_no_values"
                    return message(key, name=item.by, what=what)
        return None

    def _values(self, noun: str, values: Mapping[str, Any]) -> str:
        """The fields that were written, with their values where a word says them."""
        prefix, kind = _FIELDS.get(noun, ("", object))
        told = []
        for name, plain in values.items():
            key = f"{prefix}.{name}"
            if self._texts.has(key):
                value = None if plain is None or name in _SECRET else build(get_type_hints(kind)[name], plain)
                shown = value if isinstance(value, str | date | Baht) and not isinstance(value, Enum) else "…"
                told.append(self._texts.text("shared_office.value", field=self._texts.text(key), value=shown))
        return ", ".join(told)
