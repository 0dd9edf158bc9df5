"""Names taken apart: their words and what each is, without titles and legal forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kg.lexicon import table
from kg.resolve.countries import country_named, country_of, demonyms
from kg.resolve.countries import names as country_names
from kg.resolve.spelling import is_abjad, is_foreign_in_signs, is_han, latin, unleet
from kg.resolve.syllables import languages

_TENS = frozenset(str(ten) for ten in range(20, 100, 10))
_WORD = re.compile(r"[A-Za-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?!\w)")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b)?|\b\w\.\w\b")
_BRACKETED_ACRONYM = re.compile(r"(?<=\w)\s+\([A-Z][A-Z.-]{1,7}\)\s*$")
_BRACKETED = re.compile(r"(?<=\w)\s+\([^()]*\)\s*$")
_GLUED_FORM = re.compile(r"(?<=[a-z])(?=(?:AG|SE|SA|AB|NV|GmbH|Ltd|Inc|LLC|PLC|SpA)\b)")
_CAMEL_ARTICLE = re.compile(r"(?<=\b[AE]l)(?=[A-Z][a-z])")
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIN = re.compile(r"(\w{3,}?)[aeou][ld]?d(?:i|ee|ie)ne?")
_NUMBERED = re.compile(r"\b(?:no\.?|nr\.?|number)\s*(?=\d)", re.IGNORECASE)
_HYPHEN_NUMBER = re.compile(r"\b([A-Z])-(?=\d)")
_KIND_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:Islamic|Federal|People's|Arab|United) )*(?:Republic|Kingdom|State|Sultanate) of "
)
_SERVANT_PREFIX = re.compile(r"(?:3?abd)(?:[aeou]?l|[aeou](?=([rszndt])\1)|u)(?!l?lah|ullah)([a-z]{4,})")


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A part of a name. kind: word | letters | initial | number | direction | country | generic | servant.

    Made by `token_of`, which gives one object for one content: tokens are equal when they are the same object.
    """

    text: str
    kind: str
    group: str = ""  # of a generic noun: which kind it is; of a person's name: the particles in front, or "abjad"

    def __reduce__(self) -> tuple[Callable[..., Token], tuple[str, str, str]]:
        return token_of, (self.text, self.kind, self.group)

    @property
    def is_kunya(self) -> bool:
        """Whether the part is "abu X" or "umm X", father or mother of X."""
        return " " in self.text and self.kind == "word"


@cache
def token_of(text: str, kind: str, group: str = "") -> Token:
    """The part of a name with this content."""
    return Token(text, kind, group)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; made by `parse`."""

    text: str
    type: str  # Person | Organization | Place
    tokens: tuple[Token, ...]
    forms: frozenset[str] = frozenset()  # families of legal forms
    child_of: tuple[tuple[str, str], ...] = ()  # (X, Y) of each "X bin Y"
    generation: str = ""
    acronym: str = ""  # the letters, when the name or its first part is one
    initials: frozenset[str] = frozenset()  # acronyms that the name may have
    country: str = ""
    abjad: bool = False
    han: bool = False
    unit: str = ""  # of "Coastal Guard Corps-Marine Unit" the latter
    coalition: str = ""  # where the name only describes a coalition: who leads it, or "*"
    solid: str = ""  # all letters without spaces and legal forms
    languages: str = ""  # "c" and "k" where it may be a Chinese or a Korean name


@lru_cache(maxsize=1 << 17)
def parse(text: str, type: str = "Person") -> Name:
    """`text` taken apart as a name of `type` (case does not matter).

    Facility counts as Place, AnonymousSource as Person, any type not known as Organization.
    """
    type = type if type in ("Person", "Organization", "Place") else type.capitalize()
    if type in ("Person", "Anonymoussource"):
        return _parse_person(text)
    if type in ("Place", "Facility"):
        return _parse_place(text)
    return _parse_organization(text)


@cache
def words_of(*path: str) -> frozenset[str]:
    """The words of a list in the lexicon of names."""
    entry = table("names")
    for key in path:
        entry = entry[key]
    return frozenset(entry)


@cache
def _meanings() -> dict[str, str]:
    return {word: group[0] for group in table("names")["organization"]["translations"] for word in group}


def meaning(word: str) -> str:
    """The English word of the lexicon that `word` (of an organisation's name) is or translates; "" for most words.

    >>> meaning("ministerio"), meaning("lumatek")
    ('ministry', '')
    """
    return _meanings().get(word, "")


@cache
def _groups_of(*path: str) -> dict[str, str]:
    """{word: group} of a table of lists in the lexicon of names."""
    entry = table("names")
    for key in path:
        entry = entry[key]
    return {singular(word): group for group, words in entry.items() for word in words}


@cache
def _numerals() -> dict[str, int]:
    lists = table("names")["numbers"]
    found = {word: number for number, word in enumerate(lists["units"])}
    found |= {word: number for number, word in enumerate(lists["ordinals"])}
    found |= {word: 10 * number for number, word in enumerate(lists["tens"], start=2)}
    found |= {re.sub("y$", "ieth", word): 10 * number for number, word in enumerate(lists["tens"], start=2)}
    return found | {"hundred": 100, "hundredth": 100}


@cache
def _legal_forms() -> dict[tuple[str, ...], str]:
    return {
        tuple(form.split()): family
        for family, forms in table("names")["organization"]["legal"].items()
        for form in forms
    }


def _undotted(match: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", match.group()) + " "


def _parse_person(text: str) -> Name:
    abjad, foreign = is_abjad(text), is_foreign_in_signs(text)
    script = "abjad" if abjad else "signs" if foreign else ""
    raw = _words_of_person(text)
    shouting = sum(word.isupper() and len(word) > 1 for word in raw) > 1
    words: list[Token] = []
    child_of: list[tuple[str, str]] = []
    generation = kunya = led = ""
    after_child = False
    for place, (word, role) in enumerate(zip(raw, _roles(raw, abjad), strict=True)):
        low = unleet(word.lower())
        if role == "generation":
            generation = low[0]
        elif role == "child":
            after_child = bool(words)
            led += low
        elif role == "particle":
            led += low
        elif role.startswith("kunya"):
            kunya = role.removeprefix("kunya ")
        elif role == "word":
            made = _person_tokens(word, low, shouting, script or led, first=not place)
            if kunya:
                made[-1] = token_of(f"{kunya} {made[-1].text}", "word", made[-1].group)
            if after_child:
                child_of.append((words[-1].text, made[-1].text))
            kunya, led, after_child = "", "", False
            words += made
    if not words:
        words = [token_of(word.lower(), "word") for word in raw] or [token_of(text.lower(), "word")]
    han = is_han(text) and not foreign
    return Name(
        text, "Person", tuple(words), child_of=tuple(child_of), generation=generation, abjad=abjad, han=han,
        solid="".join(word.text for word in words).replace(" ", ""),
        languages="ck" if han else languages(tuple(word.text for word in words if word.kind == "word")),
    )  # fmt: skip


def _words_of_person(text: str) -> list[str]:
    """The words of `text` in the order given name, surname; what stands in brackets at the end is another name."""
    if is_han(text) and not is_foreign_in_signs(text):
        return _words_of_signs(text)
    ascii_text = _BRACKETED.sub("", _POSSESSIVE.sub("", latin(text)))
    surname, comma, given = ascii_text.partition(",")
    if comma and given.strip() and given.strip().lower().rstrip(".") not in _after_comma():
        ascii_text = f"{given} {surname}"
    found = _WORD.findall(_CAMEL_ARTICLE.sub(" ", ascii_text.replace("'", "").replace("`", "")))
    return _with_compounds(found)


@cache
def _after_comma() -> frozenset[str]:
    return words_of("person", "generations") | words_of("person", "degrees")


def _words_of_signs(text: str) -> list[str]:
    """Surname and given name of a name in Chinese or Korean signs, of which each is a syllable."""
    syllables = [re.findall(r"[A-Z]?[a-z]+|[0-9]+", latin(word)) for word in re.split(r"[\s·・]+", text.strip())]
    if len(syllables) > 1 or len(syllables[0]) > 4:
        return ["".join(word) for word in syllables if word]
    only = syllables[0]
    size = 2 if len(only) > 2 and "".join(only[:2]).lower() in words_of("person", "double_surnames") else 1
    return [found for found in ("".join(only[:size]), "".join(only[size:])) if found]


def _with_compounds(raw: list[str]) -> list[str]:
    """ "Nur al-Din", "Noureddine" as "Nurdin", "Nourdin"; "Abd Allah" as "Abdullah"."""
    found: list[str] = []
    for word in raw:
        low = word.lower()
        if low in ("din", "deen", "eddine", "uddin", "allah", "ullah") and found:
            before = found.pop() if len(found) > 1 and found[-1].lower() in words_of("person", "particles") else ""
            head = found.pop()
            if len(head) > 2 and head.lower() not in words_of("person", "honorifics"):
                found.append(head + ("ullah" if low.endswith("llah") else "din"))
                continue
            found += [head, before] if before else [head]
        elif compound := _DIN.fullmatch(low):
            word = compound[1].title() + "din"
        found.append(word)
    return found


def _roles(raw: list[str], abjad: bool = False) -> list[str]:
    """What each word does in a person's name: word | title | particle | child | kunya abu | kunya umm | generation."""
    titles = words_of("person", "honorifics") | words_of("person", "degrees")
    if abjad:  # letters without vowels look like anything
        known = table("names")["person"]["abjad"]
        raw = [known.get(word.lower(), "") for word in raw]
    only_titles = all(word.lower() in titles for word in raw)
    found = []
    for place, word in enumerate(raw):
        low, last = word.lower(), place == len(raw) - 1
        if low in titles and not only_titles:
            found.append("title")
        elif low in words_of("person", "generations") and place and last:
            found.append("generation")
        elif low in words_of("person", "child"):
            found.append("child")
        elif low in _kunyas() and not last:
            found.append(f"kunya {_kunyas()[low]}")
        elif low in words_of("person", "particles") and not last and not (len(low) == 1 and word.isupper()):
            found.append("particle")
        else:
            found.append("word")
    return found


@cache
def _kunyas() -> dict[str, str]:
    return {form: head for head, forms in table("names")["person"]["kunya"].items() for form in forms}


def _person_tokens(word: str, low: str, shouting: bool, group: str, first: bool) -> list[Token]:
    if group == "abjad":
        return [token_of("abdul", "servant") if low == "bd" else token_of(low, "word", group)]
    if len(low) == 1:
        return [token_of(low, "initial")]
    if word[0].isdigit() and (number := _number(word.lower())) is not None:
        return [token_of(str(number), "number")]
    if low in words_of("person", "servant"):
        return [token_of("abdul", "servant")]
    if low.isdigit() or (len(low) > 1 and word.isupper() and not (shouting or first) and _ROMAN.fullmatch(low)):
        return [token_of(str(_number(low)), "number")]
    if word.isupper() and len(low) <= 3 and not shouting and not any(vowel in low for vowel in "aeiouy"):
        return [token_of(letter, "initial") for letter in low]
    prefixed = _SERVANT_PREFIX.fullmatch(low)
    if prefixed and prefixed.group(2) != low:
        return [token_of("abdul", "servant"), token_of(prefixed.group(2), "word")]
    return [token_of(low, "word", group)]


def singular(word: str) -> str:
    """`word` (lower case) without a plural -s."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _number(low: str) -> int | None:
    if low.isdigit():
        return int(low)
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", low):
        return int(low[:-2])
    if low in _numerals():
        return _numerals()[low]
    if _ROMAN.fullmatch(low):
        values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in low]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return None


def _parse_organization(text: str) -> Name:
    spelt = _BRACKETED_ACRONYM.sub("", _POSSESSIVE.sub("", latin(_with_latin_forms(text))))
    spelt = _HYPHEN_NUMBER.sub(r"\1", _NUMBERED.sub("", spelt.replace("%", " percent")))
    dotted = frozenset(re.sub(r"[.\s]", "", found).lower() for found in _DOTTED.findall(spelt))
    ascii_text = _GLUED_FORM.sub(" ", _DOTTED.sub(_undotted, spelt))
    raw = _WORD.findall(ascii_text.replace("'", "").replace("`", ""))
    raw, forms = _without_forms(_in_usual_words(raw))
    stop = words_of("organization", "stopwords")
    kept = [
        word
        for place, word in enumerate(raw)
        if word.lower() not in stop or (place and word.isupper() and not text.isupper() and word != "A")
    ]
    kept = kept or raw
    tokens = _organization_tokens(kept, dotted, "abjad" if is_abjad(text) else "")
    letters = "".join(raw)
    acronym = letters if letters.isupper() and letters.isalnum() and 2 <= len(letters) <= 8 and len(raw) <= 2 else ""
    first_is_acronym = not acronym and kept and kept[0].isupper() and 2 <= len(kept[0]) <= 6 and not text.isupper()
    if first_is_acronym:
        acronym = kept[0]
    return Name(
        text, "Organization", tokens or (token_of(text.lower(), "word"),), forms=forms, acronym=acronym.lower(),
        initials=_initials(raw, kept), country=country_named(text), abjad=is_abjad(text), han=is_han(text),
        solid=_in_digits(raw), unit=_unit(text), coalition=_coalition(tokens),
    )  # fmt: skip


def _in_digits(raw: list[str]) -> str:
    """All letters in lower case, number words as digits."""
    numerals = _numerals()
    return "".join(str(numerals.get(word.lower(), word.lower())) for word in raw)


def _with_latin_forms(text: str) -> str:
    """`text` with Latin legal forms where it has those of China, Japan, Korea, Israel or Arab states."""
    if text.isascii():
        return text
    for form, meant in table("names")["organization"]["native_forms"].items():
        if form in text:
            text = text.replace(form, f" {meant} ")
    return text


def _unit(text: str) -> str:
    """What stands behind the hyphen, where that is a name of several words."""
    match = re.search(r"\w[-–]([A-Z]\w+ [A-Z].*)$", text)
    return match[1] if match and " " in text[: match.start()] else ""


def _coalition(tokens: tuple[Token, ...]) -> str:
    """Who leads the coalition that `tokens` merely describe; "*" where it is not said, "" for any other name."""
    texts = [token.text for token in tokens]
    if not {"coalition", "alliance"} & set(texts):
        return ""
    described = words_of("organization", "descriptive")
    for place, token in enumerate(tokens):
        is_against = place and texts[place - 1] in ("anti", "against")
        if token.kind != "country" and not is_against and texts[place] not in described:
            return ""
    led = [token.text for token, after in pairwise(tokens) if token.kind == "country" and after.text == "led"]
    return led[0] if led else "*"


def _in_usual_words(raw: list[str]) -> list[str]:
    """`raw` with abbreviations written out and "armed forces" as "military"."""
    short = table("names")["organization"]["abbreviations"]
    words = [short.get(word.lower(), word) for word in raw]
    for i in range(len(words) - 2, -1, -1):
        if [word.lower() for word in words[i : i + 2]] == ["armed", "forces"]:
            words[i : i + 2] = ["military"]
    return words


def _initials(raw: list[str], kept: list[str]) -> frozenset[str]:
    """The acronyms that may stand for the words, with and without small words and a country in front."""
    if len(kept) < 2:
        return frozenset()
    generic = _groups_of("organization", "generic")
    choices = [raw, kept, [word for word in kept if not country_of(word)]]
    if any(word.isdigit() for word in kept):  # "M23" of "March 23 Movement"
        choices.append([word for word in kept if singular(word.lower()) not in generic])
    if raw[0].lower() == "the":
        choices.append(raw[1:])
    return frozenset(
        "".join(word if len(word) > 1 and (word.isupper() or word.isdigit()) else word[0] for word in words).lower()
        for words in choices
        if len(words) >= 2
    )


def _without_forms(raw: list[str]) -> tuple[list[str], frozenset[str]]:
    """`raw` without the legal forms at its end or beginning, and their families; never nothing."""
    lower = [word.lower() for word in raw]
    begin, end = 0, len(raw)
    found: set[str] = set()
    while True:
        for size in range(min(5, end - begin - 1), 0, -1):
            if family := _legal_forms().get(tuple(lower[end - size : end])):
                found.add(family)
                end -= size
                break
            if (size > 1 or len(lower[begin]) > 2 or raw[begin].isupper()) and (
                family := _legal_forms().get(tuple(lower[begin : begin + size]))
            ):
                found.add(family)
                begin += size
                break
        else:
            return raw[begin:end], frozenset(found)


def has_legal_form(text: str) -> bool:
    """Whether a name begins or ends with the legal form of a company, of three letters or more.

    >>> has_legal_form("PJSC Severny Veter"), has_legal_form("Ngozi Okoro")
    (True, False)
    """
    words = text.replace(".", "").split()
    ends = {word for word in (words[0], words[-1]) if len(word) > 2} if len(words) > 1 else set()
    return any((word.lower(),) in _legal_forms() and word[0].isupper() for word in ends)


def _organization_tokens(words: list[str], dotted: frozenset[str], script: str) -> tuple[Token, ...]:
    generic = _groups_of("organization", "generic")
    directions = words_of("place", "directions")
    tokens: list[Token] = []
    place = 0
    while place < len(words):
        size, country = _country_at(words, place)
        low = words[place].lower()
        number = _number(low) if place or low[0].isdigit() or (len(words) > 1 and low in _numerals()) else None
        if number is None and not place and len(low) > 1 and words[place].isupper() and len(words) == 2:
            number = _number(low)  # "IV Corps"
        if country:
            tokens.append(token_of(country, "country"))
        elif number is not None and not (len(low) == 1 and low.isalpha() and not words[place].isupper()):
            if tokens and tokens[-1].text in _TENS and number < 10:
                number += int(tokens.pop().text)
            if low == "hundred" and tokens and tokens[-1].kind == "number":
                number = 100 * int(tokens.pop().text)
            elif tokens and tokens[-1].kind == "number" and tokens[-1].text.endswith("00") and number < 100:
                number += int(tokens.pop().text)
            tokens.append(token_of(str(number), "number"))
        elif low in directions:
            tokens.append(token_of(low, "direction"))
        elif singular(low) in generic:
            tokens.append(token_of(singular(low), "generic", generic[singular(low)]))
        elif low in dotted:
            tokens.append(token_of(low, "letters"))
        elif any(letter.isdigit() for letter in low) and not low.isdigit():
            tokens.append(token_of(low, "number"))
        else:
            tokens.append(token_of(singular(low), "word", script))
        place += size
    return tuple(tokens)


def _country_at(words: list[str], place: int) -> tuple[int, str]:
    """How many words from `place` on name a country or its people, and which."""
    for size in (3, 2, 1):
        phrase = " ".join(words[place : place + size]).lower()
        if phrase in ("us", "car", "turk", "pole", "dane", "finn") and not words[place].isupper():
            continue
        if place + size <= len(words) and (country := country_names().get(phrase) or demonyms().get(phrase)):
            return size, country
    return 1, ""


@cache
def _exonyms() -> dict[str, str]:
    """{other name of a town: the first one}, of one word each."""
    return {name: group[0] for group in table("names")["place"]["exonyms"] for name in group}


def _parse_place(text: str) -> Name:
    ascii_text = _DOTTED.sub(_undotted, _POSSESSIVE.sub("", latin(text)))
    raw = _WORD.findall(ascii_text.replace("'", "").replace("`", ""))
    country = country_of(text) or country_named(_KIND_OF_STATE.sub("", text))
    stop, generic = words_of("place", "stopwords"), _groups_of("place", "generic")
    written_out = table("names")["place"]["abbreviations"]
    tokens = []
    for place, word in enumerate(raw):
        low = written_out.get(word.lower(), word.lower())
        if low == "saint" and word.lower() == "st" and place and (place == len(raw) - 1 or raw[place + 1][0].isdigit()):
            low = "street"
        if low in stop and len(raw) > 1:
            continue
        if low in words_of("place", "directions"):
            tokens.append(token_of(low.removesuffix("ern") if low != "new" else low, "direction"))
        elif singular(low) in generic and word != "City":  # Benin is not Benin City
            tokens.append(token_of(singular(low), "generic", generic[singular(low)]))
        elif (number := _number(low)) is not None and (place or low.isdigit()):
            tokens.append(token_of(str(number), "number"))
        else:
            tokens.append(token_of(_exonyms().get(low, low if len(low) < 6 else singular(low)), "word"))
    letters = "".join(raw)
    return Name(
        text, "Place", tuple(tokens) or (token_of(text.lower(), "word"),), country=country,
        acronym=letters.lower() if letters.isupper() and 2 <= len(letters) <= 5 else "",
        initials=_initials(raw, [w for w in raw if w.lower() not in stop]) if raw else frozenset(),
        abjad=is_abjad(text), han=is_han(text), solid=letters.lower(),
    )  # fmt: skip
