"""`audit-bundle --batch N | --person ID | --from D --to D --out PATH` and `public-list --batch N | --meeting N`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from kmcase.application.audits import OrderBundle
from kmcase.bootstrap import OpenOffice, write_file
from kmcase.cli.output import Output, Progress, with_office
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.errors import DomainError
from kmcase.domain.public_lists import ListNoun
from kmcase.domain.staff import FIELD_ROLES, Role
from kmcase.thai.digits import document_key
from kmcase.thai.typed_dates import DateProblem, parse_date


def add(commands: Any) -> None:
    """Enter the commands."""
    bundle = commands.add_parser("audit-bundle", help="write an auditor's bundle, with the program that checks it")
    with_office(bundle, Role.DIRECTOR, Role.AUDITOR)
    bundle.add_argument("--batch", default="", help="number of a disbursement batch")
    bundle.add_argument("--person", default="", help="id of a person")
    bundle.add_argument("--from", dest="first", default="", help="first day, dd/mm/B.E.")
    bundle.add_argument("--to", dest="last", default="", help="last day")
    bundle.add_argument("--out", required=True, help="a folder, or a file that ends in .zip")
    bundle.set_defaults(run=run_bundle)
    listed = commands.add_parser("public-list", help="the list of those approved or paid, to be put up")
    with_office(listed, Role.DIRECTOR, Role.FINANCE, *sorted(FIELD_ROLES))
    listed.add_argument("--batch", default="", help="number of a disbursement batch")
    listed.add_argument("--meeting", default="", help="number of a meeting")
    listed.add_argument("--pdf", default="")
    listed.add_argument("--xlsx", default="")
    listed.set_defaults(run=run_list)


def run_bundle(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Write the bundle, and say where it is and how it is checked."""
    order = OrderBundle(
        scope=_scope(office, arguments), target=Path(arguments.out).absolute(), language=output.catalogue.language
    )
    made = office.services.audits.make(order, Progress()).value
    output.say(
        "audits.done.made",
        title=made.title,
        path=arguments.out,
        files=made.files,
        persons=made.persons,
        withheld=made.withheld,
    )
    output.say("audits.done.check", path=arguments.out)
    output.say("audits.done.digest", digest=made.manifest_sha256, fingerprint=made.fingerprint)
    return 0


def run_list(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Write the files asked for, and say how many are named."""
    noun, record_id = _listed(office, arguments)
    lists = office.services.public_lists
    language = output.catalogue.language
    if arguments.pdf:
        write_file(Path(arguments.pdf), lists.make(noun, record_id, "pdf", language).value)
    if arguments.xlsx:
        write_file(Path(arguments.xlsx), lists.make(noun, record_id, "xlsx", language).value)
    seen = lists.look(noun, record_id)
    output.say("public_lists.sheet.will", named=len(seen.lines), unnamed=seen.unnamed_count, total=seen.total)
    return 0


def _scope(office: OpenOffice, arguments: argparse.Namespace) -> AuditScope:
    if arguments.batch:
        return AuditScope(kind=ScopeKind.BATCH, record_id=office.services.batches.by_number(arguments.batch))
    if arguments.person:
        return AuditScope(kind=ScopeKind.PERSON, record_id=arguments.person)
    if not arguments.first and not arguments.last:
        raise DomainError("audits.nothing_chosen")
    first, last = (_day(text, office.today()) for text in (arguments.first, arguments.last))
    return AuditScope(kind=ScopeKind.PERIOD, first=first, last=last)


def _day(text: str, today: date) -> date | None:
    """A day typed in B.E.; none where it cannot be read, which the period then tells."""
    try:
        return parse_date(text, today=today)
    except DateProblem:
        return None


def _listed(office: OpenOffice, arguments: argparse.Namespace) -> tuple[ListNoun, str]:
    if arguments.batch:
        return ListNoun.BATCH, office.services.batches.by_number(arguments.batch)
    meetings = office.services.meetings.list()
    wanted = document_key(arguments.meeting)
    found = next((one.meeting_id for one in meetings if document_key(one.number) == wanted), None)
    if found is None:
        raise DomainError("meetings.unknown")
    return ListNoun.MEETING, found
