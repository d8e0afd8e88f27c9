"""Runs that go out with a laptop: checking out, accepting what it handed over, coming home, being taken back.

`commands.py` holds what is asked, `accepting.py` judges what laptops entered, `service.py` the use cases. What is done
on the laptop itself is `application.payments`. May import what every use case may.
"""

from kmcase.application.checkouts.commands import ComeHome, Settle, TakeBack
from kmcase.application.checkouts.service import CheckoutService

__all__ = ["CheckoutService", "ComeHome", "Settle", "TakeBack"]
