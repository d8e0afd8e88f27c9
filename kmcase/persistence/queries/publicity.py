"""Publicity texts with their rounds, and closed rounds that have none."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from kmcase.application.read.publicity import Approval, PublicityItem
from kmcase.domain.lessons import RoundHead
from kmcase.domain.publicity import PublicityValues, publicity_state
from kmcase.domain.writings import Writing, standing
from kmcase.persistence.queries.lessons import closed_rounds, round_head, staff_names
from kmcase.persistence.repositories.publicity import SqlPublicity
from kmcase.persistence.rows.publicity import publicity_approval, publicity_version
from kmcase.persistence.writings import as_writing


class SqlPublicityQueries(SqlPublicity):
    """`PublicityQueries` on plain selects."""

    def list(self) -> tuple[PublicityItem, ...]:
        """Texts and closed rounds without one, the newest round first."""
        names = staff_names(self._rows)
        closed = closed_rounds(self._rows)
        approved = {row["version_id"] for row in self._rows.all(publicity_approval)}
        every: dict[str, list[Writing[PublicityValues]]] = defaultdict(list)
        for row in self._rows.all(publicity_version):
            every[row["publicity_id"]].append(as_writing(row, PublicityValues))
        items = []
        for publicity_id, versions in every.items():
            stands = standing(versions)
            newest = stands[0]
            items.append(
                PublicityItem(
                    publicity_id=publicity_id,
                    round=closed[newest.run_id] if newest.run_id in closed else self.round(newest.run_id),
                    state=publicity_state(stands, approved),
                    title=newest.values.title,
                    text=newest.values.text,
                    photographs=len(newest.values.photographs),
                    written_at=newest.written_at,
                    written_by=names.get(newest.written_by, ""),
                )
            )
        told = {item.round.run_id for item in items}
        items += [PublicityItem(publicity_id="", round=head) for run_id, head in closed.items() if run_id not in told]
        return tuple(sorted(items, key=lambda item: (item.round.planned_on, item.key), reverse=True))

    def round(self, run_id: str) -> RoundHead:
        """A round; raises `payments.unknown_run`."""
        return round_head(self._rows, run_id)

    def approval(self, version_id: str) -> Approval | None:
        """The first approval of a version; None where there is none."""
        rows = self._rows.all(publicity_approval, version_id=version_id)
        first = min(rows, key=lambda row: (row["approved_at"], row["approval_id"]), default=None)
        if first is None:
            return None
        name = staff_names(self._rows).get(first["approved_by"], "")
        return Approval(approved_by=name, approved_at=datetime.fromisoformat(first["approved_at"]))
