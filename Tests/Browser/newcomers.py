"""How somebody new comes in: a link, a passkey made on it, its words heard by two, and a place in a team. The steps are
those of pages and people's own programs; nothing is put into a store."""

import re

from passkeys import sign_in_by_passkey

BOARD = ("p1", "p2", "p3", "p4", "p5")


def invite(page):
    """A link for somebody new, as it is shown this once."""
    page.open("/invitations")
    page.one("#invite").click()
    page.until(lambda page: page.all("#link"), "the link")
    return page.one("#link").text.strip()


def words(page):
    return " ".join(item.text for item in page.all("#words li"))


def made_on(newcomer, link):
    """The newcomer's device makes a passkey, and computes its words itself."""
    newcomer.passkeys()
    newcomer.get(link)
    newcomer.one("#label").send_keys("Ada")
    newcomer.until(lambda page: page.one("#passkey-button").is_enabled(), "the button")
    newcomer.one("#passkey-button").click()
    newcomer.until(lambda page: page.all("#words li") and page.one("#made-same").is_displayed(), "the words, computed here")
    return words(newcomer)


def propose_enrolment(page):
    """The host takes the key from the list of invitations and proposes it; the act's name."""
    page.open("/invitations")
    page.all("[id^='propose-']")[0].click()
    page.until(lambda page: page.all("form.say"), "the form")
    page.one("form.say button").click()
    page.until(lambda page: page.all("#demonstration-button"), "the page to sign")
    page.one("#demonstration-button").click()
    page.until(lambda page: "/acts/A-" in page.path, "the act")
    return re.search(r"A-\d+", page.path)[0]


def sign_as_holder(newcomer, act):
    """On the newcomer's page, which goes on by itself."""
    newcomer.until(lambda page: page.all("#holder-button"), "the act, on the newcomer's page")
    newcomer.one("#holder-button").click()
    newcomer.until(lambda page: page.all("#passkey-button:enabled"), "the page to sign")
    newcomer.one("#passkey-button").click()
    newcomer.until(lambda page: "You have signed" in page.text and act in page.text, "the act, signed by its holder")


def enrolled(newcomer):
    """The number that the newcomer's page tells him, once it is one."""
    # A browser that lost its stream asks for it again after five seconds; a busy machine takes longer.
    newcomer.until(lambda page: page.all("#enrolled"), "the enrolment, on the newcomer's page", seconds=30)
    return int(re.search(r"p(\d+)", newcomer.one("#enrolled").text)[1])


def enrol(stage, host, newcomer, witnesses=("p2", "p4")):
    """Somebody new, from the link to his first sign-in; his number, and the act that enrolled him."""
    heard = made_on(newcomer, invite(host))
    act = propose_enrolment(host)
    sign_as_holder(newcomer, act)
    for witness in witnesses:
        stage.foureyes("sign", act, "--heard", heard, "--yes", person=witness)
    number = enrolled(newcomer)
    sign_in_by_passkey(newcomer, number)
    return number, act


def appoint(stage, number, team, leader):
    """A place in a team by what the policy asks: the leader recommends, the Board votes by name, two close (SP-9.1.3)."""
    stage.foureyes("propose", "authority/team.appoint", f"person=p{number}", f"team={team}",
                   "--slot", "recommendation", "--yes", person=leader)
    act = stage.ask("acts")[0]["id"]
    stage.foureyes("propose", "authority/motion.open", f"act={act}", "--yes", person="p1")
    motion = stage.ask("motions")[0]["id"]
    for member in BOARD:
        stage.foureyes("vote", motion, "yes", "--yes", person=member)
    for member in ("p2", "p3"):
        stage.foureyes("close", motion, "--yes", person=member)
    assert stage.ask("show", act)["condition"] == "in effect", stage.ask("show", act)
    return act
