"""Where the seed of a draw comes from, and the plan that stands chosen, on each engine."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from kmcase.application.offices import ChangeNumber, OfficeService
from kmcase.application.samples import DrawSample
from kmcase.domain.samples import (
    DrawnFor,
    SampleMethod,
    SeedSource,
    VerificationSampleDrawn,
)
from kmcase.rules.sampling import seed_of
from tests.builders import TestOffice, allot
from tests.checkpoints import signed
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.request_builders import TODAY, days_later, refused
from tests.verification_builders import FEW, HALF, paid_half, recorded, samples


def test_the_seed_is_the_first_checkpoint_after_the_half_however_long_the_draw_waits(office: TestOffice) -> None:
    found = voucher_ids(office, prepared_run(office, 6))
    for voucher_id in found:
        pay(office, voucher_id)
    days_later(office, (date(2024, 9, 30) - TODAY).days)
    before = signed(office)
    days_later(office, 2)
    assert samples(office).standing(HALF).checkpoint is None
    with refused("samples.no_checkpoint"):
        samples(office).draw(DrawSample(half=HALF))
    allot(office, 1_000)
    first = signed(office)
    days_later(office, 30)
    allot(office, 2_000)
    office.clock.at -= timedelta(days=31, hours=1)
    late = signed(office)
    office.clock.at += timedelta(days=40)
    samples(office).draw(DrawSample(half=HALF))
    drawn = samples(office).standing(HALF).sample
    assert drawn is not None and drawn.checkpoint is not None
    assert len({before, first, late}) == 3
    assert (drawn.checkpoint.text, drawn.seed) == (first, hashlib.sha256(first.encode()).hexdigest())
    assert samples(office, "auditor").redraw(HALF, drawn.seed).seed_stands


def test_a_checkpoint_that_was_not_the_first_is_told_of(office: TestOffice) -> None:
    paid_half(office)
    samples(office).draw(DrawSample(half=HALF, plan=FEW))
    [drawn] = recorded(office)
    assert drawn.checkpoint is not None
    chosen = replace(drawn.checkpoint, text="KM1:another")
    forged = replace(drawn, sample_id="x", turn=2, seed=seed_of(chosen.text), checkpoint=chosen)
    with office.work("director").begin("followups.draw") as unit:
        unit.record(VerificationSampleDrawn(sample=forged))
        unit.commit(None)
    assert not samples(office, "auditor").redraw(HALF, forged.seed).seed_stands
    assert samples(office, "auditor").redraw(HALF, drawn.seed).seed_stands


def test_a_number_from_outside_says_who_gave_it_and_where_it_is_looked_up(office: TestOffice) -> None:
    paid_half(office, signs=False)
    with refused("samples.origin_missing"):
        samples(office).draw(DrawSample(half=HALF, seed="123456"))
    samples(office).draw(DrawSample(half=HALF, seed="123456", origin=" สลากงวด 1 ต.ค. 2567 "))
    drawn = samples(office).standing(HALF).sample
    assert drawn is not None
    assert (drawn.seed_source, drawn.seed_origin) == (SeedSource.TYPED, "สลากงวด 1 ต.ค. 2567")
    assert drawn.seed_said.params["origin"] == "สลากงวด 1 ต.ค. 2567"
    assert samples(office).redraw(HALF, "123456").seed_stands


def test_in_a_small_half_everybody_stands_chosen_and_above_the_dated_number_a_sample(office: TestOffice) -> None:
    paid_half(office)
    few = samples(office).standing(HALF)
    assert (few.proposed.method, few.proposed_because.params) == (SampleMethod.EVERYONE, {"count": 6, "most": 200})
    samples(office).draw(DrawSample(half=HALF))
    assert {line.why for line in samples(office).standing(HALF).lines} == {DrawnFor.ROUND, DrawnFor.RANDOM}
    number = ChangeNumber(
        key="verification.everyone_up_to",
        valid_from=date(2024, 4, 1),
        valid_to=None,
        value=5,
        reference="หนังสือสั่งการ",
        reason="มีผู้รับมาก",
    )
    OfficeService(office.work("director")).change_number(number)
    many = samples(office).standing(HALF)
    assert (many.proposed.method, many.proposed_because.key) == (SampleMethod.DISCOVERY, "samples.because.discovery")
