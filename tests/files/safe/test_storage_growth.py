"""76: what is made to choke a reader takes time in step with its size, or is refused unread.

Growth is looked at, not time: sixteen times as much takes some sixteen times the work, as the
processor counts it for this thread alone. What grows with the square takes 256 times. The limit is
as far from the one as from the other: a busy machine counts up to twice as much for the same.
"""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from storage_examples import text
from valueworkshop.exports import whole_json
from valueworkshop.files.text import session_file, toml_text
from valueworkshop.files.text.problems import FileProblem

HEAD = 'schema = 1\nid = "a"\ntitle = "t"\nkit = { id = "k", title = "k" }\n'
END = f"\n{toml_text.END}\n"
TIMES, MOST = 16, 64.0


def people(number: int, line: str) -> str:
    return "".join(f"[people.p{n}]\n{line}\n" for n in range(number))


TOML: dict[str, Callable[[int], str]] = {
    "headers": lambda n: "".join(f"[a{k}]\n" for k in range(n)),
    "headers in tables": lambda n: "".join(f"[a.b.c{k}]\n" for k in range(n)),
    "keys, the last one twice": lambda n: "".join(f"k{k} = 1\n" for k in range(n)) + f"k{n - 1}=2",
    "twins": lambda n: people(n, 'name = "x"') * 2,
    "one thing again and again": lambda n: '[people.p]\nname = "x"\n' * n,
    "a list on one line": lambda n: f"a = [{'1, ' * n}]",
    "tables on one line": lambda n: f"a = [{'{b = 1}, ' * n}]",
    "wrong in every line": lambda n: people(n, 'nome = "x"'),
    "unknown in every line": lambda n: people(n, 'name = "x"\nnaem = "x"'),
    "answers to nothing": lambda n: "".join(f"[answers.s{k}]\n" for k in range(n)),
    "comments": lambda n: "".join(f"# c\nz{k} = 1\n" for k in range(n)),
    "an open text": lambda n: 'offer = """' + "x\n" * n,
    "quotes": lambda n: 'offer = """' + '"" ' * n + '"""',
}


def json_of(pairs: str) -> bytes:
    return f'{{"$schema": "valueworkshop-export-1.json", "schema": 1, {pairs}}}'.encode()


JSON: dict[str, Callable[[int], bytes]] = {
    "keys, the last one twice": lambda n: json_of(
        ", ".join(f'"k{k}": 1' for k in range(n)) + f', "k{n - 1}": 2'
    ),
    "lists": lambda n: json_of(f'"a": [{"[], " * n}0]'),
    "a session with wrong keys": lambda n: json_of(
        '"session": {"schema": 1, ' + ", ".join(f'"k{k}": 1' for k in range(n)) + "}"
    ),
}


def work(read: Callable[[], object]) -> float:
    """Return the least time of the processor that a few turns took."""
    took = []
    for _ in range(3):
        began = time.thread_time()
        with suppress(FileProblem):
            read()
        took.append(time.thread_time() - began)
    return min(took)


def grows_in_step(read: Callable[[int], Callable[[], object]], few: int) -> bool:
    return work(read(TIMES * few)) < MOST * work(read(few))


@pytest.mark.parametrize("what", TOML)
def test_toml_takes_time_in_step_with_its_size(what: str) -> None:
    def reading(number: int) -> Callable[[], object]:
        data = (HEAD + TOML[what](number) + END).encode()
        return lambda: session_file.loads(data, "x.toml")

    assert grows_in_step(reading, 300)


@pytest.mark.parametrize("what", JSON)
def test_json_takes_time_in_step_with_its_size(what: str) -> None:
    def reading(number: int) -> Callable[[], object]:
        data = JSON[what](number)
        return lambda: whole_json.read(data, "x.json")

    assert grows_in_step(reading, 1_000)


@pytest.mark.parametrize("sign", ["a{0} = 1\n", "[a{0}]\n", "[[a]]\n", "a{0}.b = {{c = 1}}\n"])
def test_more_values_than_any_session_has_are_refused_unread(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "".join(sign.format(number) for number in range(toml_text.MOST_VALUES + 1))

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("tomli.loads", never)
    with pytest.raises(FileProblem, match=r"^x\.toml: has more than 200,000 values"):
        toml_text.parse(content, "x.toml")


def test_signs_in_texts_and_comments_are_no_values() -> None:
    """Whatever was written may be read."""
    many = "=,[.{" * toml_text.MOST_VALUES
    for quoted in (f'"{many}"', f"'{many}'", f'"""{many}\n{many}"""', f"1 # {many}"):
        assert not toml_text.holds_more(text().replace('title = "', f'x = {quoted}\ntitle = "', 1))
    assert toml_text.holds_more(f"x = [{'1,' * (toml_text.MOST_VALUES + 1)}]")


def test_what_would_not_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_file.loads(text().encode(), "x").session
    monkeypatch.setattr(toml_text.holds_more, "__defaults__", (10,))
    with pytest.raises(FileProblem, match="has more than"):
        session_file.dumps(session)
