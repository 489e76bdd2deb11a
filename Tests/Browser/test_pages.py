"""Goal: every page can be read and used by everybody: WCAG 2.1 AA, at both widths, light and dark; no page scrolls
sideways on a phone; the browser has nothing to complain about. The list of pages is the site's route table."""

import pathlib

import axe_core_python
import pytest

from addresses import pages
from browser import WIDTHS

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def findings(page, only=TAGS):
    """What axe finds, a line each: the rule, where, and why."""
    found = page.execute_async_script(
        "const [only, done] = arguments; axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(done)", only)
    return [
        f"{rule['id']}: {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found["violations"] for node in rule["nodes"]]


def sideways(page):
    """What stands over the right edge of the window."""
    return page.execute_script("""
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return [];
        const scrolls = e => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !scrolls(e))
            .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 60)).slice(0, 5)
            .concat('scrolls to ' + document.documentElement.scrollWidth);
        """)


def look(page, path):
    """Everything that is wrong with the page as it stands, at both widths and in both themes."""
    wrong = []
    page.execute_script(AXE)
    for width in WIDTHS:
        for theme in ("light", "dark"):
            page.look(width, theme)
            # Dark changes colours and nothing else.
            only = TAGS if theme == "light" else ["color-contrast"]
            wrong += [f"{path} {width} {theme}: {line}" for line in findings(page, only)]
        wrong += [f"{path} {width}: {line}" for line in sideways(page)]
    page.look("desktop", "light")
    return wrong + [f"{path}: {line}" for line in page.console()]


def glance(page, path):
    """What is wrong with the page but for what axe finds."""
    page.look("phone", "light")
    wrong = [f"{path} phone: {line}" for line in sideways(page)]
    page.look("desktop", "light")
    return wrong + [f"{path}: {line}" for line in page.console()]


@pytest.mark.parametrize("pattern", pages())
def test_page_for_everybody(pattern, visitor, addresses):
    wrong = []
    first, *_ = paths = addresses.of(pattern)
    for path in paths:
        visitor.open(path)
        assert visitor.one("h1").text, path
        # axe reads the template, and one address shows that; the others are held against the phone's width and the console.
        wrong += look(visitor, path) if path == first else glance(visitor, path)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sessions", "/people/p14", "/acts/{act}/sign"])
def test_page_for_who_is_not_signed_in(path, nobody, addresses):
    wrong = []
    for each in addresses.of(path):
        nobody.open(each)
        wrong += look(nobody, each)
    assert not wrong, "\n".join(wrong)


def test_a_page_that_is_none(visitor):
    visitor.open("/acts/A-99999")
    wrong = [line for line in look(visitor, "/acts/A-99999") if "404" not in line]
    assert not wrong, "\n".join(wrong)


def test_axe_finds_something(visitor):
    """The check must be able to fail: a field without a label and grey on grey."""
    visitor.get("data:text/html,<html lang=en><title>x</title><main><h1>x</h1><input><p style='color:%23aaa;background:%23999'>yes yes</p>")
    visitor.execute_script(AXE)
    rules = {line.split(":")[0] for line in findings(visitor)}
    assert {"label", "color-contrast"} <= rules
