"""One spelling for names that sound alike, in three steps from close to coarse; each is idempotent.

`k1` forgets what is not heard or often forgotten: silenced letters, tone marks, ็. `k2` unites letters of one sound
and spellings of one vowel. `skeleton` keeps the consonants: เชียงพิณ and เชียงพิน are both ชยงพน.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kmcase.thai.folding import fold

_CONSONANTS = "ก-ฮ"
_SILENCED_GROUP = re.compile("(?<=.)(?:ทร|ตร|ดร|ชร|กร)์")
_SILENCED = re.compile(f"(?<=.)[{_CONSONANTS}][ิุ]?์")
_UNHEARD = str.maketrans("", "", "่้๊๋็์ๆฯ\u0e3a\u0e4d\u0e4e")
_NO_LETTER = re.compile(r"[^ก-ฮะ-ฺเ-ๅฤฦa-z]")

_ONE_SOUND = str.maketrans(
    {
        **dict.fromkeys("ศษซ", "ส"),
        **dict.fromkeys("ฐถฑธฒ", "ท"),
        **dict.fromkeys("ฌฉ", "ช"),
        **dict.fromkeys("ภผ", "พ"),
        **dict.fromkeys("ฆขฃฅ", "ค"),
        **dict.fromkeys("ีึื", "ิ"),
        "ณ": "น",
        "ญ": "ย",
        "ฎ": "ด",
        "ฏ": "ต",
        "ฝ": "ฟ",
        "ฬ": "ร",
        "ล": "ร",
        "ู": "ุ",
        "แ": "เ",
        "ใ": "ไ",
        "ฦ": "ฤ",
        "ะ": None,
        "ๅ": None,
    }
)
_AI = re.compile(f"ไ([{_CONSONANTS}])ย?")
_RO_HAN = re.compile(f"รร(?=[{_CONSONANTS}](?![ะ-ฺ]))")
_MUTE_HO = re.compile("ห(?=[งยนมรว])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[^ก-ฮa-z]|(?<=.)[aeiouy]")


@lru_cache(maxsize=200_000)
def k1(text: str) -> str:
    """A name as it is heard when it is read closely: `จันทร์` -> `จัน`, `พงษ์` -> `พง`."""
    return _settled(_k1, fold(text))


@lru_cache(maxsize=200_000)
def k2(text: str) -> str:
    """A name without differences of spelling that are not heard: `ณัฐ` and `นัท` are one."""
    return _settled(_k2, k1(text))


@lru_cache(maxsize=200_000)
def skeleton(text: str) -> str:
    """The consonants of `k2`; of a Latin name its first letter and consonants."""
    return _settled(lambda each: k2(_VOWELS.sub("", each)), k2(text))


def _settled(step: Callable[[str], str], text: str) -> str:
    """A text after as many steps as change it."""
    while (tidier := step(text)) != text:
        text = tidier
    return text


def _k1(text: str) -> str:
    heard = _SILENCED.sub("", _SILENCED_GROUP.sub("", text))
    return fold(_NO_LETTER.sub("", heard.translate(_UNHEARD)))


def _k2(text: str) -> str:
    plain = _RO_HAN.sub("ั", text.replace("ำ", "ัม").replace("ฤ", "ริ")).replace("รร", "ัน").translate(_ONE_SOUND)
    return fold(_DOUBLED.sub(r"\1", _MUTE_HO.sub("", _AI.sub(r"\1ัย", plain))))
