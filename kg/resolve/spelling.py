"""How alike two words of names are: scripts, transliteration, slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

EQUAL = 0.7  # from here on two words are taken for one

_ABJAD = re.compile(r"[\u0590-\u08ff]")
_ABJAD_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
_HAN = re.compile(r"[\u1100-\u11ff\u3400-\u9fff\uac00-\ud7af]")
_DOUBLE = re.compile(r"(.)\1+")
_LEET = str.maketrans("0134579", "oieastg")

# Letters of Latin transliteration → sounds. Capitals are sounds without a letter of their own: S = sh, C = ch, J = zh.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|tsh", "C"),
        (r"sch|sh", "S"),
        (r"^hs(?=[iu])", "S"),
        (r"^x(?=[aeiou])", "S"),
        (r"dzh|zh|dj", "J"),
        (r"(?<=[aeiou])j(?=[bcdfghklmnpqrstvwz]|$)|(?<=k)j$", "i"),
        (r"j", "J"),
        (r"ch", "C"),
        (r"kh|ck|q", "k"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"^y(?=[aeiou])", "Y"),
        (r"y", "i"),
        (r"([bcdfghklmnpqrstvzCJSY])\1+", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
)
# Vowels: A is the diphthong of "Hussein", "Husayn"; o and u, e and i are written for one another.
_VOWELS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo|ue|uu", "u"),
        (r"oe", "o"),
        (r"ie|ee|ii", "i"),
        (r"[ae]+i+|ea", "A"),
        (r"aa+|ae", "a"),
    )
)
_CLOSE = {frozenset(pair) for pair in ("uo", "ei", "eA", "iA")}
_LOOSE = {frozenset(pair) for pair in ("ae",)} | {frozenset(("e", ""))}
_VOWEL_RUN = re.compile(r"[aeiouA]+")
_COARSE = str.maketrans("bdghvJzS", "ptkkfCss")
_ABJAD_COARSE = str.maketrans("pgvCSo", "bJfJsu", "aeiouAhYv")


def latin(text: str) -> str:
    """`text` in ASCII letters of any case; the Arabic article is cut, since it is not written out in vowels.

    >>> latin("Türkiye"), latin("Барак")
    ('Turkiye', 'Barak')
    """
    if text.isascii():
        return text
    if _ABJAD.search(text):
        text = _ABJAD_ARTICLE.sub("", text)
    return anyascii(text.replace("’", "'").replace("ʼ", "'"))


def is_abjad(text: str) -> bool:
    """Whether `text` is in a script that leaves short vowels out (Arabic, Hebrew and their kin)."""
    return not text.isascii() and _ABJAD.search(text) is not None


def is_han(text: str) -> bool:
    """Whether a sign of `text` stands for a syllable or a word (Chinese, Korean)."""
    return not text.isascii() and _HAN.search(text) is not None


def unleet(word: str) -> str:
    """`word` with the digits inside it read as the letters they look like.

    >>> unleet("sech1n"), unleet("44")
    ('sechin', '44')
    """
    if word.isalpha() or not any(letter.isalpha() for letter in word):
        return word
    return word.translate(_LEET)


@lru_cache(maxsize=1 << 18)
def sounds(word: str) -> str:
    """`word` (lower case ASCII) as it is heard, whatever the system of transliteration.

    >>> sounds("qassem") == sounds("kasem"), sounds("petrovskyy") == sounds("petrovskiy")
    (True, True)
    """
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    for pattern, sound in _VOWELS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """The consonants of `word` as heard.

    >>> skeleton("qassem") == skeleton("kasim")
    True
    """
    return _VOWEL_RUN.sub("", sounds(word))


@lru_cache(maxsize=1 << 18)
def outline(word: str) -> str:
    """The consonants of `word` where those that languages exchange (b and p, d and t, g, h and k …) are one.

    >>> outline("syniehubov") == outline("sinegubov")
    True
    """
    return skeleton(word).translate(_COARSE)


@lru_cache(maxsize=1 << 18)
def _vowels(word: str) -> tuple[str, ...]:
    return tuple(re.split(r"[^aeiouA]", sounds(word)))


def _vowels_agree(left: str, right: str) -> float:
    """How surely two words with one skeleton are one, after their vowels."""
    loose = off = 0
    for a, b in zip(_vowels(left), _vowels(right), strict=True):
        pair = frozenset((a, b))
        if a == b or pair in _CLOSE:
            continue
        if pair in _LOOSE:
            loose += 1
        else:
            off += 1
    bones = len(skeleton(left))
    if not off and bones <= 2 and min(len(left), len(right)) <= 3:
        return 0.8
    if not off:
        return 0.93 if not loose or (loose == 1 and bones >= 4) else 0.86
    return 0.8 if off == 1 and bones >= 3 else 0.0


@lru_cache(maxsize=1 << 18)
def similarity(left: str, right: str) -> float:
    """How surely two words (lower case ASCII) are one, in [0, 1]; 0 when they are not, so there is nothing below 0.7.

    1 the same, 0.97 the same sounds, 0.93 vowels that transliterations exchange, 0.86 and less a slip of
    the pen, the less sure the shorter the word.

    >>> similarity("mustafa", "mostafa"), similarity("duri", "tikriti")
    (0.93, 0.0)
    """
    if left == right:
        return 1.0
    if left > right:
        left, right = right, left
    heard, other = sounds(left), sounds(right)
    if heard == other:
        return 0.97
    bones = skeleton(left)
    if bones == skeleton(right) and len(bones) >= 2 and (agreement := _vowels_agree(left, right)):
        return agreement
    length = max(len(left), len(right))
    edits = OSA.distance(left, right, score_cutoff=3)
    if edits == 1 and length >= 3:
        return 0.86 if length >= 6 else 0.8 if length >= 4 else 0.74
    if edits == 2 and (left[0] == right[0] or length >= 10):
        if min(len(heard), len(other)) >= 6 and OSA.distance(heard, other) == 1:
            return 0.8
        if length >= 7:
            return 0.76
    if len(bones) >= 2 and heard.translate(_COARSE) == other.translate(_COARSE):
        return 0.8
    if len(bones) >= 4 and outline(left) == outline(right):
        return 0.76 if _vowels_agree(left, right) >= 0.86 else 0.0
    return 0.0


def abjad_similarity(left: str, right: str) -> float:
    """`similarity` of words of which at least one was written without its vowels.

    >>> abjad_similarity("frnndw", "fernando")
    0.9
    """
    if left == right:
        return 1.0
    a, b = (_DOUBLE.sub(r"\1", sounds(word.replace("w", "v")).translate(_ABJAD_COARSE)) for word in (left, right))
    if len(a) >= 2 and a == b:
        return 0.9
    return 0.74 if max(len(a), len(b)) >= 5 and OSA.distance(a, b) == 1 else 0.0
