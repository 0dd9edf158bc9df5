"""Read JSON lines with the FollowTheMoney library and say as JSON what it makes of them: python read.py FILE."""

import json
import sys
from collections import Counter

from followthemoney import model
from followthemoney.proxy import EntityProxy


def read(path: str) -> dict[str, object]:
    """How many entities of each schema there are, and whatever the library would not take as it is written."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    proxies = {line["id"]: EntityProxy.from_dict(model, line, cleaned=False) for line in lines}
    faults = [f"{line['id']}: {fault}" for line in lines for fault in _faults(line, proxies)]
    links = [proxy for proxy in proxies.values() if proxy.schema.edge]
    nodes = [proxy for proxy in proxies.values() if not proxy.schema.edge]
    return {
        "lines": len(lines),
        "schemata": Counter(proxy.schema.name for proxy in proxies.values()),
        "nodes": len(nodes),
        "links": sum(len(list(proxy.edgepairs())) for proxy in links),
        "about": sum(len(proxy.get("entity")) for proxy in proxies.values() if proxy.schema.name == "Note"),
        "names": sorted(proxy.first("title" if proxy.schema.is_a("Document") else "name") for proxy in nodes),
        "faults": faults,
    }


def _faults(line: dict, proxies: dict[str, EntityProxy]) -> list[str]:
    proxy = proxies[line["id"]]
    found = []
    try:
        proxy.schema.validate(line)
    except Exception as error:
        found.append(f"invalid: {error}")
    for name, values in line["properties"].items():
        if len(proxy.get(name)) != len(set(values)):
            found.append(f"{name} keeps {proxy.get(name)} of {values}")
    for property, value in proxy.itervalues():
        if property.type.name == "entity":
            other = proxies.get(value)
            if other is None or not other.schema.is_a(property.range):
                found.append(f"{property.name} cannot be {value}")
    return found


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1])))
