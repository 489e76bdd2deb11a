extension Script {
    /// Tells beside a form what the rules would say of it, as it is filled in: the same answer that *Preview* gives.
    static let judging = #"""
        let judged = 0, asking = 0;
        const judge = async form => {
          const mine = ++judged;
          const data = new URLSearchParams();
          for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
          data.append("look", "preview");
          try {
            const reply = await fetch(form.action.split("#")[0], { method: "POST", body: data, headers: { "x-unattended": "yes" } });
            if (!reply.ok || mine !== judged) return;
            const page = new DOMParser().parseFromString(await reply.text(), "text/html");
            const fresh = page.getElementById("verdict"), shown = document.getElementById("verdict");
            if (fresh && shown && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...Array.from(fresh.childNodes));
          } catch { /* the button asks again */ }
        };
        document.addEventListener("change", event => {
          const form = event.target.closest && event.target.closest("form[data-judged]");
          if (!form) return;
          clearTimeout(asking);
          asking = setTimeout(() => judge(form), 400);
        });
        """#
}
