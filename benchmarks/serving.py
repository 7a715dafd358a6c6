"""Measure answering while the library changes: the real bot, a steady stream of questions, and a rebuild beside them.

    python benchmarks/serving.py FOLDER [--rate 50] [--seconds 60]

The folder is copied. The bot (the real process, over Socket Mode, on a Slack of our own on loopback) is asked at a
steady rate: first with nothing else going on, then while every document is indexed from scratch and three are replaced
by other editions. Every question must be answered, every passage of every answer must stand in the generation that the
answer says it was made from, and the median from a question to its answer in Slack may at most double. Exit status 1
where that does not hold.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fake_slack import FakeSlack  # noqa: E402
from slack_bot import BotProcess  # noqa: E402
from slack_load import (  # noqa: E402
    EDITION,
    Witness,
    failures,
    kept_answers,
    latencies,
    lateness,
    mixtures,
    pour,
    questions_over,
    second_edition,
    wait_for_answers,
)

from index.storage.library import Library  # noqa: E402

PEOPLE = 300
INDEX = [sys.executable, "-m", "bot.cli", "index"]


def main(folder: Path, *, rate: float, seconds: float) -> int:
    """Measure, print the figures and say whether they are within the aims."""
    manifest = json.loads((ROOT / "manifest.json").read_text())
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        documents, index = place / "documents", place / "findings.db"
        shutil.copytree(folder, documents, copy_function=shutil.copyfile)
        slack = FakeSlack(manifest, own_events=False).start()
        bot = BotProcess(slack, place, index, FINDINGS_LOG_LEVEL="INFO")
        subprocess.run(INDEX, cwd=ROOT, env=bot.environment, check=True, capture_output=True)
        bot.start()
        witness = Witness(index)
        try:
            library = witness.libraries[1]
            print(
                f"{len(library.documents)} documents, {library.passage_count:,} passages; {rate:g} questions a second"
            )
            people = [slack.person(f"person-{number}") for number in range(PEOPLE)]
            questions = questions_over(library)
            editions = _second_editions(library, place / "editions")
            wait_for_answers(slack, pour(slack, people, questions, rate=rate, seconds=5), timeout=60)  # warm
            before = pour(slack, people, questions, rate=rate, seconds=seconds)
            wait_for_answers(slack, before, timeout=120)
            alone = latencies(slack, before)
            _tell("with nothing beside", alone)
            changing = threading.Thread(target=_change, args=(bot, editions, documents, witness))
            changing.start()
            during = pour(slack, people, questions, rate=rate, seconds=seconds, until=lambda: not changing.is_alive())
            wait_for_answers(slack, during, timeout=300)
            beside = latencies(slack, during)
            _tell("while re-indexing", beside)
            time.sleep(1)
            failed = failures(slack, [*before, *during])
        finally:
            witness.close()
            bot.stop()
            slack.stop()
        answers = kept_answers(bot.state)
        mixed = mixtures(answers, witness.libraries)
        counts = Counter(answer["generation"] for answer in answers)
        late = lateness(answers, witness)
        print("answers by generation   " + ", ".join(f"{number}: {count}" for number, count in sorted(counts.items())))
        print(
            f"passages checked        {sum(len(a['evidence']) + len(a['more']) for a in answers):,}; {len(mixed)} mixed"
        )
        print(f"questions that failed   {len(failed)}")
        print(f"latest from an old one  {late:.2f} s after the new one was there (at most 2)")
        ratio = statistics.median(beside) / statistics.median(alone)
        print(f"median                  {ratio:.2f} times (at most 2)")
        return 0 if ratio <= 2 and not mixed and not failed and len(counts) > 1 and late <= 2 else 1


def _second_editions(library: Library, folder: Path) -> dict[str, Path]:
    """Write other editions of three long reports: they answer many of the questions."""
    folder.mkdir()
    chosen = sorted(library.documents, key=lambda document: -len(library.passages_of(document)))[:3]
    editions = {document.path: folder / f"{number}.pdf" for number, document in enumerate(chosen)}
    for path, edition in editions.items():
        second_edition(library, path, edition)
    return editions


def _change(bot: BotProcess, editions: dict[str, Path], documents: Path, witness: Witness) -> None:
    """Index everything from scratch, put other editions in their places while that runs, and wait until they are in."""
    time.sleep(1)
    started = time.monotonic()
    run = subprocess.Popen(
        [*INDEX, "--rebuild"], cwd=ROOT, env=bot.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for (path, edition), wait in zip(editions.items(), (2, 6, 12), strict=True):
        time.sleep(wait)
        edition.replace(documents / path)
    run.wait()
    print(f"rebuild                 {time.monotonic() - started:.1f} s, status {run.returncode}")
    assert witness.wait_for(lambda library: all(_is_second(library, path) for path in editions), seconds=120)
    print(f"all three editions in   {time.monotonic() - started:.1f} s")
    time.sleep(3)


def _is_second(library: Library, path: str) -> bool:
    document = library.document(path)
    return document is not None and any(EDITION in passage.text for passage in library.passages_of(document))


def _tell(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    print(
        f"{what:23} median {statistics.median(ordered) * 1000:.0f} ms, 99th percentile "
        f"{ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms, longest {ordered[-1] * 1000:.0f} ms "
        f"({len(ordered)} questions)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    sys.exit(main(arguments.folder, rate=arguments.rate, seconds=arguments.seconds))
