"""How many payees to ask, which, and what the answers say of the others (duplicates-notes.md §6).

The size is that of discovery sampling without replacement: the smallest n that meets at least one (or two) of the bad
payments with the wanted confidence, from the hypergeometric distribution (AICPA Audit Guide: Audit Sampling, and its
technical notes by T. Stewart). Money is drawn in units of one satang at a fixed interval; its factors are those of the
Poisson distribution in the same guide (3.00, 4.74, 6.30, 7.75 at 95 per cent), evaluated with Stringer's bound.

**To draw a sample again by hand**: take the SHA-256 of `seed:number` in UTF-8 for each voucher number of the register
(`printf '%s' 'seed:0001/2567' | sha256sum`), and sort the register by these hashes. Take every payee of a flagged
round, then the first of each other round, then the first of those who are left until there are as many as the size.
By money: the interval is the sum of the register divided by the size, rounded down; the start is the SHA-256 of
`seed:start` as one big number, modulo the interval; add up the amounts in the order of the register, and take each
payee in whose amount lie the start or the start and any number of intervals. Where everyone is asked, the sample of
discovery is drawn all the same, to be visited at home, and all the others are asked as well.

**The seed** is the SHA-256 of the text of the first checkpoint after the half (the text of the QR code on each ledger
page of that day), or a number that somebody outside the office gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil, comb, exp

from kmcase.domain.samples import Drawn, DrawnFor, RegisterLine, SampleMethod, SamplePlan
from kmcase.rules.regulations import Number, Regulations

_POISSON_STEPS = 60


def everyone_up_to(numbers: Regulations, day: date) -> Number:
    """Up to how many payees of a half everybody is asked, as in force on its last day."""
    return numbers.number("verification.everyone_up_to", day)


def plan_for(population: int, numbers: Regulations, day: date) -> SamplePlan:
    """The plan that stands chosen: everyone in a small half, else a sample of discovery (peers.md §9.1)."""
    small = population <= everyone_up_to(numbers, day).value
    return SamplePlan(method=SampleMethod.EVERYONE if small else SampleMethod.DISCOVERY)


def seed_of(checkpoint_text: str) -> str:
    """The seed that a checkpoint is: SHA-256 of its text in UTF-8, in hexadecimal."""
    return hashlib.sha256(checkpoint_text.encode()).hexdigest()


def bad_of(population: int, percent: int) -> int:
    """How many of a population are so many per cent, rounded up, and one at least."""
    return max(1, -(-population * percent // 100))


def meets(population: int, bad: int, size: int, least: int = 1) -> float:
    """Probability that a sample without replacement holds at least so many of the bad ones."""
    missed = sum(comb(bad, met) * comb(population - bad, size - met) for met in range(min(least, size + 1)))
    return 1 - missed / comb(population, size)


def discovery_size(population: int, plan: SamplePlan) -> int:
    """The smallest sample that meets `plan.meet` of the bad ones with the confidence; everybody where none does."""
    bad = bad_of(population, plan.bad_percent)
    low, high = 0, population
    while low < high:
        middle = (low + high) // 2
        if meets(population, bad, middle, plan.meet) * 100 >= plan.confidence:
            high = middle
        else:
            low = middle + 1
    return low


def most_bad(population: int, asked: int, bad: int, confidence: int = 95) -> int:
    """The most bad payments that there may be after so many bad ones among those asked (one-sided bound)."""
    worst = bad + population - asked
    low, high = bad, worst
    while low < high:
        middle = (low + high + 1) // 2
        if (1 - meets(population, middle, asked, bad + 1)) * 100 > 100 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def to_list(size: int, unreachable_percent: int) -> int:
    """How many to list where so many per cent cannot be reached: 82 for 57 at 30 per cent."""
    return ceil(size * 100 / (100 - unreachable_percent))


def poisson_factor(errors: int, confidence: int = 95) -> float:
    """The mean of which so many errors or fewer have the probability left over by the confidence: 3.00 for none."""
    low, high = 0.0, errors + 50.0
    for _ in range(_POISSON_STEPS):
        middle = (low + high) / 2
        term = total = exp(-middle)
        for count in range(1, errors + 1):
            term *= middle / count
            total += term
        if total * 100 > 100 - confidence:
            low = middle
        else:
            high = middle
    return high


def money_size(plan: SamplePlan) -> int:
    """How many units of money to look at so that a missing share of the tolerable size is met: 60 at 5 per cent."""
    return ceil(poisson_factor(plan.meet - 1, plan.confidence) * 100 / plan.bad_percent)


def missing_bound(interval: int, shares: Iterable[float], confidence: int = 95) -> int:
    """Stringer's bound in satang: the most that may be missing, from the missing share of each payee asked (0 to 1)."""
    before = poisson_factor(0, confidence)
    bound = before
    for errors, share in enumerate(sorted(shares, reverse=True), 1):
        factor = poisson_factor(errors, confidence)
        bound += (factor - before) * share
        before = factor
    return ceil(bound * interval)


def size_of(register: Sequence[RegisterLine], plan: SamplePlan) -> int:
    """How many a plan asks for of a register."""
    if plan.method is SampleMethod.EVERYONE:
        return len(register)
    if plan.method is SampleMethod.DISCOVERY:
        return discovery_size(len(register), plan)
    return min(len(register), money_size(plan))


def register_text(register: Iterable[RegisterLine]) -> str:
    """The canonical list: a line a voucher, `number|satang|round`, in the order of the series."""
    return "".join(f"{line.number}|{line.amount.satang}|{line.round}\n" for line in register)


def register_hash(register: Iterable[RegisterLine]) -> str:
    """SHA-256 of the canonical list in UTF-8, in hexadecimal."""
    return hashlib.sha256(register_text(register).encode()).hexdigest()


def lot(seed: str, number: str) -> bytes:
    """The lot of a voucher: SHA-256 of `seed:number` in UTF-8."""
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()


def draw(
    register: Sequence[RegisterLine], plan: SamplePlan, seed: str, flagged: Iterable[str] = ()
) -> tuple[Drawn, ...]:
    """Whom to ask, in the order of the register; `flagged` are numbers of rounds to ask whole."""
    why: dict[str, DrawnFor] = {}
    whole = frozenset(flagged)
    by_lot = sorted(register, key=lambda line: lot(seed, line.number))
    for line in by_lot:
        if line.round in whole:
            why[line.number] = DrawnFor.FLAGGED_ROUND
    met = set(whole)
    for line in by_lot:
        if line.round not in met:
            met.add(line.round)
            why[line.number] = DrawnFor.ROUND
    if plan.method is SampleMethod.MONEY:
        for line, reason in _by_money(register, size_of(register, plan), seed):
            why.setdefault(line.number, reason)
    else:
        left = [line for line in by_lot if line.number not in why]
        why |= {line.number: DrawnFor.RANDOM for line in left[: max(0, discovery_size(len(register), plan) - len(why))]}
    if plan.method is SampleMethod.EVERYONE:
        why = {line.number: why.get(line.number, DrawnFor.EVERYONE) for line in register}
    return tuple(
        Drawn(voucher_id=line.voucher_id, number=line.number, why=why[line.number])
        for line in register
        if line.number in why
    )


def interval_of(register: Sequence[RegisterLine], size: int) -> int:
    """The interval of a draw by money, in satang; one at least."""
    return max(1, sum(line.amount.satang for line in register) // max(1, size))


def _by_money(register: Sequence[RegisterLine], size: int, seed: str) -> Iterator[tuple[RegisterLine, DrawnFor]]:
    interval = interval_of(register, size)
    start = int.from_bytes(lot(seed, "start"), "big") % interval
    before = 0
    for line in register:
        after = before + line.amount.satang
        # How many of the points start, start + interval, ... lie below a sum, rounded up without floats.
        if -(-(after - start) // interval) > max(0, -(-(before - start) // interval)):
            yield line, DrawnFor.LARGE if line.amount.satang >= interval else DrawnFor.RANDOM
        before = after
