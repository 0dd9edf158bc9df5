"""What an event is over, or has gone on since: "arrested over the bombing", "talks on a truce", "since the coup"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract import syntax
from kg.extract.events.draft import Draft
from kg.extract.reading import Block
from kg.extract.tokens import Token

CASES = frozenset({"arrest", "trial"})  # over what somebody is held to have done
MATTERS = frozenset({"vote", "decision", "talks", "meeting", "visit", "agreement", "protest"})
CHARGED = frozenset(
    [
        *("over", "accuse", "suspect", "suspicion", "involve", "involvement", "responsible", "behind", "charge"),
        *("connection", "link", "role", "participate", "participation", "part", "want", "blame", "plan", "plot"),
    ]
)
ON = frozenset({"on", "over", "about", "for", "to", "of", "against", "regarding", "concerning"})
BEGINNINGS = frozenset({"outbreak", "eruption", "start", "beginning", "onset", "wake", "launch"})


def give_ties(block: Block, here: Mapping[int, Draft]) -> None:
    """Note for each event of a paragraph the events that its sentence says it is over, or has gone on since."""
    for index, draft in here.items():
        for above in _over(block.doc[index], here):
            here[above].over.append(draft)
        if (since := _lasting_since(block.doc[index], here)) is not None and since != index:
            here[since].since.append(draft)


def _over(token: Token, here: Mapping[int, Draft]) -> Iterator[int]:
    """The events that a word for another one says the matter of, the nearest first."""
    path = [token]
    for above in token.ancestors:
        held = next((noun.i for noun in syntax.objects(above) if noun.i in here), above.i)  # "held talks on a truce"
        if held in here and held < token.i:
            if _is_matter(here[held].trigger.type, path):
                yield held
            if not _is_purpose(above):
                return
        elif above.tag_ in ("VBD", "VBZ", "VBP"):
            return
        path.append(above)


def _is_matter(type: str, path: list[Token]) -> bool:
    """Whether the words from an event up to a word of some type say that the one is over the other."""
    cases = [{child.lower_ for child in token.children if child.dep_ in ("case", "mark")} for token in path]
    if type in CASES:
        return bool(CHARGED & set().union({token.lemma_ for token in path[1:]}, *cases))
    return type in MATTERS and all(words <= ON for words in cases)


def _is_purpose(verb: Token) -> bool:
    """Whether a verb says what somebody went to do: "flew to Lima to discuss the vote"."""
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)


def _lasting_since(token: Token, here: Mapping[int, Draft]) -> int | None:
    """The event that has gone on since another: "attacked since the war began", "attacks in the wake of the coup"."""
    begins = any(child.lower_ in ("since", "wake") for child in token.children if child.dep_ in ("case", "mark"))
    for above in token.ancestors:
        if begins and above.i in here:
            return above.i
        if begins and syntax.is_verb(above) and (told := _argument(above, here)) is not None:
            return told
        since = any(child.lower_ == "since" for child in above.children if child.dep_ in ("case", "mark"))
        begins = begins or since or above.lemma_ == "wake"
        if not begins and above.lemma_ not in BEGINNINGS | {"begin", "break", "erupt"}:
            return None
    return None


def _argument(verb: Token, here: Mapping[int, Draft]) -> int | None:
    """The event noun that is the object of a verb, or stands behind its preposition: "came under attack"."""
    nouns = [*syntax.objects(verb), *(noun for _, noun in syntax.obliques(verb))]
    return next((noun.i for noun in nouns if noun.i in here), None)
