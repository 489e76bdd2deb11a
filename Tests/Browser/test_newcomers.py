"""Goal: two people come in by enrolment and then act: one proposes, is refused as the second, the other signs, and both
screens show it; afterwards one leaves, and the other's passkey is revoked. Method: nobody is put there; links, words heard by
two, a leader's recommendation and the Board's votes, all by the people of the demonstration on their own machines."""

import base64
import hashlib
import json

import pytest

from acting import checked_by_hand, medium_facts, passes_stock_tools, propose_medium, refused, two_people_act
from browser import Browser
from newcomers import appoint, enrol
from passkeys import draft, hand_in, sign_in, sign_in_by_passkey, sshsig, touch
from stage import Stage

TEAM = "systems-administration"
SIZES = [("desktop", "phone"), ("phone", "desktop")]


@pytest.fixture(scope="module")
def newcomers():
    """Two who were nobody when the demonstration was founded, at a desktop and at a phone, now in one team."""
    stage = Stage()
    pages = [Browser(stage.url)]
    try:
        sign_in(pages[0], 1)
        for width in ("desktop", "phone"):
            page = Browser(stage.url, width)
            pages.append(page)
            number, page.enrolment = enrol(stage, pages[0], page)
            page.person = f"p{number}"
        for page in pages[1:]:
            appoint(stage, int(page.person[1:]), TEAM, leader="p14")
        yield stage, *pages[1:]
    finally:
        for page in pages:
            page.quit()
        stage.close()


def line_of(stage, place):
    return stage.get(f"/ledger/{place}/raw")[2].split("\n")[0]


def statement(stage, place):
    return json.loads(line_of(stage, place))


def medium(stage, person, label):
    return draft(stage, kind="register/medium.enter", signer=person, slot="entry",
                 fields=medium_facts(label))


def test_before_the_appointment_nothing(newcomers, browsers):
    """The control: an enrolled passkey alone opens no slot; what they do below they do by their place in the team."""
    stage, one, _ = newcomers
    outsider, host = browsers(stage), browsers(stage)
    sign_in(host, 1)
    number, _ = enrol(stage, host, outsider)
    line = medium(stage, one.person, "N-1").replace(f'"signer":"{one.person}"', f'"signer":"p{number}"')
    refused(hand_in(outsider, line, touch(outsider, sshsig(line))), "SP-2.2.3.1a")


@pytest.mark.parametrize("sizes", SIZES, ids="-".join)
def test_two_newcomers_act(newcomers, sizes, tmp_path):
    stage, one, two = newcomers
    one.look(sizes[0], "light")
    two.look(sizes[1], "light")
    act = two_people_act(stage, one, one.person, two, two.person, f"N-{sizes[0]}")
    assert stage.ask("show", act)["condition"] == "in effect"

    # Both statements by the one command of P-2, each with the key that the newcomer's enrolment names and no other.
    keys = {page.person: statement(stage, int(page.enrolment[2:]))["body"]["key"] for page in (one, two)}
    place = int(act[2:])
    hash_of = hashlib.sha256((line_of(stage, place) + "\n").encode()).hexdigest()
    size = stage.ask("status")["size"]
    signed = next(number for number in range(place + 1, size) if statement(stage, number).get("of") == hash_of)
    for number, page, other in ((place, one, two), (signed, two, one)):
        assert statement(stage, number)["signer"] == page.person
        good, said = checked_by_hand(stage, number, page.person, keys[page.person], tmp_path)
        assert good, said
        assert not checked_by_hand(stage, number, page.person, keys[other.person], tmp_path)[0]


def test_their_ledger_passes(newcomers, tmp_path):
    """The whole of it: `foureyes-verify`, stock ssh-keygen, Go's sumdb."""
    stage, one, two = newcomers
    said = passes_stock_tools(stage, tmp_path / "out")
    for page in (one, two):
        assert f": {page.person} register/" in said


def test_termination_ends_the_session(newcomers):
    """The leader ends a membership: the session on the open page is over at once, and her passkey fills no slot any more."""
    stage, _, two = newcomers
    line = medium(stage, two.person, "T-1")
    two.open(f"/people/{two.person}")
    assert two.one("#me").text.split()[-1] == two.person
    stage.foureyes("propose", "authority/team.leave", f"person={two.person}", f"team={TEAM}", "--slot", "leader",
                   "--because", "Moves on.", "--yes", person="p14")
    two.until(lambda page: not page.all("#me") and page.all("#sign-in"), "the end of the session, on the open page")
    two.open("/sessions")
    assert two.path.startswith("/sign-in"), two.path
    refused(hand_in(two, line, touch(two, sshsig(line))), "SP-2.2.3.1a", "may not propose this")
    # She is somebody still, and may look: a termination takes the office, not the number.
    sign_in_by_passkey(two, int(two.person[1:]))


def test_revoked_passkey(newcomers):
    """A passkey that was truly revoked signs nothing and opens nothing, and the page says why.

    One's own passkey cannot be ended by a page (P-42), and with another key both are suspended for 72 hours (P-22). What ends
    one at once: a key witness whose own key somebody else had used disowns it, and two who took no part take back what it gave.
    """
    stage, one, _ = newcomers
    line = medium(stage, one.person, "V-1")
    one.open("/")
    place = int(one.enrolment[2:])
    key = statement(stage, 0)["body"]["founders"][3]["key"]
    fingerprint = hashlib.sha256(base64.b64decode(key.split()[1])).hexdigest()
    stage.foureyes("keys", "disown", fingerprint, "--since", str(place), "--because", "Not me.", "--yes", person="p4")
    act = propose_medium(one, "V-2")
    for person in ("p5", "p12"):
        stage.foureyes("keys", "reverse", one.enrolment, "--because", "Nobody heard these words.", "--yes", person=person)
    one.until(lambda page: not page.all("#me") and page.all("#sign-in"), "the end of the session, on the open page")
    one.open("/sign-in")
    refused(hand_in(one, line, touch(one, sshsig(line))), "P-22", "revoked")
    one.open("/sign-in")
    one.one("#passkey-button").click()
    one.until(lambda page: page.all("#refused"), "the refusal")
    assert "revoked" in one.one("#refused").text and "P-22" in one.one("#refused").text
    # What she had proposed is open still, and her signature on it counts no more: two others are needed.
    for person, condition in (("p15", "open"), ("p14", "in effect")):
        stage.foureyes("sign", act, "--yes", person=person)
        assert stage.ask("show", act)["condition"] == condition, person
