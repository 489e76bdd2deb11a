"""Every page of the site: the routes from the golden file that WebTests holds equal to the route table, each with an
address of the demonstration. A new page without an address here is a failure, so that no page goes unlooked at."""

import re

from stage import ROOT

GOLDEN = ROOT / "Tests" / "WebTests" / "Golden" / "roles.txt"

# Not pages: what programs and browsers fetch. The preview of a table is its sender's alone: test_import.py goes through it.
NO_PAGE = re.compile(r"^/(api|files|log|style|script|words|feed)[/-]|^/(mark\.svg|favicon\.ico|robots\.txt|stands|live|health|metrics)$|/(raw|label\.svg|feed)$|/import/{table}$")


def routes(method="GET"):
    """The patterns of that method, in the order of the golden file."""
    found = []
    for line in GOLDEN.read_text().splitlines():
        word, _, rest = line.partition(" ")
        if word == method:
            found.append(rest.split()[0])
    return found


def pages():
    return [pattern for pattern in routes() if not NO_PAGE.search(pattern)]


class Addresses:
    """Addresses for each pattern, from what the demonstration holds; several where pages of one pattern differ much."""

    def __init__(self, stage):
        acts = [act for act in stage.ask("acts") if act["condition"] == "open"]
        self.act = next(act["id"] for act in acts if act["kind"] == "register/medium.retire")
        self.motion = next(motion["id"] for motion in stage.ask("motions") if motion["condition"] == "open")
        self.record = stage.ask("records")[0]["id"]
        self.named = {
            "act": [self.act, next(act["id"] for act in acts if act["kind"].startswith("authority/"))],
            "motion": [self.motion], "record": [self.record],
            "person": ["p14", "p1"], "group": ["board", "ssh-access"],
            "register": ["media", "computers"], "item": ["M-5"], "clause": ["SP-1.2a"], "part": ["register"],
            "name": ["medium.retire"], "place": ["200", "0"],
            "table": ["0" * 64], "question": ["Q-1"], "line": ["0"],
        }

    def of(self, pattern):
        if pattern == "/sign":
            return [f"/sign?of={self.act}"]
        # What is stored about somebody is told to nobody else.
        if pattern == "/people/{person}/stored":
            return ["/people/p14/stored"]
        names = re.findall(r"{([a-z]+)(?:\.\.\.)?}", pattern)
        for name in names:
            assert name in self.named, f"{pattern}: no address for {{{name}}} in Tests/Browser/addresses.py"
        # Two names in a pattern belong together: their first values.
        count = len(self.named[names[0]]) if len(names) == 1 else 1
        if not names:
            return [pattern]
        return [re.sub(r"{([a-z]+)[.]*}", lambda name: self.named[name[1]][place], pattern) for place in range(count)]
