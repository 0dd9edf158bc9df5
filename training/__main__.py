"""Train the pipeline of kg from the corpora: `python -m training CORPORA [WORK] [OUTPUT]`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from training.assemble import assemble
from training.fit import fit
from training.prepare import prepare_ner, prepare_parser, unpack

HERE = Path(__file__).parent
# Steps and first learn rate of each stage; each goes on from the one before with other names in the same texts.
NER_STAGES = ((6500, 0.0015), (2500, 0.0006), (1200, 0.0004))
PARSER_STAGES = ((5000, 0.0015), (1600, 0.0005))


def train_part(
    part: str, prepare: Callable[[Path, Path, int], None], stages: tuple[tuple[int, float], ...], data: Path, work: Path
) -> Path:
    """Train one part through its stages; the folder of its last model."""
    model = None
    for stage, (steps, rate) in enumerate(stages):
        folder = work / f"{part}{stage}"
        prepare(data, folder, stage)
        settings = {
            "paths.train": str(folder / "train.spacy"),
            "paths.dev": str(folder / "dev.spacy"),
            "training.max_steps": steps,
            "training.optimizer.learn_rate.initial_rate": rate,
            "system.seed": stage,
        }
        model = fit(HERE / f"{part}.cfg", folder / "model", settings, model)
    assert model, "no stage to train"
    return model


def main() -> None:
    """Unpack, train names, train syntax, assemble."""
    arguments = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    arguments.add_argument("corpora", type=Path, help="folder of the corpora's archives, see training/README.md")
    arguments.add_argument("work", type=Path, nargs="?", default=Path("build/training"), help="intermediate files")
    arguments.add_argument("output", type=Path, nargs="?", default=Path("kg/pipeline"), help="where the pipeline goes")
    given = arguments.parse_args()
    corpora = unpack(given.corpora, given.work / "corpora")
    names = train_part("ner", prepare_ner, NER_STAGES, corpora, given.work)
    syntax = train_part("parser", prepare_parser, PARSER_STAGES, corpora, given.work)
    assemble(names, syntax, given.output)


if __name__ == "__main__":
    main()
