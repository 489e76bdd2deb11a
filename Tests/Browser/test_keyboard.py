"""Goal: whoever has no mouse does everything. Method: Tab from the top of the page to its end; everything that can be
used is reached, in the order in which it stands, and is seen to have the focus; Enter follows a link and sends a form."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

USABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

# Numbers every usable thing that is shown; of radio buttons of one name Tab reaches one.
NUMBERED = """
    const seen = new Set();
    return [...document.querySelectorAll(arguments[0])].filter(e => {
        if (e.disabled || !e.checkVisibility({visibilityProperty: true})) return false;
        if (e.type === 'radio') { if (seen.has(e.name)) return false; seen.add(e.name); }
        return true;
    }).map((e, number) => { e.dataset.number = number; return e.outerHTML.slice(0, 90); });
    """

FOCUSED = """
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const radio = e.type === 'radio' && document.querySelector(`input[name="${e.name}"]`);
    return {number: Number((radio || e).dataset.number), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            shown: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
            what: e.outerHTML.slice(0, 90)};
    """


def walk(page):
    """What is wrong with a walk over the page by Tab alone."""
    things = page.execute_script(NUMBERED, USABLE)
    page.execute_script("document.activeElement.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0)")
    reached, wrong = [], []
    body = page.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    while (at := page.execute_script(FOCUSED)) and at["number"] not in reached:
        reached.append(at["number"])
        if not at["ring"]:
            wrong.append(f"has the focus, and nobody sees it: {at['what']}")
        if not at["shown"]:
            wrong.append(f"has the focus outside of the window: {at['what']}")
        # Not to the element: what is sent to a field for files is a file's name.
        ActionChains(page).send_keys(Keys.TAB).perform()
    wrong += [f"Tab never reaches {things[number]}" for number in set(range(len(things))) - set(reached)]
    if reached != sorted(reached):
        wrong.append(f"the order of Tab is not that of the page: {reached}")
    return wrong


WALKED = [
    "/", "/acts/{act}", "/acts/{act}/sign", "/sign", "/motions/{motion}/vote", "/propose/register/medium.retire", "/ledger/200",
    "/ledger/consistency", "/journal", "/journal/lines", "/journal/lines/{line}", "/search?q=an", "/alarm", "/findings", "/acts/{act}/ask", "/questions/{question}/answer",
    "/sign-in", "/sessions", "/settings", "/invitations", "/invitation/{token}", "/people/p14/stored",
    "/propose/authority/replacement.announce", "/propose/authority/stop.set", "/propose/authority/key.disown",
    "/propose/authority/disowned.answer",
]


@pytest.mark.parametrize("path", WALKED)
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_tab_reaches_everything(path, width, visitor, addresses):
    visitor.look(width, "light")
    for each in addresses.of(path):
        visitor.open(each)
        wrong = walk(visitor)
        assert not wrong, "\n".join(wrong)


def test_enter_follows_and_sends(visitor, addresses):
    """From home to an act by the search field, without a mouse."""
    visitor.look("desktop", "light")
    visitor.open("/")
    field = visitor.one(".top input")
    field.send_keys(addresses.act, Keys.ENTER)
    visitor.until(lambda page: page.path.startswith(("/search", "/acts/")), "an answer to the search")
    if visitor.path.startswith("/search"):
        link = visitor.one(f"main a[href='/acts/{addresses.act}']")
        link.send_keys(Keys.ENTER)
    visitor.until(lambda page: page.path == f"/acts/{addresses.act}", "the act")


def test_skip_link(visitor):
    """The first Tab offers the way past the menu, and Enter takes it."""
    visitor.look("desktop", "light")
    visitor.open("/acts")
    visitor.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = visitor.switch_to.active_element
    assert skip.get_attribute("class") == "skip" and skip.location["x"] >= 0
    skip.send_keys(Keys.ENTER)
    visitor.until(lambda page: page.current_url.endswith("#main"), "the main part")
    visitor.switch_to.active_element.send_keys(Keys.TAB)
    assert visitor.execute_script("return document.querySelector('main').contains(document.activeElement)")


def test_the_walk_finds_something(visitor):
    """The check must be able to fail: a thing out of order without a ring, and one that Tab cannot reach."""
    visitor.get("data:text/html,<style>a{outline:none}</style><a href=1 tabindex=2>x</a><a href=2 tabindex=1>y</a><a href=3 tabindex=-1>z</a>")
    wrong = "\n".join(walk(visitor))
    assert "nobody sees it" in wrong and "never reaches" in wrong and "not that of the page" in wrong
