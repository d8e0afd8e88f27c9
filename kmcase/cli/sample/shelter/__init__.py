"""The sample shelter: a scripted year of clients, plans, services, notes and stays, made through the use cases.

`house.py` is the office at work on its clock, `diary.py` what the script itself remembers of what it did, `people.py`
and `words*.py` invent clients and what is written of them; every other module is a part of the work (`receiving`,
`planning`, ...). One seed: equal rows at every making. May import what the sample of the settlement may. To add a part
of the work: a module with functions of a `House`, planned by `life.py`.
"""

from kmcase.cli.sample.shelter.making import CLIENTS, make_shelter

__all__ = ["CLIENTS", "make_shelter"]
