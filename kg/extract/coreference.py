"""Pronouns and descriptions of a story and the earlier mentions that they stand for.

Sentences are read in order, and what has been mentioned is kept as referents. A pronoun or description takes the
referent that agrees with it and stands out most: by what it was in its sentence (subject, object, other) and by how
near it is, after the salience factors of Lappin and Leass (1994). Where nothing stands out, nothing is said: a wrong
link costs more than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import lexicon
from kg.extract import actors, holders, quotes, saying, speakers, syntax
from kg.extract.reading import Block, Reading
from kg.extract.tokens import Token
from kg.model import Coreference, Mention

REACH = 4  # sentences back that a pronoun looks
FAR = 40  # sentences back that a description looks
PEOPLE = frozenset(
    ("militia", "armed-group", "extremist-group", "police", "sports-club", "club", "military-unit")
)  # "they"
ARMED = PEOPLE | {"military", "coalition"}  # who attacks and withdraws as "they"
SCENES = frozenset(("in", "inside", "within", "into", "from", "across", "throughout", "around", "over"))
TITLED = ("title", "caption", "heading")


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that the story has mentioned so far."""

    mention: Mention  # the latest name or description
    type: str
    plural: bool
    subtypes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)  # of its names, titles and descriptions, in lower case
    gender: str = ""
    sentence: int = 0
    role: float = 0.0
    token: int = 0
    said: bool = False  # was the subject of a verb of saying when last mentioned
    person: bool = False
    scene: int = 0  # the last sentence that puts something there: "in X", "from X"


def references(reading: Reading, found: Iterable[Coreference]) -> dict[int, Mention]:
    """Pronouns and descriptions of `found` by the offset in the document of their head token (see kg.extract.actors).

    A description that is an anonymous source mentioned before is in it too; follow the antecedents in `found`.
    """
    heads = {(m.begin, m.end): m for c in found for m in (c.mention,)}
    result: dict[int, Mention] = {}
    for block in reading.blocks:
        starts = {begin: i for i, begin in enumerate(block.begins)}
        for (begin, end), mention in heads.items():
            if begin in starts and block.paragraph.begin <= begin < block.paragraph.end:
                inside = [token for token in block.doc[starts[begin] :] if block.ends[token.i] <= end]
                own = {t.i for t in inside}
                head = next((t for t in reversed(inside) if t.head.i == t.i or t.head.i not in own), None)
                if head is not None:
                    result[block.begins[head.i]] = mention
    return result


def find(reading: Reading) -> tuple[Coreference, ...]:
    """The pronouns and descriptions of a story whose antecedent can be told, in reading order; confidence in [0, 1]."""
    return _Discourse(reading).read()


class _Discourse:
    """What a story has mentioned so far, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.referents: list[Referent] = []
        self.found: list[Coreference] = []
        self.quotes = quotes.find(reading.document.text, reading.story.paragraphs)
        self.current: dict[int, Referent] = {}  # token → referent, within the block being read
        self.now = 0
        self.offices = holders.collect(reading)

    def read(self) -> tuple[Coreference, ...]:
        before: Block | None = None
        for block, tokens, _ in self.reading.sentences():
            if block is not before:
                self.current = {}
            before = block
            self.now += 1
            for token in tokens:
                self._token(block, token)
        return tuple(self.found)

    # ------------------------------------------------------------------------------- one token

    def _token(self, block: Block, token: Token) -> None:
        if token.i in block.names:
            if not block.is_adjective(token):
                if self._national(block, token):
                    return
                for mention in block.names[token.i]:
                    self._name(block, token, mention)
            return
        if pronoun := _pronoun(token):
            self._pronoun(block, token, pronoun)
        elif token.lower_ in {"another", "one"} and saying.is_speaking(token):
            self._source(block, token)
        elif (
            token.lower_ == "old"
            and token.i > 4
            and block.doc[token.i - 2].lower_ == "year"
            and not self._quoted(block, token)
        ):
            self._aged(block, token)
        elif (token.tag_ in {"NN", "NNS"} or token.text in ("FM", "PM")) and not self._quoted(block, token):
            if not _has_name(block, token) and (person := self._holder(block, token)) is not None:
                self._office(block, token, person)
            elif _is_anaphoric(block, token) and not _has_name(block, token):
                self._description(block, token)
            elif _can_be_quoted(token) and not _has_name(block, token):
                self._source(block, token)

    def _name(self, block: Block, token: Token, mention: Mention) -> None:
        if mention.type == "Event":
            return
        words = {word.lower() for word in mention.text.split()}
        referent = next((r for r in reversed(self.referents) if r.type == mention.type and _same(r, mention)), None)
        if referent is None:
            person = mention.type == "Person"
            plural = (
                mention.type == "Organization"
                and mention.text.endswith("s")
                and mention.subtype in ("militia", "military", "armed-group", "")
            )
            referent = Referent(mention, mention.type, plural, person=person)
            self.referents.append(referent)
        if mention.kind == "name" or referent.mention.kind != "name":
            referent.mention = mention
        referent.words |= words | holders.words(block, token)
        if mention.subtype:
            referent.subtypes.add(mention.subtype)
        if not referent.gender:
            referent.gender = _gender(referent.words)
        self._seen(block, token, referent, weight=0.5 if mention.kind == "demonym" else 1.0)
        if mention.type == "Place" and _is_scene(token):
            referent.scene = self.now
            for country in self.referents if _is_capital(mention.text) else ():
                if mention.text in _capitals(country.mention.text):
                    country.scene = self.now

    def _source(self, block: Block, token: Token) -> None:
        mention = speakers.anonymous(self.reading, block, token)
        if mention is None or self.current.get(token.i):
            return
        words = {word.lower() for word in mention.text.split()} | {token.lemma_.lower()}
        referent = Referent(
            mention,
            "AnonymousSource",
            token.tag_ == "NNS",
            words=words,
            gender=_gender({token.lower_}),
            person=_singular_person(token),
        )
        self.referents.append(referent)
        self._seen(block, token, referent)

    def _seen(self, block: Block, token: Token, referent: Referent, weight: float = 1.0) -> None:
        anchor = _anchor(block, token)
        role = _role(block, anchor) * weight * (0.6 if block.paragraph.kind in TITLED else 1.0)
        if referent.sentence != self.now or role >= referent.role:
            referent.role = role
            referent.said = saying.is_speaking(anchor) or _stands_before_saying(block, token)
        referent.sentence, referent.token = self.now, token.i
        self.current[token.i] = referent

    # -------------------------------------------------------------------------------- pronouns

    def _pronoun(self, block: Block, token: Token, kind: str) -> None:
        if self._quoted(block, token):
            return
        choice: tuple[Referent, str, float] | None = self._fronted(block, token, kind)
        if choice is not None:
            self._link(block, token, token, choice[0], "pronoun", *choice[1:])
            return
        if kind in ("masculine", "feminine"):
            choice = self._person(token, kind)
        elif token.lower_ in ("its", "their", "itself", "themselves"):
            choice = (
                self._governing(block, token, kind) or self._according(token, kind) or self._ahead(block, token, kind)
            )
        else:
            choice = self._thing(block, token, kind)
        if choice is None and token.tag_ == "PRP$":
            choice = self._ahead(block, token, kind)
        if choice is None:
            return
        referent, rule, confidence = choice
        if kind in ("masculine", "feminine") and not referent.gender:
            referent.gender = kind
        self._link(block, token, token, referent, "pronoun", rule, confidence)

    def _person(self, token: Token, gender: str) -> tuple[Referent, str, float] | None:
        fitting = [
            r
            for r in self.referents
            if r.person
            and r.gender in ("", gender)
            and self.now - r.sentence <= REACH
            and not self._coargument(token, r)
        ]
        return self._best(token, fitting, "person")

    def _thing(self, block: Block, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """ "it" and "they": only where they act as somebody would, since they mostly stand for things."""
        if token.dep_ not in syntax.SUBJECTS:
            return None
        if not saying.is_speaking(token):
            return self._same_subject(token, kind) or self._doing(token, kind)
        if kind == "neuter":
            fitting = [
                r
                for r in self.referents
                if not r.person and r.type in ("Organization", "Place") and (r.type != "Place" or r.said or r.role >= 1)
            ]
        else:
            fitting = [
                r
                for r in self.referents
                if r.plural
                or (r.type == "Organization" and r.role >= 1)
                or (r.person and r.type == "AnonymousSource" and r.plural)
            ]
        fitting = [r for r in fitting if self.now - r.sentence <= (3 if kind == "neuter" else 2)]
        speaking = [r for r in fitting if r.said]
        return self._best(token, speaking or fitting, "speaker")

    def _same_subject(self, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """ "They" or "it" as the subject of a clause inside one of a body or people: "the party said it …"."""
        for verb in token.ancestors:
            owner = syntax.possessor(verb) if verb.i < token.i and not syntax.is_verb(verb) else None
            if owner is not None and (said := self.current.get(owner.i)) is not None and self._agrees(said, kind):
                return said, "possessor-of-statement", 0.75  # "X's claim that it …"
            subject = next(
                (
                    child
                    for child in verb.children
                    if child.dep_ in syntax.SUBJECTS and child.i < token.i and child.i != token.i
                ),
                None,
            )
            if subject is None or subject.sent != token.sent:
                continue
            referent = self.current.get(subject.i)
            if referent is None or not self._agrees(referent, kind):
                return None
            return referent, "subject-of-governing-clause", 0.75
        return None

    def _doing(self, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """Whoever the sentence before was about, as the one who attacks, withdraws or arrests: "They killed ten."."""
        verb = token.head
        if token.i - token.sent.start > 3 or saying.lemma(verb) not in lexicon.subtypes("events", "verbs"):
            return None
        bodies = ("Organization",) if kind == "plural" else ("Organization", "Place")
        told = [r for r in self.referents if r.type in bodies and r.sentence == self.now - 1 and r.role >= 1]
        fitting = [r for r in told if kind == "neuter" or r.plural or r.subtypes & ARMED]
        return (fitting[0], "subject-of-sentence-before", 0.65) if len(fitting) == 1 else None

    def _governing(self, block: Block, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """ "its", "their": the subject of the clause they stand in, or of the one around it."""
        for verb in token.ancestors:
            if not syntax.is_verb(verb):
                continue
            subject = syntax.subject(verb)
            if subject is not None and subject.i not in self.current and subject.dep_ == "appos":
                subject = subject.head
            if subject is None or subject.i >= token.i or token.is_ancestor(subject):
                continue
            if subject.is_ancestor(token) and not saying.is_past_of_saying(verb):
                continue  # "a report with its annexes, published today"
            referent = self.current.get(subject.i)
            if referent is not None and self._agrees(referent, kind):
                return referent, "subject-of-clause", 0.8
            if subject.lower_ in ("it", "they", "he", "she", "who", "which", "that"):
                continue
            if kind == "neuter" and subject.tag_ == "NNS":
                continue  # "Chad said rebels had attacked its bases"
            if not saying.is_speaking(subject):
                return None
        return None

    def _according(self, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """ "According to X, its …"."""
        sentence = token.sent
        if token.doc[sentence.start].lower_ != "according":
            return None
        told = [i for i in sorted(self.current) if sentence.start < i < token.i]
        if not told or not any(t.text == "," for t in token.doc[told[0] : token.i]):
            return None
        referent = self.current[told[0]]
        return (referent, "according-to", 0.75) if self._agrees(referent, kind) else None

    def _fronted(self, block: Block, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """A pronoun in front of the subject it stands for: "Asked if he would run, X said …", "For his part, X …"."""
        opening = block.doc[token.sent.start]
        fronted = (
            opening.tag_ in {"VBN", "VBG"}
            or opening.lower_ == "asked"
            or (opening.tag_ == "IN" and token.tag_ == "PRP$" and token.i - opening.i < 4)
        )
        return self._ahead(block, token, kind) if fronted else None

    def _ahead(self, block: Block, token: Token, kind: str) -> tuple[Referent, str, float] | None:
        """A possessive in front of the name it stands for: "In its report, X said …"."""
        if any(t.i in block.names for t in block.doc[token.sent.start : token.i]):
            return None
        verb = next(
            (t for t in token.ancestors if any(c.dep_ in syntax.SUBJECTS and c.i > token.i for c in t.children)), None
        )
        subject = (
            next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i > token.i), None)
            if verb is not None
            else None
        )
        if subject is None or not any(t.text == "," for t in block.doc[token.i : subject.i]):
            return None
        mention = block.name(subject)
        if mention is None or (mention.type == "Person") != (kind in ("masculine", "feminine")):
            return None
        self._name(block, subject, mention)
        return self.current[subject.i], "cataphora", 0.8

    def _agrees(self, referent: Referent, kind: str) -> bool:
        if kind == "neuter":
            return not referent.person and not (referent.plural and referent.type == "AnonymousSource")
        if kind == "plural":
            return referent.plural or bool(referent.subtypes & PEOPLE)
        return referent.person and referent.gender in ("", kind)

    def _coargument(self, token: Token, referent: Referent) -> bool:
        """Whether the referent is the subject of the very verb whose object the pronoun is ("X met him")."""
        if referent.sentence != self.now or token.dep_ in syntax.SUBJECTS | syntax.POSSESSORS:
            return False
        other = token.doc[referent.token] if self.current.get(referent.token) is referent else None
        return other is not None and other.head == token.head

    def _best(self, token: Token, fitting: Sequence[Referent], what: str) -> tuple[Referent, str, float] | None:
        ranked = sorted(
            ((self._salience(token, r), r.sentence, r.token, i) for i, r in enumerate(fitting)), reverse=True
        )
        if not ranked:
            return None
        first = fitting[ranked[0][3]]
        margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if margin < 0.05:
            return None
        rule = f"{what}-{'same-sentence' if first.sentence == self.now else 'recent'}"
        return first, rule, round(min(0.95, 0.6 + 0.25 * min(margin, 1.4)), 2)

    def _salience(self, token: Token, referent: Referent) -> float:
        distance = self.now - referent.sentence
        score = referent.role + 1.2 - 0.5 * distance
        if token.dep_ in syntax.SUBJECTS and referent.said and saying.is_speaking(token) and distance:
            score += 0.4  # whoever spoke last goes on speaking
        if (
            referent.sentence == self.now
            and referent.gender
            and token.lower_ in lexicon.table("coreference")["pronouns"].get(referent.gender, ())
        ):
            score += 0.5
        return score

    # ---------------------------------------------------------------------------- descriptions

    def _national(self, block: Block, token: Token) -> bool:
        """ "The Spaniard said": the person spoken of last. Whether that is what a demonym stands for here."""
        mention = block.names[token.i][0]
        singular = mention.kind == "demonym" and not mention.text.endswith(("s", "ese", "ish"))
        if not singular or token.i == 0 or block.doc[token.i - 1].lower_ != "the" or not saying.is_speaking(token):
            return False
        people = [r for r in self.referents if r.person and r.mention.kind == "name" and self.now - r.sentence <= 2]
        if (choice := self._best(token, people, "nationality")) is None:
            return False
        nominal = self.reading.mention(block, token.i - 1, token.i, "Person", "nominal", confidence=choice[2])
        self.found.append(Coreference(nominal, choice[0].mention, "description-nationality", choice[2]))
        self._seen(block, token, choice[0])
        return True

    def _aged(self, block: Block, token: Token) -> None:
        """ "The 23-year-old": the person spoken of last."""
        people = [r for r in self.referents if r.person and r.mention.kind == "name" and self.now - r.sentence <= 2]
        first = token.i - 5
        if block.doc[first].lower_ == "the" and (choice := self._best(token, people, "age")) is not None:
            mention = self.reading.mention(block, first, token.i, "Person", "nominal", confidence=choice[2])
            self.found.append(Coreference(mention, choice[0].mention, "description-age", choice[2]))
            self._seen(block, token, choice[0])

    def _holder(self, block: Block, token: Token) -> Mention | None:
        """Whom a description of an office means by the titles of the whole story."""
        found = holders.holder(self.offices, block, token)
        if found is None and saying.is_speaking(token):
            found = holders.named_later(self.offices, block, token)
        return found

    def _office(self, block: Block, token: Token, person: Mention) -> None:
        """ "The president of X": the one person of the story who is called so, even further on."""
        referent = next((r for r in self.referents if _same(r, person)), None)
        if referent is None:
            referent = Referent(person, "Person", False, words={w.lower() for w in person.text.split()}, person=True)
            self.referents.append(referent)
        first, last = speakers.phrase(block, token)
        mention = self.reading.mention(block, first, last, "Person", "nominal", token.lemma_.lower(), 0.75)
        self.found.append(Coreference(mention, referent.mention, "description-office", 0.75))
        self._seen(block, token, referent)

    def _description(self, block: Block, token: Token) -> None:
        lemma = token.lemma_.lower()
        plural = token.tag_ == "NNS"
        table = lexicon.table("coreference")
        extra = {child.lower_ for child in token.children if child.dep_ in {"amod", "compound"}}
        if lemma in table["persons"]:
            fitting, rule = self._titled(lemma, {lemma, *table["persons"][lemma]}, plural, extra), "title"
        elif lemma in table["organizations"] and not plural:
            kind = table["organizations"][lemma]
            fitting, rule = self._kind(lemma, set(kind["subtypes"]), set(kind["words"]), extra), "kind"
        elif lemma in table["bands"] and plural:
            fitting, rule = (
                self._band(set(table["bands"][lemma]["subtypes"]), set(table["bands"][lemma]["words"])),
                "band",
            )
        elif lemma in table["places"] and not plural and not extra:
            fitting, rule = self._place(table["places"][lemma]), "place"
        elif speakers.is_source(token):
            fitting, rule = self._titled(lemma, {lemma}, plural, extra), "same-noun"
        else:
            return
        fitting = [r for r in fitting if self.now - r.sentence <= FAR and not self._within(token, r)]
        if rule == "place" and _is_scene(token):  # where something is, not who did something
            last = max((r.sentence for r in fitting), default=0)
            fitting = [r for r in fitting if r.scene and last - r.scene <= REACH] or fitting
        if not fitting:
            if speakers.is_source(token) and speakers.is_person(token):
                self._source(block, token)
            return
        referent = max(fitting, key=lambda r: (r.sentence, r.role if r.sentence == self.now else 0, r.token))
        others = len({id(r) for r in fitting if self.now - r.sentence <= 2}) - 1
        confidence = max(0.5, 0.9 - 0.1 * max(others, 0) - 0.02 * min(self.now - referent.sentence, 10))
        self._link(block, token, token, referent, "nominal", f"description-{rule}", round(confidence, 2))

    def _titled(self, lemma: str, words: set[str], plural: bool, extra: set[str]) -> list[Referent]:
        """People (or sources) whose title or description has one of `words`."""
        people = [r for r in self.referents if (r.person or r.type == "AnonymousSource") and r.plural == plural]
        wanted = {part for word in words for part in ([word] if " " not in word else [])}
        phrases = [set(word.split()) for word in words if " " in word]
        return [r for r in people if extra <= r.words and (wanted & r.words or any(p <= r.words for p in phrases))]

    def _kind(self, lemma: str, subtypes: set[str], words: set[str], extra: set[str]) -> list[Referent]:
        organisations = [r for r in self.referents if r.type == "Organization" and r.mention.kind == "name"]
        extra = extra - set(lexicon.table("coreference")["adjectives"]["loose"])
        named = [r for r in organisations if words & r.words and extra <= r.words]
        if named:
            return named
        sure = [r for r in organisations if r.subtypes & (subtypes - {""})]
        near = [r for r in organisations if "" in subtypes and r.subtypes <= {"group"} and self.now - r.sentence <= 3]
        return [] if extra and not any(extra <= r.words for r in sure) else sure + near

    def _band(self, subtypes: set[str], words: set[str]) -> list[Referent]:
        """ "The rebels": the one armed body that the story has named, or that its last sentences have."""
        named = [r for r in self.referents if r.type == "Organization" and r.mention.kind == "name"]
        kindred = [r for r in named if r.subtypes & subtypes or r.words & words]
        if "" in subtypes and not kindred:
            kindred = [r for r in named if r.subtypes <= {"group"}]
        near = [r for r in kindred if self.now - r.sentence <= 2]
        return kindred if len(kindred) == 1 else near if len(near) == 1 else []

    def _place(self, subtypes: Iterable[str]) -> list[Referent]:
        places = [r for r in self.referents if r.type == "Place"]
        countries = [r for r in places if _country(r.mention.text)]
        if "country" in subtypes:
            return [r for r in countries if r.mention.kind == "name"] or countries
        if "capital" in subtypes:
            recent = sorted(countries, key=lambda r: (r.sentence, r.token), reverse=True)
            for country in recent:
                capitals = _capitals(country.mention.text)
                if here := [r for r in places if r.mention.text in capitals]:
                    return here
            return []
        if "city" in subtypes and (cities := [r for r in places if _is_capital(r.mention.text)]):
            return [r for r in places if r.subtypes & set(subtypes)] or [
                r for r in cities if self.now - r.sentence <= 3
            ]
        return [r for r in places if r.subtypes & set(subtypes)]

    def _within(self, token: Token, referent: Referent) -> bool:
        """Whether the referent stands inside the very phrase ("the group of X"), so that it cannot be it."""
        if (
            referent.sentence != self.now
            or self.current.get(referent.token) is not referent
            or referent.token >= len(token.doc)
        ):
            return False
        other = token.doc[referent.token]
        return token.is_ancestor(other) or (
            other.is_ancestor(token) and token.dep_ in {"appos", "nmod", "compound", "flat"}
        )

    # ---------------------------------------------------------------------------------- common

    def _link(
        self, block: Block, token: Token, head: Token, referent: Referent, kind: str, rule: str, confidence: float
    ) -> None:
        first = token.i
        if kind == "nominal":
            first = min(
                [
                    token.i,
                    *(
                        syntax.left(c)
                        for c in token.children
                        if c.i < token.i and c.dep_ in {"det", "amod", "compound", "nmod:poss", "poss"}
                    ),
                ]
            )
        subtype = "" if kind == "pronoun" else token.lemma_.lower()
        mention = self.reading.mention(
            block, first, token.i, referent.type, kind, subtype=subtype, confidence=confidence
        )
        self.found.append(Coreference(mention, referent.mention, rule, confidence))
        if kind == "nominal":
            referent.words.add(token.lemma_.lower())
        self._seen(block, token, referent)

    def _quoted(self, block: Block, token: Token) -> bool:
        """Whether a token stands in somebody's own words of more than a few words."""
        begin = block.begins[token.i]
        return any(q.begin < begin < q.end and q.end - q.begin > 15 for q in self.quotes)


# ------------------------------------------------------------------------------------------- words


def _pronoun(token: Token) -> str:
    if token.tag_ not in {"PRP", "PRP$"} and token.pos_ != "PRON":
        return ""
    return _pronouns().get(token.lower_, "")


@cache
def _pronouns() -> dict[str, str]:
    return lexicon.subtypes("coreference", "pronouns")


def _is_anaphoric(block: Block, token: Token) -> bool:
    """Whether a noun is a bare definite description: "the ministry", "that group"; not "the leader of X"."""
    determiner = next((c for c in token.children if c.dep_ == "det" and c.i < token.i), None)
    if determiner is None or determiner.lower_ not in {"the", "this", "that", "these", "those"}:
        return False
    if token.dep_ in {"compound", "flat", "nmod:desc"}:
        return False
    for child in token.children:
        if child.i in block.names and child.dep_ != "appos":
            return False
        if child.dep_ == "acl" and token.dep_ == "ROOT" and child.i == token.i + 1 and saying.has_past_form(child):
            continue  # "The group called on …": a verb that the parse took for a participle
        if child.i > token.i and child.dep_.split(":")[0] in {"nmod", "acl", "relcl", "prep", "appos", "flat"}:
            return False
        if child.dep_ in syntax.POSSESSORS or child.dep_ == "nummod":
            return False
    return True


def _has_name(block: Block, token: Token) -> bool:
    """Whether a name stands with the noun as its own: "commander X", "X, a spokesman", "the minister, X"."""
    if token.dep_ in syntax.SUBJECTS and token.head.i > token.i and speakers.person_before(block, token.head, token.i):
        return True
    if token.dep_ in {"appos", "compound", "nmod:desc", "flat"} and token.head.i in block.names:
        return True
    if token.dep_ in syntax.SUBJECTS and any(
        _is_person_name(block, c) and c.dep_ in syntax.SUBJECTS for c in token.head.children
    ):
        return True
    for child in token.children:
        if (
            child.i in block.names
            and block.names[child.i][0].type == "Person"
            and child.dep_ in {"appos", "flat", "compound", "nmod"}
            and not any(c.dep_ == "case" for c in child.children)
        ):
            return True
    return (
        token.i + 1 < len(block.doc)
        and (following := block.names.get(token.i + 1)) is not None
        and following[0].type == "Person"
        and token.dep_ in {"compound", "nmod:desc", "amod", "nsubj"}
    )


def _can_be_quoted(token: Token) -> bool:
    """Whether a noun means people who are quoted without a name; of bodies only in the plural ("rights groups")."""
    bodies = lexicon.table("coreference")["organizations"]
    plural = token.tag_ == "NNS" and token.lemma_.lower() not in bodies
    return speakers.is_source(token) and (plural or speakers.is_person(token))


def _is_person_name(block: Block, token: Token) -> bool:
    mention = block.name(token)
    return mention is not None and mention.type == "Person"


def _singular_person(token: Token) -> bool:
    return token.tag_ != "NNS"


def _anchor(block: Block, token: Token) -> Token:
    """The noun whose place in the sentence a name takes: "bloc" for X in "the X bloc said"."""
    head = token.head
    if (
        token.i in block.names
        and head.i not in block.names
        and token.dep_ in {"compound", "flat", "appos", "nmod"}
        and abs(head.i - token.i) < 12
    ):
        own = actors.name_of(block, head) or speakers.named_group(block, head)
        if own is not None and own.begin == block.begins[token.i]:
            return head
    return token


def _stands_before_saying(block: Block, token: Token) -> bool:
    """Whether a name stands right before a verb of saying, whatever the parse made of it."""
    index = token.i + 1
    while (
        index < len(block.doc)
        and block.doc[index].tag_ in {"RB", "VBZ", "VBD", "VBP"}
        and block.doc[index].lower_ in {"also", "has", "had", "have", "later", "then", "earlier"}
    ):
        index += 1
    return (
        token.i in block.names
        and index < len(block.doc)
        and saying.is_past_of_saying(block.doc[index])
        and not speakers.is_governed(block, token)
    )


def _is_scene(token: Token) -> bool:
    """Whether a place is where something is, goes or comes from: "in X", "across the country"."""
    return any(child.dep_ == "case" and child.lower_ in SCENES for child in token.children)


def _role(block: Block, token: Token) -> float:
    """How much a mention stands out by its place in the sentence, in [0, 1]."""
    if token.dep_ not in syntax.SUBJECTS and _stands_before_saying(block, token):
        return 1.0
    if token.dep_ == "ROOT":
        return 0.9
    if token.dep_ in syntax.SUBJECTS:
        return 1.0 if token.head.dep_ in {"ROOT", "root", "parataxis"} else 0.8
    if token.dep_ in syntax.OBJECTS | syntax.RECIPIENTS:
        return 0.55
    if token.dep_ == "conj":
        return 0.9 * _role(block, token.head) if token.head.i != token.i else 0.4
    if token.dep_ in {"appos"}:
        return 0.5
    if token.dep_ == "nmod" and token.head.lower_ in {"most", "some", "many", "all", "half"}:
        return _role(block, token.head)  # "most of the forces"
    return 0.3 if token.dep_ in syntax.POSSESSORS | {"compound", "amod"} else 0.4


def _same(referent: Referent, mention: Mention) -> bool:
    """Whether a name is one that the story has mentioned before, whole or in part."""
    if referent.type != mention.type or referent.mention.kind == "nominal":
        return False
    known, new = referent.mention.text, mention.text
    if known.casefold() == new.casefold():
        return True
    if mention.type == "Person":
        a, b = [_bare(known), _bare(new)]
        return (len(a) == 1 or len(b) == 1) and (a[-1] == b[-1] or (a[0] == b[0] and min(len(a), len(b)) == 1))
    return False


def _bare(name: str) -> list[str]:
    words = [word.lower().removeprefix("al-").removeprefix("el-") for word in name.split()]
    return words or [name.lower()]


def _gender(words: set[str]) -> str:
    if words & {
        "mr",
        "mr.",
        "sir",
        "lord",
        "king",
        "prince",
        "father",
        "brother",
        "spokesman",
        "chairman",
        "businessman",
        "congressman",
        "sheikh",
        "imam",
        "ayatollah",
        "pope",
        "sultan",
        "emir",
        "son",
        "husband",
        "man",
    }:
        return "masculine"
    if words & {
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "dame",
        "lady",
        "queen",
        "princess",
        "sister",
        "spokeswoman",
        "chairwoman",
        "businesswoman",
        "congresswoman",
        "mother",
        "daughter",
        "wife",
        "woman",
        "actress",
    }:
        return "feminine"
    return ""


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Every name and demonym of a country and its capitals."""
    result: dict[str, tuple[str, ...]] = {}
    for country in lexicon.table("countries")["country"]:
        for form in [country["name"], *country.get("variants", []), *country.get("demonyms", [])]:
            result[form] = tuple(country.get("capital", []))
    return result


def _country(text: str) -> bool:
    return text in _countries()


def _capitals(text: str) -> tuple[str, ...]:
    return _countries().get(text, ())


def _is_capital(text: str) -> bool:
    return text in _all_capitals()


@cache
def _all_capitals() -> frozenset[str]:
    return frozenset(capital for capitals in _countries().values() for capital in capitals)
