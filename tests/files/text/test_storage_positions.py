import tomli
from hypothesis import given

from storage_examples import of_type, text
from valueworkshop.core.session.people import Person
from valueworkshop.files.text.positions import scan
from valueworkshop.files.text.problems import Keys, dotted
from valueworkshop.files.text.toml_text import checked
from valueworkshop.files.text.toml_writing import format_toml

HARD = '''\
# a = 1
a = 1 # b = 2
"b c" = "# not a comment \\" [x]"
'd"e' = """
f = 1
""quotes"" [g]
"""
h.i = [ # k = 1
  1, { j = "]", k.l = 2 },
  [3, """
x"""],
]
[ m . "n\\u0041" ]
o = 'C:\\path\\'
[[p]]
q = 1
[p.r]
s = 2.5
[[p]]
q = 1979-05-27T07:32:00Z
t = \'\'\'
''two''\'\'\'
u = { }
'''


def all_keys(value: object, keys: Keys = ()) -> set[Keys]:
    found = {keys} if keys else set()
    if isinstance(value, dict):
        for key, below in value.items():
            found |= all_keys(below, (*keys, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            found |= all_keys(below, (*keys, index))
    return found


def test_every_value_has_a_spot_however_it_is_written() -> None:
    positions = scan(HARD)
    assert positions.twice == []
    assert set(positions.places) | {("p",)} == all_keys(tomli.loads(HARD)) | {("p",)}
    assert positions.of(("a",)) == (2, 1)
    assert positions.of(('d"e',)) == (4, 1)
    assert positions.of(("h", "i", 1, "k", "l")) == (9, 17)
    assert positions.of(("h", "i", 2, 1)) == (10, 7)
    assert positions.of(("m", "nA", "o")) == (14, 1)
    assert positions.of(("p", 1, "q")) == (20, 1)
    assert positions.of(("p", 0, "r", "s")) == (18, 1)
    assert positions.of(("p", 1, "u")) == (23, 1)


def test_what_has_no_spot_has_that_of_what_it_stands_in() -> None:
    positions = scan(HARD)
    assert positions.of(("p", 0, "r", "gone")) == (17, 1)
    assert positions.of(("gone",)) is None


def test_every_value_of_the_example_has_a_spot() -> None:
    assert set(scan(text()).places) == all_keys(tomli.loads(text()))


@given(of_type(Person), of_type(str))
def test_any_text_in_values_and_keys_is_stepped_over(person: Person, key: str) -> None:

    tree, _ = checked({"a": {key: person.name, "z": [person.group]}, "b": {"c": person.function}})
    content = format_toml(tree)
    assert set(scan(content).places) == all_keys(tomli.loads(content))


def test_what_is_no_toml_gives_what_was_found_until_then() -> None:
    assert scan("a = 1\n= 2\nb = 3").places == {("a",): 0}
    assert scan("a = [1, 2").of(("a", 1)) == (1, 9)
    assert scan("a = {b = 1").of(("a", "b")) == (1, 6)
    assert scan('a = "open').of(("a",)) == (1, 1)


def test_keys_read_as_one_writes_them() -> None:
    assert dotted(("a", "b c", 4, 'd"\\')) == 'a."b c"[5]."d\\"\\\\"'
    assert dotted(("", "x\x1b")) == '"".x'
