"""Turn the hand annotations in source/*.toml into the gold files beside this script, with offsets.

    python tests/gold/make_gold.py

A place in a text is written `01|words with the [annotated part] in brackets`; without brackets all of the words
are annotated. `01` is the number at the start of a file name in seeds/. The words must stand exactly once outside
second copies and page furniture. Every error says which annotation is wrong; nothing is guessed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
KINDS = {"names": "name", "nominals": "nominal", "demonyms": "demonym", "metonyms": "metonym"}
PLACE_TYPES = {"Place", "Facility"}
MEANINGLESS = 4  # repeated lines shorter than this (blank, "TT") are no copies of anything


class Span(NamedTuple):
    """A stretch of a file in code points, end exclusive."""

    file: str
    start: int
    end: int


class Line(NamedTuple):
    start: int
    end: int
    copy_of: int  # number of the line that this one repeats, 0 for none
    furniture: str  # kind of page furniture, "" for content


@dataclass(frozen=True)
class Text:
    file: str
    text: str
    lines: tuple[Line, ...]
    stories: tuple[dict[str, Any], ...]

    def line_number(self, offset: int) -> int:
        """The 1-based number of the line that holds `offset`."""
        return 1 + next(i for i, line in enumerate(self.lines) if line.start <= offset <= line.end)

    def line(self, offset: int) -> Line:
        return self.lines[self.line_number(offset) - 1]

    def story(self, offset: int) -> str:
        return str(next(s["story_id"] for s in self.stories if s["start"] <= offset < s["end"]))

    def copies(self, span: Span) -> Iterator[Span]:
        """The same words in later copies of the line of `span`."""
        number = self.line_number(span.start)
        for line in self.lines:
            if line.copy_of == number:
                shift = line.start - self.lines[number - 1].start
                yield Span(span.file, span.start + shift, span.end + shift)


class Gold:
    """The texts, and the records that carry their offsets."""

    def __init__(self, stories: list[dict[str, Any]]) -> None:
        self.texts = {path.name[:2]: read(path, stories) for path in sorted(SEEDS.glob("*.txt"))}

    def find(self, place: str) -> Span:
        """The span of a `01|…[…]…` place; ValueError when the words stand nowhere or more than once."""
        number, _, words = place.partition("|")
        text = self.texts[number]
        before, opening, rest = words.partition("[")
        marked, closing, after = rest.partition("]")
        if not opening:
            before, marked = "", words
        whole = re.escape(before + marked + after)
        primary = [m.start() for m in re.finditer(whole, text.text) if not text.line(m.start()).copy_of]
        if len(primary) != 1 or not marked or bool(opening) != bool(closing):
            raise ValueError(f"stands {len(primary)} times: {place}")
        start = primary[0] + len(before)
        return Span(text.file, start, start + len(marked))

    def record(self, span: Span) -> dict[str, Any]:
        """`span` with its words, line and story and, where so, what it is a second copy of."""
        text = self.texts[span.file[:2]]
        line = text.line(span.start)
        found: dict[str, Any] = {
            "file": span.file,
            "start": span.start,
            "end": span.end,
            "text": text.text[span.start : span.end],
            "line": text.line_number(span.start),
            "story": text.story(span.start),
        }
        if line.copy_of:
            found |= {"dup_of_line": line.copy_of, "boilerplate": "duplicate"}
        if line.furniture:
            found["boilerplate"] = line.furniture
        return found

    def evidence(self, place: str) -> dict[str, Any]:
        record = self.record(self.find(place))
        return {key: record[key] for key in ("file", "start", "end", "text")}

    def with_copies(self, span: Span) -> list[dict[str, Any]]:
        text = self.texts[span.file[:2]]
        return [self.record(s) for s in (span, *text.copies(span))]

    def everywhere(self, surface: str) -> Iterator[Span]:
        """Every whole-word occurrence of `surface`; `05:surface` looks into one file alone."""
        number, colon, words = surface.rpartition(":")
        for text in self.texts.values():
            if not colon or text.file.startswith(number):
                for match in whole_word(words).finditer(text.text):
                    yield Span(text.file, match.start(), match.end())


def whole_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def read(path: Path, stories: list[dict[str, Any]]) -> Text:
    """The file decoded without newline translation, its lines and its stories."""
    text = path.read_bytes().decode()
    own = [s for s in stories if s["file"] == path.name]
    furniture = {line: kind for s in own for kind, lines in s.get("furniture", {}).items() for line in lines}
    first: dict[str, int] = {}
    lines, start = [], 0
    for number, content in enumerate(text.split("\n"), start=1):
        kind = "marker" if content == "TT" else furniture.get(content, "")
        repeats = first.setdefault(content, number) if len(content.strip()) >= MEANINGLESS and not kind else number
        lines.append(Line(start, start + len(content), repeats if repeats < number else 0, kind))
        start += len(content) + 1
    begins = [text.index(s["begins"]) for s in own]
    ends = [len(text[:b].rstrip()) for b in begins[1:]] + [len(text.rstrip())]
    placed = [
        {k: v for k, v in s.items() if k not in ("begins", "furniture")} | {"start": b, "end": e}
        for s, b, e in zip(own, begins, ends, strict=True)
    ]
    return Text(path.name, text, tuple(lines), tuple(placed))


def stories(gold: Gold) -> list[dict[str, Any]]:
    out = []
    for text in gold.texts.values():
        for story in text.stories:
            inside = [x for x in text.lines if story["start"] <= x.start < story["end"]]
            story["boilerplate_spans"] = [
                [x.start, x.end, x.furniture or "duplicate"] for x in inside if x.copy_of or x.furniture
            ]
        out.append({"file": text.file, "length": len(text.text), "stories": list(text.stories)})
    return out


def mention_spans(gold: Gold, source: dict[str, Any]) -> dict[Span, tuple[str, str]]:
    """Span → (entity, kind). Places given one by one win over surfaces that stand for an entity everywhere."""
    single: dict[Span, tuple[str, str]] = {}
    general: dict[Span, set[tuple[str, str]]] = defaultdict(set)
    for entity, record in source.items():
        for key, kind in KINDS.items():
            for surface in record.get(key, ()):
                if "|" in surface:
                    span = gold.find(surface)
                    for s in (span, *gold.texts[span.file[:2]].copies(span)):
                        if single.setdefault(s, (entity, kind)) != (entity, kind):
                            raise ValueError(f"two entities at {surface}: {single[s]}, {entity}")
                    continue
                spans = list(gold.everywhere(surface))
                if not spans:
                    raise ValueError(f"nowhere: {entity}: {surface}")
                for s in spans:
                    general[s].add((entity, kind))
    for span, owners in general.items():
        if span not in single and len(owners) > 1:
            raise ValueError(f"ambiguous: {gold.record(span)}: {sorted(owners)}")
    return {span: next(iter(owners)) for span, owners in general.items()} | single


def entities(gold: Gold, source: dict[str, Any]) -> list[dict[str, Any]]:
    spans = mention_spans(gold, source)
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for span, (entity, kind) in sorted(spans.items()):
        beside = [s for s in spans if s.file == span.file and s != span]
        crossing = [s for s in beside if s.start < span.start < s.end < span.end]
        if crossing:
            raise ValueError(f"crossing: {gold.record(span)} and {gold.record(crossing[0])}")
        outer = [spans[s] for s in beside if s.start <= span.start and span.end <= s.end]
        if any(owner == entity for owner, _ in outer):
            continue
        if source[entity]["type"] not in PLACE_TYPES and any(around == "name" for _, around in outer):
            continue  # "Hezbollah" inside "Kataib Hezbollah" is no mention of its own
        mention = gold.record(span) | {"kind": kind}
        text = gold.texts[span.file[:2]].text
        if outer:
            mention["nested"] = True
        if re.match(r"-\w", text[span.end :]) or re.search(r"\w-$", text[: span.start]):
            mention["in_compound"] = True
        if kind == "metonym":
            mention["alt_ids"] = source[entity]["alternatives"]
        mentions[entity].append(mention)
    out = []
    for entity, record in sorted(source.items()):
        own = mentions[entity]
        attributes = [
            {"attr": attr, "value": value, "value_is_entity": value in source, "evidence": gold.evidence(place)}
            for attr, value, place in record.get("attributes", ())
        ]
        out.append(
            {
                "id": entity,
                "type": record["type"],
                "subtype": record.get("subtype", ""),
                "name": record["name"],
                "surface_forms": sorted({m["text"] for m in own}),
                "files": sorted({m["file"] for m in own}),
                "attributes": attributes,
                "mentions": own,
            }
            | ({"optional": True} if record.get("optional") else {})
            | ({"boilerplate_only": True} if all(m.get("boilerplate") for m in own) else {})
        )
        if not own:
            raise ValueError(f"no mention: {entity}")
    return out


def events(gold: Gold, source: dict[str, Any], known: set[str]) -> list[dict[str, Any]]:
    out = []
    for event, record in sorted(source.items()):
        for key in ("places", "agents", "targets"):
            check(event, record.get(key, ()), known)
        spans = sorted(gold.find(place) for place in record["mentions"])
        found = [m for span in spans for m in gold.with_copies(span)]
        out.append(
            {
                "id": event,
                "type": record["type"],
                "description": record["description"],
                "date": record.get("date"),
                "date_basis": record.get("date_basis", ""),
                "score_granularity": record.get("granularity", "as given" if record.get("date") else "none"),
                "factuality": record.get("factuality", "actual"),
                "speech_act": record.get("speech_act", False),
                "places": record.get("places", []),
                "agents": record.get("agents", []),
                "targets": record.get("targets", []),
                "weapon": record.get("weapon"),
                "casualties": [
                    {
                        "source": toll["source"],
                        "killed": toll.get("killed"),
                        "wounded": toll.get("wounded"),
                        "evidence": gold.evidence(toll["at"]),
                    }
                    for toll in record.get("casualties", ())
                ],
                "stories": sorted({m["story"] for m in found}),
                "mentions": [{**m, "trigger": m["text"]} for m in found],
            }
            | ({"boilerplate_only": True} if all(m.get("boilerplate") for m in found) else {})
        )
    return out


def claims(gold: Gold, source: dict[str, Any], known: set[str]) -> list[dict[str, Any]]:
    out = []
    for claim, record in sorted(source.items()):
        anonymous = "speaker" not in record
        check(claim, [] if anonymous else [record["speaker"]], known)
        check(claim, record.get("about", ()), known)
        content, *copies = gold.with_copies(gold.find(record["content"]))
        out.append(
            {
                "id": claim,
                "file": content["file"],
                "story": content["story"],
                "line": content["line"],
                "speaker": record["source"] if anonymous else record["speaker"],
                "speaker_is_anonymous": anonymous,
                "cue": cue(gold, content, record["cue"]),
                "quote": record["quote"],
                "content": {key: content[key] for key in ("file", "start", "end", "text")},
                "about": record.get("about", []),
                "kind": record["kind"],
                "dup_spans": [[c["start"], c["end"]] for c in copies],
            }
            | ({"alt_speaker": record["alt_speaker"]} if "alt_speaker" in record else {})
        )
    return out


def cue(gold: Gold, content: dict[str, Any], word: str) -> dict[str, Any]:
    """The occurrence of `word` in the content's line that is nearest to the content."""
    text = gold.texts[content["file"][:2]]
    line = text.line(content["start"])
    starts = [m.start() for m in whole_word(word).finditer(text.text, line.start, line.end)]
    if not starts:
        raise ValueError(f"no cue {word!r} in the line of {content['text']!r}")
    best = min(starts, key=lambda s: min(abs(s + len(word) - content["start"]), abs(s - content["end"])))
    return {"file": text.file, "start": best, "end": best + len(word), "text": word}


def contradictions(gold: Gold, source: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    def side(where: str) -> dict[str, Any]:
        if "|" in where:
            return {"claim": None, "speaker": "narrator", **gold.evidence(where)}
        claim = by_id[where]
        return {"claim": where, "speaker": claim["speaker"], **claim["content"]}

    return [
        {
            "id": pair,
            "class": "contradiction" if record["contradiction"] else "not-a-contradiction",
            "is_contradiction": record["contradiction"],
            "topic": record["topic"],
            "about": record["about"],
            "a": side(record["a"]),
            "b": side(record["b"]),
            "why": record["why"],
        }
        for pair, record in sorted(source.items())
    ]


def facts(gold: Gold, source: list[list[str]], known: set[str]) -> list[dict[str, Any]]:
    out = []
    for number, (fact, subject, relation, value, difficulty, place) in enumerate(source, start=1):
        check(fact, [subject], known)
        evidence = gold.evidence(place)
        out.append(
            {
                "id": f"f-{number:03}",
                "file": evidence["file"],
                "fact": fact,
                "subject": subject,
                "relation": relation,
                "object": value,
                "object_is_id": value in known,
                "difficulty": difficulty,
                "evidence": evidence,
            }
        )
    return out


def check(where: str, ids: Any, known: set[str]) -> None:
    unknown = sorted(set(ids) - known)
    if unknown:
        raise ValueError(f"{where}: unknown ids {unknown}")


def load(name: str) -> Any:
    return tomllib.loads((HERE / "source" / f"{name}.toml").read_text(encoding="utf-8"))


def build() -> dict[str, list[dict[str, Any]]]:
    """The content of every gold file, by name; ValueError when an annotation does not fit the texts."""
    gold = Gold(load("stories")["stories"])
    entity_source, event_source = load("entities"), load("events")
    known = entity_source.keys() | event_source.keys()
    claim_list = claims(gold, load("claims"), known)
    splits = [{"kind": "entity", "a": a, "b": b, "why": why} for a, b, why in load("must_not_merge")["entities"]]
    splits += [{"kind": "event", "a": a, "b": b, "why": why} for a, b, why in load("must_not_merge")["events"]]
    for pair in splits:
        check("must_not_merge", [pair["a"], pair["b"]], known)
    return {
        "stories": stories(gold),
        "entities": entities(gold, entity_source),
        "events": events(gold, event_source, known),
        "claims": claim_list,
        "contradictions": contradictions(gold, load("contradictions"), {c["id"]: c for c in claim_list}),
        "must_not_merge": splits,
        "facts": facts(gold, load("facts")["facts"], known),
    }


def main() -> None:
    for name, records in build().items():
        content = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
        (HERE / f"{name}.json").write_text(content, encoding="utf-8")
        print(f"{name}: {len(records)}")


if __name__ == "__main__":
    main()
