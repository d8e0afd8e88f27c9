"""Who collects what nobody holds any more."""

from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from ui.garbage import WindowGarbage


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_no_other_thread_collects_while_the_window_lives(qtbot: QtBot) -> None:
    garbage = WindowGarbage()
    collectors: list[threading.Thread] = []
    gc.callbacks.append(note := lambda phase, info: collectors.append(threading.current_thread()))
    try:
        dead = weakref.ref(Knot())
        worker = threading.Thread(target=lambda: [Knot() for _ in range(20_000)])
        worker.start()
        worker.join()
        assert collectors == [] and dead() is not None
        qtbot.waitUntil(lambda: dead() is None)
    finally:
        gc.callbacks.remove(note)
        garbage.end()
    assert set(collectors) == {threading.main_thread()} and gc.isenabled()
