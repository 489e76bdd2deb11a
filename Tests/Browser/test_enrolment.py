"""Goal: somebody new gets a passkey on a link, two people who hear its words enrol it, and nobody else's key slips in.
Method: the link, the device, the voice (here: words read off the newcomer's screen), the witnesses' own machines."""

import re

import pytest

from passkeys import sign_in, sign_in_by_passkey


@pytest.fixture(scope="module")
def host(request):
    """p1 of the Board, on a desktop."""
    from browser import Browser
    from stage import Stage
    stage = Stage()
    page = Browser(stage.url)
    try:
        sign_in(page, 1)
        yield stage, page
    finally:
        page.quit()
        stage.close()


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


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_somebody_new(host, browsers, width):
    stage, page = host
    link = invite(page)
    newcomer = browsers(stage, width)
    heard = made_on(newcomer, link)
    act = propose_enrolment(page)
    # The newcomer's page goes on by itself.
    newcomer.until(lambda page: page.all("#holder-button"), "the act, on the newcomer's page")
    newcomer.one("#holder-button").click()
    newcomer.until(lambda page: page.all("#passkey-button:enabled"), "the page to sign")
    newcomer.one("#passkey-button").click()
    newcomer.until(lambda page: "You have signed" in page.text and act in page.text, "the act, signed by its holder")

    # Whoever heard other words signs nothing; who heard these does. What the page says is not asked.
    wrong = "abandon " * 11 + "about"
    stage.foureyes("sign", act, "--heard", wrong, "--yes", person="p2", code=6)
    newcomer.get(link)
    for witness in ("p2", "p4"):
        stage.foureyes("sign", act, "--heard", heard, "--yes", person=witness)
    newcomer.until(lambda page: page.all("#enrolled"), "the enrolment, on the newcomer's page")
    number = int(re.search(r"p(\d+)", newcomer.one("#enrolled").text)[1])
    assert number == len(stage.ask("people"))
    sign_in_by_passkey(newcomer, number)


def test_a_link_is_good_once(host, browsers):
    """Whoever comes second on a link makes no key, and is told to say so by voice."""
    stage, page = host
    link = invite(page)
    made_on(browsers(stage), link)
    second = browsers(stage)
    second.get(link)
    assert not second.all("#passkey-button")
    assert not second.one("#made-same").is_displayed()


def test_the_server_names_another_key(host, browsers):
    """A page that shows another key's words than the device made is found by the device itself."""
    stage, page = host
    newcomer = browsers(stage)
    made_on(newcomer, invite(page))
    # The device remembers the words of the key that it made; here they and the server's come to differ.
    newcomer.execute_script("sessionStorage.setItem('made', 'abandon '.repeat(11) + 'about'); location.reload()")
    newcomer.until(lambda page: page.one("#made-other").is_displayed(), "the warning")
    assert "Stop" in newcomer.one("#made-other").text
