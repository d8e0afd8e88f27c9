"""Laptops: the keys that the office makes for one, and how one joins with the file that it is given."""

from __future__ import annotations

import platform
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from kmcase.application.access import EnrolmentDoor
from kmcase.application.exchange import ExchangeService
from kmcase.application.exchange.laptops import NewLaptopKeys
from kmcase.application.work import Actor
from kmcase.bootstrap.known_offices import SAMPLE_PASSWORD, user_card
from kmcase.domain.clock import Clock
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.ids import Ids
from kmcase.domain.laptops import Laptop, LaptopBegan
from kmcase.domain.staff import FIELD_ROLES
from kmcase.journal.sealing import KEY_BYTES, WrongKey, derive, unwrap, wrap
from kmcase.persistence import schema
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.devices import SqlDevices, keys_from_bytes, keys_to_bytes, new_device_keys, public_keys
from kmcase.persistence.durable import atomic_fill, atomic_write
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.key_wrapping import UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_file import content_to_text
from kmcase.persistence.keyring_store import KeyringStore
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder
from kmcase.sync.enrolment import Enrolment, extract_bundle, read_enrolment, write_enrolment
from kmcase.sync.files import FileBundles

_PURPOSE = "laptop's device keys"
_FIRST_BUNDLE = "first.bundle"


@dataclass(frozen=True, slots=True)
class KeyringEnrolments:
    """`Enrolments` of an office, from its keyring."""

    keyrings: KeyringStore
    office: OfficeInfo
    devices: SqlDevices
    exchange: SqlExchange

    def keys(self, officers: tuple[str, ...]) -> NewLaptopKeys:
        """Keys that these logins' passwords open, made without knowing any of them."""
        entropy = self.devices.entropy
        data_key = entropy(KEY_BYTES)
        device = new_device_keys(entropy)
        keyring = self.keyrings.load().for_laptop(officers, data_key)
        wrapped = wrap(derive(data_key, _PURPOSE), keys_to_bytes(device), _PURPOSE)
        return NewLaptopKeys(
            **public_keys(device),
            sealed={"keyring": content_to_text(keyring.content), "device_keys": b64encode(wrapped).decode()},
        )

    def write(self, out: Path, laptop: Laptop, keys: NewLaptopKeys, first_bundle: Path) -> None:
        """The enrolment with its first bundle, as one file."""
        office = {
            **public_keys(self.devices.own()),
            "office_id": self.exchange.device().office,
            "kind": self.office.kind,
            "name": self.office.name,
            "sample": self.office.sample,
        }
        enrolment = Enrolment(
            office=office,
            laptop_id=laptop.laptop_id,
            laptop_name=laptop.name,
            device_keys=keys.sealed["device_keys"],
            keyring=keys.sealed["keyring"],
        )
        write_enrolment(out, enrolment, first_bundle, atomic_fill)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A laptop's folder that is not declared yet: nobody can open it before its first bundle is applied."""

    folder: OfficeFolder
    info: OfficeInfo
    keyring: Keyring
    keys: UnlockedKeys
    first_bundle: Path


def enrolment_door(file: Path) -> EnrolmentDoor:
    """What an enrolment tells at the door; raises `laptops.not_an_enrolment`."""
    enrolment = read_enrolment(file)
    users = _keyring(enrolment, file).users
    return EnrolmentDoor(
        office=str(enrolment.office.get("name", "")),
        laptop=enrolment.laptop_name,
        users=tuple(user_card(login, hint) for login, hint in sorted(users.items())),
        sample_password=SAMPLE_PASSWORD if enrolment.office.get("sample") else None,
    )


def begin_laptop(file: Path, path: Path, login: str, password: str, clock: Clock, ids: Ids) -> Begun:
    """Fill an empty folder from an enrolment, with the password of one of its officers.

    Raises `laptops.not_an_enrolment`, `office_files.wrong_password`, or what is wrong with the folder.
    """
    enrolment = read_enrolment(file)
    keyring = _keyring(enrolment, file)
    keys = keyring.unlock(login, password)
    try:
        plain = unwrap(derive(keys.data_key, _PURPOSE), b64decode(enrolment.device_keys), _PURPOSE)
        office = {name: str(enrolment.office[name]) for name in ("sealing_key", "verify_key", "office_id")}
        info = OfficeInfo(
            store=enrolment.laptop_id,
            kind=str(enrolment.office["kind"]),
            name=str(enrolment.office["name"]),
            sample=bool(enrolment.office["sample"]),
            created=clock.now().isoformat(),
            laptop_id=enrolment.laptop_id,
            laptop_name=enrolment.laptop_name,
        )
    except (WrongKey, ValueError, KeyError) as error:
        raise EnvironmentProblem("laptops.not_an_enrolment", path=str(file)) from error
    folder = begin_folder(path)
    atomic_write(folder.keyring, enrolment.keyring)
    engine = sqlite_engine(folder.database, keys.parts.database)
    try:
        schema.create(engine)
        SqlDevices.unlocked(engine, keys).keep(keys_from_bytes(plain), office=office)
        writer = Writer(store=info.store, actor="", workstation="", use_case="laptops.join", ids=ids, laptop=True)
        with engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            chain.append(LaptopBegan(laptop_id=info.laptop_id, store=info.store), clock.now())
            chain.finish()
    finally:
        engine.dispose()
    first_bundle = folder.path / _FIRST_BUNDLE
    extract_bundle(file, first_bundle)
    return Begun(folder=folder, info=info, keyring=keyring, keys=keys, first_bundle=first_bundle)


def take_first_bundle(begun: Begun, clock: Clock, ids: Ids) -> None:
    """Apply the bundle that came with the enrolment; raises `laptops.not_an_enrolment` unless all of it is taken."""
    engine = sqlite_engine(begun.folder.database, begun.keys.parts.database)
    try:
        blobs = BlobStore.unlocked(begun.folder.photos, begun.keys)
        laptop_id = begun.info.laptop_id
        store = SqlExchange(engine=engine, store_id=begun.info.store, blobs=blobs, laptop_id=laptop_id)
        joining = Actor(staff_id="", name="", roles=FIELD_ROLES, workstation=platform.node() or "?")
        exchange = ExchangeService(
            joining, clock, ids, store, SqlDevices.unlocked(engine, begun.keys), FileBundles(atomic_fill), blobs
        )
        applied = exchange.apply(begun.first_bundle)
        if not applied.whole:
            raise EnvironmentProblem("laptops.not_an_enrolment", path=str(begun.folder.path))
    finally:
        engine.dispose()
        begun.first_bundle.unlink(missing_ok=True)


def _keyring(enrolment: Enrolment, file: Path) -> Keyring:
    return Keyring.from_text(enrolment.keyring, file)
