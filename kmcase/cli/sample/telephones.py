"""What volunteers send from their telephones, as ODK Central and KoboToolbox give it out; persons are invented."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kmcase.bootstrap.forms import shipped_forms
from kmcase.cli.sample.dirty_lists import national_id
from kmcase.domain.forms import PICTURES, Form, QuestionKind

_META = ("SubmissionDate", "SubmitterName", "AttachmentsPresent", "Status", "ReviewState", "FormVersion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One submission: texts by question as the telephone writes them, members, pictures by kind with their bytes."""

    key: str
    answers: Mapping[str, str]
    members: Sequence[Mapping[str, str]] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def file(self, kind: str) -> str:
        """The name that the telephone gave a picture."""
        return f"{kind}-{self.key[:8]}.jpg"


def sent(number: int, *, pictures: Mapping[str, bytes] | None = None, **answers: str) -> Sent:
    """A submission about somebody; a person, a house and all else can be told otherwise."""
    told = {
        "surveyed_on": "2024-06-05",
        "surveyor": "นางอาสา ดูแลชุมชน",
        "title": "นาง",
        "first_name": f"{_FIRST[number % len(_FIRST)]}",
        "last_name": f"{_LAST[number // len(_FIRST) % len(_LAST)]}",
        "national_id": national_id(number),
        "birth": f"19{50 + number % 40}-04-1{number % 9}",
        "sex": "female",
        "marital_status": "widowed",
        "house_no": str(10 + number),
        "moo": str(1 + number % 8),
        "subdistrict": "เชียงพิณ",
        "district": "เมืองอุดรธานี",
        "province": "อุดรธานี",
        "place": "17.4138 102.7872 170.0 4.2",
        "phone": f"08{number:08d}",
        "informant": "ผู้ใหญ่บ้าน",
        "informant_relation": "ผู้ใหญ่บ้าน",
        "housing_kind": "own_dilapidated",
        "electricity": "yes",
        "occupation": "รับจ้างทั่วไป",
        "person_income": "2500",
        "income_occupation": "2500",
        "income_welfare": "600.50",
        "debt_informal": "12000",
        "debt_for": "ค่ารักษาพยาบาล",
        "condition": "chronic_illness",
        "illness": "เบาหวาน",
        "self_care": "yes",
        "helped_before": "no",
        "problem_kinds": "elderly low_income",
        "problem": "รายได้ไม่พอซื้อยา หลังคารั่ว",
        "needed_forms": "money in_kind",
        "needed": "3000",
        "purpose": "ซ่อมหลังคา",
        "needed_things": "สังกะสี",
    }
    members = ({"member_name": "ด.ช.หลาน ตัวอย่าง", "member_relation": "grandchild", "member_income": "0"},)
    return Sent(
        key=f"{number:08x}-aaaa-4bbb-8ccc-0123456789ab",
        answers=told | answers,
        members=members,
        pictures=pictures or {},
    )


_FIRST = ("บุญมี", "คำแพง", "สมหมาย", "ทองใบ", "จันทร์เพ็ง", "หนูพิน", "ลำดวน")
_LAST = ("ใจสู้", "ศรีนวล", "พลคำ", "แก้วดี")


def central_zip(
    path: Path, submissions: Iterable[Sent], *, extra: Mapping[str, bytes] | None = None, lost: str = ""
) -> Path:
    """As ODK Central's *All data* comes: the main CSV, one for the members, and `media` without the file `lost`."""
    all_sent, form = tuple(submissions), shipped_forms().newest("survey")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("survey.csv", central_csv(form, all_sent))
        archive.writestr("survey-members.csv", _central_members(all_sent))
        for each in all_sent:
            for kind, content in each.pictures.items():
                if each.file(kind) == lost:
                    continue
                archive.writestr(f"media/{each.file(kind)}", content)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


def central_csv(form: Form, submissions: Iterable[Sent]) -> bytes:
    """The main table of ODK Central: groups before names with dashes, positions in four columns."""
    heads = list(_META[:1])
    for section, repeat, question in form.questions():
        if repeat is None and question.kind is QuestionKind.GEOPOINT:
            parts = ("Latitude", "Longitude", "Altitude", "Accuracy")
            heads += [f"{section.name}-{question.name}-{part}" for part in parts]
        elif repeat is None:
            heads.append(f"{section.name}-{question.name}")
    heads += [f"evidence-{kind.value}" for kind in PICTURES]
    heads += ["meta-instanceID", "SET-OF-members", "KEY", *_META[1:]]
    return _csv([heads, *(_central_line(heads, each) for each in submissions)], ",")


def _central_line(heads: Sequence[str], each: Sent) -> list[str]:
    key = f"uuid:{each.key}"
    told = {"KEY": key, "meta-instanceID": key, "SubmissionDate": "2024-06-05T09:30:00.000Z", "FormVersion": "1"}
    told |= {"SubmitterName": "อพม. เชียงพิณ", "AttachmentsPresent": str(len(each.pictures))}
    told |= {f"evidence-{kind}": each.file(kind) for kind in each.pictures}
    parts = each.answers.get("place", "").split()
    names = ("Latitude", "Longitude", "Altitude", "Accuracy")
    points = dict(zip(names, parts, strict=False))
    return [
        told.get(head)
        or (points.get(head.rpartition("-")[2], "") if "-place-" in head else "")
        or each.answers.get(head.rpartition("-")[2], "")
        for head in heads
    ]


def _central_members(submissions: Iterable[Sent]) -> bytes:
    names = ("member_name", "member_relation", "member_income")
    lines: list[Sequence[Any]] = [(*names, "PARENT_KEY", "KEY")]
    for each in submissions:
        for number, member in enumerate(each.members, 1):
            key = f"uuid:{each.key}"
            lines.append((*(member.get(name, "") for name in names), key, f"{key}/household-members[{number}]"))
    return _csv(lines, ",")


def kobo_csv(submissions: Iterable[Sent], *, groups: str = "/", labels: bool = False) -> bytes:
    """As KoboToolbox gives it out: semicolons, choices of several also in columns of their own, words if wished."""
    form = shipped_forms().newest("survey")
    asked = [(section, question) for section, repeat, question in form.questions() if repeat is None]
    heads = ["start", "end"]
    for section, question in asked:
        start = "" if labels else f"{section.name}{groups}"
        heads.append(question.labels["th"] if labels else f"{start}{question.name}")
        if question.kind is QuestionKind.SELECT_MULTIPLE:
            heads += [f"{start}{question.name}/{code}" for code in question.codes]
    heads += [f"evidence{groups}{kind.value}" for kind in PICTURES]
    heads += ["__version__", "_id", "_uuid", "_submission_time", "_submitted_by", "_index"]
    lines = [heads]
    for number, each in enumerate(submissions, 1):
        line = ["", ""]
        for _, question in asked:
            text = each.answers.get(question.name, "")
            words = {choice.code: choice.labels["th"] for choice in question.choices}
            line.append(" ".join(words.get(code, code) for code in text.split()) if labels and words else text)
            if question.kind is QuestionKind.SELECT_MULTIPLE:
                line += ["1" if code in text.split() else "0" for code in question.codes]
        line += [each.file(kind.value) if kind.value in each.pictures else "" for kind in PICTURES]
        lines.append([*line, "vXyz", str(1000 + number), each.key, "2024-06-05T09:30:00", "apm", str(number)])
    return _csv(lines, ";")


def _csv(lines: Iterable[Sequence[Any]], sign: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL if sign == ";" else csv.QUOTE_MINIMAL).writerows(lines)
    return out.getvalue().encode()
