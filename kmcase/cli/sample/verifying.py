"""After the payment in the story: facts looked at again, lots drawn at the end of the half, those drawn asked."""

from __future__ import annotations

from datetime import date

from kmcase.application.read.samples import AskState
from kmcase.application.samples import DrawSample
from kmcase.cli.sample.story import Year, paid_numbers
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import Agreement, FollowUp, FollowUpMethod, Recheck, Recognition

HALF = BudgetHalf(2567, 1)
_LEFT = 7
"""So many of those drawn still wait to be asked."""


def confirm_relatives(year: Year) -> None:
    """Most say at the begin of the year who their relatives are; who does not is reminded."""
    for login in ("director", "finance1", "social1"):
        year.of(login).staff.confirm_relatives()


def look_again(year: Year, day: date) -> None:
    """Of those asked on a day, some houses are looked at again and the signature is shown."""
    asker = year.of("social1")
    asked = [item for item in asker.receipts.follow_ups() if item.asked is not None and item.asked.asked_on == day]
    for number, item in enumerate(asked):
        if number % 3 == 0:
            moved = number == 6
            asker.followups.recheck(
                Recheck(
                    recheck_id="",
                    follow_up_id="",
                    voucher_id=item.voucher_id,
                    person_id=item.person_id,
                    household=Agreement.DIFFERS if moved else Agreement.AS_WRITTEN,
                    condition=Agreement.AS_WRITTEN,
                    income=Agreement.AS_WRITTEN,
                    found="บุตรย้ายไปทำงานกรุงเทพฯ เหลืออยู่บ้านสองคน" if moved else "",
                    recognition=Recognition.OWN,
                )
            )


def seal_half(year: Year) -> None:
    """The first who may sign opens the office on the day after the half: the checkpoint that lots are drawn from."""
    year.of("director").verification.seal_day()


def draw_lots(year: Year) -> None:
    """The first half is over: the director, who paid nobody, draws from the first checkpoint after it."""
    year.of("director").samples.draw(DrawSample(half=HALF))


def ask_drawn(year: Year, day: date) -> None:
    """Those drawn are asked but for a few; one is not reached, one does not want to say."""
    asker = year.of("social1")
    remembered = {item.voucher_id: item for item in paid_numbers(year)}
    lines = [line for line in asker.samples.standing(HALF).lines if line.why and line.state is AskState.OPEN]
    for number, line in enumerate(lines[:-_LEFT]):
        item = remembered[line.voucher_id]
        method = {3: FollowUpMethod.NOT_REACHED, 8: FollowUpMethod.REFUSED}.get(number, FollowUpMethod.PHONE)
        answered = method.reached
        year.on(day, 9 + number // 30, number % 30)
        asker.receipts.record_follow_up(
            FollowUp(
                follow_up_id="",
                voucher_id=item.voucher_id,
                person_id=item.person_id,
                asked_on=day,
                asked_by="",
                method=method,
                amount_said=item.amount if answered else None,
                received_on_said=item.paid_on if answered else None,
                received_from="เจ้าหน้าที่นิคม" if answered else "",
                circumstances="" if answered else "โทรสามครั้งไม่รับสาย" if number == 3 else "ไม่สะดวกตอบ",
            )
        )
