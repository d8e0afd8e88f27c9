"""Evidence used twice: one photograph, id copy, signature or thumbprint that stands for several persons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kmcase.domain.controls import Fact, Observation
from kmcase.domain.findings import Severity
from kmcase.domain.likeness import NOUN, Alike, PictureFamily, Signer, record_id_of
from kmcase.domain.wording import Message, message
from kmcase.rules.controls.control import Control, Thresholds
from kmcase.rules.controls.facts import AuditFacts
from kmcase.rules.controls.sources import Source
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date

_BITS = 256
_THOUSANDTHS = 1000

Wanted = Callable[[AuditFacts, Alike, Thresholds], bool]


def nearness(pair: Alike, certain: int) -> Message:
    """How alike, in words; `certain` bits and fewer leave no doubt."""
    if pair.distance == 0:
        return message("controls.nearness.same")
    if pair.family is PictureFamily.SIGNATURE:
        return message("controls.nearness.strokes", distance=pair.distance, of=_THOUSANDTHS)
    name = "certain" if pair.distance <= certain else "perhaps"
    return message(f"controls.nearness.{name}", distance=pair.distance, of=_BITS)


def _observe(code: str, wanted: Wanted, facts: AuditFacts, numbers: Regulations) -> Iterator[Observation]:
    limits = Thresholds(numbers)
    for pair in facts.alike:
        if wanted(facts, pair, limits):
            yield _about(code, facts, pair, limits)


def _same_photo(facts: AuditFacts, pair: Alike, limits: Thresholds) -> bool:
    return pair.family is PictureFamily.PHOTO and not pair.distance and _several(facts, pair)


def _similar_photo(facts: AuditFacts, pair: Alike, limits: Thresholds) -> bool:
    return pair.family is PictureFamily.PHOTO and _near(facts, pair, limits, "pictures.photo_bits")


def _same_id_copy(facts: AuditFacts, pair: Alike, limits: Thresholds) -> bool:
    return pair.family is PictureFamily.ID_COPY and _alike(facts, pair, limits, "pictures.id_copy_bits")


def _same_thumbprint(facts: AuditFacts, pair: Alike, limits: Thresholds) -> bool:
    return pair.family is PictureFamily.THUMBPRINT and _alike(facts, pair, limits, "pictures.thumbprint_bits")


def _same_signature(facts: AuditFacts, pair: Alike, limits: Thresholds) -> bool:
    """One drawing in several records, or one shape of several persons; who comes along everywhere signs everywhere."""
    if pair.family is not PictureFamily.SIGNATURE:
        return False
    if not pair.distance:
        return len({(use.noun, use.record_id) for use in pair.uses}) > 1
    own = all(use.signer is not Signer.PARTNER for use in pair.uses)
    return own and _near(facts, pair, limits, "pictures.signature_thousandths")


def _alike(facts: AuditFacts, pair: Alike, limits: Thresholds, key: str) -> bool:
    return _near(facts, pair, limits, key) if pair.distance else _several(facts, pair)


def _near(facts: AuditFacts, pair: Alike, limits: Thresholds, key: str) -> bool:
    day = bangkok_date(pair.uses[-1].used_at)
    return 0 < pair.distance <= limits.on(key, day) and _several(facts, pair)


def _several(facts: AuditFacts, pair: Alike) -> bool:
    """Whether it is used of several human beings; one person's own picture may stand in each of their papers."""
    return len({facts.cluster(use.person_id) for use in pair.uses}) > 1


def _about(code: str, facts: AuditFacts, pair: Alike, limits: Thresholds) -> Observation:
    last = pair.uses[-1]
    day = bangkok_date(last.used_at)
    told: tuple[Fact, ...] = (
        ("person", tuple(use.name for use in pair.uses)),
        ("evidence", tuple(message(f"evidence.kind.{use.kind.value}") for use in pair.uses)),
        ("stands_in", tuple(message(f"controls.stands_in.{use.noun}") for use in pair.uses)),
        ("entered_by", tuple(facts.staff.get(use.officer, "") for use in pair.uses)),
        ("taken_at", tuple(use.taken_at for use in pair.uses)),
        ("used_on", tuple(bangkok_date(use.used_at) for use in pair.uses)),
        ("nearness", nearness(pair, limits.on("pictures.certain_bits", day))),
    )
    return Observation(
        control=code,
        subject=(NOUN, record_id_of(pair.contents)),
        persons=tuple(dict.fromkeys(use.person_id for use in pair.uses)),
        vouchers=tuple(dict.fromkeys(use.record_id for use in pair.uses if use.noun == "voucher")),
        officer=last.officer,
        concerned=tuple(dict.fromkeys(use.officer for use in pair.uses if use.officer)),
        subdistrict_code=last.subdistrict_code,
        moo=last.moo,
        day=day,
        facts=told,
    )


def _control(name: str, wanted: Wanted, *numbers: str) -> Control:
    code = f"pictures.{name}"
    return Control(
        code=code,
        severity=Severity.WARN,
        sources=(Source.F3, Source.PROGRAM),
        numbers=numbers,
        evaluate=partial(_observe, code, wanted),
    )


CONTROLS = (
    _control("same_photo", _same_photo),
    _control("similar_photo", _similar_photo, "pictures.photo_bits", "pictures.certain_bits"),
    _control("same_id_copy", _same_id_copy, "pictures.id_copy_bits", "pictures.certain_bits"),
    _control("same_signature", _same_signature, "pictures.signature_thousandths"),
    _control("same_thumbprint", _same_thumbprint, "pictures.thumbprint_bits", "pictures.certain_bits"),
)
