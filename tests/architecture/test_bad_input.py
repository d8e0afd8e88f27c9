"""Where each kind of bad input is tested: what is read, what is refused with the way out, what is survived."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import ROOT

READ = {
    "bank report with other columns, separators, Thai digits, both eras, a total": [
        "unit/test_imports_bank_reports::test_other_columns_in_another_language_and_order",
        "unit/test_imports_bank_reports::test_amounts_as_they_are_written",
        "unit/test_imports_bank_reports::test_days_of_both_eras",
        "unit/test_imports_bank_reports::test_totals_closing_words_and_headings_once_more_are_no_lines",
    ],
    "workbook of the old Excel": ["integration/test_files_workbooks::test_a_workbook_of_the_old_excel_is_read"],
    "CSV in TIS-620": ["integration/test_files_workbooks::test_csv_is_read_in_every_encoding_and_with_every_delimiter"],
    "photograph of 200 MB": [
        "unit/test_files_pictures::test_a_photograph_of_two_hundred_megabytes_is_read",
        "ui/test_widgets_pictures::test_a_photograph_of_two_hundred_megabytes_is_taken_while_the_window_goes_on",
    ],
}
REFUSED = {
    "bank report without the columns that are needed, or without lines": [
        "unit/test_imports_bank_reports::test_without_amount_result_or_whose_it_is_nothing_is_read",
        "unit/test_imports_bank_reports::test_a_heading_alone_is_no_report",
        "ui/test_screens_reconciliation::test_columns_that_nobody_knows_are_asked_for",
        "ui/test_screens_reconciliation::test_what_is_no_report_is_refused_with_a_sentence",
    ],
    "bank report that was taken before, or changed after it was looked at": [
        "contract/test_reconciliation::test_a_file_taken_twice_changes_nothing",
        "contract/test_reconciliation::test_a_file_changed_after_it_was_looked_at_is_refused",
    ],
    "workbook with a password": ["integration/test_files_workbooks::test_what_is_no_list_is_refused_with_its_reason"],
    "empty workbook": ["integration/test_files_workbooks::test_an_empty_workbook_is_refused"],
    "file that is not what its name says": [
        "integration/test_files_workbooks::test_what_is_no_list_is_refused_with_its_reason",
        "unit/test_files_pictures::test_what_is_no_picture_is_refused",
        "ui/test_widgets_pictures::test_what_is_no_picture_is_refused_with_a_sentence",
    ],
    "impossible date": [
        "unit/test_thai_typed_dates::test_what_is_no_day_is_refused_with_its_reason",
        "unit/test_imports_rows::test_what_cannot_be_read_waits_beside_its_cell",
        "ui/test_widgets_editors::test_a_bad_date_stays_typed_and_says_why",
    ],
    "date in C.E.": ["unit/test_thai_typed_dates::test_a_year_in_ce_is_refused_with_the_year_that_was_meant"],
    "amount with letters or three decimals": [
        "unit/test_thai_baht::test_what_is_no_amount_is_refused_with_its_reason",
        "unit/test_imports_rows::test_what_cannot_be_read_waits_beside_its_cell",
        "ui/test_widgets_editors::test_a_bad_amount_stays_typed_and_says_why",
    ],
    "request over the cap": [
        "contract/test_requests::test_more_than_the_amount_a_time_is_kept_as_a_draft_with_its_finding_and_refused_when_sent",
        "contract/test_meetings::test_more_than_the_half_has_is_refused_and_never_lifted",
    ],
    "request over the limit": ["contract/test_budgets::test_a_fourth_time_cannot_be_entered_as_history"],
    "fourth payment": [
        "contract/test_payments::test_a_fourth_payment_in_a_year_is_refused",
        "ui/test_screens_paying::test_a_fourth_payment_of_a_year_is_refused_lifted_in_place_and_paid",
    ],
    "second payment under another name order": [
        "contract/test_payments_namesakes::test_a_second_payment_under_another_name_order_is_refused"
    ],
    "address outside the area": [
        "contract/test_requests::test_an_address_outside_the_area_is_refused_at_the_request",
        "unit/test_rules_limits::test_only_the_offices_area_is_served",
    ],
    "wrong password": [
        "integration/test_keyring::test_a_wrong_password_and_an_unknown_login_are_refused_alike",
        "ui/test_shell_sign_in::test_a_wrong_password_is_told_beside_its_field",
        "integration/test_bootstrap_opening::test_many_wrong_passwords_make_the_next_try_wait",
    ],
    "address of a database that leads nowhere, or unencrypted": [
        "integration/test_shared_office::test_an_address_that_leads_nowhere_or_unencrypted_is_refused_before_anything_is_written"
    ],
    "database with other tables or another office in it": [
        "integration/test_shared_office::test_a_database_of_another_program_is_left_alone",
        "integration/test_shared_office::test_what_stands_in_the_database_already_is_not_written_over",
    ],
    "role of a database with too many rights": [
        "integration/test_shared_office::test_a_role_that_could_lift_the_guards_is_warned_of"
    ],
    "database from a newer version": [
        "integration/test_shared_office::test_a_newer_database_is_refused_and_an_older_one_asks_for_its_owner",
        "integration/test_bootstrap_opening::test_a_database_of_a_newer_program_is_refused_in_words_and_the_office_let_go",
    ],
}
DOUBTED = {
    "bank lines repeated, without a voucher, of another amount, account or name": [
        "unit/test_rules_reconciliation::test_a_line_alone",
        "unit/test_rules_reconciliation::test_a_second_line_of_one_voucher",
        "contract/test_reconciliation::test_what_differs_is_never_entered",
    ],
    "a photograph's own time: missing, another day, in the future; a telephone's clock a year off": [
        "unit/test_rules_visits::test_a_visit_is_sent_with_its_doubts",
        "unit/test_rules_visits::test_a_photograph_of_any_day_of_the_visit_is_right",
    ],
    "a laptop's clock a year off": [
        "unit/test_domain_visits::test_the_state_is_told_by_what_was_sent_and_judged_in_any_order",
        "contract/test_visits_apart::test_every_order_of_meeting_gives_the_same_rows",
    ],
    "a position outside the province": [
        "contract/test_visits::test_where_the_form_says_the_device_was_is_looked_at",
    ],
}
SURVIVED = {
    "junk rows by the 100,000": [
        "integration/test_files_workbooks::test_junk_rows_by_the_hundred_thousand_are_survived",
        "integration/test_imports::test_a_hundred_thousand_junk_rows_are_survived",
        "integration/test_imports::test_each_row_of_rubbish_ends_somewhere_and_none_as_a_person",
    ],
    "full disk": [
        "integration/test_full_disk::test_a_payment_is_made_whole_or_not_at_all",
        "integration/test_full_disk::test_a_scan_that_does_not_fit_is_not_attached",
        "integration/test_full_disk::test_a_list_half_taken_in_goes_on_when_there_is_room",
        "integration/test_full_disk::test_a_back_up_that_does_not_fit_leaves_the_earlier_ones",
        "integration/test_full_disk::test_an_export_that_does_not_fit_leaves_the_file_that_was_there",
    ],
    "server that goes away in the middle of work": [
        "integration/test_shared_office::test_a_server_that_goes_away_in_the_middle_loses_nothing_and_is_found_again",
        "contract/test_lost_answer::test_a_commit_whose_answer_is_lost_counts_where_it_arrived",
        "ui/test_shared_windows::test_a_server_that_is_away_is_said_once_and_when_it_is_back",
    ],
    "move of an office that is broken off": [
        "integration/test_shared_moves::test_a_move_broken_off_before_it_is_compared_leaves_a_target_that_is_no_office",
        "integration/test_shared_moves::test_a_move_broken_off_between_mark_and_declaration_is_made_again_to_the_same_place",
    ],
    "process killed between any two writes": [
        "integration/test_killed::test_a_payment_with_its_scan_is_posted_whole_or_not_at_all",
        "integration/test_killed::test_a_list_killed_while_it_is_taken_in_goes_on_and_takes_each_row_once",
        "integration/test_backups::test_a_process_killed_while_backing_up_leaves_the_office_and_the_earlier_backup",
        "integration/test_backups_restore::test_a_process_killed_while_restoring_leaves_the_old_office_or_the_restored_one",
        "integration/test_rekeying::test_a_process_killed_between_any_two_writes_leaves_an_office_that_opens",
        "integration/test_blobs::test_a_process_killed_while_storing_leaves_the_picture_whole_or_not_at_all",
    ],
}


@pytest.mark.parametrize(("what", "tests"), {**READ, **REFUSED, **DOUBTED, **SURVIVED}.items())
def test_every_kind_of_bad_input_has_its_test(what: str, tests: list[str]) -> None:
    for test in tests:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / "tests" / f"{file}.py").read_text("utf-8"))
        known = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in known, f"{what}: the test has another name now, or is gone: {test}"
