"""Cases: lists and pages. Every query narrows itself by `SqlCases.visible`; a test walks them as an outsider."""

from kmcase.persistence.queries.cases.closing import SqlCaseClosingQueries
from kmcase.persistence.queries.cases.heads import SqlCaseQueries
from kmcase.persistence.queries.cases.referrals import SqlCaseReferralQueries

__all__ = ["SqlCaseClosingQueries", "SqlCaseQueries", "SqlCaseReferralQueries"]
