"""Answers to short forms that were given apart give the same rows in whatever order they arrive."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.indicators import FormAnswered, QuestionScore, Respondent
from kmcase.persistence.rows import indicators as tables
from tests.entries_apart import HEARD, Entry, at, chains, folded

ANSWERS = (tables.indicator_answer, tables.indicator_respondent)


def answered(draw: st.DrawFn, word: str) -> FormAnswered:
    """Answers that say in a question's code who wrote them and as which entry of his."""
    return FormAnswered(
        form=draw(st.sampled_from(("morale", "quality"))),
        fiscal_year=2567,
        half=draw(st.sampled_from((1, 2))),
        respondent=draw(st.sampled_from(Respondent)),
        casework="2567.1",
        scores=(QuestionScore(question=word, score=draw(st.integers(0, 5))),),
    )


@given(chains(answered))
def test_any_order_gives_the_same_rows(told: tuple[list[Entry], list[Entry]]) -> None:
    first, other = (folded(order, (*ANSWERS, *HEARD)) for order in told)
    assert first == other


def test_who_answered_stands_apart_from_what() -> None:
    told = FormAnswered(
        form="morale",
        fiscal_year=2567,
        half=2,
        respondent=Respondent.STAFF,
        casework="2567.1",
        scores=(QuestionScore(question="meaning", score=1),),
    )
    rows = folded([(at("b", 1, 0), told), (at("c", 1, 1), told)], (*ANSWERS, *HEARD))
    assert [row[-1] for row in rows["indicator_respondent"]] == ["b", "c"]
    assert all("b" not in row[1:] and "c" not in row[1:] for row in rows["indicator_answer"])
