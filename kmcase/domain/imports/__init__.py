"""Survey lists as they come: which columns a file has, what its rows say, and where every row ends.

From a `Workbook` of plain cells (read by `kmcase.files`) to a verdict on each row: `headings` finds the header,
`mapping` says which column is what, `rows` reads a row into a `SurveyRow` with findings on its cells, `reconcile` sends
every row to imported, matched, waiting or skipped, and `waiting` lays the waiting rows out to be mended as a workbook.

Submissions of a form from telephones come the same way: `submissions` lays them out as a sheet whose columns the form
tells, and judges by the form what lists do not have.

All of it is pure. It may import `kmcase.domain` and `kmcase.thai`. Thai words to be recognised are data:
`headings.toml` and `words.toml`. To add a column: a member of `SurveyColumn`, its headings in `headings.toml`, its
words in `messages/*/imports.toml`, and its reading in `rows`.
"""
