"""Roles of people, and who leads, commands, speaks for, belongs to or lies in what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg import lexicon
from kg.extract import syntax
from kg.extract.actors import References, actor
from kg.extract.reading import Block, Reading
from kg.model import Mention, RelationMention, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
HEADS_OF_STATE = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "ruler",
        "sultan",
        "pm",
        "monarch",
        "crown prince",
        "governor",
        "mayor",
    }
)
OF_STATE = frozenset({"ministry", "government", "military", "police", "agency", "intelligence", "parliament", "court"})
OF = ("of", "for", "in", "at", "with", "from", "within", "to")
LEADING_VERBS = {
    "lead": "leaderOf",
    "head": "leaderOf",
    "chair": "leaderOf",
    "run": "leaderOf",
    "found": "leaderOf",
    "command": "commanderOf",
}
INSIDE = re.compile(
    r",?\s+(?:in|near|outside|inside|of)\s+(?:the\s+)?(?:(?:northern|southern|eastern|western|central|north|south|east|west|northeastern|northwestern|southeastern|southwestern|northeast|northwest|southeast|southwest|downtown|neighbou?ring)\s+)?"
)
ALIGNED = re.compile(
    r"-(?:backed|aligned|linked|allied|supported|sponsored|funded|affiliated|trained|friendly)$|^pro-", re.IGNORECASE
)
AFFILIATED = {
    "affiliate": "affiliatedWith",
    "ally": "alignedWith",
    "align": "alignedWith",
    "link": "affiliatedWith",
    "back": "alignedWith",
    "loyal": "alignedWith",
    "tie": "affiliatedWith",
    "close": "alignedWith",
}


def find(reading: Reading, references: References) -> tuple[tuple[Role, ...], tuple[RelationMention, ...]]:
    """The roles and the relations of a story in reading order, each with the words that state it."""
    roles: list[Role] = []
    relations: dict[tuple[Mention, str, Mention], RelationMention] = {}
    for block in reading.blocks:
        for office in _offices(block, references):
            first = office.first + (block.doc[office.first].tag_ == "PRP$" and office.first < office.last)
            title = reading.passage(block, first, office.last)
            roles.append(Role(office.person, " ".join(title.text.split()), title.sentence))
            for relation in _of_office(reading, block, office):
                relations.setdefault((relation.subject, relation.predicate, relation.object), relation)
        for found in (_by_verb, _memberships, _alignments, _places):
            for relation in found(reading, block, references):
                relations.setdefault((relation.subject, relation.predicate, relation.object), relation)
    for relation in _ministers(reading, roles):
        relations.setdefault((relation.subject, relation.predicate, relation.object), relation)
    kept = [r for r in relations.values() if r.subject != r.object]
    return tuple(dict.fromkeys(roles)), tuple(
        sorted(kept, key=lambda r: (r.evidence.begin, r.subject.begin, r.predicate, r.object.begin))
    )


# ------------------------------------------------------------------------------------------ offices


class Office(NamedTuple):
    """A title that the text gives a person: the office, its tokens, and the bodies and states that it names."""

    person: Mention
    name: str
    first: int
    last: int
    targets: tuple[Mention, ...]


def _offices(block: Block, references: References) -> Iterator[Office]:
    """Every title in a block with whom it belongs to."""
    for index in sorted(block.names):
        token = block.doc[index]
        person = block.name(token)
        if person is None or person.type != "Person" or person.kind != "name":
            continue
        if index > 0 and block.is_title(block.doc[index - 1]):
            yield _written_before(block, person, index - 1)
        for noun, first, last in (*_before(block, token), *_after(block, token), *_identified(block, token)):
            yield _office(block, person, noun, first, last, references)
    for token in block.doc:
        subject = actor(block, token, references) if token.dep_ in syntax.SUBJECTS else None
        if subject is not None and subject.type == "Person":
            for noun in syntax.predicate_of(token):
                if _is_office(block, noun):
                    yield _office(block, subject, noun, *_phrase(noun), references)


def _written_before(block: Block, person: Mention, index: int) -> Office:
    """The title right before a name, which is one token of the block."""
    words = block.surfaces[index].lower().split()
    offices = lexicon.words("titles", "offices")
    name = next((" ".join(words[-n:]) for n in (3, 2, 1) if " ".join(words[-n:]) in offices), words[-1])
    targets = tuple(m for m in block.names.get(index, ()) if m.subtype != "community")
    return Office(person, name, index, index, targets)


def _office(block: Block, person: Mention, noun: Token, first: int, last: int, references: References) -> Office:
    targets = tuple(_governing_names(block, noun, first, last, references))
    return Office(person, _office_name(block, noun), first, last, targets)


def _before(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """The titles in a phrase before a name (and before the title right at it): "head of the electoral board X"."""
    doc, k = block.doc, name.i - 1
    first = block.bounds[block.sentence_of[name.i]][0]
    if k >= first and block.is_title(doc[k]):
        k -= 1
    if k >= first and doc[k].text == ",":
        yield from _opening(block, first, k - 1)
    else:
        yield from _of_phrase(block, k, first)


def _of_phrase(block: Block, last: int, first: int) -> Iterator[tuple[Token, int, int]]:
    """The office before a noun phrase that ends right before a name: "chief of the X movement" + name."""
    doc, k, offices = block.doc, last, []
    while k > first and last - k < 14 and (_in_phrase(block, doc[k]) or doc[k].lower_ in ("the", "and", "of", "for")):
        k -= 1
        if doc[k].lower_ in ("of", "for") and k > first and _is_office(block, doc[k - 1]):
            offices.append(k - 1)
    ends_in_name = last >= first and (block.name(doc[last]) is not None or doc[last].tag_.startswith("NN"))
    if offices and ends_in_name and not _is_office(block, doc[last]):
        yield doc[offices[-1]], _start(block, offices[-1], first), last


def _opening(block: Block, first: int, last: int) -> Iterator[tuple[Token, int, int]]:
    """The offices of a phrase that opens a sentence and ends with a comma before a name: "Head of the X board, "."""
    doc = block.doc
    if any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in doc[first : last + 1]):
        return
    offices = [k for k in range(first, last + 1) if _is_office(block, doc[k]) and block.name(doc[k]) is None]
    if offices and all(_in_phrase(block, token) or token.tag_ == "DT" for token in doc[first : offices[0]]):
        ends = [k - 1 for k in range(offices[0], last + 1) if doc[k].lower_ in (",", "and")] + [last]
        for office in offices:
            end = next((e for e in ends if e >= office), last)
            yield doc[office], _start(block, office, first), end


def _after(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """Titles behind a name: "X, a spokesman for the ministry", "X, Peru's foreign minister and chief negotiator"."""
    doc, last = block.doc, block.bounds[block.sentence_of[name.i]][1]
    k = name.i + 2
    if k > last or doc[name.i + 1].text not in (",", "-", "–", "—", "("):
        return
    while k <= last and k - name.i < 12 and (_in_phrase(block, doc[k]) or doc[k].tag_ in {"DT", "POS", "RB", "VBG"}):
        if _is_office(block, doc[k]) and block.name(doc[k]) is None:
            following = doc[k + 1] if k < last else None
            next_name = block.name(following) if following is not None else None
            if next_name is not None and next_name.type == "Person":
                return  # the title of the next one in a list
            if following is None or not (following.tag_.startswith("NN") and next_name is None):
                start, end = _start(block, k, name.i + 2), _end(block, k, last)
                yield doc[k], start, end
                if end < last and doc[end + 1].lower_ == "and":
                    k = end + 1
                else:
                    return
        k += 1


def _identified(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """ "a deputy head of operations, identified as X", "the commander was named as X"."""
    verb = name.head
    if verb.lemma_ in {"identify", "name"} and any(c.lower_ == "as" for c in name.children):
        office = syntax.subject(verb)
        if office is not None and _is_office(block, office) and block.name(office) is None:
            yield office, *_phrase(office)
        elif verb.i > 1 and (found := _nearest_office(block, verb.i - 1)) is not None:
            yield block.doc[found], _start(block, found, 0), _end(block, found, verb.i - 1)


def _nearest_office(block: Block, last: int) -> int | None:
    """The office of the noun phrase that ends at token `last` (a comma is passed over)."""
    k = last - 1 if block.doc[last].text == "," else last
    stop = max(block.bounds[block.sentence_of[last]][0], k - 8)
    while k >= stop and (_in_phrase(block, block.doc[k]) or block.doc[k].tag_ in {"IN", "DT"}):
        if _is_office(block, block.doc[k]):
            return k
        k -= 1
    return None


def _end(block: Block, office: int, last: int) -> int:
    """The last token of the title whose office stands at token `office`: over "of", "for", "in" and their nouns."""
    end, k = office, office + 1
    while k <= last and (
        _in_phrase(block, block.doc[k]) or block.doc[k].tag_ in {"IN", "TO", "DT"} or block.doc[k].tag_ == "PRP$"
    ):
        if block.doc[k].tag_.startswith("NN") or block.doc[k].tag_ == "JJ" or k in block.names:
            end = k
        k += 1
    return end


def _phrase(noun: Token) -> tuple[int, int]:
    """First and last token of the title around an office noun: no article, no relative clause, no comma."""
    first, last = syntax.left(noun), noun.i
    doc = noun.doc
    while first < noun.i and (
        doc[first].tag_ in {"DT", "PDT", ",", "CC", "HYPH", ":", "``", "''"} or doc[first].is_punct
    ):
        first += 1
    for index in range(noun.i + 1, syntax.right(noun) + 1):
        token = doc[index]
        if token.is_punct or token.tag_ in {"WP", "WDT", "CC"} or token.tag_.startswith("VB"):
            break
        last = index
    while last > noun.i and doc[last].tag_ in {"IN", "DT", "TO"}:
        last -= 1
    return first, last


def _start(block: Block, office: int, stop: int) -> int:
    """The first token, not before `stop`, of the title whose office stands at token `office`."""
    first = office
    while (
        first > stop
        and (_in_phrase(block, block.doc[first - 1]) or block.doc[first - 1].tag_ == "PRP$")
        and office - first < 9
    ):
        first -= 1
    while first < office and (block.doc[first].tag_ == "POS" or block.doc[first].is_punct):
        first += 1
    return first  # a leading "its" stays: it says whose office it is


def _in_phrase(block: Block, token: Token) -> bool:
    """Whether a token can stand inside a title before its last word."""
    mention = block.name(token)
    if mention is not None and mention.type == "Person":
        return False
    if token.text in WEEKDAYS:
        return False
    return token.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "AFX"} and token.lower_ not in {
        "sources",
        "source",
    }


def _is_office(block: Block, token: Token) -> bool:
    offices = lexicon.words("titles", "offices")
    return token.tag_.startswith("NN") and (token.lemma_.lower() in offices or block.text(token).lower() in offices)


def _office_name(block: Block, office: Token) -> str:
    """The office with the words that make it another one: "prime minister", "deputy head"."""
    own = block.text(office).lower()
    two = f"{block.doc[office.i - 1].lower_} {own}" if office.i > 0 else own
    return two if two in lexicon.words("titles", "offices") else own


@cache
def _relation_of() -> dict[str, str]:
    table = lexicon.table("titles")["relations"]
    return {
        noun: predicate
        for predicate in ("memberOf", "leaderOf", "commanderOf", "spokespersonFor")
        for noun in table[predicate]
    }


def _of_office(reading: Reading, block: Block, office: Office) -> Iterator[RelationMention]:
    """The relations between a person and the organisations and states that the title names."""
    person, name = office.person, office.name
    predicate = _relation_of().get(name) or _relation_of().get(name.split()[-1], "memberOf")
    begin, end = min(person.begin, block.begins[office.first]), max(person.end, block.ends[office.last])
    evidence = reading.cut(block, begin, end, office.first)
    rule = f"title: {name}"
    for target in office.targets:
        if target.type == "Person":
            if target != person and predicate == "spokespersonFor":
                yield RelationMention(person, predicate, target, rule, evidence, 0.8)
        elif target.type == "Organization":
            yield RelationMention(person, predicate, target, rule, evidence, 0.9)
        elif not any(other.type == "Organization" for other in office.targets):
            # "Peru's Coast Guard commander" commands the guard; a minister is of a country, a president leads it
            relation = "leaderOf" if name in HEADS_OF_STATE else "affiliatedWith"
            yield RelationMention(
                person, predicate if predicate == "spokespersonFor" else relation, target, rule, evidence, 0.85
            )


def _governing_names(block: Block, office: Token, first: int, last: int, references: References) -> list[Mention]:
    """The names inside a title: modifiers before the office and what follows "of" or "for"."""
    found: list[Mention] = []
    for index in range(first, last + 1):
        token = block.doc[index]
        mention = block.name(token) or (
            references.get(block.begins[index]) if token.dep_ != "nmod:poss" or token.tag_ == "PRP$" else None
        )
        if (
            mention is None
            or mention.type not in ("Organization", "Place", "Facility", "Person")
            or mention.subtype == "community"
        ):
            continue
        if index > office.i:
            preposition = _preposition_before(block, index, office.i)
            if preposition in ("to", "in", "near", "on") or preposition is None:
                continue
        found.append(mention)
    return found


def _preposition_before(block: Block, index: int, stop: int) -> str | None:
    for k in range(index - 1, stop, -1):
        if block.doc[k].tag_ in {"IN", "TO"}:
            return str(block.doc[k].lower_)
    return None


# --------------------------------------------------------------------------------------- organisations


def _by_verb(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """ "X leads Y", "Y, led by X"."""
    for token in block.doc:
        predicate = LEADING_VERBS.get(token.lemma_)
        if predicate is None or not token.tag_.startswith("VB"):
            continue
        subject = syntax.subject(token)
        if syntax.is_passive(token):
            leaders, led = syntax.agents(token), [subject] if subject is not None else []
        else:
            leaders, led = ([subject] if subject is not None else []), syntax.objects(token)
        for leader in leaders:
            for group in led:
                x, y = actor(block, leader, references), _organization(block, group, references)
                if (
                    x is not None
                    and y is not None
                    and x.type in ("Person", "Place", "Organization")
                    and y.type == "Organization"
                ):
                    relation = predicate if x.type == "Person" else "leaderOf"
                    low, high = sorted((leader.i, group.i))
                    yield RelationMention(
                        x,
                        relation,
                        y,
                        f"verb: {token.lemma_}",
                        reading.passage(block, min(low, token.i), max(high, token.i)),
                        0.85,
                    )


def _organization(block: Block, token: Token, references: References) -> Mention | None:
    """The organisation that a noun names, or that modifies it ("the X movement")."""
    found = actor(block, token, references)
    if found is not None:
        return found
    return next(
        (m for t in syntax.modifiers(token) if (m := block.name(t)) is not None and m.type == "Organization"), None
    )


def _memberships(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """Organisations of countries and of larger organisations: "Peru's navy", "the X bloc, of the Y movement"."""
    text = reading.document.text
    names = [
        (index, m)
        for index in sorted(block.names)
        for m in block.names[index]
        if not block.is_adjective(block.doc[index])
    ]
    yield from _named_after(reading, block, names)
    yield from _allegiances(reading, block, names)
    for (i, left), (j, right) in pairwise(names):
        if i == j or left.sentence != right.sentence or right.type != "Organization":
            if (
                right.type == "Place"
                and left.type == "Organization"
                and i != j
                and left.kind == "name"
                and left.sentence == right.sentence
            ):
                between = text[left.end : right.begin]
                if re.fullmatch(r"\s+in\s+(?:the\s+)?", between):
                    yield RelationMention(
                        left,
                        "locatedIn",
                        right,
                        "organisation in place",
                        reading.cut(block, left.begin, right.end, i),
                        0.7,
                    )
            continue
        between = text[left.end : right.begin]
        evidence = reading.cut(block, left.begin, right.end, i)
        if (
            left.type == "Place"
            and re.fullmatch(r"(?:['’]s?)?\s+(?:(?!and|or|but|in|on|to|of|by|as)[a-z]+\s+){0,1}", between)
            and not block.is_adjective(block.doc[i])
            and not block.is_adjective(block.doc[j])
        ):
            if right.subtype in OF_STATE:
                yield RelationMention(right, "partOf", left, "institution of a state", evidence, 0.85)
            elif (between.startswith(("'", "’")) or left.kind == "demonym") and right.kind == "name":
                yield RelationMention(right, "locatedIn", left, "organisation of a country", evidence, 0.7)
        elif left.type == "Organization" and re.fullmatch(r"['’]s?\s+(?:[a-z-]+\s+){0,2}", between):
            yield RelationMention(right, "partOf", left, "possessive", evidence, 0.7)
        elif left.type == "Organization" and re.fullmatch(
            r"(?:\s+[a-z]+)?,?\s+(?:also\s+)?(?:(?:is\s+|was\s+)?(?:a\s+)?(?:part|branch|wing|unit|arm|division|faction|affiliate)\s+)?of\s+(?:the\s+)?(?:\S+-\S+\s+)?",
            between,
        ):
            yield RelationMention(left, "partOf", right, "of", evidence, 0.8)
    for index, left in names:
        token = block.doc[index]
        if left.type == "Organization":
            for noun in syntax.predicate_of(token) + syntax.appositions(token):
                if noun.lemma_.lower() in {
                    "part",
                    "branch",
                    "wing",
                    "arm",
                    "unit",
                    "member",
                    "faction",
                    "subsidiary",
                    "division",
                }:
                    for preposition, target in syntax.obliques(noun):
                        whole = _organization(block, target, references)
                        if preposition == "of" and whole is not None and whole.type == "Organization":
                            predicate = "memberOf" if noun.lemma_ == "member" else "partOf"
                            low, high = min(index, target.i), max(index, target.i)
                            yield RelationMention(
                                left, predicate, whole, f"{noun.lemma_} of", reading.passage(block, low, high), 0.8
                            )


def _named_after(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """Institutions whose name begins with their country ("Kenyan interior ministry") or the body they belong to."""
    known = {m.text for _, m in names if m.type == "Organization"} | {
        m.text for m in reading.names() if m.type == "Organization" and m.kind == "name"
    }
    for index, mention in names:
        if mention.type != "Organization" or mention.kind != "name":
            continue
        words = mention.text.split()
        evidence = reading.passage(block, index, index)
        for count in (1, 2, 3):
            front = " ".join(words[:count])
            form = re.sub(r"['’]s?$", "", front)
            rest = " ".join(words[count:]).lower()
            if not rest:
                break
            kind = country_form(form)
            if kind and mention.subtype in OF_STATE:
                whole = Mention(
                    mention.document,
                    mention.begin,
                    mention.begin + len(form),
                    form,
                    mention.sentence,
                    "Place",
                    "demonym",
                )
                yield RelationMention(mention, "partOf", whole, "named after its country", evidence, 0.85)
                break
            if form in known and form != mention.text and rest.split()[-1] in ORGANS:
                whole = Mention(
                    mention.document,
                    mention.begin,
                    mention.begin + len(form),
                    form,
                    mention.sentence,
                    "Organization",
                    "name",
                )
                yield RelationMention(mention, "partOf", whole, "named after its whole", evidence, 0.75)
                break


@cache
def _forms() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in lexicon.table("countries")["country"]:
        found |= dict.fromkeys(country.get("demonyms", []), "demonym")
        found |= dict.fromkeys([country["name"], *country.get("variants", [])], "nominal")
    return found


def country_form(text: str) -> str:
    """ "demonym" or "nominal" where `text` is a country's adjective or name; "" otherwise.

    >>> country_form("Kenyan"), country_form("Lake")
    ('demonym', '')
    """
    return _forms().get(text, "")


ORGANS = frozenset(
    [
        "bureau",
        "wing",
        "council",
        "committee",
        "brigades",
        "brigade",
        "office",
        "politburo",
        "directorate",
        "congress",
        "faction",
        "youth",
        "caucus",
        "executive",
        "board",
        "leadership",
    ]
)
ALLEGIANCE = re.compile(
    r"""[^.;:]{0,70}?\b(?:(aligned|allied|loyal|sympathetic|close|closely\ tied)|(affiliated|linked|connected|tied))
    \s+(?:with|to)\s+(?:the\s+)?(?:\w+\s+)?""",
    re.VERBOSE,
)


def _allegiances(reading: Reading, block: Block, names: list[tuple[int, Mention]]) -> Iterator[RelationMention]:
    """ "X, a network of groups affiliated with Y", "X is closely aligned with Y"."""
    text = reading.document.text
    proper = [(index, m) for index, m in names if m.kind == "name"]
    for (i, left), (_, right) in pairwise(proper):
        if (
            left.type == "Organization"
            and right.type in ("Organization", "Place", "Person")
            and left.sentence == right.sentence
        ):
            between = text[left.end : right.begin].replace("“", "").replace("”", "").replace('"', "")
            if (match := ALLEGIANCE.fullmatch(between)) and not re.search(r"\b(?:not|no longer|never)\b", between):
                predicate = "alignedWith" if match[1] else "affiliatedWith"
                yield RelationMention(
                    left, predicate, right, match[1] or match[2], reading.cut(block, left.begin, right.end, i), 0.8
                )


def _ministers(reading: Reading, roles: list[Role]) -> Iterator[RelationMention]:
    """The minister leads the ministry of the same field that the story names, unless their countries differ."""
    fields: dict[str, list[Mention]] = {}
    for mention in reading.names():
        if mention.type == "Organization" and (match := MINISTRY.search(mention.text)):
            fields.setdefault((match[1] or match[2] or match[3]).lower().split()[0], []).append(mention)
    for role in roles:
        match = re.search(r"(\w+)\s+(?:[Mm]inister|[Ss]ecretary)\b", role.title)
        if match and re.search(r"\b(?:[Dd]eputy|[Ff]ormer|[Aa]ssistant|[Vv]ice|[Pp]rime)\b", role.title) is None:
            for ministry in fields.get(match[1].lower(), [])[:1]:
                ours = {w for w in role.title.replace("’", "'").replace("'s", "").split() if country_form(w)}
                theirs = {w for w in ministry.text.replace("’", "'").replace("'s", "").split() if country_form(w)}
                if not ours or not theirs or ours & theirs:
                    yield RelationMention(
                        role.person, "leaderOf", ministry, "minister of the ministry", role.evidence, 0.75
                    )


MINISTRY = re.compile(r"(?:\b(\w+)\s+[Mm]inistry\b|\b[Mm]inistry of (\w+)|\b[Dd]epartment of (\w+))")


def _alignments(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """ "Iran-backed X", "the pro-Russian Y party"."""
    for index in sorted(block.names):
        token = block.doc[index]
        if not block.is_adjective(token) or not ALIGNED.search(
            reading.document.text[block.begins[index] : block.ends[index]]
        ):
            continue
        for other in range(index + 1, min(index + 5, len(block.doc))):
            following = block.doc[other]
            mention = block.name(following)
            if mention is not None and mention.type in ("Organization", "Person") and mention.kind == "name":
                yield RelationMention(
                    mention,
                    "alignedWith",
                    block.names[index][0],
                    "aligned adjective",
                    reading.passage(block, index, other),
                    0.85,
                )
                break
            if not (mention is not None and mention.kind == "demonym") and (
                following.tag_ not in {"JJ", "NN", "NNS", "NNP"} or following.is_punct
            ):
                break
        else:
            continue


# ---------------------------------------------------------------------------------------------- places


def _places(reading: Reading, block: Block, references: References) -> Iterator[RelationMention]:
    """Places in places: "Ruiru, Kiambu", "the port of X in Y", "Y's Z district"."""
    text = reading.document.text
    names = [(index, m) for index in sorted(block.names) for m in block.names[index]]
    for (i, left), (j, right) in pairwise(names):
        if (
            i == j
            or left.sentence != right.sentence
            or {left.type, right.type} - {"Place", "Facility"}
            or "demonym" in (left.kind, right.kind)
        ):
            continue
        if block.is_adjective(block.doc[i]) or block.is_adjective(block.doc[j]):
            continue
        between = text[left.end : right.begin]
        noun = rf"(?:\s+{_area_nouns()})?"
        if left.text in _countries() and not between.startswith(("'", "’")):
            continue
        evidence = reading.cut(block, left.begin, right.end, i)
        if re.fullmatch(noun + INSIDE.pattern, between) and right.type == "Place":
            yield RelationMention(left, "locatedIn", right, "in", evidence, 0.85)
        elif (
            re.fullmatch(
                noun + r",?\s+(?:which\s+is\s+)?(?:located|situated|based)\s+in\s+(?:the\s+)?(?:\w+\s+)?", between
            )
            and right.type == "Place"
        ):
            yield RelationMention(left, "locatedIn", right, "located in", evidence, 0.95)
        elif (
            re.fullmatch(noun + r",\s+", between)
            and right.type == "Place"
            and _closes(text, right.end)
            and left.begin != right.begin
        ):
            yield RelationMention(left, "locatedIn", right, "place, larger place", evidence, 0.7)
        elif re.fullmatch(r"['’]s\s+(?:\w+\s+)?", between) and left.type == "Place" and right.text not in _countries():
            yield RelationMention(right, "locatedIn", left, "possessive", evidence, 0.85)


def _closes(text: str, end: int) -> bool:
    """Whether "A, B" is a place with the larger place it lies in: what follows is no further item of a list."""
    return not re.match(r"(?:,?\s+(?:and|or)\s|,\s+[A-Z]|\s+[a-z]+s\b)", text[end : end + 16])


@cache
def _countries() -> frozenset[str]:
    table = lexicon.table("countries")["country"]
    return frozenset(form for country in table for form in [country["name"], *country.get("variants", [])])


@cache
def _area_nouns() -> str:
    return lexicon.alternatives([*lexicon.subtypes("places", "areas")])
