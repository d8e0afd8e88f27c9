"""Joins everything: the only package that names concrete classes.

`Offices` opens, makes and finds offices; `OpenOffice` is one for a signed-in person, with the services by noun.
Only `main.py`, the commands, tests and benchmarks import it. To add a service: a field of `services.Services` and its
line in `make_services`.
"""

from typing import TYPE_CHECKING, Any

from kmcase.bootstrap.door import Offices
from kmcase.bootstrap.known_offices import SAMPLE_NOW, SAMPLE_PASSWORD
from kmcase.bootstrap.places import settings_folder, write_file

if TYPE_CHECKING:
    from kmcase.bootstrap.opened import OpenOffice, services_for
    from kmcase.bootstrap.services import Services

__all__ = [
    "SAMPLE_NOW",
    "SAMPLE_PASSWORD",
    "Offices",
    "OpenOffice",
    "Services",
    "services_for",
    "settings_folder",
    "write_file",
]

_INSIDE = {"OpenOffice": "opened", "services_for": "opened", "Services": "services"}


def __getattr__(name: str) -> Any:
    """What stands inside an open office is imported when it is first named: the door needs none of it."""
    if name not in _INSIDE:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_INSIDE[name]}"), name)
