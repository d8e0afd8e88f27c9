"""Auditors' bundles: everything about a batch, a person or a period in one folder or zip, with what proves it.

`service` is the use case, `filing` the bundle being written, `index` what its index says, `exceptions` what was done
against the ordinary course. The bundle is checked without this program by `resources/verifier/verify.py`, which goes
into each.
"""

from kmcase.application.audits.ports import BundleFolder, BundleFolders, Observations
from kmcase.application.audits.service import AuditService, MadeBundle, OrderBundle

__all__ = [
    "AuditService",
    "BundleFolder",
    "BundleFolders",
    "MadeBundle",
    "Observations",
    "OrderBundle",
]
