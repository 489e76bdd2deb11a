import Ledger

/// The one script, at an address with its hash. It makes and uses passkeys and says when something changed; every page
/// works without it but for these two.
///
/// A server that was taken over serves another script: nothing that widens rests on it (P-20, P-23).
enum Script {
    static let bytes = Array(
        "\"use strict\";\n\(common)\n\(clock)\n\(passkeys)\n\(enrolling)\n\(waiting)\n\(live)\n\(keyboard)\n\(judging)\n"
            .utf8)
    static let name = String(Digest.of(bytes).hex.prefix(16))
    static let path = "/script-\(name).js"

    /// The 2,048 words, one a line, for a device that shows the words of a key it made.
    static let words = Array((Words.list.joined(separator: "\n") + "\n").utf8)
    static let wordsPath = "/words-\(Digest.of(words).hex.prefix(16)).txt"

    /// Bytes, base64url, the fields of SSH.
    private static let common = #"""
        const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
        const toText = buffer => btoa(Array.from(new Uint8Array(buffer), b => String.fromCharCode(b)).join(""))
          .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
        const utf8 = text => new TextEncoder().encode(text);
        const joined = parts => {
          const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
          let at = 0;
          for (const part of parts) { all.set(part, at); at += part.length; }
          return all;
        };
        const field = bytes => joined([new Uint8Array([bytes.length >>> 24, bytes.length >>> 16 & 255, bytes.length >>> 8 & 255, bytes.length & 255]), bytes]);
        const hash = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
        const say = (form, text) => { const place = form.querySelector(".says"); if (place) place.textContent = text; };
        const why = error => ({
          NotAllowedError: "Nothing was signed: it was cancelled, took too long, or this device has no such passkey.",
          InvalidStateError: "This device holds a passkey of yours already.",
          SecurityError: "The browser refuses: passkeys of this ledger belong to another address than this page’s.",
          NotSupportedError: "This device cannot make a passkey of the kind that is needed here (ES256, with verification).",
          ConstraintError: "This device cannot verify who uses it: set a PIN or a finger first.",
        })[error.name] || "It did not work: " + error.message;
        """#

    /// Sends the device's own clock with what is drafted: the server compares it with its own (P-10).
    private static let clock = #"""
        document.addEventListener("submit", event => {
          const form = event.target;
          if (form.method !== "post") return;
          const field = form.elements["device-clock"] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "device-clock" }));
          field.value = new Date().toISOString().slice(0, 19) + "Z";
        }, true);
        """#

    /// A passkey signs a challenge: of the server to sign in, of the line's own SSHSIG bytes to sign it.
    private static let passkeys = #"""
        const sshsig = async line => joined([utf8("SSHSIG"), field(utf8("statement@foureyes")), field(utf8("")), field(utf8("sha512")),
          field(await hash("SHA-512", utf8(line + "\n")))]);
        const challengeOf = async form => {
          if (form.dataset.use === "sign") return sshsig(form.elements.line.value);
          const reply = await fetch("/sign-in/challenge", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "" });
          if (!reply.ok) throw new Error(reply.status === 429 ? "too many tries; wait a little." : "the server gives no challenge.");
          return toBytes((await reply.json()).challenge);
        };
        const assert = async form => {
          const ids = (form.dataset.credentials || "").split(" ").filter(id => id);
          const made = await navigator.credentials.get({ publicKey: {
            challenge: await challengeOf(form), rpId: form.dataset.rp, userVerification: "required", timeout: 120000,
            allowCredentials: ids.map(id => ({ type: "public-key", id: toBytes(id) })) } });
          form.elements["credential"].value = toText(made.rawId);
          form.elements["authenticator-data"].value = toText(made.response.authenticatorData);
          form.elements["client-data"].value = toText(made.response.clientDataJSON);
          form.elements["signature"].value = toText(made.response.signature);
        };
        const passkeyForm = (form, act) => {
          const button = form.querySelector("button");
          if (!window.PublicKeyCredential || !window.isSecureContext) return say(form, "This browser, or this address, has no passkeys.");
          button.disabled = false;
          form.addEventListener("submit", async event => {
            event.preventDefault();
            if (button.disabled) return;
            button.disabled = true;
            say(form, "Your device asks you now.");
            try { await act(form); form.submit(); } catch (error) { say(form, why(error)); button.disabled = false; }
          });
        };
        const bind = () => {
          for (const form of document.querySelectorAll("form.passkey")) passkeyForm(form, form.dataset.use === "make" ? make : assert);
        };
        bind();
        """#
}
