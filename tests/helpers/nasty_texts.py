"""Texts that break reports: a list made by hand, and any number more from a seed."""

import random

BY_HAND = (
    # emphasis, code, strike
    *("*a*", "**bold**", "_a_", "__a__", "***", "* * *", "a*b*c", "snake_case_name"),
    *("**価格。**次",),
    *("`code`", "``", "`` ` ``", "```", "````\nx\n```", "~~~", "~~gone~~", "~a~", "a ~ b ~ c"),
    # headings and rules
    *("# h", "####### x", "#", "## ", "C#", "issue #", "issue ##", "# #", "#tag", "F# and C# #"),
    *("title\n===", "title\n---", "===", "---", "- - -", "___", "--", "=", "a\n=\nb", "x\n-"),
    # lists and tasks
    *("- x", "+ x", "* x", "-", "+", "1. x", "1) x", "12345. x", "1.", "1)", "2026. Year", "1.5 m"),
    *("1234567890. x", "-5 %", "+3", "a\n- b\n- c", "a\n1. b", "    code", "\tcode", "[ ] todo"),
    *("[x] done", "[X]", "- [x] done", "(1) x", "a) x", "- \n- x", "0. nought", "5.)", "• point"),
    # quotes and alerts
    *("> q", ">", "> > q", "[!NOTE]", "[!NOTE]\ncareful", ">no space", "a > b < c", "->", "-->"),
    # tables
    *("a|b", "|", "| a | b |", "|---|", "--- | ---", ":--", ":-:", ":--:\n|:-:|", "a\\|b", "\\|"),
    *("a | b\n--- | ---\n1 | 2", "\\\\|x", "`a|b`", "||||", "| |"),
    # HTML
    *("<b>x</b>", "<br>", "<!-- x -->", "<!--", "<script>alert(1)</script>", "</td></tr></table>"),
    *("<img src=x onerror=alert(1)>", "<https://a.example>", "<a@b.co>", "<?php", "<![CDATA[x]]>"),
    *("<div>\n\nx", "a<b", "<", "<>", "<details>", "</p>", "<x\ny>", '" onclick="x', "'><i>"),
    # entities
    *("&amp;", "&lt;b&gt;", "&#42;", "&#x2a;", "&copy", "&copy;", "&nbsp;", "R&D", "a & b", "&"),
    *("&;",),
    # links, images, footnotes
    *("[a](b)", "[a][b]", "[a]", "[a]: http://x.example", "![a](b)", "[^1]", "[^1]: note"),
    *("[a](<b>)",),
    *("[/x] [b", "[@click=app.quit]", "[bold red]x[/]", "[[wiki]]", "[]()", "](x)", "!", "!["),
    *("[a](",),
    # addresses
    *("http://example.com", "https://example.com/a_b_c", "https://example.com/a_"),
    *("https://x.y/_z_",),
    *("https://example.com/?q=1&copy=2#top", "(https://example.com)", "https://example.com."),
    *("//x.de",),
    *("https://example.com/a*b*c", "http://localhost:8080/x", "https://", "http://a"),
    *("//localhost/x",),
    *("www.example.com", "WWW.example.com", "www.1.de", "example.com", "README.md", "e.g. this"),
    *("ftp://example.com/x", "mailto:a@b.co", "a@b.co", "first_last@b.co", "_a@b.co"),
    *("a+b@c-d.org",),
    *("xmpp:a@b.co", "javascript:alert(1)", "https://例え.jp/パス", "https://x.de/%C3%A9"),
    *("a@b.co.", "mailto:a@| b", "mailto:a@+1", "mailto:a@👍", "mailto:a@=", "@", "a @ b", "@."),
    *("https://xn--mnchen-3ya.de/", "HTTPS://EXAMPLE.COM", "https://Example.COM/A"),
    *("x:https://a.co",),
    *("https://a.co|https://b.co", "https://a.co/\\_x", "https://a.co<b>", "http://1.2.3.4/x"),
    *("www.",),
    *("https://a.co/x(y)", "https://a.co/'x'", "http://a.b--c.de/x--y", "http://user:pw@a.co"),
    *("//",),
    *("https://github.com/o/r/issues/1", "https://a.co/a.b.c/d-e+f", "see https://a.co/, or not"),
    *("https://a.co/b?c=d&lt;", "tel:+491", "http:\\//a.co", "https://a_b.co/x", "https://a.co:80"),
    # mentions, emoji by name, mathematics
    *("@all", "@octocat please", "#123", "org/repo#1", "!5", "~label", "%1", "% title", "^x^"),
    *("x^2^",),
    *(":+1:", ":smile:", ":a:b:c:", "a:-1:b", "::", "12:30:45", ":white_check_mark:", ":100:"),
    *("$x$", "$$x$$", "5$ or 6$", "$`x`$", "\\(x\\)", "\\[x\\]", "{x}", "{#id .class}", "{{x}}"),
    *("H~2~O",),
    # backslashes and quotes
    *("\\", "end\\", "\\\\", "\\*x\\*", "C:\\new\\table", "\\n", "a\\\nb", "'a' \"b\""),
    *("a -- b --- c…",),
    # metadata, line ends, spaces
    *("---\ntitle: x\n---", "---\n---", "...", "a\r\nb", "a\rb", "a\u2028b", "a  \nb", "  a   b  "),
    *("a\n\nb", "a\n\n\n \n\nb", "\n\na", "a\n", "", " ", "\n", "\u00a0", "a\u00a0b", "\u3000"),
    *("\ufeff",),
    *("\ufeffa", "a\ufeffb", "a\tb", "\u200b", "a\u200bb", "\u00ad", "\x00", "a\x1b[31mb"),
    *("\ud800",),
    # letters of every kind
    *("é", "e\u0301", "漢字", "「引用」*強調*", "한국어", "עברית", "مرحبا بالعالم", "\u202eabc"),
    *("นิ", "नि"),
    *("👩‍👩‍👧‍👦", "👍🏽", "🇫🇷", "❤️", "☐ x", "☑", "½", "fi", "ß"),
    *("\U0001d518\U0001d52b\U0001d526", "\uff08\uff11\uff09", "\uff11\uff0e", "\uff03 x"),
    *("😀*a*😀",),
    # long ones
    *("https://a.co/" + "a" * 5000 + "!", "https://a.co/" + "a.b/" * 900 + "*", ":" * 300),
    *("word " * 400, "x" * 3000, "\n".join(f"line {n}" for n in range(100)), "*" * 200, "[" * 200),
    *("`" * 50, "\\" * 99, "> " * 50, "a_" * 100, "漢" * 300, "\n".join("|-*+#=>" * 10)),
    *("null", "None", "NaN", "1e3", "007", "=1+1", "+cmd", "@SUM(A1)", "'; DROP TABLE x; --"),
)

_PIECES = (
    *"\\`*_[]<>~|$^{}&#:@/.!()+-=%\"',;?0123456789 ",
    *(" ", " ", " ", "\n", "\n", "\n\n", "\t", "  \n", "\\\n", "a", "b", "word", "Ünï", "x y"),
    *("**", "__", "~~", "``", "```", "$$", "---", "===", "- ", "+ ", "* ", "1. ", "2) ", "# "),
    *("> ",),
    *("| ", " |", "|-|", ":-:", "[ ] ", "[x] ", "](", "![", "[^", "]: ", "<!--", "-->", "<b"),
    *("</b>",),
    *("&amp;", "&#35;", "&#x23;", "&lt", "&copy;", "https://", "http://a.co", "https://a.co/b_c"),
    *("https://a.co/b?c=d#e", "www.", "www.a.co", "//a.co", "ftp://", "a@b.co", "a_b@c.org", "@me"),
    *("mailto:", "a.com", ".de", ".md", "localhost", "xn--", ":+1:", ":smile:", "#12", "!3"),
    *("{.c}",),
    *("価格", "。", "「", "한", "ע", "م", "👩‍👧", "👍🏽", "é", "\u0301", "\u00a0", "\u3000"),
    *("\u200b", "—", "…"),
    *("<br>", "<https://a.co>", "<a@b.co>", "[a](b)", "[a]", "://", "_a_", "*a*", "~a~", "`a`"),
    *("$a$",),
)


def texts(seed: int, count: int) -> list[str]:
    """Return every text made by hand and `count` more from `seed`, all different."""
    chance = random.Random(seed)
    made = dict.fromkeys(BY_HAND)
    while len(made) < len(BY_HAND) + count:
        pieces = _PIECES if chance.random() < 0.9 else BY_HAND[:-20]
        made["".join(chance.choices(pieces, k=chance.randint(1, 12)))] = None
    return list(made)
