"""The records file is written by several parts of several processes at once, and what one writes the others see."""

import subprocess
import sys

from bot.records.audit import Act, Audit
from bot.records.usage import Usage

READ = "import sys; from pathlib import Path; from bot.records.audit import Audit; a = Audit(Path(sys.argv[1])); " + (
    "print(len(a.entries())); a.close()"
)


def test_what_is_written_is_seen_by_other_processes_that_come_and_go(tmp_path):
    path = tmp_path / "records.db"
    audit = Audit(path)
    usage = Usage(path)  # opened later, in the same process: the locks of the first must outlive that
    for number in range(1, 4):
        audit.write(Act.ADDED, actor="U1", subject=str(number))
        usage.answered("passages", seconds=0.1, user="U1")
        seen = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
        assert seen.stdout.strip() == str(number)
    assert usage.latency(1).count == 3
    usage.close()
    audit.close()
    assert (path.stat().st_mode & 0o777) == 0o600


def test_a_file_that_may_only_be_read_and_holds_the_audit_alone_shows_no_use(tmp_path, monkeypatch):
    path = tmp_path / "records.db"
    audit = Audit(path)
    audit.write(Act.ADDED, actor="U1")
    audit.close()
    monkeypatch.setattr("bot.records.sqlite_file.os.access", lambda *_: False)
    assert [day.total for day in Usage(path).days(2)] == [0, 0]
    assert len(Audit(path).entries()) == 1
