"""Whether an event is told as having happened, or as planned, demanded, denied, alleged or merely thought of.

The words above a trigger decide: "demanded the withdrawal", "plans to deploy", "a possible strike", "did not attack".
A word that presupposes what follows ("after the strike", "in response to the raid") ends the search.
"""

from __future__ import annotations

from functools import cache

from kg import lexicon
from kg.extract import syntax
from kg.extract.tokens import Token
from kg.extract.triggers import Trigger

COMPLEMENTS = {
    "xcomp",
    "ccomp",
    "obj",
    "dobj",
    "acl",
    "nsubj:pass",
    "nsubjpass",
    "pobj",
    "pcomp",
    "prep",
    "attr",
    "nmod",
    "obl",
    "advcl",
}
MODALS = {
    "will": "planned",
    "shall": "planned",
    "would": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "could": "hypothetical",
    "can": "hypothetical",
    "should": "demanded",
    "must": "demanded",
}
ANSWERING = ("responsibility", "involvement", "role", "part", "blame", "knowledge", "hand", "guilt", "complicity")
ADVISING = ("recommend", "propose", "suggest", "insist", "request")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.table("events")["factuality"][key])


def of(trigger: Trigger) -> str:
    """actual, planned, demanded, denied, alleged or hypothetical."""
    token = trigger.token
    own = _own(token, trigger.is_noun)
    if own != "actual":
        return own
    if trigger.is_noun and trigger.type in _words("happened") and _is_definite(token):
        return "actual"
    if (judged := _judged(token)) is not None:
        return judged
    if token.tag_ == "VBN" and token.dep_ == "acl" and not syntax.auxiliaries(token) and not _has_to(token):
        return "actual"  # "wanted the release of those detained in May"
    found = _above(token, trigger.is_noun, trigger.type)
    if (
        found == "actual"
        and not trigger.is_noun
        and _is_infinitive(token)
        and token.head.lemma_.lower() not in _words("implicative")
    ):
        return "planned"  # "travelled to discuss it"
    if found in ("planned", "demanded") and token.tag_ == "VBD" and syntax.objects(token):
        return "actual"  # what is told in the past is no wish, whatever verb it hangs on
    return found


def _judged(token: Token) -> str | None:
    """What the sentence says of a claim that tells of an event: "the report that rebels fled was untrue"."""
    telling = next((a for a in token.ancestors if a.lemma_.lower() in _words("tellings")), None)
    if telling is None or telling.dep_ not in syntax.SUBJECTS or token.i < telling.i:
        return None
    if telling.head.lemma_.lower() in _words("untrue"):
        return "denied"
    return "alleged" if telling.head.lemma_ in ("confirm", "verify") and syntax.negated(telling.head) else None


def _has_to(token: Token) -> bool:
    return any(c.lower_ == "to" for c in token.children)


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and token.dep_ in {"xcomp", "advcl", "acl", "ccomp"} and _has_to(token)


def _is_definite(token: Token) -> bool:
    """ "the strike", "Tuesday's raid", "these killings": what is pointed at is taken to have happened."""
    definite = {"the", "this", "these", "those", "that"}
    return any((c.dep_ == "det" and c.lower_ in definite) or c.dep_ in syntax.POSSESSORS for c in token.children)


def _own(token: Token, is_noun: bool) -> str:
    alleged = _words("alleged_adverbs")
    if any(child.dep_ == "advmod" and child.lower_ in alleged for child in token.children):
        return "alleged"
    if is_noun:
        if token.i >= 2 and [t.lower_ for t in token.doc[token.i - 2 : token.i]] == ["such", "a"]:
            return "hypothetical"
        for child in token.children:
            if (
                child.i < token.i
                and (found := _adjectives().get(child.lower_))
                and child.dep_ in {"amod", "det", "advmod", "compound"}
            ):
                if child.lower_ in {"further", "another", "any", "next", "immediate"} and not _is_wanted(token):
                    continue
                return found
        return "denied" if syntax.negated(token) else "actual"
    if syntax.negated(token) or _is_of_nobody(token):
        return "denied"
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in token.children):
        return "hypothetical"
    for auxiliary in sorted(syntax.auxiliaries(token)):
        if auxiliary in MODALS:
            return MODALS[auxiliary]
    going = next((a for a in token.ancestors if a.lemma_ == "go" and a.tag_ == "VBG" and token.dep_ == "xcomp"), None)
    return "planned" if going is not None else "actual"


def _is_of_nobody(verb: Token) -> bool:
    """Whether it was done by or to nobody: "no officer was arrested", "killed no one"."""
    subject = syntax.subject(verb)
    for noun in [*([subject] if subject is not None else []), *syntax.objects(verb)]:
        if noun.lower_ in ("nobody", "none", "neither", "no-one") or any(
            c.lower_ == "no" and c.dep_ in ("det", "advmod") and c.doc[c.i + 1].lower_ not in ("fewer", "less", "more")
            for c in noun.children
        ):
            return True
    return False


def _is_wanted(token: Token) -> bool:
    return token.dep_ in {"obj", "dobj", "obl", "nmod", "pobj"} and _above(token, True) != "actual"


@cache
def _adjectives() -> dict[str, str]:
    table = lexicon.table("events")["factuality"]["adjectives"]
    return {word: factuality for factuality, words in table.items() for word in words if factuality != "demanded"}


@cache
def _governors() -> dict[str, str]:
    table = lexicon.table("events")["factuality"]
    return {
        word: factuality
        for factuality in ("alleged", "hypothetical", "denied", "planned", "demanded")
        for word in table[factuality]
    }


def _is_called_for(token: Token) -> bool:
    """Whether an event noun is what somebody has called or set for a day to come: "called a strike for Friday"."""
    verb = token.head
    if token.dep_ not in syntax.OBJECTS | syntax.SUBJECTS or verb.lemma_ not in ("call", "set", "schedule", "convene"):
        return False
    ends = [child for head in (verb, token) for child in head.children if child.i > verb.i]
    return any(c.lower_ == "for" for child in ends for c in child.children if c.dep_ == "case")


def _is_carried_out(noun: Token) -> bool:
    """Whether what was decided is to be done: "implement the decision", "the vote's implementation"; it was made."""
    verb = noun.head
    carried = verb.lemma_ == "carry" and any(child.lower_ == "out" for child in verb.children)
    return carried or verb.lemma_ in ("implement", "implementation", "enforce", "enforcement", "honour", "honor")


def _above(token: Token, is_noun: bool, type: str = "") -> str:
    """What the words that govern a trigger make of it."""
    if is_noun and _is_called_for(token):
        return "planned"
    if is_noun and type in ("vote", "decision", "agreement") and _is_carried_out(token):
        return "actual"
    below, carries = token, True  # carries: so far only verbs that bring the event about ("to carry out a strike")
    for ancestor in list(token.ancestors)[:6]:
        relation = below.dep_
        if relation == "conj":
            below = ancestor
            continue
        if is_noun and below == token and relation == "nsubj" and (modality := _to_come(ancestor, type)) != "actual":
            return modality
        if relation.split(":")[0] not in {r.split(":")[0] for r in COMPLEMENTS} or relation in {
            "acl:relcl",
            "relcl",
            "nmod:poss",
        }:
            return "actual"
        preposition = _preposition(below)
        if is_noun and below == token and preposition in {"for", "of"} and (wish := _wish_between(ancestor, token)):
            return wish
        if is_noun and below == token and ancestor.lemma_ in ANSWERING:
            return "actual"  # "denied responsibility for the bombing"
        if type in ("withdrawal", "deployment") and is_noun and below == token and _is_open(ancestor, preposition):
            return "planned"
        if (
            type in _words("policy")
            and is_noun
            and below == token
            and preposition
            and _is_matter(ancestor, preposition)
        ):
            return (
                _governors().get(ancestor.lemma_.lower(), "planned") if ancestor.tag_.startswith("NN") else "demanded"
            )
        if preposition and (
            (
                preposition.split()[0] in _words("presupposing")
                and not (preposition == "on" and ancestor.lemma_ in _governors())
            )
            or preposition.split()[0] not in _words("transparent")
        ):
            return "actual"
        infinitive = _is_infinitive(below) or (below.tag_ == "VB" and not syntax.auxiliaries(below))
        if relation == "advcl" and not infinitive:
            return _modal(ancestor) if _is_part_of(below) else "actual"
        lemma = ancestor.lemma_.lower()
        if lemma == "have" and not is_noun and relation == "xcomp" and infinitive and _is_duty(ancestor):
            return "demanded"
        if any(child.lower_ == "off" for child in ancestor.children) and lemma in ("call", "put"):
            return "denied"
        found = _governors().get(lemma) or _governors().get(ancestor.lower_)
        if found and _applies(found, ancestor, below, relation, infinitive, is_noun):
            return found
        if syntax.is_verb(ancestor) and relation in {"xcomp", "obj", "dobj", "nsubj:pass", "nsubjpass"} and not found:
            if syntax.negated(ancestor):
                return "denied"
            modal = next((MODALS[a] for a in sorted(syntax.auxiliaries(ancestor)) if a in MODALS), None)
            if modal:
                return modal
        if relation == "ccomp" and not infinitive:
            return "actual"  # what is said to have happened is reported as such
        if relation == "advcl":
            return "planned" if infinitive and carries else "actual"
        carries = carries and ancestor.lemma_.lower() in lexicon.table("events")["support"]["agent"]
        below = ancestor
    return "actual"


_COMES = ("go", "start", "begin", "proceed", "take", "open")
_HAPPENS = ("withdrawal", "deployment", "visit", "appointment")


def _to_come(verb: Token, type: str) -> str:
    """What a verb makes of its subject: "the withdrawal would weaken them", "the vote will go ahead"."""
    if verb.lemma_ in _COMES:
        return "planned" if verb.dep_ in ("ROOT", "acl") and verb.tag_ == "VB" and _has_to(verb) else _modal(verb)
    return _modal(verb) if type in _HAPPENS else "actual"


def _modal(verb: Token) -> str:
    return next((MODALS[a] for a in sorted(syntax.auxiliaries(verb)) if a in MODALS), "actual")


def _is_duty(verb: Token) -> bool:
    """ "has to leave", "said that they had to leave"; what somebody "had to" do in a plain report was done."""
    reported = verb.dep_ == "ccomp" and verb.head.lemma_ in lexicon.subtypes("speech", "acts")
    return verb.tag_ in ("VBZ", "VBP") or reported


def _is_part_of(clause: Token) -> bool:
    """Whether a clause in -ing is a part of what its verb says: "they would press on, opening the crossing"."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "case"}}
    return clause.tag_ == "VBG" and marks <= {"including"}


def _wish_between(verb: Token, noun: Token) -> str:
    """What the object of a verb makes of the noun behind it: "repeated its demand for the withdrawal"."""
    wishes = [o for o in syntax.objects(verb) if o.i < noun.i and o.lemma_.lower() in _words("demanded")]
    return "demanded" if wishes and verb.tag_.startswith("VB") else ""


def _is_open(governor: Token, preposition: str) -> bool:
    """ "until the withdrawal", "discussed the withdrawal", "voted for a withdrawal": it is still to come."""
    chosen = preposition == "for" and governor.lemma_ in ("vote", "opt", "campaign", "argue")
    return chosen or preposition == "until" or (not preposition and governor.lemma_.lower() in _words("debating"))


def _is_matter(ancestor: Token, preposition: str) -> bool:
    """ "talks on a ceasefire", "the date of the withdrawal", "calls grow for a withdrawal": not there yet."""
    if ancestor.tag_.startswith("NN"):
        return ancestor.lemma_.lower() in _words("matters") and preposition in {
            "on",
            "for",
            "of",
            "about",
            "over",
            "to",
        }
    subject = next((c for c in ancestor.children if c.dep_ in syntax.SUBJECTS), None)
    return (
        preposition == "for"
        and subject is not None
        and subject.lemma_.lower() in {"call", "demand", "pressure", "appeal", "push"}
    )


def _applies(found: str, governor: Token, below: Token, relation: str, infinitive: bool, is_noun: bool) -> bool:
    finite = relation == "ccomp" and not infinitive and below.tag_ != "VBG"  # "is considering sending troops"
    if governor.lemma_ in {"press", "push"} and any(c.lower_ in {"on", "ahead"} for c in governor.children):
        return False  # "pressed on with the offensive"
    if governor.lemma_ in {"say", "call"} and not any(c.lower_ == "for" for c in below.children):
        return infinitive or governor.tag_.startswith("NN")
    if finite and below.tag_ in ("VB", "VBP") and governor.lemma_ in ADVISING:
        return True  # "recommended that they agree"
    if finite and found == "planned":
        return bool(syntax.auxiliaries(below) & set(MODALS))
    if finite and found == "denied":
        return governor.lemma_ in {"deny", "refute", "reject", "dismiss"}
    if finite and found == "hypothetical":
        return governor.lemma_ not in {"warn", "believe"} or bool(syntax.auxiliaries(below) & set(MODALS))
    if found == "denied" and governor.lemma_ == "fail":
        return infinitive
    if found == "planned" and is_noun and relation in {"obj", "dobj"}:
        return governor.lemma_ not in {
            "suggest",
            "work",
            "set",
            "commit",
            "agree",
            "decide",
            "determined",
            "try",
            "want",
        } or governor.lemma_ in {"want"}
    return True


def _preposition(token: Token) -> str:
    if token.dep_ == "pobj":
        return str(token.head.lower_)
    gerund = token.tag_ == "VBG" and token.dep_ == "obl"  # "Blocs want parliament to act after killing of …"
    return " ".join(
        child.lower_
        for child in token.children
        if child.i < token.i
        and (child.dep_ == "case" or (gerund and child.dep_ == "mark" and child.lower_ in ("after", "since", "over")))
    )
