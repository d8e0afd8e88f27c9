"""The database's password on a desktop: only sealed under the office's data key, which a user's password opens."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path

from kmcase.journal.sealing import WrongKey, derive, unwrap, wrap
from kmcase.persistence.durable import atomic_write
from kmcase.persistence.key_wrapping import UnlockedKeys

_FILE = "server.json"
_PURPOSE = "server password"


def keep_password(folder: Path, keys: UnlockedKeys, password: str) -> None:
    """Seal it for whoever may open the office."""
    sealed = wrap(derive(keys.data_key, _PURPOSE), password.encode(), _PURPOSE)
    atomic_write(folder / _FILE, json.dumps({"password": b64encode(sealed).decode()}).encode())


def kept_password(folder: Path, keys: UnlockedKeys) -> str | None:
    """What was kept; None where nothing was, or under a key that is no more."""
    for data_key in (keys.data_key, keys.former_data_key):
        with suppress(OSError, ValueError, KeyError, TypeError, WrongKey):
            plain = json.loads((folder / _FILE).read_bytes())
            sealed = b64decode(plain["password"])
            if data_key is not None:
                return unwrap(derive(data_key, _PURPOSE), sealed, _PURPOSE).decode()
    return None
