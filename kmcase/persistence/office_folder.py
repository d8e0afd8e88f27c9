"""An office is a folder: `office.json`, `keyring.json`, `office.db`, `photos/`, `backups/`, `logs/`.

`office.json` is written last: a folder without it is no office, so an office begun by a killed program is begun again.
Of an office on a server each desktop has such a folder too: `office.json` names the server, `keyring.json` is a copy
for the door, `photos/` what back-ups have fetched, and there is no `office.db`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.durable import atomic_write, file_trouble, make_folder, sync_folder

FORMAT = 2
_FIRST = 1
_BEGUN = "begun"
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "davfs", "ceph", "glusterfs", "lustre",
    "fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.glusterfs", "fuse.ceph",
})  # fmt: skip
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeInfo:
    """What `office.json` says; `created` in ISO UTC. Nothing in it is secret.

    `server`: the address, without a password, where the office is shared. `moved_to`: where it is now, if not here.
    On a laptop `laptop_id` and `laptop_name` say which it is, and `store` is that of its own chain.
    """

    store: str
    kind: str
    name: str
    sample: bool
    created: str
    server: str = ""
    moved_to: str = ""
    laptop_id: str = ""
    laptop_name: str = ""

    @property
    def format(self) -> int:
        """A program that knows neither servers nor moves must not open it as a folder."""
        return FORMAT if self.server or self.moved_to else _FIRST

    def to_text(self) -> str:
        """The JSON that `read_info` reads."""
        known = {name: value for name, value in asdict(self).items() if value != ""}
        return json.dumps(known | {"format": self.format}, ensure_ascii=False, indent=1, sort_keys=True)


_LATER = ("server", "moved_to", "laptop_id", "laptop_name")
"""What older files do not say."""


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """Where the parts of an office are."""

    path: Path

    @property
    def info_file(self) -> Path:
        """What the office is."""
        return self.path / "office.json"

    @property
    def keyring(self) -> Path:
        """Who may open it."""
        return self.path / "keyring.json"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "office.db"

    @property
    def photos(self) -> Path:
        """The encrypted attachments."""
        return self.path / "photos"

    @property
    def backups(self) -> Path:
        """Dated copies."""
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        """Logs without personal data."""
        return self.path / "logs"

    def info(self) -> OfficeInfo:
        """`office.json`; raises `office_files.not_an_office`, `.newer_format` or `.office_damaged`."""
        if not self.info_file.is_file():
            raise EnvironmentProblem("office_files.not_an_office", path=str(self.path))
        with file_trouble(self.info_file):
            text = self.info_file.read_bytes()
        return read_info(text, self.info_file)

    def declare(self, info: OfficeInfo) -> None:
        """Say what this folder is: the last step of making an office."""
        atomic_write(self.info_file, info.to_text().encode())
        (self.path / _BEGUN).unlink(missing_ok=True)


def begin_folder(path: Path) -> OfficeFolder:
    """An empty office folder, to be filled and then declared.

    Raises `office_files.not_empty`, `.network_share` or `.read_only`. What a killed program began here is cleared.
    """
    refuse_network_share(path)
    begun = path / _BEGUN
    with file_trouble(path):
        if begun.exists() and not (path / "office.json").exists():
            _clear(path)
        elif path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise EnvironmentProblem("office_files.not_empty", path=str(path))
    make_folder(path)
    with file_trouble(path):
        begun.touch()
    folder = OfficeFolder(path)
    for part in (folder.photos, folder.backups, folder.logs):
        make_folder(part)
    with file_trouble(path):
        sync_folder(path)
    return folder


def open_folder(path: Path) -> tuple[OfficeFolder, OfficeInfo]:
    """A declared office that can be written; raises what `info` does, `office_files.network_share` or `.read_only`."""
    folder = OfficeFolder(path)
    info = folder.info()
    refuse_network_share(path)
    probe = path / f".probe.{os.getpid()}"
    with file_trouble(path):
        probe.touch()
        probe.unlink()
    for part in (folder.photos, folder.backups, folder.logs):
        make_folder(part)
    return folder, info


def refuse_moved(info: OfficeInfo) -> None:
    """Nobody goes on writing where an office was: `shared_office.moved`, which names where it is."""
    if info.moved_to:
        raise EnvironmentProblem("shared_office.moved", name=info.name, to=info.moved_to)


def refuse_network_share(path: Path) -> None:
    """SQLite's WAL needs memory shared by one machine: `office_files.network_share`."""
    if network_share(path):
        raise EnvironmentProblem("office_files.network_share", path=str(path))


def network_share(path: Path) -> bool:
    """Whether the folder is on another machine, as far as the system tells."""
    if sys.platform == "win32":
        return _on_remote_drive(path)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", errors="surrogateescape")
    except OSError:
        return False
    return filesystem_of(path, mounts) in _NETWORK


def filesystem_of(path: Path, mounts: str) -> str:
    """The type of the file system that holds a path, by the text of `/proc/self/mountinfo` (proc(5))."""
    wanted = path.resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, found, after = line.partition(" - ")
        if not found:
            continue
        mounted = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4]))
        if wanted.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, kind = len(mounted.parts), after.split(" ")[0]
    return kind


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names another machine: `\\server\share`, also behind `\\?\UNC\`."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _on_remote_drive(path: Path) -> bool:
    import ctypes

    resolved = str(path.absolute())
    if is_unc(resolved):
        return True
    drives = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(drives.GetDriveTypeW(Path(resolved).anchor) == _REMOTE_DRIVE)


def read_info(text: bytes, path: Path) -> OfficeInfo:
    """`OfficeInfo.to_text` undone; raises `office_files.newer_format` or `.office_damaged`, which name the file."""
    try:
        plain: dict[str, Any] = json.loads(text)
        if plain["format"] > FORMAT:
            raise EnvironmentProblem("office_files.newer_format", path=str(path.parent))
        info = OfficeInfo(
            store=plain["store"],
            kind=plain["kind"],
            name=plain["name"],
            sample=plain["sample"],
            created=plain["created"],
            **{name: plain.get(name, "") for name in _LATER},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EnvironmentProblem("office_files.office_damaged", path=str(path)) from error
    if not all(isinstance(value, str) for name, value in asdict(info).items() if name != "sample"):
        raise EnvironmentProblem("office_files.office_damaged", path=str(path))
    return info


def _clear(path: Path) -> None:
    """Remove an office that was never declared; its mark goes last."""
    for part in path.iterdir():
        if part.name == _BEGUN:
            continue
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()
