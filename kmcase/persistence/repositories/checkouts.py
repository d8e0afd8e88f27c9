"""Runs out with a laptop as use cases need them."""

from __future__ import annotations

from datetime import datetime

from kmcase.application.ports.checkouts import Checkout, FieldHandover, FieldLaptop
from kmcase.domain.checkouts import CheckoutState, HandoverDoubted, Word
from kmcase.domain.events import build
from kmcase.domain.findings import Finding, Severity
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

    def waiting(self) -> tuple[str, ...]:
        """The entries of hand-overs of which the office said nothing yet, in the order in which they were entered."""
        said = {row["event_id"] for row in self._rows.all(tables.handover_word)}
        told = sorted(self._rows.all(tables.field_handover), key=_entered)
        return tuple(row["event_id"] for row in told if row["event_id"] not in said)

    def unweighed(self, event_id: str) -> HandoverDoubted | None:
        """The doubt of one that waits and cannot be weighed, whatever is wrong with it; None for one that does not."""
        row = self._rows.one(tables.field_handover, event_id=event_id)
        if row is None or self._rows.one(tables.handover_word, event_id=event_id) is not None:
            return None
        chain = self._rows.one(exchange.laptop_chain, store=row["store"])
        return HandoverDoubted(
            handover_id=row["handover_id"],
            handover_event=event_id,
            laptop_id=chain["laptop_id"] if chain else "",
            run_id=row["run_id"],
            voucher_id=row["voucher_id"],
            person_id=row["person_id"],
            findings=(Finding(code="checkouts.unweighed", severity=Severity.BLOCK),),
        )

    def handover(self, event_id: str) -> FieldHandover | None:
        """The hand-over of a laptop's entry."""
        row = self._rows.one(tables.field_handover, event_id=event_id)
        return self._handover(row) if row else None

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
        """Whether the hand-over of a number of this request, by the laptop of its run, is not settled."""
        return any(is_claimed(self._rows, number) for number in self._rows.all(voucher, request_id=request_id))

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


def is_claimed(rows: Rows, number: Row) -> bool:
    """Whether the laptop that a number's run was out with says that it handed it over, and nobody settled that.

    What another laptop says of it is doubted when it comes, and holds nobody up.
    """
    return any(
        _of_its_laptop(rows, told, number["run_id"]) and not _is_settled(rows, told)
        for told in rows.all(tables.field_handover, voucher_id=number["voucher_id"])
    )


def _of_its_laptop(rows: Rows, told: Row, run_id: str) -> bool:
    out = rows.one(tables.run_checkout, checkout_id=told["checkout_id"], run_id=run_id)
    chain = rows.one(exchange.laptop_chain, store=told["store"])
    return out is not None and chain is not None and chain["laptop_id"] == out["laptop_id"]


def _is_settled(rows: Rows, told: Row) -> bool:
    said = rows.one(tables.handover_word, event_id=told["event_id"])
    return said is not None and said["word"] != Word.DOUBTED


def _entered(row: Row) -> tuple[str, str, int]:
    return event_order(row["entered_at"], row["event_id"])


def _noted(row: Row) -> tuple[str, str, int]:
    return event_order(row["noted_at"], row["event_id"])
