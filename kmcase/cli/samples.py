"""`verify-sample --half 2567/1 --seed S`: whom to ask, drawn again from a seed as an auditor does it."""

from __future__ import annotations

import argparse
from typing import Any

from kmcase.application.read.samples import plan_said
from kmcase.bootstrap import OpenOffice
from kmcase.cli.ledger import parse_half
from kmcase.cli.output import Output, with_office
from kmcase.domain.samples import SampleMethod, SamplePlan
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("verify-sample", help="draw a verification sample again from its seed")
    with_office(command, Role.AUDITOR, Role.DIRECTOR, Role.SOCIAL_WORKER)
    command.add_argument("--half", required=True, help="2567/1 or 2567/2")
    command.add_argument("--seed", required=True, help="of a recorded draw, or any other to try")
    command.add_argument("--method", choices=[method.value for method in SampleMethod], default="discovery")
    command.add_argument("--confidence", type=int, default=95, help="per cent, 80 to 99")
    command.add_argument("--bad", type=int, default=5, help="per cent of bad payments that must not pass, 1 to 50")
    command.add_argument("--meet", type=int, default=1, help="how many of them to meet, 1 or 2")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say how it is drawn and a line a payee; 1 where the recorded list is another, 2 where nothing can be drawn."""
    asked = SamplePlan(
        method=SampleMethod(arguments.method),
        confidence=arguments.confidence,
        bad_percent=arguments.bad,
        meet=arguments.meet,
    )
    found = office.services.samples.redraw(parse_half(arguments.half), arguments.seed, asked)
    plan = found.recorded.plan if found.recorded else asked
    output.say_message(plan_said(plan, found.size, len(found.register)))
    output.say("samples.paper.register", count=len(found.register), hash=found.register_hash)
    output.say("samples.paper.head", head=found.head)
    for place, one in enumerate(found.drawn, 1):
        why = output.text(f"samples.why.{one.why.value}")
        output.say("samples.line", place=place, number=one.number, name=found.names.get(one.voucher_id, ""), why=why)
    output.say(f"samples.{'tried' if found.recorded is None else 'agrees' if found.agrees else 'differs'}")
    return 0 if found.agrees else 1
