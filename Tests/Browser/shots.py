"""Pictures of the pages, to be looked at: `make shots` writes them into .build/shots; with a word, those whose name has it."""

import pathlib
import sys

from acting import medium_facts
from addresses import Addresses
from browser import WIDTHS, Browser
from newcomers import invite, made_on
from passkeys import sign_in
from stage import Stage


def main(folder, only=""):
    stage = Stage()
    browsers = []

    def browser(person=None):
        browsers.append(Browser(stage.url))
        if person:
            sign_in(browsers[-1], person)
        return browsers[-1]

    try:
        happened = happen(stage)
        nobody, administrator, other, member = browser(), browser(14), browser(15), browser(3)
        link = invite(administrator)
        newcomer = browser()
        made_on(newcomer, link)
        fresh = invite(administrator)
        cases = {"x-case": f"/registers/cases/{happened['case']}", "x-cases": "/registers/cases", "x-ruling": "/registers/rulings/RUL-1",
                 "x-preview": f"/acts/{happened['ruling']}", "x-permits": f"/acts/{happened['ruling']}/permits",
                 "x-roster": "/roster", "x-termination": "/registers/terminations/TRM-1", "x-terminations": "/registers/terminations",
                 "x-board": "/groups/board", "x-team": "/groups/systems-administration", "x-reviews": "/registers/access-reviews",
                 "x-file-case": "/propose/authority/case.file"}
        shots = [(nobody, cases), (nobody, public(stage)), (administrator, own(happened)), 
                 (other, {"home-signed-in": "/", "decide-several": happened["several"], "decide-sign": f"/acts/{happened['open']}/sign"}),
                 (member, {"decide-vote": f"/motions/{happened['motion']}/vote", "decide-vote-yes": f"/motions/{happened['motion']}/vote?vote=yes"}),
                 (newcomer, {"invitation-made": link.removeprefix(stage.url)}), (nobody, {"invitation": fresh.removeprefix(stage.url)})]
        count = sum(shoot(page, name, path, folder) for page, some in shots for name, path in some.items() if only in name)
        # What a form answers has no address of its own.
        for name, path, button in (("invitation-link", "/invitations", "#invite"), ("feed-link", "/settings", "[value='feed'] ~ button, [value='feed'] ~ * button")):
            if only in name:
                administrator.look("desktop", "light")
                administrator.open(path)
                administrator.one(button).click()
                count += shoot(administrator, name, None, folder)
        print(f"{count} pictures in {folder}")
    finally:
        for page in browsers:
            page.quit()
        stage.close()


def happen(stage):
    """What the demonstration's history does not leave lying about: a second act to sign, a stop, a disowned key."""
    stage.foureyes("propose", "register/medium.enter", *(f"{name}={value}" for name, value in medium_facts("CA-120").items()), "--yes", person="p14")
    open_acts = [act["id"] for act in stage.ask("acts") if act["condition"] == "open" and act["kind"].startswith("register/")]
    stage.foureyes("stop", "p17", "--because", "His phone is gone.", "--yes", person="p16")
    alone = next(record for record in stage.ask("records") if record["performer"] == "p13")["id"]
    stage.foureyes("keys", "disown", f"@{stage.data / 'keys' / 'p13.pub'}", "--since", alone[2:], "--because", "Not me in Ede.",
                   "--yes", person="p13")
    kinds = {act["kind"]: act["id"] for act in stage.ask("acts")}
    motion = next(motion["id"] for motion in stage.ask("motions") if motion["condition"] == "open")
    ruling = next(act["id"] for act in stage.ask("acts") if act["condition"] == "open" and act["kind"] == "authority/ruling.give")
    case = stage.ask("list", "cases")[0]["id"]
    return {"ruling": ruling, "case": case, "open": open_acts[-1], "motion": motion, "several": "/sign?" + "&".join(f"of={act}" for act in open_acts), "replacement": kinds["authority/replacement.announce"],
            "stop": kinds["authority/stop.set"], "disowned": kinds["authority/key.disown"], "alone": alone}


def public(stage):
    addresses = Addresses(stage)
    return {
        "home": "/", "act": f"/acts/{addresses.act}", "motion": f"/motions/{addresses.motion}", "person": "/people/p14",
        "ledger": "/ledger", "entry-proof": "/ledger/200", "consistency": "/ledger/consistency?first=100",
        "sign": f"/acts/{addresses.act}/sign", "propose": "/propose/register/medium.retire",
        "record": f"/records/{addresses.record}", "medium": "/registers/media/M-5", "policy": "/policy", "search": "/search?q=M-5",
        "sign-in": "/sign-in", "alarm": "/alarm", "journal": "/journal", "question": "/questions/Q-1", "check": "/check",
        "media": "/registers/media", "media-filtered": "/registers/media?where.state=ready&sort=label", "computer": "/registers/computers/H-1",
        "store": "/registers/stores/S-1", "item-past": "/registers/stores/S-1?at=2026-11-15", "system": "/registers/systems/SYS-1", "sheet": "/registers/media/M-5/sheet",
        "registers": "/registers", "manual": "/manual", "manual-change": "/manual/change?name=visit.report&to=24%20hours", "checks": "/registers/checks", "kinds": "/kinds", "groups": "/groups", "protocol": "/protocol",
        "erase-form": "/propose/record/medium.erase?f.medium=M-5", "change-form": "/propose/register/medium.change?f.medium=M-5",
    }


def own(happened):
    return {
        "import": "/registers/media/import", "note-form": "/registers/media/M-5/note", "enter-form": "/propose/register/medium.enter",
        "invitations": "/invitations", "settings": "/settings", "sessions": "/sessions", "stored": "/people/p14/stored",
        "journal-signed-in": "/journal", "journal-lines": "/journal/lines", "journal-line": "/journal/lines/0",
        "search-name": "/search?q=an", "findings": "/findings", "person-stopped": "/people/p17", "person-disowned": "/people/p13",
        "replacement": f"/acts/{happened['replacement']}", "replacement-form": "/propose/authority/replacement.announce",
        "stop": f"/acts/{happened['stop']}", "stop-form": "/propose/authority/stop.set?f.target=p15",
        "disown": f"/acts/{happened['disowned']}", "disown-form": "/propose/authority/key.disown",
        "disowned-answer-form": "/propose/authority/disowned.answer", "record-alone": f"/records/{happened['alone']}",
    }


def shoot(browser, name, path, folder):
    if path:
        browser.look("desktop", "light")
        browser.open(path)
    for width, (wide, high) in WIDTHS.items():
        for theme in ("light", "dark"):
            browser.look(width, theme)
            tall = min(browser.execute_script("return document.documentElement.scrollHeight"), 3000)
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": wide, "height": max(high, tall), "deviceScaleFactor": 1, "mobile": width == "phone"})
            browser.save_screenshot(str(folder / f"{name}-{width}-{theme}.png"))
    return 4


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target, *sys.argv[2:3])
