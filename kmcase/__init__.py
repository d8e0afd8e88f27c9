"""kmcase: find, pay and accompany families in hardship, with every baht accounted for."""

__version__ = "0.1.0"
