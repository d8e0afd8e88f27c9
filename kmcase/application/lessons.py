"""Lessons learned after a round or from a case: written, corrected by a version beside the old one, made practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kmcase.application.changes import Outcome
from kmcase.application.read.lessons import LessonItem, LessonPage
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.closing import LessonLearned
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.lessons import LessonValues, LessonWritten, Proposal, ProposalMarked, RoundHead
from kmcase.domain.writings import superseded
from kmcase.rules.case_lessons import known_of, mentions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteLesson:
    """A lesson of a round, or with `lesson_id` a version that takes the place of those `seen`.

    Proposals come as texts: one that stands unchanged keeps its id and its mark.
    """

    run_id: str
    title: str
    expected: str = ""
    happened: str = ""
    why: str = ""
    next_time: str = ""
    topics: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    lesson_id: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnFromCase:
    """A lesson of a case, in which nothing leads back to the client."""

    case_id: str
    lesson: WriteLesson


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkProposal:
    """A proposal became practice (how it is done now), or no longer is."""

    lesson_id: str
    proposal_id: str
    adopted: bool
    practice: str = ""


class LessonService:
    """Use cases of lessons."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self) -> tuple[LessonItem, ...]:
        """Lessons and closed rounds without one, the newest round first."""
        with self._work.read("lessons.read") as reading:
            return reading.lessons.list()

    def page(self, lesson_id: str) -> LessonPage:
        """A lesson with its versions; raises `lessons.unknown`."""
        with self._work.read("lessons.read") as reading:
            return reading.lessons.page(lesson_id)

    def write(self, command: WriteLesson) -> Outcome[str]:
        """Keep a lesson or a version of it; gives the lesson's id. What is not `seen` stands beside it.

        A version needs the lesson alone: a laptop may hold it without the run. Where a case that the actor may see
        taught it, `lessons.names_client` is raised as by `learn`.
        """
        with self._work.begin("lessons.write") as unit:
            _require_content(command)
            before = unit.lessons.versions(command.lesson_id) if command.lesson_id else ()
            if before and before[0].run_id != command.run_id:
                raise DomainError("lessons.other_round")
            for head in unit.cases.learned_from(command.lesson_id) if before else ():
                _require_nameless(unit, head, command)
            lesson_id = command.lesson_id or unit.ids.new()
            replaced = superseded(before, command.seen)
            stood = (version for version in before if version.version_id in replaced)
            unit.record(
                LessonWritten(
                    lesson_id=lesson_id,
                    version_id=unit.ids.new(),
                    round=unit.lessons.round(lesson_id) if before else _round(unit, command.run_id),
                    replaces=replaced,
                    values=_values(unit, command, (one for version in stood for one in version.values.proposals)),
                )
            )
            return unit.commit(lesson_id)

    def learn(self, command: LearnFromCase) -> Outcome[str]:
        """Keep a lesson of a case without the case; gives the lesson's id.

        Raises `lessons.names_client` beside the field that speaks of the client: by name, id, telephone, house or the
        number of the case.
        """
        with self._work.begin("lessons.learn") as unit:
            head = unit.cases.head(command.case_id)
            _require_content(command.lesson)
            _require_nameless(unit, head, command.lesson)
            casework = unit.cases.casework(head.casework)
            group = next(group for group in casework.client_groups if group.code == head.client_group)
            lesson_id = unit.ids.new()
            unit.record(
                LessonWritten(
                    lesson_id=lesson_id,
                    version_id=unit.ids.new(),
                    round=RoundHead(run_id="", number=group.th, planned_on=unit.today, place=""),
                    values=_values(unit, command.lesson, ()),
                )
            )
            unit.record(LessonLearned(case_id=head.case_id, lesson_id=lesson_id))
            return unit.commit(lesson_id)

    def mark(self, command: MarkProposal) -> Outcome[str]:
        """Say whether a proposal is practice, and how; gives the lesson's id."""
        with self._work.begin("lessons.write") as unit:
            versions = unit.lessons.versions(command.lesson_id)
            known = {proposal.proposal_id for version in versions for proposal in version.values.proposals}
            require_that(command.proposal_id in known, "lessons.unknown_proposal", "practice")
            require_that(not command.adopted or bool(command.practice.strip()), "lessons.practice_missing", "practice")
            unit.record(
                ProposalMarked(
                    lesson_id=command.lesson_id,
                    proposal_id=command.proposal_id,
                    adopted=command.adopted,
                    practice=command.practice.strip(),
                )
            )
            return unit.commit(command.lesson_id)


def _round(unit: Unit, run_id: str) -> RoundHead:
    values = unit.payments.run(run_id).values
    return RoundHead(run_id=run_id, number=values.number, planned_on=values.planned_on, place=values.place)


def _require_nameless(unit: Unit, head: CaseHead, command: WriteLesson) -> None:
    """Raise `lessons.names_client` beside the first field that speaks of a case's client."""
    for field, said in mentions_of(known_of(head, _houses(unit, head)), _texts(command)):
        raise DomainError("lessons.names_client", field, said=said)


def _houses(unit: Unit, head: CaseHead) -> tuple[str, ...]:
    """House numbers of the client, where the register knows them; a laptop may hold the case without the person."""
    if not head.person_id:
        return ()
    try:
        values = unit.people.person(head.person_id).values
    except DomainError:
        return ()
    registered = values.registered_address
    return (values.address.house_no, registered.house_no if registered else "")


def _texts(command: WriteLesson) -> dict[str, str]:
    """What is typed, by field."""
    return {
        "title": command.title,
        "expected": command.expected,
        "happened": command.happened,
        "why": command.why,
        "next_time": command.next_time,
        "proposals": "\n".join(command.proposals),
        "topics": "\n".join(command.topics),
        "participants": "\n".join(command.participants),
    }


def _require_content(command: WriteLesson) -> None:
    require_that(bool(command.title.strip()), "lessons.title_missing", "title")
    require_that(bool(command.happened.strip()), "lessons.happened_missing", "happened")


def _values(unit: Unit, command: WriteLesson, known: Iterable[Proposal]) -> LessonValues:
    ids = {proposal.text: proposal.proposal_id for proposal in known}
    return LessonValues(
        title=command.title.strip(),
        expected=command.expected.strip(),
        happened=command.happened.strip(),
        why=command.why.strip(),
        next_time=command.next_time.strip(),
        topics=_once(command.topics),
        participants=_once(command.participants),
        proposals=tuple(
            Proposal(proposal_id=ids.get(text) or unit.ids.new(), text=text) for text in _once(command.proposals)
        ),
    )


def _once(parts: Iterable[str]) -> tuple[str, ...]:
    """Each part once, without blanks at its ends, in order; nothing of nothing."""
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
