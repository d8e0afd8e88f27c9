"""Rules: pure functions from frozen facts and dated numbers to findings.

A rule never raises and never reads the clock. Its numbers come from `regulations/*.toml` (see `regulations.py` in that
folder), each with dates and a reference. Certainty decides severity: block on what was read in the law or the
ministry's own system (mark A), warn on what is uncertain (R, C).
To add a rule: one function, its dated numbers, one scenario that fires it and one that does not.
"""
