"""Which mentions of a sentence and of neighbouring ones retell one event, and what they hand one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import lexicon
from kg.extract import syntax
from kg.extract.countries import states
from kg.extract.events import attachment
from kg.extract.events.draft import VIOLENT, Draft, has_victims, retell, root_of
from kg.extract.events.verbs import understood_subject
from kg.extract.reading import Block
from kg.extract.tokens import Token

ATTACKS = ("attack", "strike", "bombing", "shooting")
BEFORE_OR_AFTER = ("after", "before", "since", "until", "because", "while")
APART = frozenset({"minute", "hour", "day", "week", "month", "year"})  # "hours after": what is apart is no cause


def join(block: Block, draft: Draft, here: dict[int, Draft]) -> None:
    """Join a verb to the event noun that it says more about, and hand casualties to the attack that caused them."""
    verb = draft.trigger.token
    if draft.trigger.is_noun:
        for preposition, noun in syntax.obliques(verb):  # "an assault by an air strike"
            other = here.get(noun.i)
            if preposition == "by" and other is not None and {other.trigger.type, draft.trigger.type} <= set(VIOLENT):
                other.same_as = draft
        return
    if (hit := _fired_at(draft, here)) is not None:
        retell(draft, hit)
        return
    cause = _cause(block, draft, here)
    if cause is None or cause is draft or (draft.factuality == "denied" != cause.factuality):
        return  # "nobody was killed in the raid" adds nothing to the raid
    casualties = (
        draft.trigger.type in ("killing", "death", "assassination")
        or draft.trigger.key in lexicon.table("events")["casualties"]["wounded"]
    )
    for (role, filler), participant in list(draft.participants.items()):
        if role in ("killed", "wounded", "target", "place"):
            cause.take(role, filler, participant.rule, participant.confidence)
    for role in ("agent", "place"):
        for filler in cause.having(role):
            draft.take(role, filler, "through the event that caused it", 0.7)
    for quantity in draft.quantities.values():
        cause.count(quantity)
    named = any(filler.type == "Person" for filler in draft.having("killed"))
    if casualties and named and draft.trigger.type != "attack":
        sentence = block.sentences[block.sentence_of[verb.i]]
        draft.distances.append((cause, 0, 0, sentence))  # one dies of it on the same day, as far as the words tell
    else:
        draft.same_as = cause
        if (
            verb.dep_ in {"ccomp", "ROOT", "conj", "acl:relcl", "relcl"}
            and draft.factuality != "actual"
            and cause.factuality == "actual"
            and draft.factuality in ("planned", "hypothetical")
        ):
            cause.factuality = draft.factuality


def _fired_at(draft: Draft, here: dict[int, Draft]) -> Draft | None:
    """The hit that a munition is fired for: "a missile fired by X struck the depot"."""
    verb = draft.trigger.token
    if draft.trigger.key not in lexicon.table("events")["frames"]["munition_objects"] or verb.dep_ != "acl":
        return None
    other = here.get(verb.head.head.i) if verb.head.dep_ in syntax.SUBJECTS else None
    return other if other is not None and other.trigger.type in VIOLENT else None


def share(here: dict[int, Draft]) -> None:
    """Give what an event led to its scene and author: "raided the town, arresting ten", "the raid led to arrests"."""
    for draft in here.values():
        if draft.same_as is not None:
            continue
        for origin in _origins(draft.trigger.token, here):
            if origin is draft or origin is root_of(draft) or origin.factuality != draft.factuality:
                continue
            agents, places = draft.having("agent"), draft.having("place")
            for filler in origin.having("agent") if not agents else []:
                draft.take("agent", filler, "through the event that led to it", 0.65)
            towns = [m for m in origin.having("target") if m.type == "Place" and m.text not in states()]
            for filler in [*origin.having("place"), *towns] if not places else []:
                draft.take("place", filler, "through the event that led to it", 0.65)


def _origins(token: Token, here: dict[int, Draft]) -> Iterator[Draft]:
    """The events that a clause in -ing is joined to, or that "led to" an event noun."""
    clause = token.dep_ in ("advcl", "acl") and token.i > 0 and token.doc[token.i - 1].text == ","
    if token.tag_ == "VBG" and clause and not any(c.dep_ == "mark" for c in token.children):
        for candidate in (token.head, *syntax.objects(token.head)):
            if candidate.i in here:
                yield here[candidate.i]
        speaks = token.head.lemma_ in lexicon.subtypes("speech", "acts")  # "he said troops raided X, arresting ten"
        before = [i for i in here if token.head.i < i < token.i] if speaks else []
        if before:
            yield here[max(before)]
    verb = token.head
    case = {child.lower_ for child in token.children if child.dep_ == "case"}
    if (verb.lemma_, *case) in (("lead", "to"), ("result", "in"), ("end", "in")):
        subject = syntax.subject(verb)
        if subject is not None and subject.i in here:
            yield here[subject.i]


def sum_up(here: dict[int, Draft]) -> None:
    """Join a noun that sums up what the verbs before it told: "blew himself up, killing 26, in an attack by X"."""
    for draft in list(here.values()):
        noun = draft.trigger.token
        if not draft.trigger.is_noun or draft.same_as is not None or draft.trigger.type not in ("attack", "protest"):
            continue
        told = next((here[a.i] for a in list(noun.ancestors)[:2] if a.i in here), None)
        within = any(child.dep_ == "case" and child.lower_ == "in" for child in noun.children)
        if told is None or not within or told.trigger.is_noun or noun.i < told.trigger.token.i:
            continue
        event = root_of(told)
        protest = told.trigger.type == draft.trigger.type == "protest"
        violent = event.trigger.type in VIOLENT and event.trigger.type not in ("killing", "assassination")
        if event is not draft and (violent or protest):
            retell(draft, event)


def _cause(block: Block, draft: Draft, here: dict[int, Draft]) -> Draft | None:
    """The attack or disaster that a verb belongs to: its subject, what it happened in, or the verb it is chained to."""
    if draft.trigger.type not in VIOLENT and draft.trigger.type != "death":
        return None
    candidates = (_as_subject, _before_relative, _as_circumstance, _chained)
    found = (candidate for look in candidates for candidate in look(block, draft, here))
    return next((other for other in found if other is not draft and _can_cause(other)), None)


def join_bare(block: Block, here: dict[int, Draft], last: Draft | None, earlier: Sequence[Draft]) -> None:
    """Casualties without a named victim are of the attack or disaster of their sentence, or of the one told of before.

    Across sentences they must name neither an author nor another place or time.
    """
    known = last
    for index in sorted(here):
        draft = here[index]
        if _is_bare(draft):
            known = _told_there(block, index, [*earlier, *(here[i] for i in sorted(here) if i < index)]) or known
            sentence = block.sentence_of[index]
            near = [here[i] for i in sorted(here, key=lambda i: abs(i - index)) if block.sentence_of[i] == sentence]
            beside = [
                root_of(d) for d in near if d is not draft and d.trigger.is_noun and not _is_bare(d) and _is_cause(d)
            ]
            if beside:
                retell(draft, beside[0])
            elif known is not None and _may_be_of(draft, known):
                retell(draft, known)
        elif (draft.trigger.is_noun or draft.trigger.type in ATTACKS) and _is_cause(root_of(draft)):
            known = root_of(draft)
        elif known is not None and _is_toll(draft) and _may_be_of(draft, known):
            for filler in draft.having("killed"):  # the death of the one who is named stays an event of its own
                known.take("killed", filler, "named among them", 0.7)
            for quantity in draft.quantities.values():
                known.count(quantity)


def _told_there(block: Block, index: int, earlier: Sequence[Draft]) -> Draft | None:
    """The attack or disaster that was told of the town of a sentence: "a house in X was hit, 38 were wounded"."""
    first, _ = block.bounds[block.sentence_of[index]]
    towns = {
        mention.text
        for i in range(first, index)
        for mention in block.names.get(i, ())
        if mention.type == "Place" and mention.kind == "name" and mention.text not in states()
    }
    for draft in reversed(earlier):
        scene = {m.text for role in ("place", "target") for m in draft.having(role)}
        if towns & scene and _is_cause(root_of(draft)):
            return root_of(draft)
    return None


def _is_toll(draft: Draft) -> bool:
    """Whether a killing counts more dead than it names: "three were killed, among them X"."""
    counted = any(q.measure == "deaths" and (q.min or 0) > 1 for q in draft.quantities.values())
    killing = draft.trigger.key in lexicon.table("events")["casualties"]["killed"]
    return killing and counted and draft.same_as is None and draft.factuality == "actual"


def _is_bare(draft: Draft) -> bool:
    """Whether a mention only counts casualties: "four people were killed", "the deaths"."""
    casualties = lexicon.table("events")["casualties"]
    verbs = casualties["killed"] + casualties["wounded"] + casualties["fatal"]
    counts = draft.trigger.key == "death" or (not draft.trigger.is_noun and draft.trigger.key in verbs)
    named = any(filler.type == "Person" for role in ("killed", "wounded") for filler in draft.having(role))
    return counts and not named and draft.same_as is None and draft.factuality == "actual"


def _is_cause(draft: Draft) -> bool:
    return _can_cause(draft) and draft.factuality == "actual"


def _may_be_of(draft: Draft, known: Draft) -> bool:
    """Whether casualties may be those of an event told before: no author, place or time of their own forbids it."""
    elsewhere = bool(draft.having("place")) and draft.having("place") != known.having("place")
    a, b = draft.when, known.when
    other_time = a is not None and b is not None and (a.latest < b.earliest or b.latest < a.earliest)
    return not draft.having("agent") and not elsewhere and not other_time


def _can_cause(draft: Draft) -> bool:
    return has_victims(draft) and draft.trigger.type != "arrest"


def _as_subject(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "the strike killed four"."""
    verb = draft.trigger.token
    subject = syntax.subject(verb)
    if subject is not None and not draft.trigger.passive and subject.i in here:
        yield here[subject.i]
    before = here.get(verb.i - 1)  # however it was parsed
    if before is not None and before.trigger.is_noun and verb.tag_ == "VBD" and syntax.objects(verb):
        yield before


def _before_relative(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "a blast in the centre of X that killed four": whatever noun the parser hung the clause to."""
    verb = draft.trigger.token
    if verb.dep_ not in syntax.RELATIVES or draft.trigger.passive:
        return
    subject = syntax.subject(verb)
    if understood_subject(block, verb) is None or (subject is not None and subject.i not in block.names):
        start = block.bounds[block.sentence_of[verb.i]][0]
        yield from (here[i] for i in range(verb.i - 1, start - 1, -1) if i in here and here[i].trigger.is_noun)


def _as_circumstance(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "was killed when a drone hit the house", "died in the crash"."""
    verb = draft.trigger.token
    chained = [verb, *(v for v in syntax.conjuncts(verb) if v.tag_.startswith("VB"))]
    for child in (child for link in chained for child in link.children):
        circumstance = child.dep_ == "advcl" and {c.lower_ for c in child.children} & {"when", "after", "as"}
        if child.i in here and circumstance and not _is_apart(child):
            yield here[child.i]
    for preposition, noun in (pair for link in chained for pair in syntax.obliques(link)):
        if noun.i in here and preposition.split()[-1] in ("in", "by", "during"):
            yield here[noun.i]


def _is_apart(clause: Token) -> bool:
    """Whether words say how long before it a clause with "after" happened: "hours after a bomb went off"."""
    marks = [c.i for c in clause.children if c.lower_ in ("after", "before") and c.i > 0]
    return any(clause.doc[i - 1].lemma_ in APART for i in marks)


def _chained(block: Block, draft: Draft, here: dict[int, Draft]) -> Iterator[Draft]:
    """ "struck the camp, killing four": casualties of the verb before, or of its object; "a raid, hitting 12 sites"."""
    casualties = lexicon.table("events")["casualties"]
    is_bare = all(role == "agent" for role, _ in draft.participants)
    if draft.trigger.type in ATTACKS and attachment.goes_on(draft.trigger.token) and is_bare:
        yield from (here[noun.i] for noun in syntax.objects(draft.trigger.token.head) if noun.i in here)
    if draft.trigger.key not in casualties["killed"] + casualties["wounded"]:
        return
    head = draft.trigger.token
    marked = head.dep_ == "advcl" and any(c.lower_ in BEFORE_OR_AFTER for c in head.children if c.dep_ == "mark")
    if marked or (head.dep_ == "conj" and any(c.dep_ == "nsubj" for c in head.children)):
        return  # "the truce collapsed after gunmen murdered X"
    while head.dep_ in {"conj", "advcl", "xcomp"} and head.head != head:
        head = head.head
        for candidate in (head, *syntax.objects(head)):
            if candidate.i in here:
                yield root_of(here[candidate.i])
