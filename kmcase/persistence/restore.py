"""Putting a back-up in place: copied beside, tried there, and only then exchanged, part by part.

The copy lies in the office's folder as `restoring.part`; when it has been tried it is renamed to `restored-<moment>`,
and from then on the exchange goes forward only: `finish_restore`, called at each opening, ends what a killed program
began. What was there before stays in `replaced-<moment>`. `backups/` and `logs/` are not touched.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.backups import Backup, Inspect
from kmcase.persistence.durable import PART, durable_copy, file_trouble, make_folder, sync_folder
from kmcase.persistence.office_folder import OfficeFolder

_STAGE = f"restoring{PART}"
_READY = "restored-"
_REPLACED = "replaced-"
_DATABASE = "office.db"
_SIDE_FILES = ("office.db-wal", "office.db-shm")
# What makes a folder an office comes last.
_PARTS = (_DATABASE, "photos", "keyring.json", "office.json")
_MOMENT = "%Y%m%dT%H%M%S.%fZ"


def restore(backup: Backup, target: Path, *, store: str, at: datetime, inspect: Inspect) -> OfficeFolder:
    """Restore into `target` (an office, or a folder that need not exist); nobody may have it open.

    The restored office goes on as `store`, a new id: its chain has not begun, so its first opening begins it.

    `inspect(database)` opens the copy, checks it and counts; it is given before anything is replaced. Raises
    `office_files.backup_damaged` naming the file, `.backup_counts_differ`, `.not_empty`, or what `inspect` raises: then
    `target` is as before.
    """
    make_folder(target)
    finish_restore(target)
    _refuse_strange_folder(target)
    stage = target / _STAGE
    with file_trouble(stage):
        shutil.rmtree(stage, ignore_errors=True)
    make_folder(stage / "photos")
    try:
        _copy(backup, stage)
        counts = dict(inspect(stage / _DATABASE))
        for left in stage.glob(f"{_DATABASE}-*"):
            left.unlink()
        if counts != dict(backup.counts):
            raise EnvironmentProblem("office_files.backup_counts_differ", path=str(backup.folder))
        copy = OfficeFolder(stage)
        copy.declare(replace(copy.info(), store=store))
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    with file_trouble(target):
        stage.rename(target / f"{_READY}{_free_moment(target, at)}")
        sync_folder(target)
    finish_restore(target)
    return OfficeFolder(target)


def finish_restore(target: Path) -> bool:
    """End an exchange that was begun; `False` where there is none. Called before an office is opened."""
    ready = next(iter(sorted(target.glob(f"{_READY}*"))), None)
    if ready is None:
        return False
    with file_trouble(target):
        replaced = target / ready.name.replace(_READY, _REPLACED, 1)
        make_folder(replaced)
        if (ready / _DATABASE).exists():
            for name in _SIDE_FILES:
                _put_aside(target / name, replaced / name)
        for name in _PARTS:
            if (ready / name).exists():
                _put_aside(target / name, replaced / name)
                (ready / name).rename(target / name)
        ready.rmdir()
        sync_folder(target)
    return True


def _free_moment(target: Path, at: datetime) -> str:
    """A clock may stand still, as the sample office's does: two restores still have two names."""
    moment = at.astimezone(UTC)
    while (target / f"{_REPLACED}{moment.strftime(_MOMENT)}").exists():
        moment += timedelta(microseconds=1)
    return moment.strftime(_MOMENT)


def _put_aside(present: Path, old: Path) -> None:
    if present.exists():
        present.rename(old)


def _refuse_strange_folder(target: Path) -> None:
    """An office, also one that lost a part, or an empty folder; somebody's other papers are not mixed with it."""
    present = {path.name for path in target.iterdir()}
    if present and not present & {*_PARTS, "backups", _STAGE}:
        raise EnvironmentProblem("office_files.not_empty", path=str(target))


def _copy(backup: Backup, stage: Path) -> None:
    for place, source, digest in backup.parts():
        target = stage / place
        make_folder(target.parent)
        if not source.is_file() or durable_copy(source, target) != digest:
            raise EnvironmentProblem("office_files.backup_damaged", file=place)
