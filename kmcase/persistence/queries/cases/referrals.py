"""Referrals of a case, and those of all cases that wait for something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select

from kmcase.application.ports.case_referrals import Referral
from kmcase.application.read.case_referrals import ReferralItem, ReferredService
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Waits
from kmcase.persistence.queries.cases.named import named
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.repositories.case_referrals import SqlCaseReferrals, as_referral, by_referral
from kmcase.persistence.rows.case_referrals import case_referral, case_referral_step
from kmcase.thai.calendar import bangkok_date

_FAR = date.max


class SqlCaseReferralQueries(SqlCaseReferrals):
    """`CaseReferralQueries` on plain selects."""

    @cached_property
    def _names(self) -> dict[str, str]:
        return staff_names(self._rows)

    def of_case(self, case_id: str) -> tuple[ReferralItem, ...]:
        """All referrals of a case, the newest first; raises `cases.unknown`."""
        head = self.head(case_id)
        found = self.referrals(case_id)
        services = self._services(head) if any(one.values.service_id for one in found) else {}
        items = (self._item(one, head.casework, head.number, head.client.shown_name) for one in found)
        return tuple(replace(item, service=services.get(item.referral.values.service_id)) for item in items)

    def _services(self, head: CaseHead) -> dict[str, ReferredService]:
        """The services of a plan, those of its versions too; one that was taken away since is told of no more."""
        plans = SqlCasePlans(self._rows, self._viewer, self._now)
        plan, progress = plans.plan(head.case_id), plans.progress(head.case_id)
        tells = head.closed_on is None and head.has_in_team(self._viewer.staff_id)
        here = {service.line_id for service in plan.content.services}
        contents = (*(version.content for version in plan.versions), plan.content)
        found = {}
        for service in (service for content in contents for service in content.services):
            how_far = progress.get(service.line_id, Progress.PLANNED)
            found[service.line_id] = ReferredService(
                service_id=service.line_id,
                text=service.values.text,
                progress=how_far,
                may_tell=tells and how_far.is_open and service.line_id in here,
            )
        return found

    def waiting(self, *, own: bool = False) -> tuple[ReferralItem, ...]:
        """Referrals that wait for something, what is due first at the top; `own`: of the viewer's own cases alone."""
        shown = self.shown(case_referral, own=own)
        rows = self._rows.found(named(case_referral).where(shown))
        concerned = case_referral_step.c.case_id.in_(select(case_referral.c.case_id).where(shown))
        steps = by_referral(self._rows.found(select(case_referral_step).where(concerned)) if rows else ())
        items = []
        for row in rows:
            referral = as_referral(row, steps[row["case_id"], row["referral_id"]])
            if referral.standing.waits is not Waits.NOTHING:
                item = self._item(referral, row["casework"], row["number"], row["shown_name"])
                items.append(replace(item, restricted=bool(row["restricted"])))
        items.sort(key=lambda item: (item.until or _FAR, item.referral.referral_id))
        return tuple(items)

    def _item(self, referral: Referral, casework: str, number: str, client: str) -> ReferralItem:
        standing = referral.standing
        limits = {wait.code: wait.days for wait in self.casework(casework).referral_waits}
        days = limits.get(standing.waits)
        until = standing.since + timedelta(days=days) if days is not None else None
        return ReferralItem(
            referral=referral,
            standing=standing,
            case_number=number,
            client=client,
            names=self._names,
            until=until,
            late=until is not None and until < bangkok_date(self._now),
        )
