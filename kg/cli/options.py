"""What several commands have in common: exit codes, the dump they read, how they print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

NOTHING_DONE, SOME_SKIPPED = 1, 3
DEFAULT_GRAPH = "exports/graph.ttl"
DEFAULT_PAGE = "exports/graph.html"
DUMPS = (".ttl", ".nt", ".nq", ".jsonld", ".rdf", ".trig", ".n3")
Command = TypeVar("Command", bound=Callable[..., Any])


class GraphCommand(click.Command):
    """A command that reads a dump: `--graph FILE` and the path alone both name it, wherever it stands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move a path among the names behind --graph, or out from behind it where the command has a place for it."""
        if not any(isinstance(param, click.Option) and param.name == "graph" for param in self.params):
            return super().parse_args(ctx, [arg.removeprefix("--graph=") for arg in args if arg != "--graph"])
        given, rest, _ = self.make_parser(ctx).parse_args(list(args))
        places = [param.name for param in self.params if isinstance(param, click.Argument)]
        names = [name for name in (*(given.get(place or "") for place in places), *rest) if isinstance(name, str)]
        paths = [name for name in names if not places or name.lower().endswith(DUMPS)]
        if len(paths) == 1 and not given.get("graph"):
            at = len(args) - 1 - args[::-1].index(paths[0])
            args = [*args[:at], *args[at + 1 :], "--graph", paths[0]]
        return super().parse_args(ctx, args)


def graph_option(command: Command) -> Command:
    """The dump that a command reads."""
    return click.option(
        "--graph",
        default=DEFAULT_GRAPH,
        show_default=True,
        type=click.Path(),
        help="The Turtle dump to read; its path alone does too.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """How a command prints; the first format is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )


def width() -> int:
    """The columns of the terminal, at most 120."""
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 120)
