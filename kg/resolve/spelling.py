"""How alike two words of names are: scripts, transliteration, slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

SLIP = 0.8  # of one vowel

_ABJAD = re.compile(r"[\u0590-\u08ff\u0900-\u0dff]")
_ABJAD_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
_HAN = re.compile(r"[\u1100-\u11ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u30a0-\u30ff]")
_SIGN_BREAK = re.compile(r"[·・‧]|(?<=[\uac00-\ud7af]{2}) (?=[\uac00-\ud7af]{2,}$)")
_KANA_END = re.compile(r"(?<=[kgsbpfzlm])u\b|(?<=[td])o\b")  # vowels that only Japanese needs
_KANA_GLIDE = re.compile(r"(j|sh|ch)iy([aou])")
_DOUBLE = re.compile(r"(.)\1+")
_LEET = str.maketrans("0134579", "oieastg")

# Letters of Latin transliteration → sounds. Capitals are sounds without a letter of their own: S = sh, C = ch, J = zh.
# The first column is a letter without which the rule cannot apply, so that most words are spared most rules.
_SOUNDS = tuple(
    (letter, re.compile(pattern), sound)
    for letter, pattern, sound in (
        ("h", r"tsch|tch|tsh", "C"),
        ("h", r"ch(?=r|ael)", "k"),
        ("h", r"sch|sh", "S"),
        ("h", r"^hs(?=[iu])", "S"),
        ("x", r"^x(?=[aeiou])", "S"),
        ("z", r"dzh|zh", "J"),
        ("j", r"dj", "J"),
        ("j", r"(?<=[aeiou])j(?=[bcdfghklmnpqrstvwz]|$)|(?<=k)j$", "i"),
        ("j", r"j", "J"),
        ("h", r"ch", "C"),
        ("k", r"kh|ck", "k"),
        ("q", r"q", "k"),
        ("h", r"gh", "g"),
        ("h", r"ph", "f"),
        ("h", r"th", "t"),
        ("h", r"dh", "d"),
        ("c", r"c(?=[eiy])", "s"),
        ("c", r"c", "k"),
        ("x", r"x", "ks"),
        ("a", r"a[uw](?=[bcdfgklmnprstvz])", "o"),
        ("w", r"(?<=[uo])w(?=[aeiou])", ""),
        ("w", r"w", "v"),
        ("y", r"^y(?=[aeiou])", "Y"),
        ("y", r"y", "i"),
        ("", r"([bcdfghklmnpqrstvzCJSY])\1+", r"\1"),
        ("h", r"(?<=[aeiou])h$", ""),
        # Vowels: A is the diphthong of "Hussein", "Husayn"; o and u, e and i are written for one another.
        ("", r"ou|oo|ue|uu", "u"),
        ("o", r"oe", "o"),
        ("", r"ie|ee|ii", "i"),
        ("i", r"[ae]+i+", "A"),
        ("e", r"ea", "A"),
        ("a", r"aa+|ae", "a"),
    )
)
# How else letters may be meant: in French, in German, in Spanish and Somali, in Persian, in Dutch and Slavic spelling.
_OTHER_READINGS = tuple(
    tuple((letter, re.compile(pattern), meant) for letter, pattern, meant in rules)
    for rules in (
        (
            ("h", r"tch", "tsh"),
            ("h", r"(?<!s)ch", "sh"),
            ("d", r"dj|^di(?=[ao])", "j"),
            ("e", r"(?<=n)e$", ""),
            ("w", r"ow$", "o"),
        ),
        (
            ("h", r"tsch", "tsh"),
            ("h", r"sch", "sh"),
            ("z", r"z", "ts"),
            ("s", r"(?<=[aeiou])s(?=[aeiou])", "z"),
            ("j", r"j", "y"),
            ("w", r"w", "v"),
            ("y", r"^ye", "e"),
        ),
        (("x", r"x", "h"), ("j", r"j", "h"), ("c", r"^c(?=[aeiou])", ""), ("z", r"z(?=[aeiou])|z$", "s")),
        (("g", r"gh", "k"), ("q", r"q", "k"), ("z", r"zh", "j")),
        (("j", r"j(?!h)", "y"), ("j", r"sj", "sh"), ("j", r"tj", "ch")),
    )
)
_CLOSE = {frozenset(pair) for pair in ("uo", "ei", "eA", "iA")}
_LOOSE = {frozenset(pair) for pair in ("ae",)} | {frozenset(("e", ""))}
_CONSONANT = re.compile(r"[^aeiouA]")
_VOWEL_RUN = re.compile(r"[aeiouA]+")
_COARSE = str.maketrans("bdghvJzS", "ptkkfCss")
_ABJAD_COARSE = str.maketrans("pgqc", "bjkk", "aeiouywv")
_FINAL_H = re.compile(r"(?<=.)h$")


def latin(text: str) -> str:
    """`text` in ASCII letters of any case; the Arabic article is cut, since it is not written out in vowels.

    >>> latin("Türkiye"), latin("Барак")
    ('Turkiye', 'Barak')
    """
    if text.isascii():
        return text
    if _ABJAD.search(text):
        text = _ABJAD_ARTICLE.sub("", text)
    if _KANA.search(text):
        return _KANA_GLIDE.sub(r"\1\2", _KANA_END.sub("", anyascii(text)))
    return anyascii(text.replace("’", "'").replace("ʼ", "'"))


def is_abjad(text: str) -> bool:
    """Whether `text` is in a script that leaves short vowels out (Arabic, Hebrew and their kin)."""
    return not text.isascii() and _ABJAD.search(text) is not None


def is_han(text: str) -> bool:
    """Whether a sign of `text` stands for a syllable or a word (Chinese, Korean)."""
    return not text.isascii() and _HAN.search(text) is not None


def is_foreign_in_signs(text: str) -> bool:
    """Whether `text` is a foreign name in Japanese syllables, or in Chinese or Korean signs with a dot or a space."""
    if text.isascii():
        return False
    return bool(_KANA.search(text) or (_HAN.search(text) and _SIGN_BREAK.search(text.strip())))


def unleet(word: str) -> str:
    """`word` with the digits inside it read as the letters they look like.

    >>> unleet("sech1n"), unleet("44")
    ('sechin', '44')
    """
    if word.isalpha() or not any(letter.isalpha() for letter in word):
        return word
    return word.replace("11", "ll").translate(_LEET)


@lru_cache(maxsize=1 << 20)
def sounds(word: str) -> str:
    """`word` (lower case ASCII) as it is heard, whatever the system of transliteration.

    >>> sounds("qassem") == sounds("kasem"), sounds("petrovskyy") == sounds("petrovskiy")
    (True, True)
    """
    for letter, pattern, sound in _SOUNDS:
        if letter in word:
            word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=1 << 20)
def skeleton(word: str) -> str:
    """The consonants of `word` as heard.

    >>> skeleton("qassem") == skeleton("kasim")
    True
    """
    return _VOWEL_RUN.sub("", sounds(word))


@lru_cache(maxsize=1 << 20)
def outline(word: str) -> str:
    """The consonants of `word` where those that languages exchange (b and p, d and t, g, h and k …) are one.

    >>> outline("syniehubov") == outline("sinegubov")
    True
    """
    return skeleton(word).translate(_COARSE)


@lru_cache(maxsize=1 << 20)
def _vowels(heard: str) -> tuple[str, ...]:
    return tuple(_CONSONANT.split(heard))


@lru_cache(maxsize=1 << 20)
def reading_outlines(word: str) -> frozenset[str]:
    """The `outline` of each of the `readings` of a word."""
    return frozenset(_VOWEL_RUN.sub("", heard).translate(_COARSE) for heard in readings(word))


def _read_alike(left: str, right: str) -> float:
    """How surely two words are one that two languages write each in its way; 0 where none of their readings agree."""
    best = 0.0
    for a in readings(left):
        for b in readings(right):
            if a == b:
                return 0.9
            bones = _VOWEL_RUN.sub("", a)
            if len(bones) >= 2 and bones == _VOWEL_RUN.sub("", b):
                best = max(best, _heard_vowels_agree(a, b))
            elif len(a) >= 5 and a.translate(_COARSE) == b.translate(_COARSE):
                best = max(best, 0.76)
    return min(best, 0.86) if best != SLIP else 0.0


def _vowels_agree(left: str, right: str) -> float:
    """How surely two words with one skeleton are one, after their vowels."""
    agreement = _heard_vowels_agree(sounds(left), sounds(right))
    if agreement == 0.93 and len(skeleton(left)) <= 2 and min(len(left), len(right)) <= 3:
        return 0.8
    if agreement == SLIP:
        slips = OSA.distance(left, right, score_cutoff=2)
        return SLIP if slips <= (2 if len(skeleton(left)) >= 4 else 1) else 0.0
    return agreement


def _heard_vowels_agree(left: str, right: str) -> float:
    loose = off = 0
    for a, b in zip(_vowels(left), _vowels(right), strict=True):
        pair = frozenset((a, b))
        if a == b or pair in _CLOSE:
            continue
        if pair in _LOOSE:
            loose += 1
        else:
            off += 1
    bones = len(_VOWEL_RUN.sub("", left))
    if not off:
        return 0.93 if not loose or (loose == 1 and bones >= 4) else 0.86
    return SLIP if off == 1 and bones >= 3 else 0.0


@lru_cache(maxsize=1 << 20)
def readings(word: str) -> tuple[str, ...]:
    """What `word` may sound like, the usual way first, where its letters mean other sounds in other languages.

    >>> sounds("yuri") in readings("jurij")
    True
    """
    found = {sounds(word): None}
    for rules in _OTHER_READINGS:
        meant = word
        for letter, pattern, letters in rules:
            if letter in meant:
                meant = pattern.sub(letters, meant)
        if meant != word:
            found[sounds(meant)] = None
    return tuple(found)


@lru_cache(maxsize=1 << 20)
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
    edits = OSA.distance(left, right, score_cutoff=2)
    related = not reading_outlines(left).isdisjoint(reading_outlines(right))
    if edits > 2 and not related:
        return 0.0
    bones = skeleton(left)
    if related and bones == skeleton(right) and len(bones) >= 2 and (agreement := _vowels_agree(left, right)):
        return agreement
    if edits <= 2 and (slip := _slip(left, right, edits)):
        return slip
    if not related:
        return 0.0
    if len(bones) >= 2 and heard.translate(_COARSE) == other.translate(_COARSE):
        return 0.8
    if len(bones) >= 4 and outline(left) == outline(right) and _vowels_agree(left, right) >= 0.86:
        return 0.76
    return _read_alike(left, right)


def _slip(left: str, right: str, edits: int) -> float:
    """How surely two words are one that are one or two letters apart."""
    length = max(len(left), len(right))
    if edits == 1 and length >= 3:
        return 0.86 if length >= 6 else 0.8 if length >= 4 else 0.74
    if edits == 2 and (left[0] == right[0] or length >= 10):
        heard, other = sounds(left), sounds(right)
        if min(len(heard), len(other)) >= 6 and OSA.distance(heard, other, score_cutoff=1) == 1:
            return 0.8
        if length >= 7:
            return 0.76
    return 0.0


@lru_cache(maxsize=1 << 17)
def _bones(word: str, written: bool) -> str:
    """The consonants of a word that Arabic, Hebrew or Indic letters show; `written` for a word in such letters.

    Double letters are one in them, w and y stand for vowels too, and p, g, v for b, j, f.
    """
    for letters, sound in (
        ("ck", "k"),
        ("sh", "s"),
        ("ch", "s"),
        ("kh", "k"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
    ):
        word = word.replace(letters, sound)
    if not written:
        word = _DOUBLE.sub(r"\1", word)
    return _FINAL_H.sub("", word).translate(_ABJAD_COARSE)


@lru_cache(maxsize=1 << 20)
def abjad_similarity(written: str, word: str) -> float:
    """`similarity` of a word written without its vowels and one written with them.

    >>> abjad_similarity("frnndw", "fernando"), abjad_similarity("hdd", "haddad")
    (0.9, 0.9)
    """
    if written == word:
        return 1.0
    a, b = _bones(written, True), _bones(word, False)
    if a == b:
        return 0.9 if len(a) >= 2 else 0.8 if a and written[0] == word[0] else 0.0
    if len(a) >= 2 and a.replace("z", "d") == b.replace("z", "d"):
        return 0.86
    return 0.74 if max(len(a), len(b)) >= 5 and OSA.distance(a, b, score_cutoff=1) == 1 else 0.0


@lru_cache(maxsize=1 << 17)
def _sign_bones(word: str) -> str:
    """The consonants of a word that survive in signs for syllables: l is r, an r at the end and h are mute."""
    heard = sounds(word.removesuffix("r")).replace("h", "").translate(_COARSE).replace("l", "r")
    return _DOUBLE.sub(r"\1", _VOWEL_RUN.sub("", heard))


def sign_similarity(left: str, right: str) -> float:
    """`similarity` of words of which one was transcribed into Japanese, Chinese or Korean signs.

    >>> sign_similarity("mira", "miller")
    0.86
    """
    a, b = _sign_bones(left), _sign_bones(right)
    if a == b:
        return 0.86 if len(a) >= 2 else 0.0
    return 0.74 if min(len(a), len(b)) >= 4 and OSA.distance(a, b, score_cutoff=1) == 1 else 0.0


def same_script_similarity(left: str, right: str) -> float:
    """`similarity` of two words that are both written without short vowels: what they do have counts."""
    if left == right:
        return 1.0
    return 0.76 if min(len(left), len(right)) >= 5 and OSA.distance(left, right, score_cutoff=1) == 1 else 0.0
