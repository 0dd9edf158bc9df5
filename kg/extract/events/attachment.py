"""Which event of a sentence a time belongs to: by the parse, and where that fails by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg import lexicon
from kg.extract import syntax
from kg.extract.events.draft import Draft, root_of
from kg.extract.reading import Block
from kg.extract.tokens import Token

SETTING = frozenset({"when", "as", "while"})
ANNOUNCING = frozenset({"announce", "declare"})
FAR = 14  # tokens between an event and its time
OPENINGS = {"on", "in", "at", "the", "early", "late", "earlier", "later", "also", "elsewhere", "meanwhile", "then", ","}
RELATIVES = {"who", "whom", "which", "that", "whose", "where", "when"}
CONJUNCTIONS = {"because", "although", "though", "after", "before", "while", "since", "as", "if", "until"}
BORDERS = RELATIVES | CONJUNCTIONS | set(';:()"“”')


def event_at(block: Block, index: int, end: int, here: Mapping[int, Draft], told: Mapping[int, Draft]) -> Draft | None:
    """The event that the time at token `index`, which ends at code point `end`, belongs to; None if to none.

    It must not be the time of speaking (see `is_of_speech`). `here` has the events of the block by their token, `told`
    also those told by a verb that says more about a noun.
    """
    return _by_parse(block.doc[index], told) or _left_of(block, index, here) or _by_place(block, index, end, told)


def _left_of(block: Block, index: int, here: Mapping[int, Draft]) -> Draft | None:
    """The event noun right before a time, with nothing but its own complements between."""
    for i in range(index - 1, block.bounds[block.sentence_of[index]][0] - 1, -1):
        token = block.doc[i]
        if i in here:
            return here[i] if here[i].trigger.is_noun else None
        if token.is_punct or token.tag_.startswith("VB"):
            return None
    return None


def _is_border(token: Token) -> bool:
    """Whether a year behind a word belongs to what stands before it no longer."""
    finite = token.tag_ in ("VBD", "VBZ", "VBP") or token.dep_ in syntax.RELATIVES
    return token.text in ",;:" or (finite and token.lemma_ not in syntax.COPULAS)


def _by_parse(token: Token, here: Mapping[int, Draft]) -> Draft | None:
    """The nearest trigger above a time, or what the nearest verb above it tells of."""
    if token.like_num and len(token.text) == 4:  # a year belongs to what stands right before it
        near = [i for i in here if i < token.i and not any(_is_border(t) for t in token.doc[i + 1 : token.i])]
        if near:
            return here[max(near)]
    for ancestor in token.ancestors:
        if ancestor.i in here:
            return here[ancestor.i]
        if ancestor.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod") and c.lower_ in SETTING for c in ancestor.children
        ):
            continue  # "died when the bridge came down in May"
        if speaks(ancestor):
            return _announced(ancestor, here)
        if ancestor.tag_.startswith("VB") and ancestor.dep_ not in {"acl", "acl:relcl", "relcl"}:
            return _argument(ancestor, here)
    return None


def speaks(verb: Token) -> bool:
    """Whether a verb is one of speech; what is held on a day is a vote or a meeting."""
    return verb.tag_.startswith("VB") and verb.lemma_ in lexicon.subtypes("speech", "acts") and verb.lemma_ != "hold"


def is_of_speech(block: Block, index: int, here: Mapping[int, Draft]) -> bool:
    """Whether a time says when something was said: "told reporters Tuesday the vote will be held in May"."""
    if block.doc[index].head.i in here and block.doc[index].head.i > index:
        return False  # "described Tuesday's vote as …"
    for token in reversed(block.doc[max(block.bounds[block.sentence_of[index]][0], index - 6) : index]):
        if token.i in here or token.is_punct:
            return False
        if token.tag_.startswith("VB"):
            return speaks(token) and token.lemma_ not in ANNOUNCING
        if token.tag_ in ("IN", "TO", "CC") and token.lower_ != "on":
            return False
    return False


def _announced(verb: Token, here: Mapping[int, Draft]) -> Draft | None:
    """What is announced is done by that: "declared a ceasefire on Monday"; what is said may be long past."""
    if verb.lemma_ not in ANNOUNCING:
        return None
    return next((here[noun.i] for noun in syntax.objects(verb) if noun.i in here), None)


def _argument(verb: Token, here: Mapping[int, Draft]) -> Draft | None:
    """The event that is the subject or object of a verb which is none: "the landslide reached the village"."""
    arguments = [child for child in verb.children if child.dep_ in syntax.SUBJECTS | syntax.OBJECTS]
    return next((here[noun.i] for child in arguments if (noun := syntax.antecedent(child)).i in here), None)


def _told(verb: Token, here: Mapping[int, Draft]) -> Draft | None:
    """The event that a verb which is none tells of: an argument, what it led to, or what its subject did next.

    "The bus overturned, killing six"; "the troops chased the gang and shot its leader".
    """
    following = [child for child in verb.children if goes_on(child)]
    return _argument(verb, here) or next((here[child.i] for child in following if child.i in here), None)


def goes_on(verb: Token) -> bool:
    """Whether a verb tells what the subject of the verb it hangs on did next: "and shot two", ", killing two"."""
    if any(child.dep_ in syntax.SUBJECTS for child in verb.children):
        return False
    if verb.dep_ == "conj":
        return verb.tag_ == verb.head.tag_
    marked = any(child.dep_ in ("case", "mark") for child in verb.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > verb.head.i and not marked


def _by_place(block: Block, index: int, end: int, here: Mapping[int, Draft]) -> Draft | None:
    """The event that a time belongs to by where it stands: first in its sentence, or behind what it dates."""
    first, last = block.bounds[block.sentence_of[index]]
    time = next((i for i in range(index, last) if block.ends[i] >= end), last)
    if any(t.tag_ == "POS" or t.text in "-–" for t in block.doc[time + 1 : time + 2]):
        return None  # "last month's floods"
    if all(t.lower_ in OPENINGS for t in block.doc[first:index]):
        found = _behind_opening(block.doc[time + 1 : last], here)
    else:
        found = _before(block.doc[max(first, index - FAR) : index], here)
    return found if found is not None and root_of(found).when is None else None


def _behind_opening(tokens: Sequence[Token], here: Mapping[int, Draft]) -> Draft | None:
    """The event of the main clause behind "On Sunday,": its verb, or the subject of that."""
    noun: Draft | None = None
    for token in tokens:
        if token.i in here:
            if not here[token.i].trigger.is_noun:
                return here[token.i] if _is_finite(token) else None
            noun = here[token.i]
        elif _is_finite(token):
            return None if speaks(token) else _told(token, here) or noun
        elif token.lower_ in BORDERS:
            return None
    return None


def _is_finite(verb: Token) -> bool:
    auxiliary = any(child.dep_ in ("aux", "aux:pass") for child in verb.children)
    return verb.dep_ not in ("aux", "aux:pass") and (verb.tag_ in ("VBD", "VBZ", "VBP") or auxiliary)


def _before(tokens: Sequence[Token], here: Mapping[int, Draft]) -> Draft | None:
    """The nearest event before a time in the same clause."""
    for token in reversed(tokens):
        if token.i in here:
            return here[token.i]
        if token.tag_.startswith("VB") and token.dep_ not in ("aux", "aux:pass"):
            return None if speaks(token) else _told(token, here) or _described(token, here)
        if token.lower_ in BORDERS:
            return None
    return None


def _described(verb: Token, here: Mapping[int, Draft]) -> Draft | None:
    """The event noun that a clause with "that" or "which" is about: "the blast that tore through the house"."""
    if verb.i >= 2 and verb.doc[verb.i - 1].lower_ in ("that", "which"):
        return here.get(verb.i - 2)
    return None
