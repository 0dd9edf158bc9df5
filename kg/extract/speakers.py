"""Who speaks: a name, a pronoun or description that stands for one, or a source that the text leaves without a name."""

from __future__ import annotations

from functools import cache

from kg import dates, lexicon
from kg.extract import actors, quotes, saying, syntax
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Mention

CLAUSAL = {
    "after",
    "before",
    "since",
    "as",
    "until",
    "because",
    "while",
}  # they may open a clause that the parse missed
LINKS = {"of", "for", "from", "in", "at", "with", "on", "to", "inside", "within", "near", "by", "about"}


def is_source(token: Token) -> bool:
    """Whether a noun means people (or their institution) who can be quoted: "officials", "a spokesman", "residents"."""
    return lexicon_word(token, "sources")


def is_person(token: Token) -> bool:
    """Whether a source noun means people rather than a body such as "the company"."""
    people = lexicon.words("titles", "offices")
    return token.lower_ in people or token.lemma_.lower() in people or lexicon_word(token, "people")


def lexicon_word(token: Token, key: str) -> bool:
    """Whether the lemma (or the form) of a noun is in a list of [speakers] or [nouns] of the speech lexicon."""
    words = _listed(key)
    return token.lemma_.lower() in words or token.lower_ in words or token.lower_.removesuffix("s") in words


@cache
def _listed(key: str) -> frozenset[str]:
    table = lexicon.table("speech")
    return frozenset(table["speakers"].get(key) or table["nouns"][key])


def phrase(block: Block, head: Token) -> tuple[int, int]:
    """First and last token (inclusive) of the noun phrase of `head` as one would quote it.

    Relative clauses, participles and appositions behind the noun are left out.
    """
    first = min(
        [
            head.i,
            *(
                syntax.left(child)
                for child in head.children
                if child.i < head.i
                and child.dep_ not in {"punct", "cc", "advmod", "mark", "case"}
                and head.i - syntax.left(child) < 8
            ),
        ]
    )
    last = head.i
    for child in head.children:
        if child.i < last:
            continue
        if child.text in dates.WEEKDAYS:
            continue
        linked = any(case.lower_ in LINKS for case in child.children if case.i < child.i) or child.lower_ in LINKS
        joined = child.dep_ == "conj" and syntax.is_noun(child) and child.i - head.i < 6
        if (
            (child.dep_.split(":")[0] in {"nmod", "obl", "prep"} and linked and child.dep_ not in syntax.POSSESSORS)
            or joined
            or child.dep_ in {"flat", "compound"}
        ):
            last = max(last, _plain_right(child))
    if last == head.i:
        last = _named_behind(block, head)
    while first < last and block.doc[first].is_punct:
        first += 1
    last = next((t.i - 1 for t in block.doc[head.i + 1 : last + 1] if saying.is_finite(t)), last)
    return first, last


def _named_behind(block: Block, head: Token) -> int:
    """The end of "a spokesman for President X" where the parser broke it up before the verb; else the head's own."""
    doc, index = block.doc, head.i + 1
    if index + 1 >= len(doc) or doc[index].lower_ not in ("for", "of"):
        return head.i
    index += 1
    while index < len(doc) and (block.is_title(doc[index]) or doc[index].tag_ == "DT"):
        index += 1
    named = index + 1 < len(doc) and index in block.names and saying.is_finite(doc[index + 1])
    return index if named else head.i


def _plain_right(token: Token) -> int:
    """The right end of a phrase without clauses and what follows a comma."""
    last = token.i
    for child in token.children:
        if (
            child.i > last
            and child.dep_.split(":")[0]
            in {"nmod", "compound", "flat", "nummod", "conj", "case", "prep", "pobj", "poss"}
            and not _after_comma(child, last)
        ):
            last = max(last, _plain_right(child))
    return last


def _after_comma(token: Token, last: int) -> bool:
    return any(inner.text == "," for inner in token.doc[last + 1 : token.i + 1])


def can_speak(block: Block, head: Token) -> bool:
    """Whether a noun is of a kind that judges, demands and describes: people, bodies, what they publish."""
    kinds = lexicon.subtypes("organizations", "nominals") | lexicon.subtypes("organizations", "heads")
    known = lexicon.table("coreference")
    lemma = head.lemma_.lower()
    return (
        head.i in block.names
        or lemma == "old"
        or head.tag_.startswith(("PRP", "W"))
        or any(lexicon_word(head, key) for key in ("sources", "partitives", "statements", "reports", "bodies"))
        or is_person(head)
        or head.lower_ in kinds
        or lemma in known["persons"]
        or lemma in known["organizations"]
        or lemma.endswith(("er", "ist", "ian", "man", "maker"))
    )


def anonymous(reading: Reading, block: Block, head: Token) -> Mention | None:
    """The mention of a source without a name that `head` heads ("US officials", "a spokesman for X"), or None."""
    if (
        not syntax.is_noun(head)
        or head.tag_ in {"PRP", "PRP$", "WP", "WDT", "EX"}
        or (head.i in block.names and not _sources_joined(block, head) and not is_introduced(block, head))
    ):
        return None
    if is_introduced(block, head):
        return reading.mention(block, head.i - 2, head.i, "AnonymousSource", "nominal", confidence=0.7)
    first, last = phrase(block, head)
    return reading.mention(block, first, last, "AnonymousSource", "nominal", confidence=0.9)


def is_introduced(block: Block, head: Token) -> bool:
    """Whether an organisation only follows the noun of a person: "a spokesperson Acme told …" (an "of" lost)."""
    before = block.doc[head.i - 1] if head.i > 1 else None
    return (
        before is not None
        and head.i in block.names
        and before.tag_.startswith("NN")
        and before.text.islower()
        and is_person(before)
        and block.doc[before.i - 1].lower_ in {"a", "an"}
    )


def _sources_joined(block: Block, head: Token) -> bool:
    """Whether a name is only the first half of a description: "Kenyan police and hospital sources"."""
    return any(
        child.dep_ == "conj"
        and child.i not in block.names
        and is_source(child)
        and child.tag_ == "NNS"
        and child.i - head.i < 5
        for child in head.children
    )


def resolve(reading: Reading, block: Block, head: Token, references: actors.References) -> Mention | None:
    """The mention that a subject of a verb of saying stands for.

    A name (also behind a title or a description), a pronoun or description with an antecedent, the body whose statement
    it is, and else an AnonymousSource as the text words it. None where nothing can be told ("it" without antecedent).
    """
    head = syntax.antecedent(head)
    if _sources_joined(block, head):
        return anonymous(reading, block, head)
    found = actors.name_of(block, head)
    if found is not None and not (found.type == "Organization" and is_introduced(block, head)):
        return found
    if (reference := references.get(block.begins[head.i])) is not None:
        return reference
    if head.i in block.names and not block.is_adjective(head) and not is_introduced(block, head):
        mention = block.names[head.i][0]
        if (
            mention.kind == "demonym"
            and head.tag_ in {"NN", "NNP"}
            and head.i > 0
            and head.nbor(-1).lower_ in {"the", "a", "an"}
        ):
            return reading.mention(block, head.i - 1, head.i, "AnonymousSource", "nominal", confidence=0.6)
        return mention if mention.type != "Event" else None
    if (
        block.is_title(head)
        and head.i + 1 < len(block.doc)
        and (owner := block.name(block.doc[head.i + 1])) is not None
    ):
        return owner
    if head.tag_ in {"PRP", "PRP$", "WP", "WDT", "EX", "DT"} and not lexicon_word(head, "partitives"):
        return None
    if lexicon_word(head, "partitives"):
        for preposition, noun in syntax.obliques(head):
            if preposition in ("of", "among") and (reference := references.get(block.begins[noun.i])) is not None:
                return reference
    if lexicon_word(head, "statements") and (owner := owner_of(reading, block, head, references)) is not None:
        return owner
    if (
        lexicon_word(head, "reports")
        and (owner := owner_of(reading, block, head, references)) is not None
        and owner.type != "Place"
    ):
        return owner
    if (named := named_group(block, head)) is not None:
        return named
    if (
        head.dep_ == "appos"
        and (named := block.name(head.head)) is not None
        and named.type in ("Person", "Organization")
    ):
        return named  # "the X, a union of farmers that …, said"
    if (called := _called(block, head)) is not None:
        return called
    if is_person(head) and (person := _person_at_end(block, head)) is not None:
        return person
    return anonymous(reading, block, head)


def _called(block: Block, head: Token) -> Mention | None:
    """The name that a description gives: "a group called X", "a trader named Y", "a gang known as Z"."""
    for child in head.children:
        if child.dep_ == "acl" and child.i == head.i + 1 and child.lower_ in {"called", "named", "known", "calling"}:
            inner = (block.name(t) for t in block.doc[child.i + 1 : child.i + 4])
            return next((m for m in inner if m is not None and m.type in ("Person", "Organization")), None)
    return None


def _person_at_end(block: Block, head: Token) -> Mention | None:
    """The person whose name the parse took into the phrase of his office: "head of the X movement John Doe"."""
    first, last = phrase(block, head)
    for token in block.doc[head.i + 2 : last + 1]:
        mention = block.name(token)
        if mention is not None and mention.type == "Person":
            left = _titles_begin(block, token, first)
            return None if block.doc[left - 1].lower_ in LINKS | {"and", "or", "the"} else mention
    return None


def owner_of(reading: Reading, block: Block, document: Token, references: actors.References) -> Mention | None:
    """Whose statement or report it is: "the ministry's statement", "a statement by X", "a police statement"."""
    nouns = [token for preposition, token in syntax.obliques(document) if preposition in ("by", "from", "of", "in")]
    possessor = syntax.possessor(document)
    for noun in [*filter(None, [possessor]), *nouns]:
        if (owner := actors.actor(block, noun, references)) is not None:
            return owner
    for modifier in syntax.modifiers(document):
        if (mention := block.name(modifier)) is not None and mention.type in actors.ENTITIES:
            return mention
        if (reference := references.get(block.begins[modifier.i])) is not None:
            return reference
    if any(modifier.lower_ in {"government", "cabinet"} for modifier in syntax.modifiers(document)):
        return _government(reading)
    for noun in nouns:
        if is_source(noun):
            return anonymous(reading, block, noun)
    return None


def _government(reading: Reading) -> Mention | None:
    """Who speaks in "a government statement": the government that the story names, if it names only one."""
    names = [m for m in reading.names() if m.type == "Organization" and m.subtype == "government"]
    return names[0] if len({m.text.casefold() for m in names}) == 1 else None


def named_group(block: Block, head: Token) -> Mention | None:
    """The organisation behind a noun that only says what it is: "the X militia", "the X party"."""
    kinds = lexicon.subtypes("organizations", "nominals") | lexicon.subtypes("organizations", "heads")
    if head.lower_ not in kinds or head.tag_ == "NNS" or is_person(head) or lexicon_word(head, "statements"):
        return None
    for modifier in syntax.modifiers(head):
        mention = block.name(modifier)
        if mention is not None and mention.type == "Organization" and modifier.i >= head.i - 2:
            return mention
    return None


# ------------------------------------------------------------------------------------ the noun that speaks


def subject(block: Block, verb: Token, first: int, closing: bool) -> Token | None:
    """The noun that speaks in a verb of saying: its subject, inverted too, or what stands where a subject belongs.

    `first` is the first token of the sentence; `closing` says that the verb can stand behind what is said, so that its
    subject may follow it.
    """
    own = [child for child in verb.children if child.dep_ in syntax.SUBJECTS]
    before = [child for child in own if child.i < verb.i]
    if before:
        nearest = before[-1]
        if nearest.i in block.names:
            if nearest.i > first and is_governed(
                block, nearest
            ):  # "the head of X, John Doe, said", "a spokesman for X said"
                return person_before(block, verb, first) or _governor(block, nearest, first) or nearest
            return nearest
        if nearest.tag_.startswith(("PRP", "W")):
            return nearest
        return person_before(block, verb, first) or _named_before(block, nearest, first) or nearest
    if own:
        return _name_in(block, own[0])
    if saying.is_participle(verb):
        return None
    if (person := person_before(block, verb, first)) is not None:
        return person
    if (
        closing
        and verb.i > first
        and (block.doc[verb.i - 1].text in {",", "?", "!"} or block.doc[verb.i - 1].text in quotes.SIGNS)
    ):
        nouns = (c for c in verb.children if c.i > verb.i and syntax.is_noun(c) and _can_follow(c))
        if (inverted := next(nouns, None)) is not None:
            return inverted
    if (verb.dep_ == "conj" or verb.tag_ == "VB") and syntax.is_verb(verb.head) and verb.i > first:
        joined = syntax.subject(verb)
        if joined is not None and block.doc[verb.i - 1].text != ",":
            return joined
    if verb.i - first > 4 and block.doc[verb.i - 1].lower_ == "old" and block.doc[verb.i - 3].lower_ == "year":
        return block.doc[verb.i - 1]  # "The 23-year-old said"
    return noun_before(block, verb, first) or syntax.subject(verb) or _opening_noun(block, verb, first)


def _named_before(block: Block, noun: Token, first: int) -> Token | None:
    """The person that a description follows: "John Doe, a security official(,) said"."""
    left = syntax.left(noun)
    if left + 1 < noun.i and block.doc[left + 1].text == ",":
        left += 2  # the name hangs on its own description
    if (
        left - 2 < first
        or block.doc[left - 1].text != ","
        or not (is_person(noun) or _closes_with_comma(block, noun))
        or any(map(saying.is_finite, block.doc[first:left]))
    ):
        return None
    mention = block.name(block.doc[left - 2])
    return block.doc[left - 2] if mention is not None and mention.type == "Person" else None


def _closes_with_comma(block: Block, noun: Token) -> bool:
    """Whether a singular description ends in a comma before its verb: "John Doe, the driver's uncle, said"."""
    behind = {syntax.right(noun), syntax.right(noun) + 1}
    commas = any(i < len(block.doc) and block.doc[i].text == "," for i in behind)
    return noun.tag_ == "NN" and noun.dep_ != "conj" and commas


def _can_follow(noun: Token) -> bool:
    """Whether a noun behind a verb of saying can be its inverted subject, not an adjunct or the head of a clause."""
    clause = any(c.dep_ in syntax.SUBJECTS | {"cop", "mark"} for c in noun.children)
    return noun.dep_ not in {"obl", "punct", "obl:unmarked"} and not clause


def _opening_noun(block: Block, verb: Token, first: int) -> Token | None:
    """The noun that a sentence opens with, for a verb behind "and" that the parse hung on a noun."""
    if not saying.follows_and(verb):
        return None
    noun = next(
        (t for t in block.doc[first : verb.i] if t.tag_ not in {"DT", "JJ", "VBG", "VBN"} or t.i in block.names), None
    )
    while (
        noun is not None
        and noun.dep_ in {"compound", "amod", "nmod:poss"}
        and noun.i < noun.head.i < verb.i
        and syntax.is_noun(noun.head)
    ):
        noun = noun.head
    if noun is not None and block.is_title(noun):
        noun = block.doc[noun.i + 1]
    return noun if noun is not None and syntax.is_noun(noun) else None


def _name_in(block: Block, noun: Token) -> Token:
    """The person whose name ends the phrase of an inverted subject ("said co-author John Doe"), or the noun itself."""
    if noun.i in block.names:
        return noun
    for token in block.doc[noun.i + 1 : noun.i + 6]:
        mention = block.name(token)
        if mention is not None and mention.type == "Person":
            return token
        if token.text == "," or token.lower_ in LINKS or saying.is_finite(token):
            break
    return noun


def _governor(block: Block, name: Token, first: int) -> Token | None:
    """The noun of a source that a name only belongs to: in "a spokesman for President X" the spokesman."""
    left = _titles_begin(block, name, first)
    if left - 2 < first or block.doc[left - 1].lower_ not in {"for", "of", "to", "with", "at"}:
        return None
    noun = block.doc[left - 2]
    return noun if noun.i not in block.names and noun.tag_ in {"NN", "NNS"} and is_source(noun) else None


def is_governed(block: Block, name: Token) -> bool:
    """Whether a name, with its titles, hangs on a preposition: "a spokesman for President X"."""
    left = _titles_begin(block, name, 0)
    return left > 0 and block.doc[left - 1].lower_ in LINKS | {"and", "or"}


def _titles_begin(block: Block, name: Token, first: int) -> int:
    """The first token of a name with its titles: of "the former Kenyan Prime Minister X"."""
    left = name.i
    if left > first and block.is_title(block.doc[left - 1]):
        left -= 1
        nouns = lexicon.subtypes("organizations", "nominals")
        if block.surfaces[left].lower().split()[0] in nouns and not _ends_office(block, left, first):
            return name.i  # "member of the bloc MP X": only its end is the title
    if _ends_office(block, left, first):
        left -= 2
    while left > first:
        before = block.doc[left - 1]
        names = block.names.get(before.i)
        if not (names[0].kind == "demonym" if names is not None else _is_title(before)):
            break
        left -= 1
    if left < name.i and left > first and block.doc[left - 1].tag_ == "DT":
        left -= 1
    return left


def _ends_office(block: Block, index: int, first: int) -> bool:
    """Whether a token ends an office of three words: "State" in "Secretary of State"."""
    if index - 2 < first or block.doc[index - 1].lower_ != "of":
        return False
    office = f"{block.surfaces[index - 2]} of {block.surfaces[index]}".lower()
    known = lexicon.words("titles", "offices")
    return office in known or (
        office.split()[0] in known and office.split()[-1] in ("state", "staff", "mission", "government")
    )


def _is_title(token: Token) -> bool:
    word = token.lower_
    in_titles = any(word in lexicon.words("titles", key) for key in ("offices", "ranks", "courtesy", "modifiers"))
    return in_titles or word in {"prime", "foreign", "defense", "defence", "interior", "finance"}


def person_before(block: Block, verb: Token, first: int) -> Token | None:
    """A person whose name stands right before a verb, as in "head of the X movement John Doe said"."""
    index = _before_auxiliaries(verb, first)
    apposed = index > first and block.doc[index].text == ","  # "the commander, Admiral X, said"
    index -= apposed
    token = block.doc[index]
    mention = block.name(token)
    if index < first or mention is None or mention.type != "Person":
        return None
    if token.dep_ == "conj" and (not apposed or any(c.dep_ == "cc" for c in token.children)):
        return None
    left = _titles_begin(block, token, first)
    if apposed:
        commas = [t.i for t in block.doc[max(first, index - 7) : index] if t.text == ","]
        if (
            not commas
            or any(map(saying.is_finite, block.doc[commas[-1] : index]))
            or block.doc[commas[-1] + 1].lower_ in LINKS | {"and"}
        ):
            return None
    return None if left > first and block.doc[left - 1].lower_ in LINKS | {"and", "or"} else token


def noun_before(block: Block, verb: Token, first: int) -> Token | None:
    """The noun in front of a verb that the parse gave no subject; for "X, …, said" the X."""
    index = _before_auxiliaries(verb, first)
    if index < first:
        return None
    token = block.doc[index]
    if token.text == ",":
        for i in range(index - 1, first, -1):
            if block.doc[i].text == "," and i - 1 >= first:
                noun = block.doc[i - 1]
                if noun.i in block.names or noun.dep_ in syntax.SUBJECTS:
                    return noun
        return None
    if not syntax.is_noun(token):
        return None
    while (
        token.head.dep_ == "acl"
        and first <= token.head.head.i < token.head.i
        and any(c.dep_ == "case" for c in token.children)
    ):
        token = token.head.head  # "analysts polled by X said"
    while token.head.i != token.i and first <= token.head.i < verb.i and syntax.is_noun(token.head):
        if any(c.lower_ in CLAUSAL for c in token.children if c.dep_ == "case"):
            break  # "fell 2% after the bank warned"
        token = token.head
    return token


def _before_auxiliaries(verb: Token, first: int) -> int:
    index = verb.i - 1
    doc = verb.doc
    while index > first and (
        doc[index].dep_.startswith(("aux", "advmod"))
        or doc[index].tag_ == "RB"
        or doc[index].lemma_ == "have"
        or doc[index].text in dates.WEEKDAYS
    ):
        index -= 1
    return index
