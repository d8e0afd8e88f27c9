"""What a shared office keeps on its server instead of in a folder: what it is, its keyring, its photographs."""

from __future__ import annotations

from sqlalchemy import MetaData, Table

from kmcase.persistence.rows.columns import NAMING, blob, key, number_key, text

SERVER = MetaData(naming_convention=NAMING)
OFFICE = "office"
KEYRING = "keyring"

office_info = Table("office_info", SERVER, key("name"), text("content"))
"""The content of `office.json`; as long as there is no row, the office is being made."""
keyring = Table("keyring", SERVER, key("name"), text("content"))
blob_chunk = Table("blob_chunk", SERVER, key("name"), number_key("chunk"), blob("content"))
"""The bytes of an encrypted file in pieces, under the name that it would have in `photos/`."""
