"""What was recorded, as people and machines get it: ``findings audit``, ``findings stats``, the picture, the check."""

import json
import re
import struct
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.checks.library import check_health
from bot.cli.main import app
from bot.records.audit import Act, Audit
from bot.records.charts import usage_chart
from bot.records.usage import Day, Usage
from bot.settings import Settings


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FINDINGS_RECORDS", str(tmp_path / "records.db"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path / "records.db"


def run(*words):
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done


def some_acts(records):
    audit = Audit(records)
    audit.write(Act.ADDED, actor="U0ANN1234", subject="merrow/report.pdf", detail="sha256 0123456789abcdef")
    audit.write(Act.REMOVED, actor="cli:bob", subject="merrow/\x1b[31mred.pdf", outcome="failed", detail="It is gone.")
    audit.write(Act.REFUSED, actor="U0EVE", subject="Home: remove", outcome="refused")
    audit.close()


def some_use(records):
    usage = Usage(records)
    for number in range(10):
        usage.answered("passages", seconds=0.02, user=f"U{number % 3}", authorities=("Merrow",))
    usage.answered("no_answer", seconds=0.5, user="U9", reason="weak_match", authorities=("Merrow",))
    usage.judged([("merrow/report.pdf", "paragraph 7")], helpful=False, reason="out_of_date")
    usage.warned()
    usage.failed()
    usage.close()


def test_the_audit_is_a_table_newest_first(records):
    some_acts(records)
    lines = [line for line in run("audit").stdout.splitlines() if re.match(r" \d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line)]
    assert [line.split()[2:4] for line in lines] == [
        ["U0EVE", "refused"],
        ["cli:bob", "removed:"],
        ["U0ANN1234", "added"],
    ]
    assert "failed" in lines[1]


def test_a_hostile_name_does_nothing_to_the_terminal(records):
    some_acts(records)
    assert "\x1b" not in run("audit").stdout


def test_the_audit_is_cut_where_it_is_asked_and_says_so(records):
    some_acts(records)
    done = run("audit", "--limit", "2", "--json")
    assert [act["act"] for act in json.loads(done.stdout)] == ["refused", "removed"]
    assert "Older acts are left out" in done.stderr
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert json.loads(run("audit", "--since", tomorrow, "--json").stdout) == []
    assert "Nothing has been changed since then." in run("audit", "--since", tomorrow).stdout


def test_the_audit_for_machines_has_everything(records):
    some_acts(records)
    done = run("audit", "--json")
    assert done.stderr == ""
    newest, *_, oldest = json.loads(done.stdout)
    assert set(newest) == {"at", "actor", "act", "subject", "outcome", "detail"}
    assert (oldest["actor"], oldest["detail"]) == ("U0ANN1234", "sha256 0123456789abcdef")
    assert datetime.fromisoformat(oldest["at"]).tzinfo is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [(["audit"], "There is no file"), (["stats"], "There is no file"), (["stats"], "Nobody has asked")],
)
def test_where_nothing_is_recorded_this_is_said_and_no_file_is_made(records, tmp_path, words, said):
    assert said in run(*words).output
    run(*words, "--json")
    assert list(tmp_path.iterdir()) == []


def test_statistics_are_readable_tables(records):
    some_use(records)
    told = run("stats").stdout
    assert "11 questions, 1 of them without an answer; at most 4 people a day" in told
    assert "findings ask is not counted" in told
    assert "1 question held back" in told
    assert "1 question failed" in told
    assert re.search(
        r"Found within (19|20|21|22) ms in the median, 5\d\d ms at the 99th percentile \(11 answers\)", told
    )
    assert re.search(rf"{datetime.now(UTC):%d %b %Y} +11 +1 +4 ", told)
    assert re.search(r"passages +10", told)
    assert re.search(r"weak match +1 +Merrow", told)
    assert re.search(r"merrow/report.pdf +1 +0 +paragraph 7", told)


def test_statistics_for_machines_have_everything(records):
    some_use(records)
    told = json.loads(run("stats", "--days", "2", "--json").stdout)
    _, today = told["days"]
    assert today["answers"] == {"passages": 10, "no_answer": 1}
    assert (today["refusals"], today["warned"], today["failed"], today["askers"]) == ({"weak_match": 1}, 1, 1, 4)
    assert told["refusals"] == [{"reason": "weak_match", "authority": "Merrow", "number": 1}]
    (judged,) = told["feedback"]
    assert (judged["document"], judged["unhelpful"], judged["reasons"]) == ("merrow/report.pdf", 1, {"out_of_date": 1})
    assert told["seconds"]["count"] == 11
    assert told["seconds"]["median"] == pytest.approx(0.02, rel=0.1)
    assert told["last"].startswith(str(datetime.now(UTC).year))


def test_the_chart_is_a_picture_of_slacks_size(records, tmp_path):
    some_use(records)
    run("stats", "--chart", str(tmp_path / "chart.png"))
    assert size((tmp_path / "chart.png").read_bytes()) == (1200, 540)


def test_a_chart_that_cannot_be_written_is_one_sentence_with_a_remedy(records, tmp_path):
    done = CliRunner().invoke(app, ["stats", "--chart", str(tmp_path / "none" / "chart.png")])
    assert str(done.exception).endswith("No such file or directory. Name another file.")


@pytest.mark.parametrize("number", [0, 1, 30, 400])
def test_any_number_of_days_can_be_drawn(number):
    days = [
        Day(date(2026, 1, 1) + timedelta(days=n), {"passages": n, "no_answer": n % 3, "unheard_of": 2})
        for n in range(number)
    ]
    assert size(usage_chart(days)) == (1200, 540)


def test_the_chart_shows_every_kind_of_answer():
    from bot.models import AnswerKind
    from bot.records.charts import _BANDS

    assert sorted(kind for _, kinds, _ in _BANDS for kind in kinds) == sorted(kind.value for kind in AnswerKind)


def test_weeks_lose_no_answer():
    from bot.records.charts import _weeks

    for number in range(93, 110):
        days = [Day(date(2026, 1, 1) + timedelta(days=n), {"passages": n}) for n in range(number)]
        weeks = _weeks(days)
        assert sum(answers["passages"] for _, answers in weeks) == sum(range(number))
        assert weeks[-1][0] == days[-1].day


def size(picture):
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


def test_the_check_says_whether_records_can_be_written_and_that_nobody_is_an_admin(records, tmp_path):
    told = said(records=records)
    assert (True, f"The records {records} (the audit and counts of use) will be made when they are needed.") in told
    assert [good for good, text in told if "FINDINGS_ADMINS" in text and "nobody" in text] == [True]
    some_acts(records)
    assert (True, f"The records {records} (the audit and counts of use) can be written.") in said(records=records)


def test_the_check_names_the_admins(records):
    assert (True, "Admins: U0ANN1234, S0TEAM.") in said(records=records, admins=("U0ANN1234", "S0TEAM"))


@pytest.mark.parametrize("broken", ["no folder", "no database"])
def test_the_check_says_what_to_do_where_records_cannot_be_written(records, tmp_path, broken):
    (tmp_path / "broken").write_text("a letter, no database. " * 100)
    path = tmp_path / "broken" / "records.db" if broken == "no folder" else tmp_path / "broken"
    (fault,) = [text for good, text in said(records=path) if not good and text.startswith("The records")]
    assert "FINDINGS_RECORDS" in fault


def test_a_check_names_documents_whose_pages_cannot_be_drawn_for_want_of_libreoffice(samples_index, monkeypatch):
    for installed in (True, False):
        monkeypatch.setattr("bot.pages.page_view.can_convert", lambda suffix, is_there=installed: is_there)
        without = [(good, text) for good, text in said(index=samples_index) if "LibreOffice" in text]
        assert len(without) == (not installed)
    ((good, text),) = without
    assert good
    assert text.startswith("The pages of 3 documents (merrow/")


def said(**settings):
    """Check a folder in which nothing is set up, without Slack."""
    told = check_health(Settings(slack_bot_token=None, slack_app_token=None, **settings))
    return [(finding.good, finding.text) for finding in told]
