"""An event mention in the making, and what all the steps ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import lexicon
from kg.extract import syntax
from kg.extract.tokens import Token
from kg.extract.triggers import Trigger
from kg.model import Mention, Participant, Quantity, Recurring, Span, Told, When

SERIES = frozenset(["round", "series", "wave", "string", "spate", "number", "dozen", "hundred", "most", "phase"])
ACTORS = ("Person", "Organization", "Place")
VIOLENT = (
    "attack",
    "strike",
    "bombing",
    "shooting",
    "clash",
    "killing",
    "assassination",
    "militaryOperation",
    "crash",
    "capture",
)
UNAUTHORED = ("death", "protest", "crash", "vote", "other")  # events that no state is the author of
MEASURES = {"killed": "deaths", "wounded": "injuries", "arrested": "arrests"}


@dataclass(slots=True)
class Draft:
    """An event mention in the making."""

    trigger: Trigger
    factuality: str
    participants: dict[tuple[str, Mention], Participant] = field(default_factory=dict)
    quantities: dict[tuple[str, int], Quantity] = field(default_factory=dict)
    weapon: str = ""
    when: When | None = None
    recurring: Recurring | None = None
    told: Told | None = None
    same_as: Draft | None = None
    part_of: list[Draft] = field(default_factory=list)
    over: list[Draft] = field(default_factory=list)
    since: list[Draft] = field(default_factory=list)
    premises: set[str] = field(default_factory=set)
    distances: list[tuple[Draft, int, int, Span]] = field(default_factory=list)  # see kg.model.Distance

    def take(self, role: str, filler: Mention | None, rule: str, confidence: float = 0.8) -> None:
        """Add a participant, once."""
        if filler is None or filler.type not in (*ACTORS, "Facility"):
            return
        if role in MEASURES and filler.type != "Person":
            role = "target"  # of a group some were killed; only people are
        self.participants.setdefault((role, filler), Participant(role, filler, rule, confidence))

    def count(self, quantity: Quantity | None) -> None:
        """Add a number, once."""
        if quantity is not None:
            self.quantities.setdefault((quantity.measure, quantity.evidence.begin), quantity)

    def having(self, role: str) -> list[Mention]:
        """Those who have a role."""
        return [filler for (r, filler) in self.participants if r == role]


def root_of(draft: Draft) -> Draft:
    """The event that a mention retells in the end; itself when it retells none."""
    while draft.same_as is not None:
        draft = draft.same_as
    return draft


def retell(draft: Draft, event: Draft) -> None:
    """Make a mention one more word for an event, and give the event what it says."""
    draft.same_as = event
    for (role, filler), participant in draft.participants.items():
        event.take(role, filler, participant.rule, participant.confidence)
    for quantity in draft.quantities.values():
        event.count(quantity)


def has_victims(draft: Draft) -> bool:
    """Whether tolls may be of such an event."""
    disasters = lexicon.table("events")["frames"]["disasters"]
    return draft.trigger.type in (*VIOLENT, "death", "arrest", "protest") or draft.trigger.key in disasters


def whole(noun: Token) -> list[Token]:
    """An event noun and the weapon it is joined to, which has what belongs to both: "20 rocket and drone attacks"."""
    weapons = lexicon.table("events")["weapons"]["words"]
    before = noun.doc[noun.i - 1] if noun.i > 0 else None
    if noun.dep_ == "conj" and noun.head.lemma_.lower() in weapons and noun.i - noun.head.i <= 4:
        return [noun, noun.head]
    if noun.dep_ == "compound" and before is not None and before.lemma_.lower() in weapons:
        return [noun, before]  # "that the drone attack violates …", with the weapon taken for the subject
    return [noun]


def support_behind(noun: Token) -> list[Token]:
    """ "held in Oslo", "made by X": a participle behind an event noun, or its "of …", that adds circumstances."""
    verbs = [*lexicon.table("events")["support"]["agent"], "call"]
    ends = [noun, *(n for preposition, n in syntax.obliques(noun) if preposition == "of" and n.i > noun.i)]
    following = [noun.doc[end.i + 1] for end in ends if end.i + 1 < len(noun.doc)]  # however it was parsed
    return [
        token
        for token in following
        if token.lemma_ in verbs
        and token.tag_ in ("VBN", "VBD")
        and not any(c.dep_ in syntax.SUBJECTS for c in token.children)
    ]
