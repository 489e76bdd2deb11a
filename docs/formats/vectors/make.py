#!/usr/bin/env python3
"""Makes the test vectors of docs/formats/ from fixed seeds, and checks them.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python make.py            writes the files anew
    .venv/bin/python make.py --check    makes them again in memory, compares, reads each with `reading.py`, and verifies
                                        each entry with stock ssh-keygen

Nothing here is shared with the Swift sources. Every byte is the same in every run: no clock, no randomness; ECDSA is
signed as in RFC 6979. The private keys follow from the seeds below and are public: never trust them.
"""
import base64, hashlib, hmac, json, os, re, struct, subprocess, sys, tempfile
from pathlib import Path

import rfc8785
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from mnemonic import Mnemonic

import attachments
import fields
import passkeys
import reading

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("FOUREYES_VECTORS", HERE.parents[3] / "shared" / "vectors"))
ORIGIN = "demonstration/formats.example/7k3qz5"
APPLICATION, RP, WEB = "ssh:foureyes", "ca.example", "https://ca.example"
EMPTY = hashlib.sha256(b"").digest()
files = {}  # path below this folder -> bytes


def sha(data): return hashlib.sha256(data).digest()


def seed(name): return sha(b"foureyes vectors: " + name.encode())


def b64(data): return base64.b64encode(data).decode()


def s(data): return struct.pack(">I", len(data)) + (data.encode() if isinstance(data, str) else data)


def put_json(path, value): files[path] = (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def words(digest, count):
    return Mnemonic("english").to_mnemonic(digest[:16] if count == 12 else digest)


# MARK: Keys and signatures (signature.md)

class Key:
    """A key of one of the five forms; authenticators are made in software."""

    def __init__(self, name, form):
        self.name, self.form, self.counter = name, form, 6
        self.application = {"webauthn": RP, "sk-ed25519": APPLICATION, "sk-ecdsa": APPLICATION}.get(form)
        if form.endswith("ed25519"):
            self.secret = seed("key " + name)
            self.key = ed25519.Ed25519PrivateKey.from_private_bytes(self.secret)
            raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            self.type = "ssh-ed25519" if form == "ed25519" else "sk-ssh-ed25519@openssh.com"
            self.blob = s(self.type) + s(raw)
        else:
            order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
            number = int.from_bytes(seed("key " + name), "big") % (order - 1) + 1
            self.secret = number.to_bytes(32, "big")
            self.key = ec.derive_private_key(number, ec.SECP256R1())
            raw = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            self.type = "ecdsa-sha2-nistp256" if form == "ecdsa" else "sk-ecdsa-sha2-nistp256@openssh.com"
            self.blob = s(self.type) + s("nistp256") + s(raw)
        if self.application:
            self.blob += s(self.application)
        self.line = f"{self.type} {b64(self.blob)}"
        self.fingerprint = sha(self.blob)

    def numbers(self, message):
        """The signature as its SSH string holds it: 64 bytes, or the mpints r and s."""
        if self.form.endswith("ed25519"):
            return self.key.sign(message)
        pair = utils.decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
        # One more byte than the bits need, so that the highest bit is 0 (RFC 4251, mpint).
        return b"".join(s(n.to_bytes(n.bit_length() // 8 + 1, "big")) for n in pair)

    def sign(self, line, extra=b"", extensions=b""):
        """The parts of an SSHSIG over a line, by name; `blob` is the whole."""
        signed = b"SSHSIG" + s("statement@foureyes") + s("") + s("sha512") + s(hashlib.sha512(line).digest())
        parts, kind, tail, message = {"signed": signed}, self.type, b"", signed
        if self.application:
            self.counter += 1
            flags = 0x05 | (0x80 if extensions else 0)
            head, text = struct.pack(">BI", flags, self.counter), signed
            parts |= {"flags": flags, "counter": self.counter}
            if self.form == "webauthn":
                kind = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
                challenge = base64.urlsafe_b64encode(signed).rstrip(b"=")
                text = (b'{"type":"webauthn.get","challenge":"' + challenge + b'","origin":"' + WEB.encode()
                        + b'","crossOrigin":false' + extra + b"}")
                tail = s(WEB) + s(text) + s(extensions)
                parts |= {"clientData": text, "extensions": extensions, "webOrigin": WEB}
            tail = head + tail
            message = sha(self.application.encode()) + head + extensions + sha(text)
        parts["message"] = message
        parts["signature"] = s(kind) + s(self.numbers(message)) + tail
        parts["blob"] = (b"SSHSIG" + struct.pack(">I", 1) + s(self.blob) + s("statement@foureyes") + s("")
                         + s("sha512") + s(parts["signature"]))
        return parts


def armour(blob):
    letters = b64(blob)
    lines = [letters[i:i + 70] for i in range(0, len(letters), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""]).encode()


def submission(line, key, **more): return line + armour(key.sign(line, **more)["blob"])


def entry(line, key, recorded, **more): return submission(line, key, **more) + f"recorded {recorded}\n".encode()


# MARK: Statements (statement.md)

def head(root=EMPTY, size=0): return {"root": root.hex(), "size": size}


def statement(name, signer, kind, body, claimed, until, ledger=None, under=("P-54",), **more):
    """The line of a statement with its LF. `more` are optional members; `name` seeds the request id."""
    said = {"body": body, "claimed": claimed, "kind": kind, "origin": ORIGIN, "request": seed("request " + name)[:16].hex(),
            "seen": {"journal": head(), "ledger": ledger or head()}, "signer": signer, "under": list(under),
            "until": until, "v": 1} | more
    return rfc8785.dumps(said) + b"\n"


def commitment(key, line_members, name, content):
    return hmac.new(key, committed(line_members, name, content), hashlib.sha256).digest()


def committed(line_members, name, content):
    """The message of the HMAC; `line_members` are origin, signer, request, kind."""
    return b"".join(map(s, line_members)) + s(name) + struct.pack(">Q", len(content)) + content


def enclosure(data): return {"length": len(data), "sha256": sha(data).hex()}


# MARK: Tree, tiles, bundles (tiles.md)

def split(n): return 1 << ((n - 1).bit_length() - 1)


def root(leaves):
    """RFC 6962, 2.1, by its recursion; nothing shared with the checker in reading.py but the two hashes."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha(b"\1" + root(leaves[:k]) + root(leaves[k:]))


def inclusion(index, leaves):
    if len(leaves) <= 1:
        return []
    k = split(len(leaves))
    if index < k:
        return inclusion(index, leaves[:k]) + [root(leaves[k:])]
    return inclusion(index - k, leaves[k:]) + [root(leaves[:k])]


def consistency(m, leaves, whole=True):
    if m == len(leaves):
        return [] if whole else [root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return consistency(m, leaves[:k], whole) + [root(leaves[k:])]
    return consistency(m - k, leaves[k:], False) + [root(leaves[:k])]


def tile_name(kind, index, width=256):
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{kind}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def tile_widths(size):
    """All tiles and bundles of a log of that size, as (kind, index, width)."""
    level, count = 0, size
    while count:
        for kind in ([0, "entries"] if level == 0 else [level]):
            yield from ((kind, index, min(256, count - 256 * index)) for index in range((count + 255) // 256))
        level, count = level + 1, count // 256


def tiles(entries):
    """The bytes of all tiles and bundles by name."""
    leaves, made = [sha(b"\0" + e) for e in entries], {}
    for kind, index, width in tile_widths(len(entries)):
        if kind == "entries":
            data = b"".join(struct.pack(">H", len(e)) + e for e in entries[256 * index:256 * index + width])
        else:
            span = 256 ** kind
            data = b"".join(root(leaves[(256 * index + i) * span:(256 * index + i + 1) * span]) for i in range(width))
        made[tile_name(kind, index, width)] = data
    return made


# MARK: Notes (checkpoint.md, refusal.md)

class NoteKey:
    """An Ed25519 key of C2SP signed notes (type 1), or of cosignatures (type 4)."""

    def __init__(self, seed_name, name, kind=1):
        self.secret, self.name = seed("note key " + seed_name), name
        self.key = ed25519.Ed25519PrivateKey.from_private_bytes(self.secret)
        self.material = bytes([kind]) + self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = sha(name.encode() + b"\n" + self.material)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(self.material)}"

    def line(self, blob): return f"\u2014 {self.name} {b64(self.id + blob)}\n".encode()

    def note(self, text): return text + b"\n" + self.line(self.key.sign(text))

    def cosignature(self, text, seconds):
        message = b"cosignature/v1\ntime %d\n" % seconds + text
        return self.line(struct.pack(">Q", seconds) + self.key.sign(message))


def checkpoint_text(origin, leaves): return f"{origin}\n{len(leaves)}\n{b64(root(leaves))}\n".encode()


NOT_IN_POOL = "p3 is not in systems-administration; one more of its members must sign A-4."
LOG = NoteKey("ledger", ORIGIN)
JOURNAL = NoteKey("journal", ORIGIN + "/journal")
WITNESS = NoteKey("witness", "witness.example/w1", kind=4)
P1, P2, P3 = Key("p1", "ed25519"), Key("p2", "sk-ed25519"), Key("p3", "ecdsa")
# One person with a key of each form, so that one statement can be signed five times.
P2_PLAIN, P2_ECDSA, P2_SECOND, P2_PASSKEY = (
    Key("p2 plain", "ed25519"), Key("p2 ecdsa", "ecdsa"), Key("p2 second", "sk-ecdsa"), Key("p2 passkey", "webauthn"))
FORMS = [P2_PLAIN, P2_ECDSA, P2, P2_SECOND, P2_PASSKEY]
MACHINE = Key("machine", "ed25519")
KEYS = [P1, P2, P3, P2_PLAIN, P2_ECDSA, P2_SECOND, P2_PASSKEY]


# MARK: What is written

def make_keys():
    put_json("keys.json", {
        "application": APPLICATION, "rp": RP, "webOrigin": WEB,
        "keys": [{"name": k.name, "form": k.form, "private": k.secret.hex(), "openssh": k.line, "blob": k.blob.hex(),
                  "fingerprint": k.fingerprint.hex(), "twelve": words(k.fingerprint, 12)} for k in KEYS],
        "notes": [{"name": n.name, "type": n.material[0], "seed": n.secret.hex(), "keyID": n.id.hex(), "vkey": n.vkey}
                  for n in (LOG, JOURNAL, WITNESS)]})
    files["allowed_signers"] = "".join(
        f'{k.name.split()[0]} namespaces="statement@foureyes" {k.line}\n' for k in KEYS).encode()


def make_log():
    """Six entries: a founding, three acceptances, a proposal with everything beside it, a signature on it."""
    policy = rfc8785.dumps({"name": "formats", "schema": 1, "stub": True})
    manual = rfc8785.dumps({"name": "formats", "schema": 1, "values": {}})
    clauses = rfc8785.dumps({"clauses": [], "schema": 1})
    report = b"nvme format: ok\n"
    enclosed = [policy, manual, clauses, report]
    founders = [("p1", P1), ("p2", P2), ("p3", P3)]
    body = {
        "clauses": sha(clauses).hex(),
        "editions": {part: {"digest": sha(f"foureyes {part} edition 1".encode()).hex(), "number": 1}
                     for part in ("authority", "register")},
        "founders": [{"key": key.line, "person": person, "seats": ["board"]} for person, key in founders],
        "logs": {"journal": JOURNAL.vkey, "ledger": LOG.vkey}, "manual": sha(manual).hex(),
        "policy": sha(policy).hex(), "sort": "demonstration", "web": {"origins": [WEB], "rp": RP}}
    lines = [statement("founding", "p1", "authority/founding", body, "2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z",
                       enclosures=sorted(map(enclosure, (policy, manual, clauses)), key=lambda e: e["sha256"]))]
    entries = [entry(lines[0], P1, "2026-11-22T09:00:05Z")]

    def now(): return head(root([sha(b"\0" + e) for e in entries]), len(entries))

    def add(line, key, recorded):
        lines.append(line)
        entries.append(entry(line, key, recorded))
    for minute, (person, key) in enumerate(founders, 1):
        heard = [{"key": other.fingerprint.hex(), "person": name} for name, other in founders if name != person]
        add(statement("accept " + person, person, "authority/founding.accept", {"heard": heard},
                      f"2026-11-22T09:1{minute}:00Z", "2026-11-23T09:00:00Z", now(), of=sha(lines[0]).hex()),
            key, f"2026-11-22T09:1{minute}:07Z")
    reason, contact = b"Reallocated sectors since August; replaced by M-151.", "Zoë, night desk: +41 44 000 00 00".encode()
    request, kind = seed("request retire")[:16].hex(), "register/medium.retire"
    opened = [("contact", "board", contact), ("reason", "everyone", reason)]
    detached, vault = [], []
    for name, audience, content in opened:
        key = seed("commitment key " + name)
        code = commitment(key, (ORIGIN, "p2", request, kind), name, content).hex()
        detached.append({"audience": audience, "commitment": code, "name": name}
                        | ({"exception": "CE-3"} if audience == "board" else {}))
        vault.append({"name": name, "audience": audience, "key": key.hex(), "content": b64(content),
                      "origin": ORIGIN, "signer": "p2", "request": request, "kind": kind,
                      "message": committed((ORIGIN, "p2", request, kind), name, content).hex(), "commitment": code})
    add(statement("retire", "p2", kind, {"fate": "erased-and-stored", "medium": "M-147"}, "2026-11-22T09:40:00Z",
                  "2026-11-22T10:40:00Z", now(), ["SP-2.2.3.3a", "SP-2.2.3.3b"], detached=detached,
                  enclosures=[enclosure(report)], slot="administrator"), P2_SECOND, "2026-11-22T09:40:05Z")
    add(statement("sign", "p3", "register/act.sign", {}, "2026-11-22T09:52:30Z", "2026-11-23T09:52:30Z", now(),
                  ["SP-2.2.3.3b"], of=sha(lines[4]).hex(), slot="administrator"), P3, "2026-11-22T09:52:31Z")
    export(lines, entries, enclosed, vault)
    put_json("founding.json", {
        "founding": sha(lines[0]).hex(), "twentyfour": words(sha(lines[0]), 24), "body": body,
        "enclosures": [{"bytes": b64(e), **enclosure(e)} for e in (policy, manual, clauses)],
        "entries": [described(e, l) for e, l in zip(entries[:4], lines)]})
    put_json("detached.json", vault)
    put_json("enclosures.json", [{"bytes": b64(e), **enclosure(e)} for e in enclosed])
    return lines, entries, vault, report


def described(data, line, **more):
    return {"statement": line.decode(), "statement_sha256": sha(line).hex(), "length": len(data),
            "leaf_sha256": sha(b"\0" + data).hex(), "words": words(sha(line), 12), **more}


def export(lines, entries, enclosed, vault):
    leaves = [sha(b"\0" + e) for e in entries]
    files["export/checkpoint"] = LOG.note(checkpoint_text(ORIGIN, leaves))
    for name, data in tiles(entries).items():
        files["export/" + name] = data
    for data in enclosed:
        files["export/enclosures/" + sha(data).hex()] = data
    for part in vault:
        if part["audience"] == "everyone":
            path = f"export/public/{sha(lines[4]).hex()}/{part['name']}"
            files[path] = bytes.fromhex(part["key"]) + base64.b64decode(part["content"])
    text = checkpoint_text(ORIGIN, leaves[:4])
    files["export/checkpoints/4"] = LOG.note(text) + WITNESS.cosignature(text, 1795338900)


def make_statements(lines, entries):
    """Statements at the edges of the grammar, and lines with one fault each."""
    at = head(root([sha(b"\0" + e) for e in entries[:4]]), 4)
    common = dict(claimed="2026-11-22T09:40:00Z", until="2026-11-22T10:40:00Z", ledger=at, under=["SP-2.2.3.3a"])
    retire = {"fate": "erased-and-stored", "medium": "M-147"}

    def example(name, body=retire, **more):
        return statement("example " + name, "p2", "register/medium.retire", body, **(common | more))
    deep = "x"
    for _ in range(7):
        deep = {"a": deep}
    good = {
        "plain": example("plain"),
        "all-members": example("all", of=sha(lines[4]).hex(), slot="second", unheard=sorted([sha(b"1").hex(), sha(b"2").hex()]),
                               enclosures=sorted([enclosure(b"abc"), enclosure(b"")], key=lambda e: e["sha256"]),
                               detached=[{"audience": "board", "commitment": sha(b"a").hex(), "exception": "CE-3", "name": "evidence"},
                                         {"audience": "everyone", "commitment": sha(b"b").hex(), "name": "reason"}]),
        "empty-body": example("empty", body={}),
        "under-not-sorted": example("under", under=["SP-2.2.3.3b", "SP-2.2.3.3a", "B-412"]),
        "deepest": example("deep", body=deep),
        "integers": example("integers", body={"largest": 2**53 - 1, "yes": True, "zero": 0}),
        "key-order": example("keys", body={"-".join("a" * 32): 1, "A": 2, "a.b": 3, "a/b": 4, "a_b": 5, "aa": 6, "0": 7}),
        "escapes": example("escapes", body={"code": 'a"b\\c/d'}),
        "letters": example("letters", body={"code": "Zürich e\u0301 é 🔒 \u2028"}),
        "until-is-claimed": example("until", until="2026-11-22T09:40:00Z"),
        "leap-day": example("leap", claimed="2028-02-29T23:59:59Z", until="2028-02-29T23:59:59Z"),
        "first-and-last-time": example("times", claimed="1970-01-01T00:00:00Z", until="9999-12-31T23:59:59Z"),
    }
    plain, all_members = good["plain"], good["all-members"]
    request = seed("request example plain")[:16].hex()

    def swap(old, new, line=plain):
        old, new = (x.encode() if isinstance(x, str) else x for x in (old, new))
        assert line.count(old) >= 1, old
        return line.replace(old, new, 1)
    bad = {
        "space": swap('"v":1', '"v": 1'), "no-lf": plain[:-1], "cr": plain[:-1] + b"\r\n", "two-lf": plain + b"\n",
        "bom": b"\xef\xbb\xbf" + plain, "key-order": swap('"fate":"erased-and-stored","medium":"M-147"', '"medium":"M-147","fate":"erased-and-stored"'), "null": swap('"M-147"', "null"),
        "twice": swap('"v":1', '"v":1,"v":1'), "v-2": swap('"v":1', '"v":2'), "float": swap('"size":4', '"size":4.0'),
        "exponent": swap('"size":4', '"size":4e0'), "negative": swap('"size":4', '"size":-4'),
        "minus-zero": swap('"size":0', '"size":-0'), "leading-zero": swap('"size":4', '"size":04'),
        "too-large": swap('"size":4', '"size":9007199254740992'), "escaped-letter": swap("M-147", "\\u004d-147"),
        "escaped-solidus": swap("M-147", "M\\/147"), "escaped-newline": swap("M-147", "M\\n147"),
        "control": swap("M-147", b"M\x01147"), "tab": swap("M-147", "M\t147"), "delete": swap("M-147", "M\x7f147"),
        "c1": swap("M-147", "M\u0085147"), "overlong": swap("M-147", b"M\xc0\xad147"),
        "surrogate": swap("M-147", b"M\xed\xa0\x80147"), "beyond": swap("M-147", b"M\xf4\x90\x80\x80147"),
        "cut-utf8": swap("M-147", b"M-147\xc3"), "key-empty": swap('"fate"', '""'), "key-mark": swap('"fate"', '".ate"'),
        "key-long": swap('"fate"', '"' + "f" * 65 + '"'), "key-letter": swap('"fate"', '"fäte"'),
        "too-deep": swap('"x"', '{"a":"x"}', good["deepest"]), "unknown-member": swap('"v":1', '"v":1,"w":1'),
        "unknown-inside": swap('"size":4}', '"size":4,"z":1}'), "body-list": swap('"body":{', '"body":[{').replace(b'147"}', b'147"}]', 1),
        "no-claimed": swap('"claimed":"2026-11-22T09:40:00Z",', ""), "until-before": swap('"until":"2026-11-22T10', '"until":"2026-11-22T08'),
        "no-such-day": swap("2026-11-22T09", "2026-02-29T09"), "second-60": swap("09:40:00Z", "09:40:60Z"),
        "hour-24": swap("T09:40:00Z", "T24:00:00Z"), "year-1969": swap('"claimed":"2026', '"claimed":"1969'),
        "fraction": swap("09:40:00Z", "09:40:00.0Z"), "offset": swap("09:40:00Z", "09:40:00+00:00"),
        "kind-one-word": swap("register/medium.retire", "register"), "kind-three": swap("register/medium.retire", "register/a/b"),
        "kind-1": swap("medium.retire", "medium.retire.1"), "kind-02": swap("medium.retire", "medium.retire.02"),
        "kind-upper": swap("register/medium", "register/Medium"), "origin-upper": swap("formats.example", "Formats.example"),
        "origin-long": swap(ORIGIN, "a" * 256), "request-long": swap(request, request + "0"), "request-short": swap(request, request[:-1]),
        "signer-00": swap('"p2"', '"p00"'), "signer-m0": swap('"p2"', '"m0"'), "signer-02": swap('"p2"', '"p02"'),
        "signer-large": swap('"p2"', '"p9007199254740992"'), "under-empty": swap('["SP-2.2.3.3a"]', "[]"),
        "under-twice": swap('["SP-2.2.3.3a"]', '["SP-2.2.3.3a","SP-2.2.3.3a"]'), "under-letter": swap("SP-2.2.3.3a", "SP 2"),
        "hash-upper": swap(at["root"], at["root"].upper()), "hash-short": swap(at["root"], at["root"][:-2]),
        "unheard-empty": swap('"until"', '"unheard":[],"until"'), "enclosures-empty": swap('"kind"', '"enclosures":[],"kind"'),
        "unheard-order": swap(sha(b"1").hex(), "ff" * 32, all_members), "detached-order": swap('"evidence"', '"t"', all_members),
        "slot-upper": swap('"slot":"second"', '"slot":"Second"', all_members), "slot-long": swap('"second"', '"' + "s" * 65 + '"', all_members),
        "exception-empty": swap('"CE-3"', '""', all_members), "slot-empty": swap('"second"', '""', all_members),
    }
    put_json("statements.json", {
        "good": [{"name": n, "line": l.decode(), "sha256": sha(l).hex(), "words": words(sha(l), 12)} for n, l in good.items()],
        "bad": [{"name": n, "line_base64": b64(l)} for n, l in bad.items()]})
    return good


def make_entries(good):
    """One statement in the five forms, and the same in the forms' variants."""
    line, listed, sigs = good["plain"], [], []
    chromium = (b',"other_keys_can_be_added_here":"do not compare clientDataJSON against a template. '
                b'See https://goo.gl/yabPex"')
    variants = [(k.form, k, {}) for k in FORMS]
    variants += [("webauthn-extra-key", P2_PASSKEY, {"extra": chromium}),
                 ("webauthn-extensions", P2_PASSKEY, {"extensions": bytes.fromhex("a16b6372656450726f7465637402")})]
    for name, key, more in variants:
        counter = key.counter
        data = entry(line, key, "2026-11-22T09:40:05Z", **more)
        key.counter = counter
        parts = key.sign(line, **more)
        files[f"entries/{name}.entry"] = data
        listed.append({"file": name + ".entry", "form": key.form, "statement_sha256": sha(line).hex(),
                       "key_sha256": key.fingerprint.hex(), "length": len(data), "leaf_sha256": sha(b"\0" + data).hex()})
        sigs.append({"entry": name + ".entry", "form": key.form, "key": key.line}
                    | {k: v.hex() if isinstance(v, bytes) and k != "clientData" else v.decode() if isinstance(v, bytes) else v
                       for k, v in parts.items()})
    put_json("entries.json", {"recorded": "2026-11-22T09:40:05Z", "entries": listed})
    put_json("signatures.json", sigs)


def make_submission(lines, entries, vault, report):
    """What a client sends for entry 4, and what the server answers."""
    text = entries[4][:-30]
    request = {"contents": [{"content": p["content"], "key": b64(bytes.fromhex(p["key"])), "name": p["name"]} for p in vault],
               "enclosures": [b64(report)], "submission": text.decode()}
    leaves = [sha(b"\0" + e) for e in entries[:5]]
    note = LOG.note(checkpoint_text(ORIGIN, leaves))
    refused = refusal(sha(lines[5]), "SP-2.2.3.3b", 5, root(leaves), NOT_IN_POOL)
    answers = {
        "taken": {"status": 200, "body": {"checkpoint": note.decode(), "leaf": leaves[4].hex(), "place": 4,
                                          "proof": [p.hex() for p in inclusion(4, leaves)], "state": "open"}},
        "refused": {"status": 422, "body": {"clause": "SP-2.2.3.3b", "missing": NOT_IN_POOL,
                                            "refusal": refused.decode(), "who": "systems-administration"}},
        "malformed": {"status": 400, "body": {"missing": "the JSON is not an object", "offset": 0, "rule": "P-1", "where": "submission"}}}
    files["submissions/retire.submission"] = text
    files["submissions/sign.submission"] = entries[5][:-30]
    files["submissions/retire.request.json"] = rfc8785.dumps(request)
    for name, answer in answers.items():
        files[f"submissions/{name}.answer.json"] = rfc8785.dumps(answer["body"])
    put_json("submissions.json", {
        "submissions": [{"file": n + ".submission", "length": len(e) - 30, "statement_sha256": sha(l).hex(), "sha256": sha(e[:-30]).hex()}
                        for n, e, l in (("retire", entries[4], lines[4]), ("sign", entries[5], lines[5]))],
        "request_sha256": sha(files["submissions/retire.request.json"]).hex(),
        "answers": {n: {"status": a["status"], "file": n + ".answer.json"} for n, a in answers.items()}})


def refusal(statement_hash, clause, size, ledger_root, missing):
    return LOG.note(f"Refusal by {ORIGIN}\n{statement_hash.hex()}\n{clause}\n{size}\n{b64(ledger_root)}\n{missing}\n".encode())


def make_notes(lines, entries):
    leaves = [sha(b"\0" + e) for e in entries]
    notes = [refusal(sha(lines[5]), "SP-2.2.3.3b", 5, root(leaves[:5]), NOT_IN_POOL),
             refusal(sha(lines[4]), "P-8", 4, root(leaves[:4]), "The signer’s entry 2 is neither covered by the head nor named as unheard."),
             refusal(sha(lines[0]), "P-54", 0, EMPTY, "x" * 1000)]
    text = notes[0].split(b"\n\n")[0] + b"\n"
    # Signed well, so that only the text can be at fault; the last three are good texts under faulty signatures.
    bad = {name: LOG.note(text.replace(old.encode(), new.encode(), 1)) for name, (old, new) in {
        "seven-lines": ("must sign", "must\nsign"), "no-missing": (NOT_IN_POOL, ""), "long": (NOT_IN_POOL, "x" * 1001),
        "tab": ("must sign", "must\tsign"), "direction": ("must sign", "must \u202esign"), "clause": ("SP-2.2.3.3b", "SP 2"),
        "size-zero": ("\n5\n", "\n05\n"), "size-large": ("\n5\n", "\n9007199254740992\n"),
        "root": ("AM=\n", "AN=\n"), "hash": ("\ndee1", "\nDEE1"), "opening": ("Refusal by", "Refused by")}.items()}
    bad |= {"changed": notes[0].replace(b"p3 is", b"p2 is"), "unsigned": text,
            "other-key": NoteKey("another", ORIGIN).note(text)}
    put_json("refusals.json", {"vkey": LOG.vkey, "notes": [n.decode() for n in notes],
                               "bad": [{"name": n, "note": b.decode()} for n, b in bad.items()]})
    checkpoints = [{"size": n, "root": root(leaves[:n]).hex(), "note": LOG.note(checkpoint_text(ORIGIN, leaves[:n])).decode()}
                   for n in range(len(leaves) + 1)]
    text, seconds = checkpoint_text(ORIGIN, leaves[:4]), 1795338900
    put_json("checkpoints.json", {
        "vkey": LOG.vkey, "checkpoints": checkpoints,
        "journal": {"vkey": JOURNAL.vkey, "note": JOURNAL.note(checkpoint_text(JOURNAL.name, [])).decode()},
        "cosigned": {"witness": WITNESS.vkey, "seconds": seconds, "size": 4, "note": files["export/checkpoints/4"].decode()}})


def make_tree():
    """300 leaves: entry i is the ASCII text `leaf i`."""
    entries = [b"leaf %d" % i for i in range(300)]
    leaves = [sha(b"\0" + e) for e in entries]
    sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200, 255, 256, 257, 299, 300]
    places = [(0, 1), (0, 2), (1, 2), (2, 3), (0, 8), (5, 7), (6, 7), (99, 100), (128, 129), (255, 256), (255, 257), (256, 257),
              (0, 300), (17, 300), (255, 300), (256, 300), (299, 300)]
    steps = [(0, 300), (1, 1), (1, 2), (1, 300), (2, 3), (3, 7), (4, 7), (6, 8), (64, 65), (100, 129), (128, 300), (255, 256),
             (256, 257), (256, 300), (299, 300), (300, 300)]
    put_json("tree.json", {
        "entry": "entry i is the ASCII text `leaf i`, i in decimal, from 0 to 299, without LF",
        "leaf_hashes": {str(i): leaves[i].hex() for i in (0, 1, 2, 255, 256, 299)},
        "roots": [{"size": n, "root": root(leaves[:n]).hex()} for n in sizes],
        "inclusion": [{"leaf": i, "size": n, "proof": [p.hex() for p in inclusion(i, leaves[:n])]} for i, n in places],
        "consistency": [{"from": m, "to": n, "proof": [p.hex() for p in (consistency(m, leaves[:n]) if m else [])]} for m, n in steps],
        "tiles": [{"size": n, "files": {name: {"length": len(data), "sha256": sha(data).hex()} for name, data in tiles(entries[:n]).items()}}
                  for n in (1, 255, 256, 257, 300)],
        "names": {
            "indexes": {str(n): tile_name(0, n) for n in (0, 1, 255, 999, 1000, 1234067, 999999999, 1000000000)},
            "partial": [{"size": n, "count": len(list(tile_widths(n))), "names": [tile_name(*t) for t in tile_widths(n) if t[2] < 256]}
                        for n in (0, 1, 255, 256, 257, 65535, 65536, 65537, 70000)]}})


def make_journal(entries):
    """Two lines, the segment over them, one without lines, and the checkpoint (journal.md)."""
    ledger = head(root([sha(b"\0" + e) for e in entries]), len(entries))
    said = [{"at": "2026-11-22T10:00:00Z", "class": "sign-in", "facts": {}, "person": "p2"},
            {"at": "2026-11-22T10:00:07Z", "class": "refusal",
             "facts": {"clause": "P-8", "kind": "register/act.sign", "statement": sha(b"refused").hex()}, "person": "p3"}]
    lines = [rfc8785.dumps(line) + b"\n" for line in said]
    salts = [seed(f"salt {i}") for i in range(len(lines))]
    leaves = [sha(b"\0" + salt + line) for salt, line in zip(salts, lines)]
    segments, previous = [], None
    for number, (inside, claimed) in enumerate([(said, "2026-11-22T10:10:00Z"), ([], "2026-11-22T11:10:00Z")], 1):
        body = {"count": len(inside), "digest": root(leaves if inside else []).hex(), "number": number}
        body |= {"first": inside[0]["at"], "last": inside[-1]["at"]} if inside else {}
        body |= {"previous": previous} if previous else {}
        seen = {"journal": head(root([sha(b"\0" + e) for e in segments]), len(segments)), "ledger": ledger}
        line = statement(f"segment {number}", "m1", "journal/segment", body, claimed, claimed[:11] + str(int(claimed[11:13]) + 1) + claimed[13:], None,
                         ["P-70"], origin=ORIGIN + "/journal", seen=seen)
        previous = sha(line).hex()
        segments.append(entry(line, MACHINE, claimed))
    text = checkpoint_text(ORIGIN + "/journal", [sha(b"\0" + e) for e in segments])
    put_json("journal.json", {
        "machine": {"openssh": MACHINE.line, "private": MACHINE.secret.hex(), "fingerprint": MACHINE.fingerprint.hex()},
        "lines": [{"line": l.decode(), "salt": s.hex(), "leaf": h.hex()} for l, s, h in zip(lines, salts, leaves)],
        "segments": [{"entry": b64(e), "leaf_sha256": sha(b"\0" + e).hex()} for e in segments],
        "checkpoint": JOURNAL.note(text).decode()})


def make_words(lines):
    digests = [bytes(32), b"\xff" * 32, EMPTY, *(sha(l) for l in lines), *(k.fingerprint for k in KEYS)]
    put_json("words.json", [{"digest": d.hex(), "twelve": words(d, 12), "twentyfour": words(d, 24)} for d in digests])


def make():
    files.clear()
    for key in KEYS:
        key.counter = 6
    make_keys()
    lines, entries, vault, report = make_log()
    make_entries(make_statements(lines, entries))
    make_submission(lines, entries, vault, report)
    make_notes(lines, entries)
    make_tree()
    make_journal(entries)
    make_words(lines)
    put_json("passkeys.json", passkeys.make(lines[0]))
    put_json("attachments.json", attachments.make())
    put_json("fields.json", fields.make())


# MARK: --check

faults, counts = [], {}


def check(holds, what):
    counts[what.split(":")[0]] = counts.get(what.split(":")[0], 0) + 1
    if not holds:
        faults.append(what)


def refused(read, *args, **more):
    try:
        read(*args, **more)
    except reading.Refused:
        return True
    return False


def keygen(data, signers, person):
    """Stock ssh-keygen on an entry, as in check-by-hand: first line, and armour without the last line."""
    line, rest = data.split(b"\n", 1)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sig").write_bytes(rest[:-30])
        Path(folder, "allowed").write_bytes(signers)
        run = subprocess.run(["ssh-keygen", "-Y", "verify", "-f", f"{folder}/allowed", "-I", person, "-n", "statement@foureyes",
                              "-s", f"{folder}/sig"], input=line + b"\n", capture_output=True)
    return run.returncode == 0


def check_files():
    kept = {str(p.relative_to(HERE)) for p in HERE.rglob("*") if p.is_file() and ".venv" not in p.parts and "__pycache__" not in p.parts}
    kept -= {"attachments.py", "fields.py", "make.py", "passkeys.py", "reading.py", "requirements.txt"}
    check(kept == set(files), f"files: not the same set: {sorted(kept ^ set(files))}")
    for name in kept & set(files):
        check((HERE / name).read_bytes() == files[name], f"files: {name} differs")


def check_documents():
    """Each hash that a format file quotes stands in a vector, so that an example cannot go stale unseen."""
    vectors = b"".join(files.values()) + " ".join(files).encode()
    # The compiled policies are no vectors of this script, but what policy.md quotes is the hash of such a file.
    for path in sorted((HERE.parents[2] / "Tests" / "Policies").glob("*/*.json")):
        vectors += hashlib.sha256(path.read_bytes()).hexdigest().encode()
    for path in sorted(HERE.parent.glob("*.md")):
        for quoted in re.findall(rb"\b[0-9a-f]{64}\b|[A-Za-z0-9+/]{43}=", path.read_bytes()):
            check(quoted in vectors, f"documents: {path.name} quotes {quoted.decode()}")


def check_own():
    expected = {"web_origins": [WEB], "rp": RP}
    load = lambda name: json.loads(files[name])
    for item in load("statements.json")["good"]:
        check(not refused(reading.statement, item["line"].encode()), f"statements: {item['name']} is refused")
    for item in load("statements.json")["bad"]:
        line = base64.b64decode(item["line_base64"])
        check(refused(reading.statement, line), f"bad statements: {item['name']} is taken")
    log, at = [], 0
    bundle = files["export/tile/entries/000.p/6"]
    while at < len(bundle):
        length = struct.unpack(">H", bundle[at:at + 2])[0]
        log.append(bundle[at + 2:at + 2 + length])
        at += 2 + length
    for name, data in [(f"export entry {i}", e) for i, e in enumerate(log)] + [
            (n, d) for n, d in files.items() if n.startswith("entries/")]:
        said, (form, key_blob, _) = reading.entry(data, **expected)
        check(not refused(reading.entry, data, **expected), f"entries: {name} is refused")
        check(keygen(data, files["allowed_signers"], said["signer"]), f"ssh-keygen: {name}")
        changed = data.replace(b'"v":1', b'"v":2', 1)
        check(not keygen(changed, files["allowed_signers"], said["signer"]), f"ssh-keygen: {name} changed and still good")
        listed = [e for e in load("entries.json")["entries"] if "entries/" + e["file"] == name]
        for e in listed:
            check((e["form"], e["key_sha256"], e["leaf_sha256"]) == (form, sha(key_blob).hex(), reading.leaf_hash(data).hex()), f"entries: {name} listed")
        broken = bytearray(data)
        broken[data.index(b"SIGNATURE-----\n") + 200] ^= 1
        check(refused(reading.entry, bytes(broken), **expected), f"entries: {name} with a bit changed is taken")
    for part in load("detached.json"):
        code = reading.commitment(bytes.fromhex(part["key"]), part["origin"], part["signer"], part["request"], part["kind"], part["name"],
                                  base64.b64decode(part["content"]))
        check(code.hex() == part["commitment"], f"commitments: {part['name']}")
    for item in load("refusals.json")["notes"]:
        check(reading.refusal(item.encode(), LOG.vkey)[0] == "Refusal by " + ORIGIN, "notes: a refusal")
    for item in load("refusals.json")["bad"]:
        check(refused(reading.refusal, item["note"].encode(), LOG.vkey), f"bad notes: {item['name']} is taken")
    for item in load("checkpoints.json")["checkpoints"]:
        text = reading.note(item["note"].encode(), LOG.vkey).decode()
        check(text == f"{ORIGIN}\n{item['size']}\n{b64(bytes.fromhex(item['root']))}\n", "notes: a checkpoint")
    cosigned = load("checkpoints.json")["cosigned"]
    text = reading.note(cosigned["note"].encode(), LOG.vkey)
    blob = base64.b64decode(cosigned["note"].splitlines()[-1].split(" ")[2])
    check(len(blob) == 76 and struct.unpack(">Q", blob[4:12])[0] == cosigned["seconds"], "notes: a cosignature")
    WITNESS.key.public_key().verify(blob[12:], b"cosignature/v1\ntime %d\n" % cosigned["seconds"] + text)
    check(refused(reading.note, files["export/checkpoint"].replace(b"\n6\n", b"\n7\n"), LOG.vkey), "notes: a changed one is taken")
    tree = load("tree.json")
    leaves = [reading.leaf_hash(b"leaf %d" % i) for i in range(300)]
    roots = {item["size"]: bytes.fromhex(item["root"]) for item in tree["roots"]}
    for item in tree["inclusion"]:
        proof = [bytes.fromhex(p) for p in item["proof"]]
        good = root(leaves[:item["size"]])
        check(reading.root_of_inclusion(leaves[item["leaf"]], item["leaf"], item["size"], proof) == good, f"proofs: inclusion {item['leaf']}")
        check(reading.root_of_inclusion(leaves[item["leaf"]], item["leaf"], item["size"], proof + [EMPTY]) != good, "proofs: one hash too many")
    for item in tree["consistency"]:
        m, n, proof = item["from"], item["to"], [bytes.fromhex(p) for p in item["proof"]]
        check(reading.consistent(m, n, root(leaves[:m]), root(leaves[:n]), proof), f"proofs: consistency {m} to {n}")
        check(not reading.consistent(m, n, root(leaves[:m]), root(leaves[:n]), proof + [EMPTY]), "proofs: one hash too many")
    check(roots[300] == root(leaves), "proofs: root of 300")


def check_shared():
    folder = SHARED / "entries"
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        return
    told = json.loads((folder / "expected.json").read_text())
    expected = {"web_origins": [told["web_origin"]], "rp": told["rp_id"]}
    signers = (folder / "allowed_signers").read_bytes()
    for item in told["entries"]:
        data = (folder / item["file"]).read_bytes()
        said, (form, key_blob, _) = reading.entry(data, **expected)
        line = data[:data.index(b"\n") + 1]
        check((form, sha(line).hex(), sha(key_blob).hex(), reading.leaf_hash(data).hex()) == (
            item["form"], item["statement_sha256"], item["key_sha256"], item["leaf_sha256"]), f"shared entries: {item['file']}")
        check(keygen(data, signers, said["signer"]), f"shared ssh-keygen: {item['file']}")
    for path in sorted((folder / "where-it-widens").glob("*.entry")):
        check(not refused(reading.entry, path.read_bytes(), **expected), f"shared entries: {path.name}")
    for name, why in json.loads((folder / "bad" / "why.json").read_text()).items():
        check(refused(reading.entry, (folder / "bad" / f"{name}.entry").read_bytes(), **expected), f"shared bad entries: {name} ({why}) is taken")
    for item in told["words"]:
        digest = bytes.fromhex(item["sha256"])
        check((words(digest, 12), words(digest, 24)) == (item["twelve"], item["twentyfour"]), "shared words: a digest")
    c = told["commitment"]
    code = reading.commitment(bytes.fromhex(c["key"]), c["origin"], c["signer"], c["request"], c["kind"], c["name"], c["content"].encode())
    again = commitment(bytes.fromhex(c["key"]), (c["origin"], c["signer"], c["request"], c["kind"]), c["name"], c["content"].encode())
    check(code.hex() == again.hex() == c["hmac_sha256"], "shared commitment: the example")


def check_tlog():
    folder = SHARED / "tlog"
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        return
    vkey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    entries = "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split()
    entries = [e.encode() for e in entries]
    leaves = [sha(b"\0" + e) for e in entries]
    for path in sorted(folder.glob("checkpoint*")):
        origin, size, b64_root = reading.note(path.read_bytes(), vkey).decode().splitlines()
        check(b64_root == b64(root(leaves[:int(size)])), f"tlog checkpoints: {path.name}")
    for size in range(1, 16):
        for name, data in tiles(entries[:size]).items():
            check((folder / name).read_bytes() == data, f"tlog tiles: {name}")
    for path in sorted((SHARED / "merkle").rglob("*.json")):
        case = json.loads(path.read_text())
        un = lambda text: base64.b64decode(text or "")
        proof = [un(p) for p in case.get("proof") or []]
        if case.get("desc") == "sizes are equal (one) and proof is empty":
            continue  # its roots have 12 bytes, which no SHA-256 has: the case asks for less than our reader does
        if "leafIdx" in case:
            good = reading.root_of_inclusion(un(case["leafHash"]), case["leafIdx"], case["treeSize"], proof) == un(case["root"])
        else:
            good = reading.consistent(case["size1"], case["size2"], un(case["root1"]), un(case["root2"]), proof)
        check(good != case["wantErr"], f"merkle vectors: {path.relative_to(SHARED)}")


def main():
    make()
    if "--check" not in sys.argv:
        for name, data in files.items():
            path = HERE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        print(f"{len(files)} files written")
        return
    for step in (check_files, check_documents, check_own, check_shared, check_tlog):
        step()
    for what, count in counts.items():
        print(f"{count:5} {what}")
    for fault in faults:
        print("FAULT", fault)
    sys.exit(6 if faults else 0)


if __name__ == "__main__":
    main()
