"""Values of fields (fields.md), rows of imports (import.md) and lines of the state, for `make.py`.

Each type has a reader that was written from the format file alone, values that a person chose, good and bad, and changed
ones: each good value with one character put in, taken out or replaced, as the hash of the value says. What the reader says
of them is the vector; the Swift reader must say the same.
"""
import hashlib, json, re
from datetime import datetime

import rfc8785


def sha(data): return hashlib.sha256(data).digest()


# MARK: Grammar

def matches(pattern): return lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII) is not None


NUMBER = r"(0|[1-9][0-9]{0,14})"
LETTERS = "".join(chr(c) for c in range(0xc0, 0x180) if c not in (0xd7, 0xf7))
NAME_SET = r"[A-Za-z0-9" + LETTERS + r" .,:/+#()&'_-]"


def is_id(v, prefixes=None):
    found = re.fullmatch(r"(?:([pm])|([A-Z]{1,4})-)" + NUMBER, v, re.ASCII) if isinstance(v, str) else None
    if not found:
        return False
    prefix, number = found[1] or found[2], int(found[3])
    return (number > 0 or prefix == "A") and (prefixes is None or prefix in prefixes)


def is_name(v):
    return isinstance(v, str) and 1 <= len(v) <= 80 and re.fullmatch(NAME_SET + "+", v) is not None and (
        v == v.strip(" ") and "  " not in v)


def is_number(v): return isinstance(v, int) and not isinstance(v, bool) and 0 <= v < 2**53


def is_time(v):
    if not matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")(v) or v < "1970":
        return False
    try:
        datetime.strptime(v, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return False
    return not v.endswith(":60Z")


def is_day(v): return matches(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(v) and is_time(v + "T00:00:00Z")


def is_host(v):
    return matches(r"[a-z0-9-]+(\.[a-z0-9-]+)*")(v) and len(v) <= 253


def is_version4(v): return matches(r"\.".join([NUMBER] * 4))(v) and all(int(part) < 256 for part in v.split("."))


def is_version6(v):
    """RFC 5952, section 4: reads eight groups, and takes only the text that it would write."""
    if not matches(r"[0-9a-f:]+")(v):
        return False
    halves = v.split("::")
    if len(halves) > 2:
        return False
    sides = [half.split(":") if half else [] for half in halves]
    if any(not 1 <= len(group) <= 4 for side in sides for group in side):
        return False
    known = sum(map(len, sides))
    if known != 8 if len(halves) == 1 else known > 6:
        return False
    first = [int(g, 16) for g in sides[0]]
    last = [int(g, 16) for g in sides[-1]] if len(halves) == 2 else []
    groups = first + [0] * (8 - len(first) - len(last)) + last
    runs = [(start, end) for start in range(8) for end in range(start + 2, 9) if not any(groups[start:end])]
    if not runs:
        return v == ":".join(f"{g:x}" for g in groups)
    start, end = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
    return v == ":".join(f"{g:x}" for g in groups[:start]) + "::" + ":".join(f"{g:x}" for g in groups[end:])


def is_list(of):
    def read(v):
        if not isinstance(v, list) or not 1 <= len(v) <= 64 or not all(map(of, v)):
            return False
        written = [rfc8785.dumps(item) for item in v]
        return all(a < b for a, b in zip(written, written[1:]))
    return read


def is_parties(v):
    if not isinstance(v, list) or not 1 <= len(v) <= 64:
        return False
    for item in v:
        if not isinstance(item, dict) or set(item) != {"person", "role"} or not is_id(item["person"], ["p"]):
            return False
        if not matches(r"[a-z][a-z0-9-]{0,63}")(item["role"]):
            return False
    numbers = [int(item["person"][1:]) for item in v]
    return all(a < b for a, b in zip(numbers, numbers[1:]))


is_code = matches(r"[A-Za-z0-9._:/-]{1,64}")
TYPES = {
    "id": is_id, "id-of-several": lambda v: is_id(v, ["S", "H"]), "code": is_code, "name": is_name,
    "choice": lambda v: v in ("no", "yes"), "number": is_number, "number-with-unit": is_number, "time": is_time,
    "day": is_day, "digest": matches(r"[0-9a-f]{64}"), "host": is_host,
    "address": lambda v: is_version4(v) or is_version6(v), "version": matches(r"[A-Za-z0-9][A-Za-z0-9.+~_-]{0,31}"),
    "licence": matches(r"[A-Za-z0-9.+-]{1,64}"), "list": is_list(is_code), "parties": is_parties,
}

# MARK: Values

HASH = sha(b"fields").hex()
CHOSEN = {
    "id": ["M-1", "FAC-12", "ABCD-1", "p1", "m17", "P-1", "A-0", "A-999999999999999", "ABCDE-1", "m-1", "M1", "M-01", "M-0",
           "-1", "M-", "M--1", "p0", "p01", "pp1", "É-1", "M-1000000000000000", "M-١", "", 1],
    "id-of-several": ["S-1", "H-12", "M-1", "p1", "S-0", "HS-1", "s-1", ["S-1"]],
    "code": ["WD-1", "a.b_c:d/e-f", "x" * 64, "x" * 65, "", "a b", "ä", "a\n", "a,b", 7],
    "name": ["PowerEdge R740", "Zürich, Hönggerberg", "a", "Łódź (2)", "é" * 80, "é" * 81, "ſ", "R & D's #1 + x: y/z_-.", "", " a",
             "a ", "a  b", "a\tb", "a×b", "a÷b", "a\u0301", "a\u202eb", "“a”", "a<b", "a\u00a0b", "\u0180", "\u00bf", "a\u200bb", "а"],
    "choice": ["yes", "no", "Yes", "", "maybe", True],
    "number": [0, 1, 2**53 - 1, "1", True, [1]],
    "number-with-unit": [0, 2048, 2**53 - 1, "2048", "2048 MB"],
    "time": ["2026-11-22T09:40:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2028-02-29T00:00:00Z", "1969-12-31T23:59:59Z",
             "2026-02-29T09:40:00Z", "2026-11-22T24:00:00Z", "2026-11-22T09:40:60Z", "2026-11-22T09:40Z", "2026-11-22 09:40:00Z",
             "2026-11-22T09:40:00+00:00", "2026-11-22T09:40:00z", 0],
    "day": ["2027-11-30", "2028-02-29", "1970-01-01", "2027-02-29", "2027-1-1", "2027-11-31", "20271130", "2027-11-30T00:00:00Z"],
    "digest": [HASH, HASH.upper(), HASH[:-1], HASH + "0", "", 1],
    "host": ["ca.example", "a", "signer-1.ca.example", "1.2.3.4", "a" * 253, "a" * 254, "ca.example.", ".a", "a..b", "CA.example",
             "a_b", "ä.example", "", "a b"],
    "address": ["192.0.2.7", "0.0.0.0", "255.255.255.255", "256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "::", "::1", "2001:db8::7",
                "2001:DB8::7", "2001:0db8::7", "2001:db8:0:0:1::1", "2001:db8::1:0:0:1", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", "1::2::3", ":::", "1:2", "::ffff:1.2.3.4", "::ffff:102:304", "fe80::1%eth0",
                "1:2:3:4:5:6:7:8:9", "", "0:0:1::", "::1:0:0:0:0:0", "0:0:1:0:0:0:0:0", "1::", "0::1", "1:0:2:3:4:5:6:7"],
    "version": ["12.11", "p20140731", "1.0~rc1+b2_x-y", "v" * 32, "v" * 33, "-1", ".1", "1 2", "", "1/2"],
    "licence": ["GPL-2.0-only", "MIT", "LGPL-2.1+", "x" * 64, "x" * 65, "", "GPL 2.0", "GPL_2"],
    "list": [["a"], ["a", "b"], ["A", "a"], ["10", "2"], [f"c{n:02}" for n in range(64)], [f"c{n:02}" for n in range(65)], [], ["b", "a"],
             ["a", "a"], "a", ["a", "b c"], ["a", 1], [["a"]]],
    "parties": [[{"person": "p4", "role": "observer"}], [{"person": "p4", "role": "observer"}, {"person": "p12", "role": "witness"}],
                [{"person": "p2", "role": "a"}, {"person": "p10", "role": "a"}], [], [{"person": "p4"}],
                [{"person": "p4", "role": "a"}, {"person": "p4", "role": "b"}], [{"person": "p9", "role": "a"}, {"person": "p4", "role": "a"}],
                [{"person": "M-4", "role": "a"}], [{"person": "p4", "role": "A"}], [{"person": "p4", "role": ""}],
                [{"person": "p4", "role": "a", "extra": 1}], {"person": "p4", "role": "a"}, "p4:observer"],
}
LETTERS_PUT_IN = [" ", "0", "1", ".", ":", "-", "/", "A", "a", "é", "\u0301", "×", "\u202e", "Z", "T"]
CHANGES_OF_EACH = 24


def changed(text):
    """Texts that differ from this one in one character; which, the hash of text and number says."""
    for number in range(CHANGES_OF_EACH):
        dice = sha(f"{number} {text}".encode())
        at, letter = dice[0] % (len(text) + 1), LETTERS_PUT_IN[dice[1] % len(LETTERS_PUT_IN)]
        yield text[:at] + letter * (dice[2] % 3 != 0) + text[at + (dice[2] % 3 != 1):]


def values():
    found = []
    for name, chosen in CHOSEN.items():
        read, seen = TYPES[name], []
        for value in chosen:
            if value not in seen or isinstance(value, bool):
                seen.append(value)
        for value in [v for v in chosen if isinstance(v, str) and len(v) < 64 and read(v)]:
            for other in changed(value):
                if other not in seen:
                    seen.append(other)
        found += [{"type": name, "value": value, "good": bool(read(value))} for value in seen]
    return found


# MARK: Names, compared (fields.md)

def folded(text):
    def one(c):
        n = ord(c)
        if c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" or 0xc0 <= n <= 0xde and n != 0xd7:
            return chr(n + 0x20)
        if (0x100 <= n <= 0x12f or 0x132 <= n <= 0x137 or 0x14a <= n <= 0x177) and n % 2 == 0:
            return chr(n + 1)
        if (0x139 <= n <= 0x148 or 0x179 <= n <= 0x17e) and n % 2 == 1:
            return chr(n + 1)
        return {0x130: "i", 0x178: "\u00ff"}.get(n, c)
    return "".join(map(one, text))


# MARK: Imports (import.md)

STORE = "register/store.enter"


def imports():
    """Enclosures for the register of secure stores, good and bad; each bad one has one fault, which its name says."""
    def rows(rows, kind=STORE, **more): return rfc8785.dumps({"kind": kind, "rows": rows} | more)
    one, two = {"label": "safe 1"}, {"label": "Zürich, safe 2"}
    good = {"one": rows([one]), "two": rows([one, two])}
    bad = {
        "no-rows": rows([]), "rows-no-list": rows(one), "other-kind": rows([one], kind="register/medium.enter"),
        "no-kind": rfc8785.dumps({"rows": [one]}), "member-more": rows([one], more=1), "list": rfc8785.dumps([one]),
        "row-no-object": rows(["safe 1"]), "fact-unknown": rows([one | {"colour": "red"}]), "fact-missing": rows([{}]),
        "fact-unfit": rows([one, {"label": " safe"}]), "fact-number": rows([{"label": 1}]),
        "space": good["one"].replace(b":", b": ", 1), "lf": good["one"] + b"\n", "twice": good["one"].replace(b'{"label"', b'{"label":"a","label"', 1),
        "order": good["one"].replace(b'"kind":"register/store.enter",', b"", 1)[:-1] + b',"kind":"register/store.enter"}',
        "null": good["one"].replace(b'"safe 1"', b"null", 1), "float": good["one"].replace(b'"safe 1"', b"1.0", 1),
    }
    return good, bad


# MARK: Lines of the state (P-62)

def line(members): return rfc8785.dumps(members)


def register(lines):
    """The hash of a register of one page: over the hash of the page, which is over its lines, each with its LF."""
    return sha(sha(b"".join(l + b"\n" for l in lines))).hex()


def lines():
    note = {"about": 12, "hash": sha(b"note 1").hex(), "parts": ["file-1", "text"], "person": 5, "place": 40,
            "recorded": "2026-11-22T09:40:00Z"}
    beside = {"hash": sha(b"note 2").hex(), "item": "M-1", "parts": ["text"], "person": 6, "place": 41, "recorded": "2026-11-22T09:41:00Z"}
    stores = [{"born": 30, "label": "safe 1"}, {"born": 33, "label": "Zürich, safe 2"}]
    presence = {"from": "2026-11-22T09:40:00Z", "joined": 44, "left": 46, "person": "p8", "role": "relief", "until": "2026-11-22T10:40:00Z"}
    unclean = {"breaches": [{"clause": "P-55", "what": "the relief p9 or the key was stopped"}], "from": "2026-11-22T09:40:00Z", "joined": 45,
               "late": True, "person": "p9", "role": "relief"}
    return {
        "stores": {"lines": [line(s).decode() for s in stores], "hash": register([line(s) for s in stores])},
        "notes": {"lines": [line(n).decode() for n in (note, beside)], "hash": register([line(n) for n in (note, beside)])},
        "presences": {"lines": [line(p).decode() for p in (presence, unclean)]},
    }


def make():
    good, bad = imports()
    return {
        "values": values(),
        "folded": [{"name": n, "folded": folded(n)} for n in ("CA-105 ÀÖØÞ ĀĮĲĶĹŇŊŶŸŹŽ", "ßàÿāıĸŉſ×÷", "\u0130stanbul", "PowerEdge R740",
                                                                  "".join(chr(c) for c in range(0xc0, 0x180)))],
        "imports": {"good": [{"name": n, "bytes": b.decode(), "sha256": sha(b).hex(), "rows": len(json.loads(b)["rows"])} for n, b in good.items()],
                    "bad": [{"name": n, "bytes": b.decode()} for n, b in bad.items()]},
        "state": lines(),
    }
