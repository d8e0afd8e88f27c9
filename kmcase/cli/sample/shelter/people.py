"""Invented clients of a shelter in Udon Thani: who they are, how they came, what was found of them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.dates import PartialDate
from kmcase.domain.people import NoIdReason, Sex
from kmcase.thai.national_id import check_digit

_MEN = (
    "สมศักดิ์", "บุญเลิศ", "ประสิทธิ์", "คำแปง", "ทองคูณ", "อุทัย", "วินัย", "สุรชัย", "ไพศาล", "ณัฐพล", "เดชา", "มานพ",
    "ธวัชชัย", "หนูจันทร์", "จำนงค์", "บัวทอง", "กิตติศักดิ์", "ปรีชา", "สนอง", "ชาลี", "วีระ", "พิชัย", "สำราญ", "โกวิท",
)  # fmt: skip
_WOMEN = (
    "บุญเรือง", "สมพร", "ทองพูน", "คำผาย", "วิภา", "สุนีย์", "กัลยา", "นงนุช", "เพ็ญนภา", "จันทร์แดง", "ลำใย", "หนูเตือน",
    "รัตนา", "ปราณี", "ศิริวรรณ", "มณี", "ญาณี", "ณิชา", "อรพิน", "ผ่องศรี",
)  # fmt: skip
_FAMILIES = (
    "ศรีอุดม", "ใจมั่น", "แก้วกัลยา", "พรมดี", "ดวงมณี", "ทองประเสริฐ", "วงศ์สวัสดิ์", "ภูมิลำเนา", "สีหะวงษ์", "นามบุรี",
    "โคตรพรม", "จันทร์หอม", "บุตรศรี", "หล้าคำ", "ชัยชนะ", "อ่อนละมัย", "คำมูล", "ผิวผ่อง", "ฐานวิเศษ", "ไชยคำ",
)  # fmt: skip
_CALLED = {
    Sex.MALE: ("ลุงสวนสาธารณะ", "ลุงหมวกแดง", "พี่ชายท่ารถ", "ตาถุงกระสอบ", "ลุงหน้าร้านชำ", "ตาใต้สะพาน"),
    Sex.FEMALE: ("ป้าหน้าวัด", "ยายขายขวด", "ป้าตลาดเช้า", "พี่สาวสถานีรถไฟ", "ยายผ้าถุงเขียว"),
}
_FOUND_AT = (
    "สถานีขนส่งผู้โดยสารอุดรธานี แห่งที่ 1", "สวนสาธารณะหนองประจักษ์", "หน้าสถานีรถไฟอุดรธานี", "ตลาดเทศบาล 1",
    "ทางเท้าถนนโพศรี", "ศาลาวัดโพธิสมภรณ์", "ใต้สะพานลอยหน้าโรงพยาบาล", "ปั๊มน้ำมัน อำเภอกุมภวาปี", "ตลาดหนองบัว",
    "ป้ายรถเมล์ถนนมิตรภาพ", "ศาลาริมทาง อำเภอเพ็ญ", "ตลาดบ้านดุง",
)  # fmt: skip
_AGENCIES = (
    "สถานีตำรวจภูธรเมืองอุดรธานี", "โรงพยาบาลศูนย์อุดรธานี", "เทศบาลนครอุดรธานี", "องค์การบริหารส่วนตำบลหนองบัว",
    "บ้านพักเด็กและครอบครัวจังหวัดอุดรธานี", "เรือนจำกลางอุดรธานี",
)  # fmt: skip
_VOLUNTEERS = (
    "นางคำไพ อาสาดี (อพม.)",
    "นายหนูกาญจน์ ช่วยเหลือ (อพม.)",
    "นางสาวบัวผัน เอื้ออาทร (อพม.)",
    "นายทองม้วน ใส่ใจ (อสม.)",
)
_STORIES = {
    "homeless": (
        "ออกจากบ้านหลังพ่อแม่เสียชีวิตและพี่น้องขายที่ดิน รับจ้างก่อสร้างหลายจังหวัด งานหมดจึงไม่มีที่พัก",
        "ถูกเลิกจ้างจากโรงงานเมื่อสองเดือนก่อน เงินเก็บหมด ถูกให้ออกจากห้องเช่า นอนที่สาธารณะมาหลายสัปดาห์",
        "เคยอยู่กับหลาน หลานย้ายไปทำงานต่างจังหวัดและติดต่อไม่ได้ เจ้าของบ้านขอบ้านคืน",
        "พ้นโทษออกมาเมื่อเดือนก่อน ญาติไม่รับกลับ ไม่มีบัตรประชาชนและไม่มีเงินติดตัว",
    ),
    "roaming": (
        "เดินเท้าจากต่างอำเภอเข้าเมือง เก็บของเก่าขาย นอนตามศาลา บางคืนพูดคนเดียวเสียงดัง",
        "ย้ายที่นอนทุกคืน กลัวว่ามีคนตาม เคยรักษาที่โรงพยาบาลจิตเวชแต่ขาดยาไปนาน",
        "ออกจากบ้านหลังทะเลาะกับพี่ชาย เดินทางไปเรื่อย ๆ อาศัยอาหารจากวัด",
    ),
    "begging": (
        "นั่งขอทานหน้าตลาดหลังบาดเจ็บที่ขาและทำงานรับจ้างไม่ได้ มีหนี้นอกระบบ",
        "มีคนรู้จักพามาขอเงินตามตลาดนัด แบ่งรายได้กันวันละครึ่ง ไม่รู้ว่าผิดกฎหมาย",
        "ขอเงินค่ารถกลับบ้านหลายครั้งในจุดเดิม ตำรวจนำส่งตามพระราชบัญญัติควบคุมการขอทาน",
    ),
    "hardship": (
        "อยู่ลำพังในบ้านเก่า หลังคารั่ว ลูกทำงานกรุงเทพฯ ส่งเงินมาไม่แน่นอน เดินไม่สะดวก",
        "ดูแลลูกพิการติดเตียงคนเดียว ออกไปทำงานไม่ได้ มีรายได้จากเบี้ยความพิการเท่านั้น",
        "สามีเสียชีวิตกะทันหัน มีลูกวัยเรียนสองคน ค้างค่าเช่าบ้านสามเดือน",
    ),
}
_HURT = "ถูกคู่ครองทำร้ายร่างกายหลายครั้ง ครั้งล่าสุดหนีออกมาพร้อมลูกเล็ก ไม่ต้องการให้ใครทราบที่อยู่"
_LOW = "เครียดเรื่องหนี้และถูกทิ้ง พูดว่าไม่อยากมีชีวิตอยู่ เคยกินยาเกินขนาดเมื่อเดือนก่อน"
_THINGS = (
    "กระเป๋าเสื้อผ้า", "โทรศัพท์มือถือ", "เงินสด 180 บาท", "ถุงผ้าใส่เอกสาร", "ขวดยาไม่มีฉลาก", "พระเครื่อง 2 องค์",
    "ผ้าห่ม", "นาฬิกาข้อมือ", "สมุดบัญชีธนาคาร", "รูปถ่ายครอบครัว", "ร่ม", "วิทยุเครื่องเล็ก",
)  # fmt: skip
_GROUPS = ("homeless",) * 9 + ("roaming",) * 5 + ("begging",) * 3 + ("hardship",) * 3
_BASES = {"begging": "begging_act", "hardship": "welfare"}
_EXAMPLES = {
    "homeless": ("elderly_no_card", "begging_work"),
    "roaming": ("mental_roaming",),
    "begging": ("begging_work",),
    "hardship": ("carer_hardship", "elderly_no_card"),
}
_BODY = ("wounds", "fever", "skin", "medicines", "disability", "mind", "intoxication")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Somebody whom the shelter receives; codes are of the shipped casework."""

    number: int
    values: ClientValues
    basis: str
    group: str
    flags: tuple[str, ...]
    resident: bool
    talks: bool
    can_write: bool
    source: str
    source_agency: str
    source_name: str
    found_at: str
    story: str
    condition: str
    risk: str
    body: tuple[str, ...]
    needs: tuple[str, ...]
    things: tuple[str, ...]
    example: str

    @property
    def signs_as(self) -> str:
        """The name under a signature."""
        return self.values.shown_name or "ผู้ใช้บริการไม่ทราบชื่อ"


def client_of(seed: int, number: int, day: date) -> Client:
    """The client of a number, received on a day; equal for an equal seed, however many there are."""
    rand = random.Random(f"shelter {seed} {number}")
    group = rand.choice(_GROUPS)
    flags = tuple(flag for flag, share in (("violence", 0.05), ("self_harm", 0.04)) if rand.random() < share)[:1]
    hurt = flags == ("violence",)
    group = "hardship" if hurt else group
    woman = hurt or rand.random() < (0.75 if group == "hardship" else 0.35)
    sex = Sex.FEMALE if woman else Sex.MALE
    talks = group != "roaming" or rand.random() < 0.7
    condition = "confused" if not talks else rand.choice(("well", "well", "well", "weak", "weak", "needs_care"))
    source = rand.choice(("agency", "agency", "volunteer", "citizen", "survey", "alone")) if talks else "agency"
    hardship = {"violence": _HURT, "self_harm": _LOW}
    story = hardship[flags[0]] if flags else rand.choice(_STORIES[group])
    return Client(
        number=number,
        values=_values(rand, number, sex, day, known=talks or rand.random() < 0.4),
        basis=_BASES.get(group, "homeless_act"),
        group=group,
        flags=flags,
        resident=hurt or group != "hardship" or rand.random() < 0.15,
        talks=talks,
        can_write=rand.random() > 0.15,
        source=source,
        source_agency=rand.choice(_AGENCIES) if source == "agency" else "",
        source_name=rand.choice(_VOLUNTEERS) if source == "volunteer" else "",
        found_at="" if source == "alone" else rand.choice(_FOUND_AT),
        story=story if talks else "",
        condition=condition,
        risk="high" if flags else rand.choice(("low", "watch", "watch")),
        body=tuple(sorted(rand.sample(_BODY, k=rand.randint(0, 2)))),
        needs=("bed", "food") if group != "hardship" else ("family",),
        things=tuple(rand.sample(_THINGS, k=rand.randint(1, 4))) if group != "hardship" else (),
        example="violence_mother" if hurt else rand.choice(_EXAMPLES[group]),
    )


def story_told_later(client: Client, seed: int) -> str:
    """What somebody told who could not be interviewed at first."""
    return random.Random(f"later {seed} {client.number}").choice(_STORIES[client.group])


def _values(rand: random.Random, number: int, sex: Sex, day: date, *, known: bool) -> ClientValues:
    woman = sex is Sex.FEMALE
    if not known:
        return ClientValues(
            called=rand.choice(_CALLED[sex]),
            sex=sex,
            no_id_reason=NoIdReason.NOT_KNOWN,
            language="ไม่ทราบ",
            interpreter=True,
        )
    age = rand.choice((rand.randint(20, 45), rand.randint(40, 65), rand.randint(60, 82)))
    if rand.random() < 0.04:
        age = rand.randint(15, 17)
    born = day.year - age
    with_card = rand.random() < 0.55
    twelve = f"341018{number:06d}"
    title = ("นางสาว" if age < 35 else "นาง") if woman else "นาย"
    return ClientValues(
        title=title,
        first_name=rand.choice(_WOMEN if woman else _MEN),
        last_name=rand.choice(_FAMILIES),
        sex=sex,
        birth=PartialDate(born) if rand.random() < 0.5 else PartialDate(born, rand.randint(1, 12), rand.randint(1, 28)),
        national_id=twelve + check_digit(twelve) if with_card else None,
        no_id_reason=None if with_card else NoIdReason.CARD_LOST,
        nationality="ไทย",
        language=rand.choice(("อีสาน", "อีสาน", "ไทยกลาง")),
    )
