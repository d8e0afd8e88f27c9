"""Writing a referral wherever on a case's page one is asked for: at the referrals, or at a service of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kmcase.application.cases import MakeReferral
from kmcase.application.changes import Outcome
from kmcase.application.read.case_intake import PaperItem
from kmcase.application.read.case_referrals import PlannedService
from kmcase.application.read.cases import CasePage
from kmcase.domain.agencies import Agency
from kmcase.domain.cases.referrals import Direction
from kmcase.messages import message
from ui.answering import told
from ui.forms.case import case_form
from ui.forms.following import follow
from ui.forms.page import FormPage
from ui.kept_paper import kept_pages
from ui.ports import Desk
from ui.screens.cases.part import CaseHost
from ui.screens.cases.referral_forms import (
    FROM_SERVICE,
    in_spec,
    in_values,
    out_spec,
    out_values,
    referral_of,
    service_choices,
    values_of,
)
from ui.widgets import ChoiceEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a referral is written from."""

    agencies: tuple[Agency, ...]
    signed: tuple[PaperItem, ...]
    services: tuple[PlannedService, ...]


class Referring:
    """Asks for a referral and keeps it."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        self._desk = desk
        self._host = host

    def begin(self, page: CasePage, direction: Direction, service_id: str = "") -> None:
        """Show the form; of a referral that carries out a service, filled in from that."""
        services, case_id, outwards = self._desk.services, page.head.case_id, direction is Direction.OUT

        def work() -> _Found:
            signed = (
                item
                for item in services.case_papers.page(case_id).papers
                if item.signed is not None and not item.ended_on
            )
            planned = services.referrals.services(case_id) if outwards else ()
            return _Found(agencies=services.agencies.list(), signed=tuple(signed), services=planned)

        self._desk.jobs.database(work, told(self._desk, partial(self._ask, page, direction, service_id)))

    # --- inside ---

    def _ask(self, page: CasePage, direction: Direction, service_id: str, found: _Found) -> None:
        form = self._out(page, service_id, found) if direction is Direction.OUT else self._in(page, found)
        form.warn(message("case_referrals.form.once"))
        referrals, attachments = self._desk.services.referrals, self._desk.services.attachments
        case_id, signed = page.head.case_id, found.signed

        def keep(values: dict[str, Any]) -> None:
            pages = values["file"]

            def work() -> Outcome[str]:
                kept = kept_pages(attachments, pages)
                written = referral_of(direction, values, kept, signed)
                done: Outcome[str] = referrals.make(MakeReferral(case_id=case_id, values=written))
                return done

            self._desk.jobs.database(work, self._host.recorded(message("case_referrals.made")))

        self._host.fill_in(form, keep)

    def _in(self, page: CasePage, found: _Found) -> FormPage:
        today = self._desk.today()
        title = message("case_referrals.form.in_title")
        return case_form(self._desk.texts, title, in_spec(page, found.agencies, today), in_values(today))

    def _out(self, page: CasePage, service_id: str, found: _Found) -> FormPage:
        today, known = self._desk.today(), {service.service_id: service for service in found.services}
        values = out_values(page, today)
        if service_id in known:
            values |= values_of(known[service_id], found.agencies)
        spec = out_spec(page, found.agencies, today, found.signed, found.services)
        form = case_form(self._desk.texts, message("case_referrals.form.out_title"), spec, values)
        if known:
            _lead(form, known, {agency.agency_id: agency.values.name for agency in found.agencies})
        return form


def _lead(form: FormPage, services: Mapping[str, PlannedService], names: Mapping[str, str]) -> None:
    """Let the form follow what is chosen: what a service says is filled in, services of the agency come first."""
    fields, choice = form.form, form.form.editor("service_id")
    assert isinstance(choice, ChoiceEdit)

    def of_service(name: str, values: dict[str, Any]) -> object:
        chosen = services.get(values["service_id"])
        return FROM_SERVICE[name](chosen) if chosen is not None else None

    for name in FROM_SERVICE:
        follow(fields, name, ("service_id",), partial(of_service, name))

    def sort() -> None:
        typed = fields.values()
        agency = names.get(typed["agency_id"]) or typed["agency_name"]
        choice.offer(service_choices(services.values(), agency), typed["service_id"])

    for name in ("agency_id", "agency_name"):
        fields.editor(name).changed.connect(sort)
    sort()
