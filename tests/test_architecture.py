"""Guards: imports go one way, every outside library has one doorkeeper, names mean one thing, the papers are true."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from import_graph import PACKAGES, ImportGraph

from bot.settings import variables

ROOT = Path(__file__).parent.parent
GRAPH = ImportGraph(ROOT)

# The only modules that may import a library, by the library's import name. A package stands for all in it.
DOORKEEPERS = {
    "nltk": {"index.text.stemmer"},
    "threadpoolctl": {"index.search.build.word_vectors"},
    "rank_bm25": {"index.search.bm25"},
    "sqlite_utils": {"index.storage.store"},
    "pypdfium2": {
        "index.readers.pdf",
        "index.readers.page_boxes",
        "index.readers.page_picture",
        "index.readers.found_again",
    },
    "PIL": {"index.readers.page_picture", "bot.history.grade_chart"},
    "docx": {"index.readers.word.reader", "bot.packs.word_document"},
    "pptx": {"index.readers.slides.reader"},
    "charset_normalizer": {"index.readers.encoding"},
    "openpyxl": {"index.readers.spreadsheet"},
    "olefile": {"index.readers.open", "index.readers.message"},
    "tomlkit": {"index.files.toml_edit"},
    "tomllib": {"index.files.toml_read"},
    "filelock": {"index.files"},
    "msgspec": {
        "bot.settings",
        "bot.answers.answer_codec",
        "bot.following.subjects",
        "bot.slack.state",
        "index.query.lexicon",
        "index.query.linear_model",
        "index.storage.codec",
        "index.text.ordinary_english",
    },
    "typer": {"bot.cli"},
    "watchfiles": {"bot.library.folder_watcher"},
    "mcp": {"bot.cli.mcp_server"},
    "uvicorn": {"bot.cli.mcp_server"},
    "matplotlib": {"bot.records.charts"},
    "ir_measures": {"bot.evaluation"},
    "cachetools": {"bot.slack"},
    "slack_bolt": {"bot.slack"},
    "slack_sdk": {"bot.slack", "bot.checks.slack"},
    "sqlalchemy": {"bot.slack.installations"},
}
LOOSE = {
    "index": {"models", "errors"},
    "bot": {"models", "settings", "logs", "labels", "evaluation", "export"},
}
# Names in figures of speech, or of two meanings, that the code had once; each has a better one now.
FORMER_NAMES = set(
    """
    Desk Shelf Open Asking Replaced Inquiry inquire Result Teller Courier Insiders Asker Whereabouts Place Standing Kept
    Restored Again Before Heard Opening Merged Further Librarian Offers Offer Reception Screening Showing Admission
    Noticeboard Homes Seen Reindexer Reindexing Charting Tally told settle keep_house beat Prepared Said say saying
    covered strong_ways Scope Found Ranking weigh_evidence strength Match Signals unspoken absent named elsewhere Words
    counting gather associations Entries compose Figure Described Glossary focus hearing Reading Asked lone capitals
    everyday reach Matter matter units OpenUnit ground mending placing bin desk shelf telling whereabouts reception
    screening showing admission noticeboard reindexing charting tally librarian offers insiders homes courier asking
    inquiry
    """.split()
)
# Module names that stand in two places, for the same thing seen from two sides.
SAME_THING = {
    "answers": "an answer: its blocks; its kept form",
    "areas": "judged areas: what people call them; the sections of a report on them",
    "turns": "how a message leans on the one before: the words; how they are read",
    "asks": "what asks for a verdict, for councils, for facts: the words; how they are read",
    "charts": "charts: read from a document; drawn of the use",
    "elements": "the smallest pieces: of a document; of Block Kit",
    "feedback": "feedback: given, kept, worked through",
    "grades": "grades as printed: read from a report; shown in an answer",
    "library": "the library: in memory; its commands; its check",
    "messages": "messages: that come in; that go out; about a file that was sent",
    "models": "the values of a package",
    "numbering": "the numbers of paragraphs: as Word counts them; as they are printed",
    "open": "opening: a file with its reader; an index",
    "passages": "passages: split from a document; in an answer; clicked on",
    "preview": "a file that was sent, read before it is added",
    "reader": "what reads one format",
    "records": "records: what the index keeps of a file; the commands that print the audit and the use",
    "schema": "the tables of a file: of the index; of the state of the Slack side",
    "sentences": "sentences: of any text; those that state a grade",
    "tables": "tables: read from a document; shown in Slack",
    "text": "text without a format: a file of it; the runs of a Word paragraph",
    "vocabulary": "the words that search knows: the commands; the modals",
}

# Where a name above is right, since it means one thing there.
RIGHT_HERE = {
    "bot.models.Reading",  # a way to read a question
    "bot.answers.conversation.say",  # a person speaks
    "bot.evaluation.say",
    "bot.answers.readings.strength",  # how surely an answer answers, under the name that its finding has it
}
RIGHT_IN_PAPERS: set[tuple[str, str]] = set()


def source_files() -> list[Path]:
    return sorted(GRAPH.files.values())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def within(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def plan_of(text: str) -> dict[str, list[set[str]]]:
    """Read from ARCHITECTURE.md, for each package, its floors of rooms from the lowest up."""
    drawn = re.search(r"## What may import what\n+```\n(.*?)```", text, re.DOTALL)
    assert drawn is not None
    lines = re.sub(r"\n\s+<-", " <-", drawn[1]).splitlines()
    heads = {head.strip(): floors for head, _, floors in (line.partition(":") for line in lines)}
    return {
        "bot.slack" if head == "slack" else head: [set(floor.split()) for floor in floors.split("<-")]
        for head, floors in heads.items()
    }


PLAN = plan_of((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


def room_of(module: str, package: str) -> str:
    return module.removeprefix(f"{package}.").split(".")[0]


def against_the_plan(graph: ImportGraph) -> list[str]:
    """List the imports that go from a room to one above it."""
    found = []
    for package, floors in PLAN.items():
        height = {room: number for number, rooms in enumerate(floors) for room in rooms}
        for one in graph.imports:
            if within(one.importer, {package}) and within(one.target, {package}) and one.importer != package:
                lower, upper = room_of(one.importer, package), room_of(one.target, package)
                if height[upper] > height[lower]:
                    found.append(f"{one.importer}:{one.line} imports {one.target}")
    return found


def past_a_face(graph: ImportGraph) -> list[str]:
    """List the names that bot takes from a room of index and that the room's face does not hand on."""
    return [
        f"{one.importer}:{one.line} imports {one.name} from {one.written}"
        for one in graph.imports
        if within(one.importer, {"bot"})
        and within(one.written, {"index"})
        and one.written not in {"index.models", "index.errors"}
        and one.name not in graph.faces.get(one.written, {})
    ]


def test_index_knows_nothing_of_the_bot_or_of_slack():
    forbidden = {"bot", "slack_bolt", "slack_sdk"}
    assert [one for one in GRAPH.imports if within(one.importer, {"index"}) and within(one.written, forbidden)] == []


def test_every_room_stands_in_the_plan_and_the_plan_names_no_other():
    for package, floors in PLAN.items():
        rooms = {room_of(module, package) for module in GRAPH.files if module.startswith(f"{package}.")}
        assert set().union(*floors) == rooms


def test_no_import_goes_against_the_plan():
    assert against_the_plan(GRAPH) == []


def test_the_bot_uses_rooms_of_the_index_through_their_faces_only():
    assert past_a_face(GRAPH) == []


def test_searching_and_reading_stay_apart_from_what_they_must_not_know():
    online = {one.target for one in GRAPH.imports if re.match(r"index\.search\.(?!build)", one.importer)}
    assert [name for name in online if within(name, {"index.folder", "index.indexing", "nltk", "sqlite3"})] == []
    listening = [one for one in GRAPH.imports if within(one.importer, {"bot.slack.listeners"})]
    allowed = {"index.models", "index.errors"}
    assert [one for one in listening if within(one.written, {"index"}) and one.written not in allowed] == []


def test_no_modules_import_each_other_in_a_circle():
    assert GRAPH.circle() == []


@pytest.mark.parametrize(
    ("module", "line", "fault"),
    [
        ("index/query/frame.py", "from index.search import rank", "index.query.frame:2 imports index.search.rank"),
        ("bot/answers/a.py", "import bot.cli.main", "bot.answers.a:2 imports bot.cli.main"),
        ("bot/slack/blocks/b.py", "from bot.slack import services", "bot.slack.blocks.b:2 imports bot.slack.services"),
        ("bot/answers/a.py", "from index.search.rank import r", "bot.answers.a:2 imports r from index.search.rank"),
    ],
)
def test_a_wrong_import_inside_a_function_is_seen(tmp_path, module, line, fault):
    files = {
        "index/search/__init__.py": "",
        "index/search/__init__.pyi": "from .rank import rank as rank\n",
        "index/search/rank.py": "def rank():\n    from index.query.frame import read\n",
        "bot/cli/main.py": "",
        "bot/slack/services.py": "",
        "index/query/frame.py": "",
        module: f"def read():\n    {line}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    graph = ImportGraph(tmp_path)
    assert against_the_plan(graph) + past_a_face(graph) == [fault]
    assert bool(graph.circle()) == (module == "index/query/frame.py")


@pytest.mark.parametrize("library", sorted(DOORKEEPERS))
def test_an_outside_library_is_imported_by_its_doorkeeper_alone(library):
    found = {module for module in GRAPH.files if library in GRAPH.outside(module)}
    assert {module for module in found if not within(module, DOORKEEPERS[library])} == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_stands_loose_beside_the_rooms(package):
    assert {path.stem for path in (ROOT / package).glob("*.py")} == {"__init__", *LOOSE[package]}


def test_only_faces_say_what_they_hand_on():
    naming = {
        module for module, tree in GRAPH.trees.items() if any("__all__" in names_bound(node) for node in tree.body)
    }
    assert naming - set(GRAPH.faces) == set()


def names_bound(node: ast.stmt) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def named_in(tree: ast.Module) -> set[str]:
    """Give the names of all classes and functions, methods and inner ones too, and of the types that have a name."""
    defined = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return defined | {name for node in tree.body for name in names_bound(node) if not name.isupper()}


def test_nothing_bears_a_name_that_was_given_up():
    bearing = {module for module in GRAPH.files if module.split(".")[-1] in FORMER_NAMES}
    for module, tree in GRAPH.trees.items():
        bearing |= {f"{module}.{name}" for name in named_in(tree) if name.lstrip("_") in FORMER_NAMES}
    assert bearing - RIGHT_HERE == set()
    planted = ast.parse("Desk = tuple[int, str]\nclass Page:\n    def said(self):\n        def _told(): ...\n")
    assert {name.lstrip("_") for name in named_in(planted)} & FORMER_NAMES == {"Desk", "told"}


def test_no_paper_speaks_of_a_name_that_was_given_up():
    papers = {path: path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))}
    spoken = {(path.name, name) for path, text in papers.items() for name in re.findall(r"`(\w+)(?:\(\))?`", text)}
    assert {(paper, name) for paper, name in spoken if name in FORMER_NAMES} - RIGHT_IN_PAPERS == set()


def test_a_module_name_means_one_thing():
    names: dict[str, list[str]] = {}
    for module, path in GRAPH.files.items():
        if not path.stem.startswith("__"):
            names.setdefault(path.stem, []).append(module)
    assert {name for name, modules in names.items() if len(modules) > 1} <= set(SAME_THING)


def test_the_names_of_the_months_stand_in_one_place():
    listed = re.compile(r"\bapril\b.{1,30}\bjune?\b", re.IGNORECASE | re.DOTALL)
    listing = [module for module, path in GRAPH.files.items() if listed.search(path.read_text(encoding="utf-8"))]
    assert listing == ["index.text.days"]


@pytest.mark.parametrize(
    ("written", "homes"),
    [
        (r"\bsqlite3\.connect\(", {"bot.records.sqlite_file", "index.storage.schema"}),
        (r"\bfcntl\b|\bflock\(", {"index.files.file_lock"}),
        (r"\bmkstemp\(|\bNamedTemporaryFile\(", {"index.files.atomic_write"}),
        (r'"type": "(?:input|plain_text_input|\w+_select|datepicker)"', {"bot.slack.blocks.inputs"}),
        (r"\bmsgspec\.json\.encode\(", {"bot.answers.answer_codec", "index.storage.codec"}),
    ],
    ids=["opening SQLite", "locks", "drafts of files", "inputs of Block Kit", "serialising"],
)
def test_what_is_written_once_is_written_in_its_one_place(written, homes):
    found = {module for module, path in GRAPH.files.items() if re.search(written, path.read_text(encoding="utf-8"))}
    assert found == homes


def test_no_function_is_longer_than_seventy_lines():
    long = [
        f"{module}.{node.name}"
        for module, tree in GRAPH.trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 70
    ]
    assert long == []


def test_every_module_says_what_it_is_for():
    silent = [module for module, tree in GRAPH.trees.items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_importing_the_command_line_is_light_and_starts_no_log():
    code = (
        "import logging, sys\n"
        "before = list(logging.root.handlers)\n"
        "import bot.cli, bot.settings\n"
        "assert logging.root.handlers == before\n"
        "heavy = {'nltk', 'numpy', 'sqlite_utils', 'slack_bolt', 'docx', 'rich', 'bot.answers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
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
    return sorted({name_of(path.parent) for path in source_files()} - {"index", "bot"})


def test_every_room_is_named_in_the_architecture():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [room for room in rooms() if f"`{room}/" not in text] == []


def test_every_setting_stands_in_the_example_and_nothing_else_does():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?((?:FINDINGS|SLACK)_[A-Z_]+)=", text, re.MULTILINE)) == set(variables())


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
