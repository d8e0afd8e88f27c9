"""Moving a whole office from a folder to a server or back: copied, compared, and only then left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kmcase.application.access import OfficeCard, Steps
from kmcase.application.permissions import require
from kmcase.bootstrap.grounds import Ground
from kmcase.bootstrap.known_offices import office_card
from kmcase.bootstrap.opened import OpenOffice
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.persistence.blob_shelves import BlobShelf, FolderShelf, TableShelf, copy_shelf
from kmcase.persistence.engine import translating
from kmcase.persistence.moving import Figures, compare_shelves, compare_tables, copy_tables
from kmcase.persistence.server import mark_moved


@dataclass(frozen=True, slots=True)
class Moved:
    """The office, where it is now in its users' words, and what was compared."""

    to: str
    card: OfficeCard
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class OfficeMover:
    """Moves an open office to a ground."""

    ground: Ground

    def move(self, office: OpenOffice, steps: Steps) -> Moved:
        """Copy, compare, mark the source, declare the target, in this order.

        Broken off before the mark, nothing has happened; after it, the same move is called again. Raises
        `shared_office.others_signed_in` where other desktops are in, `shared_office.move_differs` with the first table
        that is not the same.
        """
        require("office.move", office.actor.roles)
        require_that(not office.work.store.laptop_id, "laptops.at_the_office")
        with translating(), office.inside.hold.alone() as alone:
            if not alone:
                raise DomainError("shared_office.others_signed_in")
            if office.keys.former_parts is not None:
                raise DomainError("office_files.rekeying")
            target = self.ground.begin(office.keys)
            copy_tables(office.engine, target, steps)
            copy_shelf(_shelf(office), self.ground.shelf, steps)
            figures = (*compare_tables(office.engine, target), compare_shelves(_shelf(office), self.ground.shelf))
            for one in figures:
                if one.differing:
                    raise EnvironmentProblem("shared_office.move_differs", table=one.name, count=one.differing)
            self.ground.hand_over(office.keyrings.load(), office.keys)
            _mark(office, self.ground.shown)
            info = self.ground.declare(office.folder.info())
        return Moved(self.ground.shown, office_card(self.ground.folder, info), figures)


def _shelf(office: OpenOffice) -> BlobShelf:
    return TableShelf(office.engine) if office.shared else FolderShelf(office.folder.photos)


def _mark(office: OpenOffice, to: str) -> None:
    """Nobody goes on writing in what was moved."""
    if office.shared:
        with translating(), office.engine.begin() as connection:
            mark_moved(connection, to)
    office.folder.declare(replace(office.folder.info(), moved_to=to))
