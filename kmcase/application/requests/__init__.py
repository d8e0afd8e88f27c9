"""Aid requests: what an officer, a social worker and a reviewer do until the panel has the case, and afterwards.

`commands.py` holds what is asked, `judging.py` gathers facts for the rules, `service.py` and `reviewing.py` are the use
cases (one `RequestService`). May import what every use case may. To add a step: its event, its fold, a method here.
"""

from kmcase.application.requests.commands import GiveDiagnosis, OpenRequest, TakeDocuments, WriteRequest
from kmcase.application.requests.service import RequestService
from kmcase.rules.overrides import LIFTABLE
from kmcase.rules.requests import INCOMPLETE

__all__ = ["INCOMPLETE", "LIFTABLE", "GiveDiagnosis", "OpenRequest", "RequestService", "TakeDocuments", "WriteRequest"]
