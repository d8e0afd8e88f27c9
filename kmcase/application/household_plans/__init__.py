"""Plans of households (`plans`), and houses that are built for them with donated money and hands (`building`)."""

from kmcase.application.household_plans.building import (
    Buy,
    Count,
    HouseBuildingService,
    IssueMaterial,
    NoteLabour,
    PlanBuilding,
    ReceiveDonation,
    VoidEntry,
)
from kmcase.application.household_plans.plans import (
    AnswerNeed,
    CertifyPlan,
    HouseholdPlanService,
    MarkStep,
    SendNeed,
    TellLine,
    WritePlan,
)

__all__ = [
    "AnswerNeed",
    "Buy",
    "CertifyPlan",
    "Count",
    "HouseBuildingService",
    "HouseholdPlanService",
    "IssueMaterial",
    "MarkStep",
    "NoteLabour",
    "PlanBuilding",
    "ReceiveDonation",
    "SendNeed",
    "TellLine",
    "VoidEntry",
    "WritePlan",
]
