#!/usr/bin/env python3
"""Switches each check of the rules off, once, and says whether the tests notice.

A rule whose tests stay green without its check is not proved. The table beside this file, switch-off.txt, has one block
per check: a line `rule, what | file under Sources | tests`, then the text as it stands (`- `) and as it is put
instead (`+ `). Each is done on a copy of the sources; the copy is built and the named tests are run: `red` is good.

    Tests/switch-off.py [--since COMMIT] [--only WORD] [--into FOLDER] [--out FILE]

It takes 15 to 30 seconds a check on two cores, so `make switch-off` runs with --since: only the checks that changed
since that commit, stand in a declaration that did, or rest on tests that lost a line. `make soak` runs all of them.
Whatever it runs, each block of the table must fit the sources. Exit 1 if a check stays green, or does not fit.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let package = Package(name: "foureyes", platforms: [.macOS(.v15)], dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
], targets: [
    .target(name: "Ledger", dependencies: [crypto], swiftSettings: strict),
    .target(name: "Authority", dependencies: ["Ledger", .product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: strict),
    .target(name: "Rules", dependencies: ["Ledger", "Authority", .product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: strict),
    .target(name: "TestWorld", dependencies: ["Ledger", "Rules", crypto], path: "Tests/TestWorld", swiftSettings: strict),
    .testTarget(name: "RulesTests", dependencies: ["Ledger", "Authority", "Rules", "TestWorld", crypto], swiftSettings: strict),
])
"""


def table(lines):
    """The blocks of switch-off.txt: title, file, tests, old, new."""
    blocks = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("- "):
            blocks[-1]["old"].append(line[2:])
        elif line.startswith("+"):
            blocks[-1]["new"].append(line[2:])
        elif line.count(" | ") == 2:
            title, file, tests = line.split(" | ")
            blocks.append({"title": title, "file": file, "tests": tests, "old": [], "new": []})
        else:
            sys.exit(f"switch-off.txt:{number}: neither a title (rule | file | tests) nor a line that begins - or +")
    return blocks


def place_of(block):
    """Where the block's text stands in its file: (begin, end), or why it does not fit."""
    path = ROOT / "Sources" / block["file"]
    if not path.exists():
        return "does not fit (no such file)"
    # White space is the formatter's: what matters are the other characters.
    letters = "".join(block["old"])
    pattern = r"\s*".join(re.escape(letter) for letter in letters if not letter.isspace())
    places = [found.span() for found in re.finditer(pattern, path.read_text())]
    return places[0] if len(places) == 1 else f"does not fit ({len(places)} places)"


def git(*words):
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


class Since:
    """What a change touched: against a commit, with what is not committed yet."""

    def __init__(self, commit):
        self.commit = commit
        self.touched, self.weakened = {}, set()
        file = None
        for line in git("diff", "-M", "-U0", commit, "--", "Sources", "Tests/RulesTests").splitlines():
            if line.startswith("+++ "):
                file = line[6:]
            elif line.startswith("--- "):
                old = line[6:]
            elif hunk := re.match(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
                first, count = int(hunk[2]), int(hunk[3] or 1)
                # Where lines are only gone, the lines around the gap are touched.
                self.touched.setdefault(file, []).append((first, first + max(count, 2) - 1))
                if hunk[1] != "0":
                    self.weakened |= {pathlib.Path(name).stem for name in (file, old)}
        self.before = {self.check(block) for block in table(git("show", f"{commit}:Tests/switch-off.txt").splitlines())}

    @staticmethod
    def check(block):
        # Where its file lies may change.
        return repr([block["title"], block["tests"], block["old"], block["new"]])

    def has(self, block):
        if self.check(block) not in self.before or any(suite in self.weakened for suite in block["tests"].split("|")):
            return True
        lines = self.touched.get(f"Sources/{block['file']}")
        if not lines:
            return False
        begin, end = declaration(block)
        return any(first <= end and begin <= last for first, last in lines)


def declaration(block):
    """The lines of the declaration in which the block's text stands: told by indentation, which lint keeps."""
    text = (ROOT / "Sources" / block["file"]).read_text()
    at = text[:place_of(block)[0]].count("\n")
    lines = text.splitlines()
    opens = re.compile(r"( *)(?:@?\w+(?:\(\w+\))? )*(?:func|init|var|let|subscript|struct|enum|extension)\b.*")
    depth = len(lines[at]) - len(lines[at].lstrip())
    for begin in range(at, -1, -1):
        found = opens.fullmatch(lines[begin])
        if found and (len(found[1]) < depth or begin == at and depth <= 4):
            end = next((n for n in range(max(at, begin + 1), len(lines)) if lines[n].startswith(found[1] + "}")), at)
            return begin + 1, end + 1
    return 1, len(lines)


def run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", default="/tmp/foureyes-switch-off", help="folder of the copy; kept, so that a second run is quicker")
    parser.add_argument("--only", default="", help="only checks whose title has this in it")
    parser.add_argument("--after", help="begin behind the check with this title, to go on with a run that was broken off")
    parser.add_argument("--since", help="only checks that changed since this commit, by their text, their place or their tests")
    parser.add_argument("--fits", action="store_true", help="only say whether each check's text stands in the sources once")
    parser.add_argument("--list", action="store_true", help="say which checks would be run, and run none")
    parser.add_argument("--tests", help="run these tests instead of the named ones, such as WalkTests")
    parser.add_argument("--out", help="file that gets one line per check")
    options = parser.parse_args()
    blocks = table((HERE / "switch-off.txt").read_text().splitlines())
    misfits = [f"{place}  {block['title']}  {block['file']}" for block in blocks if isinstance(place := place_of(block), str)]
    if misfits:
        sys.exit("\n".join(misfits))
    if options.fits:
        return print(f"{len(blocks)} checks fit the sources")
    if options.after:
        titles = [block["title"] for block in blocks]
        blocks = blocks[titles.index(options.after) + 1:]
    since = Since(options.since) if options.since else None
    blocks = [block for block in blocks if options.only in block["title"] and (not since or since.has(block))]
    print(f"{len(blocks)} checks" + (f" touched since {options.since}" if since else ""), flush=True)
    if options.list:
        print("\n".join(block["title"] for block in blocks))
    if options.list or not blocks:
        return
    copy = pathlib.Path(options.into)
    for part in ["Sources/Ledger", "Sources/Authority", "Sources/Rules", "Tests/TestWorld", "Tests/RulesTests", "Tests/Policies",
                 "Tests/Ledgers", "docs/formats/vectors"]:
        if (copy / part).exists():
            shutil.rmtree(copy / part)
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, copy / part)
    (copy / "Package.swift").write_text(MANIFEST)
    base = run(copy, "swift", "build", "--build-tests")
    if base.returncode:
        sys.exit("the copy does not build:\n" + base.stdout[-3000:])
    # Style and documents are about the whole repository, which the copy is not.
    plain = run(copy, "swift", "test", "--skip-build", "--skip", "TidyTests", "--skip", "ProtocolDocTests", "--skip", "TargetTests")
    if plain.returncode:
        sys.exit("the tests are red before anything is switched off:\n" + plain.stdout[-3000:])
    bad = 0
    for block in blocks:
        start = time.time()
        path = copy / "Sources" / block["file"]
        text = path.read_text()
        begin, end = place_of(block)
        path.write_text(text[:begin] + "\n".join(block["new"]) + text[end:])
        built = run(copy, "swift", "build", "--build-tests")
        if built.returncode:
            errors = [line for line in built.stdout.splitlines() if "error:" in line]
            verdict = "does not build: " + (errors[0] if errors else "?")
        else:
            tests = run(copy, "swift", "test", "--skip-build", "--filter", options.tests or block["tests"])
            verdict = "red" if tests.returncode else "GREEN"
        path.write_text(text)
        bad += verdict != "red"
        line = f"{verdict:5}  {block['title']}  [{options.tests or block['tests']}]  {time.time() - start:.0f} s"
        print(line, flush=True)
        if options.out:
            with open(options.out, "a") as out:
                out.write(line + "\n")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
