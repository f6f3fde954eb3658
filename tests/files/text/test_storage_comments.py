import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from made_sessions import sessions
from storage_examples import NASTY, line_of, session, text
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text import comment_places, comments
from valueworkshop.files.text.comments import Comments, Note, Where
from valueworkshop.files.text.session_file import Document, dumps, loads, written
from valueworkshop.files.text.session_file import read as read_file

FEW = settings(max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "12")), deadline=None)
OURS = re.compile("# ours", re.MULTILINE)


def read(content: str) -> Document:
    return loads(content.encode(), "x.toml")


def saved(document: Document, edited: Session | None = None) -> str:
    data, lost = written(edited or document.session, document.extras, document.comments)
    assert lost == ""
    return data.decode()


def changed(*pairs: tuple[str, str]) -> str:
    content = text()
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new, 1)
    return content


EVERYWHERE = changed(
    ("schema = 2", "# above all\n\n# and again\nschema = 2 # beside the schema"),
    ("title = ", "# own line\ntitle = "),
    ("date = 2026-11-22", "date = 2026-11-22 # beside a value"),
    ('offer = "The catalogue"', 'offer = "The catalogue"\n# below the last key'),
    ("[people.p2]", "# above a header\n[people.p2] # beside a header"),
    ('    "a-gains",\n]', '    # above an item\n    "a-gains", # beside an item\n    # last\n]'),
    ("open = [", "open = [ # behind the bracket"),
    ("# end of session", "# before the end\n\n# and again\n# end of session"),
)


def test_comments_in_all_usual_places_stay_where_they_are() -> None:
    """58: over reading and writing, and over an edit."""
    document = read(EVERYWHERE)
    assert document.session == session()
    once = saved(document)
    assert once == EVERYWHERE.replace(" # behind the bracket\n", "\n    # behind the bracket\n")
    assert saved(read(once)) == once
    edited = saved(document, replace(session(), title="Other"))
    assert edited == once.replace("Dealers, autumn", "Other")


def test_a_file_without_comments_is_written_without_looking_for_them() -> None:
    assert read(text()).comments == comments.NONE
    hashes = replace(session(), offer="one # two", organisation="# three\n# end of session")
    assert read(dumps(hashes).decode()).comments == comments.NONE


@pytest.mark.parametrize(
    ("content", "keys", "lines"),
    [
        ("a = 1\n# x\n\n# y\n[t]\nb = 1\n", [(), ("t",)], [("# x",), ("# y",)]),
        ("a = 1\n# x\n[t]\nb = 1\n", [("t",)], [("# x",)]),
        ("a = 1\n\n# x\n\n\n# y\n\n[t]\nb = 1\n", [("t",)], [("# x", "", "# y")]),
        ("[t]\n# x\n\n[u]\n", [("t",)], [("# x",)]),
        ("[t]\nb = 1 # x\n# y\n", [("t", "b"), ("t",)], [("# x",), ("# y",)]),
        ("a = { b = 1, # x\n c = 2,\n # y\n}", [("a", "b"), ("a",)], [("# x",), ("# y",)]),
        ("a = [[1, # x\n 2], 3]", [("a", 0, 0)], [("# x",)]),
        ("[[p]]\n[[p]]\nq = 1 # x", [("p", 1, "q")], [("# x",)]),
        ("# x\n", [()], [("# x",)]),
        ('a = \'# no\'\n# ours\nb = """\n# no"""\n', [], []),
        ('"" = 1 # \u202ex\u2028y \t\n', [("",)], [("# x y",)]),
    ],
)
def test_a_comment_belongs_to_what_it_stands_at(
    content: str, keys: list[Any], lines: list[tuple[str, ...]]
) -> None:
    found = comment_places.found_in(content, tomli.loads(content), OURS)
    assert found.whole
    assert [note.keys for note in found.notes] == keys
    assert [note.lines for note in found.notes] == lines


def test_the_comment_of_a_key_that_is_gone_stands_above_the_nearest_table() -> None:
    document = read(
        changed(('name = "Ada"', '# nick\nname = "Ada" # full'), ("offer =", "# why\noffer ="))
    )
    without = replace(session(), people={"p1": Person(name="Bo", order=1)}, offer="")
    lines = saved(document, without).split("\n")
    assert lines[1:5] == ["# why", "schema = 2", *lines[3:5]]
    at = lines.index("# nick")
    assert lines[at : at + 3] == ["# nick", "# full", "[people.p1]"]
    assert saved(document).count("# nick\nname") == 1  # it comes back with the key
    again = "\n".join(lines)
    assert saved(read(again)) == again


def test_the_comment_of_an_item_goes_with_it_or_above_its_list() -> None:
    content = changed(('    "a-gains",', '    "a-gains", # nobody knows'))
    document = read(content)

    def with_open(*keys: str) -> str:
        given = replace(session().answers["ask"], open=keys)
        return saved(document, session().with_answers("ask", given))

    assert 'open = [\n    "z-pains",\n    "a-gains", # nobody knows\n' in with_open(
        "z-pains", "a-gains"
    )
    assert '# nobody knows\nopen = [\n    "z-pains",\n' in with_open("z-pains")
    assert "# nobody knows\n[answers.ask." in with_open()


def test_comments_in_keys_that_are_not_known_stay_too() -> None:
    document = read(
        changed(
            ("offer =", "# above\nshoe = { size = 44 } # beside\noffer ="),
            ("# end", "[x]\ny = [\n    { a = 1 }, # one\n    # two\n    { b = [1] },\n]\n# end"),
        )
    )
    once = saved(document)
    assert "# above\n[shoe] # beside\nsize = 44\n" in once
    assert "[[x.y]] # one\na = 1\n\n# two\n[[x.y]]\nb = [\n" in once
    short = once.replace("b = [\n    1,\n]", "b = 1")
    again = saved(read(short))
    assert "    { a = 1 }, # one\n    # two\n    { b = 1 },\n" in again
    assert saved(read(again)) == again
    assert saved(read(once)) == once


def test_comments_move_with_a_list_that_became_a_table() -> None:
    """60: a schema 1 file lists the votes that were seen."""
    old = changed(
        ("schema = 2", "schema = 1"),
        ('\n[revealed]\n"rate/1/speed" = true\n', ""),
        ("[place]", 'revealed = [ # seen\n  "rate/1/speed", # at noon\n]\n\n[place]'),
    )
    assert '[revealed]\n# seen\n"rate/1/speed" = true # at noon\n' in saved(read(old))


def test_what_would_say_something_else_is_left_out_and_told() -> None:
    """Where comments cannot be put back, the file as it was found is in the backups."""
    for line in ("evil = 1", "title = 2", '"""'):
        evil = Comments((Note(Where.ABOVE, ("title",), ("# fine", line)),), {})
        data, lost = written(session(), {}, evil)
        assert data == dumps(session())
        assert "backups" in lost


def test_a_text_that_cannot_be_followed_to_its_end_is_told_of() -> None:
    found = comment_places.found_in("a = 1 # x\nb = [1, 'open", {}, OURS)
    assert not found.whole
    assert [note.lines for note in found.notes] == [("# x",)]
    assert written(session(), {}, Comments(whole=False))[1]


_REMARK = st.text(max_size=12).map(lambda more: f"#{more}")
_NASTY = st.sampled_from([f"# {nasty}" for nasty in NASTY if len(nasty) < 50])


@st.composite
def commented(draw: st.DrawFn, content: str) -> tuple[str, list[str]]:
    """Return a text of a session with comments at some of its line ends, and these."""
    lines = content.split("\n")
    # Inside texts of more than one line there are no comments: those lines are left alone.
    outside, within = [], False
    for number, line in enumerate(lines):
        within = within ^ (line.count('"""') % 2 == 1)
        if not within and line != "# end of session" and number < len(lines) - 2:
            outside.append(number)
    put: list[str] = []
    for number in draw(st.lists(st.sampled_from(outside), min_size=1, max_size=6)):
        remark = "".join(
            sign
            for sign in draw(_REMARK | _NASTY)
            if sign == "\t"
            or (ord(sign) >= 32 and ord(sign) != 127 and not 0xD800 <= ord(sign) < 0xE000)
        )
        remark = f"{remark} {len(put)}."
        put.append(remark)
        own = draw(st.booleans()) or "#" in lines[number]
        lines[number] += (
            f"\n{remark}{draw(st.sampled_from(['', chr(10)]))}" if own else f" {remark}"
        )
    return "\n".join(lines), put


EDITS = (
    lambda given: replace(given, title="Other"),
    lambda given: replace(given, people={}),
    lambda given: replace(given, organisation=""),
    lambda given: replace(given, answers={}, revealed={}),
    lambda given: votes.reveal(given, "rate", "9", "contact"),
    lambda given: given,
)


@FEW
@given(st.data(), sessions(), st.sampled_from(EDITS))
def test_after_any_edit_all_comments_are_there_once(
    data: st.DataObject, before: Session, edit: Any
) -> None:
    """58: and the file says the same session, and is written the same again."""
    content, put = data.draw(commented(dumps(before).decode()))
    document = read(content)
    assert document.session == read(dumps(before).decode()).session
    after = edit(document.session)
    once = saved(document, after)
    again = read(once)
    assert dumps(again.session) == dumps(after)
    kept = [line for note in again.comments.notes for line in note.lines if line]
    assert sorted(kept) == sorted(
        line for note in document.comments.notes for line in note.lines if line
    )
    assert len(kept) == len(put)
    assert {line.rsplit(" ", 1)[-1] for line in kept} == {f"{n}." for n in range(len(put))}
    assert saved(again) == once


def test_lines_in_messages_are_those_of_the_file() -> None:
    content = EVERYWHERE.replace("speed = 5", "speed = 7")
    with pytest.raises(Exception, match=rf"x.toml:{line_of('speed = 7', content)}:1: "):
        read(content)


def test_a_save_keeps_comments(tmp_path: Path) -> None:
    """58: and those of a file that somebody else has changed meanwhile."""
    path = tmp_path / "x.toml"
    path.write_text(EVERYWHERE, encoding="utf-8")
    saver = Saver(path, read_file(path))
    once = saved(read(EVERYWHERE))
    saver.submit(replace(session(), title="Other"))
    saver.flush()
    assert path.read_text(encoding="utf-8") == once.replace("Dealers, autumn", "Other")
    theirs = path.read_text(encoding="utf-8").replace("# own line", "# changed by hand")
    path.write_text(theirs, encoding="utf-8")
    saver.submit(replace(session(), title="Third"))
    saver.close()
    assert path.read_text(encoding="utf-8") == theirs.replace('"Other"\norg', '"Third"\norg')


def test_comments_that_are_lost_are_told_of_once(tmp_path: Path) -> None:
    """58: the backups have the file as it was found."""
    path = tmp_path / "x.toml"
    path.write_text(EVERYWHERE, encoding="utf-8")
    evil = Comments((Note(Where.ABOVE, ("title",), ("title = 2",)),), {})
    document = replace(read_file(path), comments=evil)
    kept: list[bytes] = []
    told = []
    saver = Saver(path, document, keep=kept.append)
    for title in ("one", "two"):
        saver.submit(replace(session(), title=title))
        told.append(saver.flush().reason)
    saver.close()
    assert "could not keep the comments" in told[0]
    assert told[1] == ""
    assert kept[0].decode() == EVERYWHERE
    assert read_file(path).session.title == "two"
