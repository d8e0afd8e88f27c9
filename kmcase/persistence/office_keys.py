"""The keyring of an open office, changed by somebody who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kmcase.domain.errors import DomainError
from kmcase.domain.staff import SIGNING_ROLES, Role, StaffMember
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost, UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_store import KeyringStore


def role_hint(roles: frozenset[Role], name: str) -> str:
    """What the sign-in list shows before the database is open: roles and name."""
    return f"{','.join(sorted(roles))}|{name}"


@dataclass(slots=True, kw_only=True)
class StoredKeys:
    """`OfficeKeys` on an office's keyring; `keys` are those that the keyring now holds.

    `require_alone` raises where the office is open elsewhere too: a change of the data key would leave those with a key
    that opens nothing new.
    """

    keyrings: KeyringStore
    keys: UnlockedKeys
    cost: Argon2Cost = PRODUCTION_COST
    require_alone: Callable[[], None] = lambda: None

    def _load(self) -> Keyring:
        """The keyring to change; raises `shared_office.keys_changed` where it is no more of the key held here."""
        keyring = self.keyrings.load(self.cost)
        if not keyring.is_of(self.keys):
            raise DomainError("shared_office.keys_changed")
        return keyring

    def signers(self) -> frozenset[str]:
        """The logins that hold the signing key."""
        return self.keyrings.load(self.cost).signers

    def public_key(self, login: str) -> str:
        """What the keys of a user are sealed to, in hex; raises `office_files.unknown_login`."""
        return self.keyrings.load(self.cost).public_key(login)

    def add(self, member: StaffMember, password: str) -> str:
        """Let somebody in; the signing key goes along where this person holds it. Gives the public key."""
        keyring = self._load()
        signs = bool(member.roles & SIGNING_ROLES) and self.keys.signing_key is not None
        hint = role_hint(member.roles, member.name)
        changed = keyring.with_user(self.keys, member.login, password, role_hint=hint, signs=signs)
        self.keyrings.replace(keyring, changed)
        return changed.public_key(member.login)

    def change(self, member: StaffMember) -> None:
        """Another role hint; the signing key is taken, or given where this person holds it."""
        keyring = self._load()
        held = member.login in keyring.signers or self.keys.signing_key is not None
        signs = bool(member.roles & SIGNING_ROLES) and held
        hint = role_hint(member.roles, member.name)
        self.keyrings.replace(keyring, keyring.with_role(self.keys, member.login, role_hint=hint, signs=signs))

    def hand_key(self, member: StaffMember) -> None:
        """Give the signing key; raises `office_files.no_signing_key` where this person does not hold it."""
        keyring = self._load()
        hint = role_hint(member.roles, member.name)
        self.keyrings.replace(keyring, keyring.with_role(self.keys, member.login, role_hint=hint, signs=True))

    def remove(self, login: str) -> None:
        """Let somebody in no more; database and photographs move to the new key at the next opening.

        Who is not in it (the program was killed before the entry was kept) is let in no more already. Raises
        `shared_office.others_signed_in`.
        """
        keyring = self._load()
        if login not in keyring.users:
            return
        self.require_alone()
        changed, fresh = keyring.without_user(self.keys, login)
        self.keyrings.replace(keyring, changed)
        self.keys = fresh

    def set_password(self, login: str, new: str) -> str:
        """Somebody forgot; gives the new public key."""
        keyring = self._load()
        changed = keyring.with_reset_password(self.keys, login, new)
        self.keyrings.replace(keyring, changed)
        return changed.public_key(login)

    def change_password(self, login: str, old: str, new: str) -> None:
        """One's own; raises `office_files.wrong_password` of the field `old`."""
        keyring = self._load()
        try:
            changed = keyring.with_password(login, old, new)
        except DomainError as refused:
            raise DomainError(refused.code, "old") from None
        self.keyrings.replace(keyring, changed)
