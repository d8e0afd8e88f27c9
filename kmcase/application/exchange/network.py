"""Exchanging with the office over the network: what goes over the wire are the same bundles."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.application.access import Silent, Steps
from kmcase.application.exchange.ports import ExchangeStore
from kmcase.application.exchange.reports import AppliedBundle
from kmcase.application.exchange.service import Devices, ExchangeService
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.journal.entries import PublicKey

TRIES = 5
PAUSE_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a laptop brings to the wire; `office_key` in hex is the only one it believes."""

    address: str
    device_id: str
    key: Ed25519PrivateKey
    office_key: str
    bundle: Path
    bundle_id: str
    answer: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the office told of the laptop's bundle, and the bundle that it gave."""

    told: dict[str, Any]
    bundle: Path


Wire = Callable[[Offer, Steps], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What the office told of this laptop's bundle, and what came of the office's."""

    told: dict[str, Any]
    applied: AppliedBundle


class NetworkExchange:
    """Use cases of the exchange over the network; `folder` keeps bundles that are on their way."""

    def __init__(
        self,
        exchange: ExchangeService,
        store: ExchangeStore,
        devices: Devices,
        wire: Wire,
        folder: Path,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._exchange = exchange
        self._store = store
        self._devices = devices
        self._wire = wire
        self._folder = folder
        self._pause = pause

    def with_office(self, address: str, steps: Steps | None = None) -> Exchanged:
        """Give the office what it lacks and take what is new there; a line that breaks is tried again.

        A bundle that was on its way goes on from where the office has it. Raises `exchange.bad_address`, `.no_answer`,
        `.broken_off`, `.not_the_office`, `.laptop_revoked` or `.unknown_sender`.
        """
        steps = steps or Silent()
        device = self._store.device()
        office = self._devices.public(OFFICE_DEVICE)
        if device.is_office or office is None:
            raise DomainError("exchange.only_laptops")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        bundle, bundle_id = self._bundle(steps)
        offer = Offer(
            address=address,
            device_id=device.device_id,
            key=self._devices.own().signing,
            office_key=office.verify_key,
            bundle=bundle,
            bundle_id=bundle_id,
            answer=self._folder / "office.bundle",
        )
        answer = self._tried(offer, steps)
        bundle.unlink()
        applied = self._exchange.apply(answer.bundle, steps, known_as=self._exchange.name_over_network(OFFICE_DEVICE))
        answer.bundle.unlink()
        return Exchanged(told=answer.told, applied=applied)

    def _bundle(self, steps: Steps) -> tuple[Path, str]:
        """The bundle on its way, else a new one; its file is named by its id."""
        waiting = sorted(self._folder.glob("*.out"))
        if waiting:
            return waiting[0], waiting[0].stem
        named = self._exchange.name_over_network(OFFICE_DEVICE)
        made = self._exchange.make(OFFICE_DEVICE, self._folder / "new", steps, known_as=named)
        path = self._folder / f"{made.bundle_id}.out"
        made.path.replace(path)
        return path, made.bundle_id

    def _tried(self, offer: Offer, steps: Steps) -> Answer:
        for again in range(TRIES):
            steps.check()
            try:
                return self._wire(offer, steps)
            except EnvironmentProblem:
                if again == TRIES - 1:
                    raise
                self._pause(PAUSE_S)
        raise AssertionError


class OfficeHost:
    """What the office does with what comes over the wire."""

    def __init__(self, exchange: ExchangeService, devices: Devices, heard: Callable[[AppliedBundle], None]) -> None:
        self._exchange = exchange
        self._devices = devices
        self._heard = heard

    def key_of(self, device_id: str) -> PublicKey:
        """Whose signature is believed; raises `exchange.unknown_sender` or `.laptop_revoked`."""
        return self._exchange.sender(device_id).verify

    def take(self, device_id: str, bundle: Path) -> dict[str, Any]:
        """Apply a laptop's bundle; what is wrong with it is told, as the code of its sentence."""
        try:
            applied = self._exchange.apply(bundle, known_as=self._exchange.name_over_network(device_id))
        except (DomainError, EnvironmentProblem) as problem:
            return {"stopped": problem.message_key}
        self._heard(applied)
        return {
            "new": applied.new,
            "known": applied.known,
            "photos": applied.photos,
            "stopped": applied.stopped.key if applied.stopped else "",
        }

    def make(self, device_id: str, bundle: Path) -> str:
        """A bundle for a laptop; gives its id."""
        named = self._exchange.name_over_network(device_id)
        return self._exchange.make(device_id, bundle, known_as=named).bundle_id
