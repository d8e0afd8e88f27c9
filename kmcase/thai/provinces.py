"""Roughly where each province is: the town of its seat, to a tenth of a degree (about ten kilometres).

geothai knows no places. These are general knowledge of geography, coarse on purpose: good for "this is another part of
the country", never for a boundary.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371
_SEATS = """
10 13.8 100.5  11 13.6 100.6  12 13.9 100.5  13 14.0 100.5  14 14.4 100.6  15 14.6 100.5  16 14.8 100.7  17 14.9 100.4
18 15.2 100.1  19 14.5 100.9  20 13.4 101.0  21 12.7 101.3  22 12.6 102.1  23 12.2 102.5  24 13.7 101.1  25 14.1 101.4
26 14.2 101.2  27 13.8 102.1  30 15.0 102.1  31 15.0 103.1  32 14.9 103.5  33 15.1 104.3  34 15.2 104.9  35 15.8 104.1
36 15.8 102.0  37 15.9 104.6  38 18.4 103.7  39 17.2 102.4  40 16.4 102.8  41 17.4 102.8  42 17.5 101.7  43 17.9 102.7
44 16.2 103.3  45 16.1 103.7  46 16.4 103.5  47 17.2 104.1  48 17.4 104.8  49 16.5 104.7  50 18.8  99.0  51 18.6  99.0
52 18.3  99.5  53 17.6 100.1  54 18.1 100.1  55 18.8 100.8  56 19.2  99.9  57 19.9  99.8  58 19.3  98.0  60 15.7 100.1
61 15.4 100.0  62 16.5  99.5  63 16.9  99.1  64 17.0  99.8  65 16.8 100.3  66 16.4 100.3  67 16.4 101.2  70 13.5  99.8
71 14.0  99.5  72 14.5 100.1  73 13.8 100.1  74 13.5 100.3  75 13.4 100.0  76 13.1  99.9  77 11.8  99.8  80  8.4 100.0
81  8.1  98.9  82  8.5  98.5  83  7.9  98.4  84  9.1  99.3  85 10.0  98.6  86 10.5  99.2  90  7.2 100.6  91  6.6 100.1
92  7.6  99.6  93  7.6 100.1  94  6.9 101.3  95  6.5 101.3  96  6.4 101.8
"""


def _read() -> dict[str, tuple[float, float]]:
    words = _SEATS.split()
    return {words[at]: (float(words[at + 1]), float(words[at + 2])) for at in range(0, len(words), 3)}


_PLACES = _read()


def kilometres_from_seat(province_code: str, latitude: str, longitude: str) -> int | None:
    """How far a point (decimal degrees of WGS 84, as texts) is from a province's seat; None for an unknown province.

    What is no number is at the other end of the world: nobody can have been there.
    """
    seat = _PLACES.get(province_code)
    if seat is None:
        return None
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return _EARTH_KM
    return round(_kilometres(seat, point))


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the great circle (haversine)."""
    (lat, lon), (lat2, lon2) = (map(radians, point) for point in (one, other))
    part = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, part)))
