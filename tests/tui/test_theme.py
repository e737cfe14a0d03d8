"""The palettes read in every terminal: contrast in 24-bit colours, distinct pairs in sixteen."""

import itertools

import pytest
from textual.color import Color

from tui.theme import DARK_16, LIGHT_16, PAIRS, SIGNS, THEMES, pick_theme

# Pairs that mean the same, or that never stand beside one another.
SHARED = [
    {"label", "dim", "note"},
    {"field", "header"},
    {"invalid", "error"},
    {"selection", "conflict"},
]


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two colours."""

    def luminance(name: str) -> float:
        parts = Color.parse(name).normalized
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["sáng", "tối"])
def test_every_pair_has_contrast(name: str) -> None:
    weak = {pair: round(contrast(*colors), 2) for pair, colors in PAIRS[name].items() if contrast(*colors) < 4.5}
    assert not weak


@pytest.mark.parametrize("pairs", [LIGHT_16, DARK_16])
def test_pairs_differ_in_sixteen_colours(pairs) -> None:
    alike = [
        {first, second}
        for first, second in itertools.combinations(pairs, 2)
        if pairs[first] == pairs[second] and not any({first, second} <= group for group in SHARED)
    ]
    assert not alike
    assert all(foreground != background for foreground, background in pairs.values())


@pytest.mark.parametrize("pairs", [LIGHT_16, DARK_16])
def test_no_bright_background_in_sixteen_colours(pairs) -> None:
    assert not [name for name, pair in pairs.items() if "bright" in pair.background]


def test_all_palettes_have_the_same_pairs() -> None:
    assert len({tuple(pairs) for pairs in PAIRS.values()}) == 1
    assert [theme.name for theme in THEMES] == list(PAIRS)


def test_grades_have_their_own_signs() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_the_theme_follows_the_terminal() -> None:
    assert pick_theme(environ={"TERM": "linux"}) == "sáng-16"
    assert pick_theme(environ={"TERM": "xterm-256color"}, color_system="256") == "sáng"
    assert pick_theme(environ={}, color_system="standard") == "sáng-16"
    assert pick_theme(True, environ={"SOANSINH_COLORS": "16"}, color_system="truecolor") == "tối-16"
