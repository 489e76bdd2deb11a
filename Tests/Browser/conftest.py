import pytest

from addresses import Addresses
from browser import Browser
from passkeys import sign_in
from stage import Stage


@pytest.fixture(scope="session")
def stage():
    """One demonstration for all tests that only look; a test that changes what others see takes `fresh`."""
    made = Stage()
    yield made
    made.close()


@pytest.fixture
def fresh():
    made = Stage()
    yield made
    made.close()


@pytest.fixture(scope="session")
def addresses(stage, visitor):
    """With what only somebody signed in can have made: an invitation."""
    found = Addresses(stage)
    visitor.open("/invitations")
    visitor.one("#invite").click()
    link = visitor.until(lambda page: page.one("#link").text, "the link of an invitation").strip()
    found.named["token"] = [link.rsplit("/", 1)[1]]
    return found


@pytest.fixture
def browsers():
    """Makes browsers that end with the test, however it ends."""
    made = []

    def make(stage, width="desktop", theme="light"):
        made.append(Browser(stage.url, width, theme))
        return made[-1]

    yield make
    for browser in made:
        browser.quit()


@pytest.fixture(scope="session")
def visitor(stage):
    """A browser of p14, signed in, for all tests that only look."""
    made = Browser(stage.url)
    sign_in(made, 14)
    yield made
    made.quit()


@pytest.fixture(scope="session")
def nobody(stage):
    """A browser of somebody who has not signed in."""
    made = Browser(stage.url)
    yield made
    made.quit()
