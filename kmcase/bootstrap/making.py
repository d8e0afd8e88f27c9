"""Making an office: its keyring, its first entries, and last of all that it is one."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from sqlalchemy import Engine

from kmcase.application.access import MadeOffice, NewOffice, NewUser, Steps
from kmcase.bootstrap.grounds import Ground
from kmcase.bootstrap.known_offices import office_card
from kmcase.domain.budgets import BudgetAllotted, BudgetHalf
from kmcase.domain.clock import Clock
from kmcase.domain.errors import DomainError
from kmcase.domain.ids import Ids
from kmcase.domain.offices import Office, OfficeOpened
from kmcase.domain.staff import SIGNING_ROLES, Role, StaffAdded, StaffMember, administers_alone, normal_login
from kmcase.journal.sealing import Entropy
from kmcase.persistence import schema
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.engine import translating
from kmcase.persistence.key_wrapping import Argon2Cost, UnlockedKeys, signing_public_text
from kmcase.persistence.keyring import Keyring, NewKeyring
from kmcase.persistence.office_folder import OfficeInfo
from kmcase.persistence.office_keys import role_hint
from kmcase.persistence.recovery_key import show_recovery_key
from kmcase.thai.calendar import half_bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMaker:
    """Makes offices; who makes one, the first administrator, sets the others' passwords: these are lent."""

    ids: Ids
    cost: Argon2Cost
    entropy: Entropy
    clock: Clock

    def make(self, new: NewOffice, ground: Ground, steps: Steps, *, sample: bool) -> MadeOffice:
        """An office with its users and the first halves of its budget; a killed one is begun again."""
        require_users(new.users)
        total = len(new.users) + 2
        made = self._keyring(new, steps, total, sample=sample)
        keyring, keys = made.keyring, made.keys
        store = self.ids.new()
        try:
            engine = ground.begin(keys)
            with translating():
                schema.create(engine)
                steps.report(total - 1, total)
                self._first_entries(engine, _office_of(new, store, keys, sample=sample), new, keyring)
            info = OfficeInfo(
                store=store, kind=new.kind.value, name=new.name, sample=sample, created=self.clock.now().isoformat()
            )
            ground.hand_over(keyring, keys)
            said = ground.declare(info)
        finally:
            ground.leave()
        steps.report(total, total)
        return MadeOffice(card=office_card(ground.folder, said), recovery_key=show_recovery_key(made.recovery_key))

    def _keyring(self, new: NewOffice, steps: Steps, total: int, *, sample: bool) -> NewKeyring:
        """The keyring of all users; the first is one who signs."""
        users, maker = _signers_first(new.users), _maker(new.users)
        first = users[0]
        made = Keyring.create(
            first.login,
            first.password,
            role_hint=role_hint(first.roles, first.name),
            signs=True,
            own=sample or first is maker,
            cost=self.cost,
            entropy=self.entropy,
        )
        keyring = made.keyring
        for done, user in enumerate(users[1:], 1):
            steps.check()
            steps.report(done, total)
            keyring = keyring.with_user(
                made.keys,
                user.login,
                user.password,
                role_hint=role_hint(user.roles, user.name),
                signs=bool(user.roles & SIGNING_ROLES),
                own=sample or user is maker,
            )
        return NewKeyring(keyring, made.keys, made.recovery_key)

    def _first_entries(self, engine: Engine, office: Office, new: NewOffice, keyring: Keyring) -> None:
        ids = self.ids
        members = [
            StaffMember(
                staff_id=ids.new(),
                login=normal_login(user.login),
                name=user.name,
                position=user.position,
                roles=user.roles,
            )
            for user in new.users
        ]
        maker = next(member for member in members if Role.ADMINISTRATOR in member.roles)
        writer = Writer(
            store=office.store,
            actor=maker.staff_id,
            workstation=platform.node() or "?",
            use_case="office.open",
            ids=ids,
        )
        with engine.execution_options(write=True).begin() as connection:
            chain = Chain(connection, writer)
            now = self.clock.now()
            chain.append(OfficeOpened(office=office), now)
            for member in members:
                chain.append(StaffAdded(member=member, public_key=keyring.public_key(member.login)), now)
            for half, amount in zip((1, 2), new.allotted, strict=True):
                if amount:
                    budget = BudgetHalf(new.fiscal_year, half)
                    first = half_bounds(new.fiscal_year, half)[0]
                    chain.append(
                        BudgetAllotted(
                            posting_id=ids.new(), half=budget, amount=amount, on=first, document=new.document
                        ),
                        now,
                    )
            chain.finish()


def _office_of(new: NewOffice, store: str, keys: UnlockedKeys, *, sample: bool) -> Office:
    signing = keys.signing_key
    return Office(
        store=store,
        name=new.name,
        kind=new.kind,
        province_code=new.province_code,
        area=new.area,
        short_code=new.short_code,
        sample=sample,
        signing_key=signing_public_text(signing) if signing is not None else "",
    )


def require_users(users: tuple[NewUser, ...]) -> None:
    """There is an administrator with no other office, and somebody who may sign."""
    held = {role for user in users for role in user.roles}
    if Role.ADMINISTRATOR not in held:
        raise DomainError("staff.no_administrator", "users")
    if not held & SIGNING_ROLES:
        raise DomainError("staff.no_signer", "users")
    if not all(administers_alone(user.roles) for user in users):
        raise DomainError("staff.administrator_alone", "users")


def _maker(users: tuple[NewUser, ...]) -> NewUser:
    return next(user for user in users if Role.ADMINISTRATOR in user.roles)


def _signers_first(users: tuple[NewUser, ...]) -> list[NewUser]:
    return sorted(users, key=lambda user: not user.roles & SIGNING_ROLES)
