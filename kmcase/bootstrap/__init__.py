"""Joins everything: the only package that names concrete classes.

`Offices` opens, makes and finds offices; `OpenOffice` is one for a signed-in person, with the services by noun.
Only `main.py`, the commands, tests and benchmarks import it. To add a service: a field of `services.Services` and its
line in `make_services`.
"""

from kmcase.bootstrap.offices import SAMPLE_NOW, SAMPLE_PASSWORD, Offices
from kmcase.bootstrap.opened import OpenOffice, services_for
from kmcase.bootstrap.places import settings_folder, write_file
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
