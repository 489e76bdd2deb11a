"""What a person does with passkeys, and what a page in hostile hands would do with them: whatever it wants signed, the
browser signs, because it shows its user nothing of it."""

import base64
import hashlib
import json
import struct

from mnemonic import Mnemonic

# Makes a passkey as any page could; its public point comes back.
MAKE = """
    const done = arguments[arguments.length - 1];
    navigator.credentials.create({publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)), rp: {id: 'localhost', name: 'test'},
        user: {id: crypto.getRandomValues(new Uint8Array(16)), name: 'test', displayName: 'test'},
        pubKeyCredParams: [{type: 'public-key', alg: -7}], attestation: 'none',
        authenticatorSelection: {residentKey: 'required', userVerification: 'required'}}})
        .then(made => done(btoa(String.fromCharCode(...new Uint8Array(made.response.getPublicKey()).slice(-65)))))
        .catch(error => done('!' + error));
    """

# Has the passkey sign a challenge; base64url members as `/submit` and `/sign-in` take them.
TOUCH = """
    const [challenge, verification, done] = arguments;
    const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=+$/, '');
    navigator.credentials.get({publicKey: {
        challenge: Uint8Array.from(atob(challenge), c => c.charCodeAt(0)), rpId: 'localhost', userVerification: verification}})
        .then(made => done({credential: text(made.rawId), 'authenticator-data': text(made.response.authenticatorData),
            'client-data': text(made.response.clientDataJSON), signature: text(made.response.signature)}))
        .catch(error => done('!' + error.name));
    """

# Posts a form as this site's own page does.
POST = """
    const [path, fields, done] = arguments;
    fetch(path, {method: 'POST', body: new URLSearchParams(fields)})
        .then(async reply => done({status: reply.status, path: new URL(reply.url).pathname, text: await reply.text()}))
        .catch(error => done({status: 0, path: '', text: String(error)}));
    """


def field(data):
    return struct.pack(">I", len(data)) + data


class Key:
    """A passkey's public half, in OpenSSH's form, and what is read aloud of it."""

    def __init__(self, point, rp=b"localhost"):
        kind = b"sk-ecdsa-sha2-nistp256@openssh.com"
        self.blob = field(kind) + field(b"nistp256") + field(point) + field(rp)
        self.line = f"{kind.decode()} {base64.b64encode(self.blob).decode()}"
        # Computed here, by another program than ours: what a person hears must not depend on the server.
        self.words = Mnemonic("english").to_mnemonic(hashlib.sha256(self.blob).digest()[:16])


def sshsig(line):
    """The bytes that stand for a statement's line in a challenge."""
    digest = hashlib.sha512(line.encode() + b"\n").digest()
    return b"SSHSIG" + field(b"statement@foureyes") + field(b"") + field(b"sha512") + field(digest)


def make(page):
    point = page.execute_async_script(MAKE)
    assert not point.startswith("!"), point
    return Key(base64.b64decode(point))


def touch(page, challenge, verification="required"):
    """The members of an assertion, or the name of the browser's error behind an exclamation mark."""
    return page.execute_async_script(TOUCH, base64.b64encode(challenge).decode(), verification)


def hand_in(page, line, members):
    return page.execute_async_script(POST, "/submit", {"line": line} | members)


def post(page, path, fields):
    return page.execute_async_script(POST, path, fields)


def draft(stage, **wanted):
    """A statement's line as the site makes it, unsigned."""
    from stage import request
    status, _, text = request(
        stage.url + "/api/draft", data=json.dumps(wanted, sort_keys=True, separators=(",", ":")).encode(),
        headers={"content-type": "application/json"})
    assert status == 200, text
    return json.loads(text)["statement"].rstrip("\n")


def sign_in(page, number):
    """One click, as the demonstration offers it."""
    page.open("/sign-in")
    page.one(f"#as-p{number}").click()
    page.until(lambda page: page.all("#me") and page.one("#me").text.split()[-1] == f"p{number}", f"signed in as p{number}")


def further_passkey(stage, page, number, witnesses=("p1", "p6")):
    """A passkey of a person who has a key, enrolled with two who heard its words; the act's name and the key."""
    page.passkeys()
    page.open("/sign-in")
    key = make(page)
    person = f"p{number}"
    stage.foureyes("propose", "authority/key.enrol", f"key={key.line}", f"person={person}", "--yes", person=person)
    act = stage.ask("acts")[0]["id"]
    line = draft(stage, kind="authority/act.sign", of=act, signer=person, slot="holder")
    reply = hand_in(page, line, touch(page, sshsig(line)))
    assert reply["status"] == 200 and reply["path"] == f"/acts/{act}", reply
    for witness in witnesses:
        stage.foureyes("sign", act, "--heard", key.words, "--yes", person=witness)
    return act, key


def sign_in_by_passkey(page, number):
    page.open("/sign-in")
    page.one("#passkey-button").click()
    page.until(lambda page: page.all("#me") and page.one("#me").text.split()[-1] == f"p{number}", f"signed in as p{number}")
