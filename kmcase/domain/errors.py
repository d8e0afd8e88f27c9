"""Errors that a user can mend, and troubles of the machine. Everything else is a bug."""

from __future__ import annotations


class DomainError(Exception):
    """The user can mend it: a code `<topic>.<name>`, the field it stands beside, and what the sentence needs."""

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    @property
    def message_key(self) -> str:
        """Where its sentence stands in the catalogue."""
        return error_key(self.code)


def require_that(holds: bool, code: str, field: str | None = None, **params: object) -> None:
    """Raise a `DomainError` unless something holds."""
    if not holds:
        raise DomainError(code, field, **params)


class EnvironmentProblem(Exception):
    """Disk, lock, file or network: trying again may help."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message_key(self) -> str:
        """Where its sentence stands in the catalogue."""
        return error_key(self.code)


def error_key(code: str) -> str:
    """`people.unknown` -> `people.error.unknown`."""
    topic, name = code.split(".", 1)
    return f"{topic}.error.{name}"
