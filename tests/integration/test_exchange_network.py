"""The exchange over a real network: TLS on the loopback, lines that break in the middle, and false offices."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from kmcase.application.exchange import AppliedBundle
from kmcase.application.exchange.network import NetworkExchange, OfficeHost
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.laptops import LaptopRevoked
from kmcase.persistence.devices import SqlDevices, new_device_keys
from kmcase.sync import wire
from tests.cut_lines import cutting
from tests.exchange_builders import KEY, Star, Station, new_star
from tests.integration.test_exchange import office_enters

PHOTO = b"\xff\xd8\xff" + bytes(400_000)


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    """An office with two laptops that it has heard of."""
    star = new_star(tmp_path / "star")
    star.settle()
    yield star
    star.close()


@contextmanager
def serving(star: Star, heard: Callable[[AppliedBundle], None] = lambda _: None) -> Iterator[str]:
    """The office waiting for laptops; gives its address."""
    office = star.office
    devices = SqlDevices(engine=office.engine, data_key=KEY)
    host = OfficeHost(office.exchange, devices, heard)
    server = wire.ExchangeServer(
        wire.Address(host="127.0.0.1", port=0), devices.own().signing, host, office.folder / "exchange"
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"127.0.0.1:{server.port}"
    finally:
        server.stop()
        thread.join()


def network(laptop: Station, pauses: list[float] | None = None) -> NetworkExchange:
    devices = SqlDevices(engine=laptop.engine, data_key=KEY)
    waited: list[float] = [] if pauses is None else pauses
    return NetworkExchange(
        laptop.exchange, laptop.exchange_store, devices, wire.exchange, laptop.folder / "exchange", waited.append
    )


def test_a_laptop_gives_and_takes_over_the_network(star: Star) -> None:
    one, two = star.laptops
    person = one.register(first_name="มาลี")
    photo = one.photograph(person, PHOTO)
    star.office.register(first_name="จากสำนักงาน")
    with serving(star) as address:
        found = network(one).with_office(address)
        network(two).with_office(address)
    assert (found.told["new"], found.told["photos"], found.told["stopped"]) == (2, 1, "")
    assert found.applied.whole
    assert one.exchange.status().not_yet_there == 0
    for station, names in ((star.office, {one.name, two.name}), (one, {one.name})):
        over = [each.file for each in station.exchange.log() if "bundle" not in each.file]
        assert {file.split(" ")[0] for file in over} == names
        assert len(over) == 2 * len(names)
    assert star.office.blobs.get(photo) == PHOTO
    assert star.office.state() == one.state() == two.state()
    assert list((one.folder / "exchange").iterdir()) == []
    assert list((star.office.folder / "exchange").iterdir()) == []


def test_a_line_that_breaks_is_tried_again_and_goes_on_from_where_it_was(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.photograph(laptop.register(), PHOTO)
    pauses: list[float] = []
    with serving(star) as address, cutting(address, [100_000, 100_000]) as cut:
        found = network(laptop, pauses).with_office(cut)
    assert found.told["new"] == 2
    assert len(pauses) == 2
    assert star.office.state() == laptop.state()


def test_a_line_that_stays_broken_keeps_the_bundle_for_the_next_time(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.photograph(laptop.register(), PHOTO)
    with serving(star) as address:
        with cutting(address, [30_000] * 5) as cut, pytest.raises(EnvironmentProblem, match="broken_off"):
            network(laptop).with_office(cut)
        waiting = list((laptop.folder / "exchange").glob("*.out"))
        assert len(waiting) == 1
        laptop.register(first_name="หลังสายขาด")
        network(laptop).with_office(address)
        network(laptop).with_office(address)
    assert laptop.exchange.status().not_yet_there == 0


def test_an_office_that_does_not_answer_is_said(star: Star) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EnvironmentProblem, match=r"exchange\.no_answer"):
        network(star.laptops[0]).with_office(f"127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["", "office", "office:", "office:many", ":8471", "office:99999"])
def test_an_address_that_is_none_is_said(star: Star, address: str) -> None:
    with pytest.raises(DomainError, match=r"exchange\.bad_address"):
        network(star.laptops[0]).with_office(address)


def test_another_machine_in_the_offices_place_is_told_nothing(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.register()
    devices = SqlDevices(engine=star.office.engine, data_key=KEY)
    host = OfficeHost(star.office.exchange, devices, lambda _: None)
    false = wire.ExchangeServer(
        wire.Address(host="127.0.0.1", port=0), new_device_keys().signing, host, laptop.folder / "false"
    )
    thread = threading.Thread(target=false.run)
    thread.start()
    try:
        with pytest.raises(DomainError, match=r"exchange\.not_the_office"):
            network(laptop).with_office(f"127.0.0.1:{false.port}")
    finally:
        false.stop()
        thread.join()
    assert list((laptop.folder / "false").iterdir()) == []


def test_a_laptop_with_anothers_keys_is_refused(star: Star) -> None:
    one, two = star.laptops
    with two.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM remembered WHERE name = 'device_keys'")
    office = SqlDevices(engine=star.office.engine, data_key=KEY).own()
    SqlDevices(engine=two.engine, data_key=KEY).keep(new_device_keys(), office=None)
    assert office
    with serving(star) as address, pytest.raises(DomainError, match=r"exchange\.unknown_sender"):
        network(two).with_office(address)
    assert one.exchange.status().not_yet_there == 0


def test_a_revoked_laptop_is_refused_before_it_sends(star: Star) -> None:
    laptop = star.laptops[0]
    office_enters(star, LaptopRevoked(laptop_id=laptop.store.laptop_id, reason="หาย"))
    with serving(star) as address, pytest.raises(DomainError, match=r"exchange\.laptop_revoked"):
        network(laptop).with_office(address)


def test_what_is_no_laptop_at_all_is_left_alone(star: Star) -> None:
    with serving(star) as address:
        where = wire.Address.of(address)
        with socket.create_connection((where.host, where.port)) as stranger:
            stranger.sendall(b"GET / HTTP/1.1\r\n\r\n")
            stranger.settimeout(5)
            with suppress(ConnectionResetError):
                while stranger.recv(1024):
                    pass
        assert network(star.laptops[0]).with_office(address).applied.whole


def test_an_address_that_is_taken_is_said(star: Star) -> None:
    devices = SqlDevices(engine=star.office.engine, data_key=KEY)
    host = OfficeHost(star.office.exchange, devices, lambda _: None)
    with serving(star) as address, pytest.raises(EnvironmentProblem, match=r"exchange\.cannot_listen"):
        wire.ExchangeServer(wire.Address.of(address), devices.own().signing, host, star.office.folder / "exchange")


@contextmanager
def on_a_slow_line(star: Star, laptop: Station, address: str) -> Iterator[None]:
    """A laptop in the middle of giving its bundle."""
    keys = SqlDevices(engine=laptop.engine, data_key=KEY).own()
    where = wire.Address.of(address)
    context = wire._client_context()
    with socket.create_connection((where.host, where.port)) as raw, context.wrap_socket(raw) as connection:
        line = wire._Line(connection)
        nonce = bytes.fromhex(line.receive()["nonce"])
        proof = keys.signing.sign(wire._PROOF + nonce).hex()
        line.send({"device": laptop.store.laptop_id, "proof": proof, "bundle": "slow", "size": 1_000_000})
        assert line.receive() == {"have": 0}
        yield


def test_a_laptop_on_a_slow_line_keeps_no_other_waiting(star: Star) -> None:
    slow, quick = star.laptops
    quick.register()
    with serving(star) as address, on_a_slow_line(star, slow, address):
        assert network(quick).with_office(address).told["new"] == 1


def test_strangers_do_not_take_the_office_more_than_so_many_places(star: Star, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_MOST_AT_ONCE", 2)
    laptop = star.laptops[0]
    with serving(star) as address:
        where = wire.Address.of(address)
        strangers = [socket.create_connection((where.host, where.port)) for _ in range(2)]
        with pytest.raises(EnvironmentProblem, match=r"exchange\.(broken_off|no_answer)"):
            network(laptop).with_office(address)
        for stranger in strangers:
            stranger.close()
        assert network(laptop).with_office(address).applied.whole


def test_a_connection_that_cannot_be_taken_does_not_end_the_waiting(
    star: Star, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failed = socket.socket.accept, []

    def accept(self: socket.socket) -> tuple[socket.socket, object]:
        if not failed:
            failed.append(True)
            raise OSError(errno.EMFILE, "too many open files")
        return real(self)

    monkeypatch.setattr(socket.socket, "accept", accept)
    with serving(star) as address:
        assert network(star.laptops[0]).with_office(address).applied.whole
    assert failed


@pytest.mark.parametrize(
    ("limit", "value", "code"), [("LARGEST_BUNDLE", 100, "bundle_too_large"), ("_LEFT_FREE", 1 << 60, "no_room")]
)
def test_a_bundle_that_is_too_large_or_has_no_room_is_told_so_before_it_is_sent(
    star: Star, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, code: str
) -> None:
    laptop = star.laptops[0]
    laptop.register()
    with serving(star) as address:
        with monkeypatch.context() as patched:
            patched.setattr(wire, limit, value)
            with pytest.raises(DomainError, match=rf"exchange\.{code}"):
                network(laptop).with_office(address)
        assert list((star.office.folder / "exchange").iterdir()) == []
        assert network(laptop).with_office(address).told["new"] == 1
