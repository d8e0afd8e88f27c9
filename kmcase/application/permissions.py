"""Who may do what: one table, use case by roles, checked when a unit or reading opens.

The auditor reads all and writes nothing; the administrator handles users and devices, never money.
Where money may be paid (the office's area) and by which numbers is the director's to say.
Who brings somebody in is not who lets them sign: the signing key is handed on by finance or director, who hold it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.domain.cases.secrecy import CASE_ROLES, LEADING_CASES
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import WORKING_ROLES, Role

_OFFICER = frozenset({Role.DEVELOPMENT_OFFICER})
_SOCIAL = frozenset({Role.SOCIAL_WORKER})
_FINANCE = frozenset({Role.FINANCE})
_DIRECTOR = frozenset({Role.DIRECTOR})
_AUDITOR = frozenset({Role.AUDITOR})
_ADMIN = frozenset({Role.ADMINISTRATOR})
_ASSISTANT = frozenset({Role.CASE_ASSISTANT})
_FIELD = _OFFICER | _SOCIAL
_WORKERS = WORKING_ROLES
_READERS = _WORKERS | _AUDITOR
_EVERYBODY = _READERS | _ADMIN | _ASSISTANT
_CASE_WORKERS = LEADING_CASES
_CASE_READERS = CASE_ROLES

ALLOWED: Mapping[str, frozenset[Role]] = {
    # office and staff
    "office.read": _EVERYBODY,
    "office.change": _DIRECTOR,
    "office.regulations_read": _READERS | _ADMIN,
    "office.regulation_change": _DIRECTOR,
    "office.grant_duty_exception": _DIRECTOR,
    "office.backup": _READERS | _ADMIN,
    "office.daily_backup": _EVERYBODY,
    "office.move": _DIRECTOR | _ADMIN,
    "office.verify": _READERS | _ADMIN,
    "staff.list": _EVERYBODY,
    "staff.add": _ADMIN,
    "staff.change_roles": _ADMIN,
    "staff.remove": _ADMIN,
    "staff.reset_password": _ADMIN | _DIRECTOR,
    "staff.note_recovery": _WORKERS | _ADMIN,
    "staff.hand_key": _DIRECTOR | _FINANCE,
    "staff.declare_relative": _WORKERS,
    "staff.confirm_relatives": _WORKERS,
    # laptops and exchange
    "laptops.read": _READERS | _ADMIN,
    "laptops.enrol": _ADMIN | _DIRECTOR,
    "laptops.revoke": _ADMIN | _DIRECTOR,
    "laptops.hear": _WORKERS | _ADMIN | _ASSISTANT,
    "exchange.read": _EVERYBODY,
    "exchange.make": _WORKERS | _ADMIN | _ASSISTANT,
    "exchange.apply": _WORKERS | _ADMIN | _ASSISTANT,
    "conflicts.read": _READERS,
    # register
    "people.read": _READERS,
    "people.search": _READERS,
    "people.register": _FIELD,
    "people.change": _FIELD,
    "people.reveal_id": _READERS,
    "households.read": _READERS,
    "households.register": _FIELD,
    "households.change": _FIELD,
    "membership.coverage": _READERS,
    # survey lists
    "imports.read": _READERS,
    "imports.ask": _FIELD,
    "imports.run": _FIELD,
    "imports.mend": _FIELD,
    # field work
    "partners.read": _READERS,
    "partners.change": _FIELD | _DIRECTOR,
    "appointments.read": _READERS,
    "appointments.plan": _FIELD | _DIRECTOR,
    # requests
    "requests.read": _READERS,
    "requests.open": _FIELD,
    "requests.write": _FIELD,
    "requests.attach": _FIELD,
    "requests.submit": _FIELD,
    "requests.comment": _SOCIAL | _DIRECTOR,
    "requests.answer": _FIELD,
    "requests.diagnose": _SOCIAL,
    "requests.review": _SOCIAL | _DIRECTOR,
    "requests.withdraw": _FIELD | _DIRECTOR,
    "requests.forward": _FIELD | _DIRECTOR,
    "requests.documents": _FIELD,
    "requests.notify": _FIELD | _DIRECTOR,
    # visits
    "visits.read": _READERS,
    "visits.begin": _FIELD,
    "visits.write": _FIELD,
    "visits.attach": _FIELD,
    "visits.sign": _FIELD,
    "visits.submit": _FIELD,
    "visits.answer": _FIELD,
    "visits.review": _SOCIAL | _DIRECTOR,
    "visits.explain": _FIELD,
    "visits.confirm": _FIELD | _DIRECTOR,
    "visits.wish": _FIELD,
    # cases; which of them somebody sees is decided case by case (domain.cases.secrecy)
    "cases.read": _CASE_READERS,
    "cases.note_sight": _CASE_READERS,
    "cases.open": _CASE_WORKERS,
    "cases.describe": _CASE_WORKERS,
    "cases.link": _CASE_WORKERS,
    "cases.move": _CASE_WORKERS,
    "cases.restrict": _CASE_WORKERS,
    "cases.team": _CASE_WORKERS,
    "cases.break_glass": _CASE_WORKERS,
    "glasses.list": _DIRECTOR | _AUDITOR,
    "casework.read": _CASE_READERS,
    "casework.set": _DIRECTOR,
    "case_plans.read": _CASE_READERS,
    "case_plans.write": _CASE_WORKERS,
    "case_plans.review": _CASE_WORKERS,
    "case_plans.comment": _CASE_WORKERS,
    "case_plans.agree": _CASE_WORKERS,
    "case_plans.approve": _CASE_WORKERS,
    "case_plans.progress": _CASE_WORKERS | _ASSISTANT,
    "cases.intake": _CASE_WORKERS,
    "cases.belongings": _CASE_WORKERS,
    "cases.papers": _CASE_WORKERS,
    "cases.complaint": _CASE_WORKERS,
    "case_notes.read": _CASE_READERS,
    "case_notes.write": _CASE_WORKERS | _ASSISTANT,
    "case_notes.hold": _CASE_WORKERS | _ASSISTANT,
    "case_notes.review": _CASE_WORKERS,
    "case_stays.read": _CASE_READERS,
    "case_stays.set_bed": _CASE_WORKERS,
    "case_stays.take_bed": _CASE_WORKERS,
    "case_stays.attend": _CASE_WORKERS,
    "case_stays.begin_leave": _CASE_WORKERS,
    "case_stays.end_leave": _CASE_WORKERS,
    "case_tasks.read": _CASE_READERS,
    "case_tasks.plan": _CASE_WORKERS | _ASSISTANT,
    "case_tasks.put_off": _CASE_WORKERS | _ASSISTANT,
    "case_tasks.end": _CASE_WORKERS | _ASSISTANT,
    "conferences.read": _CASE_READERS,
    "conferences.call": _CASE_WORKERS,
    "conferences.attend": _CASE_WORKERS,
    "conferences.agenda": _CASE_WORKERS,
    "conferences.decide": _CASE_WORKERS,
    "conferences.close": _CASE_WORKERS,
    "cases.refer": _CASE_WORKERS,
    "cases.refer_step": _CASE_WORKERS | _ASSISTANT,
    "cases.close": _CASE_WORKERS,
    "cases.approve_closing": _SOCIAL | _DIRECTOR,
    "cases.look_after": _CASE_WORKERS | _ASSISTANT,
    "cases.reopen": _CASE_WORKERS,
    "agencies.read": _CASE_READERS,
    "agencies.change": _CASE_WORKERS,
    "cases.assess": _CASE_WORKERS,
    "indicators.read": _CASE_READERS - _ASSISTANT,
    "indicators.judge": _SOCIAL | _DIRECTOR,
    "indicators.answer": _CASE_WORKERS,
    "cases.map_network": _CASE_WORKERS | _ASSISTANT,
    # plans of households, and houses that are built
    "household_plans.read": _READERS,
    "household_plans.write": _FIELD | _DIRECTOR,
    "household_plans.certify": _FIELD | _DIRECTOR,
    "house_building.plan": _FIELD | _DIRECTOR,
    "house_building.note_work": _FIELD | _DIRECTOR,
    "house_building.void_work": _FIELD | _DIRECTOR,
    "house_building.receive": _FIELD | _FINANCE,
    "house_building.spend": _FIELD | _FINANCE,
    "house_building.issue": _FIELD | _FINANCE,
    "house_building.count": _SOCIAL | _FINANCE | _DIRECTOR,
    "house_building.void": _FINANCE | _DIRECTOR,
    # budget and meeting
    "budgets.read": _READERS,
    "budgets.allot": _DIRECTOR,
    "budgets.transfer": _FINANCE | _DIRECTOR,
    "budgets.plan": _FINANCE | _DIRECTOR,
    "budgets.late": _FINANCE | _DIRECTOR,
    "budgets.open": _FINANCE | _DIRECTOR,
    "meetings.read": _READERS,
    "meetings.plan": _FIELD | _DIRECTOR,
    "meetings.agenda": _FIELD | _DIRECTOR,
    "meetings.decide": _FIELD | _DIRECTOR,
    "meetings.close": _FIELD | _DIRECTOR,
    # money
    "batches.read": _READERS,
    "batches.request": _FINANCE,
    "batches.draw": _FINANCE,
    "batches.return": _FINANCE,
    "payments.read": _READERS,
    "payments.prepare": _FINANCE,
    "payments.arrange": _FINANCE,
    "payments.pay": _FINANCE | _OFFICER,
    "payments.not_paid": _FINANCE | _OFFICER,
    "payments.transfer_result": _FINANCE,
    "checkouts.check_out": _FINANCE,
    "checkouts.come_home": _FINANCE,
    "checkouts.take_back": _DIRECTOR,
    "checkouts.accept": _WORKERS,
    "checkouts.settle": _DIRECTOR,
    "payments.scan": _FINANCE | _OFFICER,
    "payments.void": _FINANCE | _DIRECTOR,
    "payments.close": _FINANCE,
    "reconciliation.read": _READERS,
    "reconciliation.take": _FINANCE,
    "reconciliation.explain": _SOCIAL | _DIRECTOR,
    "reconciliation.confirm": _FINANCE | _DIRECTOR,
    "payments.verify": _FINANCE | _DIRECTOR | _SOCIAL,
    "followups.read": _READERS,
    "followups.record": _FIELD | _DIRECTOR,
    "followups.draw": _SOCIAL | _DIRECTOR,
    "followups.close": _DIRECTOR,
    # after a round
    "lessons.read": _READERS,
    "lessons.write": _FIELD | _FINANCE | _DIRECTOR,
    "lessons.learn": _CASE_WORKERS,
    "publicity.read": _READERS,
    "publicity.write": _FIELD | _DIRECTOR,
    "publicity.approve": _DIRECTOR,
    "publicity.consent": _FIELD | _DIRECTOR,
    # checks
    "controls.read": _READERS,
    "pictures.read": _READERS,
    "controls.judge": _SOCIAL | _FINANCE | _DIRECTOR,
    "duplicates.read": _READERS,
    "duplicates.decide": _SOCIAL | _DIRECTOR,
    "other_payments.read": _READERS,
    "other_payments.take": _FIELD | _FINANCE | _DIRECTOR,
    "other_payments.match": _FIELD | _FINANCE | _DIRECTOR,
    # what is handed out
    "audits.read": _READERS,
    "audits.bundle": _AUDITOR | _DIRECTOR,
    "public_lists.make": _FIELD | _FINANCE | _DIRECTOR,
    # reports
    "ledger.read": _READERS,
    "documents.print": _READERS,
}


AT_LAPTOP = frozenset(
    {
        "cases.note_sight",
        "cases.assess",
        "cases.map_network",
        "cases.open",
        "cases.describe",
        "cases.link",
        "cases.move",
        "cases.restrict",
        "cases.team",
        "case_plans.write",
        "case_plans.review",
        "case_plans.comment",
        "case_plans.agree",
        "case_plans.approve",
        "case_plans.progress",
        "cases.intake",
        "cases.belongings",
        "cases.papers",
        "cases.complaint",
        "case_notes.write",
        "case_notes.hold",
        "case_notes.review",
        "case_stays.set_bed",
        "case_stays.take_bed",
        "case_stays.attend",
        "case_stays.begin_leave",
        "case_stays.end_leave",
        "case_tasks.plan",
        "case_tasks.put_off",
        "case_tasks.end",
        "conferences.call",
        "conferences.attend",
        "conferences.agenda",
        "conferences.decide",
        "conferences.close",
        "cases.refer",
        "cases.refer_step",
        "cases.close",
        "cases.approve_closing",
        "cases.look_after",
        "cases.reopen",
        "agencies.change",
        "indicators.answer",
        "people.register",
        "people.change",
        "people.reveal_id",
        "households.register",
        "households.change",
        "appointments.plan",
        "partners.change",
        "household_plans.write",
        "household_plans.certify",
        "house_building.plan",
        "house_building.note_work",
        "house_building.void_work",
        "lessons.write",
        "lessons.learn",
        "publicity.write",
        "publicity.consent",
        "visits.begin",
        "visits.write",
        "visits.attach",
        "visits.sign",
        "visits.submit",
        "visits.answer",
        "visits.review",
        "visits.explain",
        "visits.confirm",
        "visits.wish",
        "payments.pay",
        "payments.not_paid",
    }
)
"""What is entered on a laptop too: only events that fold alike in every order (`Event.FIELD`)."""


_READING = frozenset({"read", "search", "list", "coverage", "regulations_read", "print"})
"""How a use case that only reads is named."""
_HANDING_ON = frozenset({"office.backup", "office.daily_backup", "office.verify", "exchange.make", "exchange.apply"})
"""What looks after files, or hands on what others entered."""


def done_at_laptop(use_case: str) -> bool:
    """Whether a use case runs on a laptop: it enters nothing, or only what laptops may enter."""
    return use_case in AT_LAPTOP or enters_nothing(use_case)


def enters_nothing(use_case: str) -> bool:
    """Whether a use case records no event of its own: it runs on a laptop as at the office."""
    return use_case in _HANDING_ON or use_case.partition(".")[2] in _READING


def only_read_at_laptop(use_case: str) -> bool:
    """Whether a use case only reads what the office alone enters."""
    noun, _, verb = use_case.partition(".")
    if verb not in _READING:
        return False
    entering = {name for name in ALLOWED if name.partition(".")[0] == noun and not enters_nothing(name)}
    return bool(entering) and not entering & AT_LAPTOP


def allowed(use_case: str, roles: frozenset[Role]) -> bool:
    """Whether one of the roles may; an unknown use case is a bug (`KeyError`)."""
    return bool(ALLOWED[use_case] & roles)


def require(use_case: str, roles: frozenset[Role]) -> None:
    """Raise `shell.not_permitted` where no role may."""
    if not allowed(use_case, roles):
        raise DomainError("shell.not_permitted", use_case=use_case)
