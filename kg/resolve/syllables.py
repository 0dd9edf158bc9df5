"""Chinese and Korean names in Latin letters: which words are their syllables, and what systems of spelling share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import table

# Initials of Hanyu Pinyin → the finals that follow them.
_FINALS = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ue",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ue",
    "g k h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j q x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh ch sh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z c s": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "y": "a e ao ou an in ang ing i ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ai ei ao ou an en ang er",
}
_WADE_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh",
    "er": "erh", "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "shuo": "shuo", "guo": "kuo", "kuo": "kuo",
    "huo": "huo", "gui": "kuei", "kui": "kuei",
}  # fmt: skip
_WADE_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "iong": "iung"}

_KOREAN = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|sh|ph|kh|th|[gkndtrlmbpsjhyw])?"
    r"(?:yeo|yoo|you|woo|wae|weo|yae|eo|eu|ae|oe|oi|wa|wo|we|wi|ui|ya|yo|yu|ye|oo|ou|ee|u|o|a|e|i)"
    r"(?:ng|ck|[nmlrkgpbtdsh](?![aeiouyw]))?)+"
)
# Revised Romanisation, McCune-Reischauer and what passports have → one spelling, too coarse for any but comparing.
_KOREAN_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"ch|jj", "j"), (r"sh", "s"), (r"ph", "p"), (r"ck", "k"), (r"([ktps])\1", r"\1"), (r"woo|oo|ou", "u"),
        (r"ee", "i"),
        (r"yeo", "yo"), (r"weo", "wo"), (r"eo|eu", "o"), (r"oi", "oe"), (r"(?<=[aou])h(?![aeiouyw])", ""), (r"g", "k"),
        (r"nk", "ng"), (r"d", "t"), (r"b", "p"), (r"r", "l"), (r"u", "o"), (r"(?<![aeiou])yi", "i"),
    )
)  # fmt: skip


@cache
def _pinyin() -> dict[str, str]:
    """{syllable in Pinyin: in Wade-Giles without its apostrophes}."""
    return {
        initial + final: _in_wade(initial, final)
        for initials, finals in _FINALS.items()
        for initial in (initials.split() or [""])
        for final in finals.split()
    }


def _in_wade(initial: str, final: str) -> str:
    if initial + final in _WADE_WHOLE:
        return _WADE_WHOLE[initial + final]
    if initial in ("zh", "ch", "sh", "r") and final == "i":
        return _WADE_INITIALS.get(initial, initial) + "ih"
    return _WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final)


@lru_cache(maxsize=1 << 17)
def wade(word: str) -> str:
    """A word of at most three Pinyin syllables as Wade-Giles has it, without apostrophes; "" for any other word.

    >>> wade("jianguo"), wade("zhang"), wade("novak")
    ('chienkuo', 'chang', '')
    """
    return _split(word, 3)


def _split(rest: str, most: int) -> str:
    if not most:
        return ""
    for size in range(min(6, len(rest)), 0, -1):
        head = _pinyin().get(rest[:size])
        if head is None:
            continue
        if size == len(rest):
            return head
        if tail := _split(rest[size:], most - 1):
            return head + tail
    return ""


@cache
def _wade_syllables() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(set(_pinyin().values()), key=lambda s: (-len(s), s))) + ")")


@lru_cache(maxsize=1 << 17)
def korean(word: str) -> str:
    """A word of Korean syllables in one spelling for all systems; "" for any other word.

    >>> korean("jihoon") == korean("chihun"), korean("novak")
    (True, '')
    """
    if not _KOREAN.fullmatch(word):
        return ""
    for pattern, letters in _KOREAN_SPELLINGS:
        word = pattern.sub(letters, word)
    return word


@cache
def _korean_surnames() -> dict[str, str]:
    return {form: group[0] for group in table("names")["person"]["korean_surnames"] for form in group}


def korean_surname(word: str) -> str:
    """The first of the spellings of a Korean family name, or "" where `word` is none."""
    return _korean_surnames().get(word, "")


@cache
def _chinese_surnames() -> frozenset[str]:
    surnames = table("names")["person"]["chinese_surnames"]
    return frozenset(surnames) | {wade(name) for name in surnames}


def languages(words: tuple[str, ...]) -> str:
    """In which languages `words` may be a whole name of surname and given name: "c" Chinese, "k" Korean, "ck", "".

    >>> languages(("zhang", "weiming")), languages(("peter", "novak"))
    ('c', '')
    """
    if not 2 <= len(words) <= 3 or sum(map(len, words)) > 18:
        return ""
    ends = (words[0], words[-1])
    found = ""
    if any(end in _chinese_surnames() for end in ends) and all(
        wade(word) or _wade_syllables().fullmatch(word) for word in words
    ):
        found = "c"
    if any(end in _korean_surnames() for end in ends) and all(
        korean(word) or word in _korean_surnames() for word in words
    ):
        found += "k"
    return found


@lru_cache(maxsize=1 << 17)
def same_syllables(left: str, right: str, language: str) -> float:
    """How surely two words of names are one in Chinese ("c") or Korean ("k"), where one letter makes another name.

    >>> same_syllables("zhang", "chang", "c"), same_syllables("peng", "ping", "c")
    (0.9, 0.0)
    """
    if left == right:
        return 1.0
    if "c" in language and (wade(left) == right or wade(right) == left):
        return 0.9
    if "k" in language:
        surnames = _korean_surnames()
        a, b = surnames.get(left, left), surnames.get(right, right)
        if a == b or (korean(a) and korean(a) == korean(b)):
            return 0.9
    return 0.0
