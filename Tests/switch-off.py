#!/usr/bin/env python3
"""Switches each check of the rules off, once, and says whether the tests notice.

A rule whose tests stay green without its check is not proved. The table beside this file, switch-off.txt, has one block
per check: a line `rule, what | file under Sources/Rules | tests`, then the text as it stands (`- `) and as it is put
instead (`+ `). Each is done on a copy of the sources; the copy is built and the named tests are run: `red` is good.

    Tests/switch-off.py [--into FOLDER] [--only WORD] [--since COMMIT] [--out FILE]

It takes 15 to 30 seconds a check on two cores, so it does not run in CI. Exit 1 if a check stays green, or does not fit.
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
    .target(name: "Rules", dependencies: ["Ledger", .product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: strict),
    .target(name: "TestWorld", dependencies: ["Ledger", "Rules", crypto], path: "Tests/TestWorld", swiftSettings: strict),
    .testTarget(name: "RulesTests", dependencies: ["Ledger", "Rules", "TestWorld", crypto], swiftSettings: strict),
])
"""


def table():
    """The blocks of switch-off.txt: (title, file, tests, old, new)."""
    blocks, lines = [], (HERE / "switch-off.txt").read_text().splitlines()
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


def titles_before(commit):
    """The titles that the table had at a commit."""
    text = subprocess.run(
        ["git", "show", f"{commit}:Tests/switch-off.txt"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {line.split(" | ")[0] for line in text.splitlines() if line.count(" | ") == 2}


def run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", default="/tmp/foureyes-switch-off", help="folder of the copy; kept, so that a second run is quicker")
    parser.add_argument("--only", default="", help="only checks whose title has this in it")
    parser.add_argument("--after", help="begin behind the check with this title, to go on with a run that was broken off")
    parser.add_argument("--since", help="only checks that the table did not have at this commit")
    parser.add_argument("--tests", help="run these tests instead of the named ones, such as WalkTests")
    parser.add_argument("--out", help="file that gets one line per check")
    options = parser.parse_args()
    copy = pathlib.Path(options.into)
    for part in ["Sources/Ledger", "Sources/Rules", "Tests/TestWorld", "Tests/RulesTests", "Tests/Policies", "Tests/Ledgers"]:
        if (copy / part).exists():
            shutil.rmtree(copy / part)
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, copy / part)
    (copy / "Package.swift").write_text(MANIFEST)
    base = run(copy, "swift", "build", "--build-tests")
    if base.returncode:
        sys.exit("the copy does not build:\n" + base.stdout[-3000:])
    plain = run(copy, "swift", "test", "--skip-build", "--skip", "TidyTests")
    if plain.returncode:
        sys.exit("the tests are red before anything is switched off:\n" + plain.stdout[-3000:])
    bad = 0
    blocks = table()
    if options.after:
        titles = [block["title"] for block in blocks]
        blocks = blocks[titles.index(options.after) + 1:]
    known = titles_before(options.since) if options.since else set()
    for block in blocks:
        if options.only not in block["title"] or block["title"] in known:
            continue
        start = time.time()
        path = copy / "Sources/Rules" / block["file"]
        text = path.read_text()
        old, new = "\n".join(block["old"]), "\n".join(block["new"])
        # White space is the formatter's: what matters are the other characters.
        places = list(re.finditer(r"\s*".join(re.escape(letter) for letter in old if not letter.isspace()), text))
        if len(places) != 1:
            verdict = f"does not fit ({len(places)} places)"
        else:
            path.write_text(text[:places[0].start()] + new + text[places[0].end():])
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
