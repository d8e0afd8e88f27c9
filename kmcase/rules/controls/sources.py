"""What a control rests on, in words that an auditor can look up: a finding, a pattern of the press, a rule by name.

The words are the messages `controls.source.<value>`; where the text of a rule was not read, no clause is named
(domain.md §§1, 3, 9).
"""

from __future__ import annotations

from enum import StrEnum

from kmcase.domain.wording import Message, message


class Source(StrEnum):
    """Findings 1-6 of the audit of B.E. 2561, patterns 7-14 that the press told of, rules, the program's own advice."""

    F1 = "finding_1"
    F2 = "finding_2"
    F3 = "finding_3"
    F4 = "finding_4"
    F5 = "finding_5"
    F6 = "finding_6"
    P7 = "pattern_7"
    P8 = "pattern_8"
    P9 = "pattern_9"
    P10 = "pattern_10"
    P11 = "pattern_11"
    P12 = "pattern_12"
    P13 = "pattern_13"
    P14 = "pattern_14"
    AID_2552 = "aid_2552"
    INCOME_LINE = "income_line"
    PAYMENT_EVIDENCE = "payment_evidence"
    RECEIPT_ITEMS = "receipt_items"
    THUMBPRINT = "thumbprint"
    PROGRAM = "program"

    @property
    def said(self) -> Message:
        """Its words."""
        return message(f"controls.source.{self.value}")
