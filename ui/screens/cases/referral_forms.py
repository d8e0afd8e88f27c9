"""The forms of referrals, and the way between what is typed and what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.read.case_intake import PaperItem
from kmcase.application.read.cases import CasePage
from kmcase.domain.agencies import Agency
from kmcase.domain.cases.referrals import (
    Consent,
    ConsentBasis,
    ConsentWay,
    Direction,
    ReferralPaper,
    ReferralValues,
    Referrer,
    ReferrerKind,
    Standing,
    Step,
)
from kmcase.domain.evidence import Attachment
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.cases.client_form import entry_choices
from ui.widgets import (
    BEDateEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    LineEdit,
    PagesEdit,
    TextArea,
    enum_choices,
)

_KEY = "case_referrals.field"
_OTHER = "none"
"""What stands for an agency that is not in the directory."""


def out_spec(page: CasePage, agencies: Iterable[Agency], today: date, signed: Sequence[PaperItem]) -> FormSpec:
    """What is asked of a referral outwards; `signed` are the papers of the case that may go along."""
    return FormSpec(
        (
            Section(
                "case_referrals.form.to_section",
                (
                    _agency(agencies),
                    Field("agency_name", f"{_KEY}.agency_name", LineEdit),
                    Field("to_whom", f"{_KEY}.to_whom", LineEdit, help_key=f"{_KEY}.to_whom_help"),
                    Field("number", f"{_KEY}.number", LineEdit, width=Width.THIRD),
                    _day("on", today),
                ),
            ),
            _about(page, signed),
            Section(
                "case_referrals.form.consent_section",
                (
                    Field(
                        "basis",
                        f"{_KEY}.basis",
                        partial(ChoiceEdit, choices=enum_choices(ConsentBasis, "case_referrals.basis")),
                        required=True,
                    ),
                    _day("consent_on", today),
                    Field("given_by", f"{_KEY}.given_by", LineEdit),
                    Field(
                        "way",
                        f"{_KEY}.way",
                        partial(ChoiceEdit, choices=enum_choices(ConsentWay, "case_referrals.way")),
                    ),
                    reason_field(
                        f"{_KEY}.lawful_reason",
                        name="lawful_reason",
                        rows=2,
                        required=False,
                        help_key=f"{_KEY}.lawful_reason_help",
                    ),
                ),
            ),
            Section("case_referrals.form.tell_section", _referrer(required=False)),
        )
    )


def in_spec(page: CasePage, agencies: Iterable[Agency], today: date) -> FormSpec:
    """What is asked of a referral that came in."""
    return FormSpec(
        (
            Section(
                "case_referrals.form.from_section",
                (
                    *_referrer(required=True),
                    _agency(agencies),
                    Field("number", f"{_KEY}.number", LineEdit, width=Width.THIRD),
                    _day("on", today),
                ),
            ),
            _about(page),
        )
    )


def out_values(page: CasePage, today: date) -> dict[str, object]:
    """How the form outwards begins: the client is asked; in what way the consent was given is for the writer to say."""
    return {
        "on": today,
        "consent_on": today,
        "basis": ConsentBasis.CLIENT.value,
        "given_by": page.head.client.shown_name,
        "agency_id": _OTHER,
    }


def in_values(today: date) -> dict[str, object]:
    """How the form inwards begins."""
    return {"on": today, "referrer_kind": ReferrerKind.VOLUNTEER.value, "agency_id": _OTHER}


def referral_of(
    direction: Direction, values: dict[str, Any], pages: Sequence[Attachment], signed: Sequence[PaperItem]
) -> ReferralValues:
    """What a form says; pictures of documents were stored before, `signed` is what the form offered."""
    chosen = values.get("case_papers") or frozenset()
    papers = [
        ReferralPaper(title=item.paper.th, paper=item.paper.code, paper_id=item.paper_id)
        for item in signed
        if item.paper_id in chosen
    ]
    papers += [ReferralPaper(title=line.strip()) for line in values["papers"].splitlines() if line.strip()]
    papers += [ReferralPaper(title=page.name, attachment=page) for page in pages]
    return ReferralValues(
        direction=direction,
        on=values["on"],
        agency_id="" if values["agency_id"] in (None, _OTHER) else values["agency_id"],
        agency_name=values.get("agency_name", ""),
        to_whom=values.get("to_whom", ""),
        dimensions=tuple(sorted(values["dimensions"])),
        reason=values["reason"],
        asked=values["asked"],
        number=values["number"],
        consent=_consent(values) if direction is Direction.OUT else None,
        papers=tuple(papers),
        referrer=_referrer_of(values),
    )


def step_spec(standing: Standing, today: date) -> FormSpec:
    """What is asked of a step; it begins with the one that is waited for."""
    choices = tuple(
        Choice(value=step.value, said=message(f"case_referrals.step.{step.value}")) for step in standing.next_steps
    )
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("step", f"{_KEY}.step", partial(ChoiceEdit, choices=choices), required=True),
                    _day("on", today),
                    Field("by_whom", f"{_KEY}.by_whom", LineEdit),
                    reason_field(f"{_KEY}.note", name="note", required=False),
                ),
            ),
        )
    )


def first_step(standing: Standing) -> Step:
    """The step that is most likely next."""
    return next((step for step in standing.next_steps if step is not Step.RECEIVED), standing.next_steps[0])


def _agency(agencies: Iterable[Agency]) -> Field:
    none = Choice(value=_OTHER, said=message("case_referrals.choose_agency"))
    known = (Choice(value=one.agency_id, said=one.values.name) for one in agencies if one.values.active)
    return Field("agency_id", f"{_KEY}.agency_id", partial(ChoiceEdit, choices=[none, *known]))


def _day(name: str, today: date) -> Field:
    return Field(name, f"{_KEY}.{name}", partial(BEDateEdit, today=today), required=True, width=Width.THIRD)


def _about(page: CasePage, signed: Sequence[PaperItem] = ()) -> Section:
    ticks = partial(ChecksEdit, choices=[Choice(value=item.paper_id, said=_signed(item)) for item in signed], columns=1)
    along = (Field("case_papers", f"{_KEY}.case_papers", ticks, width=Width.FULL),) if signed else ()
    sides = partial(ChecksEdit, choices=entry_choices(page.casework.dimensions), columns=3)
    return Section(
        "case_referrals.form.what_section",
        (
            Field("dimensions", f"{_KEY}.dimensions", sides, width=Width.FULL),
            reason_field(f"{_KEY}.reason", rows=3),
            reason_field(f"{_KEY}.asked", name="asked", rows=2),
            *along,
            Field("papers", f"{_KEY}.papers", partial(TextArea, rows=3), help_key=f"{_KEY}.papers_help"),
            Field("file", f"{_KEY}.file", PagesEdit),
        ),
    )


def _signed(item: PaperItem) -> Message:
    return message("case_referrals.signed_paper", paper=item.paper.words, on=item.on)


def _referrer(*, required: bool) -> tuple[Field, ...]:
    kinds = partial(ChoiceEdit, choices=enum_choices(ReferrerKind, "case_referrals.referrer"))
    return (
        Field("referrer_kind", f"{_KEY}.referrer_kind", kinds, required=required, width=Width.THIRD),
        Field("referrer", f"{_KEY}.referrer", LineEdit, width=Width.THIRD),
        Field("referrer_phone", f"{_KEY}.referrer_phone", LineEdit, width=Width.THIRD),
    )


def _consent(values: dict[str, Any]) -> Consent:
    return Consent(
        basis=ConsentBasis(values["basis"]),
        on=values["consent_on"],
        given_by=values["given_by"],
        way=ConsentWay(values["way"]) if values["way"] else None,
        lawful_reason=values["lawful_reason"],
    )


def _referrer_of(values: dict[str, Any]) -> Referrer | None:
    if not values["referrer_kind"]:
        return None
    return Referrer(kind=ReferrerKind(values["referrer_kind"]), name=values["referrer"], phone=values["referrer_phone"])
