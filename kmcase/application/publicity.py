"""Publicity of a round: a draft from its figures, edited by an officer, approved by the director, given out.

What the rules say (`rules.publicity`) is asked when a text is kept, again when it is approved and again when it goes
out, because names are corrected and consents withdrawn meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.evidence import AttachmentStore, Pictures
from kmcase.application.judging import refuse_blocked
from kmcase.application.limits import judgement
from kmcase.application.ports.publicity import PublicityRepository
from kmcase.application.ports.reading import Reading
from kmcase.application.publicity_drafts import draft_of
from kmcase.application.read.publicity import PhotographLine, PublicityItem, PublicityPage
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding
from kmcase.domain.offices import OfficeKind
from kmcase.domain.payments import SignatureMark
from kmcase.domain.publicity import (
    EVERY_PHOTOGRAPH,
    ConsentWithdrawal,
    PhotoConsent,
    PhotoConsentGiven,
    PhotoConsentWithdrawn,
    PublicityApproved,
    PublicityValues,
    PublicityWritten,
    RoundFigures,
    publicity_state,
)
from kmcase.domain.writings import standing, superseded
from kmcase.rules.publicity import (
    FEWEST_TOLD,
    ToldFigures,
    choice_findings,
    consent_stands,
    photograph_findings,
    text_findings,
    told_figures,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePublicity:
    """A text of a round, or with `publicity_id` a version that takes the place of those `seen`."""

    run_id: str
    values: PublicityValues
    publicity_id: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """A person agreed to be shown, in one photograph (its stored SHA-256) or in all; signed by hand or on paper."""

    person_id: str
    asked_on: date | None
    signed_by: str
    photograph: str = EVERY_PHOTOGRAPH
    signature: SignatureMark | None = None
    paper: Attachment | None = None


class PublicityService:
    """Use cases of publicity and of the consents it needs."""

    def __init__(self, work: Work, attachments: AttachmentStore, pictures: Pictures) -> None:
        self._work = work
        self._attachments = attachments
        self._pictures = pictures

    def list(self) -> tuple[PublicityItem, ...]:
        """Texts and closed rounds without one, the newest round first."""
        with self._work.read("publicity.read") as reading:
            return reading.publicity.list()

    def page(self, publicity_id: str) -> PublicityPage:
        """A text with its round; raises `publicity.unknown`."""
        with self._work.read("publicity.read") as reading:
            return page_of(reading, reading.publicity.versions(publicity_id)[0].run_id, publicity_id)

    def round(self, run_id: str) -> PublicityPage:
        """A round without a text; raises `payments.unknown_run`."""
        with self._work.read("publicity.read") as reading:
            return page_of(reading, run_id)

    def draft(self, run_id: str) -> PublicityValues:
        """A text in Thai that tells the round's figures; names and photographs are none."""
        with self._work.read("publicity.read") as reading:
            told = _told(reading, reading.publicity.figures(run_id))
            return draft_of(reading.office.name, reading.publicity.round(run_id), told)

    def write(self, command: WritePublicity) -> Outcome[str]:
        """Keep a text or a version of it; gives its id.

        Raises `Blocked` for a name, a number or a house that stands in it, and for a photograph without consent.
        """
        with self._work.begin("publicity.write") as unit:
            unit.payments.run(command.run_id)
            before = unit.publicity.versions(command.publicity_id) if command.publicity_id else ()
            if before and before[0].run_id != command.run_id:
                raise DomainError("publicity.other_round")
            values = _tidy(command.values)
            require_that(bool(values.title), "publicity.title_missing", "title")
            require_that(bool(values.text), "publicity.text_missing", "text")
            refuse_blocked(_findings(unit, command.run_id, values))
            publicity_id = command.publicity_id or unit.ids.new()
            unit.record(
                PublicityWritten(
                    publicity_id=publicity_id,
                    run_id=command.run_id,
                    version_id=unit.ids.new(),
                    replaces=superseded(before, command.seen),
                    values=values,
                )
            )
            return unit.commit(publicity_id)

    def approve(self, publicity_id: str, version_id: str) -> Outcome[str]:
        """Let the version that stands go out; not by who wrote it. Raises `Blocked` as `write` does."""
        with self._work.begin("publicity.approve") as unit:
            stands = standing(unit.publicity.versions(publicity_id))
            require_that(len(stands) == 1, "publicity.written_apart")
            [version] = stands
            require_that(version.version_id == version_id, "publicity.changed_meanwhile")
            require_that(version_id not in unit.publicity.approved(publicity_id), "publicity.approved_already")
            require_that(version.written_by != unit.actor.staff_id, "publicity.own_text")
            findings = _findings(unit, version.run_id, version.values)
            refuse_blocked(findings)
            unit.record(
                PublicityApproved(
                    publicity_id=publicity_id,
                    run_id=version.run_id,
                    approval_id=unit.ids.new(),
                    version_id=version_id,
                    judgement=judgement(unit, findings),
                )
            )
            return unit.commit(publicity_id)

    def record_consent(self, command: RecordConsent) -> Outcome[str]:
        """Keep that a person agreed, asked by who is signed in; gives the consent's id."""
        with self._work.begin("publicity.consent") as unit:
            unit.people.person(command.person_id)
            if command.asked_on is None or command.asked_on > unit.today:
                raise DomainError("publicity.asked_on_wrong", "asked_on")
            require_that(bool(command.signed_by.strip()), "publicity.signed_by_missing", "signed_by")
            signed = command.signature is not None or command.paper is not None
            require_that(signed, "publicity.signature_missing", "signature")
            consent = PhotoConsent(
                consent_id=unit.ids.new(),
                person_id=command.person_id,
                photograph=command.photograph,
                asked_on=command.asked_on,
                asked_by=unit.actor.staff_id,
                signed_by=command.signed_by.strip(),
                signature=command.signature,
                paper=command.paper,
            )
            unit.record(PhotoConsentGiven(consent=consent))
            return unit.commit(consent.consent_id)

    def withdraw_consent(self, person_id: str, reason: str) -> Outcome[str]:
        """From today on a person is shown no more, whatever was agreed to before; gives the withdrawal's id."""
        with self._work.begin("publicity.consent") as unit:
            past = unit.publicity.withdrawals(person_id)
            ended = tuple(
                consent.consent_id for consent in unit.publicity.consents(person_id) if consent_stands(consent, past)
            )
            require_that(bool(ended), "publicity.nothing_to_withdraw", "person_id")
            withdrawal = ConsentWithdrawal(
                withdrawal_id=unit.ids.new(),
                person_id=person_id,
                consent_ids=ended,
                withdrawn_on=unit.today,
                reason=reason.strip(),
            )
            unit.record(PhotoConsentWithdrawn(withdrawal=withdrawal))
            return unit.commit(withdrawal.withdrawal_id)

    def give_out(self, publicity_id: str) -> tuple[tuple[str, bytes], ...]:
        """File names with contents: the approved text (UTF-8), and photographs without metadata, as agreed today.

        Raises `publicity.not_approved`, and `Blocked` where a name stands in the text by now.
        """
        with self._work.read("publicity.read") as reading:
            page = page_of(reading, reading.publicity.versions(publicity_id)[0].run_id, publicity_id)
            values = approved_values(page)
            refuse_blocked(text_findings(values, reading.publicity.persons(page.round.run_id)))
        text = f"{values.title}\n\n{values.text}\n"
        found = [("publicity.txt", text.encode())]
        for number, stored in enumerate(shown_photographs(page), 1):
            name = f"photograph-{number:02d}.jpg"
            found.append((name, self._pictures.photograph(name, self._attachments.open(stored)).jpeg))
        return tuple(found)


def page_of(reading: Reading, run_id: str, publicity_id: str = "") -> PublicityPage:
    """A round with its text, or without one where no id is given."""
    repository = reading.publicity
    versions = repository.versions(publicity_id) if publicity_id else ()
    stands = standing(versions)
    chosen = set(stands[0].values.photographs) if stands else set()
    figures = repository.figures(run_id)
    kind, today = reading.office.kind, reading.today
    return PublicityPage(
        publicity_id=publicity_id,
        round=repository.round(run_id),
        standing=stands,
        versions=versions,
        state=publicity_state(stands, repository.approved(publicity_id)),
        approval=repository.approval(stands[0].version_id) if len(stands) == 1 else None,
        figures=figures,
        told=_told(reading, figures),
        photographs=tuple(
            PhotographLine(
                photograph=photo,
                findings=photograph_findings(photo, kind, today),
                chosen=photo.stored_sha256 in chosen,
            )
            for photo in repository.photographs(run_id)
        ),
        names={member.staff_id: member.name for member in reading.staff.members()},
    )


def approved_values(page: PublicityPage) -> PublicityValues:
    """The text that may go out; raises `publicity.not_approved`."""
    values = page.values
    if values is None or page.approval is None:
        raise DomainError("publicity.not_approved")
    return values


def shown_photographs(page: PublicityPage) -> tuple[str, ...]:
    """The chosen photographs that may be shown today, by stored SHA-256: a withdrawn consent takes one out."""
    return tuple(line.photograph.stored_sha256 for line in page.photographs if line.chosen and not line.findings)


def _told(reading: Reading, figures: RoundFigures) -> ToldFigures:
    return told_figures(figures, reading.regulations.value(FEWEST_TOLD, reading.today))


def _tidy(values: PublicityValues) -> PublicityValues:
    return replace(values, title=values.title.strip(), text=values.text.strip())


def _findings(unit: Unit, run_id: str, values: PublicityValues) -> tuple[Finding, ...]:
    return (
        *text_findings(values, unit.publicity.persons(run_id)),
        *_of_photographs(unit.publicity, run_id, values, unit.office.kind, unit.today),
    )


def _of_photographs(
    repository: PublicityRepository, run_id: str, values: PublicityValues, kind: OfficeKind, today: date
) -> tuple[Finding, ...]:
    photographs = {photo.stored_sha256: photo for photo in repository.photographs(run_id)} if values.photographs else {}
    return choice_findings(values, photographs, kind, today)
