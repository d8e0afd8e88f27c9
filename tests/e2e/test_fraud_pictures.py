"""Evidence used twice through the real window: photographs, signatures and id copies of several persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from tests.e2e.fraud_hands import Story, somebody
from tests.pictures import thumbprint_paper


def test_a_photograph_and_a_signature_that_stand_for_several_payees_are_found(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    story.road.to_a_run(*(somebody(n) for n in range(3)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        first = hands.photo("first.jpg", "2024:06:12 09:00:00", 41)
        smaller = tmp_path / "smaller.jpg"
        with Image.open(first) as picture:
            picture.resize((400, 300)).save(smaller, quality=70)
        for name, path in (("บุญมี", first), ("คำปุน", first), ("สมหมาย", smaller)):
            story.place.later(minutes=15)
            hands.call(name)
            hands.put_photo("evidence.kind.handover_photo", monkeypatch, path)
            hands.count_and_sign("3,000")
            hands.press("payments.head.pay")
        observed = hands.board()
        assert {"pictures.same_photo", "pictures.similar_photo", "pictures.same_signature"} <= observed.keys()


def test_an_id_copy_that_stands_in_two_requests_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    requests = story.road.draft(*story.road.register(*(somebody(n) for n in range(2))))
    card = story.road.photograph()
    with story.place.inside("office", "officer2") as office:
        for request_id in requests:
            kept = office.services.attachments.keep(card.read_bytes(), EvidenceKind.ID_CARD, card.name)
            item = EvidenceItem(kind=EvidenceKind.ID_CARD, attachments=(kept,))
            office.services.requests.settle_evidence(request_id, item)
    with story.window() as hands:
        assert "pictures.same_id_copy" in hands.board()
        hands.look_into("pictures.same_id_copy")
        assert all(hands.reads(somebody(n).full_name) for n in range(2))


def test_one_thumbprint_under_two_names_is_found(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(qtbot, tmp_path)
    story.road.to_a_run(*(somebody(n, can_write=False) for n in range(2)))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        thumb = thumbprint_paper(tmp_path / "thumb.png")
        for name in ("บุญมี", "คำปุน"):
            story.place.later(minutes=15)
            hands.call(name)
            hands.fill("payments.entry.counted", "3,000")
            hands.put_photo("widgets.thumb.place", monkeypatch, thumb, who=hands.text("payments.entry.payee"))
            hands.press("widgets.thumb.hand_right")
            hands.press("widgets.thumb.finger_thumb")
            hands.press("payments.head.pay")
        assert "pictures.same_thumbprint" in hands.board()
