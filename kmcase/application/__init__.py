"""Use cases: one service class a noun, one public method a use case, a permission check and a transaction.

The beats are always the same: `with self._work.begin("<noun>.<use_case>") as unit:` (which checks the permission and
opens the transaction), load frozen values, let the domain and the rules decide, `unit.record(event)`,
`return unit.commit(value)`. Input is a frozen command, output an `Outcome` with what changed.
`ports/` says what the outside must provide; `read/` holds the frozen items of lists. May import rules, journal,
messages, domain and thai; never a database, a page or a window.
To add a use case: a method, a line in `permissions.py` (its table test finds a missing one), sentences for its errors.
"""
