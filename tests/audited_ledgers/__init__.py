"""Ledgers of honest offices with the noise that honest work has, near misses, and misconduct injected by kind.

They compare controls with each other and tell of faults; they predict no real office. `noise` names every rate with its
reason, chosen before any control was run on it; `near_misses` look like misconduct and are none; `misconduct` is drawn
with the spread that it has in reports, not at the thresholds of the controls. `measuring` counts what is found.
"""
