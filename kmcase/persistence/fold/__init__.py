"""The fold: events to rows, the only code (with the declared triggers) that writes state.

One module a noun; `@folds(EventType)` enters a function `(rows, at, event)`. A fold looks at its event and at rows,
never at the clock or at chance, so that rebuilding from the journal gives equal tables. Raise `rows.FOLD_VERSION` when
a fold or a table changes: tables are then rebuilt at the next start.
"""

from kmcase.persistence.fold import (
    appointments,
    audits,
    batches,
    budgets,
    cases,
    checkouts,
    controls,
    duplicates,
    evidence,
    followups,
    imports,
    laptops,
    lessons,
    meetings,
    office,
    other_payments,
    payments,
    people,
    publicity,
    reconciliation,
    requests,
    samples,
    visits,
)
from kmcase.persistence.fold.registry import At, fold, folds, refuse, unfolded_types

__all__ = [
    "At",
    "appointments",
    "audits",
    "batches",
    "budgets",
    "cases",
    "checkouts",
    "controls",
    "duplicates",
    "evidence",
    "fold",
    "folds",
    "followups",
    "imports",
    "laptops",
    "lessons",
    "meetings",
    "office",
    "other_payments",
    "payments",
    "people",
    "publicity",
    "reconciliation",
    "refuse",
    "requests",
    "samples",
    "unfolded_types",
    "visits",
]
