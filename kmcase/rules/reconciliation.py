"""A bank's report beside the vouchers of a batch, and the batch's money beside itself.

A line is matched by number, else by account and amount, else by name and amount, which is a proposal that somebody
confirms. A voucher is matched by one line at most; whatever more there is stands as a row of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, VoucherState
from kmcase.domain.reconciliation import ASKING, BankLine, LineState, Matched, MatchedLine, TransferVoucher
from kmcase.thai.digits import figures, to_arabic
from kmcase.thai.names import fold, same_name

_NUMBER = re.compile(r"(\d{1,6})\s*[/-]\s*(25\d{2})(?!\d)")
_SHORTEST_CUT = 8
"""Banks cut names off; so many letters have to be there to tell by."""


def match_lines(lines: Sequence[BankLine], vouchers: Sequence[TransferVoucher]) -> Matched:
    """All lines of a report beside the vouchers of a batch."""
    matcher = _Matcher(vouchers)
    for take in (matcher.by_number, matcher.by_account, matcher.by_account_alone, matcher.by_name):
        for line in lines:
            take(line)
    found = tuple(matcher.standing(line) for line in lines)
    waiting = (one for one in vouchers if one.voucher_id not in matcher.taken and one.state is VoucherState.ISSUED)
    return Matched(lines=found, without_line=tuple(waiting))


def number_key(text: str) -> tuple[int, int] | None:
    """Serial and fiscal year of a voucher's number wherever it stands in a text: `ใบสำคัญ 12/2567`."""
    found = _NUMBER.search(to_arabic(text))
    return (int(found[1]), int(found[2])) if found else None


def same_account(one: str, other: str) -> bool:
    """Whether two account numbers are one; a spreadsheet drops zeros in front."""
    return _account_key(one) == _account_key(other)


def same_account_name(named: str, payee: str) -> bool:
    """Whether a bank's name of an account may be the payee's: as `same_name`, or cut off at the end."""
    if same_name(named, payee):
        return True
    short, whole = _letters(named), _letters(payee)
    return len(short) >= _SHORTEST_CUT and whole.startswith(short)


def _account_key(account: str) -> str:
    return figures(account).lstrip("0")


def _letters(name: str) -> str:
    return fold(name, without_title=True).replace(" ", "")


def _name_keys(name: str) -> tuple[str, ...]:
    """What names that may be one have in common: their letters in whatever order, or how they begin."""
    letters = _letters(name)
    return "".join(sorted(letters)), letters[:_SHORTEST_CUT]


def _index(
    vouchers: Iterable[TransferVoucher], keys: Callable[[TransferVoucher], Iterable[Hashable]]
) -> dict[Hashable, list[TransferVoucher]]:
    """Vouchers by each of their keys, in their order."""
    found: dict[Hashable, list[TransferVoucher]] = defaultdict(list)
    for voucher in vouchers:
        for key in keys(voucher):
            found[key].append(voucher)
    return found


class _Matcher:
    """Which voucher each line took; the surest way goes first over all lines."""

    def __init__(self, vouchers: Sequence[TransferVoucher]) -> None:
        # Of two numbers of one payee the one that waits is meant before one that was noted unpaid.
        ordered = sorted(vouchers, key=lambda one: one.state is not VoucherState.ISSUED)
        self._by_number = _index(ordered, lambda one: (number_key(one.number),))
        self._by_account = _index(ordered, lambda one: (_account_key(one.account),))
        self._by_name = _index(ordered, lambda one: _name_keys(one.payee_name))
        self.taken: dict[str, BankLine] = {}
        self._found: dict[int, tuple[LineState, TransferVoucher]] = {}

    def by_number(self, line: BankLine) -> None:
        """The voucher's own number, in either column of references."""
        keys = dict.fromkeys(number_key(text) for text in (line.reference, line.bank_reference))
        self._take(line, [one for key in keys if key is not None for one in self._by_number[key]])

    def by_account(self, line: BankLine) -> None:
        """Account and amount; of several payees with both alike the one of this name, else a proposal."""
        self._take(line, [one for one in self._at_account(line) if one.amount == line.amount])

    def by_account_alone(self, line: BankLine) -> None:
        """Account with another amount."""
        self._take(line, self._at_account(line))

    def by_name(self, line: BankLine) -> None:
        """Name and amount, where that is one payee alone."""
        if not line.name or line.amount is None or line.number in self._found:
            return
        near = {one.voucher_id: one for key in _name_keys(line.name) for one in self._by_name[key]}
        fitting = [one for one in near.values() if one.amount == line.amount and self._named(line, one)]
        if len(fitting) == 1 and fitting[0].voucher_id not in self.taken:
            self._settle(line, fitting[0], sure=False)

    def standing(self, line: BankLine) -> MatchedLine:
        """How a line stands after all."""
        if line.number in self._found:
            state, voucher = self._found[line.number]
            differs = bool(line.name) and not same_account_name(line.name, voucher.payee_name)
            return MatchedLine(line=line, state=state, voucher=voucher, name_differs=differs)
        readable = line.amount is not None and line.result is not None
        return MatchedLine(line=line, state=LineState.NO_VOUCHER if readable else LineState.UNREADABLE)

    def _at_account(self, line: BankLine) -> list[TransferVoucher]:
        return self._by_account[_account_key(line.account)] if line.account else []

    def _take(self, line: BankLine, fitting: Sequence[TransferVoucher]) -> None:
        if line.number in self._found:
            return
        free = [one for one in fitting if one.voucher_id not in self.taken]
        waiting = [one for one in free if one.state is VoucherState.ISSUED] or free
        if waiting:
            named = [one for one in waiting if self._named(line, one)]
            self._settle(line, (named or waiting)[0], sure=len(waiting) == 1 or len(named) == 1)
        elif fitting:
            self._found[line.number] = (_once_more(line, self.taken[fitting[0].voucher_id]), fitting[0])

    def _settle(self, line: BankLine, voucher: TransferVoucher, *, sure: bool) -> None:
        self.taken[voucher.voucher_id] = line
        self._found[line.number] = (_state(line, voucher, sure=sure), voucher)

    @staticmethod
    def _named(line: BankLine, voucher: TransferVoucher) -> bool:
        return bool(line.name) and same_account_name(line.name, voucher.payee_name)


def _once_more(line: BankLine, first: BankLine) -> LineState:
    """A second line of a voucher: the same transaction told twice, or a result once more."""
    if line.amount is None or line.result is None:
        return LineState.UNREADABLE
    alike = (line.amount, line.result, line.account) == (first.amount, first.result, first.account)
    if alike and line.bank_reference and line.bank_reference == first.bank_reference:
        return LineState.REPEATED
    if line.result is not first.result:
        return LineState.CONTRADICTS
    return LineState.PAID_TWICE if line.result is BankResult.PAID else LineState.REPEATED


def _state(line: BankLine, voucher: TransferVoucher, *, sure: bool) -> LineState:
    if line.amount is None or line.result is None:
        return LineState.UNREADABLE
    if line.amount != voucher.amount:
        return LineState.AMOUNT_DIFFERS
    if line.account and voucher.account and not same_account(line.account, voucher.account) and sure:
        return LineState.ACCOUNT_DIFFERS
    if voucher.state is not VoucherState.ISSUED:
        return _recorded(line, line.result, voucher)
    if not sure:
        return LineState.PROPOSED
    return LineState.MATCHED if line.result is BankResult.PAID else LineState.REJECTED


def _recorded(line: BankLine, result: BankResult, voucher: TransferVoucher) -> LineState:
    """A line of a voucher of which something is known already."""
    known = {VoucherState.PAID: BankResult.PAID, VoucherState.NOT_PAID: BankResult.REJECTED}.get(voucher.state)
    if known is not result:
        return LineState.CONTRADICTS
    told = {line.reference, line.bank_reference} - {""}
    if result is BankResult.PAID and line.bank_reference and voucher.reference not in told:
        return LineState.PAID_TWICE
    return LineState.RECORDED


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeFact:
    """A payee of a batch: a voucher, or a request that has none yet. Money that is not known is None.

    `requested` is told once a request, of its newest voucher; `waits`: it is approved, and no number pays it.
    `evidence` is a signed scan, of a transfer the bank's report. `said` is the payee's newest answer, `bank_paid` what
    each line of the bank's reports says was paid, `bank_rejected` whether one says it was not.
    """

    requested: Baht | None = None
    vouchered: Baht | None = None
    paid: Baht | None = None
    state: VoucherState | None = None
    evidence: bool = False
    waits: bool = False
    said: Baht | None = None
    bank_paid: tuple[Baht, ...] = ()
    bank_rejected: bool = False


def differences_of(fact: PayeeFact) -> tuple[str, ...]:
    """What does not agree of one payee, by name; empty where everything does."""
    tests: Iterable[tuple[str, bool]] = (
        ("waits", fact.waits),
        ("awaited", fact.state in (VoucherState.ISSUED, VoucherState.HANDED_OVER)),
        ("other_amount", None not in (fact.requested, fact.vouchered) and fact.requested != fact.vouchered),
        ("counted", fact.paid is not None and fact.paid != fact.vouchered),
        ("no_evidence", fact.paid is not None and not fact.evidence),
        ("said", fact.paid is not None and fact.said is not None and fact.said != fact.paid),
        ("bank_amount", fact.paid is not None and any(paid != fact.paid for paid in fact.bank_paid)),
        ("bank_twice", len(fact.bank_paid) > 1),
        ("bank_rejected", fact.paid is not None and fact.bank_rejected and not fact.bank_paid),
        ("bank_paid", fact.paid is None and bool(fact.bank_paid)),
    )
    return tuple(name for name, differs in tests if differs)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """A line of a report that was taken, beside its voucher as it stands today (None where it has none).

    `decided`: a named person explained or confirmed what is seen in it; `paid_later`: another line of the voucher, of
    which nobody asks anything, says that it was paid.
    """

    state: LineState
    result: BankResult | None = None
    voucher: VoucherState | None = None
    decided: bool = False
    paid_later: bool = False


def is_open(line: TakenLine) -> bool:
    """Whether nobody decided on a line: nothing answers for it, or the books say otherwise than the bank."""
    if line.state in ASKING:
        return not line.decided
    if line.result is BankResult.PAID:
        return line.voucher not in (VoucherState.PAID, VoucherState.VOID)
    return line.voucher is VoucherState.PAID and not line.paid_later


def acknowledged(fact: PayeeFact) -> Baht:
    """What a payee acknowledged: by a signed receipt, or the bank in the payee's place."""
    return fact.paid if fact.paid is not None and fact.evidence else Baht.zero()
