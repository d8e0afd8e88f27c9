"""Duplicate persons: two records that may be one person, how strongly, and why.

A `PersonRecord` becomes a `Profile` (one spelling for what sounds alike), profiles share keys, pairs that share a key
are compared field by field, and each level has a weight in `weights.toml`: their sum is the score, in natural logs of
odds. One person is compared with few (`scoring.matches`), a whole register at once (`finding.find`).
It decides nothing: a person does. To add a field: `records`, `profiles`, `fields`, `levels`,
a row of weights, two sentences. Columns are numpy: who compares nothing (`fields`, `weights`, `keys`) does not load it.
May import domain, thai and messages; knows neither files nor tables.
"""
