"""Guards: imports go one way, every outside library has one doorkeeper, and the papers name what is there."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "bot")

# The only modules that may import a library, by the library's import name. A folder stands for all in it.
DOORKEEPERS = {
    "nltk": {"index/text/stemmer.py"},
    "threadpoolctl": {"index/search/build/word_vectors.py"},
    "rank_bm25": {"index/search/bm25.py"},
    "sqlite_utils": {"index/storage/store.py"},
    "pypdfium2": {"index/readers/pdf"},
    "docx": {"index/readers/word/reader.py"},
    "openpyxl": {"index/readers/spreadsheet.py"},
    "olefile": {"index/readers/open.py", "index/readers/message.py"},
    "pptx": {"index/readers/slides/reader.py"},
    "charset_normalizer": {"index/readers/encoding.py"},
    "tomlkit": {"index/files/toml_edit.py"},
    "pydantic_settings": {"bot/settings.py"},
    "typer": {"bot/cli", "bot/commands"},
    "watchfiles": {"bot/library/folder_watcher.py"},
    "matplotlib": {"bot/records/charts.py"},
    "ir_measures": {"bot/evaluation.py"},
}


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            assert node.module is not None
            yield node.module
            assert all(alias.name != "*" for alias in node.names), f"{path}: names are imported, never *"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [path for path in modules() if name_of(path).startswith("index/")], ids=name_of)
def test_index_knows_nothing_of_the_bot_or_of_slack(path):
    assert [name for name in imports(path) if name.split(".")[0] in {"bot", "slack_bolt", "slack_sdk"}] == []


@pytest.mark.parametrize("library", sorted(DOORKEEPERS))
def test_an_outside_library_is_imported_by_its_doorkeeper_alone(library):
    found = {name_of(path) for path in modules() if any(name.split(".")[0] == library for name in imports(path))}
    doors = DOORKEEPERS[library]
    assert {name for name in found if not {name, *(str(folder) for folder in Path(name).parents)} & doors} == set()


def test_no_modules_import_each_other_in_a_circle():
    names = {path: name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in modules()}
    known = set(names.values())
    # Imports inside functions are left out: they run later, and are there for a quick start.
    edges = {name: set() for name in known}
    for path, name in names.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module in known:
                edges[name].add(node.module)
                edges[name] |= {f"{node.module}.{alias.name}" for alias in node.names} & known
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != 1, "a circle: " + " -> ".join((*trail, name))
        if state.get(name) == 2:
            return
        state[name] = 1
        for target in sorted(edges[name]):
            if not name.startswith(target + "."):  # a package's own face may be imported from inside it
                visit(target, (*trail, name))
        state[name] = 2

    for name in sorted(known):
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_importing_the_command_line_is_light_and_starts_no_log():
    code = (
        "import logging, sys\n"
        "before = list(logging.root.handlers)\n"
        "import bot.cli, bot.settings\n"
        "assert logging.root.handlers == before\n"
        "print(sorted(m for m in ('nltk', 'scipy', 'sqlite_utils', 'slack_bolt', 'docx') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("paper", ["ARCHITECTURE.md", "README.md"])
def test_every_file_that_a_paper_names_exists(paper):
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|index|tests|tools|benchmarks|docs|documents)/[\w./-]*)`", text))
    named |= {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def rooms() -> list[str]:
    return sorted({name_of(path.parent) for path in modules()} - {"index", "bot"})


def test_every_room_is_named_in_the_architecture():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [room for room in rooms() if f"`{room}/" not in text] == []


def test_every_setting_stands_in_the_example_and_nothing_else_does():
    wanted = {
        str(field.validation_alias) if field.validation_alias else f"FINDINGS_{name.upper()}"
        for name, field in Settings.model_fields.items()
    }
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?((?:FINDINGS|SLACK)_[A-Z_]+)=", text, re.MULTILINE)) == wanted


def test_the_readme_starts_with_the_two_commands_that_the_makefile_has():
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:45])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("ask", "test"):
        assert f"make {target}" in first_screen
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_registry_and_no_machine_is_named_in_what_is_pinned():
    for lock in ROOT.glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert "--find-links" not in text
