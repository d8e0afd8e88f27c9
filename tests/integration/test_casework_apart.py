"""Reception, papers, notes, assessments, stays and closing, done away from the office, come home whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.cases import (
    AddPhotograph,
    CaseIntakeService,
    CaseNoteService,
    CasePaperService,
    CaseService,
    CaseStayService,
    ChangeTeam,
    ClosingService,
    DecideClosing,
    DescribeClient,
    ListBelongings,
    ProposeClosing,
    ReceiveClient,
    RecordIntake,
    SetBed,
    SignPaper,
    TakeBed,
)
from kmcase.application.cases.assessments import Assess, CaseAssessmentService
from kmcase.application.read.case_intake import PaperState
from kmcase.documents.press import Printer
from kmcase.domain.cases.closing import ClosingState
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.signing import Signed
from kmcase.domain.cases.stays import Attendance
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.schema import rebuild
from kmcase.sync.bundle import BundleReader
from tests.builders import AREA
from tests.case_assessment_builders import looked
from tests.case_builders import client, opening
from tests.case_ending_builders import OUTCOME, TODAY
from tests.case_intake_builders import MARK, facts, things
from tests.contract.test_case_notes import note
from tests.exchange_builders import KEY, Star, Station, join, new_star
from tests.laptop_folders import LAPTOP, a_place, bundle
from tests.picture_builders import kept, photograph
from tests.secrecy_walk import told, words

WORD = "KHWAMLAP"


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    """An office, a laptop of each of two officers, and one that both take along."""
    made = new_star(tmp_path, laptops=0)
    for name, officers in (("L1", {"officer"}), ("L2", {"officer2"}), ("L3", {"officer", "officer2"})):
        made.laptops.append(join(made, name, AREA, frozenset(officers)))
    yield made
    made.close()


class At:
    """Somebody at work in cases at a place."""

    def __init__(self, station: Station, login: str) -> None:
        work = station.work(login)
        self.station = station
        self.cases = CaseService(work)
        self.intake = CaseIntakeService(work)
        self.papers = CasePaperService(work, Printer(), lambda _: b"")
        self.notes = CaseNoteService(work)
        self.assessments = CaseAssessmentService(work, Printer())
        self.stays = CaseStayService(work)
        self.closings = ClosingService(work)

    def keep(self, seed: int, kind: EvidenceKind) -> Attachment:
        """A picture, kept in the files of this place."""
        return kept(self.station.blobs, photograph(seed), kind)

    def sign(self, case_id: str, signed: Signed = MARK) -> str:
        """The client signs the agreement; gives the paper's id."""
        command = SignPaper(case_id=case_id, paper="agreement", on=TODAY, items=("rules",), signed=signed, note=WORD)
        return self.papers.sign(command).value

    def bring(self, case_id: str, *names: str) -> str:
        """The client brought things; gives the list's id."""
        return self.intake.list_belongings(ListBelongings(case_id=case_id, items=things(*names), on=TODAY)).value

    def propose(self, case_id: str, summary: str = WORD) -> str:
        """The case may be closed; gives the closing's id."""
        return self.closings.propose(
            ProposeClosing(case_id=case_id, on=TODAY, reason="family", summary=summary, outcomes=(OUTCOME,))
        ).value


def joined(star: Star, case_id: str, *logins: str) -> None:
    """They come into the team, told at the office."""
    for login in logins:
        At(star.office, "social").cases.change_team(ChangeTeam(case_id=case_id, staff_id=login, role=TeamRole.WORKER))


def everywhere(star: Star) -> tuple[At, At, At]:
    """The office and the two laptops, each by who works there."""
    one, two = star.laptops[:2]
    return At(star.office, "social"), At(one, "officer"), At(two, "officer2")


def test_all_that_two_workers_do_in_one_case_on_two_laptops_stands_in_every_place(star: Star) -> None:
    office, one, two = everywhere(star)
    case_id = office.cases.open(opening()).value
    bed_id = office.stays.set_bed(SetBed(room="เรือนชาย", name="1")).value
    joined(star, case_id, "officer", "officer2")
    star.settle()
    photo = one.keep(1, EvidenceKind.PHOTO_PERSON)
    scan = two.keep(2, EvidenceKind.OTHER)
    one.notes.write(note(case_id, text="พบแม่ที่ตลาด"))
    two.notes.write(note(case_id, text="พาไปโรงพยาบาล"))
    one.intake.record(RecordIntake(case_id=case_id, values=facts(story="จำชื่อไม่ได้")))
    one.intake.photograph(AddPhotograph(case_id=case_id, photo=photo))
    one.bring(case_id, "กระเป๋า")
    two.sign(case_id, Signed(name="นายสมหวัง รอดพ้น", paper=scan))
    two.assessments.assess(Assess(case_id=case_id, values=looked()))
    one.stays.take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=TODAY))
    one.stays.attend((case_id,), TODAY, Attendance.PRESENT)
    star.settle()
    for place in (office, one, two):
        assert {item.text for item in place.notes.page(case_id).notes} == {"พบแม่ที่ตลาด", "พาไปโรงพยาบาล"}
        reception = place.intake.page(case_id)
        assert [version.values.story for version in reception.standing] == ["จำชื่อไม่ได้"]
        assert ([thing.name for thing in reception.kept], len(reception.photos)) == (["กระเป๋า"], 1)
        papers = place.papers.page(case_id)
        assert ([item.state for item in papers.papers], papers.missing) == ([PaperState.SIGNED], ())
        assert [item.values.summary for item in place.assessments.items(case_id)] == [looked().summary]
        assert [line.case_id for line in place.stays.beds(TODAY).lines] == [case_id]
        assert all(place.station.blobs.has(each.stored_sha256) for each in (photo, scan))
    for station in star.all:
        before = station.state()
        rebuild(station.engine)
        assert station.state() == before, station.name


def test_somebody_received_without_a_network_is_a_case_of_the_office_too(star: Star) -> None:
    office, one, _ = everywhere(star)
    command = ReceiveClient(opening=opening(), intake=facts(story="มาตอนกลางคืน"), belongings=things("ย่าม"))
    case_id = one.intake.receive(command).value
    star.settle()
    assert office.cases.page(case_id).head.number == "L1 1/2567"
    assert [thing.name for thing in office.intake.page(case_id).kept] == ["ย่าม"]


def test_a_photograph_and_a_birth_date_written_on_two_devices_restrict_the_case_when_they_meet(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    office, laptop = place.enter(place.office, "officer1"), place.enter(place.laptop, "officer1")
    command = ReceiveClient(opening=opening(client=client(birth=None)), intake=facts(received_by=office.actor.staff_id))
    case_id = office.services.case_intake.receive(command).value
    laptop.services.exchange.apply(bundle(office, tmp_path / "out.kmcase", LAPTOP))
    photo = kept(laptop.blobs, photograph(1), EvidenceKind.PHOTO_PERSON)
    laptop.services.case_intake.photograph(AddPhotograph(case_id=case_id, photo=photo))
    office.services.cases.describe(DescribeClient(case_id=case_id, values={"birth": PartialDate(2012)}, seen={}))
    assert not office.services.cases.page(case_id).head.restricted
    place.later(hours=1)
    applied = office.services.exchange.apply(bundle(laptop, tmp_path / "in.kmcase"))
    assert office.services.cases.page(case_id).head.restricted_for == ("child",)
    assert applied.accepted == 0
    place.close()


def test_what_two_wrote_apart_of_reception_and_of_one_assessment_both_stands_until_one_replaces_both(
    star: Star,
) -> None:
    office, one, two = everywhere(star)
    case_id = office.cases.open(opening()).value
    joined(star, case_id, "officer", "officer2")
    assessment_id = office.assessments.assess(Assess(case_id=case_id, values=looked())).value
    star.settle()
    seen = tuple(version.version_id for version in office.assessments.items(case_id)[0].standing)
    for place, story in ((one, "หนึ่ง"), (two, "สอง")):
        place.station.later()
        place.intake.record(RecordIntake(case_id=case_id, values=facts(story=story)))
        place.assessments.assess(
            Assess(case_id=case_id, values=looked(summary=story), assessment_id=assessment_id, seen=seen)
        )
    star.settle()
    for place in (office, one, two):
        standing = place.intake.page(case_id).standing
        assert {version.values.story for version in standing} == {"หนึ่ง", "สอง"}
        [item] = place.assessments.items(case_id)
        assert (item.apart, {version.values.summary for version in item.standing}) == (True, {"หนึ่ง", "สอง"})
    both = tuple(version.version_id for version in two.intake.page(case_id).standing)
    two.intake.record(RecordIntake(case_id=case_id, values=facts(story="ทั้งสอง"), seen=both))
    star.settle()
    assert [version.values.story for version in one.intake.page(case_id).standing] == ["ทั้งสอง"]


def test_two_proposals_to_close_wait_for_one_word_and_a_case_closed_is_closed_everywhere(star: Star) -> None:
    office, one, two = everywhere(star)
    case_id = office.cases.open(opening()).value
    joined(star, case_id, "officer", "officer2")
    star.settle()
    first = one.propose(case_id, "กลับบ้าน")
    two.propose(case_id, "ไปอยู่กับพี่")
    star.settle()
    for place in (office, one, two):
        closings = place.closings.page(case_id).closings
        assert [closing.state for closing in closings] == [ClosingState.PROPOSED, ClosingState.PROPOSED]
    At(star.office, "director").closings.decide(DecideClosing(case_id=case_id, closing_id=first, approved=True))
    star.settle()
    for place in (office, one, two):
        assert place.cases.page(case_id).head.closed_on == TODAY
        states = {closing.closing_id: closing.state for closing in place.closings.page(case_id).closings}
        assert states[first] is ClosingState.APPROVED


def test_neither_words_nor_files_of_a_restricted_case_go_to_a_laptop_whose_officers_are_not_all_in_the_team(
    star: Star,
) -> None:
    office = At(star.office, "social")
    bed_id = office.stays.set_bed(SetBed(room="เรือนหญิง", name="1")).value
    photo, scan = office.keep(3, EvidenceKind.PHOTO_PERSON), office.keep(4, EvidenceKind.OTHER)
    case_id = office.intake.receive(
        ReceiveClient(
            opening=opening(client=client(first_name=WORD), restricted_for=("asked",)),
            intake=facts(story=WORD),
            belongings=things(WORD),
            photo=photo,
        )
    ).value
    joined(star, case_id, "officer")
    office.sign(case_id, Signed(name=WORD, paper=scan))
    office.notes.write(note(case_id, text=WORD))
    office.assessments.assess(Assess(case_id=case_id, values=looked(summary=WORD)))
    office.stays.take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=TODAY))
    office.propose(case_id)
    own, other, shared = star.laptops
    for laptop in (other, shared):
        bundle = star.office.bundle(laptop.name)
        assert told(said(laptop, bundle), (WORD, photo.sha256, scan.sha256)) == set(), laptop.name
        laptop.take(bundle)
        assert not any(laptop.blobs.has(each.stored_sha256) for each in (photo, scan))
        [line] = At(laptop, "officer").stays.beds(TODAY).lines
        assert (line.case_id, WORD in words(line)) == ("", False)
    own.take(star.office.bundle(own.name))
    assert all(own.blobs.has(each.stored_sha256) for each in (photo, scan))
    assert At(own, "officer").intake.page(case_id).standing[0].values.story == WORD


def said(station: Station, path: Path) -> str:
    """All that a bundle says to the laptop that it is sealed for."""
    devices = SqlDevices(engine=station.engine, data_key=KEY)
    with path.open("rb") as file:
        return words(list(BundleReader(file).parts(devices.own(), lambda _signature, _signed: None)))
