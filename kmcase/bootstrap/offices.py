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
    NewUser,
    OfficeCard,
    Silent,
    Steps,
)
from kmcase.application.permissions import allowed
from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.application.staff import require_password
from kmcase.application.work import Actor
from kmcase.bootstrap.known_offices import SAMPLE_NOW, KnownOffices, office_card, user_card
from kmcase.bootstrap.laptops import KeyringEnrolments, begin_laptop, take_first_bundle, users_of
from kmcase.bootstrap.opened import Inside, OpenOffice
from kmcase.bootstrap.opening import Tries, prepare_tables
from kmcase.bootstrap.seconds import KeyringSeconds
from kmcase.bootstrap.services import Machine, OfficeFiles, make_services
from kmcase.documents.press import Printer
from kmcase.domain.budgets import BudgetAllotted, BudgetHalf
from kmcase.domain.clock import Clock, FixedClock, SystemClock
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.ids import Ids, RandomIds
from kmcase.domain.offices import Office, OfficeOpened
from kmcase.domain.staff import (
    SIGNING_ROLES,
    Role,
    StaffAdded,
    StaffMember,
    administers_alone,
    normal_login,
)
from kmcase.journal.sealing import Entropy
from kmcase.messages import Language
from kmcase.persistence import schema
from kmcase.persistence.backups import list_backups, read_backup
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import Chain, Signer, Writer
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.key_wrapping import Argon2Cost, UnlockedKeys, signing_public_text
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.logs import start_log
from kmcase.persistence.office_backups import FolderBackups, inspect_copy
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder, open_folder
from kmcase.persistence.office_keys import FolderKeys, role_hint
from kmcase.persistence.office_lock import OfficeLock
from kmcase.persistence.recovery_key import read_recovery_key, show_recovery_key
from kmcase.persistence.rekeying import finish_rekeying, key_of
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.restore import finish_restore, restore
from kmcase.persistence.restored import go_on_restored, go_on_restored_laptop
from kmcase.persistence.signing_keys import key_in_force, renew_signing_key, signing_keys
from kmcase.persistence.statements import Rows
from kmcase.persistence.throttle import Throttle
from kmcase.persistence.unit_of_work import SqlWork, Store
from kmcase.persistence.verification import SqlVerifier
from kmcase.thai.calendar import bangkok_date, format_long, half_bounds

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

    def sign_in(self, folder: Path, login: str, password: str) -> OpenOffice:
        """Open an office; raises `office_files.wrong_password`, or what is wrong with folder and database."""
        finish_restore(folder)
        found, _ = open_folder(folder)
        tries = Tries(self._throttles.setdefault(found.path.resolve(), Throttle()), login)
        lock = _locked(found)
        try:
            # Under the lock: until then whoever had the office open may have changed both files.
            info, keyring = found.info(), Keyring.load(found.keyring, cost=self._cost)
            keys = tries.unlock(lambda: keyring.unlock(login, password))
            clock = self._clock or (FixedClock(SAMPLE_NOW) if info.sample else SystemClock())
            inside = Inside(lock=lock, tries=tries, log=start_log(found.logs))
        except BaseException:
            lock.release()
            raise
        try:
            keyring = finish_rekeying(found, keyring, keys)
            opened = self._open(found, info, keyring, keys, clock, inside)
        except BaseException as problem:
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
        finish_restore(folder)
        found, _ = open_folder(folder)
        require_password(password)
        require_that(bool(reason.strip()), "staff.reason_missing", "reason")
        lock = _locked(found)
        try:
            keyring = Keyring.load(found.keyring, cost=self._cost)
            roles = user_card(login, keyring.users.get(login, "")).roles
            require_that(allowed("staff.note_recovery", roles), "staff.recovered_by_others")
            keys = keyring.recover(read_recovery_key(recovery_key))
            keyring.with_reset_password(keys, login, password).save(found.keyring)
        finally:
            lock.release()
        self._throttles.pop(found.path.resolve(), None)
        office = self.sign_in(folder, login, password)
        try:
            office.services.staff.note_recovery(reason)
        finally:
            office.close()

    def _open(
        self, folder: OfficeFolder, info: OfficeInfo, keyring: Keyring, keys: UnlockedKeys, clock: Clock, inside: Inside
    ) -> OpenOffice:
        engine = sqlite_engine(folder.database, keys.parts.database)
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
        keys = _gone_on(folder, info, keyring, keys, engine, writer, clock)
        store = Store(
            engine=engine,
            store_id=info.store,
            signer=_signer(keys.signing_key),
            keyed=True,
            laptop_id=info.laptop_id,
        )
        verifier = SqlVerifier(
            engine=engine,
            store_id=info.store,
            clock=clock,
            blobs=BlobStore.unlocked(folder.photos, keys),
            keyed=True,
            keyring_keys=lambda: Keyring.load(folder.keyring).public_keys,
            signing_key=keys.signing_key,
            writer=replace(writer, use_case="office.checkpoint", signer=None),
            laptop=bool(info.laptop_id),
        )
        devices = SqlDevices(engine=engine)
        exchange = SqlExchange(engine=engine, store_id=info.store, blobs=verifier.blobs, laptop_id=info.laptop_id)
        seconds = KeyringSeconds(folder, engine, inside.tries.throttle, member.staff_id)
        work = SqlWork(store, actor, clock, self._ids, seconds)
        machine = Machine(
            verifier=verifier,
            files=OfficeFiles(folder, state.missing_triggers, keys.login),
            backups=FolderBackups(folder=folder, engine=engine, database_key=keys.parts.database, clock=clock),
            keys=FolderKeys(folder=folder, keys=keys, cost=self._cost),
            exchange=exchange,
            devices=devices,
            enrolments=KeyringEnrolments(folder, info, devices, exchange),
        )
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
        )

    def join(self, enrolment: Path, path: Path, login: str, password: str) -> OfficeCard:
        """Make a laptop's folder from the file that the office gave for it; a killed one is begun again.

        Raises `laptops.not_an_enrolment`, `office_files.wrong_password`, or what is wrong with folder and bundle.
        """
        clock = self._clock or SystemClock()
        if users_of(enrolment).sample:
            clock = self._clock or FixedClock(SAMPLE_NOW)
        begun = begin_laptop(enrolment, path, login, password, clock, self._ids)
        take_first_bundle(begun, clock, self._ids)
        begun.folder.declare(begun.info)
        self._known.remember(path)
        return office_card(path, begun.info)

    def create(self, new: NewOffice, steps: Steps | None = None, *, sample: bool = False) -> MadeOffice:
        """Make an office with its users and the first halves of its budget; a killed one is begun again.

        Who makes it, the first administrator, sets the others' passwords: these are lent.
        """
        steps = steps or Silent()
        _require_users(new.users)
        folder = begin_folder(new.folder)
        total = len(new.users) + 2
        first = _signers_first(new.users)[0]
        made = Keyring.create(
            first.login,
            first.password,
            role_hint=role_hint(first.roles, first.name),
            signs=True,
            own=sample or first is _maker(new.users),
            cost=self._cost,
            entropy=self._entropy,
        )
        keyring, keys = made.keyring, made.keys
        for done, user in enumerate(_signers_first(new.users)[1:], 1):
            steps.check()
            steps.report(done, total)
            keyring = keyring.with_user(
                keys,
                user.login,
                user.password,
                role_hint=role_hint(user.roles, user.name),
                signs=bool(user.roles & SIGNING_ROLES),
                own=sample or user is _maker(new.users),
            )
        keyring.save(folder.keyring)
        store = self._ids.new()
        clock = self._clock or (FixedClock(SAMPLE_NOW) if sample else SystemClock())
        engine = sqlite_engine(folder.database, keys.parts.database)
        try:
            schema.create(engine)
            steps.report(total - 1, total)
            self._first_entries(engine, _office_of(new, store, keys, sample=sample), new, keyring, clock)
        finally:
            engine.dispose()
        info = OfficeInfo(
            store=store, kind=new.kind.value, name=new.name, sample=sample, created=clock.now().isoformat()
        )
        folder.declare(info)
        steps.report(total, total)
        return MadeOffice(card=office_card(new.folder, info), recovery_key=show_recovery_key(made.recovery_key))

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

    def _first_entries(self, engine: Engine, office: Office, new: NewOffice, keyring: Keyring, clock: Clock) -> None:
        ids = self._ids
        members = [
            StaffMember(
                staff_id=ids.new(),
                login=normal_login(user.login),
                name=user.name,
                position=user.position,
                roles=user.roles,
            )
            for user in new.users
        ]
        maker = next(member for member in members if Role.ADMINISTRATOR in member.roles)
        writer = Writer(
            store=office.store,
            actor=maker.staff_id,
            workstation=platform.node() or "?",
            use_case="office.open",
            ids=ids,
        )
        with engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            now = clock.now()
            chain.append(OfficeOpened(office=office), now)
            for member in members:
                chain.append(StaffAdded(member=member, public_key=keyring.public_key(member.login)), now)
            for half, amount in zip((1, 2), new.allotted, strict=True):
                if amount:
                    budget = BudgetHalf(new.fiscal_year, half)
                    first = half_bounds(new.fiscal_year, half)[0]
                    chain.append(
                        BudgetAllotted(
                            posting_id=ids.new(), half=budget, amount=amount, on=first, document=new.document
                        ),
                        now,
                    )
            chain.finish()


def _locked(folder: OfficeFolder) -> OfficeLock:
    lock = OfficeLock(folder.path, since=SystemClock().now().isoformat())
    lock.acquire()
    return lock


def _actor(member: StaffMember) -> Actor:
    return Actor(staff_id=member.staff_id, name=member.name, roles=member.roles, workstation=platform.node() or "?")


def _gone_on(
    folder: OfficeFolder,
    info: OfficeInfo,
    keyring: Keyring,
    keys: UnlockedKeys,
    engine: Engine,
    writer: Writer,
    clock: Clock,
) -> UnlockedKeys:
    """What a store enters before anybody works in it: that it was restored, and a signing key that is due."""
    if info.laptop_id:
        go_on_restored_laptop(engine, writer, info.laptop_id, clock.now())
        return keys
    go_on_restored(engine, folder.path, keys.parts.database, writer, clock.now())
    renewing = replace(writer, use_case="office.renew_key")
    return renew_signing_key(folder, keyring, keys, engine, renewing, clock.now())


def _signer(key: Ed25519PrivateKey | None) -> Signer | None:
    return key.sign if key is not None else None


def _office_of(new: NewOffice, store: str, keys: UnlockedKeys, *, sample: bool) -> Office:
    signing = keys.signing_key
    return Office(
        store=store,
        name=new.name,
        kind=new.kind,
        province_code=new.province_code,
        area=new.area,
        short_code=new.short_code,
        sample=sample,
        signing_key=signing_public_text(signing) if signing is not None else "",
    )


def _require_users(users: tuple[NewUser, ...]) -> None:
    """There is an administrator with no other office, and somebody who may sign."""
    held = {role for user in users for role in user.roles}
    if Role.ADMINISTRATOR not in held:
        raise DomainError("staff.no_administrator", "users")
    if not held & SIGNING_ROLES:
        raise DomainError("staff.no_signer", "users")
    if not all(administers_alone(user.roles) for user in users):
        raise DomainError("staff.administrator_alone", "users")


def _maker(users: tuple[NewUser, ...]) -> NewUser:
    return next(user for user in users if Role.ADMINISTRATOR in user.roles)


def _signers_first(users: tuple[NewUser, ...]) -> list[NewUser]:
    return sorted(users, key=lambda user: not user.roles & SIGNING_ROLES)
