"""The pages on which a phone comes in: by the code, by a word, and what is said where none can."""

from html import escape

from valueworkshop.phones.joining import NO_GROUP
from valueworkshop.phones.page_frame import Frame, document
from valueworkshop.phones.shown_page import text


def join_page(  # noqa: PLR0913 - all that a room asks
    title: str,
    promise: str,
    frame: Frame,
    *,
    wants_name: bool,
    groups: tuple[str, ...] = (),
    typed: str = "",
    wrong: str = "",
) -> str:
    """Return the page on which a phone joins; the code is in its address already.

    `promise` says where answers go, `wrong` why it is asked again, `typed` is the name so far.
    """
    told = f"<p><strong>{text(wrong)}</strong></p>" if wrong else ""
    name = told + name_field(typed) if wants_name else told
    group = _groups(groups, needed=not wants_name) if groups else ""
    who = "" if wants_name else "No account, no name. "
    body = (
        f"<header><span>{text(title)}</span></header><h1>Join the workshop</h1>"
        f'<form method="post" action="{frame.base}/join">{name}{group}'
        '<p><button class="main">Join</button></p></form>'
        f'<p><a href="{frame.base}/again">Been here before? Use your word</a></p>'
        f"<p>{who}{text(promise)}</p>"
    )
    return document(title, body, frame)


def name_field(typed: str = "") -> str:
    """Return where somebody types their name."""
    return (
        '<label for="name">Your name, as it is on the list</label>'
        f'<input id="name" name="name" type="text" value="{escape(typed)}" maxlength="80" '
        'autocomplete="name" required>'
    )


def _groups(groups: tuple[str, ...], *, needed: bool) -> str:
    """Return the groups to choose from; with names only people who are not on the list need it."""
    legend = "Your group" if needed else "Your group, if you are not on the list"
    must = " required" if needed else ""
    rows = "".join(
        f'<label class="row"><span>{text(label)}</span>'
        f'<input type="radio" name="group" value="{escape(value)}"{must}></label>'
        for value, label in (*((each, each) for each in groups), (NO_GROUP, "none of these"))
    )
    return f'<fieldset class="groups"><legend>{legend}</legend>{rows}</fieldset>'


def code_page(frame: Frame, *, wrong: bool = False) -> str:
    """Return the page on which somebody types the code."""
    told = "<p><strong>No room has this code. Look at the wall.</strong></p>" if wrong else ""
    body = (
        f"<h1>Join the workshop</h1><p>The code is on the wall, beside the question.</p>{told}"
        '<form method="post" action="/"><label for="code">code</label>'
        '<input class="code" id="code" name="code" inputmode="numeric" maxlength="8" '
        'autocomplete="off" required><p><button class="main">Join</button></p></form>'
    )
    return document("Join the workshop", body, frame)


def again_page(title: str, frame: Frame, *, wrong: bool = False) -> str:
    """Return the page on which somebody comes back by their word."""
    told = "<p><strong>Nobody here has this word.</strong></p>" if wrong else ""
    body = (
        f"<header><span>{text(title)}</span></header><h1>Welcome back</h1>"
        f"<p>Type the word that your phone showed you. An older phone of yours is signed out.</p>"
        f'{told}<form method="post" action="{frame.base}/again"><label for="word">word</label>'
        '<input class="code" id="word" name="word" maxlength="4" autocomplete="off" required>'
        '<p><button class="main">Come back</button></p></form>'
        f'<p><a href="{frame.base}">Join as somebody new</a></p>'
    )
    return document(title, body, frame)


def word_page(title: str, word: str, frame: Frame) -> str:
    """Return the page that shows somebody their word."""
    body = (
        f"<header><span>{text(title)}</span></header><h1>Your word</h1>"
        f'<p class="big">{text(word)}</p>'
        "<p>If this phone forgets you, this word brings your answers back. Keep it to yourself: "
        "anyone who types it answers for you.</p>"
        f'<p><a href="{frame.base}">Back to the workshop</a></p>'
    )
    return document(title, body, frame)


def told_page(title: str, heading: str, told: str, frame: Frame) -> str:
    """Return a page that only says something: the room is closed, full or over."""
    return document(title, f"<h1>{text(heading)}</h1><p>{text(told)}</p>", frame)


def closed_page(title: str, frame: Frame) -> str:
    """Return the page for those who come after joining was closed."""
    body = (
        "<h1>Joining is closed</h1><p>Nobody else can join now.</p>"
        f'<p><a href="{frame.base}/again">Been here before? Use your word</a></p>'
    )
    return document(title, body, frame)
