import pytest

from addresses import Addresses
from browser import Browser
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
def addresses(stage):
    return Addresses(stage)


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
    """A browser of nobody, for all tests that only look."""
    made = Browser(stage.url)
    yield made
    made.quit()
