"""Lessons, publicity and consents that laptops wrote apart give the same rows in whatever order they arrive."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.events import Event, Judgement
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.lessons import LessonValues, LessonWritten, Proposal, ProposalMarked, RoundHead
from kmcase.domain.publicity import (
    ConsentWithdrawal,
    PhotoConsent,
    PhotoConsentGiven,
    PhotoConsentWithdrawn,
    PublicityApproved,
    PublicityValues,
    PublicityWritten,
)
from kmcase.domain.writings import standing
from kmcase.persistence.fold import fold
from kmcase.persistence.queries.lessons import SqlLessonQueries
from kmcase.persistence.repositories.lessons import SqlLessons
from kmcase.persistence.rows import evidence, lessons, publicity
from tests.entries_apart import HEARD, Entry, at, chains, folded, store_with

TABLES = (
    lessons.lesson_version,
    lessons.lesson_practice,
    publicity.publicity_version,
    publicity.publicity_approval,
    publicity.photo_consent,
    publicity.consent_withdrawal,
    evidence.attachment,
    *HEARD,
)
ROUND = RoundHead(run_id="r", number="ขบ 1/2567", planned_on=date(2024, 6, 1), place="วัด")
PAPER = Attachment(sha256="f" * 64, stored_sha256="f" * 64, kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1)


def values(title: str) -> LessonValues:
    return LessonValues(title=title, happened="ฝนตก", proposals=(Proposal(proposal_id="q1", text="ดูพยากรณ์"),))


_KINDS = st.sampled_from(("lesson", "mark", "publicity", "approval", "consent", "withdrawal"))


def event(kind: str, mine: str, flag: bool = False) -> Event:
    match kind:
        case "lesson":
            replaces = ("first",) if flag else ()
            return LessonWritten(lesson_id="l", round=ROUND, version_id=mine, replaces=replaces, values=values(mine))
        case "mark":
            return ProposalMarked(lesson_id="l", proposal_id="q1", adopted=flag, practice=mine)
        case "publicity":
            written = PublicityValues(title=mine, text="ข")
            return PublicityWritten(publicity_id="b", run_id="r", version_id=mine, values=written)
        case "approval":
            return PublicityApproved(
                publicity_id="b", run_id="r", approval_id=mine, version_id="v", judgement=Judgement()
            )
        case "consent":
            paper = PAPER if flag else None
            consent = PhotoConsent(
                consent_id=mine, person_id="p", asked_on=date(2024, 6, 1), asked_by=mine[0], signed_by="ก", paper=paper
            )
            return PhotoConsentGiven(consent=consent)
        case _:
            withdrawal = ConsentWithdrawal(
                withdrawal_id=mine, person_id="p", consent_ids=("x",), withdrawn_on=date(2024, 6, 2)
            )
            return PhotoConsentWithdrawn(withdrawal=withdrawal)


def drawn(draw: st.DrawFn, mine: str) -> Event:
    return event(draw(_KINDS), mine, draw(st.booleans()))


@given(chains(drawn))
def test_entries_of_laptops_give_the_same_rows_in_any_order(orders: tuple[list[Entry], list[Entry]]) -> None:
    one, other = orders
    assert folded(one, TABLES) == folded(other, TABLES)


def test_a_version_written_apart_loses_nothing_until_one_takes_the_place_of_both() -> None:
    first = LessonWritten(lesson_id="l", round=ROUND, version_id="first", values=values("แรก"))
    apart = [
        LessonWritten(lesson_id="l", round=ROUND, version_id=name, replaces=("first",), values=values(name))
        for name in ("one", "two")
    ]
    joined = LessonWritten(lesson_id="l", round=ROUND, version_id="all", replaces=("one", "two"), values=values("รวม"))
    with store_with(TABLES) as rows:
        for number, made in enumerate((first, *apart), 1):
            fold(rows, at("a", number, number), made, "")
        assert [one.version_id for one in standing(SqlLessons(rows).versions("l"))] == ["two", "one"]
        fold(rows, at("b", 1, 9), joined, "")
        versions = SqlLessonQueries(rows).versions("l")
        assert [one.version_id for one in standing(versions)] == ["all"]
        assert len(versions) == 4


def test_an_approval_that_a_laptop_entered_counts_for_nothing() -> None:
    with store_with(TABLES) as rows:
        fold(rows, at("b", 1, 1), event("approval", "b1"), "")
        assert rows.all(publicity.publicity_approval) == []
        fold(rows, at("a", 1, 1), event("approval", "a1"), "")
        assert len(rows.all(publicity.publicity_approval)) == 1
