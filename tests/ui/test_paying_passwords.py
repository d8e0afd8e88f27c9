"""The paying table keeps no second person's password beyond the hand-over that it was typed for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.errors import DomainError
from kmcase.domain.payments import VoucherState
from tests.builders import TestOffice, TypedPasswords, password_of
from tests.money_builders import approve_a_fourth, prepared_run, thirds_of_the_year
from tests.request_builders import TODAY, days_later
from tests.ui.test_screens_paying import REASON, Table, state

KEPT_BY_SOCIAL = password_of("social")


def enter_late(table: Table, second: str) -> None:
    """The day before, vouched for by a second person."""
    table.view.pane.extras.late.setChecked(True)
    table.editor("payments.entry.paid_on").set_value(TODAY)
    table.editor("payments.entry.late_reason").set_value("ไฟฟ้าดับ")
    table.second(second)
    table.do()


def lifted(qtbot: QtBot, office: TestOffice, folder: Path) -> Table:
    """A payee whose limit social lifted, about to be paid."""
    table = Table(qtbot, office, folder)
    table.count()
    table.press("payments.lifting.lift")
    table.fill(second_person="social", document="บันทึก 9/2567", reason=REASON)
    table.press("payments.lifting.confirm")
    assert KEPT_BY_SOCIAL in str(vars(table.view.presenter))
    return table


def test_the_last_payee_of_a_run_leaves_no_password_behind(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = thirds_of_the_year(office)
    approve_a_fourth(office, run_id)
    table = lifted(qtbot, office, tmp_path)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.PAID
    assert KEPT_BY_SOCIAL not in str(vars(table.view.presenter))


def test_a_lifting_refused_at_the_hand_over_takes_both_passwords_with_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = thirds_of_the_year(office)
    days_later(office, 1)
    approve_a_fourth(office, run_id)
    table = lifted(qtbot, office, tmp_path)
    enter_late(table, "director")
    typed = table.editor("widgets.second.password")
    confirm = TypedPasswords.confirm

    def changed_meanwhile(self: TypedPasswords, staff_id: str, password: str) -> None:
        if staff_id == "social":
            raise DomainError("duties.second_password_wrong", "second_password")
        confirm(self, staff_id, password)

    monkeypatch.setattr(TypedPasswords, "confirm", changed_meanwhile)
    table.press("payments.head.pay")
    assert state(office, run_id) is VoucherState.ISSUED
    assert table.editor("widgets.override.reason").value() == REASON, "the lifting is asked for again"
    assert typed.is_empty()
    assert KEPT_BY_SOCIAL not in str(vars(table.view.presenter))


def test_a_day_that_is_not_late_after_all_takes_the_password_with_it(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    prepared_run(office, 1)
    days_later(office, 1)
    table = Table(qtbot, office, tmp_path)
    table.count()
    enter_late(table, "director")
    typed = table.editor("widgets.second.password")
    assert not typed.is_empty()
    table.view.pane.extras.late.setChecked(False)
    assert typed.is_empty()
