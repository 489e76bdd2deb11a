"""A strict reader of entries, written from the format files alone (docs/formats/).

It shares no code with the Swift sources: where the two disagree, one of them has misread the protocol. `make.py --check`
runs it over every vector, good and bad. It is slow and simple on purpose.
"""
import base64, hashlib, hmac, json, re, struct
from datetime import datetime

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

NAMESPACE = b"statement@foureyes"
BEGIN, END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
# The y of the points whose order divides 8 (RFC 8032 arithmetic; one signature fits every message under them).
SMALL_Y = {0, 1, P - 1,
           int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
           int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little")}
HASH, NAME = r"[0-9a-f]{64}", r"[a-z][a-z0-9-]{0,63}"
WORD = r"[a-z][a-z0-9-]*"


class Refused(Exception):
    """The bytes are not in the protocol's form."""


def need(holds, why):
    if not holds:
        raise Refused(why)


# MARK: JSON (statement.md)

def strict_json(data: bytes, depth: int, newlines: bool):
    """Restricted JSON: what RFC 8785 writes, and less."""
    def once(pairs):
        keys = [k for k, _ in pairs]
        need(len(set(keys)) == len(keys), "a key twice")
        return dict(pairs)

    def never(text):
        raise Refused("a float or a constant: " + text)
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_float=never, parse_constant=never)
    except (ValueError, RecursionError) as error:
        raise Refused(str(error)) from None
    need(isinstance(value, dict), "not an object")

    def walk(item, level):
        if isinstance(item, bool):
            return
        if isinstance(item, int):
            need(0 <= item < 2**53, "a number out of range")
        elif isinstance(item, str):
            for letter in item:
                code = ord(letter)
                need(code >= 0x20 or (newlines and code == 0x0a), "a control character")
                need(not 0x7f <= code <= 0x9f and not 0xd800 <= code <= 0xdfff, "a control character or surrogate")
        elif isinstance(item, list):
            need(level <= depth, "too deep")
            for part in item:
                walk(part, level + 1)
        elif isinstance(item, dict):
            need(level <= depth, "too deep")
            for key, part in item.items():
                need(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}", key), "a key out of form")
                walk(part, level + 1)
        else:
            raise Refused("null")
    walk(value, 1)
    need(rfc8785.dumps(value) == data, "not canonical")
    return value


def time(text):
    need(isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text, re.ASCII), "not a time")
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise Refused("a time that does not exist") from None
    need(moment.year >= 1970 and int(text[17:19]) < 60, "a time out of range")
    return moment


def form(value, pattern):
    need(isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII), "not in its form: " + pattern)


def members(value, required, optional=()):
    need(isinstance(value, dict), "not an object")
    need(set(required) <= set(value) <= set(required) | set(optional), "a member missing or too many")


def ascending(values):
    need(values and all(a < b for a, b in zip(values, values[1:])), "empty, out of order or repeated")


def statement(line: bytes):
    """Reads a statement line with its LF; returns its object."""
    need(line.endswith(b"\n"), "no LF")
    said = strict_json(line[:-1], 8, False)
    members(said, "body claimed kind origin request seen signer under until v".split(),
            "detached enclosures of slot unheard".split())
    need(isinstance(said["body"], dict) and said["v"] == 1 and said["v"] is not True, "body or v")
    need(time(said["claimed"]) <= time(said["until"]), "until before claimed")
    form(said["kind"], rf"{WORD}/{WORD}(\.{WORD}(\.([2-9]|[1-9][0-9]+))?)?")
    form(said["origin"], r"[a-z0-9./-]{1,255}")
    form(said["request"], r"[0-9a-f]{32}")
    form(said["signer"], r"p0|[pm][1-9][0-9]*")
    need(int(said["signer"][1:]) < 2**53, "a signer's number out of range")
    members(said["seen"], ["journal", "ledger"])
    for head in said["seen"].values():
        members(head, ["root", "size"])
        form(head["root"], HASH)
        need(type(head["size"]) is int, "size is no number")
    need(isinstance(said["under"], list) and said["under"], "under is empty")
    for item in said["under"]:
        form(item, r"[A-Za-z0-9.-]{1,255}")
    need(len(set(said["under"])) == len(said["under"]), "under repeats")
    if "of" in said:
        form(said["of"], HASH)
    if "slot" in said:
        form(said["slot"], NAME)
    for name in ("detached", "enclosures", "unheard"):
        need(name not in said or isinstance(said[name], list), "not a list")
    if "unheard" in said:
        for item in said["unheard"]:
            form(item, HASH)
        ascending(said["unheard"])
    if "enclosures" in said:
        for item in said["enclosures"]:
            members(item, ["length", "sha256"])
            form(item["sha256"], HASH)
            need(type(item["length"]) is int, "length is no number")
        ascending([item["sha256"] for item in said["enclosures"]])
    if "detached" in said:
        for item in said["detached"]:
            members(item, ["audience", "commitment", "name"], ["exception"])
            form(item["audience"], NAME), form(item["name"], NAME), form(item["commitment"], HASH)
            if "exception" in item:
                form(item["exception"], r"[A-Za-z0-9.-]{1,255}")
        ascending([item["name"] for item in said["detached"]])
    return said


# MARK: Signature (signature.md)

class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, count):
        need(self.at + count <= len(self.data), "too short")
        self.at += count
        return self.data[self.at - count:self.at]

    def uint32(self):
        return struct.unpack(">I", self.raw(4))[0]

    def string(self):
        return self.raw(self.uint32())

    def number(self):
        digits = self.string()
        need(digits and digits[0] < 0x80 and not (digits[0] == 0 and (len(digits) == 1 or digits[1] < 0x80)),
             "a number that is not positive or not shortest")
        need(len(digits) <= 33, "a number too long")
        return int.from_bytes(digits, "big")

    def end(self):
        need(self.at == len(self.data), "bytes too many")


def ssh_string(data):
    return struct.pack(">I", len(data)) + data


def public_key(blob):
    """Returns type, application (or None) and a key of `cryptography`."""
    read = Reader(blob)
    kind = read.string()
    if kind in (b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com"):
        raw = read.string()
        need(len(raw) == 32, "not 32 bytes")
        y = int.from_bytes(raw, "little") & (2**255 - 1)
        need(y < P and y not in SMALL_Y, "y not below p, or of small order")
        key = ed25519.Ed25519PublicKey.from_public_bytes(raw)
    elif kind in (b"ecdsa-sha2-nistp256", b"sk-ecdsa-sha2-nistp256@openssh.com"):
        need(read.string() == b"nistp256", "another curve")
        point = read.string()
        need(len(point) == 65 and point[0] == 4, "not an uncompressed point")
        try:
            key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        except ValueError:
            raise Refused("not on the curve") from None
    else:
        raise Refused("a type of key that is not admitted")
    application = read.string() if kind.startswith(b"sk-") else None
    need(application is None or re.fullmatch(rb"[\x21-\x7e]{1,255}", application), "application")
    read.end()
    return kind, application, key


def good(key, signature, message):
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
        else:
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise Refused("the signature is not good") from None


def client_data(data, tbs, origin):
    need(len(data) <= 4096, "client data too long")
    challenge = base64.urlsafe_b64encode(tbs).rstrip(b"=")
    start = (b'{"type":"webauthn.get","challenge":"' + challenge + b'","origin":"' + origin
             + b'","crossOrigin":false')
    need(re.fullmatch(rb'[\x20\x21\x23-\x5b\x5d-\x7e]+', origin), "origin")
    need(data.startswith(start) and data[len(start):len(start) + 1] in (b"}", b","), "client data does not begin so")

    def once(pairs):
        keys = [k for k, _ in pairs]
        need(len(set(keys)) == len(keys) and all(re.fullmatch(r'[\x20\x21\x23-\x5b\x5d-\x7e]*', k) for k in keys),
             "a key twice or out of form")
        return dict(pairs)
    def never(text):
        raise Refused("no JSON: " + text)
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=never)
    except (ValueError, RecursionError) as error:
        raise Refused(str(error)) from None
    need("topOrigin" not in value, "a topOrigin")
    text = rb'"(?:[^"\\]|\\.)*"'
    need(not re.search(rb"\s", re.sub(text, b'""', data)), "white space between members")
    for match in re.finditer(text, data):
        is_key = data[match.end():match.end() + 1] == b":"
        need(not (is_key and b"\\" in match[0]), "a key with an escape")

    def depth(item):
        parts = item.values() if isinstance(item, dict) else item if isinstance(item, list) else None
        return 0 if parts is None else 1 + max(map(depth, parts), default=0)
    need(depth(value) <= 8, "client data too deep")


def signature(blob, line, web_origins=None, rp=None):
    """Reads and verifies an SSHSIG blob over a line; returns its form, key blob and flags."""
    need(blob[:6] == b"SSHSIG", "not an SSHSIG")
    read = Reader(blob)
    read.raw(6)
    need(read.uint32() == 1, "another version")
    key_blob = read.string()
    kind, application, key = public_key(key_blob)
    need(read.string() == NAMESPACE, "another namespace")
    need(read.string() == b"", "reserved is not empty")
    need(read.string() == b"sha512", "another hash")
    sig = Reader(read.string())
    read.end()
    tbs = (b"SSHSIG" + ssh_string(NAMESPACE) + ssh_string(b"") + ssh_string(b"sha512")
           + ssh_string(hashlib.sha512(line).digest()))
    sig_kind = sig.string()
    web = sig_kind == b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
    need(sig_kind == kind or (web and kind == b"sk-ecdsa-sha2-nistp256@openssh.com"), "type does not fit the key")
    need(application is None or application.startswith(b"ssh:") != web, "application does not fit the form")
    if b"ed25519" in kind:
        numbers = sig.string()
        need(len(numbers) == 64 and int.from_bytes(numbers[32:], "little") < L, "s not below L")
    else:
        pair = Reader(sig.string())
        numbers = utils.encode_dss_signature(pair.number(), pair.number())
        pair.end()
    flags = None
    if application is None:
        message = tbs
    else:
        flags, counter = sig.raw(1), sig.raw(4)
        bits = flags[0]
        need(bits & 0x01, "no user presence")
        need(not bits & 0x40, "AT is set")
        need(bits & 0x08 or not bits & 0x10, "BS without BE")
        extensions, text = b"", tbs
        if web:
            origin, text, extensions = sig.string(), sig.string(), sig.string()
            need(web_origins is None or origin.decode() in web_origins, "another web origin")
            need(rp is None or application.decode() == rp, "another RP id")
            need(bits & 0x04, "no user verification")
            need(bool(bits & 0x80) == bool(extensions), "ED and extensions")
            client_data(text, tbs, origin)
        message = (hashlib.sha256(application).digest() + flags + counter + extensions
                   + hashlib.sha256(text).digest())
    sig.end()
    good(key, numbers, message)
    short = {b"ssh-ed25519": "ed25519", b"ecdsa-sha2-nistp256": "ecdsa", b"sk-ssh-ed25519@openssh.com": "sk-ed25519",
             b"sk-ecdsa-sha2-nistp256@openssh.com": "webauthn" if web else "sk-ecdsa"}[kind]
    return short, key_blob, flags


def armour(blob):
    letters = base64.b64encode(blob)
    return BEGIN + b"".join(letters[i:i + 70] + b"\n" for i in range(0, len(letters), 70)) + END


def dearmour(text):
    need(text.startswith(BEGIN) and text.endswith(END), "not an armour")
    try:
        blob = base64.b64decode(b"".join(text[len(BEGIN):-len(END)].split(b"\n")), validate=True)
    except ValueError:
        raise Refused("not base64") from None
    need(blob and armour(blob) == text, "not the armour that OpenSSH writes")
    return blob


# MARK: Entry (entry.md), detached content, words, Merkle tree

def submission(data, **expected):
    need(len(data) <= 65505, "a submission too long")
    cut = data.find(b"\n") + 1
    need(cut, "no statement line")
    said = statement(data[:cut])
    return said, signature(dearmour(data[cut:]), data[:cut], **expected)


def entry(data, **expected):
    need(len(data) <= 65535, "an entry too long")
    need(data[-30:-21] == b"recorded " and data[-1:] == b"\n", "no recorded line")
    time(data[-21:-1].decode("latin-1"))
    return submission(data[:-30], **expected)


def commitment(key, origin, signer, request, kind, name, content):
    message = b"".join(ssh_string(part.encode()) for part in (origin, signer, request, kind, name))
    return hmac.digest(key, message + struct.pack(">Q", len(content)) + content, "sha256")


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of_inclusion(leaf, index, size, proof):
    """RFC 9162, 2.1.3.2: the root that the proof leads to; None where the proof does not fit."""
    if not 0 <= index < size or any(len(p) != 32 for p in [leaf, *proof]):
        return None
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


def consistent(m, n, old, new, path):
    """RFC 9162, 2.1.4.2, with 0 and m = n which the RFC leaves out: their proof is empty."""
    if not 0 <= m <= n or any(len(p) != 32 for p in [old, new, *path]):
        return False
    if m == n:
        return not path and old == new
    if m == 0:
        return not path and old == hashlib.sha256(b"").digest()
    if m & (m - 1) == 0:
        path = [old] + path
    if not path:
        return False
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


def note(data, vkey):
    """Returns the text of a signed note whose known key verifies (checkpoint.md, refusal.md)."""
    name, key_id, material = vkey.split("+", 2)
    material = base64.b64decode(material, validate=True)
    need(material[0] == 1 and len(material) == 33, "not an Ed25519 verifier key")
    need(hashlib.sha256(name.encode() + b"\n" + material).digest()[:4].hex() == key_id, "key id")
    cut = data.rfind(b"\n\n")
    need(cut >= 0 and data.endswith(b"\n"), "no blank line")
    text, lines = data[:cut + 1], data[cut + 2:-1].split(b"\n")
    found = False
    for line in lines:
        match = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/]+=*)".encode(), line)
        need(match, "not a signature line")
        blob = base64.b64decode(match[2], validate=True)
        need(base64.b64encode(blob) == match[2], "base64 that is not canonical")
        if match[1].decode() == name and blob[:4].hex() == key_id:
            good(ed25519.Ed25519PublicKey.from_public_bytes(material[1:]), blob[4:], text)
            found = True
    need(found, "no signature of the known key")
    return text


def refusal(data, vkey):
    """The six lines of a refusal note (refusal.md)."""
    lines = note(data, vkey).decode().split("\n")
    need(len(lines) == 7 and lines[6] == "", "not six lines")
    opening, statement_hash, clause, size, root, missing = lines[:6]
    form(opening, r"Refusal by [a-z0-9./-]{1,255}"), form(statement_hash, HASH), form(clause, r"[A-Za-z0-9.-]{1,255}")
    form(size, r"0|[1-9][0-9]*"), form(root, r"[A-Za-z0-9+/]{43}=")
    need(int(size) < 2**53 and base64.b64encode(base64.b64decode(root)).decode() == root, "size or root")
    need(1 <= len(missing.encode()) <= 1000, "what is missing is too long or empty")
    need(not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", missing), "a character that is not printable")
    return lines[:6]
