"""Decides for surveys: ask for a list, remind, go to what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kmcase.application.changes import Outcome
from kmcase.application.imports import AskForList
from kmcase.application.read.appointments import PartnerItem
from kmcase.application.read.imports import SurveyItem
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result, Tone


class SurveysPort(Protocol):
    """What the view can show."""

    def show_surveys(self, surveys: tuple[SurveyItem, ...]) -> None: ...
    def show_partners(self, partners: tuple[PartnerItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def show_asked(self, survey_id: str) -> None: ...
    def show_reminded(self) -> None: ...
    def show_said(self, said: Message, tone: Tone) -> None: ...


class SurveysPresenter:
    """Decides for the page of surveys."""

    def __init__(self, desk: Desk, view: SurveysPort) -> None:
        self._desk = desk
        self._view = view

    @property
    def may_ask(self) -> bool:
        """Whether the signed-in person asks and reminds."""
        return self._desk.may("imports.ask")

    def refresh(self) -> None:
        """Show who was asked."""
        imports = self._desk.services.imports
        self._desk.jobs.database(imports.surveys, self._come)
        self._desk.jobs.database(self._desk.services.partners.partners, self._partners_come)

    def _come(self, result: Result[tuple[SurveyItem, ...]]) -> None:
        match result:
            case Ok(value=surveys):
                self._view.show_surveys(surveys)
            case Err():
                self._view.show_failure(result)

    def _partners_come(self, result: Result[tuple[PartnerItem, ...]]) -> None:
        if isinstance(result, Ok):
            self._view.show_partners(tuple(one for one in result.value if one.active))

    def ask(self, values: Mapping[str, Any]) -> None:
        """Note that an agency was asked, from the form's values."""
        command = AskForList(
            agency=values["agency"],
            subdistrict_code=values["subdistrict_code"] or "",
            asked_on=values["asked_on"],
            due_on=values["due_on"],
            remark=values["remark"] or "",
            kind=values["kind"],
            partner_id=values["partner"],
        )
        imports = self._desk.services.imports
        self._desk.jobs.database(lambda: imports.ask(command), self._asked)

    def _asked(self, result: Result[Outcome[str]]) -> None:
        match result:
            case Ok(value=outcome):
                self._view.show_asked(outcome.value)
                self._view.show_said(message("surveys.asked"), Tone.OK)
                self._desk.announce(outcome.changes)
            case Err():
                self._view.show_trouble(result)

    def remind(self, survey: SurveyItem, values: Mapping[str, Any]) -> None:
        """Note that the agency was reminded, from the form's values."""
        imports, on, method, note = self._desk.services.imports, values["on"], values["method"], values["note"] or ""

        def done(result: Result[Outcome[str]]) -> None:
            match result:
                case Ok(value=outcome):
                    self._view.show_reminded()
                    self._view.show_said(message("surveys.reminded", agency=survey.agency), Tone.OK)
                    self._desk.announce(outcome.changes)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.database(lambda: imports.remind(survey.survey_id, on, method, note), done)

    def print_letter(self, survey: SurveyItem) -> None:
        """The letter that reminds the agency."""
        printing, language = self._desk.services.printing, self._desk.texts.language

        def done(result: Result[bytes]) -> None:
            match result:
                case Ok(value=content):
                    self._desk.show_paper(content, self._desk.texts.text("surveys.letter"))
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.background(
            lambda _: printing.survey_reminder(survey.survey_id, language), done, title=message("surveys.letter")
        )

    def open_list(self, survey: SurveyItem) -> None:
        """Go to the list that came, or to where one is taken in."""
        self._desk.navigation.open("imports", survey.import_id)
