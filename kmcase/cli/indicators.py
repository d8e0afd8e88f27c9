"""`indicators --year 2567 [--pdf F --xlsx F]`: the indicators of case work, told to who signs in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kmcase.application.read.indicators import (
    IndicatorReport,
    Topic,
    figure_said,
    judgement_said,
    percent_said,
    period_said,
)
from kmcase.application.read.small_counts import told_words
from kmcase.bootstrap import OpenOffice, write_file
from kmcase.cli.output import Output, with_office
from kmcase.domain.errors import DomainError
from kmcase.domain.indicators import Period
from kmcase.domain.staff import Role
from kmcase.messages import message

_READERS = (Role.DIRECTOR, Role.SOCIAL_WORKER, Role.AUDITOR, Role.DEVELOPMENT_OFFICER)


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("indicators", help="the indicators of case work in a fiscal year")
    with_office(command, *_READERS)
    command.add_argument("--year", required=True, help="2567; a half of it 2567/1 or 2567/2")
    command.add_argument("--pdf", default="")
    command.add_argument("--xlsx", default="")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say the figures, and write the files asked for."""
    period, service = parse_period(arguments.year), office.services.indicators
    report = service.report(period)
    language = output.catalogue.language
    if arguments.pdf:
        write_file(Path(arguments.pdf), service.paper(period, language))
    if arguments.xlsx:
        write_file(Path(arguments.xlsx), service.workbook(period, language))
    _say(report, output)
    return 0


def parse_period(text: str) -> Period:
    """`2567` or `2567/1`; raises `cli.year`."""
    try:
        return Period.parse(text)
    except ValueError:
        raise DomainError("cli.year", "year", text=text) from None


def _say(report: IndicatorReport, output: Output) -> None:
    output.say_message(period_said(report.period))
    output.say("indicators.until_running" if report.running else "indicators.until", day=report.as_of)
    output.say("indicators.served", count=told_words(report.served))
    if report.hidden.exact != 0:
        output.say("indicators.hidden", count=told_words(report.hidden))
    for number, card in enumerate(report.cards, 1):
        figure, percent = figure_said(card), percent_said(card)
        told = message("indicators.paper.line_of", figure=figure, said=percent) if percent else figure
        output.say("cli.indicator", number=number, title=card.title, figure=told, judgement=judgement_said(card))
    for topic in Topic:
        lines = report.of(topic)
        if lines:
            output.say(f"indicators.topic.{topic.value}")
        for line in lines:
            output.say("cli.indicator_line", label=line.label, figure=line.figure)
