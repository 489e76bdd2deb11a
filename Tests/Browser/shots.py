"""Pictures of the main pages, to be looked at: `make shots` writes them into .build/shots."""

import pathlib
import sys

from addresses import Addresses
from browser import WIDTHS, Browser
from stage import Stage


def main(folder):
    stage = Stage()
    try:
        addresses = Addresses(stage)
        shots = {
            "home": "/", "act": f"/acts/{addresses.act}", "motion": f"/motions/{addresses.motion}", "person": "/people/p14",
            "ledger": "/ledger", "entry": "/ledger/200", "sign": f"/acts/{addresses.act}/sign",
            "propose": "/propose/register/medium.retire", "record": f"/records/{addresses.record}",
            "medium": "/registers/media/M-5", "policy": "/policy", "search": "/search?q=M-5",
        }
        browser = Browser(stage.url)
        try:
            shoot(browser, shots, folder)
        finally:
            browser.quit()
    finally:
        stage.close()


def shoot(browser, shots, folder):
    for name, path in shots.items():
        browser.open(path)
        for width, (wide, high) in WIDTHS.items():
            for theme in ("light", "dark"):
                browser.look(width, theme)
                tall = min(browser.execute_script("return document.documentElement.scrollHeight"), 3000)
                browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                    "width": wide, "height": max(high, tall), "deviceScaleFactor": 1, "mobile": width == "phone"})
                browser.save_screenshot(str(folder / f"{name}-{width}-{theme}.png"))
    print(f"{len(shots) * 4} pictures in {folder}")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    main(target)
