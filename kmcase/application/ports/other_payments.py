"""Payments of other units as use cases and lists load them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from kmcase.domain.other_payments import OtherPayment


class OtherPaymentRepository(Protocol):
    """Lines of the lists of other units."""

    def payment(self, payment_id: str) -> OtherPayment:
        """A line; raises `other_payments.unknown`."""
        ...

    def all(self) -> tuple[OtherPayment, ...]:
        """Every line, the newest payment first."""
        ...

    def certain(self, person_ids: Collection[str], aid_kind: str, year: int) -> int:
        """How often other units certainly helped these entries of the register, counting for a kind of aid."""
        ...

    def perhaps(self, person_ids: Collection[str], year: int) -> tuple[OtherPayment, ...]:
        """Lines that bear the name or the national id of one of these entries, about which nobody decided."""
        ...

    def knows_file(self, sha256: str) -> bool:
        """Whether a file was taken in before."""
        ...
