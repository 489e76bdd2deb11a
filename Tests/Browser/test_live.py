"""Goal: an open page shows the newest state, whatever the network does. Method: the first answer comes after the second."""

from acting import medium_facts
from browser import Browser
from passkeys import sign_in
from stage import Stage

# The first time the page asks for itself anew, its answer is held back, as by a slow network.
SLOW = """
    const real = window.fetch;
    let first = true;
    window.fetch = async (...all) => {
        const reply = await real(...all);
        if (!first || all[0] !== location.href) return reply;
        first = false;
        window.held = true;
        await new Promise(done => { window.letGo = done; });
        return reply;
    };
    """


def enter(stage, label):
    stage.foureyes("propose", "register/medium.enter", *(f"{name}={value}" for name, value in medium_facts(label).items()),
                   "--slot", "entry", "--yes", person="p14")


def test_an_older_answer_takes_nothing_away():
    stage = Stage()
    page = Browser(stage.url)
    try:
        sign_in(page, 15)
        page.open("/acts")
        page.execute_script(SLOW)
        enter(stage, "L-1")
        page.until(lambda page: page.execute_script("return window.held === true"), "the page to ask for itself")
        enter(stage, "L-2")
        size = stage.ask("status")["size"]
        # Time for a second question, if the page asks one before it has its answer.
        page.execute_async_script("setTimeout(arguments[0], 2000)")
        page.execute_script("window.letGo()")
        page.until(lambda page: "L-1" in page.text and "L-2" in page.text and f"Ledger of {size} entries" in page.text,
                   "both acts, after the older answer")
        page.execute_async_script("setTimeout(arguments[0], 1000)")
        assert "L-2" in page.text
    finally:
        page.quit()
        stage.close()
