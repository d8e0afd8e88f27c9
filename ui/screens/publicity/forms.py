"""The forms of publicity, declared: the text with its photographs, a consent, a withdrawal."""

from __future__ import annotations

from functools import partial

from kmcase.application.read.publicity import PublicityPage
from kmcase.domain.publicity import PhotographedPerson, PublicityValues
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.ports import Desk
from ui.screens.publicity.columns import persons
from ui.widgets import (
    BEDateEdit,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    LineEdit,
    PaperEdit,
    SignatureEdit,
    TextArea,
)


def text_spec(desk: Desk, page: PublicityPage) -> FormSpec:
    """Title, text, and ticks for the photographs that may be shown."""
    free = [line for line in page.photographs if not line.findings]
    choices = [
        Choice(
            value=line.photograph.stored_sha256,
            said=f"{desk.texts.render(Message(f'evidence.kind.{line.photograph.kind.value}'))} · {persons(line)}",
        )
        for line in free
    ]
    looked = partial(CheckEdit, said=message("publicity.form.looked_over"))
    photographs = (
        Field("photographs", "publicity.field.photographs", partial(ChecksEdit, choices=choices), width=Width.FULL),
        Field("looked_over", "publicity.field.looked_over", looked, width=Width.FULL),
    )
    text = Field(
        "text",
        "publicity.field.text",
        partial(TextArea, rows=9),
        required=True,
        help_key=None if free else "publicity.form.no_photographs",
        width=Width.FULL,
    )
    title = Field("title", "publicity.field.title", LineEdit, required=True, width=Width.FULL)
    sections = (Section("publicity.form.section", (title, text)),)
    return FormSpec((*sections, Section("publicity.form.section_photographs", photographs)) if free else sections)


def text_values(page: PublicityPage, values: PublicityValues) -> dict[str, object]:
    """What stands in the form; a photograph whose consent is gone is no longer ticked."""
    free = {line.photograph.stored_sha256 for line in page.photographs if not line.findings}
    return {
        "title": values.title,
        "text": values.text,
        "photographs": frozenset(values.photographs) & free,
        "looked_over": False,
    }


def consent_spec(desk: Desk) -> FormSpec:
    """For which photographs, asked when, signed by whom, and the signature."""
    which = partial(
        ChoiceEdit,
        choices=(
            Choice(value="this", said=message("publicity.form.this_photograph")),
            Choice(value="every", said=message("publicity.form.every_photograph")),
        ),
    )
    day = partial(BEDateEdit, today=desk.today())
    return FormSpec(
        (
            Section(
                "publicity.form.consent_section",
                (
                    Field("photograph", "publicity.field.photograph", which, required=True),
                    Field("asked_on", "publicity.field.asked_on", day, required=True),
                    Field("signed_by", "publicity.field.signed_by", LineEdit, required=True, width=Width.FULL),
                    Field("signature", "publicity.field.signature", SignatureEdit, width=Width.TWO_THIRDS),
                    Field("paper", "publicity.field.paper", PaperEdit, width=Width.THIRD),
                ),
            ),
        )
    )


def consent_values(desk: Desk, person: PhotographedPerson) -> dict[str, object]:
    """The narrowest consent, asked today, signed by the person."""
    return {"photograph": "this", "asked_on": desk.today(), "signed_by": person.name}


def withdrawal_spec() -> FormSpec:
    """Why, if the person says so."""
    reason = Field("reason", "publicity.field.reason", LineEdit, width=Width.FULL)
    return FormSpec((Section("publicity.form.withdraw_section", (reason,)),))
