"""Goal: 5,000 media come out of a file in a browser: sent, looked at, signed by two people, found again, and their labels lead
back to them. Method: the demonstration's keys sign; a scanner of somebody else's (zbar) reads what the page draws."""

import subprocess

from passkeys import sign_in

COUNT = 5000


def fill(page, table):
    """As pasting does: typing 5,000 rows letter by letter would take minutes."""
    page.execute_script("arguments[0].value = arguments[1]", page.one("#rows"), table.read_text(encoding="utf-8"))


def sign_here(page):
    page.until(lambda page: page.all("#demonstration-button"), "the page to sign")
    page.one("#demonstration-button").click()


def test_five_thousand(fresh, browsers, tmp_path):
    one, two = browsers(fresh), browsers(fresh)
    sign_in(one, 14)
    sign_in(two, 15)
    table = tmp_path / "disks.csv"
    rows = [f'"Box {number}";N-{number};disk;S-{1 + number % 2};2026-10-30;Acme;4000000;system;no\r\n' for number in range(1, COUNT + 1)]
    table.write_text("\ufefflabel;serial;sort;store;acquired;brand;capacity;purpose;removable\r\n" + "".join(rows), encoding="utf-8")
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_text("label;sort;store;acquired;brand;capacity;purpose;removable\r\nBox 1;disc;S-1;2026-10-30;Acme;4000000;system;no\r\n", encoding="utf-8")

    # A bad line is named; nothing can be signed.
    one.open("/registers/media")
    one.one("a[href='/registers/media/import']").click()
    fill(one, spoilt)
    one.one("form.say button").click()
    one.says("One thing is wrong")
    assert "disk, ssd, flash, tape" in one.one("main table").text and not one.all("[name=signer]")

    one.open("/registers/media/import")
    one.one("#csv").send_keys(str(table))
    one.one("form.say button").click()
    one.says("5,000 rows, and nothing is wrong with them", seconds=20)
    assert len(one.all("main tbody tr")) == 50
    one.one("form.say button.do:not(.unseen)").click()
    one.says("What it enters: 5,000 items")
    sign_here(one)
    one.until(lambda page: "/acts/A-" in page.path, "the act", seconds=20)
    act = one.path.split("/")[2].split("?")[0]

    # The second person reads the rows where they sign.
    two.open(f"/acts/{act}/sign")
    assert "What it would enter: 5,000 items" in two.one("main").text and "Box 50" in two.one("main").text
    sign_here(two)
    two.until(lambda page: page.path.startswith(f"/acts/{act}?entered="), "the act, signed", seconds=20)
    assert "in effect" in two.one("main").text.lower()
    assert next(one for one in fresh.ask("registers") if one["name"] == "media")["items"] == COUNT + 6

    # Among so many one is found by words and chosen; what was typed stays.
    two.open("/propose/register/medium.retire")
    two.one("[name='f.fate'][value='destroyed']").click()
    assert len(two.all("[id='f.medium'] option")) == 50
    # Box 4321 itself, and the medium whose id is M-4321.
    two.one("[id='find.f.medium']").send_keys("box 4321\n")
    two.says("2 of 5,006 match")
    assert two.one("[name='f.fate'][value='destroyed']").is_selected()
    assert two.one("[id='f.medium'] option[value='M-4327']").text.startswith("M-4327, Box 4321")
    assert not one.console() and not two.console()


def test_label(stage, nobody, tmp_path):
    """A scanner reads the label from the screen, in both themes, and from the file."""
    for theme in ("light", "dark"):
        nobody.look("desktop", theme)
        nobody.open("/registers/media/M-5/sheet")
        picture = tmp_path / f"{theme}.png"
        nobody.one(".label").screenshot(str(picture))
        read = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, timeout=30)
        assert read.stdout.strip() == f"{stage.url}/registers/media/M-5", f"{theme}: {read.stdout}{read.stderr}"
    nobody.look("desktop", "light")
    # On paper there is the sheet and nothing else.
    nobody.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for hidden in (".menu", ".top", ".buttons"):
        assert not nobody.one(hidden).is_displayed(), hidden
    assert nobody.one(".qr").is_displayed()
    nobody.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
