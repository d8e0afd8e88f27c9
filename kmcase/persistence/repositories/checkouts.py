"""Runs out with a laptop as use cases need them."""

from __future__ import annotations

from datetime import datetime

from kmcase.application.ports.checkouts import Checkout, FieldHandover, FieldLaptop
from kmcase.domain.checkouts import CheckoutState, Word
from kmcase.domain.events import build
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover
from kmcase.domain.versions import event_order
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import checkouts as tables
from kmcase.persistence.rows import exchange
from kmcase.persistence.rows.payments import voucher
from kmcase.persistence.statements import Row, Rows
from kmcase.thai.calendar import bangkok_date


class SqlCheckouts:
    """`CheckoutRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def out(self, run_id: str) -> Checkout | None:
        """With which laptop a run is out now."""
        row = self._rows.one(tables.run_checkout, run_id=run_id, state=CheckoutState.OUT)
        return self._checkout(row) if row else None

    def checkout(self, checkout_id: str) -> Checkout | None:
        """A time that a run was out."""
        row = self._rows.one(tables.run_checkout, checkout_id=checkout_id)
        return self._checkout(row) if row else None

    def laptop(self, laptop_id: str) -> FieldLaptop | None:
        """An enrolled laptop, revoked ones too."""
        row = self._rows.one(exchange.laptop, laptop_id=laptop_id)
        if row is None:
            return None
        return FieldLaptop(
            laptop_id=laptop_id,
            name=row["name"],
            officers=frozenset(from_json(row["officers"])),
            revoked=row["revoked_reason"] if row["revoked_at"] is not None else None,
        )

    def waiting(self) -> tuple[FieldHandover, ...]:
        """Hand-overs of which the office said nothing yet, in the order in which they were entered."""
        said = {row["event_id"] for row in self._rows.all(tables.handover_word)}
        return self._handovers([row for row in self._rows.all(tables.field_handover) if row["event_id"] not in said])

    def handover(self, event_id: str) -> FieldHandover | None:
        """The hand-over of a laptop's entry."""
        row = self._rows.one(tables.field_handover, event_id=event_id)
        return self._handover(row) if row else None

    def of_voucher(self, voucher_id: str) -> tuple[FieldHandover, ...]:
        """All hand-overs of a voucher."""
        return self._handovers(self._rows.all(tables.field_handover, voucher_id=voucher_id))

    def of_checkout(self, checkout_id: str) -> tuple[FieldHandover, ...]:
        """What the laptop that a run was out with says it handed over in that time."""
        own = self._chains_of(checkout_id)
        found = self._rows.all(tables.field_handover, checkout_id=checkout_id)
        return self._handovers([row for row in found if row["store"] in own])

    def left(self, checkout_id: str) -> dict[str, str]:
        """By voucher that the laptop left unpaid, the newest reason; another laptop's word on it counts for nothing."""
        own = self._chains_of(checkout_id)
        rows = self._rows.all(tables.field_unpaid, checkout_id=checkout_id)
        told = [row for row in rows if row["event_id"].rpartition(":")[0] in own]
        return {row["voucher_id"]: row["reason"] for row in sorted(told, key=_noted)}

    def _chains_of(self, checkout_id: str) -> frozenset[str]:
        """The chains of the laptop that a run was out with."""
        out = self._rows.one(tables.run_checkout, checkout_id=checkout_id)
        if out is None:
            return frozenset()
        return frozenset(row["store"] for row in self._rows.all(exchange.laptop_chain, laptop_id=out["laptop_id"]))

    def claimed(self, request_id: str) -> bool:
        """Whether a laptop's hand-over of a number of this request is not settled."""
        settled = (Word.ACCEPTED, Word.SET_ASIDE)
        numbers = self._rows.all(voucher, request_id=request_id)
        return any(told.word not in settled for row in numbers for told in self.of_voucher(row["voucher_id"]))

    def _checkout(self, row: Row) -> Checkout:
        laptop = self._rows.one(exchange.laptop, laptop_id=row["laptop_id"])
        return Checkout(
            checkout_id=row["checkout_id"],
            run_id=row["run_id"],
            laptop_id=row["laptop_id"],
            laptop_name=laptop["name"] if laptop else "",
            carrier=row["carrier"],
            cash=Baht(row["cash"]),
            since=bangkok_date(datetime.fromisoformat(row["out_at"])),
            state=CheckoutState(row["state"]),
        )

    def _handovers(self, rows: list[Row]) -> tuple[FieldHandover, ...]:
        return tuple(self._handover(row) for row in sorted(rows, key=_entered))

    def _handover(self, row: Row) -> FieldHandover:
        chain = self._rows.one(exchange.laptop_chain, store=row["store"])
        said = self._rows.one(tables.handover_word, event_id=row["event_id"])
        return FieldHandover(
            event_id=row["event_id"],
            handover_id=row["handover_id"],
            laptop_id=chain["laptop_id"] if chain else "",
            checkout_id=row["checkout_id"],
            run_id=row["run_id"],
            voucher_id=row["voucher_id"],
            person_id=row["person_id"],
            handover=build(Handover, from_json(row["handover"])),
            device_time=datetime.fromisoformat(row["device_time"]),
            entered_at=row["entered_at"],
            recorded_by=row["recorded_by"],
            word=Word(said["word"]) if said else None,
        )


def _entered(row: Row) -> tuple[str, str, int]:
    return event_order(row["entered_at"], row["event_id"])


def _noted(row: Row) -> tuple[str, str, int]:
    return event_order(row["noted_at"], row["event_id"])
