"""Labelled persons who never lived, for judging `kmcase.matching`: who is written twice is known.

`population` lives in villages with few lineages, `mistakes` are what clerks and scanners do, `sets` writes each person
down once or more, by kind of corruption. Names are put together from syllables, areas are the official ones. Rates of
mistakes are assumptions: figures compare designs and predict no office. Three seeds: weights are fitted on
`DEVELOPMENT`, figures told are of `HELD_BACK`, and `LAST` is looked at once, when nothing is changed any more.

`python -m tests.labelled_persons FOLDER --persons 50000 --seed 2` writes PERSONS.csv and PAIRS.csv.
"""

DEVELOPMENT, HELD_BACK, LAST = 1, 2, 3
