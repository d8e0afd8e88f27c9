"""The keyring file of an open office, changed by somebody who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.domain.errors import DomainError
from kmcase.domain.staff import SIGNING_ROLES, Role, StaffMember
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost, UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder


def role_hint(roles: frozenset[Role], name: str) -> str:
    """What the sign-in list shows before the database is open: roles and name."""
    return f"{','.join(sorted(roles))}|{name}"


@dataclass(slots=True, kw_only=True)
class FolderKeys:
    """`OfficeKeys` on an office's folder; `keys` are those that the keyring file now holds."""

    folder: OfficeFolder
    keys: UnlockedKeys
    cost: Argon2Cost = PRODUCTION_COST

    def _load(self) -> Keyring:
        return Keyring.load(self.folder.keyring, cost=self.cost)

    def signers(self) -> frozenset[str]:
        """The logins that hold the signing key."""
        return self._load().signers

    def public_key(self, login: str) -> str:
        """What the keys of a user are sealed to, in hex; raises `office_files.unknown_login`."""
        return self._load().public_key(login)

    def add(self, member: StaffMember, password: str) -> str:
        """Let somebody in; the signing key goes along where this person holds it. Gives the public key."""
        signs = bool(member.roles & SIGNING_ROLES) and self.keys.signing_key is not None
        changed = self._load().with_user(
            self.keys, member.login, password, role_hint=role_hint(member.roles, member.name), signs=signs
        )
        changed.save(self.folder.keyring)
        return changed.public_key(member.login)

    def change(self, member: StaffMember) -> None:
        """Another role hint; the signing key is taken, or given where this person holds it."""
        keyring = self._load()
        held = member.login in keyring.signers or self.keys.signing_key is not None
        signs = bool(member.roles & SIGNING_ROLES) and held
        hint = role_hint(member.roles, member.name)
        keyring.with_role(self.keys, member.login, role_hint=hint, signs=signs).save(self.folder.keyring)

    def hand_key(self, member: StaffMember) -> None:
        """Give the signing key; raises `office_files.no_signing_key` where this person does not hold it."""
        hint = role_hint(member.roles, member.name)
        self._load().with_role(self.keys, member.login, role_hint=hint, signs=True).save(self.folder.keyring)

    def remove(self, login: str) -> None:
        """Let somebody in no more; database and photographs move to the new key at the next opening.

        Who is not in the file (the program was killed before the entry was kept) is let in no more already.
        """
        keyring = self._load()
        if login not in keyring.users:
            return
        changed, fresh = keyring.without_user(self.keys, login)
        changed.save(self.folder.keyring)
        self.keys = fresh

    def set_password(self, login: str, new: str) -> str:
        """Somebody forgot; gives the new public key."""
        changed = self._load().with_reset_password(self.keys, login, new)
        changed.save(self.folder.keyring)
        return changed.public_key(login)

    def change_password(self, login: str, old: str, new: str) -> None:
        """One's own; raises `office_files.wrong_password` of the field `old`."""
        try:
            changed = self._load().with_password(login, old, new)
        except DomainError as refused:
            raise DomainError(refused.code, "old") from None
        changed.save(self.folder.keyring)
