"""The door of every office: nothing heavier than the keyring is imported until somebody goes in.

Importing all services takes about as long as the rest of the start; `warm` does it while the password is typed. The
database library alone comes before the window: so neither the start nor the first screen carries the whole of it.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy  # noqa: F401 - see above

from kmcase.application.access import (
    BackupCard,
    Door,
    EnrolmentDoor,
    MadeOffice,
    NewOffice,
    NewServer,
    OfficeCard,
    Steps,
)
from kmcase.bootstrap.known_offices import SAMPLE_NOW, SAMPLE_PASSWORD, KnownOffices, office_card, user_card
from kmcase.domain.clock import Clock
from kmcase.domain.ids import Ids
from kmcase.journal.sealing import Entropy
from kmcase.messages import Language
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder, refuse_moved
from kmcase.thai.calendar import bangkok_date

if TYPE_CHECKING:
    from kmcase.bootstrap.moves import Moved
    from kmcase.bootstrap.offices import OfficeOpener
    from kmcase.bootstrap.opened import OpenOffice


class Offices:
    """Finds, opens and makes offices. `settings` is a folder for what this user opened last."""

    def __init__(
        self,
        settings: Path,
        *,
        clock: Clock | None = None,
        ids: Ids | None = None,
        cost: Argon2Cost = PRODUCTION_COST,
        entropy: Entropy = os.urandom,
    ) -> None:
        self._settings = settings
        self._addresses: dict[Path, str] = {}
        self._known = KnownOffices(settings)
        self._clock = clock
        self._ids = ids
        self._cost = cost
        self._entropy = entropy

    @cached_property
    def _opener(self) -> OfficeOpener:
        from kmcase.bootstrap.offices import OfficeOpener

        return OfficeOpener(self._known, clock=self._clock, ids=self._ids, cost=self._cost, entropy=self._entropy)

    def warm(self) -> None:
        """Import what opening an office needs, before somebody waits for it."""
        _ = self._opener

    def recent(self) -> tuple[OfficeCard, ...]:
        """Offices opened here before, the last one first; those that are gone are left out."""
        return self._known.list()

    def look(self, folder: Path, *, moved: bool = False) -> Door:
        """What stands at an office's door; raises `shared_office.moved` unless a `moved` one is looked for."""
        found = OfficeFolder(folder)
        if url := self._addresses.get(folder):
            if found.info_file.is_file():
                self._opener.note_password(folder, url)
            else:
                self._opener.join_server(folder, url, None)
        info = found.info()
        if not moved:
            refuse_moved(info)
        users = Keyring.load(found.keyring).users
        return Door(
            card=office_card(folder, info),
            users=tuple(user_card(login, hint) for login, hint in sorted(users.items())),
            sample_password=SAMPLE_PASSWORD if info.sample else None,
            sample_day=bangkok_date(SAMPLE_NOW) if info.sample else None,
        )

    def sign_in(self, folder: Path, login: str, password: str) -> OpenOffice:
        """Open an office; raises `office_files.wrong_password`, or what is wrong with folder and database."""
        return self._opener.sign_in(folder, login, password)

    def recover(self, folder: Path, recovery_key: str, login: str, password: str, reason: str) -> None:
        """A new password for a user by the office's recovery key, told in the journal with its reason."""
        self._opener.recover(folder, recovery_key, login, password, reason)

    def create(
        self, new: NewOffice, steps: Steps | None = None, *, sample: bool = False, server: NewServer | None = None
    ) -> MadeOffice:
        """Make an office with its users and the first halves of its budget; a killed one is begun again.

        With a `server` it is shared, and the folder is only this desktop's.
        """
        made = self._opener.create(new, steps, sample=sample, server=server)
        if not sample:
            self._known.remember(new.folder)
        return made

    def place_of(self, named: str | None) -> Path | None:
        """The folder of an office that is named by it or by the address of its database, else by the environment.

        Of an address it is this desktop's among the settings, which the first `look` makes.
        """
        named = named or os.environ.get("KMCASE_DATABASE_URL")
        if not named or "://" not in named:
            return Path(named) if named else None
        from kmcase.bootstrap.servers import place_of

        folder = place_of(self._settings, named)
        self._addresses[folder] = named
        return folder

    def join_server(self, folder: Path, url: str, password: str | None) -> OfficeCard:
        """Make this desktop's folder for an office on a server."""
        return self._opener.join_server(folder, url, password)

    def migrate(self, url: str) -> str:
        """Bring a server's tables to this program's form, as their owner; gives the program's role."""
        return self._opener.migrate(url)

    def move(
        self, source: Path, login: str, password: str, into: Path, server: NewServer | None, steps: Steps
    ) -> Moved:
        """Move an office to an empty folder or database, compared row for row."""
        moved = self._opener.move(source, login, password, into, server, steps)
        self._known.remember(into)
        return moved

    def enrolment(self, file: Path) -> EnrolmentDoor:
        """What the file by which a laptop joins tells of office, laptop and who may open it."""
        from kmcase.bootstrap.laptops import enrolment_door

        return enrolment_door(file)

    def join(self, enrolment: Path, folder: Path, login: str, password: str) -> OfficeCard:
        """Make a laptop's folder from the file that the office gave for it."""
        return self._opener.join(enrolment, folder, login, password)

    def recovery_paper(self, made: MadeOffice, language: Language = "th") -> bytes:
        """The recovery key as a page to be sealed, as PDF."""
        return self._opener.recovery_paper(made, language)

    def backups(self, folder: Path) -> tuple[BackupCard, ...]:
        """The back-ups in a folder (an office's or a second medium's), the newest first."""
        return self._opener.backups(folder)

    def restore(self, backup: Path, into: Path, login: str, password: str) -> OfficeCard:
        """Put a back-up in place with a password of its day; tried on the copy before anything is replaced."""
        return self._opener.restore(backup, into, login, password)
