"""Vectors of docs/formats/passkey.md: what a browser and an authenticator make, built by hand from the standards, good
ones and such as must be refused. CBOR is written here byte by byte (RFC 8949), so that nobody's encoder is trusted."""
import base64, hashlib, struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RP, WEB = "ca.example", "https://ca.example"
UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80
ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551


def sha(data): return hashlib.sha256(data).digest()
def seed(name): return sha(b"foureyes vectors: passkey " + name.encode())
def url(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def s(data): return struct.pack(">I", len(data)) + (data.encode() if isinstance(data, str) else data)


# MARK: CBOR

def head(major, n):
    for short, size, form in ((24, 0, ""), (1 << 8, 24, "B"), (1 << 16, 25, ">H"), (1 << 32, 26, ">I"), (1 << 64, 27, ">Q")):
        if n < short:
            return bytes([major << 5 | (size or n)]) + (struct.pack(form, n) if form else b"")
    raise ValueError(n)


def number(n): return head(0, n) if n >= 0 else head(1, -1 - n)
def octets(data): return head(2, len(data)) + data
def text(word): return head(3, len(word.encode())) + word.encode()
def items(*parts): return head(4, len(parts)) + b"".join(parts)
def members(*pairs): return head(5, len(pairs)) + b"".join(k + v for k, v in pairs)


# MARK: An authenticator in software

class Passkey:
    def __init__(self, name):
        secret = int.from_bytes(seed(name), "big") % (ORDER - 1) + 1
        self.key = ec.derive_private_key(secret, ec.SECP256R1())
        self.point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.id = seed("id " + name)
        self.openssh = "sk-ecdsa-sha2-nistp256@openssh.com " + base64.b64encode(
            s("sk-ecdsa-sha2-nistp256@openssh.com") + s("nistp256") + s(self.point) + s(RP)).decode()

    def cose(self, kty=2, alg=-7, crv=1, x=None, y=None, more=()):
        return members((number(1), number(kty)), (number(3), number(alg)), (number(-1), number(crv)),
                       (number(-2), octets(x or self.point[1:33])), (number(-3), octets(y or self.point[33:])), *more)

    def sign(self, message): return self.key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def client_data(kind, challenge, origin=WEB, cross="false", more=""):
    return f'{{"type":"{kind}","challenge":"{url(challenge)}","origin":"{origin}","crossOrigin":{cross}{more}}}'.encode()


def authenticator(flags, counter=1, rp=RP, attested=b"", extensions=b""):
    return sha(rp.encode()) + struct.pack(">BI", flags, counter) + attested + extensions


def attested(passkey, cose=None, credential=None):
    credential = passkey.id if credential is None else credential
    return bytes(16) + struct.pack(">H", len(credential)) + credential + (cose or passkey.cose())


def attestation(made, fmt="none", statement=None):
    return members((text("fmt"), text(fmt)), (text("attStmt"), statement or members()), (text("authData"), octets(made)))


# MARK: The cases

CHALLENGE = seed("challenge")
ONE, OTHER = Passkey("one"), Passkey("other")


def registrations():
    good = authenticator(UP | UV | AT, attested=attested(ONE))
    data = client_data("webauthn.create", CHALLENGE)
    protect = members((text("credProtect"), number(2)))

    def packed(signer, signed_data=data, alg=-7, more=()):
        return members((text("alg"), number(alg)), (text("sig"), octets(signer.sign(good + sha(signed_data)))), *more)

    def case(name, refused=None, made=good, client=data, fmt="none", statement=None, raw=None):
        return {"name": name, "refused": refused, "attestation": (raw or attestation(made, fmt, statement)).hex(),
                "clientData": client.hex(), "key": None if refused else ONE.openssh,
                "credential": None if refused else ONE.id.hex()}

    def made(flags=UP | UV | AT, **more): return authenticator(flags, **({"attested": attested(ONE)} | more))

    def client(kind="webauthn.create", challenge=CHALLENGE, **more): return client_data(kind, challenge, **more)

    return [
        case("none"), case("packed by itself", fmt="packed", statement=packed(ONE)),
        case("with an extension", made=made(UP | UV | AT | ED, extensions=protect)),
        case("backed up", made=made(UP | UV | AT | BE | BS)),
        case("what browsers add to client data", client=client(more=',"other_keys_can_be_added_here":"do not compare"')),
        case("no touch", "no touch", made=made(UV | AT)),
        case("no verification", "without user verification", made=made(UP | AT)),
        case("no key", "no new key", made=authenticator(UP | UV)),
        case("BS without BE", "backed up without", made=made(UP | UV | AT | BS)),
        case("another RP id", "another RP id", made=made(rp="evil.example")),
        case("another origin", "none of this ledger's web origins", client=client(origin="https://evil.example")),
        case("another challenge", "another challenge", client=client(challenge=seed("another"))),
        case("an assertion's client data", "four members", client=client("webauthn.get")),
        case("in another site's frame", "four members", client=client(cross="true")),
        case("topOrigin", "topOrigin", client=client(more=',"topOrigin":"https://evil.example"')),
        case("two challenges", "twice", client=client(more=',"challenge":"AAAA"')),
        case("EdDSA", "ES256", made=made(attested=attested(ONE, ONE.cose(kty=1, alg=-8)))),
        case("RS256", "ES256", made=made(attested=attested(ONE, ONE.cose(alg=-257)))),
        case("another curve", "P-256", made=made(attested=attested(ONE, ONE.cose(crv=2)))),
        case("off the curve", "curve", made=made(attested=attested(ONE, ONE.cose(y=bytes(31) + b"\1")))),
        case("a short coordinate", "P-256", made=made(attested=attested(ONE, ONE.cose(x=ONE.point[1:32])))),
        case("a member too many in the key", "P-256", made=made(attested=attested(ONE, ONE.cose(more=((number(-4), octets(b"d")),))))),
        case("no credential id", "credential id", made=made(attested=attested(ONE, credential=b""))),
        case("a credential id of 1024 bytes", "credential id", made=made(attested=attested(ONE, credential=bytes(1024)))),
        case("cut short", "ends too early", made=good[:-1]),
        case("bytes after", "after the authenticator data", made=good + b"\0"),
        case("the flag of extensions without any", "ends too early", made=made(UP | UV | AT | ED)),
        case("no extension in the map", "no map with members", made=made(UP | UV | AT | ED, extensions=members())),
        case("none that says something", "says something", statement=members((text("alg"), number(-7)))),
        case("packed by another", "did not sign its own", fmt="packed", statement=packed(OTHER)),
        case("packed over other client data", "did not sign its own", fmt="packed", statement=packed(ONE, b"{}")),
        case("packed of another algorithm", "certificates", fmt="packed", statement=packed(ONE, alg=-257)),
        case("packed with certificates", "certificates", fmt="packed",
             statement=packed(ONE, more=((text("x5c"), items(octets(b"c"))),))),
        case("fido-u2f", "form that is not asked for", fmt="fido-u2f"),
        case("bytes after the object", "after its end", raw=attestation(good) + b"\0"),
        case("a member too few", "three members", raw=members((text("fmt"), text("none")), (text("authData"), octets(good)))),
        case("members in another order", "canonical order",
             raw=members((text("fmt"), text("none")), (text("authData"), octets(good)), (text("attStmt"), members()))),
        case("an indefinite length", "indefinite", raw=b"\xbf" + attestation(good)[1:] + b"\xff"),
        case("empty", "ends too early", raw=b"\x18"),
    ]


def assertions():
    good, data = authenticator(UP | UV, counter=7), client_data("webauthn.get", CHALLENGE)

    def case(name, refused=None, made=good, client=data, signature=None, signer=ONE):
        return {"name": name, "refused": refused, "authenticatorData": made.hex(), "clientData": client.hex(),
                "signature": (signature or signer.sign(made + sha(client))).hex(), "key": ONE.openssh, "counter": 7}

    def made(flags, **more): return authenticator(flags, counter=7, **more)

    def client(kind="webauthn.get", challenge=CHALLENGE, **more): return client_data(kind, challenge, **more)

    der = ONE.sign(good + sha(data))
    return [
        case("good"), case("with an extension", made=made(UP | UV | ED, extensions=members((text("a"), number(1))))),
        case("no touch", "no touch", made=made(UV)), case("no verification", "without user verification", made=made(UP)),
        case("BS without BE", "backed up without", made=made(UP | UV | BS)),
        case("another RP id", "another RP id", made=made(UP | UV, rp="evil.example")),
        case("another origin", "none of this ledger's web origins", client=client(origin="https://ca.example.evil.example")),
        case("another challenge", "another challenge", client=client(challenge=seed("another"))),
        case("a new key's client data", "four members", client=client("webauthn.create")),
        case("in another site's frame", "four members", client=client(cross="true")),
        case("with a key", "attested key", made=made(UP | UV | AT, attested=attested(ONE))),
        case("another's signature", "not good", signer=OTHER),
        case("a signature with a byte after", "sequence", signature=der + b"\0"),
        case("a number with a zero before", "256 bits",
             signature=b"\x30" + bytes([der[1] + 2]) + b"\x02" + bytes([der[3] + 2]) + b"\0\0" + der[4:]),
        case("short authenticator data", "shorter than 37", made=good[:36]),
    ]


def cbor():
    cases = [("00", True), ("17", True), ("1818", True), ("1817", False), ("190100", True), ("1900ff", False), ("1a00010000", True),
             ("1a0000ffff", False), ("1b0000000100000000", True), ("1b00000000ffffffff", False), ("1bffffffffffffffff", True),
             ("20", True), ("3818", True), ("3817", False), ("40", True), ("4101", True), ("4201", False), ("60", True), ("6161", True),
             ("61ff", False), ("80", True), ("8101", True), ("82", False), ("9affffffff", False), ("bbffffffffffffffff", False),
             ("5bffffffffffffffff", False), ("a0", True), ("a10102", True), ("a201020304", True), ("a203040102", False),
             ("a201020102", False), ("a2616101616202", True), ("a2616201616102", False), ("a2626161016162", False),
             ("a2200101 02".replace(" ", ""), False), ("a201022001", True), ("f4", True), ("f5", True), ("f6", True), ("f7", False),
             ("f97e00", False), ("fb7ff0000000000000", False), ("c000", False), ("1c", False), ("1f", False), ("5f4101ff", False),
             ("9f01ff", False), ("bf0102ff", False), ("ff", False), ("", False), ("0000", False),
             ("81" * 7 + "00", True), ("81" * 8 + "00", False)]
    return [{"hex": hex, "good": good} for hex, good in cases]


def over(line):
    """A page signature over a statement's line: the challenge is its SSHSIG bytes."""
    signed = b"SSHSIG" + s("statement@foureyes") + s("") + s("sha512") + s(hashlib.sha512(line).digest())
    made = authenticator(UP | UV | ED, counter=9, extensions=members((text("a"), number(1))))
    data = client_data("webauthn.get", signed)
    return {"line": line.decode(), "authenticatorData": made.hex(), "clientData": data.hex(),
            "signature": ONE.sign(made + sha(data)).hex(), "key": ONE.openssh}


def make(line):
    return {"rp": RP, "origins": ["https://other.example", WEB], "challenge": CHALLENGE.hex(),
            "registrations": registrations(), "assertions": assertions(), "cbor": cbor(), "statement": over(line)}
