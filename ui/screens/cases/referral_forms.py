"""The forms of referrals, and the way between what is typed and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.cases import ServiceTold
from kmcase.application.read.case_intake import PaperItem
from kmcase.application.read.case_referrals import PlannedService, ReferredService
from kmcase.application.read.cases import CasePage
from kmcase.domain.agencies import Agency
from kmcase.domain.cases.plan_lines import Progress
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
from kmcase.domain.casework import ServiceKind
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
    RadioEdit,
    TextArea,
    enum_choices,
)

_KEY = "case_referrals.field"
_OTHER = "none"
"""What stands for an agency that is not in the directory."""

NO_SERVICE = ""
"""What stands for no service of the plan."""

KEEP = "keep"
"""What stands for nothing new of a service."""

_BRINGS = {Step.ACCEPTED: Progress.BEGUN, Step.REFUSED: Progress.GIVEN_UP, Step.RESULT: Progress.DONE}
"""How far a service is after a step of the referral that carries it out; the worker decides."""


def out_spec(
    page: CasePage,
    agencies: Iterable[Agency],
    today: date,
    signed: Sequence[PaperItem],
    services: Sequence[PlannedService],
) -> FormSpec:
    """What is asked of a referral outwards.

    `signed` are the papers of the case that may go along, `services` those of the plan that it may carry out.
    """
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
            _about(page, signed, services),
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
        "service_id": NO_SERVICE,
    }


FROM_SERVICE: Mapping[str, Callable[[PlannedService], object]] = {
    "dimensions": lambda service: frozenset({service.dimension}) if service.dimension else frozenset(),
    "reason": lambda service: service.need,
    "asked": lambda service: service.text,
}
"""What is filled in where a service is chosen, until the writer types into it."""


def values_of(service: PlannedService, agencies: Iterable[Agency]) -> dict[str, object]:
    """What a service says of the referral that carries it out."""
    wanted = _plain(service.agency)
    known = next((one for one in agencies if one.values.active and _plain(one.values.name) == wanted), None)
    return {
        "service_id": service.service_id,
        "agency_id": known.agency_id if known else _OTHER,
        "agency_name": "" if known else service.agency,
        **{name: value_of(service) for name, value_of in FROM_SERVICE.items()},
    }


def service_choices(services: Iterable[PlannedService], agency: str) -> tuple[Choice, ...]:
    """No service, and those of the plan: first what is a referral by its kind or is done with the same agency."""
    near = _plain(agency)

    def is_far(one: PlannedService) -> bool:
        return one.kind is not ServiceKind.REFERRAL and (not near or _plain(one.agency) != near)

    none = Choice(value=NO_SERVICE, said=message("case_referrals.no_service_chosen"))
    return (none, *(_service(one) for one in sorted(services, key=is_far)))


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
        service_id=values.get("service_id") or NO_SERVICE,
    )


def step_spec(standing: Standing, today: date, service: ReferredService | None) -> FormSpec:
    """What is asked of a step; it begins with the one that is waited for.

    Of the service that the referral carries out it is asked how far it is, where the viewer may tell.
    """
    choices = tuple(
        Choice(value=step.value, said=message(f"case_referrals.step.{step.value}")) for step in standing.next_steps
    )
    happened = Section(
        None,
        (
            Field("step", f"{_KEY}.step", partial(ChoiceEdit, choices=choices), required=True),
            _day("on", today),
            Field("by_whom", f"{_KEY}.by_whom", LineEdit),
            reason_field(f"{_KEY}.note", name="note", required=False),
        ),
    )
    if service is None or not service.may_tell:
        return FormSpec((happened,))
    return FormSpec((happened, _of_service(service)))


def _of_service(service: ReferredService) -> Section:
    now = message(f"case_plans.progress.{service.progress.value}")
    keep = Choice(value=KEEP, said=message("case_referrals.keep_service", now=now))
    told = tuple(
        Choice(value=one.value, said=message(f"case_plans.progress.{one.value}"))
        for one in Progress
        if one is not Progress.PLANNED and one is not service.progress
    )
    return Section(
        message("case_referrals.form.service_section", service=service.text),
        (
            Field("service_progress", f"{_KEY}.service_progress", partial(RadioEdit, choices=(keep, *told))),
            reason_field(f"{_KEY}.service_result", name="service_result", rows=2, required=False),
        ),
    )


def progress_after(values: Mapping[str, Any], service: ReferredService) -> str:
    """How far the service may be after the step that is chosen: offered, not decided."""
    brings = _BRINGS.get(Step(values["step"])) if values["step"] else None
    return KEEP if brings is None or brings is service.progress else brings.value


def told_of(values: Mapping[str, Any]) -> ServiceTold | None:
    """What a step's form says of the service; None where that stays as it is or was not asked."""
    progress = values.get("service_progress") or KEEP
    if progress == KEEP:
        return None
    return ServiceTold(progress=Progress(progress), result=values["service_result"])


def first_step(standing: Standing) -> Step:
    """The step that is most likely next."""
    return next((step for step in standing.next_steps if step is not Step.RECEIVED), standing.next_steps[0])


def _agency(agencies: Iterable[Agency]) -> Field:
    none = Choice(value=_OTHER, said=message("case_referrals.choose_agency"))
    known = (Choice(value=one.agency_id, said=one.values.name) for one in agencies if one.values.active)
    return Field("agency_id", f"{_KEY}.agency_id", partial(ChoiceEdit, choices=[none, *known]))


def _of_plan(services: Sequence[PlannedService]) -> tuple[Field, ...]:
    if not services:
        return ()
    choice = partial(ChoiceEdit, choices=service_choices(services, ""))
    return (Field("service_id", f"{_KEY}.service_id", choice, help_key=f"{_KEY}.service_id_help", width=Width.FULL),)


def _service(service: PlannedService) -> Choice:
    kind = message(f"case_plans.kind.{service.kind.value}")
    parts = (service.text, kind, service.agency) if service.agency else (service.text, kind)
    return Choice(value=service.service_id, said=message("case_referrals.joined", parts=parts))


def _plain(name: str) -> str:
    return name.strip().casefold()


def _day(name: str, today: date) -> Field:
    return Field(name, f"{_KEY}.{name}", partial(BEDateEdit, today=today), required=True, width=Width.THIRD)


def _about(page: CasePage, signed: Sequence[PaperItem] = (), services: Sequence[PlannedService] = ()) -> Section:
    ticks = partial(ChecksEdit, choices=[Choice(value=item.paper_id, said=_signed(item)) for item in signed], columns=1)
    along = (Field("case_papers", f"{_KEY}.case_papers", ticks, width=Width.FULL),) if signed else ()
    sides = partial(ChecksEdit, choices=entry_choices(page.casework.dimensions), columns=3)
    return Section(
        "case_referrals.form.what_section",
        (
            *_of_plan(services),
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
