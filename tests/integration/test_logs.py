"""The log: what happened and where, never about whom."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import logs
from kmcase.persistence.logs import LOG_NAME, exception_lines, problem_report, start_log, stop_log
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder

NAME = "นางสาวสมใจ ใจงาม"
NATIONAL_ID = "1101700230707"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeFolder]:
    folder = begin_folder(tmp_path / "office")
    folder.declare(OfficeInfo(store="0190-a", kind="settlement", name="นิคมตัวอย่าง", sample=True, created="2024"))
    level = logging.getLogger().level
    handler = start_log(folder.logs)
    yield folder
    stop_log(handler)
    logging.getLogger().setLevel(level)


def written(office: OfficeFolder) -> str:
    return (office.logs / LOG_NAME).read_text("utf-8")


def fail_on(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise EnvironmentProblem("office_files.disk_full", name=name) from error


def test_a_code_and_its_numbers_are_written(office: OfficeFolder) -> None:
    logging.getLogger("kmcase").warning("backups.made", extra={"numbers": {"photos": 3, "name": NAME}})
    line = written(office)
    assert line.endswith(" WARNING kmcase backups.made photos=3\n")
    assert NAME not in line


def test_a_member_of_staff_is_written_by_id_alone(office: OfficeFolder) -> None:
    staff_id = "0190f000-0000-7000-8000-000000000001"
    logging.getLogger("kmcase").warning("duties.wrong", extra={"staff": {"asker": staff_id, "second": NAME}})
    line = written(office)
    assert line.endswith(f" WARNING kmcase duties.wrong asker={staff_id}\n")
    assert NAME not in line


@pytest.mark.parametrize("message", [f"saved {NAME}", NAME, f"id {NATIONAL_ID}", "saved.%s", "", {"name": NAME}])
def test_any_other_text_is_withheld(office: OfficeFolder, message: object) -> None:
    logging.getLogger("other.library").error(message, *([NAME] if message == "saved.%s" else []))
    line = written(office)
    assert line.endswith(" ERROR other.library (text withheld)\n")
    assert NAME not in line
    assert NATIONAL_ID not in line


def test_where_a_bug_was_met_is_written_and_nothing_else_beside_it(office: OfficeFolder) -> None:
    trail = ("0A1B2C3D ValueError", "presenter._read:12", f"saved {NAME}")
    logging.getLogger("kmcase.window").error("window.bug", extra={"trail": trail})
    assert written(office).splitlines()[1:] == ["  0A1B2C3D ValueError", "  presenter._read:12", "  (text withheld)"]


def test_an_exception_is_its_types_and_frames_without_its_text(office: OfficeFolder) -> None:
    try:
        fail_on(NAME)
    except EnvironmentProblem:
        logging.getLogger("kmcase").exception("window.job_failed")
    text = written(office)
    assert "  kmcase.domain.errors.EnvironmentProblem office_files.disk_full\n" in text
    assert "  builtins.KeyError\n" in text
    assert " fail_on\n" in text
    assert NAME not in text
    assert str(Path(__file__).parent) not in text


def test_an_exception_that_is_its_own_cause_ends(office: OfficeFolder) -> None:
    error = ValueError(NAME)
    error.__cause__ = error
    assert exception_lines(error) == ["  builtins.ValueError"]


def test_a_context_that_was_suppressed_is_not_told() -> None:
    with pytest.raises(ValueError, match="second") as caught:
        try:
            raise KeyError(NAME)
        except KeyError:
            raise ValueError("second") from None
    assert [line for line in exception_lines(caught.value) if "Error" in line] == ["  builtins.ValueError"]


def test_frames_of_the_program_are_named_from_its_root() -> None:
    with pytest.raises(ValueError, match="KB") as caught:
        from kmcase.journal.checkpoints import read_checkpoint

        try:
            read_checkpoint("KB")
        except ValueError as error:
            raise ValueError("KB") from error
    assert any(line.strip().startswith("kmcase/journal/checkpoints.py:") for line in exception_lines(caught.value))


def test_the_log_is_rotated(office: OfficeFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(logs, "_BYTES", 500)
    handler = start_log(tmp_path / "small")
    for _ in range(100):
        logging.getLogger("kmcase").error("sample.line")
    stop_log(handler)
    files = list((tmp_path / "small").iterdir())
    assert len(files) == 6
    assert all(path.stat().st_size <= 500 for path in files)


def test_a_problem_report_holds_logs_and_machine_and_nothing_of_the_office(office: OfficeFolder) -> None:
    office.keyring.write_text('{"users": {"somjai": {}}}', "utf-8")
    office.database.write_bytes(b"encrypted")
    logging.getLogger("kmcase").error("backups.failed")
    with zipfile.ZipFile(io.BytesIO(problem_report(office))) as report:
        assert sorted(report.namelist()) == [f"logs/{LOG_NAME}", "machine.json"]
        everything = b"".join(report.read(name) for name in report.namelist()).decode()
    assert "backups.failed" in everything
    assert '"database_bytes": 9' in everything
    for secret in ("somjai", "นิคมตัวอย่าง", "encrypted", str(Path.home()), str(office.path)):
        assert secret not in everything
