"""Choosing and ordering an agenda. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kmcase.application.read.meetings import AgendaItem
from kmcase.domain.money import Baht
from kmcase.messages import Message, message

Order = tuple[AgendaItem, ...]


def with_added(order: Sequence[AgendaItem], added: Iterable[AgendaItem]) -> Order:
    """The agenda with requests at its end, each once."""
    known = {item.request_id for item in order}
    return (*order, *(item for item in added if item.request_id not in known))


def without(order: Sequence[AgendaItem], taken_off: Iterable[AgendaItem]) -> Order:
    """The agenda without requests; what is decided stays."""
    gone = {item.request_id for item in taken_off if item.outcome is None}
    return tuple(item for item in order if item.request_id not in gone)


def moved(order: Sequence[AgendaItem], chosen: Iterable[AgendaItem], step: int) -> Order:
    """The chosen requests one place up (-1) or down (1), as a block that stops at the ends."""
    names = {item.request_id for item in chosen}
    found = list(order)
    places = [place for place, item in enumerate(found) if item.request_id in names]
    for place in places if step < 0 else reversed(places):
        target = place + step
        if 0 <= target < len(found) and found[target].request_id not in names:
            found[place], found[target] = found[target], found[place]
    return tuple(found)


def sum_said(order: Sequence[AgendaItem], left: Baht | None) -> Message:
    """How many there are and whether the money goes round."""
    open_items = [item for item in order if item.outcome is None]
    proposed = Baht.total(item.proposed for item in open_items if item.proposed)
    if left is None:
        return message("meetings.agenda.sum_no_budget", count=len(order), proposed=proposed)
    key = "meetings.agenda.sum_over" if proposed > left else "meetings.agenda.sum"
    return message(key, count=len(order), proposed=proposed, left=left)
