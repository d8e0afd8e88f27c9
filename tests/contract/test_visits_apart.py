"""What several officers wrote of one visit apart gives equal rows in whatever order the chains meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from kmcase.domain.events import Event, Judgement, encode
from kmcase.domain.evidence import EvidenceItem, EvidenceKind, EvidenceSettled
from kmcase.domain.visits import (
    AidWished,
    Contradiction,
    DifferenceExplained,
    DifferencesConfirmed,
    Informant,
    InformantSigned,
    Partner,
    PartnerSigned,
    Sitting,
    SittingBegun,
    SittingEnded,
    VisitAbandoned,
    VisitBegun,
    VisitCommentAnswered,
    VisitCommented,
    VisitReturned,
    VisitReviewed,
    VisitSubmitted,
    VisitWritten,
    Wish,
)
from kmcase.persistence.batched import BatchedRows
from kmcase.persistence.chain import iso
from kmcase.persistence.engine import memory_engine
from kmcase.persistence.fold import At, fold
from kmcase.persistence.rows import STATE
from kmcase.persistence.schema import create_state
from kmcase.persistence.statements import Rows
from tests.request_builders import attachment

CHAINS = ("office", "laptop-a", "laptop-b")
JUNE = datetime(2024, 6, 10, 2, 0, tzinfo=UTC)
OF: dict[str, Any] = {"visit_id": "v", "person_id": "p"}
BEGUN = VisitBegun(
    **OF,
    form_id="visit",
    form_version="1",
    officer="officer",
    sitting=Sitting(sitting_id="s0", started_at=JUNE),
)
_KEY = st.sampled_from(("problem", "rent", "members/m1", "members/m1/member_name"))
_SEEN = ("office:2", "laptop-a:1", "laptop-b:2")
_WORD = st.sampled_from(("ก", "ข", None))
_WHEN = st.integers(-3, 400).map(lambda hours: JUNE + timedelta(hours=hours))
_CONTRADICTION = st.builds(Contradiction, question=_KEY, surveyed=_WORD, found=_WORD)


def _item(pages: list[int], reason: str) -> EvidenceItem:
    kind = EvidenceKind.PHOTO_PERSON
    return EvidenceItem(kind=kind, attachments=tuple(attachment(kind, page) for page in pages), none_reason=reason)


def _written(answers: dict[str, Any], seen: dict[str, list[str]]) -> Event:
    return VisitWritten(**OF, answers=answers, seen={key: tuple(ids) for key, ids in seen.items()})


_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        _written,
        st.dictionaries(_KEY, _WORD, min_size=1, max_size=3),
        st.dictionaries(
            _KEY, st.lists(st.sampled_from(("office:2", "laptop-a:1", "laptop-b:2")), max_size=2), max_size=2
        ),
    ),
    st.builds(
        lambda sitting_id, ended_at, reason: SittingEnded(
            **OF, sitting_id=sitting_id, ended_at=ended_at, reason=reason
        ),
        st.sampled_from(("s0", "s1")),
        _WHEN,
        st.sampled_from(("", "ฝนตก")),
    ),
    st.builds(lambda name: PartnerSigned(**OF, partner=Partner(partner_id="n", name=name)), st.sampled_from("กข")),
    st.builds(
        lambda pages, reason: EvidenceSettled(noun="visit", record_id="v", person_id="p", item=_item(pages, reason)),
        st.lists(st.integers(1, 3), max_size=2, unique=True),
        st.sampled_from(("", "ไม่มี")),
    ),
    st.builds(lambda reason: VisitAbandoned(**OF, reason=reason), st.sampled_from("กข")),
    st.builds(lambda answer: VisitCommentAnswered(**OF, comment_id="c", answer=answer), st.sampled_from("กข")),
    st.builds(
        lambda submissions: VisitReturned(**OF, submissions=tuple(submissions), reason="แก้"),
        st.lists(st.sampled_from(("b0", "b1", "b2")), unique=True),
    ),
    st.builds(
        lambda submissions: VisitReviewed(**OF, submissions=tuple(submissions), judgement=Judgement()),
        st.lists(st.sampled_from(("b0", "b1", "b2")), unique=True),
    ),
    st.builds(lambda what, why: DifferenceExplained(**OF, contradiction=what, reason=why), _CONTRADICTION, _KEY),
    st.builds(lambda what: DifferencesConfirmed(**OF, contradictions=(what,)), _CONTRADICTION),
    st.builds(lambda purpose: AidWished(**OF, wish=Wish(purpose=purpose)), st.sampled_from("กข")),
    st.just("once"),
)


def _once(number: int) -> st.SearchStrategy[Event]:
    """What bears an id of its own, so that it is entered once."""
    return st.sampled_from(
        (
            SittingBegun(**OF, sitting=Sitting(sitting_id=f"s{number}", started_at=JUNE)),
            InformantSigned(**OF, informant=Informant(signature_id=f"i{number}", name="ก")),
            VisitCommented(**OF, comment_id=f"c{number}", section="person", text="ดู"),
            VisitSubmitted(
                **OF,
                submission_id=f"b{number}",
                writes=("office:2",),
                visited_on=date(2024, 6, 10) - timedelta(days=number),
                judgement=Judgement(),
            ),
        )
    )


@dataclass(frozen=True)
class Entry:
    at: At
    event: Event


@st.composite
def _chains(draw: st.DrawFn) -> list[list[Entry]]:
    """Chains that all began after the visit had; their clocks agree in nothing."""
    chains = []
    for at_chain, store in enumerate(CHAINS):
        entries = []
        for number in range(1, draw(st.integers(0, 5)) + 1):
            event = draw(_EVENTS | _once(10 * at_chain + number))
            if event == "once":
                event = draw(_once(10 * at_chain + number))
            at = At(event_id=f"{store}:{number}", at=iso(draw(_WHEN)), actor=store, hash=b"")
            entries.append(Entry(at, event))
        chains.append(entries)
    return chains


def _interleaved(draw: st.DataObject, chains: list[list[Entry]]) -> list[Entry]:
    left = [list(chain) for chain in chains]
    found = []
    while any(left):
        chain = draw.draw(st.sampled_from([chain for chain in left if chain]))
        found.append(chain.pop(0))
    return found


@pytest.fixture(scope="module")
def empty() -> Iterator[Connection]:
    """Tables of a store without entries; each fold is undone."""
    with memory_engine().connect() as connection, connection.begin():
        create_state(connection)
        yield connection


def _tables(connection: Connection, entries: list[Entry], kind: type[Rows] = Rows) -> dict[str, list[Any]]:
    nested = connection.begin_nested()
    rows = kind(connection)
    first = Entry(At(event_id="before:1", at=iso(JUNE), actor="officer", hash=b""), BEGUN)
    for entry in (first, *entries):
        body = json.dumps(encode(entry.event), ensure_ascii=False, separators=(",", ":"))
        fold(rows, entry.at, entry.event, body)
    found = {table.name: sorted(map(repr, rows.all(table))) for table in STATE.sorted_tables}
    nested.rollback()
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(chains=_chains(), data=st.data())
def test_every_order_of_meeting_gives_the_same_rows(
    empty: Connection, chains: list[list[Entry]], data: st.DataObject
) -> None:
    one, other = (_interleaved(data, chains) for _ in range(2))
    assert _tables(empty, one) == _tables(empty, other)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(chains=_chains(), data=st.data())
def test_folding_together_gives_the_rows_of_folding_one_by_one(
    empty: Connection, chains: list[list[Entry]], data: st.DataObject
) -> None:
    one, other = (_interleaved(data, chains) for _ in range(2))
    assert _tables(empty, one) == _tables(empty, other, BatchedRows)
