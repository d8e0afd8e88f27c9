"""Casework files: the shipped ones are sound, and what is wrong in one is said with its line."""

from __future__ import annotations

import hashlib

import pytest

from kmcase.domain.casework import Casework
from kmcase.domain.errors import DomainError
from kmcase.domain.wording import worded
from kmcase.rules.casework import (
    NEWEST,
    Fault,
    contents,
    differences,
    read_casework,
    shipped_casework,
    shipped_text,
    shipped_versions,
)

TEXT = shipped_text()


def faults(text: str) -> tuple[tuple[str, str], ...]:
    """Code and name of each fault, and that its line tells of it."""
    found, said = read_casework(text)
    assert found is None
    return tuple((fault.code, fault.name) for fault in said)


def changed(before: str, after: str) -> tuple[Fault, str]:
    """The one fault of the shipped file with a change, and the line on which it is said to stand."""
    assert before in TEXT
    text = TEXT.replace(before, after, 1)
    found, said = read_casework(text)
    assert found is None
    [fault] = said
    return fault, text.splitlines()[fault.line - 1].strip()


def test_the_shipped_casework_has_the_steps_the_dimensions_and_the_deadlines_of_practice() -> None:
    casework = shipped_casework()
    assert [stage.code for stage in casework.stages if not stage.ends] == [
        "aware", "screen", "assess", "plan", "serve", "monitor",
    ]  # fmt: skip
    assert [dimension.code for dimension in casework.dimensions if dimension.household] == [
        "health", "education", "housing", "income", "access",
    ]  # fmt: skip
    assert {deadline.code: deadline.days for deadline in casework.deadlines} == {"reception": 7, "protection": 15}
    assert all(dimension.items for dimension in casework.dimensions)


@pytest.mark.parametrize(
    ("before", "after", "code", "name", "line"),
    [
        ("days = 7", 'days = "seven"', "kind", "days", 'days = "seven"'),
        ("days = 7\nwarn_days = 2", "days = 0\nwarn_days = 0", "days", "0", "days = 0"),
        ("warn_days = 2", "warn_days = 8", "warn_days", "8", "warn_days = 8"),
        ('done_by = "assess"', 'done_by = "later"', "no_stage", "later", 'done_by = "later"'),
        ('code = "aware"', 'code = "screen"', "twice", "screen", 'code = "screen"'),
        ('th = "คนไร้ที่พึ่ง"\n', 'th = ""\n', "empty", "th", 'th = ""'),
        ('th = "คนไร้ที่พึ่ง"\n', "", "missing", "th", "[[client_groups]]"),
        ('th = "คนไร้ที่พึ่ง"\n', 'th = "คนไร้ที่พึ่ง"\ncolour = 1\n', "unknown", "colour", "colour = 1"),
        ('kind = "goal"', 'kind = "wish"', "choice", "wish", 'kind = "wish"'),
        ('dimension = "health"', 'dimension = "wealth"', "no_dimension", "wealth", 'dimension = "wealth"'),
        ("days = 15\n\n[[referral_waits]]", "days = -1\n\n[[referral_waits]]", "days", "-1", "days = -1"),
        ("days = 7", "days = 3651", "most_days", "3651", "days = 3651"),
        ("days = 15\n\n[[referral_waits]]", "days = 3651\n\n[[referral_waits]]", "most_days", "3651", "days = 3651"),
        ("months = 1", "months = 0", "months", "0", "months = 0"),
        ("months = 1", "months = 121", "most_months", "121", "months = 121"),
        ('code = "goal_behind"', 'code = "goal_late"', "choice", "goal_late", 'code = "goal_late"'),
        ("days = 15\nagain = 30", "days = -1\nagain = 30", "negative", "-1", "days = -1"),
        ("days = 15\nagain = 30", "days = 15\nagain = 3651", "most_days", "3651", "again = 3651"),
        ("  { score = 0,", "  { score = 11,", "scores", "body", "[[dimensions.items]]"),
        ('code = "developed"', 'code = "grown"', "choice", "grown", 'code = "grown"'),
        ("yes_from = 100", "yes_from = 101", "percent", "101", "yes_from = 101"),
        ("least_done = 50", "least_done = -1", "percent", "-1", "least_done = -1"),
        (
            "[[answer_forms]]",
            "[[indicator_limits]]\ndays = 9\n\n[[answer_forms]]",
            "unknown",
            "indicator_limits",
            "[[indicator_limits]]",
        ),
        ('asks = ["staff"]', "asks = []", "missing", "asks", "[[answer_forms]]"),
        ('asks = ["staff"]', 'asks = ["nobody"]', "choice", "nobody", 'asks = ["nobody"]'),
        ('reached_by = ["assessment"]', 'reached_by = ["tea"]', "choice", "tea", 'reached_by = ["tea"]'),
        ('reached_by = ["assessment"]', 'reached_by = "tea"', "kind", "reached_by", 'reached_by = "tea"'),
        (
            'en = "Evaluate and close"\n',
            'en = "Evaluate and close"\nreached_by = ["service_done"]\n',
            "closing_reaches",
            "close",
            'reached_by = ["service_done"]',
        ),
        ('code = "team"', 'code = "meaning"', "twice", "meaning", 'code = "meaning"'),
    ],
)
def test_a_fault_is_told_with_its_line(before: str, after: str, code: str, name: str, line: str) -> None:
    fault, there = changed(before, after)
    assert (fault.code, fault.name) == (code, name)
    assert there == line


def test_a_question_with_one_anchor_cannot_be_scored() -> None:
    start = TEXT.index("anchors = [")
    end = TEXT.index("]\n", start)
    one = 'anchors = [{ score = 1, th = "ก", en = "a" }'
    assert faults(TEXT[:start] + one + TEXT[end:]) == (("anchors", "body"),)


def test_a_short_form_without_questions_asks_nothing() -> None:
    before, _, after = TEXT.partition("[[answer_forms.questions]]")
    rest = after[after.index("[[answer_forms]]") :]
    assert faults(f"{before}questions = []\n\n{rest}") == (("missing", "questions"),)


def test_stages_that_never_end_are_a_fault() -> None:
    assert faults(TEXT.replace("ends = true", "ends = false")) == (("no_end", ""),)


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert read_casework('version = "1"\nstages = [\n')[1][0].code == "syntax"
    assert read_casework('version = "1"\nx = = 2\n')[1] == (Fault(line=2, code="syntax"),)
    assert read_casework("x = " + "[" * 100_000)[1] == (Fault(line=1, code="syntax"),)


def test_ten_years_are_the_longest_that_is_planned() -> None:
    assert read_casework(TEXT.replace("days = 7\n", "days = 3650\n", 1))[0] is not None
    assert {code for code, _ in faults(TEXT.replace("until_day = ", "until_day = 365000"))} == {"most_days"}


def test_a_value_for_a_list_and_a_value_for_a_table_are_faults() -> None:
    found = dict.fromkeys(faults(TEXT.split("[[legal_bases]]")[0] + 'legal_bases = "x"\nstages = [1]\n'))
    assert ("kind", "legal_bases") in found
    assert ("kind", "stages") in found
    assert ("missing", "dimensions") in found


def test_a_version_that_was_never_shipped_is_unknown() -> None:
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.unknown_casework"):
        shipped_casework("0000.0")


@pytest.mark.parametrize(("find", "code"), [("stage", "stage"), ("dimension", "dimension"), ("checklist", "checklist")])
def test_what_a_casework_does_not_hold_is_unknown(find: str, code: str) -> None:
    casework: Casework = shipped_casework()
    with pytest.raises(DomainError, check=lambda error: error.code == f"cases.unknown_{code}"):
        getattr(casework, find)("nothing")
    assert casework.dimension("health").items[0].anchors[0].words != casework.checklist("body").words
    assert casework.phrases[0].words


def test_papers_and_flags_of_reception_are_told_in_both_languages() -> None:
    casework = shipped_casework()
    agreement = casework.paper("agreement")
    assert agreement.text == worded({"th": agreement.text_th, "en": agreement.text_en})
    assert agreement.follows == worded({"th": agreement.follows_th, "en": agreement.follows_en})
    assert {reason.code for reason in casework.flags} == {"child", "violence", "self_harm"}
    assert [each.code for each in casework.checklists_at("reception")] == ["body", "documents", "needs"]


SHIPPED = {
    "2567.1": "7b99a4ad1c611b7a3db203918adda051235a96373c7b4260bcca51b1f2054de9",
}
"""The SHA-256 of every version that was ever shipped. A version of a release never changes: add a new one instead."""


def test_what_was_shipped_stays_as_it_was_for_the_cases_that_keep_it() -> None:
    texts = {version: hashlib.sha256(shipped_text(version).encode()).hexdigest() for version in shipped_versions()}
    assert texts == SHIPPED, "Cases keep this version: what is to differ becomes a new version beside it"
    assert max(shipped_versions()) == NEWEST


def between(before: str, after: str) -> list[tuple[str, tuple[str, ...], str | None, str | None]]:
    """What is said to differ where a text stands for another in the shipped file."""
    assert before in TEXT
    changed_file, faults_found = read_casework(TEXT.replace(before, after, 1))
    assert changed_file is not None, faults_found
    found = differences(shipped_casework(), changed_file)
    return [(one.part, one.path, one.before, one.after) for one in found]


def test_the_contents_of_a_version_are_its_entries_in_the_order_of_the_file() -> None:
    found = contents(shipped_casework())
    assert (found[0].part, found[0].code) == ("legal_bases", "homeless_act")
    assert {one.part for one in found} >= {"stages", "deadlines", "papers", "examples", "phrases"}
    assert all(one.th and one.en for one in found)


def test_a_value_that_is_another_is_told_with_where_it_stands() -> None:
    assert between("days = 7\n", "days = 10\n") == [("deadlines", ("reception", "days"), "7", "10")]
    assert between(f'version = "{NEWEST}"', 'version = "x"') == []
    assert between('asks = ["staff"]', 'asks = ["staff", "client"]') == [
        ("answer_forms", ("morale", "asks", "client"), None, "client"),
    ]  # fmt: skip


def test_an_entry_that_is_new_or_gone_is_told_in_its_own_words() -> None:
    stage = '[[stages]]\ncode = "wait"\nth = "รอ"\nen = "Waiting"\n\n[[deadlines]]'
    assert between("[[deadlines]]", stage) == [("stages", ("wait",), None, "รอ")]
    [gone] = between("[[follow_ups]]\nmonths = 1\n", "")
    assert gone == ("follow_ups", ("1",), "1", None)


def test_other_words_of_a_phrase_are_an_old_and_a_new_phrase() -> None:
    phrase = shipped_casework().phrases[0]
    found = between(f'th = "{phrase.th}"', 'th = "อื่น"')
    assert [(before, after) for _, _, before, after in found] == [(phrase.th, None), (None, "อื่น")]
