"""Which requests stand in which column of the board. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kmcase.application.read.requests import RequestItem
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus

_S = RequestStatus
BOARD: tuple[tuple[str, frozenset[RequestStatus]], ...] = (
    ("draft", frozenset({_S.DRAFT})),
    ("correct", frozenset({_S.NEEDS_CORRECTION, _S.NEEDS_INFORMATION})),
    ("review", frozenset({_S.IN_REVIEW})),
    ("ready", frozenset({_S.READY, _S.AWAITING_BUDGET})),
    ("panel", frozenset({_S.BEFORE_PANEL})),
    ("approved", frozenset({_S.APPROVED})),
    ("handover", frozenset({_S.DISBURSED})),
)
"""The columns in the order of the work; what has ended stands in the list."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column of cards, the longest waiting first, and the money in it (approved, else proposed, else needed)."""

    key: str
    items: tuple[RequestItem, ...]
    amount: Baht


def board_columns(items: Iterable[RequestItem]) -> tuple[BoardColumn, ...]:
    """Every column, the empty ones too."""
    waiting = tuple(items)
    return tuple(_column(key, statuses, waiting) for key, statuses in BOARD)


def amount_of(item: RequestItem) -> Baht | None:
    """The amount that counts at the item's step."""
    return item.approved or item.proposed or item.needed


def _column(key: str, statuses: frozenset[RequestStatus], items: tuple[RequestItem, ...]) -> BoardColumn:
    inside = tuple(item for item in items if item.status in statuses)
    total = sum((amount_of(item) or Baht.zero() for item in inside), Baht.zero())
    return BoardColumn(key, inside, total)
