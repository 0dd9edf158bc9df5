"""Train the pipeline of kg from the corpora: `python -m training CORPORA [WORK] [OUTPUT]`."""

import argparse
from pathlib import Path

from training.assemble import assemble
from training.fit import fit
from training.prepare import prepare_ner, prepare_parser, unpack

HERE = Path(__file__).parent


def main() -> None:
    """Prepare, train names, train syntax, assemble."""
    arguments = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    arguments.add_argument("corpora", type=Path, help="folder of the corpora's archives, see training/README.md")
    arguments.add_argument("work", type=Path, nargs="?", default=Path("build/training"), help="intermediate files")
    arguments.add_argument("output", type=Path, nargs="?", default=Path("kg/pipeline"), help="where the pipeline goes")
    given = arguments.parse_args()
    corpora = unpack(given.corpora, given.work / "corpora")
    models = []
    for part, prepare in (("ner", prepare_ner), ("parser", prepare_parser)):
        prepare(corpora, given.work)
        paths = {f"paths.{split}": str(given.work / f"{part}_{split}.spacy") for split in ("train", "dev")}
        models.append(fit(HERE / f"{part}.cfg", given.work / part, paths))
    assemble(models[0], models[1], given.output)


if __name__ == "__main__":
    main()
