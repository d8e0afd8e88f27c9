"""What screens and presenters may ask of the window, without Qt: jobs, navigation, texts, memory, exports.

A view is a widget and decides nothing. A presenter is plain Python: it gets its view as a small `Protocol` of `show_*`
methods, asks the application inside jobs that close over values only, and turns each `Ok | Err` into a `show_*` call.
The gateway to offices (sign-in, first run, restore) is in `ui.gateway`.
"""

from __future__ import annotations

import logging
import traceback
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from kmcase.application.access import Cancelled
from kmcase.application.lists import ColumnKind, ExportColumn, Exporter
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.messages import Catalogue, Language, Message, message
from ui.tone import Tone

if TYPE_CHECKING:
    from kmcase.application.work import Actor

if TYPE_CHECKING:
    from kmcase.application.changes import Changes

__all__ = [
    "Area",
    "Cancelled",
    "ColumnKind",
    "Desk",
    "DictMemory",
    "Done",
    "Err",
    "ExportColumn",
    "Exporter",
    "Job",
    "Jobs",
    "LiveTexts",
    "ManualJob",
    "ManualJobs",
    "Memory",
    "Narrowed",
    "Navigation",
    "Notices",
    "Ok",
    "Progress",
    "Result",
    "Screen",
    "ScreenView",
    "Tone",
    "TourStep",
    "attempt",
    "report_bug",
]

T = TypeVar("T")

_log = logging.getLogger("kmcase.window")


# --- results -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    """A job's value."""

    value: T


@dataclass(frozen=True, slots=True)
class Err:
    """Why a job gave no value: the sentence, its code, and the field it stands beside (if any)."""

    message: Message
    code: str
    field: str | None = None


Result: TypeAlias = Ok[T] | Err
Done: TypeAlias = Callable[[Result[T]], None]


def attempt(work: Callable[[], T]) -> Result[T]:
    """Run work; known troubles become their sentences, a bug is logged without data and gets a number."""
    try:
        return Ok(work())
    except DomainError as problem:
        return Err(Message(problem.message_key, problem.params), problem.code, problem.field)
    except EnvironmentProblem as problem:
        return Err(Message(problem.message_key, problem.params), problem.code)
    except Cancelled:
        return Err(message("shell.error.cancelled"), "shell.cancelled")
    except Exception as bug:  # noqa: BLE001  the edge: whatever a job raises becomes a sentence with a number
        number = report_bug(bug)
        return Err(message("shell.error.bug", number=number), "shell.bug")


def report_bug(bug: BaseException) -> str:
    """Log type, modules and lines, never the values, which are people's; the same bug gives the same number."""
    frames = traceback.extract_tb(bug.__traceback__)
    trail = [f"{PurePath(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in reversed(frames)]
    number = f"{zlib.crc32(' < '.join((type(bug).__name__, *trail)).encode()):08X}"
    _log.error("window.bug", extra={"trail": (f"{number} {type(bug).__name__}", *trail)})
    return number


# --- jobs --------------------------------------------------------------------------------------------------------


class Progress(Protocol):
    """How a long job tells how far it is, and hears that it shall stop."""

    def report(self, done: int, total: int | None = None) -> None:
        """`done` of `total` steps; an unknown total shows a moving bar."""
        ...

    def check(self) -> None:
        """Raise `Cancelled` once the user pressed cancel."""
        ...


class Job(Protocol):
    """A job under way."""

    def cancel(self) -> None:
        """Ask it to stop at its next `Progress.check`; one that waits never starts."""
        ...


class Jobs(Protocol):
    """Two lanes beside the window; `done` always runs in the window's thread."""

    def database(self, work: Callable[[], T], done: Done[T]) -> Job:
        """The one writer and interactive reader: short jobs, strictly in order."""
        ...

    def background(self, work: Callable[[Progress], T], done: Done[T], *, title: Message) -> Job:
        """PDF, Excel, pictures, import: listed in the window with progress and cancel."""
        ...


class ManualJobs:
    """Jobs that wait until they are drained by hand; for tests of presenters."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Callable[[], None], ManualJob]] = deque()
        self.titles: list[Message] = []

    def database(self, work: Callable[[], T], done: Done[T]) -> Job:
        """Queue a job."""
        return self._queue(work, done, ManualJob())

    def background(self, work: Callable[[Progress], T], done: Done[T], *, title: Message) -> Job:
        """Queue a job and note its title."""
        self.titles.append(title)
        job = ManualJob()
        return self._queue(lambda: work(job), done, job)

    @property
    def waiting(self) -> int:
        """How many jobs have not run."""
        return len(self._waiting)

    def drain(self) -> None:
        """Run what waits, and what that queues, in order."""
        while self._waiting:
            self.step()

    def step(self) -> None:
        """Run the first waiting job."""
        run, job = self._waiting.popleft()
        if not job.cancelled:
            run()

    def _queue(self, work: Callable[[], T], done: Done[T], job: ManualJob) -> ManualJob:
        self._waiting.append((lambda: done(attempt(work)), job))
        return job


@dataclass(slots=True)
class ManualJob:
    """A job of `ManualJobs`, and its progress."""

    cancelled: bool = False
    reports: list[tuple[int, int | None]] = field(default_factory=list)

    def cancel(self) -> None:
        """Never run, or stop at the next check."""
        self.cancelled = True

    def report(self, done: int, total: int | None = None) -> None:
        """Note how far it is."""
        self.reports.append((done, total))

    def check(self) -> None:
        """Raise `Cancelled` once cancelled."""
        if self.cancelled:
            raise Cancelled


# --- texts, memory --------------------------------------------------------------------------------------


class LiveTexts:
    """The catalogue of the language now chosen; who listens says everything again after a switch."""

    def __init__(self, language: Language = "th") -> None:
        self.catalogue = Catalogue(language)
        self._listeners: list[Callable[[], None]] = []

    @property
    def language(self) -> Language:
        """`th` or `en`."""
        return self.catalogue.language

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of a key; a missing key raises `KeyError`."""
        return self.catalogue.text(key, **params)

    def render(self, said: Message) -> str:
        """The sentence of a message."""
        return self.catalogue.render(said)

    def has(self, key: str) -> bool:
        """Whether the key is known."""
        return self.catalogue.has(key)

    def listen(self, again: Callable[[], None]) -> None:
        """Call `again` after each switch."""
        self._listeners.append(again)

    def switch(self, language: Language) -> None:
        """Speak another language from now on."""
        if language != self.language:
            self.catalogue = Catalogue(language)
            for again in tuple(self._listeners):
                again()


class Memory(Protocol):
    """Small things that the window remembers for this office and user: widths, order, last filter."""

    def get(self, key: str) -> str | None:
        """What was put, or None."""
        ...

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        ...


class DictMemory(dict[str, str]):
    """A memory as long as the process."""

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        self[key] = value


# --- screens -----------------------------------------------------------------------------------------------------


class Area(StrEnum):
    """The work areas of the navigation, in their order."""

    TODAY = "today"
    REGISTER = "register"
    FIELD = "field"
    ASSISTANCE = "assistance"
    CASES = "cases"
    CHECKS = "checks"
    REPORTS = "reports"
    SETTINGS = "settings"


_NARROWED = "show:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A list made short, given to `Navigation.open` as a record: by a choice of the screen's own, by words typed."""

    by: str = ""
    typed: str = ""

    def as_record(self) -> str:
        """What `Navigation.open` is given."""
        return f"{_NARROWED}{self.by}/{self.typed}"

    @classmethod
    def of(cls, record_id: str | None) -> Narrowed | None:
        """What a screen was asked to show; None where that is a record, or nothing."""
        if record_id is None or not record_id.startswith(_NARROWED):
            return None
        by, _, typed = record_id.removeprefix(_NARROWED).partition("/")
        return cls(by=by, typed=typed)


class Navigation(Protocol):
    """Going from screen to screen, as in a browser."""

    def open(self, screen: str, record_id: str | None = None) -> None:
        """Show a screen, and there a record."""
        ...

    def back(self) -> None:
        """Where one was before."""
        ...

    def forward(self) -> None:
        """Where one came back from."""
        ...


class Notices(Protocol):
    """The banner above every screen."""

    def notice(self, said: Message, tone: Tone = Tone.ACCENT) -> None:
        """Say something that stays until it is put away or followed by the next."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a screen is given when it is built.

    `services` are the application's services by noun, for use inside jobs alone. `announce` carries the changes of a
    commit to every live screen, this one too. `may` tells whether the signed-in person may do a use case.
    `show_paper` previews a PDF under a title, with print and save.
    """

    services: Any
    actor: Actor
    today: Callable[[], date]
    jobs: Jobs
    texts: LiveTexts
    memory: Memory
    exporter: Exporter
    navigation: Navigation
    notices: Notices
    announce: Callable[[Changes], None]
    may: Callable[[str], bool]
    show_paper: Callable[[bytes, str], None]


class ScreenView(Protocol):
    """What the window asks of a screen's widget (a QWidget besides)."""

    def show_record(self, record_id: str | None) -> None:
        """The screen is shown, for a record or as it was left."""
        ...

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed; decide whether it matters here."""
        ...

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again in the language now chosen, keeping what was typed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """A state of a screen worth a picture: how to get there from the freshly opened screen."""

    name: str
    act: Callable[[Any], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen as the navigation knows it; `factory` imports its view lazily, so that start-up stays short.

    `area` None: reached from other screens only. The title is `title_key`, its help text `<title_key>_help`, which is
    shown at F1. `use_case` is what a role must be allowed to do to see it. `tour_as` is the role in which the tour
    opens it, if not the first that may. `nouns` are the records that it opens: `person`, `receipt`, for the search.
    `at_office_alone`: a laptop, which holds its own area alone, does not have it: what is counted there would be wrong.
    """

    key: str
    area: Area | None
    title_key: str
    icon: str
    use_case: str
    nouns: tuple[str, ...] = ()
    at_office_alone: bool = False
    factory: Callable[[Desk], ScreenView]
    tour_as: str | None = None
    tour_record: Callable[[Desk], str | None] | None = None
    tour_steps: tuple[TourStep, ...] = ()
