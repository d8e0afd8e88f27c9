"""Addresses of databases as commands are given them, and this desktop's folder for one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.server import is_address, read_address

__all__ = ["is_address", "lets_in", "place_of", "role_of", "with_password"]


def lets_in(url: str) -> bool:
    """Whether a database opens with what the address says and libpq's own ways; raises `shared_office.*`."""
    address, password = read_address(url)
    try:
        address.connect(password).dispose()
    except EnvironmentProblem as refused:
        if refused.code == "shared_office.refused":
            return False
        raise
    return True


def role_of(url: str) -> str:
    """As whom an address goes to its database."""
    return read_address(url)[0].role


def with_password(url: str, password: str) -> str:
    """An address with a password in it, to be written nowhere."""
    address, _ = read_address(url)
    return address.url.set(password=password).render_as_string(hide_password=False)


def place_of(settings: Path, url: str) -> Path:
    """This desktop's folder for an address, among the settings."""
    address, _ = read_address(url)
    return settings / "shared" / hashlib.sha256(address.shown.encode()).hexdigest()[:16]
