/// The idea as a drawing: a person's machine signs, the ledger keeps, anybody verifies.
enum Idea {
    static let picture: HTML = """
        <svg class="idea" viewBox="0 0 700 190" role="img" aria-labelledby="idea-t"><title id="idea-t">Two people sign on their own machines. The server keeps the signed statements in a ledger. Anybody verifies the ledger without the server.</title>
        <g class="s"><circle cx="52" cy="48" r="13"/><path d="M30 88a22 22 0 0 1 44 0"/><circle cx="52" cy="128" r="13"/><path d="M30 168a22 22 0 0 1 44 0"/></g>
        <g><rect class="p" x="128" y="42" width="124" height="40" rx="6"/><rect class="p" x="128" y="122" width="124" height="40" rx="6"/>
        <text x="140" y="60">“Retire M-147”</text><text class="q" x="140" y="75">signed by one</text><text x="140" y="140">“Retire M-147”</text><text class="q" x="140" y="155">signed by another</text></g>
        <g class="a"><path d="M84 62h38M84 142h38M258 62c26 0 22 42 46 42M258 142c26 0 22 -38 46 -38M452 104h52"/></g>
        <g class="h"><path d="m120 57 9 5-9 5zM120 137l9 5-9 5zM302 99l10 5-10 5zM502 99l10 5-10 5z"/></g>
        <g class="s"><path d="M320 60h124v88H320z"/><path d="M320 82h124M320 104h124M320 126h124"/></g>
        <text x="330" y="76" class="q">entry 411</text><text x="330" y="98" class="q">entry 412 · asked</text><text x="330" y="120" class="q">entry 413 · signed</text><text x="330" y="142" class="q">in effect</text>
        <text x="320" y="48">The ledger</text><text class="q" x="320" y="166">only grows; each head covers all before it</text>
        <g class="s"><circle cx="545" cy="104" r="24"/><circle cx="575" cy="104" r="24"/></g><path class="h" d="M560 85a24 24 0 0 1 0 38 24 24 0 0 1 0-38Z"/>
        <text x="608" y="100">Anybody</text><text class="q" x="608" y="116">replays it all</text>
        <text x="22" y="22">Two people, own keys</text></svg>
        """
}
