"""Goal: people act from a browser with passkeys, nobody acts alone, and what is refused says why. Method: two people
with machines of their own (a desktop and a phone), on one demonstration; then the same with each condition broken."""

import pytest

from acting import medium_facts, passes_stock_tools, refused, two_people_act
from passkeys import draft, further_passkey, hand_in, post, sign_in, sign_in_by_passkey, sshsig, touch

SIZES = [("desktop", "phone"), ("phone", "desktop")]


@pytest.fixture(scope="module")
def people(request):
    """p14 and p15, Systems Administrators, each with a passkey on a machine of their own."""
    from browser import Browser
    from stage import Stage
    stage = Stage()
    pages = []
    try:
        for number, width in ((14, "desktop"), (15, "phone")):
            page = Browser(stage.url, width)
            pages.append(page)
            page.key = further_passkey(stage, page, number)[1]
            sign_in_by_passkey(page, number)
        yield stage, *pages
    finally:
        for page in pages:
            page.quit()
        stage.close()


@pytest.mark.parametrize("sizes", SIZES, ids="-".join)
def test_two_people(people, sizes):
    """One proposes, is refused as the second, the other signs; both screens show it without anybody asking again."""
    stage, one, two = people
    one.look(sizes[0], "light")
    two.look(sizes[1], "light")
    two_people_act(stage, one, "p14", two, "p15", f"B-{sizes[0]}")


def test_cookies(people):
    """Secure, out of the reach of scripts, kept at home."""
    _, one, _ = people
    cookies = [cookie for cookie in one.get_cookies() if cookie["name"] == "__Host-foureyes"]
    assert len(cookies) == 1
    assert cookies[0]["secure"] and cookies[0]["httpOnly"] and cookies[0]["sameSite"] == "Strict"
    assert one.execute_script("return document.cookie") == ""


@pytest.fixture
def line(people):
    """A statement of p15 that his passkey would sign."""
    stage = people[0]
    return draft(stage, kind="register/medium.enter", signer="p15", slot="entry",
                 fields=medium_facts("X-1"))


def test_without_verification(people, line):
    """The person at the machine is not verified: the browser makes no signature, and one made all the same is refused."""
    _, _, two = people
    two.open("/sign-in")
    two.set_user_verified(False)
    try:
        assert touch(two, sshsig(line)) == "!NotAllowedError"
        refused(hand_in(two, line, touch(two, sshsig(line), "discouraged")), "P-20", "verif")
    finally:
        two.set_user_verified(True)


def test_from_another_origin(people, line):
    """Another name for the same server: the browser gives its passkeys to no other host, and the page says where to go."""
    stage, _, two = people
    two.get(f"http://127.0.0.1:{stage.port}/sign-in")
    assert two.one("#elsewhere").text
    assert touch(two, sshsig(line)) == "!SecurityError"
    # A subdomain may use the passkey; its signature names the origin, which is none of the ledger's.
    two.get(f"http://evil.localhost:{stage.port}/sign-in")
    members = touch(two, sshsig(line))
    two.open("/sign-in")
    if isinstance(members, dict):
        refused(hand_in(two, line, members), "P-20", "origin")
    else:
        assert members == "!SecurityError"


def test_words_of_another_statement(people, line):
    """A touch given for one statement is none for another, nor a sign-in one for a statement."""
    _, _, two = people
    two.open("/sign-in")
    members = touch(two, sshsig(line))
    refused(hand_in(two, line.replace('"X-1"', '"X-2"'), members), "P-2")
    refused(hand_in(two, line, touch(two, b"\x07" * 32)), "P-2")
    refused(post(two, "/sign-in", members | {"to": "/"}), "P-20")


def test_sign_out_everywhere(people, browsers):
    """Another browser of the same person is signed out with the first."""
    stage, one, _ = people
    other = browsers(stage, "phone")
    sign_in(other, 14)
    one.open("/sessions")
    assert len(one.all("[id^='end-']")) >= 2
    one.one("#sign-out-everywhere").click()
    one.until(lambda page: not page.all("#me") and page.all("#sign-in"), "the end of the session")
    other.open("/")
    assert not other.all("#me") and other.all("#sign-in")
    sign_in_by_passkey(one, 14)


def counter_set_back(page):
    """The passkey as a copy made a while ago would have it."""
    credential = page.get_credentials()[0]
    page.remove_all_credentials()
    credential._sign_count = 1
    page.add_credential(credential)


def test_cloned_counter(people):
    """A counter that went back: no session opens; a statement is taken, and is a finding."""
    stage, one, _ = people
    sign_in_by_passkey(one, 14)
    counter_set_back(one)
    one.open("/sign-in")
    one.one("#passkey-button").click()
    one.until(lambda page: page.all("#refused"), "the refusal")
    assert "copied" in one.one("#refused").text
    line = draft(stage, kind="register/medium.enter", signer="p14", slot="entry",
                 fields=medium_facts("C-1"))
    counter_set_back(one)
    reply = hand_in(one, line, touch(one, sshsig(line)))
    assert reply["status"] == 200 and reply["path"].startswith("/acts/"), reply["text"][:3000]
    one.open("/findings")
    assert "copied" in one.text or "counter" in one.text.lower(), one.text


def test_stop_ends_the_session(people):
    """p14 leads the team: his stop of p15 ends p15's session on the open page, and his passkey signs nothing more."""
    stage, _, two = people
    sign_in_by_passkey(two, 15)
    line = draft(stage, kind="register/medium.enter", signer="p15", slot="entry",
                 fields=medium_facts("D-1"))
    two.open("/people/p15")
    stage.foureyes("stop", "p15", "--because", "A test.", "--yes", person="p14")
    two.until(lambda page: not page.all("#me"), "the end of the session, on the open page")
    refused(hand_in(two, line, touch(two, sshsig(line))), "P-55")
    two.open("/sign-in")
    two.one("#passkey-button").click()
    two.until(lambda page: page.all("#refused"), "the refusal")
    assert "stopped" in two.one("#refused").text


def test_revoked_key(people):
    """A key that its owner revoked signs nothing and opens nothing from then on, and the page says by which rule.

    With another of one's keys one suspends both until key witnesses say which stays (P-22): a thief must not end the other.
    """
    stage, one, _ = people
    line = draft(stage, kind="register/medium.enter", signer="p14", slot="entry",
                 fields=medium_facts("E-1"))
    stage.foureyes("keys", "revoke", one.key.words, "--because", "It may have been copied.", "--yes", person="p14")
    one.open("/sign-in")
    refused(hand_in(one, line, touch(one, sshsig(line))), "P-55", "stopped")
    one.open("/sign-in")
    one.one("#passkey-button").click()
    one.until(lambda page: page.all("#refused"), "the refusal")
    assert "stopped" in one.one("#refused").text


def test_the_ledger_passes_stock_tools(people, tmp_path):
    """What was signed in the browser is checked by stock ssh-keygen and Go's sumdb, and by the verifier."""
    stage = people[0]
    out = tmp_path / "out"
    passes_stock_tools(stage, out)
    entries = "".join(path.read_text(errors="replace") for path in (out / "tile" / "entries").rglob("*") if path.is_file())
    assert entries.count("BEGIN SSH SIGNATURE") > 250
