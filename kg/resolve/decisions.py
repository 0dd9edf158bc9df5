"""What people decided: judgements on pairs of names, what follows from them, and which names of a corpus they mean.

"Same" is an equivalence, and what is different from one of a class is different from all of it. Of several judgements
on one pair the last counts. Judgements name entities by their names in the texts, and events by words that tell of them
(`Reference`), because those stay when labels, ids and the order of the files change.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from kg.model import Decided, Entity, Event, Mention
from kg.resolve.kinds import normal
from kg.resolve.tellings import Telling, plain

SAME, DIFFERENT, REVOKE = JUDGEMENTS = ("same", "different", "revoke")
TYPES = {"person": ("Person",), "organization": ("Organization",), "place": ("Place", "Facility"), "event": ("Event",)}
HOW = (
    "write it as person:NAME, organization:NAME, place:NAME or event:WORDS OF A SENTENCE, with @FILE or @FILE#STORY"
    " behind it where needed"
)

_ESCAPED = {"%": "%25", "@": "%40", "#": "%23"}
_STORY = re.compile(r"#([1-9]\d*)$")
Key = tuple[str, str, str, int]  # type, normal name, document, story


class ContradictionError(ValueError):
    """Judgements that cannot all hold; the message names their lines and what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity by one of its names: TYPE:NAME, TYPE:NAME@FILE or TYPE:NAME@FILE#STORY.

    Without a file it means every mention of that name; FILE is the end of a path, whole folders and file name, and
    STORY counts the stories of the file from 1. The name of an event is a quotation, see `kg.resolve.tellings`.
    """

    type: str  # a key of TYPES
    name: str
    document: str = ""
    story: int = 0

    @property
    def normal(self) -> str:
        """The name as it is compared."""
        return plain(self.name) if self.type == "event" else normal(self.name)

    @property
    def key(self) -> Key:
        """What makes two references the same one, however they are spelt."""
        return self.type, self.normal, self.document, self.story

    def includes(self, other: Reference) -> bool:
        """Whether whatever `other` means this means too, by what is written alone."""
        if (self.type, self.normal) != (other.type, other.normal):
            return False
        return not self.document or (self.document == other.document and self.story in (0, other.story))

    def __str__(self) -> str:
        name = "".join(_ESCAPED[c] if c in "%@" else c for c in self.name)
        document = "".join(_ESCAPED.get(c, c) for c in self.document)
        return f"{self.type}:{name}" + (f"@{document}" if document else "") + (f"#{self.story}" if self.story else "")


def reference(text: str) -> Reference:
    """`text` as a reference; %40, %23 and %25 stand for @, # and % in a name or file.

    Raises ValueError with what to type for anything else.

    >>> reference("person:Ngozi Okoro@news/07.txt#2")
    Reference(type='person', name='Ngozi Okoro', document='news/07.txt', story=2)
    """
    type, colon, rest = text.strip().partition(":")
    if not colon or type not in TYPES:
        raise ValueError(f"{text!r} does not say which entity is meant: {HOW}")
    name, at, document = rest.rpartition("@") if "@" in rest else (rest, "", "")
    story = _STORY.search(document)
    document = document[: story.start()] if story else document
    found = Reference(type, " ".join(_unescaped(name).split()), _unescaped(document), int(story[1]) if story else 0)
    if not found.normal or (at and not document):
        raise ValueError(f"{text!r} lacks {'a file behind @' if found.normal else 'a name'}: {HOW}")
    return found


def _unescaped(text: str) -> str:
    for character, escaped in reversed(_ESCAPED.items()):
        text = text.replace(escaped, character)
    return text


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of a decisions file."""

    left: Reference
    right: Reference
    judgement: str  # one of JUDGEMENTS
    who: str = ""
    when: str = ""  # an ISO date
    note: str = ""
    line: int = 0
    file: str = "decisions.csv"

    @property
    def pair(self) -> tuple[Key, ...]:
        """The same for two judgements on the very same pair, whichever stands left."""
        return tuple(sorted((self.left.key, self.right.key)))

    def said(self) -> str:
        """The judgement as the reason of a merge."""
        verb = {SAME: "judged the same", DIFFERENT: "judged different"}.get(self.judgement, "revoked")
        who = f" by {self.who}" if self.who else ""
        when = f" on {self.when}" if self.when else ""
        note = f": {' '.join(self.note.split())}" if self.note.strip() else ""
        return f"{verb}{who}{when}{note} ({self.file} line {self.line})"


def effective(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold: of each pair the last one, unless that revokes it; in the order of their lines."""
    last = {judgement.pair: judgement for judgement in sorted(judgements, key=lambda j: j.line)}
    return tuple(sorted((j for j in last.values() if j.judgement != REVOKE), key=lambda j: (j.line, j.pair)))


def idle(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The lines that revoke what no line before them says."""
    seen: set[tuple[Key, ...]] = set()
    found = []
    for judgement in sorted(judgements, key=lambda j: j.line):
        if judgement.judgement == REVOKE and judgement.pair not in seen:
            found.append(judgement)
        seen.add(judgement.pair)
    return found


# ------------------------------------------------------------------------------------- the algebra


class _Links:
    """Things linked two by two, each link with the line that says so (0: it goes without saying)."""

    def __init__(self) -> None:
        self.of: dict[Hashable, list[tuple[Hashable, int]]] = defaultdict(list)

    def add(self, a: Hashable, b: Hashable, line: int) -> None:
        self.of[a].append((b, line))
        self.of[b].append((a, line))

    def reached(self, start: Hashable) -> dict[Hashable, tuple[int, ...]]:
        """Everything linked with `start`, each with the lines of a shortest way."""
        found: dict[Hashable, tuple[int, ...]] = {start: ()}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for other, line in self.of.get(here, ()):
                if other not in found:
                    found[other] = found[here] + ((line,) if line else ())
                    waiting.append(other)
        return found


class Algebra:
    """What follows from judgements that hold (see `effective`).

    >>> one, two, three = (Reference("person", name) for name in ("Ada", "Bea", "Cleo"))
    >>> algebra = Algebra([Judgement(one, two, "same"), Judgement(two, three, "different")])
    >>> algebra.verdict(one, three)
    'different'
    """

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.judgements = tuple(judgements)
        self._named: dict[tuple[str, str], dict[Key, Reference]] = defaultdict(dict)
        for judgement in self.judgements:
            self._know(judgement.left, judgement.right)
        self._joined = {side.key for j in self.judgements if j.judgement == SAME for side in (j.left, j.right)}
        self._class: dict[Key, int] = {}
        self._links = _Links()
        for judgement in self.judgements:
            if judgement.judgement == SAME:
                self._links.add(judgement.left.key, judgement.right.key, judgement.line)
        for some in self._named.values():
            for wide, narrow in product(some.values(), repeat=2):
                if wide.key != narrow.key and wide.key in self._joined and wide.includes(narrow):
                    self._links.add(wide.key, narrow.key, 0)
        for key in sorted(key for some in self._named.values() for key in some):
            if key not in self._class:
                self._class |= dict.fromkeys(self._links.reached(key), len(self._class))  # type: ignore[arg-type]
        self._apart: dict[tuple[int, int], int] = {}
        for judgement in self.judgements:
            if judgement.judgement == DIFFERENT:
                for a, b in product(self._within(judgement.left), self._within(judgement.right)):
                    one, other = sorted((self._class[a.key], self._class[b.key]))
                    self._apart.setdefault((one, other), judgement.line)

    def _know(self, *references: Reference) -> None:
        for one in references:
            self._named[one.type, one.normal].setdefault(one.key, one)

    def _within(self, wide: Reference) -> list[Reference]:
        return [one for one in self._named[wide.type, wide.normal].values() if wide.includes(one)]

    def references(self) -> list[Reference]:
        """Every reference of the judgements once, sorted."""
        found = {key: one for some in self._named.values() for key, one in some.items()}
        return [found[key] for key in sorted(found)]

    def is_joined(self, one: Reference) -> bool:
        """Whether any judgement says of `one` that it is the same as another."""
        return one.key in self._joined

    def verdict(self, a: Reference, b: Reference) -> str:
        """ "same", "different", or "" where nothing follows; also for references that no judgement mentions as such."""
        if a.key == b.key or self._classes(a, joined=True) & self._classes(b, joined=True):
            return SAME
        ours, theirs = self._classes(a), self._classes(b)
        return DIFFERENT if any(tuple(sorted(pair)) in self._apart for pair in product(ours, theirs)) else ""

    def _classes(self, one: Reference, joined: bool = False) -> set[int]:
        """The classes of the references that include `one`; of all that mean one entity each, if `joined`."""
        some = self._named.get((one.type, one.normal), {}).values()
        return {self._class[r.key] for r in some if r.includes(one) and (r.key in self._joined or not joined)}

    def contradictions(self) -> list[tuple[int, ...]]:
        """For each "different" that cannot hold its line, behind those that make both sides the same; sorted."""
        found = set()
        for judgement in self.judgements:
            if judgement.judgement != DIFFERENT:
                continue
            for a, b in product(self._within(judgement.left), self._within(judgement.right)):
                lines = self._links.reached(a.key).get(b.key)
                if lines is not None:
                    found.add((*sorted(set(lines)), judgement.line))
        return sorted(found)


def check(judgements: Iterable[Judgement]) -> Algebra:
    """The algebra of the judgements that hold. Raises ContradictionError where they contradict each other."""
    held = effective(judgements)
    algebra = Algebra(held)
    if found := algebra.contradictions():
        raise ContradictionError("\n".join(_explained(lines, held) for lines in found))
    return algebra


def _explained(lines: Sequence[int], held: Sequence[Judgement]) -> str:
    by_line = {judgement.line: judgement for judgement in held}
    file = by_line[lines[-1]].file
    if len(lines) == 1:
        return (
            f"{file}:{lines[0]}: {by_line[lines[0]].left} and {by_line[lines[0]].right} mean the same mentions and"
            " cannot be different: write @FILE behind both names"
        )
    told = [f"  line {line}: {by_line[line].left} {by_line[line].judgement} {by_line[line].right}" for line in lines]
    what = f"{file}: lines {', '.join(map(str, lines[:-1]))} and {lines[-1]} contradict each other:"
    return "\n".join([what, *told, "  delete one of these lines, or append it with the judgement revoke"])


# ------------------------------------------------------------------------- what they mean in a corpus


class Spot(NamedTuple):
    """A name in a story, or one place that tells of an event: the unit that judgements join and divide."""

    story: str
    name: str  # normal; of an event "@" and its offset, which no name begins with


def spot_of(mention: Mention) -> Spot | None:
    """The spot of a mention that judgements can speak of."""
    if mention.kind == "trigger":
        return event_spot(mention.sentence.story, mention.begin)
    return Spot(mention.sentence.story, normal(mention.text)) if is_named(mention) else None


def event_spot(story: str, offset: int) -> Spot:
    """The spot of what a story tells at an offset."""
    return Spot(story, f"@{offset}")


def is_named(mention: Mention) -> bool:
    """Whether a judgement can speak of a mention by its words: no pronoun, no description, no anonymous source."""
    return mention.kind in ("name", "demonym") and mention.type != "AnonymousSource"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What judgements say of a spot: the classes it is one with, and the sides of divisions that it stands on.

    The sides of a division are its number and minus that; two on opposite sides are never one.
    """

    joined: frozenset[int] = frozenset()
    sides: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.joined or self.sides)


NO_RULING = Ruling()


class Held(NamedTuple):
    """A judgement with the spots of both its sides."""

    judgement: str
    reason: str
    left: tuple[Spot, ...]
    right: tuple[Spot, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulings:
    """Judgements applied to the names of a corpus."""

    of: Mapping[Spot, Ruling] = field(default_factory=dict)
    same: tuple[Held, ...] = ()  # those of which the corpus has both sides, and what follows where one lacks
    all: tuple[Held, ...] = ()  # every judgement that holds, and every line that revokes nothing

    def at(self, story: str, names: Iterable[str]) -> Ruling:
        """What is ruled of a story's entity with these normal names, all of them together."""
        found = [ruling for name in names if (ruling := self.of.get(Spot(story, name)))]
        return Ruling(
            frozenset(number for one in found for number in one.joined),
            frozenset(side for one in found for side in one.sides),
        )


def rulings(
    judgements: Sequence[Judgement],
    spots: Mapping[Spot, str],
    places: Mapping[str, str],
    tellings: Sequence[Telling] = (),
) -> Rulings:
    """What `judgements` say of `spots`, each given with its type, and of the events that `tellings` tell.

    `places` has "PATH#NUMBER" for each story. Raises ContradictionError where judgements cannot all hold.
    """
    algebra = check(judgements)
    meant = _meant(algebra.references(), spots, places, tellings)
    classes = _Classes(algebra, meant)
    sides: dict[Spot, set[int]] = defaultdict(set)
    different = [judgement for judgement in algebra.judgements if judgement.judgement == DIFFERENT]
    for number, judgement in enumerate(different, 1):
        left, right = classes.whole(judgement.left), classes.whole(judgement.right)
        if both := left & right:
            raise ContradictionError(_explained(classes.lines(judgement, min(both)), algebra.judgements))
        for spot in left:
            sides[spot].add(number)
        for spot in right:
            sides[spot].add(-number)
    of = {
        spot: Ruling(classes.numbers(spot), frozenset(sides.get(spot, ())))
        for spot in sorted({*sides, *classes.spots()})
    }
    held = tuple(_held(judgement, meant) for judgement in algebra.judgements)
    same = [one for one in held if one.judgement == SAME and not one.problems]
    revoking = (
        Held(j.judgement, j.said(), (), (), (f"{j.file}:{j.line}: {_NOTHING_TO_REVOKE}",)) for j in idle(judgements)
    )
    return Rulings(of, (*same, *classes.gaps()), (*held, *revoking))


_NOTHING_TO_REVOKE = (
    "no line before it judges this pair, so it revokes nothing: compare the names and files, or delete it"
)


def _held(judgement: Judgement, meant: Mapping[Key, tuple[Spot, ...]]) -> Held:
    sides = (judgement.left, judgement.right)
    where = f"{judgement.file}:{judgement.line}"
    problems = tuple(f"{where}: {_nothing(side)}" for side in sides if not meant[side.key])
    left, right = (meant[side.key] for side in sides)
    return Held(judgement.judgement, judgement.said(), left, right, problems)


def _shortest(lines: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(lines), lines


class _Classes:
    """References and the spots they mean, linked where judgements make them one."""

    def __init__(self, algebra: Algebra, meant: Mapping[Key, tuple[Spot, ...]]) -> None:
        self.algebra, self.meant = algebra, meant
        self.joined = [one.key for one in algebra.references() if algebra.is_joined(one)]
        self.links = _Links()
        for judgement in algebra.judgements:
            if judgement.judgement == SAME:
                self.links.add(judgement.left.key, judgement.right.key, judgement.line)
        for key in self.joined:
            for spot in meant[key]:
                self.links.add(key, spot, 0)
        self.number: dict[Hashable, int] = {}
        self.members: dict[int, set[Spot]] = defaultdict(set)
        for key in self.joined:
            if key not in self.number:
                self.number |= dict.fromkeys(self.links.reached(key), len(self.number))
        for thing, number in self.number.items():
            if isinstance(thing, Spot):
                self.members[number].add(thing)

    def spots(self) -> list[Spot]:
        """All that is one with another, or could be."""
        return [spot for some in self.members.values() for spot in some]

    def numbers(self, spot: Spot) -> frozenset[int]:
        return frozenset({self.number[spot]} if spot in self.number else ())

    def whole(self, one: Reference) -> set[Spot]:
        """The spots of a reference with all that are the same as any of them."""
        own = set(self.meant[one.key])
        numbers = {self.number[thing] for thing in (one.key, *own) if thing in self.number}
        return own.union(*(self.members[number] for number in numbers))

    def lines(self, judgement: Judgement, spot: Spot) -> tuple[int, ...]:
        """The lines by which both sides of a "different" come to mean `spot`, and then its own."""
        lines: set[int] = set()
        for side in (judgement.left, judgement.right):
            starts: tuple[Hashable, ...] = (side.key, *self.meant[side.key])
            ways = [self.links.reached(start) for start in starts]
            shortest: tuple[int, ...] = min([way[spot] for way in ways if spot in way] or [()], key=_shortest)
            lines.update(shortest)
        return (*sorted(lines - {judgement.line}), judgement.line)

    def gaps(self) -> Iterator[Held]:
        """What is the same only through a name that the corpus lacks, with the lines that say so."""
        told = _Links()
        for judgement in self.algebra.judgements:
            if judgement.judgement == SAME and self.meant[judgement.left.key] and self.meant[judgement.right.key]:
                told.add(judgement.left.key, judgement.right.key, 0)
        seen: set[Hashable] = set()
        first: dict[int, Key] = {}
        for key in (key for key in self.joined if self.meant[key]):
            if key in seen:
                continue
            seen.update(told.reached(key))
            start = first.setdefault(self.number[key], key)
            if start != key and (lines := sorted(set(self.links.reached(start)[key]))):
                where = f"{self.algebra.judgements[0].file} lines {', '.join(map(str, lines))}"
                yield Held(SAME, f"judged the same ({where})", self.meant[start], self.meant[key])


def _nothing(one: Reference) -> str:
    where = f" in {one.document}{f' story {one.story}' if one.story else ''}" if one.document else ""
    if one.type == "event":
        return (
            f"no sentence{where} tells of an event with the words {one.name!r}, so this has no effect: correct them or"
            " the file, or revoke it"
        )
    return f"nothing is called {one.name!r}{where}, so this has no effect: correct the name or the file, or revoke it"


def _meant(
    references: Iterable[Reference], spots: Mapping[Spot, str], places: Mapping[str, str], tellings: Iterable[Telling]
) -> dict[Key, tuple[Spot, ...]]:
    """The spots of each reference: those of its type, or where there are none, those of any type but an event."""
    named: dict[str, list[Spot]] = defaultdict(list)
    for spot in sorted(spots):
        named[spot.name].append(spot)
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[telling.story].append(telling)
    found = {}
    for one in references:
        if one.type == "event":
            here = (telling for story in sorted(told) if lies_in(places.get(story, ""), one) for telling in told[story])
            offsets = ((telling.story, offset) for telling in here for offset in telling.meant(one.normal))
            found[one.key] = tuple(event_spot(*place) for place in sorted(set(offsets)))
            continue
        fits = [spot for spot in named.get(normal(one.name), ()) if lies_in(places.get(spot.story, ""), one)]
        typed = [spot for spot in fits if spots[spot] in TYPES[one.type]]
        found[one.key] = tuple(typed or fits)
    return found


def lies_in(place: str, one: Reference) -> bool:
    """Whether a story at `place`, "PATH#NUMBER", is in the file and story of a reference."""
    path, _, number = place.rpartition("#")
    if one.document and path != one.document and not path.endswith(f"/{one.document}"):
        return False
    return not one.story or number == str(one.story)


# ------------------------------------------------------------------------------------ in the result


def decided(nodes: Iterable[Entity | Event], found: Rulings) -> tuple[Decided, ...]:
    """What came of each judgement on these entities and events, in the order of their lines."""
    named: dict[Spot, dict[str, Mention]] = defaultdict(dict)
    for node in nodes if found.all else ():
        for mention in node.mentions:
            if (spot := spot_of(mention)) is not None:
                named[spot].setdefault(node.id, mention)
    return tuple(
        Decided(held.reason, held.problems, tuple(_apart(held, named)) if held.judgement == DIFFERENT else ())
        for held in found.all
    )


def _apart(held: Held, named: Mapping[Spot, Mapping[str, Mention]]) -> Iterator[tuple[str, Mention, str, Mention]]:
    """Each two entities that a judgement keeps apart, with the first mention of the name it has there."""
    ours, theirs = (
        {id: mention for spot in reversed(side) for id, mention in named.get(spot, {}).items()}
        for side in (held.left, held.right)
    )
    for a, b in product(sorted(ours), sorted(theirs)):
        if a != b:
            yield a, ours[a], b, theirs[b]
