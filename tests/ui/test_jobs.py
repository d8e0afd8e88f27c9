from __future__ import annotations

import logging
import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.messages import message
from ui.jobs import LaneJobs, OfficeJobs
from ui.ports import Err, ManualJobs, Ok, Progress, Result

TITLE = message("shell.jobs.work")


def raising(problem: Exception) -> Any:
    raise problem


def result_of(qtbot: QtBot, work: Any) -> Result[Any]:
    jobs, answers = LaneJobs(), []
    with qtbot.waitSignal(jobs.idle):
        jobs.database(work, answers.append)
    jobs.close()
    return answers[0]


def test_a_job_runs_beside_the_window_and_answers_in_it(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    answers: list[tuple[Any, threading.Thread]] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.database(threading.current_thread, lambda result: answers.append((result, threading.current_thread())))
    jobs.close()

    worker, receiver = answers[0]
    assert worker.value.name.startswith("database")
    assert receiver is threading.main_thread()


def test_the_database_lane_keeps_the_order(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    answers = []
    with qtbot.waitSignal(jobs.idle):
        for number in range(50):
            jobs.database(lambda number=number: number, lambda result: answers.append(result.value))
    jobs.close()

    assert answers == list(range(50))


def test_what_the_user_can_mend_keeps_its_field(qtbot: QtBot) -> None:
    result = result_of(qtbot, lambda: raising(DomainError("shell.no_password", "password")))

    assert result == Err(message("shell.error.no_password"), "shell.no_password", "password")


def test_trouble_of_the_machine_becomes_its_sentence(qtbot: QtBot) -> None:
    result = result_of(qtbot, lambda: raising(EnvironmentProblem("tables.cannot_write", file="a.xlsx", why="full")))

    assert result == Err(message("tables.error.cannot_write", file="a.xlsx", why="full"), "tables.cannot_write")


def test_a_bug_is_logged_without_what_it_was_about_and_gets_one_number(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "kmcase.window"):
        first = result_of(qtbot, lambda: raising(ValueError("1-2345-67890-12-3")))
        second = result_of(qtbot, lambda: raising(ValueError("somebody else")))

    assert isinstance(first, Err)
    assert isinstance(second, Err)
    assert first.code == "shell.bug"
    assert len(str(first.message.params["number"])) == 8
    assert "window.bug" in caplog.text
    trail = caplog.records[0].trail  # type: ignore[attr-defined]
    assert trail[0] == f"{first.message.params['number']} ValueError"
    assert trail[1].startswith("test_jobs.raising:")
    assert "2345" not in caplog.text + " ".join(trail)


def test_the_same_bug_has_the_same_number(qtbot: QtBot) -> None:
    def work() -> None:
        raise KeyError("a name")

    first, second = result_of(qtbot, work), result_of(qtbot, work)

    assert isinstance(first, Err)
    assert isinstance(second, Err)
    assert first.message == second.message


def test_a_cancelled_job_stops_at_its_next_check(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    started, answers = threading.Event(), []

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.check()

    with qtbot.waitSignal(jobs.idle):
        job = jobs.background(work, answers.append, title=TITLE)
        assert started.wait(5)
        job.cancel()
    jobs.close()

    assert answers == [Err(message("shell.error.cancelled"), "shell.cancelled")]


def test_progress_is_passed_on_with_the_time_left(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    with qtbot.waitSignals([jobs.progressed, jobs.idle]):
        jobs.background(lambda progress: progress.report(4, 4), lambda _: None, title=TITLE)
    jobs.close()


def test_a_running_background_job_is_listed_until_it_is_done(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    go = threading.Event()
    with qtbot.waitSignal(jobs.idle):
        jobs.background(lambda _: go.wait(5), lambda _: None, title=TITLE)
        listed = jobs.running()
        go.set()
    jobs.close()

    assert [job.title for job in listed] == [TITLE]
    assert jobs.running() == ()


def test_nothing_is_delivered_after_the_office_was_left(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    answers: list[Any] = []
    jobs.database(lambda: 1, answers.append)
    jobs.forget_all()
    with qtbot.waitSignal(jobs.idle):
        jobs.database(lambda: 2, answers.append)
    jobs.close()

    assert answers == [Ok(2)]


def test_what_was_saved_last_is_done_before_the_end(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    done: list[str] = []
    go = threading.Event()
    jobs.database(lambda: go.wait(5), lambda _: None)
    jobs.database(lambda: done.append("saved"), lambda _: None)
    jobs.forget_all()
    go.set()
    jobs.close(lambda: done.append("closed"))

    assert done == ["saved", "closed"]


def test_what_is_asked_after_somebody_left_is_done_and_told_to_nobody(qtbot: QtBot) -> None:
    lanes = LaneJobs()
    office = OfficeJobs(lanes)
    done: list[str] = []
    with qtbot.waitSignal(lanes.idle):
        office.database(lambda: done.append("kept"), lambda _: done.append("told"))
        office.background(lambda _: done.append("made"), lambda _: done.append("told"), title=TITLE)
        office.leave()
    lanes.close()

    assert sorted(done) == ["kept", "made"]


def test_after_the_end_nothing_starts(qtbot: QtBot) -> None:
    jobs = LaneJobs()
    done: list[str] = []
    jobs.close()

    jobs.database(lambda: done.append("late"), lambda _: None)

    assert (done, jobs.busy) == ([], False)


def test_manual_jobs_wait_until_they_are_drained() -> None:
    jobs = ManualJobs()
    answers: list[Any] = []
    jobs.database(lambda: "a", answers.append)
    jobs.background(lambda progress: progress.report(1, 2), answers.append, title=TITLE)
    assert (jobs.waiting, answers) == (2, [])

    jobs.drain()

    assert answers == [Ok("a"), Ok(None)]
    assert jobs.titles == [TITLE]


def test_a_manual_job_that_was_cancelled_never_runs() -> None:
    jobs = ManualJobs()
    answers: list[Any] = []
    jobs.database(lambda: "a", answers.append).cancel()

    jobs.drain()

    assert answers == []
