"""Appointments in the field: commands, the use cases of single appointments, and the plan of a month.

`AppointmentService` writes; what it shows of a month, of who is not visited, and the proposal are in `planning`.
"""

from kmcase.application.appointments.commands import AcceptProposal, MoveAppointment, PlanVisits
from kmcase.application.appointments.planning import MonthPlan, ProposalPage, WorkPlans
from kmcase.application.appointments.service import AppointmentService

__all__ = [
    "AcceptProposal",
    "AppointmentService",
    "MonthPlan",
    "MoveAppointment",
    "PlanVisits",
    "ProposalPage",
    "WorkPlans",
]
