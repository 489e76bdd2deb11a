import Ledger

/// The one style sheet, at an address with its hash, so that it may be kept for ever.
enum StyleSheet {
    static let bytes = Array((css + pages).utf8)
    static let name = String(Digest.of(bytes).hex.prefix(16))
    static let path = "/style/\(name).css"

    /// The colours on dark paper: of the device, or of whoever chose them.
    private static let dark =
        "--paper: #14161a; --card: #1b1e24; --ink: #e8e6e1; --quiet: #a3aab5; --line: #2c3038; --edge: #6d7480; --wash: #20242b; --act: #7aa2ff; --act-ink: #0f1420; --holds: #58c48a; --due: #e0b050; --broken: #ff8a7a; --idle: #98a0ad;"

    // One type scale (0.8, 1, 1.25, 1.6 rem), one step of space (0.5 rem), five meanings in colour, each with a mark
    // of its own. Nothing is fetched from anywhere; no rule hides what was signed.
    private static let css = #"""
        :root {
          color-scheme: light dark;
          --paper: #fbfaf7; --card: #ffffff; --ink: #1c1f24; --quiet: #5b616b; --line: #e2dfd8; --edge: #8d8a83; --wash: #f3f1eb;
          --act: #1d4ed8; --act-ink: #ffffff; --holds: #16713f; --due: #8a5c00; --broken: #b42318; --idle: #5f6671;
        }
        @media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { \#(dark) } }
        :root[data-theme=dark] { color-scheme: dark; \#(dark) } :root[data-theme=light] { color-scheme: light; }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 4.5rem; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Inter", "DejaVu Sans", sans-serif; }
        a { color: inherit; text-decoration-color: var(--edge); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-color: currentColor; text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: 4px; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.25rem 0 0.5rem; letter-spacing: -0.01em; font-weight: 650; overflow-wrap: anywhere; text-wrap: balance; }
        h2 { font-size: 1rem; margin: 2rem 0 0.5rem; font-weight: 650; }
        p { margin: 0.5rem 0; max-width: 68ch; }
        small, .quiet { color: var(--quiet); } small, .small { font-size: 0.8rem; }
        code, .words, .mono { font: 0.875rem/1.6 ui-monospace, "DejaVu Sans Mono", monospace; }
        small code, td code { font-size: 0.8rem; }
        code { overflow-wrap: anywhere; }
        ol, ul { padding-left: 1.25rem; } li { margin: 0.15rem 0; }
        .skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; z-index: 2; }
        time { white-space: nowrap; }
        .rule { white-space: nowrap; font-size: 0.95em; }

        /* the frame: the menu at the side, the search always at hand above the page */
        .frame { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); min-height: 100vh; }
        .menu, .menu[popover] { display: block; border: 0; border-right: 1px solid var(--line); padding: 1.25rem 1rem; position: sticky; inset: 0 auto auto 0; margin: 0; width: auto; height: 100vh; overflow: auto; background: var(--paper); color: inherit; }
        .brand { white-space: nowrap; display: flex; align-items: center; gap: 0.5rem; font-weight: 700; text-decoration: none; margin-bottom: 1.25rem; }
        .menu-link { display: flex; justify-content: space-between; gap: 0.5rem; padding: 0.25rem 0.5rem; border-radius: 6px; text-decoration: none; font-size: 0.95rem; }
        .menu-link:hover { background: var(--wash); } .menu-link[aria-current] { background: var(--wash); font-weight: 600; }
        .menu details { border: 0; margin-top: 0.75rem; } .menu details .menu-link { margin-left: 0.5rem; }
        .menu summary { display: flex; align-items: baseline; gap: 0.4rem; padding: 0.25rem 0.5rem; border-radius: 6px; font-size: 0.8rem; color: var(--quiet); }
        .menu summary::before { content: "▸" / ""; width: 0.7rem; } .menu details[open] > summary::before { content: "▾" / ""; } .menu summary .n { margin-left: auto; }
        .n { color: var(--quiet); font-variant-numeric: tabular-nums; font-weight: 400; } .menu .n, #open-menu .n { color: var(--act); font-weight: 600; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .content { min-width: 0; }
        main { padding: 0.5rem 2rem 3rem; max-width: 66rem; min-width: 0; }
        .top { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line); padding: 0.6rem 2rem; display: flex; justify-content: space-between; align-items: center; gap: 1rem; font-size: 0.95rem; }
        .top form[role=search] { flex: 1; max-width: 26rem; margin-right: auto; } .top input { width: 100%; }
        #open-menu { display: none; font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 8px; padding: 0.55rem 0.75rem; white-space: nowrap; cursor: pointer; }
        .crumbs { font-size: 0.8rem; color: var(--quiet); margin: 0; }
        .demo { background: var(--due); color: var(--paper); font-size: 0.8rem; text-align: center; padding: 0.2rem; margin: 0; max-width: none; }
        footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line); font-size: 0.8rem; color: var(--quiet); display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
        footer .mono { font-size: 0.8rem; }
        .two { display: grid; grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr); gap: 0 2.5rem; }
        .two.aside > :first-child { order: 2; } .links { list-style: none; padding: 0; margin: 0.5rem 0; } .links li { padding: 0.2rem 0; }
        .two > * { min-width: 0; } .two > section > h2:first-child { margin-top: 1rem; }
        .lead { font-size: 1rem; }

        /* marks: a shape and a colour, so that neither is needed alone */
        .mark { display: inline-flex; align-items: baseline; gap: 0.4rem; font-size: 0.875rem; white-space: nowrap; font-weight: 550; }
        .mark::before { font-size: 0.8em; }
        .holds { color: var(--holds); } .holds::before { content: "●" / ""; }
        .due { color: var(--due); } .due::before { content: "◐" / ""; }
        .broken { color: var(--broken); } .broken::before { content: "▲" / ""; }
        .idle { color: var(--idle); } .idle::before { content: "○" / ""; }
        .open { color: var(--act); } .open::before { content: "◔" / ""; }
        .f-holds { fill: var(--holds); } .f-due { fill: var(--due); } .f-broken { fill: var(--broken); } .f-idle { fill: var(--line); } .f-open { fill: var(--act); }

        /* what a text hides is made visible */
        .odd { border: 1px solid var(--broken); color: var(--broken); border-radius: 3px; font: 0.75em ui-monospace, "DejaVu Sans Mono", monospace; padding: 0 0.2em; white-space: nowrap; }
        .foreign { text-decoration: underline dotted var(--due) 2px; text-underline-offset: 0.15em; }

        /* rows: the one way to list things */
        .rows { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
        .rows > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding: 0.75rem 0; margin: 0; border-bottom: 1px solid var(--line); align-items: center; }
        .rows .what { font-weight: 550; overflow-wrap: anywhere; } .rows .what a { text-decoration: none; } .rows .what a:hover { text-decoration: underline; }
        .rows > li > * { min-width: 0; overflow-wrap: anywhere; } .rows small { grid-column: 1; }
        .rows .side { grid-row: 1 / span 2; grid-column: 2; text-align: right; }
        .rows.plainrows .what { font-weight: 400; } .rows.plainrows > li { grid-template-columns: minmax(7rem, 1fr) minmax(0, max-content); }
        .none { color: var(--quiet); border-top: 1px solid var(--line); padding-top: 0.75rem; max-width: none; }

        /* buttons */
        .do { display: inline-block; font: inherit; font-weight: 600; font-size: 0.95rem; border-radius: 8px; padding: 0.45rem 0.9rem; border: 1px solid transparent; background: var(--act); color: var(--act-ink); text-decoration: none; cursor: pointer; }
        .do:hover { filter: brightness(1.08); text-decoration: none; }
        .do.second { background: transparent; color: var(--ink); border-color: var(--edge); }
        .do.stop { background: transparent; color: var(--broken); border-color: currentColor; }
        .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1rem 0; max-width: none; align-items: center; }

        /* the statement: what is signed looks like paper, and nothing else does */
        .statement { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem; margin: 1rem 0; }
        .statement dl { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: 0.35rem 1.5rem; margin: 0; }
        .statement dt { color: var(--quiet); overflow-wrap: anywhere; } .statement dd { margin: 0; overflow-wrap: anywhere; }
        .statement dl + dl { margin-top: 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
        .statement .words { display: block; margin-top: 1rem; padding-top: 0.75rem; border-top: 1px dashed var(--edge); }
        .four { white-space: nowrap; } .words .dot { color: var(--quiet); }
        .beside { color: var(--quiet); } .ok { white-space: nowrap; }

        /* slots: who signs, side by side */
        .slots { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; padding: 0; list-style: none; }
        .slots li { flex: 1 1 15rem; display: flex; gap: 0.75rem; align-items: center; padding: 0.75rem 1rem; margin: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
        .slots li.empty { border-style: dashed; border-color: var(--edge); background: transparent; }
        .ring { width: 2.75rem; height: 2.75rem; border-radius: 50%; display: grid; place-items: center; font-weight: 650; font-size: 0.85rem; border: 2px solid var(--holds); color: var(--holds); flex: none; }
        .empty .ring { border: 2px dashed var(--idle); color: var(--idle); }
        .no .ring { border-color: var(--idle); color: var(--idle); }
        .slots small { display: block; }
        .either { text-align: center; color: var(--quiet); font-size: 0.8rem; margin: 0; max-width: none; }

        /* tables, before → after, history */
        table { border-collapse: collapse; width: 100%; font-size: 0.95rem; } th { text-align: left; font-weight: 500; color: var(--quiet); font-size: 0.8rem; }
        caption { text-align: left; color: var(--quiet); font-size: 0.8rem; }
        th, td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        th:last-child, td:last-child { padding-right: 0; }
        td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; }
        td.id, td.num, th { overflow-wrap: normal; } td.whole { overflow-wrap: break-word; max-width: 12rem; } td.id, td.num { white-space: nowrap; } .raw.note { white-space: pre; overflow-wrap: normal; }
        .parts { table-layout: fixed; } .parts th:nth-child(1) { width: 42%; } .parts th:nth-child(2) { width: 7.5rem; }
        del { color: var(--broken); } ins { color: var(--holds); text-decoration: none; }
        .chain { list-style: none; margin: 0.5rem 0; padding: 0 0 0 1.1rem; border-left: 2px solid var(--line); }
        .chain li { position: relative; padding: 0.4rem 0 0.6rem; margin: 0; }
        .chain li::before { content: ""; position: absolute; left: -1.5rem; top: 0.85rem; width: 0.65rem; height: 0.65rem; border-radius: 50%; background: var(--paper); border: 2px solid var(--quiet); }
        .chain li.bad::before { border-color: var(--broken); background: var(--broken); }
        .shell { display: block; background: var(--wash); border-radius: 8px; padding: 0.6rem 0.9rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.5rem 0; }
        .raw { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.72rem/1.6 ui-monospace, "DejaVu Sans Mono", monospace; margin: 0.5rem 0; }
        details { border-bottom: 1px solid var(--line); } summary { display: grid; grid-template-columns: 8rem minmax(0, 1fr) auto; gap: 1rem; padding: 0.6rem 0; cursor: pointer; list-style: none; align-items: baseline; }
        summary::-webkit-details-marker { display: none; } details > div { padding: 0 0 1rem 9rem; }
        summary:hover { background: var(--wash); }
        details.fold { border: 0; } details.fold > summary { display: list-item; list-style: disclosure-closed inside; padding: 0.25rem 0; font-weight: 550; } details.fold[open] > summary { list-style-type: disclosure-open; } details.fold > div { padding: 0 0 0.5rem; }
        .chips { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1rem 0; padding: 0; list-style: none; }
        .filter { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; margin: 0.5rem 0; } .filter > span { color: var(--quiet); font-size: 0.9rem; } .filter .chips { margin: 0; }
        .chips a { border: 1px solid var(--line); border-radius: 99px; padding: 0.15rem 0.75rem; text-decoration: none; font-size: 0.9rem; display: inline-block; } .chips a[aria-current] { background: var(--card); border-color: currentColor; }
        .bar { display: block; width: 100%; height: 0.6rem; border-radius: 99px; margin: 0.75rem 0; }
        .idea { display: block; width: 100%; max-width: 44rem; height: auto; margin: 1rem 0; color: var(--ink); }
        .idea text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: currentColor; } .idea .q { fill: var(--quiet); font-size: 11px; }
        .idea .s { stroke: currentColor; fill: none; stroke-width: 1.5; } .idea .a { stroke: var(--quiet); fill: none; stroke-width: 1.5; } .idea .p { fill: var(--card); stroke: var(--edge); stroke-width: 1.5; } .idea .h { fill: var(--quiet); }
        .plain { list-style: none; padding: 0; } .plain li { padding: 0.2rem 0; }
        .facts { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 0.35rem 1.5rem; margin: 0.5rem 0; border-top: 1px solid var(--line); padding-top: 0.75rem; } .facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
        .find input { width: 100%; max-width: 26rem; } .key { border-top: 1px solid var(--line); padding: 0.5rem 0; } .words.first { border: 0; margin: 0; padding: 0; }
        .change { white-space: normal; overflow-wrap: anywhere; }
        .hash { overflow-wrap: anywhere; }

        /* forms */
        input, select, textarea { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; padding: 0.45rem 0.75rem; max-width: 100%; }
        textarea { width: 100%; min-height: 5rem; resize: vertical; } textarea.armour { min-height: 11rem; font: 0.8rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
        .field { margin: 1.25rem 0; max-width: 40rem; } .field label, .field legend { font-weight: 550; display: block; margin-bottom: 0.25rem; padding: 0; }
        .field input[type=text], .field select { width: 100%; } .pick { display: flex; gap: 0.5rem; margin-bottom: 0.5rem; } .pick input { flex: 1; min-width: 0; }
        .field small { display: block; margin-top: 0.25rem; }
        fieldset { border: 0; padding: 0; margin: 0; min-width: 0; } fieldset label.one { font-weight: 400; display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0; margin: 0; }
        .field.wrong input, .field.wrong select, .field.wrong textarea { border-color: var(--broken); border-width: 2px; }
        .error { color: var(--broken); display: block; margin-top: 0.25rem; font-size: 0.9rem; } .error::before { content: "▲ " / ""; }
        .refusal { border-left: 4px solid var(--broken); padding: 0.25rem 0 0.25rem 1rem; margin: 1rem 0; } .refusal p { margin: 0.25rem 0; }
        .well { border-left: 4px solid var(--holds); padding: 0.25rem 0 0.25rem 1rem; margin: 1rem 0; }
        .steps { padding-left: 1.5rem; } .steps > li { padding: 0.25rem 0 0.75rem; } .steps > li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }

        /* who is signed in, passkeys */
        .who { display: inline-flex; gap: 0.75rem; align-items: center; white-space: nowrap; } .top .who form { flex: none; max-width: none; }
        .who button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-decoration: underline; text-decoration-color: var(--edge); text-underline-offset: 0.2em; cursor: pointer; }
        .says { min-height: 1.5rem; } .due-note { border-left: 4px solid var(--due); padding: 0.25rem 0 0.25rem 1rem; }
        .waits::before { content: "◔ " / ""; color: var(--act); } #news { border-left: 4px solid var(--act); padding-left: 1rem; }
        .heard-words { list-style: decimal; columns: 3; font: 1.25rem/1.9 ui-monospace, "DejaVu Sans Mono", monospace; padding-left: 2.5rem; max-width: 40rem; }
        button[disabled] { opacity: 0.5; cursor: default; }

        @media (max-width: 46rem) {
          .heard-words { columns: 2; font-size: 1rem; }
          .frame { display: block; } #open-menu { display: inline-block; }
          .menu { position: static; height: auto; border: 0; }
          .menu[popover] { display: none; } .menu[popover]:popover-open { display: block; position: fixed; inset: 0 auto 0 0; width: min(19rem, 85vw); height: 100dvh; border-right: 1px solid var(--line); box-shadow: 0 0 0 100vmax rgb(0 0 0 / 0.35); }
          .menu-link { padding: 0.55rem 0.5rem; } .menu summary { padding: 0.55rem 0.5rem; font-size: 0.9rem; }
          main { padding: 0.5rem 1rem 3rem; } .two { display: block; }
          .top { gap: 0.5rem 0.75rem; padding: 0.5rem 1rem; flex-wrap: wrap; } .top form[role=search] { flex: 1 1 8rem; } .top a { white-space: nowrap; padding: 0.5rem 0; } .do { padding: 0.65rem 1rem; } input, select { padding: 0.6rem 0.75rem; }
          .statement { padding: 1rem; } .statement dl { display: block; } .statement dt { font-size: 0.8rem; margin-top: 0.5rem; }
          summary { grid-template-columns: 1fr auto; } summary > :nth-child(2) { grid-column: 1 / -1; grid-row: 2; } details > div { padding-left: 0; }
          .filter { grid-template-columns: 1fr; gap: 0.25rem; margin: 0.75rem 0; } .minor { display: none; } .stacked, .stacked tbody, .stacked tr, .stacked td { display: block; } .stacked thead { display: none; } .stacked td { border: 0; padding: 0.15rem 0; } .stacked tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; } .chips a { padding: 0.35rem 0.8rem; }
          .rows > li.wide { grid-template-columns: minmax(0, 1fr); } .rows > li.wide .side { grid-row: auto; grid-column: 1; text-align: left; margin-top: 0.5rem; }
        }
        @media print {
          .menu, .menu[popover], .top, .buttons, .skip, .do, form, .chips, .filter, footer a { display: none; } .frame { display: block; } main { padding: 0; max-width: none; }
          body { background: #fff; color: #000; font-size: 11pt; } .statement, .slots li, .raw { break-inside: avoid; border-color: #777; } .two { display: block; }
          details > div { display: block; } .shell { white-space: pre-wrap; }
        }
        @media (prefers-reduced-motion: no-preference) { a, .menu-link, .do { transition: background-color 0.1s; } }
        """#
}
