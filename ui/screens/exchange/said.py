"""What came of an exchange, in plain words: a head, the figures that are not nothing, what to do next. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kmcase.application.exchange import AppliedBundle, ExchangeStatus, MadeBundle
from kmcase.application.exchange.reports import acknowledgement
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.messages import Message, message
from ui.tone import Tone

_BYTES_A_KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A result: its head with a tone, lines, and what to do next; `alike` are entries that may be one person since."""

    head: Message
    tone: Tone
    lines: tuple[Message, ...] = ()
    next: Message | None = None
    alike: tuple[tuple[str, str], ...] = ()


def device_said(device_id: str, status: ExchangeStatus | None) -> Message | str:
    """The name of a device among those that exchange."""
    if device_id == OFFICE_DEVICE:
        return message("exchange_ui.office")
    known = status.laptops if status is not None else ()
    return next((each.enrolled.laptop.name for each in known if each.enrolled.laptop.laptop_id == device_id), device_id)


def made_told(made: MadeBundle, name: Message | str) -> Told:
    """A bundle that was written."""
    kilobytes = -(-made.size // _BYTES_A_KILOBYTE)
    entries = made.counts.entries + made.counts.backfilled
    to_office = made.receiver == OFFICE_DEVICE
    return Told(
        head=message("exchange_ui.done.made", file=str(made.path), kilobytes=kilobytes),
        tone=Tone.OK,
        lines=(message("exchange_ui.line.made", entries=entries, photos=made.counts.photos),),
        next=message("exchange_ui.line.bring_to_office")
        if to_office
        else message("exchange_ui.line.bring_to_laptop", name=name),
    )


def applied_told(applied: AppliedBundle, name: Message | str) -> Told:
    """A bundle that was taken, wholly or in part."""
    head, tone = _head(applied, name)
    lines = tuple(
        message(f"exchange_ui.line.{key}", count=count) for key, count in _counted(applied) if count or key == "new"
    )
    from_office = applied.sender == OFFICE_DEVICE
    if from_office and applied.acknowledged is not None:
        lines += acknowledgement(applied.acknowledged)
    answer = message("exchange_ui.line.answer", name=name) if not from_office and applied.whole else None
    return Told(head=head, tone=tone, lines=lines, next=answer, alike=applied.alike.every)


def _head(applied: AppliedBundle, name: Message | str) -> tuple[Message, Tone]:
    if applied.stopped is not None:
        return applied.stopped, Tone.WARN if applied.stopped.key == "exchange.stopped.cancelled" else Tone.ERROR
    if applied.again:
        return message("exchange_ui.done.again"), Tone.ACCENT
    if applied.older:
        return message("exchange_ui.done.older", sender=name), Tone.WARN
    if not (applied.new or applied.backfilled or applied.photos):
        if applied.sender == OFFICE_DEVICE:
            return message("exchange_ui.done.acknowledged"), Tone.OK
        return message("exchange_ui.done.nothing_new"), Tone.ACCENT
    return message("exchange_ui.done.taken", sender=name), Tone.OK


def _counted(applied: AppliedBundle) -> Iterator[tuple[str, int]]:
    yield "new", applied.new
    yield "photos", applied.photos
    yield "known", applied.known
    yield "photos_known", applied.photos_known
    yield "backfilled", applied.backfilled
    yield "held_back", applied.held_back
    yield "refused", applied.refused
    yield "without_effect", applied.without_effect
    yield "accepted", applied.accepted
    yield "alike_stops", len(applied.alike.stops)
    yield "alike_waits", len(applied.alike.waits)


def standing_told(status: ExchangeStatus) -> tuple[Message, ...]:
    """Where things stand: on a laptop what the office has, at the office each laptop in use."""
    never = message("exchange_ui.never")
    lines: tuple[Message, ...]
    if status.is_office:
        lines = tuple(
            message(
                "exchange_ui.laptop_line",
                name=each.enrolled.laptop.name,
                last=each.last_exchange or never,
                waiting=each.not_sent,
            )
            for each in status.laptops
            if each.enrolled.revoked_at is None
        )
    elif status.last_exchange is None or status.standing is None or not status.standing.entries.there:
        lines = (message("exchange_ui.standing_none"),)
    else:
        lines = (message("exchange_ui.last", at=status.last_exchange), *acknowledgement(status.standing))
    forks = tuple(message("exchange.fork", store=fork.store[:8], n=fork.n) for fork in status.forks)
    wanted = status.photos_wanted
    return (*lines, *forks, *((message("exchange_ui.photos_wanted", count=wanted),) if wanted else ()))
