"""Where pictures and signatures stand as evidence, and which of them are alike, from plain selects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.likeness import FAMILIES, Alike, PictureFamily, PictureUse, Signer, content_of
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.checkouts import field_handover
from kmcase.persistence.rows.evidence import attachment, evidence_piece
from kmcase.persistence.rows.payments import payment_receipt, voucher
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.pictures import drawn_signature, picture_pair, picture_print
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.visits import visit, visit_informant, visit_partner

_AT_ONCE = 500
_KINDS = {kind.value: family.value for kind, family in FAMILIES.items()}
_FAMILY = case(_KINDS, value=attachment.c.kind)
_OWN = case((attachment.c.noun == "person", attachment.c.record_id))
_OWNER: ColumnElement[Any] = func.coalesce(visit.c.person_id, aid_request.c.person_id, voucher.c.person_id, _OWN)
_OFFICER: ColumnElement[Any] = func.coalesce(
    evidence_piece.c.settled_by, payment_receipt.c.payer, field_handover.c.payer, visit.c.officer, ""
)


class SqlPictureQueries:
    """`PictureQueries`, and `alike` for the controls."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def uses(self, contents: Sequence[str]) -> tuple[PictureUse, ...]:
        """Where contents stand as evidence, the earliest use first; of a record and kind once."""
        found: dict[tuple[str, ...], PictureUse] = {}
        for start in range(0, len(contents), _AT_ONCE):
            some = contents[start : start + _AT_ONCE]
            for use in (*self._pictures(some), *self._signatures(some)):
                found[use.content, use.noun, use.record_id, use.kind, use.signer, use.signed_as] = use
        return tuple(sorted(found.values(), key=_order))

    def alike(self) -> tuple[Alike, ...]:
        """Contents of several persons or, drawn, of several records; then pairs of contents of several persons."""
        owners = self._owners()
        pairs = [row for row in self._select(select(picture_pair)) if row.first in owners and row.second in owners]
        several = sorted(content for content, of in owners.items() if len(of) > 1)
        wanted = {*several, *(content for row in pairs for content in (row.first, row.second))}
        by_content: dict[str, list[PictureUse]] = defaultdict(list)
        for use in self.uses(sorted(wanted)):
            by_content[use.content].append(use)
        same = (_alike(by_content[content], 0) for content in several)
        near = (_alike((*by_content[row.first], *by_content[row.second]), row.distance) for row in pairs)
        return (*same, *(pair for pair in near if len({use.person_id for use in pair.uses}) > 1))

    def strokes(self, uses: Sequence[PictureUse]) -> Mapping[str, str]:
        """The strokes of signatures by content."""
        drawn = {(use.noun, use.record_id) for use in uses if use.family is PictureFamily.SIGNATURE}
        return strokes_of(self._connection, drawn, frozenset(use.content for use in uses))

    def _select(self, query: Select[Any]) -> Sequence[Any]:
        return self._connection.execute(query).all()

    def _owners(self) -> dict[str, set[tuple[str, str]]]:
        """Of which persons, and drawn signatures of which records, a content is."""
        owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
        pictures = select(attachment.c.sha256, _OWNER.label("owner")).select_from(attachment)
        for table, key in ((visit, "visit_id"), (aid_request, "request_id"), (voucher, "voucher_id")):
            pictures = pictures.outerjoin(table, table.c[key] == attachment.c.record_id)
        for content, owner in self._select(pictures.where(attachment.c.kind.in_(_KINDS), _OWNER.is_not(None))):
            owners[content].add((owner, ""))
        drawn = drawn_signature.c
        for content, owner, record_id in self._select(select(drawn.content, drawn.person_id, drawn.record_id)):
            owners[content].add((owner, record_id))
        return owners

    def _pictures(self, contents: Sequence[str]) -> Iterable[PictureUse]:
        query = select(
            attachment, _OFFICER.label("officer"), person, attachment.c.written_at.label("used_at")
        ).select_from(attachment)
        for table, key in (
            (visit, "visit_id"),
            (aid_request, "request_id"),
            (voucher, "voucher_id"),
            (payment_receipt, "voucher_id"),
            (field_handover, "voucher_id"),
        ):
            query = query.outerjoin(table, table.c[key] == attachment.c.record_id)
        query = query.outerjoin(
            evidence_piece,
            (evidence_piece.c.noun == attachment.c.noun)
            & (evidence_piece.c.record_id == attachment.c.record_id)
            & (evidence_piece.c.kind == attachment.c.kind),
        ).join(person, person.c.person_id == _OWNER)
        for row in self._select(query.where(attachment.c.sha256.in_(contents), attachment.c.kind.in_(_KINDS))):
            kind = EvidenceKind(row.kind)
            yield PictureUse(
                **_person(row),
                family=FAMILIES[kind],
                content=row.sha256,
                kind=kind,
                noun=row.noun,
                record_id=row.record_id,
                used_at=_moment(row.used_at),
                officer=row.officer,
                stored_sha256=row.stored_sha256,
                taken_at=_moment(row.taken_at) if row.taken_at else None,
                latitude=row.latitude,
                longitude=row.longitude,
            )

    def _signatures(self, contents: Sequence[str]) -> Iterable[PictureUse]:
        drawn = drawn_signature.c
        query = select(drawn_signature, person).join(person, person.c.person_id == drawn.person_id)
        for row in self._select(query.where(drawn.content.in_(contents))):
            yield PictureUse(
                **_person(row),
                family=PictureFamily.SIGNATURE,
                content=row.content,
                kind=EvidenceKind.SIGNATURE,
                noun=row.noun,
                record_id=row.record_id,
                used_at=_moment(row.signed_at),
                officer=row.officer,
                signer=Signer(row.signer),
                signed_as=row.signed_as,
            )


def unseen_pictures() -> Select[Any]:
    """Family, content and what is stored, of pictures without a fingerprint, as they came.

    What belongs to a case is concealed (Homeless Act, s. 26) and compared with nothing.
    """
    known = (picture_print.c.content == attachment.c.sha256) & (picture_print.c.family == _FAMILY)
    return (
        select(_FAMILY.label("family"), attachment.c.sha256, attachment.c.stored_sha256)
        .where(
            attachment.c.kind.in_(_KINDS),
            attachment.c.noun != "case",
            ~select(picture_print.c.content).where(known).exists(),
        )
        .order_by(attachment.c.written_at, attachment.c.sha256)
    )


def unseen_signatures() -> Select[Any]:
    """Content, noun and record of signatures without a shape, as they were drawn."""
    drawn = drawn_signature.c
    known = (picture_print.c.content == drawn.content) & (picture_print.c.family == PictureFamily.SIGNATURE.value)
    return (
        select(drawn.content, drawn.noun, drawn.record_id)
        .where(~select(picture_print.c.content).where(known).exists())
        .order_by(drawn.signed_at, drawn.content)
    )


def strokes_of(
    connection: Connection, records: Iterable[tuple[str, str]], contents: frozenset[str]
) -> Mapping[str, str]:
    """The strokes of wanted signatures by content, from the records (noun, id) that they were drawn in."""
    found: dict[str, str] = {}
    for noun, record_id in sorted(records):
        for text in _signed(connection, noun, record_id):
            mark = from_json(text).get("signature")
            digest = content_of(mark["strokes"]) if mark else ""
            if digest in contents:
                found[digest] = mark["strokes"]
    return found


def _signed(connection: Connection, noun: str, record_id: str) -> Iterable[str]:
    handovers = (payment_receipt.c.handover, field_handover.c.handover)
    columns = handovers if noun == "voucher" else (visit_informant.c.content, visit_partner.c.content)
    for column in columns:
        of_record = column.table.c[f"{noun}_id"] == record_id
        yield from connection.execute(select(column).where(of_record, column.is_not(None))).scalars()


def _person(row: Any) -> dict[str, Any]:
    return {
        "person_id": row.person_id,
        "name": f"{row.title}{row.first_name} {row.last_name}".strip(),
        "subdistrict_code": row.subdistrict_code,
        "moo": row.moo,
    }


def _alike(uses: Sequence[PictureUse], distance: int) -> Alike:
    in_order = tuple(sorted(uses, key=_order))
    return Alike(
        family=in_order[0].family,
        contents=tuple(dict.fromkeys(use.content for use in in_order)),
        distance=distance,
        uses=in_order,
    )


def _order(use: PictureUse) -> tuple[Any, ...]:
    return use.used_at, use.noun, use.record_id, use.kind, use.content


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
