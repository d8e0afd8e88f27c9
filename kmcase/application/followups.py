"""After a payee's answers: both sides are compared, the request's facts looked at again, the receipt's mark shown."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.changes import Outcome
from kmcase.application.ports.samples import SampleRepository
from kmcase.application.read.samples import AskedPapers
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.followups import FollowUp, PayeeRechecked, Recheck, Recognition


class FollowUpService:
    """Use cases of who asked a payee, blind until the answers are recorded."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def papers(self, voucher_id: str) -> AskedPapers:
        """What the papers say, for who recorded the payee's answers alone; raises `followups.answers_first`."""
        with self._work.read("followups.read") as reading:
            said = _own_answers(reading.samples, voucher_id, self._work.actor.staff_id)
            receipt = reading.payments.receipt(voucher_id)
            page = reading.requests.page(receipt.voucher.request_id)
            rechecks = reading.samples.rechecks(voucher_id)
        return AskedPapers(said=said, receipt=receipt, content=page.request.content, rechecks=rechecks)

    def recheck(self, seen: Recheck) -> Outcome[str]:
        """What was seen and heard after the answers, by who asked; the ids of what it belongs to are filled in.

        Raises `followups.answers_first`, `followups.what_differs` where a fact differs and it is not said how, and
        `followups.what_of_mark` where the payee does not know the mark and nothing is said of it.
        """
        with self._work.begin("followups.record") as unit:
            said = _own_answers(unit.samples, seen.voucher_id, unit.actor.staff_id)
            require_that(not seen.differs or bool(seen.found.strip()), "followups.what_differs", "found")
            unknown = seen.recognition in (Recognition.NOT_OWN, Recognition.UNSURE)
            require_that(not unknown or bool(seen.remarks.strip()), "followups.what_of_mark", "remarks")
            recorded = replace(
                seen, recheck_id=unit.ids.new(), follow_up_id=said.follow_up_id, person_id=said.person_id
            )
            unit.record(PayeeRechecked(recheck=recorded))
            return unit.commit(recorded.recheck_id)


def _own_answers(samples: SampleRepository, voucher_id: str, staff_id: str) -> FollowUp:
    """The newest answers with an amount that somebody recorded of a voucher's payee; who recorded none stays blind."""
    own = [
        one
        for one in samples.answers(voucher_id)
        if one.asked_by == staff_id and one.method.reached and one.amount_said is not None
    ]
    if not own:
        raise DomainError("followups.answers_first", "method")
    return own[-1]
