"""The draft of a publicity text: the round's figures in sentences, as far as they may be told."""

from __future__ import annotations

from kmcase.domain.lessons import RoundHead
from kmcase.domain.publicity import PublicityValues
from kmcase.messages import Catalogue, Message, message
from kmcase.rules.publicity import Told, ToldFigures
from kmcase.thai.calendar import format_long


def draft_of(office: str, head: RoundHead, told: ToldFigures) -> PublicityValues:
    """A text in Thai, whatever the window speaks: it is for the office's own page."""
    day, families = format_long(head.planned_on), families_told(told.families)
    said = [message("publicity.draft.opening", office=office, day=day, families=families)]
    if told.amount is not None and told.villages is not None:
        said.append(message("publicity.draft.money", amount=told.amount, villages=told.villages))
    if told.causes:
        said.append(message("publicity.draft.causes"))
    for cause, count in told.causes:
        name = message(f"requests.cause.{cause}") if cause else message("publicity.draft.other_cause")
        said.append(message("publicity.draft.cause", cause=name, families=families_told(count)))
    said += [message("publicity.draft.way"), message("publicity.draft.closing", office=office)]
    render = Catalogue("th").render
    title = render(message("publicity.draft.title", day=day))
    return PublicityValues(title=title, text="\n".join(map(render, said)))


def families_told(told: Told) -> Message:
    """How many families, as far as that may be told."""
    if told.count is not None:
        return message("publicity.told.families", count=told.count)
    if told.fewer_than is not None:
        return message("publicity.told.fewer", count=told.fewer_than)
    return message("publicity.told.some")
