"""Goal: somebody new gets a passkey on a link, two people who hear its words enrol it, and nobody else's key slips in.
Method: the link, the device, the voice (here: words read off the newcomer's screen), the witnesses' own machines."""

import pytest

from newcomers import enrolled, invite, made_on, propose_enrolment, sign_as_holder
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


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_somebody_new(host, browsers, width):
    stage, page = host
    link = invite(page)
    newcomer = browsers(stage, width)
    heard = made_on(newcomer, link)
    act = propose_enrolment(page)
    sign_as_holder(newcomer, act)

    # Whoever heard other words signs nothing; who heard these does. What the page says is not asked.
    wrong = "abandon " * 11 + "about"
    stage.foureyes("sign", act, "--heard", wrong, "--yes", person="p2", code=6)
    newcomer.get(link)
    for witness in ("p2", "p4"):
        stage.foureyes("sign", act, "--heard", heard, "--yes", person=witness)
    number = enrolled(newcomer)
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
