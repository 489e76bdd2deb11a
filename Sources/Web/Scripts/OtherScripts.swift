extension Script {
    /// Makes a passkey on an invitation, and shows its words computed here, from the key that was made here.
    static let enrolling = #"""
        async function make(form) {
          const reply = await fetch(form.dataset.challenge, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "" });
          if (!reply.ok) throw new Error(reply.status === 429 ? "too many tries; wait a little." : "the link is used or over.");
          const challenge = toBytes((await reply.json()).challenge);
          const label = form.elements.label.value.trim() || form.dataset.label;
          const made = await navigator.credentials.create({ publicKey: {
            challenge, rp: { id: form.dataset.rp, name: form.dataset.name }, timeout: 120000,
            user: { id: crypto.getRandomValues(new Uint8Array(16)), name: label, displayName: label },
            pubKeyCredParams: [{ type: "public-key", alg: -7 }], attestation: "none",
            authenticatorSelection: { residentKey: "required", userVerification: "required" },
            excludeCredentials: (form.dataset.credentials || "").split(" ").filter(id => id).map(id => ({ type: "public-key", id: toBytes(id) })) } });
          const point = new Uint8Array(made.response.getPublicKey()).slice(-65);
          sessionStorage.setItem("made", await wordsOf(point, form.dataset.rp, form.dataset.words));
          form.elements.label.disabled = true;
          form.elements["credential"].value = toText(made.rawId);
          form.elements["attestation"].value = toText(made.response.attestationObject);
          form.elements["client-data"].value = toText(made.response.clientDataJSON);
        }
        async function wordsOf(point, rp, path) {
          const list = (await (await fetch(path)).text()).split("\n");
          const blob = joined([field(utf8("sk-ecdsa-sha2-nistp256@openssh.com")), field(utf8("nistp256")), field(point), field(utf8(rp))]);
          const first = (await hash("SHA-256", blob)).slice(0, 16);
          const bits = Array.from(joined([first, (await hash("SHA-256", first)).slice(0, 1)]), b => b.toString(2).padStart(8, "0")).join("");
          return Array.from({ length: 12 }, (_, i) => list[parseInt(bits.slice(11 * i, 11 * i + 11), 2)]).join(" ");
        }
        const compare = () => {
          const made = document.querySelector("[data-made]"), words = sessionStorage.getItem("made");
          if (!made || !words) return;
          const shown = made.querySelectorAll("li");
          words.split(" ").forEach((word, i) => { if (shown[i]) shown[i].textContent = word; });
          document.getElementById(words === made.dataset.made ? "made-same" : "made-other").hidden = false;
        };
        compare();
        """#

    /// Goes on by itself when what the page waits for is in the ledger.
    static let waiting = #"""
        const look = async () => {
          const wait = document.querySelector("[data-wait]");
          if (!wait || document.visibilityState !== "visible") return;
          try {
            const reply = await fetch(wait.dataset.wait, { headers: { accept: "application/json", "x-unattended": "yes" } });
            const answer = reply.ok ? await reply.json() : {};
            if (answer.to && answer.to.startsWith("/")) location.assign(answer.to);
          } catch { /* the next look comes */ }
        };
        if (document.querySelector("[data-wait]")) setInterval(look, 3000);
        """#

    /// One stream per browser: HTTP/1.1 gives six connections, and a seventh tab would hang. Tabs tell each other over a
    /// BroadcastChannel; the one that holds the lock holds the stream, and lets it go when it is hidden.
    static let live = #"""
        let shown = Number(document.body.dataset.size || 0);
        let latest = 0, typing = false, asked = false;
        document.addEventListener("input", () => { typing = true; });
        // What the reader opened stays open.
        const renew = (element, fresh) => {
          const open = Array.from(element.querySelectorAll("details"), d => d.open);
          element.replaceChildren(...Array.from(fresh.childNodes));
          element.querySelectorAll("details").forEach((d, i) => { if (open[i]) d.open = true; });
        };
        const changed = async size => {
          if (!(size > shown)) return;
          look();
          const main = document.querySelector("main[data-live]");
          const busy = typing || document.querySelector("dialog[open]") || (document.activeElement && document.activeElement.closest("form"));
          if (!main || document.visibilityState !== "visible") return;
          if (busy) { const news = document.getElementById("news"); if (news) news.hidden = false; return; }
          // One at a time: an older answer that came after a newer one would take it away again.
          if (asked) return;
          asked = true;
          try {
            const reply = await fetch(location.href, { headers: { accept: "text/html", "x-unattended": "yes" } });
            if (!reply.ok || reply.redirected) return location.reload();
            const page = new DOMParser().parseFromString(await reply.text(), "text/html");
            const fresh = page.querySelector("main");
            if (!fresh) return;
            shown = Math.max(size, Number(page.body.dataset.size || 0));
            renew(main, fresh);
            bind();
            compare();
            const menu = document.getElementById("menu"), other = page.getElementById("menu");
            if (menu && other && !menu.contains(document.activeElement)) renew(menu, other);
            document.getElementById("open-menu")?.replaceWith(page.getElementById("open-menu"));
          } catch { return; /* nobody answered: the next event asks again */ } finally { asked = false; }
          changed(latest);
        };
        if (window.BroadcastChannel && window.EventSource && navigator.locks) {
          const channel = new BroadcastChannel("foureyes");
          const heard = data => { if (data.size) changed(latest = data.size); if (data.over) location.reload(); };
          channel.onmessage = event => heard(event.data);
          const tell = data => { channel.postMessage(data); heard(data); };
          let letGo = null, asking = null;
          const stream = () => new Promise(done => {
            const source = new EventSource("/live");
            letGo = () => { source.close(); letGo = null; done(); };
            source.addEventListener("size", event => tell({ size: Number(event.data) }));
            source.addEventListener("over", () => { source.close(); tell({ over: true }); });
          });
          const seen = () => {
            if (document.visibilityState === "visible") {
              changed(latest);
              if (letGo || asking) return;
              asking = new AbortController();
              navigator.locks.request("foureyes-live", { signal: asking.signal }, () => { asking = null; return stream(); }).catch(() => { asking = null; });
            } else {
              if (asking) asking.abort();
              if (letGo) letGo();
            }
          };
          document.addEventListener("visibilitychange", seen);
          addEventListener("pagehide", () => { if (letGo) letGo(); });
          seen();
        }
        """#
}
