"""Family and resources on both engines: described, written apart, taken out, seen by whom the case is."""

from __future__ import annotations

import pytest

from kmcase.application.cases.network import DescribeRelative, DescribeResource
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.network import RelativeValues, ResourceKind, ResourceValues, Tie
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice
from tests.case_assessment_builders import a_relative, a_resource, mother, network
from tests.case_builders import a_case, a_sealed_case, join
from tests.state import state_of


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def describe(office: TestOffice, case_id: str, entry_id: str, values: RelativeValues | None, *seen: str) -> None:
    command = DescribeRelative(case_id=case_id, values=values, entry_id=entry_id, seen=seen)
    network(office).describe_relative(command)


def test_entries_stand_in_the_order_in_which_they_came(office: TestOffice) -> None:
    case_id = a_case(office)
    names = ("นางบัว", "นายสม", "นางคำ")
    for name in names:
        a_relative(office, case_id, name=f" {name} ")
    a_resource(office, case_id)
    page = network(office).page(case_id)
    assert tuple(item.values.name for item in page.relatives) == names
    assert [item.values.name for item in page.resources] == ["รพ.สต. เชียงพิณ"]


def test_what_was_written_apart_of_somebody_both_stands_until_one_replaces_both(office: TestOffice) -> None:
    case_id = a_case(office)
    entry_id = a_relative(office, case_id)
    [item] = network(office).page(case_id).relatives
    for tie in (Tie.CLOSE, Tie.CONFLICT):
        describe(office, case_id, entry_id, mother(tie=tie), *item.seen)
    [item] = network(office).page(case_id).relatives
    assert {item.values.tie, *(one.tie for one in item.apart if one)} == {Tie.CLOSE, Tie.CONFLICT}
    describe(office, case_id, entry_id, mother(tie=Tie.DISTANT), *item.seen)
    [item] = network(office).page(case_id).relatives
    assert (item.values.tie, item.apart) == (Tie.DISTANT, ())


def test_an_entry_is_taken_out_unless_somebody_wrote_it_apart(office: TestOffice) -> None:
    case_id = a_case(office)
    entry_id = a_relative(office, case_id)
    [item] = network(office).page(case_id).relatives
    describe(office, case_id, entry_id, mother(tie=Tie.CLOSE), *item.seen)
    describe(office, case_id, entry_id, None, *item.seen)
    [item] = network(office).page(case_id).relatives
    assert (item.values.tie, item.apart) == (Tie.CLOSE, (None,))
    describe(office, case_id, entry_id, None, *item.seen)
    assert network(office).page(case_id).relatives == ()


def test_what_is_not_there_cannot_be_described_or_taken_out(office: TestOffice) -> None:
    case_id = a_case(office)
    for entry_id, values in (("none", mother()), ("", None)):
        with refused("case_network.unknown"):
            describe(office, case_id, entry_id, values)
    with refused("case_network.unknown"):
        network(office).describe_resource(DescribeResource(case_id=case_id, values=None))


def test_a_likely_age_and_a_name_of_a_resource_are_asked_for(office: TestOffice) -> None:
    case_id = a_case(office)
    for year in (1800, 2030):
        with refused("case_network.birth_year", "age"):
            a_relative(office, case_id, birth_year=year)
    with refused("case_network.name_missing", "name"):
        a_resource(office, case_id, name=" ")


def test_a_resource_is_described_anew(office: TestOffice) -> None:
    case_id = a_case(office)
    entry_id = a_resource(office, case_id)
    [item] = network(office).page(case_id).resources
    values = ResourceValues(name="วัด", kind=ResourceKind.TEMPLE, gives="อาหาร")
    network(office).describe_resource(
        DescribeResource(case_id=case_id, values=values, entry_id=entry_id, seen=item.seen)
    )
    assert [item.values for item in network(office).page(case_id).resources] == [values]


def test_a_case_assistant_maps_the_network_of_own_clients_alone(office: TestOffice) -> None:
    own, other = a_case(office), a_case(office)
    join(office, own, "assistant", TeamRole.ASSISTANT)
    a_relative(office, own, "assistant")
    with refused("cases.unknown"):
        a_relative(office, other, "assistant")


def test_nobody_outside_the_team_learns_who_is_around_a_restricted_client(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    entry_id = a_relative(office, case_id)
    with refused("cases.unknown"):
        network(office, "director").page(case_id)
    with refused("cases.unknown"):
        network(office, "director").describe_relative(
            DescribeRelative(case_id=case_id, values=mother(), entry_id=entry_id)
        )
    with refused("cases.unknown"):
        a_resource(office, case_id, "director")


def test_networks_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = a_case(office)
    a_relative(office, case_id)
    a_resource(office, case_id)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
