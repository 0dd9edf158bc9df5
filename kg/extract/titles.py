"""Titles and offices: who holds one, and of which body or state it makes him the head, the voice or a member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg import dates, lexicon
from kg.extract import syntax
from kg.extract.actors import References, actor
from kg.extract.affiliations import is_told, is_within
from kg.extract.countries import is_country
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token, joined
from kg.model import Mention, RelationMention, Role

MINISTRY = re.compile(r"(?:\b(\w+)\s+[Mm]inistry\b|\b[Mm]inistry of (\w+)|\b[Dd]epartment of (\w+))")


JUST = 600  # code points back in which "the mayor" was told to be that of a place
OF_A_PLACE = ("mayor", "governor", "president", "premier", "sheriff", "ambassador")  # one at a time, of one place


class Office(NamedTuple):
    """A title that the text gives a person: the office, its tokens, and the bodies and states that it names."""

    person: Mention
    name: str
    first: int
    last: int
    targets: tuple[Mention, ...]
    wholes: frozenset[Mention] = frozenset()  # the targets of which he only holds a part: "head of X's mission"
    is_completed: bool = False  # the targets stand with the same office before


def find(block: Block, references: References) -> Iterator[Office]:
    """Every title in a block with whom it belongs to."""
    for index in sorted(block.names):
        token = block.doc[index]
        person = block.name(token)
        if person is None or person.type != "Person" or person.kind != "name":
            continue
        if index > 0 and block.is_title(block.doc[index - 1]):
            yield _written_before(block, person, index - 1, references)
        for noun, first, last in (*_before(block, token), *_identified(block, token), *_told_of(block, token)):
            yield _office(block, person, noun, first, last, references)
        yield from _shared([_office(block, person, *found, references) for found in _after(block, token)])
    for token in block.doc:
        for noun, first, last in _given(block, token):
            holder = _taker(token, noun)
            subject = actor(block, holder, references) if holder is not None else None
            if subject is not None and subject.type == "Person":
                yield _office(block, subject, noun, first, last, references)
        subject = actor(block, syntax.antecedent(token), references) if token.dep_ in syntax.SUBJECTS else None
        if subject is not None and subject.type == "Person":
            for noun in syntax.predicate_of(token):
                if _is_office(block, noun) and is_told(block, noun):
                    first, last = block.bounds[block.sentence_of[noun.i]]
                    yield _office(
                        block, subject, noun, _start(block, noun.i, first), _end(block, noun.i, last), references
                    )


def role(reading: Reading, block: Block, office: Office) -> Role:
    """The title as written, without a leading "its"."""
    first = office.first + (block.doc[office.first].tag_ == "PRP$" and office.first < office.last)
    title = reading.passage(block, first, office.last)
    return Role(office.person, " ".join(title.text.split()), title.sentence)


def _written_before(block: Block, person: Mention, index: int, references: References) -> Office:
    """The title right before a name, which is one token of the block; whose office it is may stand before it."""
    words = block.surfaces[index].lower().split()
    offices = lexicon.words("titles", "offices")
    name = next((" ".join(words[-n:]) for n in (3, 2, 1) if " ".join(words[-n:]) in offices), words[-1])
    targets = tuple(m for m in block.names.get(index, ()) if m.subtype != "community")
    first = _owner_start(block, index)
    owners = [m for k in range(first, index) if (m := actor(block, block.doc[k], references)) is not None]
    if not owners and (implied := references.get(block.begins[index])) is not None:  # "union president X"
        owners = [implied]
    if not owners and not targets and name not in lexicon.words("titles", "ranks"):
        targets = tuple(_behind(block, index))
    return Office(person, name, first if owners else index, index, (*owners, *targets))


def _behind(block: Block, title: int) -> Iterator[Mention]:
    """The body or state right behind a name with a title before it: Y in "president X of Y"."""
    doc, last = block.doc, block.bounds[block.sentence_of[title]][1]
    of = title + 2
    if of < last and doc[of].lower_ == "of":
        following = block.name(doc[of + 1 + (doc[of + 1].tag_ == "DT" and of + 2 <= last)])
        if following is not None and following.type in ("Organization", "Place"):
            yield following


def _owner_start(block: Block, index: int) -> int:
    """Where the owner of the title at token `index` begins: "its spokesman X", "Boeing's boss X", "ministry aide X"."""
    doc, bound = block.doc, block.bounds[block.sentence_of[index]][0]
    before = index - 1
    if before >= bound and (doc[before].tag_ in ("PRP$", "NN") or doc[before].i in block.names):
        return before
    return before - 1 if before > bound and doc[before].tag_ == "POS" else index


def _shared(offices: Sequence[Office]) -> Iterator[Office]:
    """Offices that are joined by "and" share what only one of them names: "Y's founder and commander"."""
    named = next((office.targets for office in offices if office.targets), ())
    for office in offices:
        yield office if office.targets or office.name not in _relation_of() else office._replace(targets=named)


def _office(block: Block, person: Mention, noun: Token, first: int, last: int, references: References) -> Office:
    targets = tuple(_governing_names(block, noun, first, last, references))
    wholes = frozenset(target for target in targets if _has_part(block, target, noun, last))
    return Office(person, _office_name(block, noun), first, last, targets, wholes)


def _has_part(block: Block, target: Mention, office: Token, last: int) -> bool:
    """Whether a part of a body stands between its name and the office or the end of the title: "X's youth wing"."""
    index = next((k for k in range(last + 1) if target in block.names.get(k, ())), last)
    end = office.i if index < office.i else last + 1
    return any(is_within(block, token) for token in block.doc[index + 1 : end] if token.tag_.startswith("NN"))


def _before(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """The titles in a phrase before a name (and before the title right at it): "head of the electoral board X"."""
    doc, k = block.doc, name.i - 1
    first, last = block.bounds[block.sentence_of[name.i]]
    if k >= first and block.is_title(doc[k]):
        k -= 1
    if k > first and doc[k].text == ",":
        yield from _opening(block, first, k - 1)
        if _is_office(block, doc[k - 1]) and block.name(doc[k - 1]) is None:  # "its spokesman, X,"
            yield doc[k - 1], _start(block, k - 1, first), k - 1
        if name.i < last and (doc[name.i + 1].is_punct or doc[name.i + 1].tag_.startswith("VB")):
            yield from _of_phrase(block, k - 1, first)  # "met the head of X, NAME, in Y"
    else:
        yield from _of_phrase(block, k, first)


def _of_phrase(block: Block, last: int, first: int) -> Iterator[tuple[Token, int, int]]:
    """The office before a noun phrase that ends right before a name: "chief of the X movement" + name."""
    doc, k, offices = block.doc, last, []
    while k > first and last - k < 14 and (_in_phrase(block, doc[k]) or doc[k].lower_ in ("the", "and", "of", "for")):
        k -= 1
        if doc[k].lower_ in ("of", "for") and k > first and _is_office(block, doc[k - 1]) and doc[k - 1].tag_ != "NNS":
            offices.append(k - 1)
    if offices and _follows_name(block, _start(block, offices[-1], first) - 1):
        return  # the office of another: "X, the head of Y, NAME"
    ends_in_name = last >= first and (block.name(doc[last]) is not None or doc[last].tag_.startswith("NN"))
    if offices and ends_in_name and not _is_office(block, doc[last]):
        yield doc[offices[-1]], _start(block, offices[-1], first), last


def _follows_name(block: Block, k: int) -> bool:
    """Whether a person and a comma stand before the token `k` or the article there."""
    k -= block.doc[k].tag_ == "DT"
    person = block.name(block.doc[k - 1]) if k > 0 and block.doc[k].text == "," else None
    return person is not None and person.type == "Person"


def _opening(block: Block, first: int, last: int) -> Iterator[tuple[Token, int, int]]:
    """The offices of a phrase that opens a sentence and ends with a comma before a name: "Head of the X board, "."""
    doc = block.doc
    if any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in doc[first : last + 1]):
        return
    if any((m := block.name(token)) is not None and m.type == "Person" for token in doc[first : last + 1]):
        return  # another person's
    offices = [k for k in range(first, last + 1) if _is_office(block, doc[k]) and block.name(doc[k]) is None]
    first += doc[first].lower_ in ("as", "elected", "appointed", "formerly", "once")
    if offices and all(_in_phrase(block, token) or token.tag_ == "DT" for token in doc[first : offices[0]]):
        ends = [k - 1 for k in range(offices[0], last + 1) if doc[k].lower_ in (",", "and")] + [last]
        for office in offices:
            end = next((e for e in ends if e >= office), last)
            yield doc[office], _start(block, office, first), end


def _after(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """Titles behind a name: "X, a spokesman for the ministry", "X, Peru's foreign minister and chief negotiator"."""
    doc, last = block.doc, block.bounds[block.sentence_of[name.i]][1]
    k = _behind_age(block, name.i + 1, last) + 1
    if k > last or doc[k - 1].text not in (",", "-", "–", "—", "("):
        return
    while (
        k <= last
        and k - name.i < 12
        and (_in_phrase(block, doc[k]) or doc[k].tag_ in {"DT", "POS", "RB", "VBG", "PRP$"})
    ):
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


def _behind_age(block: Block, k: int, last: int) -> int:
    """The place of the comma after an age that begins at `k`, ", 54," or "(54),"; else `k`."""
    doc = block.doc
    if k + 2 <= last and doc[k].text in (",", "(") and doc[k + 1].text.isdigit() and len(doc[k + 1].text) == 2:
        return k + 2 + (doc[k + 2].text == ")")
    return k


def _told_of(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """The office that a sentence says a name holds: "Y's leader was X"."""
    for noun in name.children:
        is_subject = noun.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in name.children)
        if is_subject and _is_office(block, noun) and block.name(noun) is None and is_told(block, name):
            yield noun, *_phrase(noun)


def _identified(block: Block, name: Token) -> Iterator[tuple[Token, int, int]]:
    """ "a deputy head of operations, identified as X", "the commander was named as X"."""
    verb = name.head
    if verb.lemma_ in {"identify", "name"} and any(c.lower_ == "as" for c in name.children):
        office = syntax.subject(verb)
        if office is not None and _is_office(block, office) and block.name(office) is None:
            yield office, *_phrase(office)
        elif verb.i > 1 and (found := _nearest_office(block, verb.i - 1)) is not None:
            yield block.doc[found], _start(block, found, 0), _end(block, found, verb.i - 1)


def _given(block: Block, verb: Token) -> Iterator[tuple[Token, int, int]]:
    """The office that somebody is given or takes: "was elected president of X", "took over as its head"."""
    if not verb.tag_.startswith("VB"):
        return
    words = lexicon.table("titles")["given"]
    lemma = verb.lemma_.lower()
    if not (lemma in words["others"] or lemma in words["oneself"]) or not is_told(block, verb):
        return
    doc, last = block.doc, block.bounds[block.sentence_of[verb.i]][1]
    k, is_as = verb.i + 1, lemma in words["others"]
    while k <= last and k - verb.i < 10:
        is_as = is_as or doc[k].lower_ == "as"
        named = block.name(doc[k])
        is_person = (named is not None and named.type == "Person") or block.is_title(doc[k])
        following = block.name(doc[k + 1]) if k < last else None
        if _is_office(block, doc[k]) and is_as and not (following is not None and following.type == "Person"):
            yield doc[k], _start(block, k, verb.i + 1), _end(block, k, last)
            return
        if not (is_person or _in_phrase(block, doc[k]) or doc[k].lower_ in _BEFORE_OFFICE):
            return
        k += 1


_BEFORE_OFFICE = frozenset(
    ("as", "in", "the", "a", "its", "their", "his", "her", "to", "be", "new", "over", "down", "by")
)


def _taker(verb: Token, office: Token) -> Token | None:
    """Who comes into an office: who takes it, the object before it, or the subject of a passive."""
    passive = verb.tag_ == "VBN" and (syntax.is_passive(verb) or verb.head is office)
    if verb.lemma_.lower() in lexicon.table("titles")["given"]["oneself"]:
        return next(iter(syntax.agents(verb)), None) if passive else syntax.subject(verb)
    if passive:
        return syntax.subject(verb) or _before_auxiliary(verb)
    return next((noun for noun in (*syntax.objects(verb), verb.doc[verb.i + 1]) if verb.i < noun.i < office.i), None)


def _before_auxiliary(verb: Token) -> Token | None:
    """The word before "was", "has been", "was later" in front of a participle that the parse took for an adjective."""
    k = verb.i - 1
    while k > verb.sent.start and (verb.doc[k].lemma_ in ("be", "have") or verb.doc[k].tag_ == "RB"):
        k -= 1
    return verb.doc[k] if verb.doc[verb.i - 1].lemma_ == "be" or verb.doc[k + 1].lemma_ in ("be", "have") else None


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
    if token.text in dates.WEEKDAYS:
        return False
    return token.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "AFX"} and token.lower_ not in {
        "sources",
        "source",
    }


def _is_office(block: Block, token: Token) -> bool:
    offices = lexicon.words("titles", "offices")
    if not token.tag_.startswith("NN"):
        return False
    own = block.text(token).lower()
    two = f"{block.doc[token.i - 1].lower_} {own}" if token.i > 0 else own  # "chief executive"
    return token.lemma_.lower() in offices or own in offices or two in offices


def _office_name(block: Block, office: Token) -> str:
    """The office with the words that make it another one: "prime minister", "deputy head"."""
    own = block.text(office).lower()
    if joined(block.doc[office.i : office.i + 3]).lower() == "chief of staff":
        return "chief of staff"
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


def relations(reading: Reading, block: Block, office: Office) -> Iterator[RelationMention]:
    """The relations between a person and the organisations and states that the title names."""
    person, name = office.person, office.name
    predicate = _relation_of().get(name) or _relation_of().get(name.split()[-1], "memberOf")
    stated = (t for t in office.targets if office.is_completed or t.sentence == person.sentence)
    told = [person, *stated]
    begin = min(block.begins[office.first], *(mention.begin for mention in told))
    end = max(block.ends[office.last], *(mention.end for mention in told))
    evidence = reading.cut(block, begin, end, office.first)
    rule = f"title: {name}"
    for target in office.targets:
        if target.type == "Person":
            if target != person and predicate == "spokespersonFor":
                yield RelationMention(person, predicate, target, rule, evidence, 0.8)
        elif target in office.wholes and predicate in ("leaderOf", "commanderOf"):
            yield RelationMention(person, "memberOf", target, rule, evidence, 0.75)
        elif target.type == "Organization" or (target.type == "Facility" and predicate == "leaderOf"):
            yield RelationMention(person, predicate, target, rule, evidence, 0.9)
        elif not any(other.type == "Organization" for other in office.targets):
            # "Peru's Coast Guard commander" commands the guard; a minister is of a country, a president leads it
            relation = "leaderOf" if name in lexicon.words("titles", "heads_of_state") else "affiliatedWith"
            yield RelationMention(
                person, predicate if predicate == "spokespersonFor" else relation, target, rule, evidence, 0.85
            )


def _governing_names(block: Block, office: Token, first: int, last: int, references: References) -> list[Mention]:
    """The names inside a title: modifiers before the office and what follows "of" or "for"."""
    found: list[Mention] = []
    for index in range(first, last + 1):
        token = block.doc[index]
        mention = block.name(token) or references.get(block.begins[index])
        if (
            mention is None
            or mention.type not in ("Organization", "Place", "Facility", "Person")
            or mention.subtype == "community"
        ):
            continue
        if any(k != office.i and _is_office(block, block.doc[k]) for k in range(office.i + 1, index)):
            continue  # "adviser to the governor of X"
        if index > office.i:
            preposition = _preposition_before(block, index, office.i)
            if preposition in ("to", "near", "on", None) or (preposition == "in" and mention.type != "Organization"):
                continue
        found.append(mention)
    return found


def _preposition_before(block: Block, index: int, stop: int) -> str | None:
    for k in range(index - 1, stop, -1):
        if block.doc[k].tag_ in {"IN", "TO"}:
            return str(block.doc[k].lower_)
    return None


def add_bodies(block: Block, references: References, bodies: dict[str, list[Mention]]) -> None:
    """Note of which places the offices of a block are told: "the mayor of X", "X's governor", "its mayor"."""
    for token in block.doc:
        if token.lower_ not in OF_A_PLACE:
            continue
        owner = syntax.possessor(token)
        of = [noun for preposition, noun in syntax.obliques(token) if preposition == "of"]
        for noun in (*of, *([owner] if owner is not None else [])):
            mention = block.name(noun) or references.get(block.begins[noun.i])
            if mention is not None and mention.type == "Place":
                bodies.setdefault(token.lower_, []).append(mention)


def completed(office: Office, bodies: Mapping[str, Sequence[Mention]]) -> Office:
    """An office of a place with the one place that the story has just told it is of: "the mayor, NAME" is its mayor."""
    told = {} if office.targets else {mention.text: mention for mention in bodies.get(office.name.lower(), ())}
    if len(told) != 1 or not 0 < office.person.begin - min(m.end for m in told.values()) < JUST:
        return office
    return office._replace(targets=tuple(told.values()), is_completed=True)


def ministers(reading: Reading, roles: Sequence[Role]) -> Iterator[RelationMention]:
    """The minister leads the ministry of the same field that the story names, unless their countries differ."""
    fields: dict[str, list[Mention]] = {}
    for mention in reading.names():
        if mention.type == "Organization" and (match := MINISTRY.search(mention.text)):
            fields.setdefault((match[1] or match[2] or match[3]).lower().split()[0], []).append(mention)
    for role in roles:
        match = re.search(r"(\w+)\s+(?:[Mm]inister|[Ss]ecretary)\b", role.title)
        if match and re.search(r"\b(?:[Dd]eputy|[Ff]ormer|[Aa]ssistant|[Vv]ice|[Pp]rime)\b", role.title) is None:
            for ministry in fields.get(match[1].lower(), [])[:1]:
                ours = {w for w in role.title.replace("’", "'").replace("'s", "").split() if is_country(w)}
                theirs = {w for w in ministry.text.replace("’", "'").replace("'s", "").split() if is_country(w)}
                if not ours or not theirs or ours & theirs:
                    yield RelationMention(
                        role.person, "leaderOf", ministry, "minister of the ministry", role.evidence, 0.75
                    )
