"""The request form: ปสค.1 (the family in hardship) and, on its own page, ปสค.2 (members of the household).

Field groups: domain.md §4.1, after the ministry's own system.
"""

from __future__ import annotations

from kmcase.application.printing.request_forms import Applicant, MemberLine, Piece, RequestFormSnapshot
from kmcase.documents._sheet import BODY, Column, Sheet, Signature, render
from kmcase.domain.money import Baht
from kmcase.domain.requests import HOUSING, AidForm
from kmcase.messages import Catalogue
from kmcase.thai.baht import baht_words, format_baht
from kmcase.thai.calendar import format_long, format_partial
from kmcase.thai.national_id import format_id

_INDENT = 16.0


def compose(snapshot: RequestFormSnapshot, catalogue: Catalogue) -> bytes:
    """Both forms of a request as one PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        _head(sheet, snapshot, catalogue)
        _applicant(sheet, snapshot, catalogue)
        _household(sheet, snapshot, catalogue)
        _problem(sheet, snapshot, catalogue)
        write_pieces(sheet, snapshot.pieces, catalogue)
        _declaration(sheet, snapshot, catalogue)
        _officer(sheet, snapshot, catalogue)
        sheet.new_page()
        _members(sheet, snapshot, catalogue)

    return render(
        write,
        title=say("documents_forms.request.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{snapshot.office} · {snapshot.number}",
        watermark=say("documents.sample") if snapshot.sample else "",
    )


def money(amount: Baht | None) -> str:
    """`3,000.00`, or nothing where it is not known."""
    return "" if amount is None else format_baht(amount.satang)


def identity(national_id: str | None, no_id_reason: str = "") -> str:
    """The id with its dashes, or why there is none."""
    return format_id(national_id) if national_id else no_id_reason


def _head(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.title(say("documents_forms.request.title"), say("documents_forms.request.form1"))
    number = say("documents_forms.request.number", number=snapshot.number)
    sheet.line_of(number, align="right")
    sheet.line_of(say("documents.receipt.at", place=snapshot.office), align="right")
    sheet.line_of(say("documents.receipt.on", day=format_long(snapshot.received_on)), align="right")


def _applicant(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say, who = catalogue.text, snapshot.applicant
    sheet.heading(say("documents_forms.request.applicant"))
    sheet.fields(
        (say("documents_forms.field.name"), who.name, 1.2),
        (say("documents_forms.field.national_id"), identity(who.national_id, who.no_id_reason), 1.3),
    )
    sheet.fields(
        (say("documents_forms.field.birth"), _birth(who), 1.3),
        (say("documents_forms.field.age"), "" if who.age is None else str(who.age), 0.8),
        (say("documents_forms.field.sex"), who.sex, 0.8),
        (say("documents_forms.field.marital"), who.marital, 1.2),
    )
    sheet.fields((say("documents_forms.field.address"), who.address, 1))
    registered = who.registered_address or say("documents_forms.field.same_address")
    sheet.fields((say("documents_forms.field.registered_address"), registered, 1))
    sheet.fields(
        (say("documents_forms.field.landmark"), who.landmark, 1.4), (say("documents_forms.field.phone"), who.phone, 1)
    )
    sheet.fields(
        (say("documents_forms.field.occupation"), who.occupation, 1),
        (say("documents_forms.field.income"), money(who.monthly_income), 1),
    )
    if snapshot.proxy_name:
        sheet.fields(
            (say("documents_forms.field.proxy"), snapshot.proxy_name, 1.4),
            (say("documents_forms.field.proxy_relation"), snapshot.proxy_relation, 1),
        )


def _birth(who: Applicant) -> str:
    if who.birth is None:
        return ""
    full = who.birth.full
    return format_long(full) if full else format_partial(who.birth.year, who.birth.month, who.birth.day)


def _household(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.request.housing"))
    for code in HOUSING:
        text = say(f"requests.housing.{code}")
        if code == "rented" and snapshot.rent is not None:
            text = say("documents_forms.request.rent", housing=text, rent=snapshot.rent)
        sheet.check(text, snapshot.housing == code, indent=_INDENT)
    sheet.heading(say("documents_forms.request.economy"))
    sheet.fields(
        (say("documents_forms.field.family_income"), money(snapshot.family_income), 1),
        (say("documents_forms.field.family_expenses"), money(snapshot.family_expenses), 1),
    )
    sheet.fields((say("documents_forms.field.income_sources"), ", ".join(snapshot.income_sources), 1))
    counted = [
        say("documents_forms.request.dependants_count", who=who, count=count)
        for who, count in snapshot.dependants
        if count
    ]
    sheet.fields((say("documents_forms.field.dependants"), ", ".join(counted), 1))
    history = say(
        "documents_forms.request.history",
        year=str(snapshot.fiscal_year),
        times=snapshot.times,
        amount=snapshot.helped,
    )
    sheet.fields((say("documents_forms.field.history"), history, 1))


def _problem(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.request.problem"))
    sheet.fields((say("requests.field.hardship_cause"), snapshot.cause, 1))
    sheet.paragraph(snapshot.problem or say("documents_forms.nothing_written"), indent=True)
    sheet.heading(say("documents_forms.request.asked"))
    for form in AidForm:
        sheet.check(say(f"requests.aid_form.{form.value}"), snapshot.aid_form == form.value, indent=_INDENT)
    sheet.fields(
        (say("documents_forms.field.needed"), money(snapshot.needed), 1),
        (say("documents_forms.field.purpose"), snapshot.purpose, 1.4),
    )


def write_pieces(sheet: Sheet, pieces: tuple[Piece, ...], catalogue: Catalogue) -> None:
    """The list of papers: ticked where there, with the reason where not."""
    say = catalogue.text
    sheet.heading(say("documents_forms.request.pieces"))
    for piece in pieces:
        if piece.pages:
            text = say("documents_forms.request.piece", name=piece.name, pages=piece.pages)
        elif piece.none_reason:
            text = say("documents_forms.request.piece_none", name=piece.name, reason=piece.none_reason)
        else:
            text = say("documents_forms.request.piece_missing", name=piece.name)
        sheet.check(text, piece.pages > 0, indent=_INDENT)


def _declaration(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.request.declaration"))
    sheet.paragraph(say("documents_forms.request.true"), indent=True)
    sheet.paragraph(say("documents_forms.request.privacy", office=snapshot.office), indent=True)
    sheet.space(8)
    role = say("documents_forms.role.proxy" if snapshot.proxy_name else "documents_forms.role.applicant")
    officer = Signature(
        role=say("documents_forms.role.receiver"), name=snapshot.officer, position=snapshot.officer_position
    )
    sheet.signatures((Signature(role=role, name=snapshot.proxy_name or snapshot.applicant.name), officer))


def _officer(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.heading(say("documents_forms.request.opinion"))
    sheet.paragraph(snapshot.diagnosis or say("documents_forms.request.no_opinion"), indent=True)
    if snapshot.proposed is not None:
        words = baht_words(snapshot.proposed.satang)
        sheet.paragraph(
            say("documents_forms.request.proposed", amount=snapshot.proposed, words=words), indent=True, size=BODY
        )
    sheet.space(8)
    sheet.signatures(
        (
            Signature(
                role=say("documents_forms.role.diagnosed"),
                name=snapshot.diagnosed_by,
                position=snapshot.diagnosed_position,
            ),
        )
    )


def _members(sheet: Sheet, snapshot: RequestFormSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    sheet.title(say("documents_forms.members.title"), say("documents_forms.members.form2"))
    sheet.fields(
        (say("documents_forms.members.of"), snapshot.applicant.name, 1.3),
        (say("documents_forms.members.request"), snapshot.number, 1),
    )
    sheet.space(8)
    if not snapshot.members:
        sheet.paragraph(say("documents_forms.members.none"), indent=True)
        return
    names = ("sequence", "name", "birth", "relation", "occupation", "income", "condition", "self_care")
    shares = (0.5, 2.3, 1.2, 0.9, 1.3, 1.2, 1.2, 0.8)
    right = ("income",)
    columns = [
        Column(
            title=say(f"documents_forms.members.column.{name}"),
            share=share,
            align="right" if name in right else "center" if name in ("sequence", "self_care") else "left",
        )
        for name, share in zip(names, shares, strict=True)
    ]
    rows = [_member(number, member, catalogue) for number, member in enumerate(snapshot.members, 1)]
    sheet.table(columns, rows, size=9)
    total = Baht.total(member.monthly_income for member in snapshot.members if member.monthly_income)
    sheet.line_of(say("documents_forms.members.total", count=len(rows), amount=total))


def _member(number: int, member: MemberLine, catalogue: Catalogue) -> tuple[str, ...]:
    say = catalogue.text
    born = "" if member.birth is None else format_partial(member.birth.year, member.birth.month, member.birth.day)
    age = "" if member.age is None else say("documents_forms.members.age", age=member.age)
    name = f"{member.name}\n{format_id(member.national_id)}" if member.national_id else member.name
    return (
        str(number),
        name,
        "\n".join(part for part in (born, age) if part),
        member.relation,
        member.occupation,
        money(member.monthly_income),
        member.condition,
        say("documents_forms.members.yes" if member.self_care else "documents_forms.members.no"),
    )
