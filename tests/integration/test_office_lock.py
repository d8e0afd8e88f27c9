"""One program at a time holds an office's folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.office_lock import OfficeLock, holder_of

SINCE = "2024-06-12T03:00:00Z"
HOLD = """
import sys, time
from pathlib import Path
from kmcase.persistence.office_lock import OfficeLock
lock = OfficeLock(Path(sys.argv[1]), since="2024-06-12T03:00:00Z")
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def refusal(folder: Path) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as error:
        OfficeLock(folder, since=SINCE).acquire()
    return error.value


def test_a_second_program_is_told_who_holds_the_folder_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            problem = refusal(tmp_path)
            assert (problem.code, problem.params["process"]) == ("office_files.in_use", str(other.pid))
            holder = holder_of(tmp_path)
            assert holder is not None
            assert (holder.host, holder.user) == (problem.params["host"], problem.params["user"])
        finally:
            other.kill()
    with OfficeLock(tmp_path, since=SINCE):
        now = holder_of(tmp_path)
        assert now is not None
        assert now.pid == os.getpid()


def test_a_folder_let_go_is_free_for_the_next(tmp_path: Path) -> None:
    lock = OfficeLock(tmp_path, since=SINCE)
    with lock:
        assert refusal(tmp_path).code == "office_files.in_use"
    assert holder_of(tmp_path) is None
    with OfficeLock(tmp_path, since=SINCE):
        lock.release()
        assert refusal(tmp_path).code == "office_files.in_use"


@pytest.mark.parametrize("word", [b"", b"\xff", b"[]", json.dumps({"user": "x"}).encode()])
def test_a_holder_who_left_no_readable_word_still_holds(tmp_path: Path, word: bytes) -> None:
    with OfficeLock(tmp_path, since=SINCE):
        (tmp_path / ".lock-holder.json").write_bytes(word)
        assert refusal(tmp_path).code == "office_files.in_use_unknown"


def test_a_folder_that_is_not_there_is_trouble_and_no_lock(tmp_path: Path) -> None:
    lock = OfficeLock(tmp_path / "gone", since=SINCE)
    (tmp_path / "gone").write_text("a file", "utf-8")
    with pytest.raises(EnvironmentProblem) as error:
        lock.acquire()
    assert error.value.code == "office_files.file_trouble"


def test_a_disk_too_full_for_the_word_lets_the_folder_go(tmp_path: Path) -> None:
    (tmp_path / ".lock-holder.json").mkdir()
    with pytest.raises(EnvironmentProblem):
        OfficeLock(tmp_path, since=SINCE).acquire()
    (tmp_path / ".lock-holder.json").rmdir()
    with OfficeLock(tmp_path, since=SINCE):
        assert holder_of(tmp_path) is not None
