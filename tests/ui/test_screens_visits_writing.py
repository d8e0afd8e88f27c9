"""Answers on their way into a visit: one write at a time, under what their writer had seen."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from kmcase.application.changes import Changes, Outcome
from kmcase.application.visits import WriteVisit
from kmcase.domain.errors import DomainError
from tests.ui.desks import a_desk, drain
from ui.ports import Err
from ui.screens.visits.writing import Seen, Writing


class Office:
    """Takes what is written; each write is an event of its own."""

    def __init__(self) -> None:
        self.written: list[WriteVisit] = []
        self.refuses = False

    def write(self, command: WriteVisit) -> Outcome[Seen]:
        if self.refuses:
            raise DomainError("visits.not_writable")
        self.written.append(command)
        event = f"e{len(self.written)}"
        return Outcome({**command.seen, **dict.fromkeys(command.answers, (event,))}, Changes())


class Page:
    """What the view hears."""

    def __init__(self) -> None:
        self.kept: list[Mapping[str, Any]] = []
        self.refusals: list[str] = []

    def show_written(self, raws: Mapping[str, Any]) -> None:
        self.kept.append(raws)

    def show_refusal(self, refusal: Err) -> None:
        self.refusals.append(refusal.code)


def a_page(answers: Mapping[str, Any], seen: Seen, visit_id: str = "v1") -> Any:
    return SimpleNamespace(answers=answers, visit=SimpleNamespace(visit_id=visit_id, seen=seen))


def writing(answers: Mapping[str, Any], seen: Seen) -> tuple[Writing, Office, Page, Any]:
    office, page = Office(), Page()
    desk = a_desk(SimpleNamespace(visits=office))
    found = Writing(desk, page)
    found.turn_to(a_page(answers, seen))
    return found, office, page, desk


def test_only_what_differs_is_written_under_what_was_seen() -> None:
    found, office, page, desk = writing({"name": "ดี", "members": [{"_id": "m"}]}, {"name": ("e0",)})
    found.write({"name": "ดีมาก", "members": [{"_id": "m"}], "aid": []}, {"name": "raw"})
    drain(desk)
    assert [(each.answers, each.seen) for each in office.written] == [({"name": "ดีมาก"}, {"name": ("e0",)})]
    assert page.kept == [{"name": "raw"}]


def test_where_nothing_differs_what_follows_is_done_at_once() -> None:
    found, office, page, _ = writing({"name": "ดี"}, {})
    done: list[str] = []
    found.write({"name": "ดี", "members": []}, {}, lambda: done.append("sent"))
    assert (done, office.written, page.kept) == (["sent"], [], [{}])


def test_what_is_typed_while_a_write_is_under_way_is_written_after_it_and_then_what_follows_is_done() -> None:
    found, office, _, desk = writing({}, {})
    done: list[int] = []
    found.write({"name": "ดี"}, {})
    found.write({"name": "ดีมาก"}, {}, lambda: done.append(len(office.written)))
    drain(desk)
    assert [(each.answers, each.seen) for each in office.written] == [
        ({"name": "ดี"}, {}),
        ({"name": "ดีมาก"}, {"name": ("e1",)}),
    ]
    assert done == [2]


def test_an_answer_that_is_taken_away_is_written_as_none() -> None:
    found, office, _, desk = writing({"name": "ดี"}, {"name": ("e0",)})
    found.write({}, {})
    drain(desk)
    assert office.written[0].answers == {"name": None}


def test_a_refusal_is_said_and_what_would_follow_is_not_done() -> None:
    found, office, page, desk = writing({}, {})
    office.refuses = True
    done: list[str] = []
    found.write({"name": "ดี"}, {}, lambda: done.append("sent"))
    drain(desk)
    assert (page.refusals, page.kept, done) == (["visits.not_writable"], [], [])


def test_what_others_wrote_counts_as_seen_only_where_nothing_is_being_typed() -> None:
    found, office, _, desk = writing({"name": "ดี", "rent": 1}, {"name": ("e0",), "rent": ("e0",)})
    found.follow(a_page({"name": "อื่น", "rent": 2}, {"name": ("x",), "rent": ("x",)}), {"name"})
    found.write({"name": "ดีมาก", "rent": 3}, {})
    drain(desk)
    assert office.written[0].seen == {"name": ("e0",), "rent": ("x",)}


def test_a_write_that_ends_after_another_visit_came_in_front_does_not_touch_it() -> None:
    found, office, page, desk = writing({}, {})
    found.write({"name": "ดี"}, {})
    found.turn_to(a_page({"name": "อื่น"}, {"name": ("y",)}, "v2"))
    drain(desk)
    assert page.kept == []
    found.write({"name": "ใหม่"}, {})
    drain(desk)
    assert [(each.visit_id, each.seen) for each in office.written] == [("v1", {}), ("v2", {"name": ("y",)})]
