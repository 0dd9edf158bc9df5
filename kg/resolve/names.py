"""How likely two names are names of one person, organisation or place, and why.

Parts of the names are aligned by `kg.resolve.spelling`. What both names have must agree: parts left over on
both sides contradict each other and reject, parts left over on one side were left out by a writer. The score
is in [0, 1]; from `MATCH` on the names may be of one entity. Whether they are, their context decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon import table
from kg.resolve.parsing import Name, Token, meaning, parse, singular, token_of, words_of
from kg.resolve.spelling import abjad_similarity, same_script_similarity, sign_similarity, similarity, skeleton, sounds
from kg.resolve.syllables import same_syllables

MATCH = 0.7
INTERCHANGEABLE = ("party", "company", "bloc", "quarter", "province", "settlement", "county")  # kinds of generic nouns
NICKNAME = 0.78  # how alike "Bob" and "Robert" are
EQUAL_COUNTRY = 0.8  # how alike a word must be to a country to be a slip of the pen in its name


class Part(NamedTuple):
    """What was made of a part of either name; the side that lacks it is ""."""

    left: str
    right: str
    similarity: float


class Comparison(NamedTuple):
    """`score` in [0, 1] (a match from 0.7), the reason in words, and the parts it rests on."""

    score: float
    reason: str
    parts: tuple[Part, ...] = ()


def compare(a: str, b: str, type: str = "Person") -> Comparison:
    """How likely `a` and `b` name one entity of `type` (Person, Organization or Place).

    The case of `type` does not matter. Symmetric; a name compared with itself scores 1.0.

    >>> compare("Abou Samir Qassem", "Abu Samir Kassim").score > 0.9
    True
    >>> compare("Interior Ministry of Chad", "Kenyan Interior Ministry", "Organization").reason
    'Chad / Kenya contradict each other'
    """
    return compare_parsed(parse(a, type), parse(b, type))


def compare_many(pairs: Iterable[tuple[str, str, str]]) -> Iterator[Comparison]:
    """`compare` of each (a, b, type), in order.

    >>> [found.score for found in compare_many([("Brigade 44", "Brigade 45", "Organization")])]
    [0.3]
    """
    return (compare(a, b, type) for a, b, type in pairs)


def compare_parsed(a: Name, b: Name) -> Comparison:
    """`compare` of names that are already taken apart, both of one type."""
    if a.text == b.text:
        return Comparison(1.0, "the same name")
    if a.text < b.text:
        return _compare(a, b)
    found = _compare(b, a)
    return Comparison(found.score, found.reason, tuple(Part(p.right, p.left, p.similarity) for p in found.parts))


# --------------------------------------------------------------------------------------- comparing


class _Alignment(NamedTuple):
    parts: tuple[Part, ...]
    only_left: tuple[Token, ...]
    only_right: tuple[Token, ...]
    order_kept: bool


@lru_cache(maxsize=1 << 20)
def _token_similarity(a: Token, b: Token, languages: str) -> float:
    """How surely two parts are one; where both names are of `languages` ("c", "k") by their syllables alone."""
    if a.kind != b.kind:
        if meaning(a.text) and meaning(a.text) == meaning(b.text):
            return 0.9
        if "initial" in (a.kind, b.kind) and "word" in (a.kind, b.kind):
            return 0.75 if a.text[0] == b.text[0] else 0.0
        if {a.kind, b.kind} == {"word", "country"}:  # a slip in the name of a country
            return 0.8 if similarity(a.text.lower(), b.text.lower()) >= EQUAL_COUNTRY else 0.0
        return 1.0 if a.text == b.text else 0.0
    if a.text == b.text:
        return 1.0
    if a.kind in ("number", "direction", "country", "initial", "letters", "servant"):
        return 0.0
    if meaning(a.text) and meaning(a.text) == meaning(b.text):
        return 0.9
    if a.kind == "generic":
        return (0.95 if a.group in INTERCHANGEABLE else 0.75) if a.group == b.group else 0.0
    return _word_similarity(a, b, languages)


def _word_similarity(a: Token, b: Token, languages: str) -> float:
    if (a.group == "abjad") != (b.group == "abjad"):
        return abjad_similarity(a.text, b.text) if a.group == "abjad" else abjad_similarity(b.text, a.text)
    if a.group == "abjad":
        return same_script_similarity(a.text, b.text)
    if (a.group == "signs") != (b.group == "signs"):
        return sign_similarity(a.text, b.text)
    if languages:
        found = same_syllables(a.text, b.text, languages)
        return found or (0.9 if sounds(a.text) == sounds(b.text) else 0.0)
    if a.is_kunya and b.is_kunya and a.text[:4] == b.text[:4]:
        return similarity(a.text[4:], b.text[4:])
    if frozenset((a.text, b.text)) in _contrasts():
        return 0.0
    return similarity(a.text.replace(" ", ""), b.text.replace(" ", ""))


@cache
def _contrasts() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table("nicknames")["contrasts"])


def _align(a: Name, b: Name) -> _Alignment:
    """The parts of two names paired best first, each once; halves of a word written apart are joined."""
    left, right = a.tokens, b.tokens
    languages = a.languages and b.languages and "".join(one for one in a.languages if one in b.languages)
    found = []
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            score = 1.0 if x is y else _token_similarity(x, y, languages)
            if score:
                found.append((-score, abs(i - j), i, j))
    if len(found) > 1:
        found.sort()
    pairs: dict[int, int] = {}
    parts: list[tuple[int, Part]] = []
    free_left, free_right = list(range(len(left))), list(range(len(right)))
    for negative, _, i, j in found:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs[i] = j
            parts.append((i, Part(left[i].text, right[j].text, -negative)))
    if free_left and free_right:
        if len(free_left) > 1 or left[free_left[0]].group:
            _join_halves(a, b, free_left, free_right, parts, languages)
        if free_right and (len(free_right) > 1 or right[free_right[0]].group):
            _join_halves(b, a, free_right, free_left, parts, languages, swapped=True)
    if len(parts) > 1:
        parts.sort()
    order = [pairs[i] for i in sorted(pairs)] if len(pairs) > 1 else []
    return _Alignment(
        tuple([part for _, part in parts]),
        tuple([left[i] for i in free_left]),
        tuple([right[j] for j in free_right]),
        order == sorted(order),
    )


def _join_halves(
    a: Name,
    b: Name,
    free: list[int],
    other: list[int],
    parts: list[tuple[int, Part]],
    languages: str,
    swapped: bool = False,
) -> None:
    """What is one part of `b` but two of `a` ("Patr ushev", "van der Meer") leaves `free` and `other`."""
    for first in list(free):
        for whole, places in _written_together(a, first, free):
            for j in list(other):
                if b.tokens[j].kind != "word" or abs(len(b.tokens[j].text) - len(whole)) > 3:
                    continue
                if (score := _joined_similarity(whole, b.tokens[j], languages)) < 0.8:
                    continue
                apart = " ".join(a.tokens[i].text for i in places)
                part = Part(b.tokens[j].text, apart, score) if swapped else Part(apart, b.tokens[j].text, score)
                parts.append((j if swapped else first, part))
                for i in places:
                    free.remove(i)
                other.remove(j)
                break
            if first not in free:
                break


def _written_together(name: Name, first: int, free: list[int]) -> list[tuple[str, tuple[int, ...]]]:
    """A part with the next one, and a part with the particle in front of it, as one word."""
    found: list[tuple[str, tuple[int, ...]]] = []
    token = name.tokens[first]
    if first + 1 in free:
        found.append((token.text + name.tokens[first + 1].text, (first, first + 1)))
    if token.group and token.kind == "word" and token.group not in ("abjad", "signs"):
        found.append((token.group + token.text, (first,)))
    return found


def _joined_similarity(whole: str, token: Token, languages: str) -> float:
    if languages:
        return same_syllables(whole, token.text, languages)
    if token.group == "abjad":
        return abjad_similarity(token.text, whole)
    return similarity(whole, token.text)


def _compare(a: Name, b: Name) -> Comparison:
    if a.han and b.han and a.solid != b.solid and (a.type == "Person" or len(a.text) <= 4 or len(b.text) <= 4):
        return Comparison(0.5, "names of few signs that differ in one")
    if a.type == "Person":
        return _compare_people(a, b)
    if a.type == "Place":
        return _compare_places(a, b)
    return _compare_organizations(a, b)


def _blend(parts: Iterable[Part]) -> float:
    """One figure for all pairs: the worst one weighs more than the mean."""
    scores = [part.similarity for part in parts]
    return 0.4 * sum(scores) / len(scores) + 0.6 * min(scores)


def _texts(tokens: Iterable[Token]) -> str:
    return " ".join([token.text for token in tokens])


def _contradiction(found: _Alignment, left: Iterable[Token], right: Iterable[Token]) -> Comparison:
    """The score of names that differ on both sides: the fewer parts agree, the lower."""
    matched = len(found.parts)
    share = matched / (matched + max(len(found.only_left), len(found.only_right)))
    reason = f"{_texts(left)} / {_texts(right)} contradict each other"
    return Comparison(round(0.6 * share, 3), reason, _with_leftovers(found))


def _with_leftovers(found: _Alignment) -> tuple[Part, ...]:
    left = [Part(token.text, "", 0.0) for token in found.only_left]
    return (*found.parts, *left, *[Part("", token.text, 0.0) for token in found.only_right])


def _spelt_apart(a: Name, b: Name) -> float:
    """How alike the names are when spaces do not count; 0 unless that is all there is between them."""
    left, right = a.solid, b.solid
    if left == right:
        return 0.97
    if len(a.tokens) == len(b.tokens):
        return 0.0
    if min(len(left), len(right)) < 7 or a.abjad or b.abjad:
        return 0.0
    score = similarity(left, right)
    return score if score >= 0.86 else 0.0


def _described(found: _Alignment) -> str:
    changed = [f"{part.left} ~ {part.right}" for part in found.parts if part.similarity < 1]
    return "same parts" + (f", {', '.join(changed)}" if changed else "")


# ------------------------------------------------------------------------------------------ people


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    """{what is heard of a given name: the groups of forms that it is in}."""
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(table("nicknames")["groups"]):
        for name in group:
            found[sounds(name)] = found.get(sounds(name), frozenset()) | {number}
    return found


@lru_cache(maxsize=1 << 18)
def nickname_groups(word: str) -> frozenset[int]:
    """The numbers of the given names that `word` is or is short for; forms of one name have one in common."""
    return _nicknames().get(sounds(word), frozenset())


def _is_nickname(left: Token, right: Token) -> bool:
    return not nickname_groups(left.text).isdisjoint(nickname_groups(right.text))


def _compare_people(a: Name, b: Name) -> Comparison:
    found = _align(a, b)
    if found.only_left and found.only_right:
        found = _with_nicknames(a, b, found)
    if found.parts and (found.only_left or found.only_right):
        found = _without_particles(found)
    if a.generation and b.generation and a.generation != b.generation:
        return Comparison(0.3, "father and son", found.parts)
    if _is_reversed(a, b):
        return Comparison(0.3, "child and father are exchanged", found.parts)
    if not found.order_kept and _initials_cross(found):
        return Comparison(0.5, "initials that stand for other words", found.parts)
    if _is_other_given_name(a, b):
        return Comparison(0.45, f"{a.tokens[0].text} / {b.tokens[0].text} are two given names", found.parts)
    if found.only_left and found.only_right:
        if not (a.child_of or b.child_of) and (score := _spelt_apart(a, b)) >= 0.86:
            return Comparison(score - 0.02, "the same letters, other spaces", (Part(a.text, b.text, score),))
        return _contradiction(found, found.only_left, found.only_right)
    if not found.parts:
        return Comparison(0.0, "nothing in common", _with_leftovers(found))
    left_out = found.only_left or found.only_right
    if any(token.kind == "number" for token in left_out):
        return Comparison(0.6, f"{_texts(left_out)} stands on one side only", _with_leftovers(found))
    score = _blend(found.parts)
    if bool(a.generation) != bool(b.generation):  # "Jr." on one side only
        score = min(score, 0.85)
    if not left_out and len(found.parts) == 1:
        return _compare_single(found.parts[0])
    if not any(_is_full(part) for part in found.parts):
        return Comparison(min(score, 0.6), "initials alone", found.parts)
    if left_out:
        return _with_parts_left_out(a, b, found, left_out, score)
    order = "" if found.order_kept else ", in another order"
    return Comparison(round(score - (0.02 if order else 0.0), 3), _described(found) + order, found.parts)


def _with_parts_left_out(a: Name, b: Name, found: _Alignment, left_out: tuple[Token, ...], score: float) -> Comparison:
    """The score of names of which one has parts that the other does not contradict."""
    full = [part for part in found.parts if _is_full(part)]
    initials_left = all(token.kind == "initial" for token in left_out)
    longer, shorter = (a, b) if found.only_left else (b, a)
    if len(full) == 1 and _is_initial_and_surname(longer, shorter, found, left_out):
        return Comparison(round(0.74 * full[0].similarity, 3), f"{_texts(left_out)} left out", _with_leftovers(found))
    if len(full) < 2 and not (initials_left and len(found.parts) > 1):
        last = {a.tokens[-1].text, b.tokens[-1].text}
        share = 0.55 if found.parts[-1].left in last and found.parts[-1].right in last else 0.5
        return Comparison(round(share * score, 3), "one part of a longer name", _with_leftovers(found))
    given = [part for part in found.parts if len(part.left) == 1 or len(part.right) == 1]
    if longer.tokens[0] in left_out and longer.tokens[0].kind == shorter.tokens[0].kind == "initial":
        return Comparison(0.6, "initials that differ", _with_leftovers(found))
    at_end = left_out[-1] is longer.tokens[-1] and left_out[-1].kind == "word"
    repeats = any(similarity(left_out[-1].text, token.text) for token in longer.tokens if token is not left_out[-1])
    if at_end and not found.order_kept and not repeats:
        return Comparison(0.6, f"another order, and {_texts(left_out)} stands on one side only", _with_leftovers(found))
    if at_end and min(part.similarity for part in full) <= 0.86 and not repeats:
        return Comparison(
            0.65, f"{_described(found)}; {_texts(left_out)} stands on one side only", _with_leftovers(found)
        )
    if any(token.kind == "initial" for token in left_out) and any(part.left == part.right for part in given):
        return Comparison(0.6, "initials that differ", _with_leftovers(found))  # "G. H. W. Bush" is not "G. W. Bush"
    score -= 0.04 * min(3, len(left_out)) + (0.0 if found.order_kept else 0.12)
    if given:
        score -= 0.05
    elif 0.85 <= score < 0.95 and any(part.similarity < 1 for part in found.parts):
        score -= 0.04
    return Comparison(round(score, 3), f"{_described(found)}; {_texts(left_out)} left out", _with_leftovers(found))


def _is_initial_and_surname(longer: Name, shorter: Name, found: _Alignment, left_out: tuple[Token, ...]) -> bool:
    """ "P. Novak" and "Peter James Novak"."""
    if len(shorter.tokens) != 2 or shorter.tokens[0].kind != "initial" or not found.order_kept:
        return False
    return longer.tokens[0] not in left_out and longer.tokens[-1] not in left_out


def _is_full(part: Part) -> bool:
    """Whether a pair is of words, not of initials or of what many names begin with."""
    return len(part.left) > 1 and len(part.right) > 1 and part.left != "abdul"


def _compare_single(part: Part) -> Comparison:
    """Names of one part: a slip of the pen is another name here unless the word is long."""
    score = part.similarity
    if part.left == "abdul" or len(part.left) == 1:
        return Comparison(0.5, "too little of a name", (part,))
    if score < 0.9 and max(len(part.left), len(part.right)) < 7:
        score = 0.65
    return Comparison(round(score, 3), _described(_Alignment((part,), (), (), True)), (part,))


def _is_reversed(a: Name, b: Name) -> bool:
    for x, y in a.child_of:
        for u, v in b.child_of:
            if x != y and similarity(x, v) and similarity(y, u) and not (similarity(x, u) and similarity(y, v)):
                return True
    return False


def _without_particles(found: _Alignment) -> _Alignment:
    """`found` without what is a particle in most names, such as a "van" at the end."""
    particles = words_of("person", "particles")
    left = tuple(token for token in found.only_left if token.text not in particles)
    right = tuple(token for token in found.only_right if token.text not in particles)
    return _Alignment(found.parts, left, right, found.order_kept)


def _with_nicknames(a: Name, b: Name, found: _Alignment) -> _Alignment:
    """`found` with "Bob" and "Robert", left over on either side, made a pair."""
    for left in found.only_left:
        for right in found.only_right:
            if left.kind == right.kind == "word" and not (a.languages and b.languages) and _is_nickname(left, right):
                kept = sorted((a.tokens.index(left), b.tokens.index(right)))
                return _Alignment(
                    (*found.parts, Part(left.text, right.text, NICKNAME)),
                    tuple(token for token in found.only_left if token is not left),
                    tuple(token for token in found.only_right if token is not right),
                    found.order_kept and (kept[0] == kept[1] or kept[0] > 0),
                )
    return _with_double_name(found)


def _with_double_name(found: _Alignment) -> _Alignment:
    """`found` with "Chema" and "José María" made a pair."""
    for short, long, swapped in (
        (found.only_left, found.only_right, False),
        (found.only_right, found.only_left, True),
    ):
        if (
            len(short) == 1
            and len(long) == 2
            and _is_nickname(short[0], token_of("".join(t.text for t in long), "word"))
        ):
            whole = _texts(long)
            part = Part(whole, short[0].text, NICKNAME) if swapped else Part(short[0].text, whole, NICKNAME)
            return _Alignment((*found.parts, part), (), (), found.order_kept)
    return found


def _initials_cross(found: _Alignment) -> bool:
    """Whether each name has an initial for a word of the other: "William G. Larsen" and "William L. Garner"."""
    left = any(len(part.left) == 1 < len(part.right) for part in found.parts)
    return left and any(len(part.right) == 1 < len(part.left) for part in found.parts)


def _is_other_given_name(a: Name, b: Name) -> bool:
    """Whether the first parts are names of a man and of a woman: "Fernando" and "Fernanda", "Karim" and "Karima"."""
    left, right = a.tokens[0], b.tokens[0]
    if len(a.tokens) < 2 or len(b.tokens) < 2 or left.kind != "word" or right.kind != "word":
        return False
    short, long = sorted((left.text, right.text), key=len)
    if len(short) < 4 or "abjad" in (left.group, right.group) or a.languages or b.languages:
        return False
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    return long == short + "a" and short[-1] not in "aeiouhy" and not _is_nickname(left, right)


# ----------------------------------------------------------------------------------- organisations


def _apart(a: Name, b: Name, found: _Alignment) -> Comparison | None:
    """The verdict where both names have words of their own, or no words in common."""
    left, right = found.only_left, found.only_right
    if left and right:
        if not _numbered(left + right) and (score := _spelt_apart(a, b)):
            return Comparison(score, "the same letters, other spaces", (Part(a.text, b.text, score),))
        return _contradiction(found, left, right)
    return None if found.parts else Comparison(0.0, "nothing in common", _with_leftovers(found))


def _compare_organizations(a: Name, b: Name) -> Comparison:
    if a.country and a.country == b.country:
        return Comparison(0.95, f"both name {a.country}")
    found = _align(a, b)
    if special := _acronym_score(a, b, found) or _unit_score(a, b) or _coalition_score(a, b):
        return special
    if (apart := _apart(a, b, found)) is not None:
        return apart
    left, right = found.only_left, found.only_right
    score = _blend(found.parts)
    common = words_of("organization", "common") | words_of("organization", "functions")
    named = [
        p for p, t in _matched_tokens(a, found) if t.kind in ("word", "letters", "number") and t.text not in common
    ]
    left_out = left or right
    if not left_out:
        return _same_parts(a, b, found, score)
    reason = f"{_texts(left_out)} stands on one side only"
    if any(token.kind in ("number", "direction") for token in left_out):
        return Comparison(round(0.6 * score, 3), reason, _with_leftovers(found))
    if any(token.kind == "word" for token in left_out):
        share = len(found.parts) / (len(found.parts) + len(left_out))
        return Comparison(round(min(0.62, 0.35 + 0.3 * share) * score, 3), reason, _with_leftovers(found))
    if any(token.kind == "country" for token in left_out):
        return Comparison(round(0.66 * score, 3), reason, _with_leftovers(found))
    if not named:
        return Comparison(round(0.5 * score, 3), reason, _with_leftovers(found))
    weight = 0.06 if all(token.group in (*INTERCHANGEABLE, "media") for token in left_out) else 0.18
    return Comparison(
        round(score - weight, 3), f"{_described(found)}; {_texts(left_out)} left out", _with_leftovers(found)
    )


def _unit_score(a: Name, b: Name) -> Comparison | None:
    """ "Coastal Guard Corps-Marine Unit" and "Marine Unit"."""
    for short, long in ((a, b), (b, a)):
        if long.unit and not short.unit and len(short.tokens) > 1:
            if short.tokens[-1].group != "unit":
                continue
            inner = compare_parsed(short, parse(long.unit, "Organization"))
            if inner.score >= 0.9:
                return Comparison(0.85, f"{long.unit} is the unit in {long.text}", inner.parts)
    return None


def _coalition_score(a: Name, b: Name) -> Comparison | None:
    """ "French-led coalition" and "international coalition forces": descriptions, unless two states lead."""
    if a.coalition and b.coalition and a.tokens != b.tokens:
        if a.coalition == b.coalition or "*" in (a.coalition, b.coalition):
            return Comparison(0.75, f"both describe a coalition: {a.text}, {b.text}", (Part(a.text, b.text, 0.75),))
        return Comparison(0.3, f"{a.coalition} / {b.coalition} lead two coalitions")
    return None


def _same_parts(a: Name, b: Name, found: _Alignment, score: float) -> Comparison:
    units = {meaning(token.text) or token.text for token in (*a.tokens, *b.tokens) if token.group == "unit"}
    if len(units) > 1 and any(token.kind == "number" for token in a.tokens):
        return Comparison(0.6, f"{' / '.join(sorted(units))} are units of two kinds", found.parts)
    short = max(len(part.left) for part in found.parts)
    if len(found.parts) == 1 and score < 0.9 and short < 5:
        return Comparison(0.6, f"{_described(found)}: too short to differ", found.parts)
    if a.forms and b.forms and not a.forms & b.forms and "any" not in a.forms | b.forms:
        return Comparison(round(min(score, 0.66), 3), f"{_described(found)}; another legal form", found.parts)
    if score < 1 and len(found.parts) <= 1 and a.acronym and b.acronym:
        return Comparison(0.5, "two acronyms that differ", found.parts)
    return Comparison(round(score - (0.0 if found.order_kept else 0.02), 3), _described(found), found.parts)


def _numbered(tokens: Iterable[Token]) -> bool:
    return any(token.kind in ("number", "direction", "country") for token in tokens)


def _matched_tokens(a: Name, found: _Alignment) -> list[tuple[Part, Token]]:
    kinds = {token.text: token for token in a.tokens}
    return [(part, kinds.get(part.left, token_of(part.left, "word"))) for part in found.parts]


def _acronym_score(a: Name, b: Name, found: _Alignment) -> Comparison | None:
    """A match of an acronym with the words it stands for, also inside a longer name; None if there is none."""
    for short, long in ((a, b), (b, a)):
        if not short.acronym or not long.initials:
            continue
        rest = [token for token in short.tokens if token.text != singular(short.acronym)]
        parts = (Part(a.text, b.text, 0.85),)
        if len(short.tokens) == 1 or "".join(token.text for token in short.tokens) == short.acronym:
            if short.acronym in long.initials:
                return Comparison(
                    0.85 if len(short.acronym) > 2 else 0.75,
                    f"{short.text} is made of the initials of {long.text}",
                    parts,
                )
            if _is_syllabic(short.acronym, long):
                return Comparison(0.8, f"{short.text} begins the words of {long.text}", parts)
        elif short.acronym in long.initials and all(token.kind == "country" for token in rest):
            return Comparison(0.74, f"{short.text} has the initials of {long.text}", parts)
    return _acronym_inside(a, b, found)


def _acronym_inside(a: Name, b: Name, found: _Alignment) -> Comparison | None:
    """ "UN Security Council" and "United Nations Security Council"."""
    for short, short_rest, long, long_rest in (
        (a, found.only_left, b, found.only_right),
        (b, found.only_right, a, found.only_left),
    ):
        if len(short_rest) == 1 and short.acronym and short_rest[0].text == singular(short.acronym) and found.parts:
            letters = "".join(token.text[0] for token in long.tokens if token in long_rest).lower()
            if letters == short.acronym:
                return Comparison(
                    0.85, f"{short.acronym.upper()} is made of the initials of {_texts(long_rest)}", found.parts
                )
    return None


def _is_syllabic(acronym: str, long: Name) -> bool:
    """Whether `acronym` is made of beginnings (of two letters or more) of the words of `long`, in order."""
    words = [token.text for token in long.tokens if token.kind != "country"]

    def fits(rest: str, place: int) -> bool:
        if place == len(words):
            return not rest
        most = min(len(rest), len(words[place]), 6)
        return any(rest[:size] == words[place][:size] and fits(rest[size:], place + 1) for size in range(2, most + 1))

    return len(words) > 1 and len(acronym) >= 5 and fits(acronym, 0)


# ------------------------------------------------------------------------------------------ places


def _compare_places(a: Name, b: Name) -> Comparison:
    if a.country or b.country:
        if a.country == b.country:
            return Comparison(0.95, f"both are {a.country}")
        if a.country and b.country:
            return Comparison(0.0, f"{a.country} / {b.country} are two countries")
    found = _align(a, b)
    if acronym := _acronym_score(a, b, found):
        return acronym
    if (apart := _apart(a, b, found)) is not None:
        return apart
    left, right = found.only_left, found.only_right
    score = _blend(found.parts)
    left_out = left or right
    if bool(a.country) != bool(b.country):  # a country and what only looks like it
        score = min(score, 0.75 if len(a.solid) > 6 and not left_out else 0.5)
    if not left_out:
        worst = min(part.similarity for part in found.parts)
        length = max(len(part.left) for part in found.parts if part.similarity == worst)
        if worst < 0.9 and length < 7 and skeleton(found.parts[0].left) != skeleton(found.parts[0].right):
            score = min(score, 0.65)
        return Comparison(round(score, 3), _described(found), found.parts)
    if all(token.kind == "generic" for token in left_out):
        return Comparison(
            round(score - 0.08, 3), f"{_described(found)}; {_texts(left_out)} left out", _with_leftovers(found)
        )
    return Comparison(round(0.6 * score, 3), f"{_texts(left_out)} stands on one side only", _with_leftovers(found))
