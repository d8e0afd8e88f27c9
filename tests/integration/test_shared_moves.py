"""An office moved from a folder to a server and back: every row compared, the old place left whole and closed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kmcase.application.access import NewServer, Silent
from kmcase.application.people import RegisterPerson
from kmcase.bootstrap import Offices
from kmcase.bootstrap.moves import Moved
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.moving import Figures
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.rows import JOURNAL, LOCAL, STATE
from tests.builders import person_values
from tests.sample import CHEAP, sample_copy
from tests.servers import OfficeServer, another_desk, desks, new_office, share, sit_down


def move(source: Path, into: Path, server: NewServer | None = None, password: str = "sample") -> Moved:
    """By the administrator of an office."""
    offices = Offices(source.parent / "settings", cost=CHEAP)
    login = next(user.login for user in offices.look(source, moved=True).users if user.login.startswith("admin"))
    return offices.move(source, login, password, into, server, Silent())


def a_folder(tmp_path: Path) -> Path:
    """A small office in a folder, with one person."""
    folder = tmp_path / "folder"
    desks(folder).create(new_office(folder))
    with closing(sit_down(folder, "officer")) as office:
        office.services.people.register(RegisterPerson(values=person_values()))
        office.blobs.put(b"a family")
        office.services.drafts.save("person:", {"first_name": "ก"})
    return folder


def said(figures: tuple[Figures, ...]) -> dict[str, int]:
    return {one.name: one.source for one in figures}


@pytest.mark.slow
def test_the_sample_office_goes_to_a_server_and_back_with_every_row(server: OfficeServer, tmp_path: Path) -> None:
    source = sample_copy(tmp_path)
    there = move(source, tmp_path / "desk", server.new())
    server.ask_for_password()
    offices = Offices(tmp_path / "settings", cost=CHEAP)
    with closing(offices.sign_in(tmp_path / "desk", "director", "sample")) as office:
        assert office.shared
        assert office.services.verification.verify().sound
    back = move(tmp_path / "desk", tmp_path / "back")
    with closing(offices.sign_in(tmp_path / "back", "director", "sample")) as office:
        assert not office.shared
        assert office.services.verification.verify().sound
    assert said(there.figures) == said(back.figures)
    assert all((one.source, one.differing) == (one.target, 0) for one in (*there.figures, *back.figures))
    assert said(there.figures)["entry"] > 1_000 and said(there.figures)["photos"] > 100
    every = {table.name for metadata in (JOURNAL, STATE) for table in metadata.sorted_tables}
    assert set(said(there.figures)) == (every - LOCAL) | {"photos"}


def test_work_goes_on_where_the_office_is_and_comes_back_with_it(server: OfficeServer, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    move(folder, tmp_path / "desk", server.new(), "admin-password")
    server.ask_for_password()
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        assert office.services.drafts.load("person:") == {"first_name": "ก"}
        office.services.people.register(RegisterPerson(values=person_values(first_name="มาลี")))
    with closing(another_desk(server, tmp_path / "two" / "desk", "officer2")) as office:
        assert [person.name for person in office.services.people.search("มาลี")] == ["นางมาลี ศรีสุข"]
    move(tmp_path / "desk", tmp_path / "back", None, "admin-password")
    with closing(sit_down(tmp_path / "back", "officer")) as office:
        assert office.services.people.count_persons() == 2
    with pytest.raises(EnvironmentProblem) as left:
        sit_down(tmp_path / "two" / "desk", "officer2")
    assert (left.value.code, left.value.params["to"]) == ("shared_office.moved", str(tmp_path / "back"))


def test_the_old_place_stays_whole_and_nobody_goes_on_writing_there(server: OfficeServer, tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    before = _photographs(folder)
    move(folder, tmp_path / "desk", server.new(), "admin-password")
    assert len(before) == 1 and _photographs(folder) == before
    for enter in (lambda: sit_down(folder, "officer"), lambda: desks(folder).look(folder)):
        with pytest.raises(EnvironmentProblem) as left:
            enter()
        assert (left.value.code, left.value.params["to"]) == ("shared_office.moved", server.as_role)
    assert OfficeFolder(folder).info().format == 2


def test_a_move_broken_off_before_it_is_compared_leaves_a_target_that_is_no_office(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr("kmcase.bootstrap.moves.compare_tables", _broken_off)
        with pytest.raises(KeyboardInterrupt):
            move(folder, tmp_path / "desk", server.new(), "admin-password")
    with pytest.raises(EnvironmentProblem) as none:
        desks(tmp_path / "x").join_server(tmp_path / "x", server.owner, None)
    assert none.value.code == "shared_office.no_office"
    sit_down(folder, "officer").close()
    move(folder, tmp_path / "desk", server.new(), "admin-password")
    server.ask_for_password()
    sit_down(tmp_path / "desk", "officer").close()


def test_a_move_broken_off_between_mark_and_declaration_is_made_again_to_the_same_place(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr("kmcase.bootstrap.grounds.declare_office", _broken_off)
        with pytest.raises(KeyboardInterrupt):
            move(folder, tmp_path / "desk", server.new(), "admin-password")
    with pytest.raises(EnvironmentProblem) as left:
        sit_down(folder, "officer")
    assert left.value.code == "shared_office.moved"
    with pytest.raises(EnvironmentProblem) as elsewhere:
        move(folder, tmp_path / "other", None, "admin-password")
    assert elsewhere.value.code == "shared_office.moved"
    move(folder, tmp_path / "desk", server.new(), "admin-password")
    sit_down(tmp_path / "desk", "officer").close()


def test_a_row_that_differs_is_named_and_nothing_is_moved(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path)
    with closing(sit_down(folder, "director")) as office, office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET phone = '0899999999'")
    with pytest.raises(EnvironmentProblem) as differs:
        move(folder, tmp_path / "desk", server.new(), "admin-password")
    assert (differs.value.code, differs.value.params) == (
        "shared_office.move_differs", {"table": "person", "count": 1}
    )  # fmt: skip
    sit_down(folder, "officer").close()


def test_only_director_and_administrator_move_and_nobody_while_others_are_in(
    server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "one")
    offices = desks(tmp_path / "one")
    with pytest.raises(DomainError) as refused:
        offices.move(tmp_path / "one", "officer", "officer-password", tmp_path / "back", None, Silent())
    assert refused.value.code == "shell.not_permitted"
    with closing(another_desk(server, tmp_path / "two" / "desk", "officer2")), pytest.raises(DomainError) as busy:
        move(tmp_path / "one", tmp_path / "back", None, "admin-password")
    assert busy.value.code == "shared_office.others_signed_in"
    assert not (tmp_path / "back" / "office.json").exists()


def _photographs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "photos").rglob("*") if path.is_file()}


def _broken_off(*_: object) -> None:
    raise KeyboardInterrupt
