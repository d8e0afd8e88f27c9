"""Use cases of the exchange: make a bundle, apply one, say where things stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Cancelled, Silent, Steps
from kmcase.application.evidence import Blobs
from kmcase.application.exchange.applying import Applying
from kmcase.application.exchange.bundles import (
    BundleFiles,
    BundleSource,
    BundleTarget,
    DeviceKeys,
    Envelope,
    Hello,
)
from kmcase.application.exchange.ports import (
    Device,
    EnrolledLaptop,
    ExchangeKind,
    ExchangeStore,
    ForkFound,
    LoggedExchange,
    Outgoing,
    RefusedEntry,
)
from kmcase.application.exchange.reports import AppliedBundle, ExchangeStatus, LaptopStatus, MadeBundle, NewPairs
from kmcase.application.permissions import require
from kmcase.application.work import Actor
from kmcase.domain.clock import Clock
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.domain.ids import Ids
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.journal.entries import PublicKey
from kmcase.messages import message
from kmcase.thai.calendar import format_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDevice:
    """Another device's public keys: what is sealed to it (X25519, hex), and what verifies its signature (Ed25519)."""

    sealing_key: str
    verify_key: str
    verify: PublicKey


class Devices(Protocol):
    """Keys of this device and of those that it exchanges with."""

    def own(self) -> DeviceKeys:
        """This device's private keys, made at their first use."""
        ...

    def public(self, device_id: str) -> PublicDevice | None:
        """Another device's, None for one that was never enrolled."""
        ...


Accept = Callable[[], int]
"""What the office enters for what laptops entered; gives how many it accepted. Called again it finds none."""

Hear = Callable[[], None]
"""Enters at the office how far it heard the laptops, where it heard more."""

Compare = Callable[[], Callable[[], NewPairs]]
"""Looks at the register before a bundle; what it gives tells afterwards which entries are alike that were not."""

LongAgo = Callable[[datetime], bool]
"""Whether a moment is longer ago than the office's rule lets laptops stay away."""


class ExchangeService:
    """Use cases of the exchange, at the office and on a laptop alike."""

    def __init__(
        self,
        actor: Actor,
        clock: Clock,
        ids: Ids,
        store: ExchangeStore,
        devices: Devices,
        bundles: BundleFiles,
        photos: Blobs,
        accept: tuple[Accept, ...] = (),
        hear: Hear = lambda: None,
        conflicts: Callable[[], int] = lambda: 0,
        long_ago: LongAgo = lambda at: False,
        compare: Compare = lambda: NewPairs,
    ) -> None:
        self._actor = actor
        self._clock = clock
        self._ids = ids
        self._store = store
        self._devices = devices
        self._bundles = bundles
        self._photos = photos
        self._accept = accept
        self._hear = hear
        self._conflicts = conflicts
        self._long_ago = long_ago
        self._compare = compare

    def make(self, to: str, out: Path, steps: Steps | None = None, *, known_as: str = "") -> MadeBundle:
        """A bundle of what a receiver lacks; `to` is a laptop's name or id, at a laptop always the office.

        `known_as` names it in the log, where that is not the name of `out`.

        Raises `exchange.unknown_laptop`, `.laptop_revoked`, or what is wrong with the file.
        """
        require("exchange.make", self._actor.roles)
        steps = steps or Silent()
        device = self._store.device()
        receiver, area = self._receiver(device, to)
        public = self._devices.public(receiver)
        if public is None:
            raise DomainError("exchange.unknown_laptop", "to", name=to)
        outgoing = self._store.outgoing(receiver, area)
        counts = replace(outgoing.counts, photos=len(outgoing.photos))
        hello = Hello(
            made_at=_iso(self._clock.now()),
            holds=self._store.holdings(),
            starts=outgoing.starts,
            photos_wanted=self._store.photos_wanted(),
            counts=counts,
        )
        envelope = Envelope(bundle_id=self._ids.new(), office=device.office, sender=device.device_id, receiver=receiver)

        def fill(bundle: BundleTarget) -> None:
            self._fill(bundle, hello, outgoing, steps)

        size = self._bundles.write(out, envelope, public.sealing_key, self._devices.own(), fill)
        self._store.note(
            LoggedExchange(
                log_id=self._ids.new(),
                at=self._clock.now(),
                by=self._actor.staff_id,
                kind=ExchangeKind.MADE,
                device_id=receiver,
                bundle_id=envelope.bundle_id,
                file=known_as or out.name,
                entries=counts.entries + counts.backfilled,
                photos=counts.photos,
            )
        )
        return MadeBundle(path=out, bundle_id=envelope.bundle_id, receiver=receiver, counts=counts, size=size)

    def name_over_network(self, device_id: str) -> str:
        """What a bundle that comes and goes over the network, for no file, is called: its laptop and the time."""
        device = self._store.device()
        known = (each.laptop for each in self._store.laptops() if each.laptop.laptop_id == device_id)
        name = next((laptop.name for laptop in known), "") if device.is_office else device.name
        return f"{name} {format_datetime(self._clock.now())}"

    def apply(self, path: Path, steps: Steps | None = None, *, known_as: str = "") -> AppliedBundle:
        """Take what is in a bundle, frame by frame; what was taken stays where the rest is cut off or damaged.

        `known_as` names it in the log, where that is not the file's name.

        Raises `exchange.not_a_bundle`, `.newer_bundle`, `.for_another`, `.of_another_office`, `.unknown_sender`,
        `.laptop_revoked` or `.not_from_sender`, with nothing taken.
        """
        require("exchange.apply", self._actor.roles)
        with self._bundles.read(path) as bundle:
            return self.apply_open(bundle, steps, known_as or path.name)

    def apply_open(self, bundle: BundleSource, steps: Steps | None = None, file: str = "") -> AppliedBundle:
        """The same from wherever the bundle comes; who cancels is told what was taken until then."""
        require("exchange.apply", self._actor.roles)
        device, envelope = self._store.device(), bundle.envelope
        require_that(envelope.office == device.office, "exchange.of_another_office")
        require_that(envelope.receiver == device.device_id, "exchange.for_another")
        public = self.sender(envelope.sender)
        again = self._store.applied_before(envelope.bundle_id)
        before = self._store.refusals_by_laptop().get(envelope.sender, 0)
        alike_since = self._compare() if device.is_office else NewPairs
        applying = Applying(self._store, self._photos, envelope, self._clock.now(), steps or Silent())
        try:
            for part in bundle.parts(self._devices.own(), public.verify.verify):
                if not applying.take(part):
                    break
        except EnvironmentProblem as problem:
            if not problem.code.startswith("exchange."):
                raise
            applying.stopped = message(problem.message_key, **problem.params)
        except Cancelled:
            applying.stopped = message("exchange.stopped.cancelled")
        self._store.settle()
        if device.is_office:
            self._hear()
        accepted = sum(accept() for accept in self._accept) if device.is_office else 0
        without_effect = self._store.refusals_by_laptop().get(envelope.sender, 0) - before
        applied = replace(applying.report(accepted), again=again, without_effect=without_effect, alike=alike_since())
        self._store.note(self._logged(envelope, applied, file))
        return applied

    def log(self) -> tuple[LoggedExchange, ...]:
        """Bundles made and applied here, the newest first."""
        require("exchange.read", self._actor.roles)
        return self._store.log()

    def refusals(self) -> tuple[RefusedEntry, ...]:
        """Entries of laptops that count for nothing or are doubted, the newest first."""
        require("exchange.read", self._actor.roles)
        return self._store.refusals()

    def status(self) -> ExchangeStatus:
        """Where the exchange stands."""
        require("exchange.read", self._actor.roles)
        device = self._store.device()
        known = self._store.laptops() if device.is_office else ()
        peer = None if device.is_office else self._store.peer(OFFICE_DEVICE)
        forks, refused = self._store.forks(), self._store.refusals_by_laptop()
        return ExchangeStatus(
            is_office=device.is_office,
            device_name=device.name,
            last_exchange=_moment(peer.applied_at) if peer else None,
            standing=None if device.is_office else self._store.standing(OFFICE_DEVICE),
            laptops=tuple(self._laptop(each, forks, refused) for each in known),
            photos_wanted=len(self._store.photos_wanted(again=True)),
            forks=forks,
            conflicts=self._conflicts(),
            overdue=peer is not None and self._long_ago(_moment(peer.applied_at)),
        )

    def _logged(self, envelope: Envelope, applied: AppliedBundle, file: str) -> LoggedExchange:
        return LoggedExchange(
            log_id=self._ids.new(),
            at=self._clock.now(),
            by=self._actor.staff_id,
            kind=ExchangeKind.APPLIED,
            device_id=envelope.sender,
            bundle_id=envelope.bundle_id,
            file=file,
            entries=applied.new + applied.backfilled,
            photos=applied.photos,
            known=applied.known,
            held_back=applied.held_back,
            refused=applied.refused,
            stopped=applied.stopped,
        )

    def _laptop(
        self, enrolled: EnrolledLaptop, forks: tuple[ForkFound, ...], refused: Mapping[str, int]
    ) -> LaptopStatus:
        laptop_id = enrolled.laptop.laptop_id
        peer = self._store.peer(laptop_id)
        return LaptopStatus(
            enrolled=enrolled,
            last_exchange=_moment(peer.applied_at) if peer else None,
            entries=self._store.holdings_of(laptop_id),
            not_sent=self._store.lacking(laptop_id) if enrolled.revoked_at is None else 0,
            silent=enrolled.revoked_at is None
            and self._long_ago(_moment(peer.applied_at if peer else enrolled.enrolled_at)),
            refused=refused.get(laptop_id, 0),
            forked=any(fork.told_by == laptop_id for fork in forks),
        )

    def _receiver(self, device: Device, to: str) -> tuple[str, frozenset[str] | None]:
        if not device.is_office:
            return OFFICE_DEVICE, None
        known = [each for each in self._store.laptops() if each.is_called(to)]
        standing = [each for each in known if each.revoked_at is None]
        require_that(bool(known), "exchange.unknown_laptop", "to", name=to)
        require_that(bool(standing), "exchange.laptop_revoked", "to", name=to)
        return standing[-1].laptop.laptop_id, standing[-1].laptop.area

    def sender(self, sender: str) -> PublicDevice:
        """Whose bundles are believed; raises `exchange.unknown_sender` or `.laptop_revoked`."""
        device = self._store.device()
        if device.is_office:
            known = next((each for each in self._store.laptops() if each.laptop.laptop_id == sender), None)
            if known is None:
                raise DomainError("exchange.unknown_sender")
            require_that(known.revoked_at is None, "exchange.laptop_revoked", name=known.laptop.name)
        public = self._devices.public(sender)
        if public is None or (not device.is_office and sender != OFFICE_DEVICE):
            raise DomainError("exchange.unknown_sender")
        return public

    def _fill(self, bundle: BundleTarget, hello: Hello, outgoing: Outgoing, steps: Steps) -> None:
        total = hello.counts.entries + hello.counts.backfilled + hello.counts.photos
        done = 0
        bundle.hello(hello)
        for frame in outgoing.frames():
            steps.check()
            bundle.frame(frame)
            done += len(frame.entries)
            steps.report(done, total)
        for sha256 in outgoing.photos:
            steps.check()
            bundle.photo(sha256, self._photos.get(sha256))
            done += 1
            steps.report(done, total)
        bundle.end()


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
