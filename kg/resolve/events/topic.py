"""What a story is about: its main event, and what it tells only one of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.resolve.events.group import Group, is_background, same_family
from kg.resolve.events.number import is_series

SINGLE = ("trial", "protest", "vote", "meeting", "talks", "agreement", "ceasefire", "funeral", "crash", "abduction")


def main_event(groups: Sequence[Group]) -> int:
    """The violent event that the story is about: the one that is mentioned most, and first; -1 for none."""
    violent = [
        (len(group.mentions), -index)
        for index, group in enumerate(groups)
        if same_family(group.types, Counter(["attack"])) and not is_series(group) and not is_background(group)
    ]
    return -max(violent)[1] if violent else -1


def is_only_one(groups: Sequence[Group], old: Group, new: Group) -> bool:
    """Whether a story has told of no other event of a kind of which it mostly tells one: a trial, a summit."""
    kinds = set(old.types) & set(new.types) & set(SINGLE)
    if "war" in old.words & new.words:
        return not any("war" in group.words for group in groups if group is not old)
    return bool(kinds) and not any(kinds & set(group.types) for group in groups if group is not old)
