"""The sample office: an invented settlement with a year of work in it, made through the use cases themselves.

`people.py` invents persons and households, `pictures.py` draws photographs, signatures and scans, `story.py` tells the
year, `office.py` puts it together. One seed and a fixed clock: equal rows and documents at every making. Everybody in
it is invented; places are real.
"""

from kmcase.cli.sample.office import make_sample

__all__ = ["make_sample"]
