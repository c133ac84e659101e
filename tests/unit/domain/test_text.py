"""Names and notes: what is kept as typed and what is refused."""

import pytest
from pydantic import TypeAdapter, ValidationError

from periodise.domain.refusal import escaped, shown, visible
from periodise.domain.text import Name, Note, same_text


def named(value: object) -> str:
    return TypeAdapter(Name).validate_python(value)


@pytest.mark.parametrize(
    "name",
    [
        "Æsa Þórsdóttir",
        "José",
        "Jose\u0301",
        "محمد",
        "אבי",
        "สมชาย",
        "🏔️ Team",
        "👩\u200d🚒",
        "می\u200cخواهم",
        "null",
        "None",
        "nan",
        "0",
        "-",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "../../x",
        "N" * 200,
    ],
)
def test_people_are_called_what_they_are_called(name: str) -> None:
    assert named(name) == name


@pytest.mark.parametrize(
    ("text", "code_point"),
    [
        ("x\r\nATTENDEE:y", "U+000D"),
        ("a\rb", "U+000D"),
        ("a\nb", "U+000A"),
        ("a\x85b", "U+0085"),
        ("a\u2028b", "U+2028"),
        ("a\x00b", "U+0000"),
        ("a\x07b", "U+0007"),
        ("\x1b[31mred", "U+001B"),
        ("a\x0bb", "U+000B"),
        ("a\x7fb", "U+007F"),
        ("a\x9bb", "U+009B"),
        ("a\ud800b", "U+D800"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\u200bb", "U+200B"),
        ("a\u200db", "U+200D"),
        ("ab\ufeff", "U+FEFF"),
        ("a\U000e0041b", "U+E0041"),
    ],
)
def test_a_character_that_controls_or_hides_is_refused_by_its_code_point(text: str, code_point: str) -> None:
    for kind in (Name, Note):
        with pytest.raises(ValidationError, match=code_point.replace("+", r"\+")) as refused:
            TypeAdapter(kind).validate_python(text)
        assert refused.value.errors()[0]["ctx"]["found"].isprintable()


def test_a_name_has_at_most_200_characters_and_a_note_10_000() -> None:
    with pytest.raises(ValidationError, match="at most 200"):
        named("x" * 201)
    assert TypeAdapter(Note).validate_python("x" * 10_000)
    with pytest.raises(ValidationError, match="at most 10000"):
        TypeAdapter(Note).validate_python("x" * 10_001)


@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_a_blank_name_is_refused_and_a_blank_note_is_empty(blank: str) -> None:
    with pytest.raises(ValidationError, match="blank"):
        named(blank)
    assert TypeAdapter(Note).validate_python(blank) == ""


@pytest.mark.parametrize("value", [5, True, None, ["x"], {"x": 1}])
def test_only_text_is_a_name(value: object) -> None:
    with pytest.raises(ValidationError, match="is not text"):
        named(value)


def test_a_name_reads_alike_however_its_accent_is_encoded() -> None:
    assert same_text("Jos\u00e9", "Jose\u0301")
    assert not same_text("Jose", "José")


def test_what_is_quoted_back_cannot_act_on_a_terminal() -> None:
    assert visible("a\x1b[31m\u202e\U000e0041\ud800é") == r"a\x1b[31m\u202e\U000e0041\ud800é"
    assert escaped("\n") == r"\x0a"
    assert shown("x" * 100) == '"' + "x" * 60 + '…"'
    assert shown(True) == "true"
    assert shown(16**5000) == "a number of thousands of digits"
