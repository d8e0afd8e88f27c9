"""How often honest work looks odd, and how misconduct spreads: rates as data, each with the reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of 1, and why it is that."""

    share: float
    reason: str


SELDOM = Rate(0.002, "no figure is known: an accident of honest work, once in five hundred times")
_CLERK = "no figure is known: a slip of who types, as often as other accidents"

NOISE: Mapping[str, Rate] = {
    "forgets_amount": Rate(0.006, "honest payees who name a smaller amount: precision .90 in duplicates-notes.md §4"),
    "forgets_day": Rate(0.006, "as of the amount: people remember a day no better"),
    "late_entry": SELDOM,
    "camera_set_wrong": SELDOM,
    "old_visit_photo": SELDOM,
    "several_differences": SELDOM,
    "one_difference": Rate(0.1, "survey and visit are months apart: one answer of many has changed"),
    "visit_without_photo": Rate(0.0005, "the review wants a reason for each missing picture: rarer than others"),
    "paper_left_in_a_drawer": SELDOM,
    "scanned_again_late": SELDOM,
    "wrote_after_all": Rate(0.002, "marked as not able to write after a stroke, and signs again"),
    "income_typed_wrong": Rate(0.002, _CLERK),
    "colleague_recorded": Rate(0.002, "a colleague's login stood open at the table; of rounds"),
    "put_in_savings": Rate(0.002, "a payee put the money into a savings group by free will"),
    "unsure_of_mark": Rate(0.002, "old eyes: an honest payee does not know the own mark"),
    "changed_since": Rate(0.002, "the household or income changed between visit and the look afterwards"),
    "helped_elsewhere": Rate(0.002, "help after a fire or a flood besides, which both units know of"),
    "repeat_payee": Rate(0.12, "payees who are helped a second or third time in the year"),
    "by_transfer": Rate(0.25, "paid to an account; the other payees have none or live far from a bank"),
    "relatives_account": Rate(0.002, "paid to the account of a daughter who lives elsewhere; of transfers"),
    "new_account": Rate(0.02, "the bank book was lost and another account opened; of payees paid again"),
    "maiden_name": Rate(0.005, "the account still bears the name before marriage; of transfers"),
    "bank_cuts_name": Rate(0.1, "reports of banks cut long names off; of transfers"),
    "long_weekend": Rate(0.002, "sent before a long weekend and booked after it; of transfers"),
    "line_without_voucher": Rate(0.002, "a line of another programme in the same report; of transfers"),
    "received_by_other": Rate(0.03, "bedridden payees for whom somebody receives; of cash"),
    "volunteer_received": Rate(1 / 6, "of those, the village's health volunteer, who receives for several"),
    "neighbours_phone": Rate(0.02, "one household in fifty uses the telephone of a neighbour"),
    "heads_phone": Rate(0.005, "one household in two hundred gives the number of the village head"),
    "same_household": Rate(0.06, "two persons of one household are both in hardship"),
    "other_family": Rate(0.3, "of those, who has a family of the own under the same roof"),
    "household_reason": Rate(0.1, "beyond three times a household needs a written reason, and most are not asked for"),
    "same_house_no": Rate(0.02, "two households in one house, registered apart"),
    "without_id": Rate(0.03, "no national id is known of the payee"),
    "declared_id": Rate(0.7, "relatives whom the officer could declare with the national id"),
    "over_amount_lifted": Rate(0.02, "a limit lifted by a second person under a document"),
    "odd_amount": Rate(0.005, "a bill paid as it stands, just under the most that may be given"),
    "same_background": Rate(0.005, "two of one household before the same wall: duplicates-notes.md §5, tripod"),
    "signed_on_paper": Rate(0.2, "of cash, signed on paper and scanned the day after"),
}

CANDOUR = Rate(0.9, "one payee of ten who lost money does not say so to the asker, for fear or kindness")
OFFICERS = Rate(0.07, "no figure is known: enough officers of a large ledger to count by")
TYPED_OTHERWISE = Rate(0.2, "of second register entries, those whose name is spelt another way")
YEAR_OTHERWISE = Rate(0.1, "of second register entries, those whose year of birth is another")
STUDIED = Rate(0.01, "the share of payments that the study of duplicates-notes.md §4 gave each kind of misconduct")
