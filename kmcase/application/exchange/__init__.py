"""The exchange between the office and its laptops: enrolling them, making bundles and applying them.

Success is only what the other side has acknowledged: a bundle says what its sender holds, and that is shown in words.
"""

from kmcase.application.exchange.laptops import EnrolLaptop, LaptopService
from kmcase.application.exchange.reports import AppliedBundle, ExchangeStatus, LaptopStatus, MadeBundle
from kmcase.application.exchange.service import ExchangeService

__all__ = [
    "AppliedBundle",
    "EnrolLaptop",
    "ExchangeService",
    "ExchangeStatus",
    "LaptopService",
    "LaptopStatus",
    "MadeBundle",
]
