"""`case print` and `indicators`: what they write, and whom they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.read.cases import CaseItem, CaseSight
from kmcase.cli.main import DONE, ENVIRONMENT, WRONG_USE, main
from kmcase.domain.cases.heads import WHOLE_FILE, Seen
from kmcase.messages import Catalogue
from kmcase.thai.digits import to_thai
from tests.paper import text_of
from tests.sample import open_sample, sample_copy

_OUTSIDER = "social2"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office, of the test's own."""
    return sample_copy(tmp_path)


def cases(office: Path) -> tuple[CaseItem, ...]:
    opened = open_sample(office, "social1")
    try:
        return opened.services.cases.list().items
    finally:
        opened.close()


def printed(office: Path, case_id: str) -> list[CaseSight]:
    opened = open_sample(office, "social1")
    try:
        return [sight for sight in opened.services.cases.sights(case_id) if sight.what == WHOLE_FILE]
    finally:
        opened.close()


def test_a_case_is_printed_by_its_number_as_people_write_it_or_its_id(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = next(item for item in cases(office) if "สมหวัง" in item.name)
    out = tmp_path / "case.pdf"
    for called in (case.number, to_thai(case.number), f" {case.number.replace('/', ' / ')} ", case.case_id):
        assert main(["case", "print", called, "--out", str(out), "--office", str(office), "--user", "social1"]) == DONE
        assert str(out) in capsys.readouterr().out
        text = text_of(out.read_bytes())
        assert "สมหวัง รอดพ้น" in text
        out.unlink()
    told = Catalogue()
    for part in ("intake", "papers", "assessment", "notes", "referrals", "closing"):
        assert told.text(f"cases.part.{part}") in text
    sights = printed(office, case.case_id)
    assert [(sight.how, sight.by) for sight in sights] == [(Seen.PRINTED, "นางอังคาร วินิจฉัยชอบ")] * 4


def test_a_case_that_one_may_not_see_answers_like_one_that_is_not_there(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = next(item for item in cases(office) if item.restricted)
    out = tmp_path / "case.pdf"
    answers = []
    for called in (hidden.number, hidden.case_id, "999/2567", "", "%", "12/2567; --"):
        words = ["case", "print", called, "--out", str(out), "--office", str(office), "--user", _OUTSIDER]
        answers.append((main(words), capsys.readouterr().err))
    assert set(answers) == {(WRONG_USE, answers[0][1])}
    assert Catalogue().text("cases.error.unknown") in answers[0][1]
    assert not out.exists()
    assert printed(office, hidden.case_id) == []


def test_a_place_that_cannot_be_written_is_said_and_the_print_is_kept_before(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = next(item for item in cases(office) if item.led)
    nowhere = tmp_path / "missing" / "case.pdf"
    words = ["case", "print", case.number, "--out", str(nowhere), "--office", str(office), "--user", "social1"]
    assert main(words) == ENVIRONMENT
    assert str(nowhere) in capsys.readouterr().err
    assert len(printed(office, case.case_id)) == 1


@pytest.mark.parametrize("login", ["finance1", "admin"])
def test_who_is_not_of_case_work_is_refused(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], login: str
) -> None:
    out = tmp_path / "case.pdf"
    words = ["--english", "case", "print", "1/2567", "--out", str(out), "--office", str(office), "--user", login]
    assert main(words) == WRONG_USE
    assert "Your role may not do this" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("login", ["finance1", "admin", "assistant1"])
def test_who_does_not_see_the_work_of_the_office_is_told_no_indicators(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], login: str
) -> None:
    files = tmp_path / "indicators.pdf", tmp_path / "indicators.xlsx"
    words = ["--english", "indicators", "--office", str(office), "--user", login, "--year", "2567"]
    assert main([*words, "--pdf", str(files[0]), "--xlsx", str(files[1])]) == WRONG_USE
    told = capsys.readouterr()
    assert "Your role may not do this" in told.err
    assert told.out == ""
    assert not any(file.exists() for file in files)


def test_clients_are_of_the_shelter_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", str(tmp_path / "one"), "--clients", "3"]) == WRONG_USE
    assert "--shelter" in capsys.readouterr().err
    for clients in ("0", "5001"):
        assert main(["sample", "--shelter", str(tmp_path / "two"), "--clients", clients]) == WRONG_USE
    assert not (tmp_path / "one").exists() and not (tmp_path / "two").exists()
