"""The passwords of colleagues at the desk, tried on the office's keyring."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from kmcase.bootstrap.opening import WRONG_PASSWORD, Tries
from kmcase.domain.errors import DomainError
from kmcase.persistence.engine import translated
from kmcase.persistence.keyring_store import KeyringStore
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.statements import Rows
from kmcase.persistence.throttle import Throttle
from kmcase.persistence.user_keys import differing, user_keys

_log = logging.getLogger("kmcase.office")


@dataclass(frozen=True, slots=True)
class KeyringSeconds:
    """`SecondPersons` of an open office for who is signed in: `asker` by staff id.

    Wrong tries count by asker and second person, so that nobody closes a colleague's own sign-in.
    """

    keyrings: KeyringStore
    engine: Engine
    throttle: Throttle
    asker: str

    def confirm(self, staff_id: str, password: str) -> None:
        """Raise as the port says, or `office_files.keyring_tampered`; the log keeps each refusal."""
        try:
            self._confirm(staff_id, password)
        except DomainError as refused:
            _log.warning(refused.code, extra={"staff": {"asker": self.asker, "second": staff_id}})
            raise

    def _confirm(self, staff_id: str, password: str) -> None:
        login, named = self._told(staff_id)
        keyring = self.keyrings.load()
        if differing({login: keyring.public_key(login)}, named):
            raise DomainError("duties.second_key_differs", "second_password")
        try:
            Tries(self.throttle, f"{self.asker} for {staff_id}").unlock(lambda: keyring.unlock(login, password))
        except DomainError as refused:
            wrong = refused.code == WRONG_PASSWORD
            code = "duties.second_password_wrong" if wrong else "duties.second_waits"
            raise DomainError(code, "second_password", **refused.params) from None
        if keyring.is_lent(login):
            raise DomainError("duties.second_password_lent", "second_password")

    def _told(self, staff_id: str) -> tuple[str, dict[str, str]]:
        """The login, and what the journal tells of the keys."""
        try:
            with self.engine.connect() as connection:
                return SqlStaff(Rows(connection)).member(staff_id).login, user_keys(connection)
        except DatabaseError as error:
            raise translated(error) from error
