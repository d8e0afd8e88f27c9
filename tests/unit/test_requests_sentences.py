"""Every code and every value that requests show has its words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kmcase
from kmcase.application.read.requests import Light, NextAction
from kmcase.domain import requests as domain
from kmcase.domain.evidence import EvidenceKind
from kmcase.messages import LANGUAGES, Catalogue, Language

ROOT = Path(kmcase.__file__).parent
CODE = re.compile(r'"requests\.([a-z_]+)"')
STEP = re.compile(
    r'_note_step\([^"]*"([a-z_]+)"|_placed\(voucher[^"]*"issued_at", "", "([a-z_]+)"|\), "([a-z_]+)", params, run_id'
)


def codes(*paths: str) -> set[str]:
    """Codes of the topic that stand in some modules."""
    texts = [path.read_text("utf-8") for name in paths for path in sorted(ROOT.glob(name))]
    return {code for text in texts for code in CODE.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_every_finding_has_its_sentence(language: Language) -> None:
    catalogue = Catalogue(language)
    use_cases = {"open", "write", "attach", "submit", "comment", "answer", "diagnose", "review", "withdraw"}
    use_cases |= {"forward", "documents", "notify", "read"}
    errors = (
        codes("application/requests/*.py", "domain/requests.py", "persistence/repositories/requests.py") - use_cases
    )
    findings = codes("rules/requests.py")
    assert {code for code in errors if not catalogue.has(f"requests.error.{code}")} == set()
    assert {code for code in findings if not catalogue.has(f"requests.finding.{code}")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_word(language: Language) -> None:
    catalogue = Catalogue(language)
    values = {
        "status": domain.RequestStatus,
        "status_help": domain.RequestStatus,
        "cause": domain.HARDSHIP_CAUSES,
        "heading": domain.REPORT_HEADINGS,
        "heading_hint": domain.REPORT_HEADINGS,
        "housing": domain.HOUSING,
        "dependants": domain.DEPENDANTS,
        "aid_kind": domain.AID_KINDS,
        "aid_form": domain.AidForm,
        "notice_method": domain.NOTICE_METHODS,
        "next": NextAction,
        "light": Light,
        "field": domain.RequestContent.__dataclass_fields__,
    }
    wanted = {f"requests.{table}.{value}" for table, found in values.items() for value in found}
    wanted |= {f"evidence.kind.{kind.value}" for kind in EvidenceKind}
    assert {key for key in wanted if not catalogue.has(key)} == set()


def test_every_step_of_the_history_has_its_words() -> None:
    sources = (ROOT / "persistence/fold/requests.py", ROOT / "persistence/queries/request_history.py")
    steps = {step for path in sources for found in STEP.findall(path.read_text("utf-8")) for step in found if step}
    steps |= {f"decided_{outcome}" for outcome in ("approved", "rejected", "deferred")}
    assert len(steps) > 10
    assert {step for step in steps if not Catalogue().has(f"requests.step.{step}")} == set()
