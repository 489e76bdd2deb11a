"""Headless Chromium as people use it: a desktop or a phone, light or dark, with a virtual authenticator."""

from selenium.common.exceptions import StaleElementReferenceException
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.ui import WebDriverWait

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


class Browser(webdriver.Chrome):
    """One person at one machine: cookies and passkeys of her own."""

    def __init__(self, site, width="desktop", theme="light"):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        # As root in a container there is no sandbox of its own; motion would only make screenshots differ.
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--force-prefers-reduced-motion", "--no-first-run", "--disable-background-networking"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        super().__init__(options=options, service=Service("/usr/bin/chromedriver"))
        self.site = site
        self.set_page_load_timeout(30)
        self.look(width, theme)

    def look(self, width, theme):
        """Another width or theme without loading the page anew."""
        wide, high = WIDTHS[width]
        self.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": wide, "height": high, "deviceScaleFactor": 1, "mobile": width == "phone"})
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": theme}]})

    def open(self, path):
        self.get(self.site + path)
        return self

    @property
    def path(self):
        return self.current_url.removeprefix(self.site)

    @property
    def text(self):
        return self.find_element(By.TAG_NAME, "body").text

    def one(self, selector):
        return self.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.find_elements(By.CSS_SELECTOR, selector)

    def until(self, holds, what, seconds=10):
        """Waits for what the page does by itself; says what the page showed instead."""
        try:
            # A page that goes on by itself takes its elements away while one is being read: that is asked again.
            return WebDriverWait(self, seconds, poll_frequency=0.05,
                                 ignored_exceptions=[StaleElementReferenceException]).until(holds)
        except Exception:
            raise AssertionError(f"{what}: not in {seconds} s at {self.path}\n{self.text}\n{self.console()}") from None

    def says(self, text, seconds=10):
        return self.until(lambda page: text in page.text, f"“{text}”", seconds)

    def console(self):
        """What the browser complained about: an error here is a page that does not work."""
        return [line["message"] for line in self.get_log("browser") if line["level"] == "SEVERE"]

    def passkeys(self, verified=True):
        """A virtual authenticator of this machine: CTAP2, internal, resident keys, user verification."""
        options = VirtualAuthenticatorOptions(
            protocol=VirtualAuthenticatorOptions.Protocol.CTAP2, transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
            has_resident_key=True, has_user_verification=True, is_user_consenting=True, is_user_verified=verified)
        self.add_virtual_authenticator(options)
