"""Walking the pairs of names that a build is least sure of, and writing down what a person says of them.

A pair is uncertain where its score lies near the threshold on either side (0.7 for names; for events 2 points, which is
a score of 0.57): what nearly became one, and what became one by a score alone. Its influence is the number of mentions
that would move, which are those of the rarer side, times how near the score lies: 1 at the threshold, 0 at a distance
of 0.3 for names and 0.15 for events.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import decisions
from kg.dump import Dump, Term
from kg.explain import Casebook, Paper, Tie, needs_company, told
from kg.judging import AGAIN
from kg.occasions import Occasions, Told
from kg.referring import Named, Use
from kg.resolve import blocking
from kg.resolve.across import APART, stands_alone
from kg.resolve.cluster import Forest
from kg.resolve.decisions import (
    DIFFERENT,
    NO_RULING,
    SAME,
    ContradictionError,
    Judgement,
    Reference,
    Ruling,
    Rulings,
    rulings,
)
from kg.resolve.events.blocking import candidates, traits_of
from kg.resolve.events.likeness import SAME as SAME_EVENT
from kg.resolve.events.likeness import contradiction
from kg.resolve.kinds import normal
from kg.resolve.names import MATCH
from kg.resolve.parsing import parse

RANGE = 0.3  # distance from the threshold at which a score is no longer in doubt
EVENTS_MATCH = SAME_EVENT / (SAME_EVENT + 1.5)
EVENTS_RANGE = 0.15
POINT = 0.05  # what an acquaintance in common adds to the score of names that need company
SURE_RULES = (
    "judged",
    "told again",
    "killed in one attack",
    "through the killing in it",
    "coreference",
    "names of one country",
    "the capital",
    "same ",
    "known-as",
)
KEYS = {"s": SAME, "same": SAME, "d": DIFFERENT, "different": DIFFERENT}
HELP = """s  same: they are one entity
d  different: they are two
k  skip: ask again next time
q  quit; what you have answered is written already"""


@dataclass(frozen=True, slots=True)
class Question:
    """Two names, or two places that tell of events, of which one would like to know whether they are one."""

    left: Use | Told
    right: Use | Told
    score: float  # in [0, 1]
    reason: str
    mentions: int  # that would move

    @property
    def influence(self) -> float:
        """How much an answer may change."""
        threshold, distance = (EVENTS_MATCH, EVENTS_RANGE) if isinstance(self.left, Told) else (MATCH, RANGE)
        return round(self.mentions * max(0.0, 1 - abs(self.score - threshold) / distance), 2)

    @property
    def is_joined(self) -> bool:
        """Whether they are one entity now."""
        return self.left.node == self.right.node


def _sentences(question: Question) -> Hashable:
    """What a question about events has in common with that about copies of its sentences; others are like none."""
    sides = question.left, question.right
    if not all(isinstance(side, Told) for side in sides):
        return question
    return question.is_joined, *(
        (told.telling.words, [trigger.offset for trigger in told.telling.triggers].index(told.begin))
        for told in sides
        if isinstance(told, Told)
    )


class Review:
    """The open questions of a dump, those of most influence first, and the answers to them."""

    def __init__(self, graph: str | os.PathLike[str], file: str | os.PathLike[str], type: str = "") -> None:
        """Of a `type` ("person", "organization", "place", "event") or of all; raises what `kg.judging.judge` raises."""
        self.book = Casebook(Dump(graph))
        self.names = self.book.names
        self.occasions = Occasions(self.book)
        self.file = Path(file)
        self.judgements = decisions.read(self.file) if self.file.exists() else []
        found = [*self._nearly(type), *self._barely(type)]
        if type in ("", "event"):
            found += [*self._nearly_events(), *self._barely_events()]

        def order(question: Question) -> tuple[float, str, str, str, int, int]:
            left, right = question.left, question.right
            return -question.influence, self.text(left), self.text(right), left.document, left.begin, right.begin

        self.questions: list[Question] = []
        self.copies: dict[Question, list[Question]] = {}  # the same question of copies of the sentences
        firsts: dict[Hashable, Question] = {}
        for question in sorted((question for question in found if question.influence > 0), key=order):
            first = firsts.setdefault(_sentences(question), question)
            if first is question:
                self.questions.append(question)
            self.copies.setdefault(first, []).append(question)
        self._decide()

    def open(self) -> Iterator[Question]:
        """The questions that no judgement answers, also not those that are added on the way."""
        return (question for question in self.questions if not self._is_decided(question))

    def text(self, use: Use | Told) -> str:
        """What stands in the text: a name, or words that tell of an event."""
        return use.text if isinstance(use, Use) else self.occasions.quote(use)

    def answer(self, question: Question, judgement: str, who: str) -> list[Judgement]:
        """Write an answer at the end of the file, also for copies of the sentences in other texts.

        Raises ContradictionError where the file says the contrary.
        """
        written = []
        for asked in self.copies[question]:
            if self._is_decided(asked):
                continue
            left, right = self._references(asked, judgement)
            written.append(decisions.append(self.file, Judgement(left, right, judgement, who, decisions.today())))
            self.judgements.append(written[-1])
            self._decide()
        return written

    # ---------------------------------------------------------------------------- what is uncertain

    def _nearly(self, type: str) -> Iterator[Question]:
        """Entities that are two although their names are alike."""
        nodes = [
            node
            for node, own in self.names.types.items()
            if self.names.uses[node] and type in ("", own) and not self._is_country(node)
        ]
        nodes.sort(key=str)
        parsed = [self.book.parsed(node) for node in nodes]
        for i, j in blocking.candidates(parsed):
            a, b = nodes[i], nodes[j]
            if self.names.types[a] != self.names.types[b]:
                continue
            telling = [[name for name in parsed[k] if stands_alone(name)] or parsed[k] for k in (i, j)]
            like = self.book.likeness(a, b, telling)
            if like is None or like.score < APART:
                continue
            score, reason = like.score, like.reason
            if needs_company(like):
                company = self.book.company(a, b)
                score = min(MATCH - 0.01, score + POINT * len(company))
                reason += f"; company in common: {', '.join(company[:5]) or 'none'}"
            left, right = self._first(a, like.left), self._first(b, like.right)
            counts = [int(self.book.dump.value(node, "mentionCount") or 0) for node in (a, b)]
            yield Question(left, right, round(score, 2), reason, min(counts))

    def _is_country(self, node: Term) -> bool:
        return self.book.dump.value(node, "subtype").endswith("#country")

    def _first(self, node: Term, name: str) -> Use:
        return next(use for use in self.names.uses[node] if use.text == name)

    def _barely(self, type: str) -> Iterator[Question]:
        """Names that are one because a score said so."""
        for node, ties in self.book.ties.items():
            if type not in ("", self.names.types.get(node)) or node not in self.names.types:
                continue
            for tie in ties:
                left, right = (self.book.used.get(end) for end in (tie.start, tie.end))
                if left is None or right is None or tie.link.reason.startswith(SURE_RULES):
                    continue
                yield Question(left, right, tie.link.score, told(tie.link.reason), self._moving(left, right, tie))

    def _moving(self, left: Use, right: Use, tie: Tie) -> int:
        counts = [
            sum(normal(use.text) == normal(end.text) for use in self.names.uses[left.node]) for end in (left, right)
        ]
        return min(counts)

    def _nearly_events(self) -> Iterator[Question]:
        """Events that are two although nothing contradicts that, and they have much in common."""
        occasions = self.occasions
        nodes = [node for node in occasions.nodes if occasions.of[node]]
        groups = [occasions.group(node) for node in nodes]
        for i, j in candidates([traits_of(group, occasions.within) for group in groups]):
            if contradiction(groups[i], groups[j], occasions.within):
                continue
            points, why = occasions.common(nodes[i], nodes[j])
            points = min(points, SAME_EVENT - 0.25)  # what has more was kept apart by something else
            left, right = occasions.of[nodes[i]][0], occasions.of[nodes[j]][0]
            least = min(len(occasions.of[node]) for node in (nodes[i], nodes[j]))
            yield Question(left, right, round(points / (points + 1.5), 2), f"in common: {', '.join(why)}", least)

    def _barely_events(self) -> Iterator[Question]:
        """Mentions that are one event because of a score."""
        for node in self.occasions.nodes:
            for tie in self.book.ties[node]:
                left, right = (self.occasions.at[end] for end in (tie.start, tie.end))
                if not tie.link.reason.startswith(SURE_RULES):
                    yield Question(left, right, tie.link.score, tie.link.reason, 1)

    # ------------------------------------------------------------------------------ what is decided

    def _decide(self) -> None:
        """What follows from all judgements, for names in their stories and for whole entities."""
        wanted = {normal(side.name) for judgement in self.judgements for side in (judgement.left, judgement.right)}
        spots, places, nodes = self.names.spots(sorted(wanted))
        tellings, told, events = self.occasions.spots()
        self.rulings: Rulings = rulings(self.judgements, spots, told | places, tellings)
        nodes = nodes | events
        order = {node: number for number, node in enumerate((*self.names.types, *self.occasions.nodes))}
        self.forest = Forest(len(order))
        self.order = order
        for held in self.rulings.all:
            if held.judgement == SAME:
                members = [order[node] for spot in (*held.left, *held.right) for node in nodes[spot]]
                for member in members[1:]:
                    self.forest.join(members[0], member)
        for number, held in enumerate((h for h in self.rulings.all if h.judgement == DIFFERENT), 1):
            for side, sign in ((held.left, 1), (held.right, -1)):
                for spot in side:
                    for node in nodes[spot]:
                        self.forest.stand(order[node], [sign * number])

    def _is_decided(self, question: Question) -> bool:
        one, other = (self._ruled(use) for use in (question.left, question.right))
        if one.joined & other.joined or any(-side in other.sides for side in one.sides):
            return True
        if question.is_joined:
            return False
        a, b = self.order[question.left.node], self.order[question.right.node]
        return self.forest.find(a) == self.forest.find(b) or self.forest.divided(a, b)

    def _ruled(self, use: Use | Told) -> Ruling:
        if isinstance(use, Told):
            return self.rulings.of.get(use.spot, NO_RULING)
        return self.rulings.at(use.story, [normal(use.text)])

    def _references(self, question: Question, judgement: str) -> tuple[Reference, Reference]:
        """Both sides as they are to be written: a name that says little alone only in its file."""
        told = [use for use in (question.left, question.right) if isinstance(use, Told)]
        if told:
            return self.occasions.written(told[0]), self.occasions.written(told[1])
        uses = [use for use in (question.left, question.right) if isinstance(use, Use)]
        if not question.is_joined:
            one, other = (Named(use.node, use.text) for use in uses)
            left, right = self.names.written(one, other, judgement), self.names.written(other, one, judgement)
        else:
            left, right = (
                Reference(self.names.types[use.node], use.text)
                if stands_alone(parse(use.text, self.book.dump.kind(use.node)))
                else self.names.at(use)
                for use in uses
            )
        if left.key == right.key or left.includes(right) or right.includes(left):
            left, right = (self.names.at(use, exact=True) for use in uses)
        return left, right


# ------------------------------------------------------------------------------------ the dialogue


def review(
    open_review: Review,
    ask: Callable[[str], str | None],
    say: Callable[[str], object],
    who: str = "",
    limit: int = 0,
    width: int = 80,
) -> int:
    """Go through the questions, `limit` of them (0: all); returns how many answers were written.

    `ask` prints a prompt and returns the line that was typed, None at the end; `say` prints. Each answer is in the file
    before the next question is asked; Ctrl-C ends like q.
    """
    written = skipped = 0
    try:
        for number, question in enumerate(open_review.open(), 1):
            say(shown(open_review, question, number, width))
            reply = _reply(ask, say)
            if reply == "q":
                break
            if reply in KEYS:
                written += _write(open_review, question, KEYS[reply], who, say)
            else:
                skipped += 1
            if number == limit:
                break
        else:
            say(f"{skipped} skipped; nothing else is in doubt." if skipped else "Nothing else is in doubt.")
    except KeyboardInterrupt:
        say("")
    what = f"{written} decision{'' if written == 1 else 's'} written to {open_review.file}."
    say(f"{what} {AGAIN.replace('it', 'them')}" if written else "Nothing was written.")
    return written


def _write(open_review: Review, question: Question, judgement: str, who: str, say: Callable[[str], object]) -> int:
    """Write an answer, or say why not; returns how many lines it is."""
    try:
        written = open_review.answer(question, judgement, who)
    except ContradictionError as error:
        say(f"Not written. {error}")
        return 0
    for line in written:
        say(f"{open_review.file}:{line.line}: {line.left} {line.judgement} {line.right}")
    return len(written)


def _reply(ask: Callable[[str], str | None], say: Callable[[str], object]) -> str:
    """A key that means something; the end of the answers is q."""
    while True:
        line = ask("same, different, skip, quit, help? [s/d/k/q/?] ")
        reply = "q" if line is None else line.strip().casefold()
        if reply in KEYS or reply in ("q", "quit", "k", "skip"):
            return reply[0] if reply in ("quit", "skip") else reply
        say(HELP if reply in ("?", "help", "h") else f"{reply!r} is none of s, d, k, q; ? for help")


def shown(open_review: Review, question: Question, number: int, width: int) -> str:
    """A question as text of at most `width` columns."""
    paper = Paper(width)
    noun = ("event" if question.is_joined else "events") if isinstance(question.left, Told) else ""
    noun = noun or ("entity" if question.is_joined else "entities")
    left, right = (open_review.text(use) for use in (question.left, question.right))
    paper.line()
    state = "one" if question.is_joined else "two"
    paper.line(f"{number}. “{left}” and “{right}”: {question.score:.2f}, {state} {noun} now")
    paper.line(question.reason, 2)
    paper.line(f"an answer may move {question.mentions} mention{'' if question.mentions == 1 else 's'}", 2)
    for use in (question.left, question.right):
        paper.line()
        if isinstance(use, Told):
            paper.side(open_review.occasions.side(use, only=question.is_joined), whole=not question.is_joined)
        else:
            named = Named(use.node, use.text, use.document if question.is_joined else "")
            paper.side(open_review.book.side(named, only=question.is_joined), whole=not question.is_joined)
    return paper.text()
