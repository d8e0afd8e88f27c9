"""Tables, one module a noun: text, whole numbers and bytes alone, so that both engines hold the same rows.

`JOURNAL` is what Alembic migrates: the chain and what is local to this store. `STATE` is what the journal adds up to:
disposable, rebuilt when `FOLD_VERSION` rises. Ids, dates and times are ISO text, money is satang, truth is 0 or 1.
To add a table: declare it here in its noun's module, write its fold, and the rebuild test compares it at once.
"""

from kmcase.persistence.rows import (
    agencies,
    appointments,
    audits,
    batches,
    budgets,
    case_assessments,
    case_closing,
    case_intake,
    case_network,
    case_notes,
    case_plans,
    case_referrals,
    case_tasks,
    cases,
    checkouts,
    controls,
    duplicates,
    evidence,
    exchange,
    followups,
    household_plans,
    imports,
    journal,
    lessons,
    matching,
    meetings,
    office,
    other_payments,
    payments,
    people,
    pictures,
    publicity,
    reconciliation,
    requests,
    samples,
    visits,
)
from kmcase.persistence.rows.columns import JOURNAL, STATE

FOLD_VERSION = 10

LOCAL = frozenset({people.person_search.name, matching.match_profile.name, matching.match_key.name})
"""State tables that a store makes for its own search: not compared with the journal or with another store."""

__all__ = [
    "FOLD_VERSION",
    "JOURNAL",
    "LOCAL",
    "STATE",
    "agencies",
    "appointments",
    "audits",
    "batches",
    "budgets",
    "case_assessments",
    "case_closing",
    "case_intake",
    "case_network",
    "case_notes",
    "case_plans",
    "case_referrals",
    "case_tasks",
    "cases",
    "checkouts",
    "controls",
    "duplicates",
    "evidence",
    "exchange",
    "followups",
    "household_plans",
    "imports",
    "journal",
    "lessons",
    "matching",
    "meetings",
    "office",
    "other_payments",
    "payments",
    "people",
    "pictures",
    "publicity",
    "reconciliation",
    "requests",
    "samples",
    "visits",
]
