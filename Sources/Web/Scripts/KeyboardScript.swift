extension Script {
    /// Keys for people without a mouse, and the choice of light or dark, which stays in this browser.
    static let keyboard: String = {
        let places = HelpPage.places.map { "\($0.key): \"\($0.path)\"" }.joined(separator: ", ")
        return #"""
            const theme = () => localStorage.getItem("theme") || "";
            const showTheme = () => {
              if (theme()) document.documentElement.dataset.theme = theme(); else delete document.documentElement.dataset.theme;
              document.querySelectorAll("[data-theme-switch] button").forEach(button => button.setAttribute("aria-pressed", String(button.dataset.theme === theme())));
            };
            showTheme();
            document.addEventListener("click", event => {
              const button = event.target.closest && event.target.closest("[data-theme-switch] button");
              if (!button) return;
              if (button.dataset.theme) localStorage.setItem("theme", button.dataset.theme); else localStorage.removeItem("theme");
              showTheme();
            });
            const places = { PLACES };
            let going = 0;
            document.addEventListener("keydown", event => {
              const at = event.target;
              if (event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName)) return;
              const gone = Date.now() - going < 1500;
              going = 0;
              if (event.key === "/") { event.preventDefault(); document.querySelector("[role=search] input").focus(); }
              else if (event.key === "?") location.assign("/help#keys");
              else if (gone && places[event.key]) location.assign(places[event.key]);
              else if (event.key === "g") going = Date.now();
            });
            """#.replacing("PLACES", with: places)
    }()
}
