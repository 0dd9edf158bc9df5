"""A small hand-made graph in which everything occurs that an exporter can meet."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import pairwise

from kg.model import (
    Assertion,
    Claim,
    Document,
    Entity,
    Event,
    Graph,
    Mention,
    Merge,
    Paragraph,
    Passage,
    Quantity,
    Role,
    Sentence,
    Span,
    Story,
    When,
)

AWKWARD = 'She said: "A & <b>" \\ 5 > 3, INF Treaty, شبكة 🕊️ </script> tab\there, bell\x07, vertical\x0btab, e\u0301.'

FIRST = (
    "Bridge bombed in Port Ellery\n"
    "\n"
    "A car bomb killed Tomas Verne, a deputy of the Ostrava League, at the Kings Bridge in Port Ellery on Monday.\n"
    "Verne, also known as Abu Lind, led the Harbour Guard.\n"
    "Police sources said at least four people were killed and 11 wounded.\n"
    "The interior ministry put the toll at two.\n"
    f"{AWKWARD}\n"
)
SECOND = (
    "Ministers to meet\n"
    "The Ostrava League denied that it had bombed the bridge.\n"
    "Norland demanded the withdrawal of the Harbour Guard in March.\n"
    "Mara Quist will meet the League in 2031, an aide said.\n"
    "\n"
    "Second story\n"
    "Tomas Verne is said to have been killed again.\n"
    "The attacks followed both raids.\n"
)


def document_of(number: int, path: str, text: str, starts: list[int], **more: object) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    identifier = f"d{number:03}-{sha256[:8]}"
    bounds = [*starts, len(text)]
    stories = tuple(
        Story(
            id=f"d{number:03}-{i}",
            document=identifier,
            begin=begin,
            end=end,
            title=text[begin:].split("\n")[0] if i == 1 else "",
            published=dt.date(2031, 3, 5) if number == 1 else None,
            dated_by="",
            publisher="",
            paragraphs=(Paragraph(begin, end, "body"),),
            boilerplate=(),
        )
        for i, (begin, end) in enumerate(pairwise(bounds), 1)
    )
    return Document(identifier, path, text, sha256, stories=stories, **more)  # type: ignore[arg-type]


ONE = document_of(1, "in/one.txt", FIRST, [0], published=dt.date(2031, 3, 5), publisher="The Daily “Ferry”")
TWO = document_of(2, 'in/t"wo.txt', SECOND, [0, SECOND.index("Second story")])


def sentence(document: Document, start: str) -> Sentence:
    """The line of the text that holds `start`."""
    place = document.text.index(start)
    begin = document.text.rfind("\n", 0, place) + 1
    end = document.text.index("\n", place)
    story = next(s.id for s in document.stories if s.begin <= begin < s.end)
    return Sentence(document.id, begin, end, document.text[begin:end], story)


def mention(document: Document, text: str, type: str, kind: str = "name", near: str = "", **more: object) -> Mention:
    """The first place of `text` in the line that holds `near` (or `text` itself)."""
    line = sentence(document, near or text)
    begin = document.text.index(text, line.begin)
    return Mention(document.id, begin, begin + len(text), text, line, type, kind, **more)  # type: ignore[arg-type]


def passage(document: Document, text: str) -> Passage:
    line = sentence(document, text)
    begin = document.text.index(text)
    return Passage(document.id, begin, begin + len(text), text, line)


def when(value: str, earliest: str, latest: str) -> When:
    return When(value, dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest), "stated")


SENTENCES = tuple(
    sentence(document, line)
    for document in (ONE, TWO)
    for line in document.text.split("\n")
    if line and line not in ("Bridge bombed in Port Ellery", "Ministers to meet", "Second story")
)

VERNE = mention(ONE, "Tomas Verne", "Person", confidence=0.95)
LIND = mention(ONE, "Abu Lind", "Person")
LEAGUE = mention(ONE, "the Ostrava League", "Organization")
BOMB = mention(ONE, "car bomb", "Event", "trigger", subtype="bombing", confidence=0.9)
POLICE = mention(ONE, "Police sources", "AnonymousSource", "nominal")
ATTACKS = mention(TWO, "attacks", "Event", "trigger")

TOMAS = Entity(
    id="person:tomas-verne",
    type="Person",
    subtype="militia-leader",
    label="Tomas Verne",
    aliases=("Abu Lind", "Tomas Verne", "Verne", "Verne; of, the | League"),
    mentions=(VERNE, mention(ONE, "Verne", "Person", near="Verne, also"), LIND, mention(TWO, "Tomas Verne", "Person")),
    roles=(
        Role(VERNE, "deputy", sentence(ONE, "A car bomb")),
        Role(VERNE, "leader\n of it", sentence(ONE, "Verne, a")),
    ),
    merges=(Merge("Tomas Verne", "Abu Lind", "also known as", 1.0, (sentence(ONE, "Verne, also"),)),),
    first_seen=dt.date(2031, 3, 5),
    last_seen=dt.date(2031, 3, 6),
)
ENTITIES = (
    Entity(
        "organization:harbour-guard",
        "Organization",
        "militia",
        "Harbour Guard",
        ("the Guard",),
        (
            mention(ONE, "Harbour Guard", "Organization"),
            mention(TWO, "Harbour Guard", "Organization"),
        ),
    ),
    Entity("organization:interior-ministry", "Organization", "ministry", "interior ministry", (), ()),
    Entity(
        "organization:ostrava-league",
        "Organization",
        "political-party",
        "Ostrava League",
        ("the Ostrava League", "League"),
        (LEAGUE, mention(TWO, "The Ostrava League", "Organization"), mention(TWO, "the League", "Organization")),
    ),
    Entity("person:mara-quist", "Person", "", 'Mara "INF" Quist', (), (mention(TWO, "Mara Quist", "Person"),)),
    TOMAS,
    Entity(
        "place:kings-bridge", "Facility", "bridge", "Kings Bridge", (), (mention(ONE, "the Kings Bridge", "Facility"),)
    ),
    Entity("place:norland", "Place", "country", "Norland", (), (mention(TWO, "Norland", "Place"),)),
    Entity("place:port-ellery", "Place", "city", "Port Ellery", (), (mention(ONE, "Port Ellery", "Place"),)),
    Entity("source:d001-police-sources", "AnonymousSource", "", "Police sources", (), (POLICE,)),
    Entity(
        "source:d002-an-aide",
        "AnonymousSource",
        "unheard of kind",
        "an aide",
        (),
        (mention(TWO, "an aide", "AnonymousSource", "nominal"),),
    ),
    Entity("place:x-1a2b3c4d", "Place", "country", "北国", (), ()),
)

EVENTS = (
    Event(
        "event:bombing-port-ellery-2031-03-03",
        "Bombing in Port Ellery, 2031-03-03",
        "bombing",
        "actual",
        (BOMB, mention(TWO, "bombed", "Event", "trigger"), ATTACKS),
        when=when("2031-03-03", "2031-03-03", "2031-03-03"),
        weapons=("car bomb",),
        deaths=(2, 4),
        injuries=(11, None),
        disputed=True,
        sources=2,
    ),
    Event(
        "event:killing-2031",
        "Killing of Tomas Verne, 2031",
        "killing",
        "alleged",
        (mention(TWO, "killed", "Event", "trigger"), ATTACKS),
        when=when("2031", "2031-01-01", "2031-12-31"),
    ),
    Event(
        "event:meeting-soon",
        "Meeting",
        "meeting",
        "planned",
        (mention(TWO, "meet", "Event", "trigger", near="Mara Quist"),),
        when=when("", "2031-01-01", "2031-02-03"),
    ),
    Event(
        "event:withdrawal-2031-03",
        "Withdrawal of the Harbour Guard, 2031-03",
        "withdrawal",
        "demanded",
        (mention(TWO, "withdrawal", "Event", "trigger"),),
        when=when("2031-03", "2031-03-01", "2031-03-31"),
        injuries=(None, 3),
    ),
    Event("event:protest", "Protest", "protest", "actual", ()),
)


def _quantity(measure: str, low: int | None, high: int | None, evidence: Span) -> Quantity:
    return Quantity(measure, low, high, evidence)


TOLL = passage(ONE, "at least four people were killed and 11 wounded")
CLAIMS = (
    Claim(
        "claim:c-0000000001",
        "Police sources: at least four people\nwere killed",
        "source:d001-police-sources",
        "organization:interior-ministry",
        "states",
        "said",
        TOLL,
        "indirect",
        ("event:bombing-port-ellery-2031-03-03", "place:port-ellery"),
        (_quantity("deaths", 4, None, TOLL), _quantity("injuries", 11, 11, TOLL)),
        conflicts=("claim:c-0000000002",),
        confidence=0.8,
    ),
    Claim(
        "claim:c-0000000002",
        "interior ministry: the toll at two",
        "organization:interior-ministry",
        "",
        "states",
        "put",
        passage(ONE, "the toll at two"),
        "indirect",
        ("event:bombing-port-ellery-2031-03-03",),
        (_quantity("deaths", 2, 2, passage(ONE, "two")),),
        said_on=when("2031-03-04", "2031-03-04", "2031-03-04"),
        supersedes=("claim:c-0000000003",),
        confidence=2 / 3,
    ),
    Claim(
        "claim:c-0000000003",
        "Ostrava League: denies",
        "organization:ostrava-league",
        "",
        "denies",
        "denied",
        passage(TWO, "that it had bombed the bridge"),
        "direct",
        ("event:bombing-port-ellery-2031-03-03",),
        (),
        addressee="place:norland",
        said_on=when("2031-03", "2031-03-01", "2031-03-31"),
        stance="opposes",
        stance_towards="organization:harbour-guard",
        supports=("claim:c-0000000002",),
    ),
    Claim(
        "claim:c-0000000004",
        "Norland: the withdrawal of the Harbour Guard",
        "place:norland",
        "",
        "demands",
        "demanded",
        passage(TWO, "the withdrawal of the Harbour Guard in March"),
        "mixed",
        ("event:withdrawal-2031-03", "organization:harbour-guard"),
        (),
    ),
    Claim(
        "claim:c-0000000005",
        AWKWARD,
        "person:mara-quist",
        "",
        "claimsResponsibility",
        "said",
        passage(ONE, AWKWARD),
        "narrator",
        ("person:tomas-verne",),
        (),
        confidence=0.5,
    ),
)

MONDAY = sentence(ONE, "A car bomb")
BOMBING = "event:bombing-port-ellery-2031-03-03"
ASSERTIONS = (
    Assertion(
        "assertion:r-0000000001", "person:tomas-verne", "memberOf", "organization:ostrava-league", (MONDAY,), 0.9
    ),
    Assertion(
        "assertion:r-0000000002",
        "person:tomas-verne",
        "leaderOf",
        "organization:harbour-guard",
        (sentence(ONE, "Verne, also"), LIND),
        0.855,
    ),
    Assertion(
        "assertion:r-0000000003", "person:tomas-verne", "leaderOf", "organization:ostrava-league", (LEAGUE,), 0.5
    ),
    Assertion("assertion:r-0000000004", "place:kings-bridge", "locatedIn", "place:port-ellery", (MONDAY,), 1.0),
    Assertion("assertion:r-0000000005", BOMBING, "killed", "person:tomas-verne", (MONDAY, BOMB), 0.9),
    Assertion("assertion:r-0000000006", BOMBING, "target", "person:tomas-verne", (MONDAY,), 0.7),
    Assertion("assertion:r-0000000007", BOMBING, "place", "place:port-ellery", (MONDAY,), 0.9),
    Assertion(
        "assertion:r-0000000008",
        "event:killing-2031",
        "killed",
        "person:tomas-verne",
        (sentence(TWO, "Tomas Verne is said"),),
        0.4,
    ),
    Assertion(
        "assertion:r-0000000009",
        "event:killing-2031",
        "target",
        "person:tomas-verne",
        (Span(TWO.id, SECOND.index("Tomas Verne"), SECOND.index("Tomas Verne") + 11, "Tomas Verne"),),
        0.4,
    ),
    Assertion(
        "assertion:r-000000000a",
        "event:meeting-soon",
        "participant",
        "person:mara-quist",
        (passage(TWO, "Mara Quist will meet"), mention(TWO, "the bridge", "Facility", "nominal")),
        0.6,
    ),
    Assertion(
        "assertion:r-000000000b",
        "event:withdrawal-2031-03",
        "agent",
        "organization:harbour-guard",
        (sentence(TWO, "Norland demanded"),),
        0.6,
    ),
)

GRAPH = Graph(
    documents=(ONE, TWO),
    sentences=SENTENCES,
    entities=tuple(sorted(ENTITIES, key=lambda entity: entity.id)),
    events=tuple(sorted(EVENTS, key=lambda event: event.id)),
    claims=CLAIMS,
    assertions=ASSERTIONS,
)
