"""Offices that were opened on this machine before, and what stands on their cards. Light: imported at the start."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from kmcase.application.access import OfficeCard, UserCard
from kmcase.domain.clock import SystemClock
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.staff import Role
from kmcase.persistence.durable import atomic_write
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo

SAMPLE_PASSWORD = "sample"
SAMPLE_NOW = datetime(2024, 6, 19, 2, 30, tzinfo=UTC)


class KnownOffices:
    """A file of folders and when each was last opened, in a folder of this user's settings."""

    def __init__(self, settings: Path) -> None:
        self._recent = settings / "recent.json"

    def list(self) -> tuple[OfficeCard, ...]:
        """Offices opened here before, the last one first; those that are gone are left out."""
        found = []
        for path, opened_at in self._remembered().items():
            try:
                info = OfficeFolder(Path(path)).info()
            except EnvironmentProblem:
                continue
            found.append(office_card(Path(path), info, datetime.fromisoformat(opened_at)))
        return tuple(sorted(found, key=lambda card: card.opened_at or datetime.min.replace(tzinfo=UTC), reverse=True))

    def _remembered(self) -> dict[str, str]:
        try:
            stored = json.loads(self._recent.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(path): str(at) for path, at in stored.items()} if isinstance(stored, dict) else {}

    def remember(self, folder: Path) -> None:
        """An office was opened now."""
        known = self._remembered() | {str(folder.resolve()): SystemClock().now().isoformat()}
        self._recent.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(self._recent, json.dumps(known, ensure_ascii=False, indent=1).encode())


def office_card(folder: Path, info: OfficeInfo, opened_at: datetime | None = None) -> OfficeCard:
    """An office as it stands in a list."""
    return OfficeCard(folder=folder, name=info.name, sample=info.sample, opened_at=opened_at, laptop=info.laptop_name)


def user_card(login: str, hint: str) -> UserCard:
    """A user as the keyring's hint tells, for the door."""
    roles, _, name = hint.partition("|")
    known = frozenset(Role(role) for role in roles.split(",") if role in set(Role))
    return UserCard(login=login, name=name or login, roles=known)
