"""From findings to a refusal that the user can mend."""

from __future__ import annotations

from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding, blocking


class Blocked(DomainError):
    """A rule stops the decision; its sentence is the finding's own, `findings` are all that the rules said."""

    def __init__(self, finding: Finding, findings: tuple[Finding, ...]) -> None:
        super().__init__(finding.code, finding.fields[0] if finding.fields else None, **finding.params)
        self.finding = finding
        self.findings = findings

    @property
    def message_key(self) -> str:
        """The finding's sentence."""
        return self.finding.message_key


def refuse_blocked(findings: tuple[Finding, ...], lifted: tuple[str, ...] = ()) -> None:
    """Raise `Blocked` for the first blocking finding whose code no override lifts."""
    for finding in blocking(findings):
        if finding.code not in lifted:
            raise Blocked(finding, findings)
