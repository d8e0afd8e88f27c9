"""A line between a laptop and the office that breaks in the middle."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from kmcase.sync import wire


@contextmanager
def cutting(address: str, after: list[int], broken: list[int] | None = None) -> Iterator[str]:
    """A relay that breaks the first connections after so many bytes from the laptop, then lets all through.

    `broken` gathers after how many bytes each connection was broken.
    """
    target = wire.Address.of(address)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    stop = threading.Event()

    def pump(source: socket.socket, sink: socket.socket, most: int | None) -> None:
        passed = 0
        with suppress(OSError):
            while chunk := source.recv(65536):
                passed += len(chunk)
                if most is not None and passed > most:
                    if broken is not None:
                        broken.append(passed)
                    break
                sink.sendall(chunk)
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def relay() -> None:
        while not stop.is_set():
            try:
                near, _ = listening.accept()
            except TimeoutError:
                continue
            near.settimeout(None)
            far = socket.create_connection((target.host, target.port))
            most = after.pop(0) if after else None
            back = threading.Thread(target=pump, args=(far, near, None))
            back.start()
            pump(near, far, most)
            back.join()
            near.close()
            far.close()

    thread = threading.Thread(target=relay)
    thread.start()
    with closing(listening):
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()
