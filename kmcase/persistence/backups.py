"""Back-ups of a whole office folder.

`backups/<moment>/` holds `office.json`, `keyring.json`, `office.db` and `manifest.json`, which names every file with
its SHA-256; photographs lie once for all back-ups in `backups/pool/`, copied and not linked, so that a damaged sector
spoils one of the two. A back-up is made under a temporary name and renamed when it is whole. The same layout on a
second medium is made by `copy_to_medium`. Everything in it is encrypted as in the office itself.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kmcase.application.access import Silent, Steps
from kmcase.application.backups import BackupKind
from kmcase.domain.errors import EnvironmentProblem
from kmcase.journal.checkpoints import office_short
from kmcase.persistence.blob_shelves import stored_files
from kmcase.persistence.durable import (
    PART,
    atomic_write,
    durable_copy,
    file_digest,
    file_trouble,
    make_folder,
    sync_file,
    sync_folder,
)
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.retention import keep
from kmcase.thai.calendar import bangkok_date

LOW_SPACE = 500_000_000
FORMAT = 1
_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_POOL = "pool"
_MANIFEST = "manifest.json"
_MEDIUM = "second-medium.json"
_SHELF = "kmcase-backups-"
_HEAD_ROOM = 50_000_000


@dataclass(frozen=True, slots=True)
class Photos:
    """Photographs that earlier back-ups hold, by name with SHA-256, and who hears how far the others are."""

    earlier: Mapping[str, str]
    steps: Steps


CopyDatabase = Callable[[Path], None]
Inspect = Callable[[Path], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A whole back-up: files and photographs by name with SHA-256, why it was made, what its database counted."""

    folder: Path
    at: datetime
    kind: BackupKind
    store: str
    files: Mapping[str, str]
    photos: Mapping[str, str]
    counts: Mapping[str, int]

    @property
    def pool(self) -> Path:
        """Where its photographs lie."""
        return self.folder.parent / _POOL

    def parts(self) -> Iterator[tuple[str, Path, str]]:
        """(place in an office, file of the back-up, SHA-256) of everything in it."""
        for name, digest in self.files.items():
            yield name, self.folder / name, digest
        for name, digest in self.photos.items():
            yield f"photos/{name[:2]}/{name}", self.pool / name[:2] / name, digest

    def size(self) -> int:
        """Bytes on the disk, photographs included; what is gone counts nothing."""
        return sum(path.stat().st_size for _, path, _ in self.parts() if path.exists())


@dataclass(frozen=True, slots=True)
class MediumCopy:
    """Where and when the last back-up was copied to a second medium."""

    folder: str
    at: datetime


def make_backup(
    folder: OfficeFolder,
    copy_database: CopyDatabase,
    *,
    at: datetime,
    inspect: Inspect,
    kind: BackupKind = BackupKind.ASKED,
    steps: Steps | None = None,
) -> Backup:
    """Back up an office; `copy_database(target)` writes an encrypted copy, `inspect(copy)` opens it and counts.

    Raises `office_files.disk_full` before anything is written where it will not fit, and whatever `inspect` raises; in
    each case the earlier back-ups stand.
    """
    store = folder.info().store
    sweep(folder.backups)
    earlier = _known_photos(folder.backups)
    _refuse_full_disk(folder, earlier)
    at = _free_moment(folder.backups, at)
    part = folder.backups / f"{at.strftime(_MOMENT)}{PART}"
    make_folder(part)
    try:
        photos = Photos(earlier, steps or Silent())
        _fill(part, folder, copy_database, inspect, {"store": store, "at": at.isoformat(), "kind": kind.value}, photos)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    whole = part.with_suffix("")
    with file_trouble(whole):
        part.rename(whole)
        sync_folder(folder.backups)
    return read_backup(whole)


def read_backup(folder: Path) -> Backup:
    """A back-up by its folder; raises `office_files.not_a_backup` or `.newer_format`."""
    try:
        plain: dict[str, Any] = json.loads((folder / _MANIFEST).read_bytes())
        if plain["format"] > FORMAT:
            raise EnvironmentProblem("office_files.newer_format", path=str(folder))
        return Backup(
            folder=folder,
            at=datetime.fromisoformat(plain["at"]),
            kind=BackupKind(plain.get("kind", BackupKind.DAILY.value)),
            store=plain["store"],
            files={_safe(name): digest for name, digest in plain["files"].items()},
            photos={_safe(name): digest for name, digest in plain["photos"].items()},
            counts=dict(plain["counts"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EnvironmentProblem("office_files.not_a_backup", path=str(folder)) from error


def list_backups(backups: Path) -> tuple[Backup, ...]:
    """All whole back-ups in an office's `backups/` or on a second medium, the newest first."""
    found = []
    for folder in (*backups.glob("*Z"), *backups.glob(f"{_SHELF}*/*Z")):
        with suppress(EnvironmentProblem):
            found.append(read_backup(folder))
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def damaged_files(backup: Backup, steps: Steps | None = None) -> tuple[str, ...]:
    """The files of a back-up that are missing or changed, by their place in an office."""
    steps = steps or Silent()
    parts = tuple(backup.parts())
    found = []
    for done, (place, path, digest) in enumerate(parts):
        steps.check()
        steps.report(done, len(parts))
        if not path.is_file() or file_digest(path) != digest:
            found.append(place)
    steps.report(len(parts), len(parts))
    return tuple(found)


def prune(backups: Path, today: date) -> tuple[Backup, ...]:
    """Delete what retention does not keep, and photographs that no back-up names any more; returns what went."""
    known = list_backups(backups)
    kept = keep((backup.at for backup in known), today)
    gone = tuple(backup for backup in known if backup.at not in kept)
    for backup in gone:
        with file_trouble(backup.folder):
            # Without its manifest it is no back-up, so that a broken-off deletion leaves none that looks whole.
            (backup.folder / _MANIFEST).unlink()
            shutil.rmtree(backup.folder)
    sweep(backups)
    _prune_pool(backups)
    return gone


def sweep(backups: Path) -> None:
    """Remove what killed programs left: unfinished back-ups and files."""
    with file_trouble(backups):
        for left in tuple(backups.rglob(f"*{PART}")):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)
        for folder in tuple(backups.iterdir()):
            if _is_moment(folder.name) and not (folder / _MANIFEST).exists():
                shutil.rmtree(folder)


def copy_to_medium(backup: Backup, medium: Path, *, at: datetime, steps: Steps | None = None) -> Backup:
    """Copy a back-up to another folder (a stick, another disk): only photographs that are lacking there.

    It goes to a folder of this office within `medium`, under the same retention. The copy is read again and compared,
    then remembered. Raises `office_files.backup_damaged`, `.disk_full`, `.same_medium`.
    """
    steps = steps or Silent()
    source = backup.folder.parent
    if medium.resolve().is_relative_to(source.parent.resolve()):
        raise EnvironmentProblem("office_files.same_medium", path=str(medium))
    shelf = medium / f"{_SHELF}{office_short(backup.store)}"
    make_folder(shelf)
    sweep(shelf)
    part = shelf / f"{backup.folder.name}{PART}"
    make_folder(part)
    for done, (name, digest) in enumerate(backup.photos.items()):
        steps.check()
        steps.report(done, len(backup.photos))
        target = shelf / _POOL / name[:2] / name
        if not target.is_file() or file_digest(target) != digest:
            make_folder(target.parent)
            _copy_checked(backup.pool / name[:2] / name, target, digest)
    for name, digest in backup.files.items():
        _copy_checked(backup.folder / name, part / name, digest)
    durable_copy(backup.folder / _MANIFEST, part / _MANIFEST)
    whole = shelf / backup.folder.name
    with file_trouble(whole):
        if whole.exists():
            shutil.rmtree(whole)
        part.rename(whole)
        sync_folder(shelf)
    note = {"folder": str(medium), "at": at.isoformat()}
    atomic_write(source / _MEDIUM, json.dumps(note, ensure_ascii=False).encode())
    prune(shelf, bangkok_date(at))
    return read_backup(whole)


def last_medium_copy(backups: Path) -> MediumCopy | None:
    """When a back-up last went to a second medium; `None` for never."""
    try:
        plain = json.loads((backups / _MEDIUM).read_bytes())
        return MediumCopy(plain["folder"], datetime.fromisoformat(plain["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def low_space(folder: Path, below: int = LOW_SPACE) -> int | None:
    """The free bytes of the disk where they are fewer than `below`, else `None`."""
    with file_trouble(folder):
        free = shutil.disk_usage(folder).free
    return free if free < below else None


def _fill(
    part: Path,
    folder: OfficeFolder,
    copy_database: CopyDatabase,
    inspect: Inspect,
    head: Mapping[str, str],
    photos: Photos,
) -> None:
    # The database first: each photograph is on the disk before its row, so that all rows of the copy have theirs.
    database = part / folder.database.name
    with file_trouble(part):
        copy_database(database)
        counts = dict(inspect(database))
        for left in part.glob(f"{database.name}-*"):
            left.unlink()
        sync_file(database)
        files = {database.name: file_digest(database)}
    files[folder.keyring.name] = durable_copy(folder.keyring, part / folder.keyring.name)
    # A back-up of a shared office is a folder's: it names no server.
    OfficeFolder(part).declare(replace(folder.info(), server=""))
    files[folder.info_file.name] = file_digest(part / folder.info_file.name)
    pooled = dict(_pool_photos(folder, photos))
    content = {"format": FORMAT, **head, "files": files, "photos": pooled, "counts": counts}
    atomic_write(part / _MANIFEST, json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True).encode())


def _known_photos(backups: Path) -> dict[str, str]:
    known: dict[str, str] = {}
    for backup in list_backups(backups):
        known.update(backup.photos)
    return known


def _pool_photos(folder: OfficeFolder, photos: Photos) -> Iterator[tuple[str, str]]:
    """Copy photographs that the pool lacks; (name, SHA-256) of all."""
    every = tuple(stored_files(folder.photos))
    for done, source in enumerate(every):
        photos.steps.check()
        photos.steps.report(done, len(every))
        target = folder.backups / _POOL / source.name[:2] / source.name
        digest = photos.earlier.get(source.name)
        if digest is None or not target.is_file() or target.stat().st_size != source.stat().st_size:
            make_folder(target.parent)
            digest = durable_copy(source, target)
        yield source.name, digest


def _refuse_full_disk(folder: OfficeFolder, earlier: Mapping[str, str]) -> None:
    due = _HEAD_ROOM + (folder.database.stat().st_size if folder.database.exists() else 0)
    due += sum(path.stat().st_size for path in stored_files(folder.photos) if path.name not in earlier)
    if low_space(folder.backups, due) is not None:
        raise EnvironmentProblem("office_files.disk_full")


def _copy_checked(source: Path, target: Path, digest: str) -> None:
    if not source.is_file() or durable_copy(source, target) != digest or file_digest(target) != digest:
        target.unlink(missing_ok=True)
        raise EnvironmentProblem("office_files.backup_damaged", file=source.name)


def _prune_pool(backups: Path) -> None:
    pool = backups / _POOL
    wanted = _known_photos(backups)
    for path in tuple(stored_files(pool)) if pool.is_dir() else ():
        if path.name not in wanted:
            with file_trouble(path):
                path.unlink()


def _free_moment(backups: Path, at: datetime) -> datetime:
    """A clock may stand still, as the sample office's does: two back-ups still have two moments."""
    moment = at.astimezone(UTC)
    while (backups / moment.strftime(_MOMENT)).exists():
        moment += timedelta(microseconds=1)
    return moment


def _is_moment(name: str) -> bool:
    try:
        datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def _safe(name: str) -> str:
    """A manifest may have been written by anybody: a name is a name, never a path."""
    if name != Path(name).name or "\\" in name or name in ("", ".", ".."):
        raise ValueError("a manifest names files, not paths")
    return name
