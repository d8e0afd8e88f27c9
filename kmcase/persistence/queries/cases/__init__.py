"""Cases: lists and pages. Every query narrows itself by `SqlCases.visible`; a test walks them as an outsider."""

from kmcase.persistence.queries.cases.closing import SqlCaseClosingQueries
from kmcase.persistence.queries.cases.conference_needs import SqlConferenceNeeds
from kmcase.persistence.queries.cases.conferences import SqlConferenceQueries
from kmcase.persistence.queries.cases.heads import SqlCaseQueries
from kmcase.persistence.queries.cases.intake import SqlCaseIntakeQueries
from kmcase.persistence.queries.cases.notes import SqlCaseNoteQueries
from kmcase.persistence.queries.cases.plans import SqlCasePlanQueries
from kmcase.persistence.queries.cases.referrals import SqlCaseReferralQueries
from kmcase.persistence.queries.cases.stays import SqlCaseStayQueries
from kmcase.persistence.queries.cases.tasks import SqlCaseTaskQueries

__all__ = [
    "SqlCaseClosingQueries",
    "SqlCaseIntakeQueries",
    "SqlCaseNoteQueries",
    "SqlCasePlanQueries",
    "SqlCaseQueries",
    "SqlCaseReferralQueries",
    "SqlCaseStayQueries",
    "SqlCaseTaskQueries",
    "SqlConferenceNeeds",
    "SqlConferenceQueries",
]
