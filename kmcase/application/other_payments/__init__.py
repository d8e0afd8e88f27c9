"""What other units and programmes paid to people of the register, from the lists that they send."""

from kmcase.application.other_payments.reading import OtherSheet, read_sheet
from kmcase.application.other_payments.service import OtherPaymentService, TakenList, TakeOtherPayments

__all__ = ["OtherPaymentService", "OtherSheet", "TakeOtherPayments", "TakenList", "read_sheet"]
