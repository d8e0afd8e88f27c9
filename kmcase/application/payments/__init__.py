"""Paying: runs with their numbers, the hand-over in cash, the bank's report, what was not handed over.

`commands.py` holds what is asked, `checks.py` what must stand before anything is recorded, `company.py`
who stands beside the payees, `freezing.py` what an open observation stops, `service.py` the use cases.
What comes after the hand-over is in `application.receipts`. May import what every use case may. To add a step: its
event in `domain.payments`, its fold, a method here.
"""

from kmcase.application.payments.checks import (
    liftable,
    may_pay,
    of_voucher,
    payee_of,
    require_arranged,
    require_at_hand,
)
from kmcase.application.payments.commands import HandOver, PrepareRun, RecordTransfer
from kmcase.application.payments.freezing import frozen_findings
from kmcase.application.payments.service import PaymentService

__all__ = [
    "HandOver",
    "PaymentService",
    "PrepareRun",
    "RecordTransfer",
    "frozen_findings",
    "liftable",
    "may_pay",
    "of_voucher",
    "payee_of",
    "require_arranged",
    "require_at_hand",
]
