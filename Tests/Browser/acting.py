"""Acts as a person does them in a browser, and what the ledger says of them afterwards."""

import subprocess

from passkeys import draft, hand_in, sshsig, touch
from stage import ROOT


def choose(page, name, value):
    """A radio button, or an option of a menu; nothing where the form leaves no choice."""
    found = page.all(f"[name='{name}'][value='{value}']:not([type=hidden])") or page.all(
        f"select[name='{name}'] option[value='{value}']")
    if found:
        found[0].click()


def fill(page, name, value):
    """A day or a time, whose control the browser draws in the reader's own manner."""
    page.execute_script(f"document.querySelector(\"[name='{name}']\").value = '{value}'")


def medium_facts(label):
    """The facts of a new disk."""
    return {"acquired": "2026-10-30", "brand": "Acme", "capacity": "4000000", "label": label, "purpose": "system",
            "removable": "no", "serial": label, "sort": "disk", "store": "S-1"}


def propose_medium(page, label):
    """Through the form, as a person does; the act's name."""
    page.open("/propose/register/medium.enter")
    page.one("[name='f.label']").send_keys(label)
    page.one("[name='f.serial']").send_keys(f"SN-{label}")
    page.one("[name='f.brand']").send_keys("Acme")
    page.one("[name='f.capacity']").send_keys("4000000")
    fill(page, "f.acquired", "2026-10-30")
    for name, value in [("f.sort", "disk"), ("f.removable", "no"), ("f.purpose", "system")]:
        choose(page, name, value)
    choose(page, "f.store", "S-1")
    choose(page, "slot", "entry")
    page.one("form.say button").click()
    page.until(lambda page: page.all("#passkey-button:enabled"), "the page to sign")
    page.one("#passkey-button").click()
    page.until(lambda page: "/acts/A-" in page.path, "the act")
    return page.path.split("/")[2].split("?")[0]


def sign_act(page, act):
    page.open(f"/acts/{act}/sign")
    if page.all("form.say"):
        choose(page, "slot", "entry")
        page.one("form.say button").click()
    page.until(lambda page: page.all("#passkey-button:enabled"), "the page to sign")
    page.one("#passkey-button").click()
    page.until(lambda page: page.path.startswith(f"/acts/{act}?entered="), "the act, signed")


def refused(reply, rule, *words):
    assert reply["status"] in (400, 403, 422), reply
    assert rule in reply["text"], reply["text"][:3000]
    for word in words:
        assert word in reply["text"], reply["text"][:3000]


def two_people_act(stage, one, first, two, second, label):
    """One proposes, is refused as the second, the other signs; both screens show it without anybody asking again."""
    act = propose_medium(one, label)
    assert stage.ask("show", act)["condition"] == "open"

    # His own page offers him no second slot; a page that does all the same gets the rule's answer.
    one.open(f"/acts/{act}/sign")
    assert one.all("#not-you") and not one.all("#passkey-button")
    line = draft(stage, kind="register/act.sign", of=act, signer=second, slot="entry").replace(
        f'"signer":"{second}"', f'"signer":"{first}"')
    reply = hand_in(one, line, touch(one, sshsig(line)))
    assert reply["status"] == 422 and "P-32" in reply["text"] and "counts once" in reply["text"], reply["text"][:3000]
    assert "Refusal" in reply["text"] or "signed by the log" in reply["text"]

    one.open(f"/acts/{act}")
    assert "in effect" not in one.one("main").text
    sign_act(two, act)
    assert "in effect" in two.one("main").text.lower()
    one.until(lambda page: "in effect" in page.one("main").text.lower(), "the effect, on the proposer's screen", seconds=30)
    assert one.path == f"/acts/{act}"
    return act


def passes_stock_tools(stage, out):
    """The whole ledger, by the verifier, and by stock ssh-keygen and Go's sumdb."""
    stage.run("foureyes-server", "export", "--data", stage.data, "--to", out)
    report = stage.run("foureyes-verify", out)
    assert "webauthn" not in report.stderr
    hand = subprocess.run(["docs/check-by-hand.sh", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert hand.returncode == 0, hand.stdout[-2000:] + hand.stderr[-2000:]
    return hand.stdout


def checked_by_hand(stage, place, person, key, folder):
    """One entry by the one command of P-2, with the key that its signer's enrolment names."""
    raw = folder / f"entry-{place}"
    raw.write_text(stage.get(f"/ledger/{place}/raw")[2])
    allowed = folder / f"allowed-{place}"
    allowed.write_text(f'{person} namespaces="statement@foureyes" {key}\n')
    command = ("head -n1 \"$1\" | ssh-keygen -Y verify -f \"$2\" -I \"$3\" -n statement@foureyes "
               "-s <(sed '1d;$d' \"$1\")")
    done = subprocess.run(["bash", "-c", command, "bash", raw, allowed, person], capture_output=True, text=True, timeout=30)
    return done.returncode == 0, done.stdout + done.stderr
