"""The panel as it is typed: own staff by ticks, people from elsewhere one a line. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kmcase.domain.meetings import PanelMember


def outside_text(panel: Iterable[PanelMember]) -> str:
    """`name, agency, position`, a line a member from elsewhere."""
    return "\n".join(
        ", ".join(part for part in (member.name, member.agency, member.position) if part)
        for member in panel
        if member.staff_id is None
    )


def panel_of(text: str, staff_ids: Iterable[str], names: Mapping[str, str], office: str) -> tuple[PanelMember, ...]:
    """The panel typed: those from elsewhere first, in their order, then own staff by name."""
    outside = []
    for line in text.splitlines():
        name, _, rest = line.partition(",")
        agency, _, position = rest.partition(",")
        if name.strip():
            outside.append(PanelMember(name=name.strip(), agency=agency.strip(), position=position.strip()))
    own = [
        PanelMember(name=names[staff_id], agency=office, staff_id=staff_id)
        for staff_id in sorted(staff_ids, key=lambda found: names.get(found, ""))
        if staff_id in names
    ]
    return (*outside, *own)
