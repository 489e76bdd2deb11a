"""Goal: the menu and the search are at hand at both widths, and need no script. Method: the server's script is refused, so
that only the browser opens and closes what the page says."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import WIDTHS

IN_SIGHT = """
    const box = document.querySelector(arguments[0]).getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    """


@pytest.fixture
def plain(stage, browsers):
    """A browser that runs no script of ours."""
    made = browsers(stage)
    made.execute_cdp_cmd("Network.enable", {})
    made.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/script-*.js"]})
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_search_is_always_in_sight(plain, width):
    plain.look(width, "light")
    plain.open("/policy")
    for place in ("0", "document.body.scrollHeight"):
        plain.execute_script(f"window.scrollTo(0, {place})")
        assert plain.execute_script(IN_SIGHT, "header input[type=search]"), f"{width}, scrolled to {place}"


def test_wide_the_menu_stands_at_the_side_and_its_groups_open(plain):
    plain.look("desktop", "light")
    plain.open("/")
    assert not plain.one("#open-menu").is_displayed()
    link = plain.one("#menu a[href='/registers/media']")
    assert not link.is_displayed(), "the page is in no group"
    link.find_element(By.XPATH, "ancestor::details/summary").click()
    link.click()
    assert plain.current_url.endswith("/registers/media")
    here = plain.one("#menu a[aria-current]")
    assert here.is_displayed() and here.text == "Media", "the group of the page is open"


def test_on_a_phone_a_button_opens_the_menu_and_escape_closes_it(plain):
    plain.look("phone", "light")
    plain.open("/")
    link = plain.one("#menu a[href='/acts']")
    assert not link.is_displayed()
    plain.one("#open-menu").click()
    assert link.is_displayed()
    plain.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not link.is_displayed()
    plain.one("#open-menu").send_keys(Keys.ENTER)
    link.click()
    assert plain.current_url.endswith("/acts")
