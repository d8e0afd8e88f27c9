"""What the window around the screens decides: who sees which screen, where one goes, what a search finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from kmcase.application.permissions import allowed, done_at_laptop, only_read_at_laptop
from kmcase.application.read.overview import ExchangeClock
from kmcase.domain.staff import Role
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.folding import fold
from kmcase.thai.keyboard import swap_layout
from ui.gateway import Hit, Session, Status
from ui.ports import Area, Err, Jobs, LiveTexts, Result, Screen
from ui.shell.workspace.history import History, Place
from ui.tone import Tone

_MOST_HITS = 12
_MOST_COMMANDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that can be done by its name."""

    said: Message
    icon: str
    run: Callable[[], None]
    keys: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSaid:
    """A laptop's clock in words: when it met the office, and what is not there yet."""

    when: Message
    waits: Message
    tone: Tone


def clock_said(clock: ExchangeClock | None, today: date) -> ClockSaid | None:
    """The clock of a laptop; what is too long ago is a warning in its words too."""
    if clock is None:
        return None
    waits = message("exchange_ui.clock.waits", waiting=clock.waiting)
    if not clock.waiting:
        waits = message("exchange_ui.clock.arrived")
    if clock.last_exchange is None:
        return ClockSaid(when=message("exchange_ui.clock.never"), waits=waits, tone=Tone.WARN)
    days = max(0, (today - bangkok_date(clock.last_exchange)).days)
    if clock.overdue:
        return ClockSaid(when=message("exchange_ui.clock.overdue", days=days), waits=waits, tone=Tone.WARN)
    near = {0: message("exchange_ui.clock.today"), 1: message("exchange_ui.clock.yesterday")}
    return ClockSaid(when=near.get(days, message("exchange_ui.clock.last", days=days)), waits=waits, tone=Tone.PLAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line under the search box: a find, or a command."""

    title: str
    detail: str
    noun: str
    icon: str
    run: Callable[[], None]


class WorkspacePort(Protocol):
    """What the window can show."""

    def show_place(self, screen: Screen, record_id: str | None) -> None:
        """Bring a screen to the front, at a record or as it was left."""
        ...

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is a way back and forward."""
        ...

    def show_status(self, status: Status) -> None:
        """The half-year, the clocks, standing problems."""
        ...

    def show_offers(self, typed: str, offers: Sequence[Offer]) -> None:
        """What the search found for what was typed."""
        ...

    def show_backup_failed(self, failure: Err) -> None:
        """Why the back-up of the day was not made."""
        ...

    def show_at_office_alone(self) -> None:
        """A laptop was asked for what only the office has."""
        ...

    def show_search_failed(self, failure: Err) -> None:
        """Why the search could not look."""
        ...


class WorkspacePresenter:
    """Navigation, search and status of one session."""

    def __init__(
        self, view: WorkspacePort, session: Session, screens: Sequence[Screen], jobs: Jobs, texts: LiveTexts
    ) -> None:
        self._view = view
        self._session = session
        self._jobs = jobs
        self._texts = texts
        self._at_laptop = bool(session.card.laptop)
        self._screens = {screen.key: screen for screen in screens if self._offers(screen)}
        self._elsewhere = frozenset(screen.key for screen in screens) if self._at_laptop else frozenset()
        self._history = History()
        self._commands: tuple[Command, ...] = ()
        self._typed = ""
        self._looking = False
        self._comparing = self._unlooked = False

    def may(self, use_case: str) -> bool:
        """Whether the signed-in person may do a use case, here: on a laptop less is done."""
        here = not self._at_laptop or done_at_laptop(use_case)
        return here and allowed(use_case, self._session.actor.roles)

    def _offers(self, screen: Screen) -> bool:
        return self.may(screen.use_case) and not (self._at_laptop and screen.at_office_alone)

    def only_read(self, screen: Screen) -> bool:
        """Whether a laptop shows what a screen is about, and the office alone enters it."""
        return self._at_laptop and screen.area is not Area.TODAY and only_read_at_laptop(screen.use_case)

    def areas(self) -> tuple[tuple[Area, tuple[Screen, ...]], ...]:
        """The work areas with something in them, and their screens."""
        listed = ((area, tuple(one for one in self._screens.values() if one.area is area)) for area in Area)
        return tuple((area, screens) for area, screens in listed if screens)

    def all_screens(self) -> tuple[Screen, ...]:
        """Every screen that the role may open, those without a place in the navigation too."""
        return tuple(self._screens.values())

    def set_commands(self, commands: Sequence[Command]) -> None:
        """What can be done by name besides going to a screen."""
        self._commands = tuple(commands)

    def start(self) -> None:
        """Go to the first screen, look at the clocks, and make the back-up of the day beside the work."""
        areas = self.areas()
        if areas:
            self.open(areas[0][1][0].key)
        self.refresh_status()
        self._jobs.background(self._session.back_up_daily, self._backed_up, title=message("shell.job.backup"))
        self.look_at_pictures()

    def look_at_pictures(self) -> None:
        """Compare the evidence that came in, beside the work; asked again meanwhile, once more afterwards."""
        if self._at_laptop:
            return
        self._unlooked = self._comparing
        if not self._comparing:
            self._comparing = True
            look = self._session.look_at_pictures
            self._jobs.background(look, self._looked, title=message("pictures.job.compare"))

    def _looked(self, result: Result[int]) -> None:
        """What is alike is an observation; what could not be compared is tried again when more comes in."""
        self._comparing = False
        if self._unlooked:
            self.look_at_pictures()

    def _backed_up(self, result: Result[bool]) -> None:
        """The back-up of the day was made, or was there: only what went wrong is said."""
        if isinstance(result, Err):
            if result.code != "shell.cancelled":
                self._view.show_backup_failed(result)
        elif result.value:
            self.refresh_status()

    # --- going places ---

    def open(self, screen: str, record_id: str | None = None) -> None:
        """Go to a screen; one that the role may not see is a bug of the caller (`KeyError`).

        Of one that only the office has a laptop says so.
        """
        if screen not in self._screens and screen in self._elsewhere:
            self._view.show_at_office_alone()
            return
        self._go(Place(self._screens[screen].key, record_id))
        self._history.visit(Place(screen, record_id))
        self._show_ways()

    def back(self) -> None:
        """Alt+Left."""
        self._return_to(self._history.back())

    def forward(self) -> None:
        """Alt+Right."""
        self._return_to(self._history.forward())

    def here(self) -> Screen | None:
        """The screen in front."""
        place = self._history.here
        return self._screens[place.screen] if place else None

    def _return_to(self, place: Place | None) -> None:
        if place is not None:
            self._go(place)
            self._show_ways()

    def _go(self, place: Place) -> None:
        self._view.show_place(self._screens[place.screen], place.record_id)

    def _show_ways(self) -> None:
        self._view.show_ways(back=self._history.can_go_back, forward=self._history.can_go_forward)

    # --- status ---

    def refresh_status(self) -> None:
        """Look at the half-year and the clocks again."""
        self._jobs.database(self._session.status, self._status_known)

    def _status_known(self, result: Result[Status]) -> None:
        if not isinstance(result, Err):
            self._view.show_status(result.value)

    # --- search ---

    def search(self, typed: str) -> None:
        """Look for what is typed at once; letters that come while an answer is awaited are looked for together."""
        self._typed = typed
        text = typed.strip()
        if not text:
            self._view.show_offers(typed, self._matching_commands(""))
        elif not self._looking:
            self._looking = True
            session = self._session
            self._jobs.database(lambda: session.search(text), lambda result: self._found(typed, result))

    def _found(self, typed: str, result: Result[tuple[Hit, ...]]) -> None:
        self._looking = False
        if typed != self._typed:
            self.search(self._typed)
            return
        if isinstance(result, Err):
            self._view.show_search_failed(result)
            return
        hits = [self._as_offer(hit, screen) for hit in result.value if (screen := self.screen_of(hit.noun))]
        self._view.show_offers(typed, (*hits[:_MOST_HITS], *self._matching_commands(typed)))

    def screen_of(self, noun: str) -> Screen | None:
        """The screen that opens a noun's records, if the role sees one."""
        return next((screen for screen in self._screens.values() if noun in screen.nouns), None)

    def _as_offer(self, hit: Hit, screen: Screen) -> Offer:
        noun = self._texts.text(f"shell.noun.{hit.noun}")
        return Offer(
            title=hit.title,
            detail=hit.detail,
            noun=noun,
            icon=screen.icon,
            run=lambda: self.open(screen.key, hit.record_id),
        )

    def _matching_commands(self, typed: str) -> tuple[Offer, ...]:
        wanted = {fold(typed), fold(swap_layout(typed))}
        offers = (*self._screen_offers(), *(self._command_offer(command) for command in self._commands))
        if not typed.strip():
            return offers
        found = [offer for offer in offers if any(text in fold(offer.title) for text in wanted)]
        return tuple(found[:_MOST_COMMANDS])

    def _screen_offers(self) -> tuple[Offer, ...]:
        noun = self._texts.text("shell.noun.screen")
        return tuple(
            Offer(
                title=self._texts.text(screen.title_key),
                detail="",
                noun=noun,
                icon=screen.icon,
                run=partial(self.open, screen.key),
            )
            for _, screens in self.areas()
            for screen in screens
        )

    def _command_offer(self, command: Command) -> Offer:
        return Offer(
            title=self._texts.render(command.said),
            detail=command.keys,
            noun=self._texts.text("shell.noun.command"),
            icon=command.icon,
            run=command.run,
        )


def role_words(roles: frozenset[Role]) -> tuple[Message, ...]:
    """Roles in the order of the work."""
    return tuple(message(f"shell.role.{role.value}") for role in Role if role in roles)
