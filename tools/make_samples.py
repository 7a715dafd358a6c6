"""Make the sample documents in ``documents/`` from the texts in ``tools/samples``.

    python -m tools.make_samples [FOLDER]

The samples show every kind of answer without any real report: Merrow and Merrowshire are invented councils, and the
people are invented too. They come in the forms and the formats of a real library: two inspection reports of Merrow of
which the newer supersedes the older, a visit letter between the two, the council's own action plan, briefing and
committee paper, and a report of a second council whose name contains the first's. The same texts always make the same
documents: dates and identifiers are fixed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tools.sample_office import make_action_plan, make_briefing, make_letter
from tools.sample_report import make_report
from tools.sample_web import make_committee_paper

TEXTS = Path(__file__).parent / "samples"

SAMPLES: dict[str, Callable[[], bytes]] = {
    "merrow/children's services inspection - 16 december 2019.pdf": lambda: make_report(
        _text("inspection_merrow_2019")
    ),
    "merrow/children's services focused visit - 21 june 2022.docx": lambda: make_letter(_text("focused_visit_2022")),
    "merrow/children's services inspection - 12 march 2025.pdf": lambda: make_report(_text("inspection_merrow_2025")),
    "merrow/briefing for members - 2 april 2025.pptx": lambda: make_briefing(_text("briefing_2025")),
    "merrow/improvement action plan - june 2025.docx": lambda: make_action_plan(
        _text("action_plan_2025"), (TEXTS / "action_plan_2025.tsv").read_text(encoding="utf-8")
    ),
    "merrow/corporate parenting committee - 18 september 2025.html": lambda: make_committee_paper(
        _text("committee_2025")
    ),
    "merrowshire/children's services inspection - 6 november 2024.pdf": lambda: make_report(
        _text("inspection_merrowshire_2024")
    ),
}


def make_samples(folder: Path) -> list[Path]:
    """Write all samples under a folder and give their paths."""
    made = []
    for name, make in SAMPLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        made.append(path)
    return made


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for path in make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("documents")):
        print(path)
