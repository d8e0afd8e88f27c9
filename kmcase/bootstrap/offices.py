"""Finding, opening, making and restoring offices."""

from __future__ import annotations

import logging
import platform
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from kmcase.application.access import (
    BackupCard,
    MadeOffice,
    NewOffice,
    NewServer,
    OfficeCard,
    Silent,
    Steps,
)
from kmcase.application.permissions import allowed
from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.application.staff import require_password
from kmcase.application.work import Actor
from kmcase.bootstrap.grounds import ground_for, join_server, migrate
from kmcase.bootstrap.known_offices import SAMPLE_NOW, KnownOffices, office_card, user_card
from kmcase.bootstrap.laptops import KeyringEnrolments, begin_laptop, enrolment_door, take_first_bundle
from kmcase.bootstrap.making import OfficeMaker
from kmcase.bootstrap.moves import Moved, OfficeMover
from kmcase.bootstrap.opened import Inside, OpenOffice
from kmcase.bootstrap.opening import Tries, prepare_tables
from kmcase.bootstrap.seconds import KeyringSeconds
from kmcase.bootstrap.services import Machine, OfficeFiles, make_services
from kmcase.bootstrap.ways import Entered, Ways, backups_of, require_alone
from kmcase.documents.press import Printer
from kmcase.domain.clock import Clock, FixedClock, SystemClock
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.domain.ids import Ids, RandomIds
from kmcase.domain.staff import StaffMember
from kmcase.journal.sealing import Entropy
from kmcase.messages import Language
from kmcase.persistence.backups import list_backups, read_backup
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import Signer, Writer
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.engine import translating
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.key_wrapping import Argon2Cost, UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.logs import start_log
from kmcase.persistence.news import JournalNews
from kmcase.persistence.office_backups import inspect_copy
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.office_keys import StoredKeys
from kmcase.persistence.recovery_key import read_recovery_key
from kmcase.persistence.rekeying import key_of
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.restore import restore
from kmcase.persistence.restored import go_on_restored, go_on_restored_laptop
from kmcase.persistence.server import read_address
from kmcase.persistence.signing_keys import key_in_force, renew_signing_key, signing_keys
from kmcase.persistence.statements import Rows
from kmcase.persistence.throttle import Throttle
from kmcase.persistence.unit_of_work import SqlWork, Store
from kmcase.persistence.verification import SqlVerifier
from kmcase.thai.calendar import bangkok_date, format_long

IDLE_MINUTES = 10

_log = logging.getLogger("kmcase.office")


class OfficeOpener:
    """Opens, makes and restores offices; `Offices` calls it once somebody does one of these."""

    def __init__(
        self, known: KnownOffices, *, clock: Clock | None, ids: Ids | None, cost: Argon2Cost, entropy: Entropy
    ) -> None:
        self._known = known
        self._clock = clock
        self._ids = ids or RandomIds()
        self._cost = cost
        self._entropy = entropy
        self._throttles: dict[Path, Throttle] = {}
        self._ways = Ways(cost, {})

    def sign_in(self, folder: Path, login: str, password: str, *, moving_to: str = "") -> OpenOffice:
        """Open an office; raises `office_files.wrong_password`, or what is wrong with folder, server and database.

        `moving_to`: to go on with a move there that was broken off.
        """
        tries = Tries(self._throttles.setdefault(folder.resolve(), Throttle()), login)
        entered = self._ways.enter(
            folder, lambda keyring: tries.unlock(lambda: keyring.unlock(login, password)), moving_to
        )
        inside = None
        try:
            clock = self._clock or (FixedClock(SAMPLE_NOW) if entered.info.sample else SystemClock())
            inside = Inside(hold=entered.hold, tries=tries, log=start_log(entered.folder.logs))
            with translating():
                opened = self._open(entered, entered.rekeyed(), clock, inside)
        except BaseException as problem:
            if inside is None:
                entered.hold.release()
            else:
                _log.warning("office.not_opened", exc_info=problem)
                inside.let_go()
            raise
        _log.info("office.opened")
        self._known.remember(folder)
        return opened

    def recover(self, folder: Path, recovery_key: str, login: str, password: str, reason: str) -> None:
        """A new password for a user by the office's recovery key, told in the journal with its reason.

        Raises `office_files.recovery_key_length`, `.recovery_key_group` or `.wrong_recovery_key` of the key,
        `staff.password_short`, `staff.reason_missing`, and for the auditor, who writes nothing,
        `staff.recovered_by_others`.
        """
        require_password(password)
        require_that(bool(reason.strip()), "staff.reason_missing", "reason")
        key = read_recovery_key(recovery_key)
        entered = self._ways.enter(folder, lambda keyring: keyring.recover(key))
        try:
            roles = user_card(login, entered.keyring.users.get(login, "")).roles
            require_that(allowed("staff.note_recovery", roles), "staff.recovered_by_others")
            changed = entered.keyring.with_reset_password(entered.keys, login, password)
            entered.keyrings.replace(entered.keyring, changed)
        finally:
            entered.hold.release()
        self._throttles.pop(folder.resolve(), None)
        office = self.sign_in(folder, login, password)
        try:
            office.services.staff.note_recovery(reason)
        finally:
            office.close()

    def _open(self, entered: Entered, keyring: Keyring, clock: Clock, inside: Inside) -> OpenOffice:
        folder, info, keys, engine = entered.folder, entered.info, entered.keys, entered.engine()
        state = prepare_tables(folder, engine, keys, clock)
        with engine.connect() as connection:
            member = SqlStaff(Rows(connection)).by_login(keys.login)
            named = signing_keys(connection).newest() if keys.former_signing_key is not None else None
        if not member.active:
            raise DomainError("staff.left")
        actor = _actor(member)
        writer = Writer(
            store=info.store,
            actor=member.staff_id,
            workstation=actor.workstation,
            use_case="office.restore",
            ids=self._ids,
            signer=_signer(key_in_force(keys, named)),
            laptop=bool(info.laptop_id),
        )
        keys = _gone_on(entered, keyring, engine, writer, clock)
        store = Store(
            engine=engine,
            store_id=info.store,
            signer=_signer(keys.signing_key),
            keyed=True,
            laptop_id=info.laptop_id,
            listens=bool(info.server),
        )
        verifier = SqlVerifier(
            engine=engine,
            store_id=info.store,
            clock=clock,
            blobs=BlobStore.unlocked(entered.shelf, keys),
            keyed=True,
            keyring_keys=lambda: entered.keyrings.load().public_keys,
            signing_key=keys.signing_key,
            writer=replace(writer, use_case="office.checkpoint", signer=None),
            laptop=bool(info.laptop_id),
        )
        seconds = KeyringSeconds(entered.keyrings, engine, inside.tries.throttle, member.staff_id)
        work = SqlWork(store, actor, clock, self._ids, seconds)
        machine = self._machine(entered, engine, keys, verifier, state.missing_triggers)
        return OpenOffice(
            actor=actor,
            card=office_card(folder.path, info),
            services=make_services(work, machine),
            work=work,
            machine=machine,
            clock=clock,
            engine=engine,
            folder=folder,
            keys=keys,
            blobs=verifier.blobs,
            missing_triggers=state.missing_triggers,
            sample_day=bangkok_date(SAMPLE_NOW) if info.sample else None,
            idle_minutes=IDLE_MINUTES,
            inside=inside,
            keyrings=entered.keyrings,
            news=JournalNews(store) if info.server else None,
        )

    def _machine(
        self,
        entered: Entered,
        engine: Engine,
        keys: UnlockedKeys,
        verifier: SqlVerifier,
        missing_triggers: tuple[str, ...],
    ) -> Machine:
        info, devices = entered.info, SqlDevices.unlocked(engine, keys, self._entropy)
        exchange = SqlExchange(engine=engine, store_id=info.store, blobs=verifier.blobs, laptop_id=info.laptop_id)
        return Machine(
            verifier=verifier,
            files=OfficeFiles(
                entered.folder, missing_triggers, keys.login, entered.keyrings, loose_role=entered.loose_role()
            ),
            backups=backups_of(entered, engine, keys, verifier.clock),
            keys=StoredKeys(
                keyrings=entered.keyrings,
                keys=keys,
                cost=self._cost,
                require_alone=lambda: require_alone(entered.hold),
            ),
            exchange=exchange,
            devices=devices,
            enrolments=KeyringEnrolments(entered.keyrings, info, devices, exchange),
        )

    def join(self, enrolment: Path, path: Path, login: str, password: str) -> OfficeCard:
        """Make a laptop's folder from the file that the office gave for it; a killed one is begun again.

        Raises `laptops.not_an_enrolment`, `office_files.wrong_password`, or what is wrong with folder and bundle.
        """
        clock = self._clock or SystemClock()
        if enrolment_door(enrolment).sample_password is not None:
            clock = self._clock or FixedClock(SAMPLE_NOW)
        begun = begin_laptop(enrolment, path, login, password, clock, self._ids)
        take_first_bundle(begun, clock, self._ids)
        begun.folder.declare(begun.info)
        self._known.remember(path)
        return office_card(path, begun.info)

    def create(
        self, new: NewOffice, steps: Steps | None = None, *, sample: bool = False, server: NewServer | None = None
    ) -> MadeOffice:
        """Make an office with its users and the first halves of its budget, in a folder or on a server."""
        clock = self._clock or (FixedClock(SAMPLE_NOW) if sample else SystemClock())
        maker = OfficeMaker(ids=self._ids, cost=self._cost, entropy=self._entropy, clock=clock)
        return maker.make(new, ground_for(new.folder, server), steps or Silent(), sample=sample)

    def migrate(self, url: str) -> str:
        """Bring a server's tables to this program's form, as their owner; gives the program's role."""
        return migrate(url)

    def join_server(self, folder: Path, url: str, password: str | None) -> OfficeCard:
        """Make this desktop's folder for an office on a server; the password is kept at the first sign-in."""
        self.note_password(folder, url, password)
        return office_card(folder, join_server(folder, url, self._ways.passwords.get(folder.resolve())))

    def note_password(self, folder: Path, url: str, password: str | None = None) -> None:
        """With which password the next sign-in goes to the database, where one is in the address or given."""
        if known := read_address(url)[1] or password:
            self._ways.passwords[folder.resolve()] = known

    def move(
        self, source: Path, login: str, password: str, into: Path, server: NewServer | None, steps: Steps
    ) -> Moved:
        """Move an office to an empty folder or database; the source stays as it is and is opened no more."""
        mover = OfficeMover(ground_for(into, server))
        office = self.sign_in(source, login, password, moving_to=mover.ground.shown)
        try:
            return mover.move(office, steps)
        finally:
            mover.ground.leave()
            office.close()

    def recovery_paper(self, made: MadeOffice, language: Language = "th") -> bytes:
        """The recovery key as a page to be sealed, as PDF."""
        day = format_long(bangkok_date((self._clock or SystemClock()).now()))
        snapshot = RecoverySnapshot(office=made.card.name, key=made.recovery_key, made_on=day)
        return Printer().recovery(snapshot, language)

    def backups(self, folder: Path) -> tuple[BackupCard, ...]:
        """The back-ups in a folder (an office's or a second medium's), the newest first."""
        return tuple(
            BackupCard(path=one.folder, office=OfficeFolder(one.folder).info().name, made_at=one.at, size=one.size())
            for one in list_backups(folder)
        )

    def restore(self, backup: Path, into: Path, login: str, password: str) -> OfficeCard:
        """Put a back-up in place with a password of its day; tried on the copy before anything is replaced.

        The restored office goes on under a new store id, whose first entry names the old head.
        """
        found = read_backup(backup)
        target = OfficeFolder(into)
        if target.info_file.is_file() and target.info().server:
            raise EnvironmentProblem("shared_office.restore_over_shared", path=str(into))
        keys = Keyring.load(backup / "keyring.json").unlock(login, password)
        clock = self._clock or SystemClock()
        restored = restore(
            found,
            into,
            store=self._ids.new(),
            at=clock.now(),
            inspect=lambda copy: inspect_copy(copy, key_of(copy, keys)),
        )
        return office_card(restored.path, restored.info())


def _actor(member: StaffMember) -> Actor:
    return Actor(staff_id=member.staff_id, name=member.name, roles=member.roles, workstation=platform.node() or "?")


def _gone_on(entered: Entered, keyring: Keyring, engine: Engine, writer: Writer, clock: Clock) -> UnlockedKeys:
    """What a store enters before anybody works in it: that it was restored, and a signing key that is due.

    Where other desktops are in, who sign with the key that they have, a new one waits for who comes in alone. Raises
    `shared_office.others_signed_in` where a change was broken off.
    """
    keys, folder, now = entered.keys, entered.folder.path, clock.now()
    if entered.info.laptop_id:
        go_on_restored_laptop(engine, folder, keys.parts.database, writer, entered.info.laptop_id, now)
        return keys
    go_on_restored(engine, folder, keys.parts.database, writer, now)
    with entered.hold.alone() as alone:
        if alone:
            renewing = replace(writer, use_case="office.renew_key")
            return renew_signing_key(entered.keyrings, keyring, keys, engine, renewing, now)
    if keys.former_signing_key is not None:
        raise DomainError("shared_office.others_signed_in")
    return keys


def _signer(key: Ed25519PrivateKey | None) -> Signer | None:
    return key.sign if key is not None else None
