"""Cases: lists and pages. Every query narrows itself by `SqlCases.visible`; a test walks them as an outsider."""

from kmcase.persistence.queries.cases.closing import SqlCaseClosingQueries
from kmcase.persistence.queries.cases.heads import SqlCaseQueries
from kmcase.persistence.queries.cases.plans import SqlCasePlanQueries

__all__ = ["SqlCasePlanQueries", "SqlCaseQueries"]
from kmcase.persistence.queries.cases.intake import SqlCaseIntakeQueries

__all__ = ["SqlCaseIntakeQueries", "SqlCaseQueries"]
from kmcase.persistence.queries.cases.notes import SqlCaseNoteQueries
from kmcase.persistence.queries.cases.tasks import SqlCaseTaskQueries

__all__ = ["SqlCaseNoteQueries", "SqlCaseQueries", "SqlCaseTaskQueries"]
from kmcase.persistence.queries.cases.referrals import SqlCaseReferralQueries

__all__ = ["SqlCaseClosingQueries", "SqlCaseQueries", "SqlCaseReferralQueries"]
