"""An office open for one person."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from kmcase.application.access import (
    OfficeCard,
    Steps,
)
from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.network import OfficeHost
from kmcase.application.news import News
from kmcase.application.read.overview import Hit, Status
from kmcase.application.work import Actor
from kmcase.bootstrap.opening import Tries
from kmcase.bootstrap.services import Machine, Services, make_services
from kmcase.bootstrap.ways import Hold
from kmcase.documents.lists import ListExporter
from kmcase.domain.clock import Clock
from kmcase.domain.errors import DomainError
from kmcase.messages import Catalogue
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import UnlockedKeys
from kmcase.persistence.keyring_store import KeyringStore
from kmcase.persistence.logs import problem_report, stop_log
from kmcase.persistence.news import JournalNews
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.statements import Rows
from kmcase.persistence.unit_of_work import SqlWork
from kmcase.sync.wire import Address, ExchangeServer
from kmcase.thai.calendar import bangkok_date

_log = logging.getLogger("kmcase.office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What an open office holds: what keeps it open for this program, the tries of the password, and the log."""

    hold: Hold
    tries: Tries
    log: logging.Handler

    def let_go(self) -> None:
        """Release the folder."""
        stop_log(self.log)
        self.hold.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOffice:
    """An office open for one person; `close` lets the folder go."""

    actor: Actor
    card: OfficeCard
    services: Services
    clock: Clock
    engine: Engine
    folder: OfficeFolder
    keys: UnlockedKeys
    blobs: BlobStore
    missing_triggers: tuple[str, ...]
    sample_day: date | None
    idle_minutes: int
    inside: Inside
    work: SqlWork
    machine: Machine
    keyrings: KeyringStore
    news: JournalNews | None = None

    @property
    def shared(self) -> bool:
        """Whether other desktops may have the office open at the same time."""
        return self.news is not None

    def read_news(self) -> News:
        """What other desktops entered since the last look; nothing where there are none."""
        if self.news is None:
            return News()
        self.inside.hold.stay()
        return self.news.read()

    def today(self) -> date:
        """The day in Bangkok by the office's clock."""
        return bangkok_date(self.clock.now())

    @property
    def exporter(self) -> ListExporter:
        """Lists on paper and as workbooks."""
        return ListExporter(Catalogue())

    def status(self) -> Status:
        """The top of the window."""
        return self.services.overview.status()

    def search(self, text: str) -> tuple[Hit, ...]:
        """The one search."""
        return self.services.overview.search(text)

    def unlock(self, password: str) -> None:
        """The same person is back; raises `office_files.wrong_password` or `.too_many_tries`."""
        keyring = self.keyrings.load()
        self.inside.tries.unlock(lambda: keyring.unlock(self.keys.login, password))

    def back_up_daily(self, steps: Steps | None = None) -> bool:
        """Sign the day's checkpoint and make the back-up of the day, where there is none yet; whether one was made."""
        self.services.verification.seal_day()
        made = self.services.backups.make_daily(steps)
        if made is not None:
            _log.info("backups.made", extra={"numbers": {"photos": made.photos, "bytes": made.size}})
        return made is not None

    def look_at_pictures(self, steps: Steps | None = None) -> int:
        """Compare the evidence that came in since, here or on laptops; how many pairs are alike."""
        looked = self.services.pictures.look(steps)
        if looked.made:
            _log.info("pictures.looked", extra={"numbers": {"made": looked.made, "pairs": looked.pairs}})
        return looked.pairs

    def exchange_server(self, listen: str, heard: Callable[[AppliedBundle], None]) -> ExchangeServer:
        """Wait for laptops at `host:port`; raises `exchange.bad_address`, `.cannot_listen` or `.only_the_office`."""
        if self.work.store.laptop_id:
            raise DomainError("exchange.only_the_office")
        devices, folder = self.machine.devices, self.folder.path / "exchange"
        host = OfficeHost(self.services.exchange, devices, heard)
        return ExchangeServer(Address.of(listen), devices.own().signing, host, folder)

    def problem_report(self) -> bytes:
        """A zip for whoever helps: the log and what machine it is; no record, no key, no name."""
        return problem_report(self.folder)

    def close(self) -> None:
        """Let the office go."""
        self.engine.dispose()
        _log.info("office.closed")
        self.inside.let_go()


def services_for(opened: OpenOffice, login: str) -> Services:
    """The services in another member's name: for making the sample office alone, whose passwords are public."""
    if not opened.card.sample:
        raise PermissionError("only in the sample office")
    with opened.engine.connect() as connection:
        member = SqlStaff(Rows(connection)).by_login(login)
    actor = Actor(staff_id=member.staff_id, name=member.name, roles=member.roles, workstation="sample")
    work = SqlWork(opened.work.store, actor, opened.clock, opened.work.ids, opened.work.seconds)
    return make_services(work, opened.machine)
