"""Persons who stand in the register more than once: found, compared side by side, decided by a named person.

`standing` says how a person stands wherever money is decided, `board` lists, `pages` compare, `service` decides.
"""

from kmcase.application.duplicates.commands import DecideDuplicate, Decision
from kmcase.application.duplicates.service import DuplicateService

__all__ = ["DecideDuplicate", "Decision", "DuplicateService"]
