"""A long job of a screen runs alone, and whoever started it may stop it."""

from __future__ import annotations

from kmcase.messages import Message, message
from tests.ui.desks import a_desk
from ui.one_job import OneJob
from ui.ports import ManualJobs, Ok, Result

TITLE = message("controls.job.compute")


class Noting:
    """A job of a screen that notes what it is told."""

    def __init__(self) -> None:
        self.jobs = ManualJobs()
        self.shown: list[Message | None] = []
        self.ended: list[Result[int]] = []
        self.job = OneJob(a_desk(jobs=self.jobs), self.shown.append)

    def begin(self) -> None:
        self.job.start(lambda _progress: 1, self.ended.append, TITLE)


def test_a_job_that_runs_is_not_begun_twice() -> None:
    noting = Noting()

    noting.begin()
    noting.begin()
    noting.jobs.drain()

    assert noting.ended == [Ok(1)]
    assert noting.shown == [TITLE, None]
    assert not noting.job.running


def test_it_may_begin_again_as_soon_as_its_end_is_told() -> None:
    noting = Noting()
    noting.job.start(lambda _progress: 1, lambda _result: noting.begin(), TITLE)

    noting.jobs.drain()

    assert noting.ended == [Ok(1)]


def test_the_button_that_began_it_stops_it() -> None:
    noting = Noting()

    noting.job.press(lambda _progress: 1, noting.ended.append, TITLE)
    noting.job.press(lambda _progress: 2, noting.ended.append, TITLE)
    noting.jobs.drain()

    assert noting.jobs.titles == [TITLE]
    assert noting.ended == []
