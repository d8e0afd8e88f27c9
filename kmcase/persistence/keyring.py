"""The keyring: who may open an office, as a file without a secret in the clear.

One random data key encrypts the office. It is sealed for every user and for the recovery key; the office's signing key
is sealed only for those who may number, record decisions or reconcile. A MAC under the data key covers the whole file,
so that a changed role hint or a smuggled entry is seen at the next sign-in. A `Keyring` is a value: each change gives
a new one, and `save` puts it in place whole. Old back-ups keep opening with the passwords of their day.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.staff import normal_login
from kmcase.journal.sealing import KEY_BYTES, Entropy, WrongKey, derive, public_of, seal, unseal, unwrap, wrap
from kmcase.persistence.durable import atomic_write, file_trouble
from kmcase.persistence.key_wrapping import PRODUCTION_COST, SALT_BYTES, Argon2Cost, UnlockedKeys, password_key
from kmcase.persistence.keyring_file import Holder, KeyringContent, User, content_from_text, content_to_text
from kmcase.persistence.recovery_key import new_recovery_key

_RECOVERY = "recovery"
_FORMER_SIGNING = "former signing key"
_ABSENT_SALT = bytes(SALT_BYTES)


@dataclass(frozen=True, slots=True, repr=False)
class NewKeyring:
    """A keyring just made, with what its maker must use at once and keep nowhere."""

    keyring: Keyring
    keys: UnlockedKeys
    recovery_key: bytes

    def __repr__(self) -> str:
        return "NewKeyring(hidden)"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keyring file as a value."""

    content: KeyringContent
    cost: Argon2Cost = PRODUCTION_COST
    entropy: Entropy = field(default=os.urandom, repr=False, compare=False)

    @classmethod
    def create(
        cls,
        login: str,
        password: str,
        *,
        role_hint: str,
        signs: bool,
        own: bool = True,
        cost: Argon2Cost = PRODUCTION_COST,
        entropy: Entropy = os.urandom,
    ) -> NewKeyring:
        """The keyring of a new office with its first user, `own` as in `with_user`.

        `entropy` is seeded for the sample office alone.
        """
        signing = Ed25519PrivateKey.from_private_bytes(entropy(KEY_BYTES))
        keys = UnlockedKeys(login=normal_login(login), data_key=entropy(KEY_BYTES), signing_key=signing)
        recovery = new_recovery_key(entropy)
        empty = KeyringContent(users={}, recovery=_holder(keys, _recovery_private(recovery), _RECOVERY, True, entropy))
        begun = cls(empty, cost, entropy)
        keyring = begun.with_user(keys, login, password, role_hint=role_hint, signs=signs, own=own)
        return NewKeyring(keyring, keys, recovery)

    @classmethod
    def load(cls, path: Path, *, cost: Argon2Cost = PRODUCTION_COST, entropy: Entropy = os.urandom) -> Keyring:
        """Read a file; `cost` is for passwords set from now on.

        Raises `office_files.keyring_damaged`, `.newer_format` or `.older_format`.
        """
        with file_trouble(path):
            text = path.read_bytes()
        return cls.from_text(text, path, cost=cost, entropy=entropy)

    @classmethod
    def from_text(
        cls, text: bytes, path: Path, *, cost: Argon2Cost = PRODUCTION_COST, entropy: Entropy = os.urandom
    ) -> Keyring:
        """The same of what stands in a file, which `path` names in what is raised."""
        return cls(content_from_text(text, path), cost, entropy)

    def save(self, path: Path) -> None:
        """Put the file in place whole."""
        atomic_write(path, content_to_text(self.content))

    @property
    def users(self) -> Mapping[str, str]:
        """Role hint by login, for the sign-in list; the roles that count are in the database."""
        return {login: user.role_hint for login, user in self.content.users.items()}

    @property
    def signers(self) -> frozenset[str]:
        """The logins that hold the signing key."""
        return frozenset(login for login, user in self.content.users.items() if user.holder.signing_key is not None)

    @property
    def public_keys(self) -> dict[str, str]:
        """What the keys of each user are sealed to, in hex by login."""
        return {login: user.holder.public_key.hex() for login, user in self.content.users.items()}

    def public_key(self, login: str) -> str:
        """What the keys of a user are sealed to, in hex; raises `office_files.unknown_login`."""
        return self.public_keys[self._known(login)]

    def is_lent(self, login: str) -> bool:
        """Whether somebody else set the password of a user."""
        return self.content.users[self._known(login)].lent

    def is_of(self, keys: UnlockedKeys) -> bool:
        """Whether these keys are those that the keyring now seals; else somebody was removed since they were read."""
        return hmac.compare_digest(self.content.mac, _mac(keys.data_key, self.content))

    @property
    def rekeying(self) -> bool:
        """Whether a change of the data key is not finished."""
        return self.content.former_data_key is not None

    def unlock(self, login: str, password: str) -> UnlockedKeys:
        """The keys of a user.

        Raises `office_files.wrong_password`, the same and after the same work for an unknown login, or
        `.keyring_tampered`.
        """
        name = normal_login(login)
        user = self.content.users.get(name)
        if user is None:
            password_key(password, _ABSENT_SALT, self.cost)
            raise DomainError("office_files.wrong_password", "password")
        try:
            private = unwrap(password_key(password, user.salt, user.cost), user.private_key, f"private {name}")
        except WrongKey:
            raise DomainError("office_files.wrong_password", "password") from None
        return self._open(user.holder, private, name)

    def recover(self, recovery_key: bytes) -> UnlockedKeys:
        """The keys by the office's recovery key; raises `office_files.wrong_recovery_key` or `.keyring_tampered`."""
        private = _recovery_private(recovery_key)
        if not hmac.compare_digest(public_of(private), self.content.recovery.public_key):
            raise DomainError("office_files.wrong_recovery_key", "recovery_key")
        return self._open(self.content.recovery, private, _RECOVERY)

    def with_user(
        self, keys: UnlockedKeys, login: str, password: str, *, role_hint: str, signs: bool, own: bool = False
    ) -> Keyring:
        """Add a user; the password is lent unless it is the user's `own`, who alone knows it.

        Raises `office_files.login_taken`, `.login_empty`, `.password_empty` or `.no_signing_key`.
        """
        name = normal_login(login)
        if not name or name == _RECOVERY:
            raise DomainError("office_files.login_empty", "login")
        if name in self.content.users:
            raise DomainError("office_files.login_taken", "login", login=name)
        user = self._new_user(keys, name, password, role_hint, signs)
        return self._with(keys, name, replace(user, lent=not own))

    def with_password(self, login: str, old: str, new: str) -> Keyring:
        """A user's own change of password, which is lent no more; raises as `unlock` does, or `.password_empty`."""
        keys = self.unlock(login, old)
        user = self.content.users[keys.login]
        private = unwrap(password_key(old, user.salt, user.cost), user.private_key, f"private {keys.login}")
        salt, wrapped = self._locked_private(keys.login, private, new)
        return self._with(keys, keys.login, replace(user, cost=self.cost, salt=salt, private_key=wrapped, lent=False))

    def with_reset_password(self, keys: UnlockedKeys, login: str, new: str) -> Keyring:
        """Somebody forgot: a new password by one who is signed in, lent until its user changes it.

        A signer stays one, so only a signer or the recovery key may reset his; others raise
        `office_files.no_signing_key`.
        """
        name = self._known(login)
        signs = self.content.users[name].holder.signing_key is not None
        return self._with(keys, name, self._new_user(keys, name, new, self.content.users[name].role_hint, signs))

    def with_role(self, keys: UnlockedKeys, login: str, *, role_hint: str, signs: bool) -> Keyring:
        """Another role hint, and the signing key given or taken, which is then due for a change.

        Raises `office_files.no_signing_key`.
        """
        name = self._known(login)
        user = self.content.users[name]
        sealed = user.holder.signing_key
        if signs and sealed is None:
            sealed = seal(user.holder.public_key, _signing_secret(keys), f"signing {name}", self.entropy)
        holder = replace(user.holder, signing_key=sealed if signs else None)
        due = self.content.signing_key_due or (sealed is not None and not signs)
        content = replace(self.content, signing_key_due=due)
        return replace(self, content=content)._with(keys, name, replace(user, role_hint=role_hint, holder=holder))

    def without_user(self, keys: UnlockedKeys, login: str) -> tuple[Keyring, UnlockedKeys]:
        """Remove a user, with a new data key; the signing key is due for a change where he held it.

        The caller saves the keyring first, then re-keys database and photographs (the former key stays sealed within
        until `with_rekeying_finished`), so that a kill between any two steps leaves an office that opens.
        Raises `office_files.last_user`, `.unknown_login` or `.rekeying`.
        """
        name = self._known(login)
        if len(self.content.users) == 1:
            raise DomainError("office_files.last_user", "login")
        if self.rekeying:
            raise DomainError("office_files.rekeying")
        data_key = self.entropy(KEY_BYTES)
        others = {other: user for other, user in self.content.users.items() if other != name}
        content = replace(
            self._resealed(replace(self.content, users=others), "data", data_key),
            signing_key_due=self.content.signing_key_due or name in self.signers,
            former_data_key=wrap(data_key, keys.data_key, "former data key", self.entropy),
        )
        fresh = replace(keys, data_key=data_key, former_data_key=keys.data_key)
        return self._authenticated(fresh, content), fresh

    def for_laptop(self, logins: Iterable[str], data_key: bytes) -> Keyring:
        """The keyring of a laptop with a data key of its own, which the passwords of these users and the office's
        recovery key open; nobody's password is needed to make it, and nobody signs for the office there.

        Raises `office_files.unknown_login`.
        """

        def opened(holder: Holder, name: str) -> Holder:
            sealed = seal(holder.public_key, data_key, f"data {name}", self.entropy)
            return replace(holder, data_key=sealed, signing_key=None)

        known = {self._known(login): self.content.users[self._known(login)] for login in logins}
        users = {name: replace(user, holder=opened(user.holder, name)) for name, user in known.items()}
        content = KeyringContent(users=users, recovery=opened(self.content.recovery, _RECOVERY))
        return self._authenticated(UnlockedKeys(login="", data_key=data_key), content)

    def with_rekeying_finished(self, keys: UnlockedKeys) -> Keyring:
        """Forget the former data key: database and photographs open with the new one."""
        return self._authenticated(keys, replace(self.content, former_data_key=None))

    @property
    def signing_key_due(self) -> bool:
        """Whether somebody held the signing key who does so no more, and it was not changed since."""
        return self.content.signing_key_due

    def with_new_signing_key(self, keys: UnlockedKeys) -> tuple[Keyring, UnlockedKeys]:
        """A new signing key for all who hold the present one; raises `office_files.no_signing_key` for who does not.

        The caller saves the keyring first, then has the former key (it stays sealed within until
        `with_new_signing_key_named`) sign the entry that names the new one.
        """
        former = _signing_secret(keys)
        signing = Ed25519PrivateKey.from_private_bytes(self.entropy(KEY_BYTES))
        secret = signing.private_bytes_raw()
        content = replace(
            self._resealed(self.content, "signing", secret),
            signing_key_due=False,
            former_signing_key=wrap(derive(secret, _FORMER_SIGNING), former, _FORMER_SIGNING, self.entropy),
        )
        fresh = replace(keys, signing_key=signing, former_signing_key=keys.signing_key)
        return self._authenticated(keys, content), fresh

    def with_new_signing_key_named(self, keys: UnlockedKeys) -> Keyring:
        """Forget the former signing key: the journal names the new one."""
        return self._authenticated(keys, replace(self.content, former_signing_key=None))

    def _open(self, holder: Holder, private: bytes, name: str) -> UnlockedKeys:
        try:
            if not hmac.compare_digest(public_of(private), holder.public_key):
                raise WrongKey
            data_key = unseal(private, holder.data_key, f"data {name}")
            if not self.is_of(UnlockedKeys(login=name, data_key=data_key)):
                raise WrongKey
            former = self.content.former_data_key
            keys = UnlockedKeys(
                login=name,
                data_key=data_key,
                former_data_key=None if former is None else unwrap(data_key, former, "former data key"),
            )
            if holder.signing_key is None:
                return keys
            return self._with_signing_key(keys, unseal(private, holder.signing_key, f"signing {name}"))
        except WrongKey:
            raise EnvironmentProblem("office_files.keyring_tampered") from None

    def _with_signing_key(self, keys: UnlockedKeys, secret: bytes) -> UnlockedKeys:
        wrapped, former = self.content.former_signing_key, None
        if wrapped is not None:
            before = unwrap(derive(secret, _FORMER_SIGNING), wrapped, _FORMER_SIGNING)
            former = Ed25519PrivateKey.from_private_bytes(before)
        signing = Ed25519PrivateKey.from_private_bytes(secret)
        return replace(keys, signing_key=signing, former_signing_key=former)

    def _new_user(self, keys: UnlockedKeys, name: str, password: str, role_hint: str, signs: bool) -> User:
        private = self.entropy(KEY_BYTES)
        salt, wrapped = self._locked_private(name, private, password)
        holder = _holder(keys, private, name, signs, self.entropy)
        return User(role_hint=role_hint, cost=self.cost, salt=salt, private_key=wrapped, holder=holder, lent=True)

    def _locked_private(self, name: str, private: bytes, password: str) -> tuple[bytes, bytes]:
        if not password:
            raise DomainError("office_files.password_empty", "password")
        salt = self.entropy(SALT_BYTES)
        return salt, wrap(password_key(password, salt, self.cost), private, f"private {name}", self.entropy)

    def _resealed(self, content: KeyringContent, kind: Literal["data", "signing"], secret: bytes) -> KeyringContent:
        """Another data or signing key for all who hold one of its kind."""

        def anew(holder: Holder, name: str) -> Holder:
            if kind == "data":
                return replace(holder, data_key=seal(holder.public_key, secret, f"data {name}", self.entropy))
            if holder.signing_key is None:
                return holder
            return replace(holder, signing_key=seal(holder.public_key, secret, f"signing {name}", self.entropy))

        users = {name: replace(user, holder=anew(user.holder, name)) for name, user in content.users.items()}
        return replace(content, users=users, recovery=anew(content.recovery, _RECOVERY))

    def _known(self, login: str) -> str:
        name = normal_login(login)
        if name not in self.content.users:
            raise DomainError("office_files.unknown_login", "login", login=name)
        return name

    def _with(self, keys: UnlockedKeys, name: str, user: User) -> Keyring:
        return self._authenticated(keys, replace(self.content, users={**self.content.users, name: user}))

    def _authenticated(self, keys: UnlockedKeys, content: KeyringContent) -> Keyring:
        return replace(self, content=replace(content, mac=_mac(keys.data_key, content)))


def _holder(keys: UnlockedKeys, private: bytes, name: str, signs: bool, entropy: Entropy) -> Holder:
    public = public_of(private)
    return Holder(
        public_key=public,
        data_key=seal(public, keys.data_key, f"data {name}", entropy),
        signing_key=seal(public, _signing_secret(keys), f"signing {name}", entropy) if signs else None,
    )


def _recovery_private(recovery_key: bytes) -> bytes:
    return derive(recovery_key, "recovery key")


def _signing_secret(keys: UnlockedKeys) -> bytes:
    if keys.signing_key is None:
        raise DomainError("office_files.no_signing_key")
    return keys.signing_key.private_bytes_raw()


def _mac(data_key: bytes, content: KeyringContent) -> bytes:
    return hmac.digest(derive(data_key, "keyring"), content_to_text(replace(content, mac=b"")), "sha256")
