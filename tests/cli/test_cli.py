import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

SEED = str(ROOT / "seeds" / "us-mexico-asylum-2018.md")


def stances(*args, stdin=None):
    code = "from stances.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, input=stdin, timeout=120, cwd=ROOT)


def test_python_m_stances_is_the_command_line():
    command = [sys.executable, "-m", "stances"]
    done = subprocess.run([*command, "predict", SEED], capture_output=True, cwd=ROOT, timeout=120)
    missing = subprocess.run([*command, "predict", "no-such.txt"], capture_output=True, cwd=ROOT, timeout=120)
    assert (done.returncode, missing.returncode) == (0, 3)
    assert b"80 % interval" in done.stdout


def test_predict_gives_a_record_of_the_contract():
    run = stances("predict", SEED, "--format", "json")
    record = json.loads(run.stdout)
    assert run.returncode == 0
    assert record["schema_version"] == 1
    assert [p["code"] for p in record["parties"]] == ["MEX", "USA"]
    assert {"within_days", "p", "low", "high", "level", "base_rate", "curve"} <= record["likelihood"].keys()


def test_text_fits_the_terminal():
    run = stances("predict", SEED, "--format", "text")
    assert max(map(len, run.stdout.decode().splitlines())) <= 80


def test_prediction_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['stances', 'predict', sys.argv[1]]\n"
        "from stances.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'sklearn', 'pandas', 'scipy', 'numpy', 'joblib', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    run = subprocess.run([sys.executable, "-c", code, SEED], capture_output=True, cwd=ROOT, timeout=120)
    assert run.returncode == 0, run.stderr.decode()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["predict", "no-such-file.txt"], 3),
        (["predict", SEED, "--as-of", "yesterday"], 2),
        (["predict", SEED, "--parties", "USA"], 2),
        (["predict", SEED, "--parties", "USA,XXQ"], 2),
        (["predict", SEED, "--within", "soon"], 2),
        (["predict", SEED, "--format", "xls"], 2),
        (["predict", SEED, "--model", "no-such"], 5),
        (["explain", SEED], 0),
        (["rules", "list"], 0),
        (["models", "verify"], 0),
        (["cues", SEED, "--pattern", "leverage"], 0),
    ],
)
def test_exit_codes_without_traceback(args, code):
    run = stances(*args)
    assert run.returncode == code, run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_a_bad_line_is_reported_and_the_rest_done(tmp_path):
    path = tmp_path / "news.jsonl"
    good = json.dumps({"id": "007", "date": "2018-05-17", "text": "Mexico and Canada hold talks. " * 20})
    path.write_text(good + "\n{broken\n" + good + "\n")
    run = stances("predict", str(path), "--format", "jsonl")
    assert run.returncode == 3
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["007", "007"]
    assert b"news.jsonl:2" in run.stderr


@pytest.mark.parametrize("raw", [b"", b"\x00" * 500, b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_empty_and_binary_files(tmp_path, raw):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    run = stances("predict", str(path))
    assert run.returncode == 3
    assert b"Traceback" not in run.stderr


def test_strict_abstention_is_exit_code_4(tmp_path):
    path = tmp_path / "cup.txt"
    path.write_text("The striker scored in the premier league and the midfielder was injured. " * 8)
    assert stances("predict", str(path), "--strict").returncode == 4
    assert stances("predict", str(path)).returncode == 0


def test_standard_input():
    run = stances(
        "predict", "-", "--format", "jsonl", stdin=b"Talks\n\n" + b"Japan and Russia hold talks on a treaty. " * 12
    )
    assert json.loads(run.stdout)["title"] == "Talks"


def test_every_command_has_help_and_a_place_in_the_readme():
    from typer.main import get_command

    from stances.cli.app import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():
        assert command.help, name
        assert f"stances {name}" in readme, name
        for inner, sub in getattr(command, "commands", {}).items():
            assert sub.help, f"{name} {inner}"
            assert inner in readme, f"{name} {inner}"


def test_what_if_shows_both_sides_and_refuses_nonsense():
    run = stances("what-if", SEED, "--set", "linkage:MEX=-1")
    assert run.returncode == 0
    assert b"before" in run.stdout
    assert b"linkage" in run.stdout
    wrong = stances("what-if", SEED, "--set", "linkage:FRA=-1")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith(b"stances: FRA is no party")


def test_track_leaves_nothing_out_in_silence(tmp_path):
    run = stances("track", "seeds")
    assert run.returncode == 0
    assert run.stdout.count(b"left out") >= 10


def test_html_goes_to_a_file(tmp_path):
    out = tmp_path / "page.html"
    assert stances("predict", SEED, "--format", "html", "--out", str(out)).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_labels_check_counts_what_can_be_learned_from(tmp_path):
    path = tmp_path / "l.jsonl"
    path.write_text('{"id": "1", "date": "2018-01-01", "text": "Talks.", "outcome": "perhaps"}\n', encoding="utf-8")
    run = stances("labels", "check", str(path))
    assert run.returncode == 3
    assert b"outcome 'perhaps' is not known" in run.stdout
    assert b"0 of 1 records" in run.stdout


def test_the_ledger_from_the_command_line(tmp_path):
    file = ("--file", str(tmp_path / "ledger.sqlite"))
    assert stances("ledger", "add", SEED, *file).stdout == b"1 kept\n"
    key = stances("ledger", "list", *file).stdout.split()[0].decode()
    assert stances("ledger", "resolve", key, "none", "2019-06-07", "--substitute", *file).returncode == 0
    assert b"1 due and resolved" in stances("ledger", "score", *file).stdout
    assert json.loads(stances("ledger", "export", *file).stdout)["outcome"] == "none"
    assert b"the chain is whole" in stances("ledger", "verify", *file).stdout
    assert stances("ledger", "resolve", key, "none", "2019-06-07", *file).returncode == 2


def test_an_archive_is_resumed_and_spread_without_a_difference(tmp_path):
    lines = [
        json.dumps({"id": str(n), "title": f"Note {n}", "text": f"Mexico and the U.S. held talks. {n}"})
        for n in range(120)
    ]
    archive = tmp_path / "a.jsonl"
    archive.write_text("\n".join([*lines[:60], "{bad", *lines[60:]]), encoding="utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    run = stances("predict", str(archive), "--format", "jsonl", "--out", str(one))
    assert run.returncode == 3
    assert b"a.jsonl:61: not valid JSON" in run.stderr
    assert stances("predict", str(archive), "--format", "jsonl", "--jobs", "2", "--out", str(two)).returncode == 3
    assert two.read_bytes() == one.read_bytes()
    two.write_bytes(one.read_bytes()[: len(one.read_bytes()) // 2])
    assert stances("predict", str(archive), "--format", "jsonl", "--resume", "--out", str(two)).returncode == 3
    assert two.read_bytes() == one.read_bytes()
    assert stances("predict", str(archive), "--resume", "--format", "jsonl").returncode == 2


def test_evaluate_tells_drift_and_refuses_what_it_cannot_write(tmp_path):
    assert stances("evaluate", "--format", "xls").returncode == 2
    assert stances("evaluate", "--corpora", str(tmp_path)).returncode == 2
    assert stances("evaluate", "--against", SEED, "--format", "html").returncode == 2
    run = stances("evaluate", "--against", "seeds", "--format", "json")
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout)["articles"] >= 10


def test_an_empty_source_is_said(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_text("")
    for command in (["explain"], ["what-if", "--stage", "broken"], ["predict", "--format", "text"]):
        run = stances(command[0], str(path), *command[1:])
        assert (run.returncode, b"no article in it" in run.stderr) == (3, True), command


def test_a_failed_forecast_leaves_the_file_of_before(tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_text("of before")
    assert stances("predict", str(tmp_path / "missing.txt"), "--format", "json", "--out", str(kept)).returncode == 3
    assert kept.read_text() == "of before"


def test_the_version_is_told():
    assert stances("--version").stdout.startswith(b"stances ")


def test_a_missing_file_is_said_whatever_its_name():
    assert b"no such file" in stances("predict", "nofile").stderr


def test_a_pattern_without_a_match_says_so():
    run = stances("cues", SEED, "--pattern", "zebra crossing")
    assert (run.stdout, b"no match" in run.stderr) == (b"", True)


def test_a_ledger_that_is_not_there_is_no_whole_one(tmp_path):
    missing, empty = tmp_path / "typo.db", tmp_path / "empty.db"
    empty.touch()
    for command in ("verify", "list", "score", "export"):
        run = stances("ledger", command, "--file", str(missing))
        assert (run.returncode, b"no such ledger" in run.stderr) == (3, True), command
        assert stances("ledger", command, "--file", str(empty)).returncode == 0
    assert (missing.exists(), empty.stat().st_size) == (False, 0)


def test_counting_what_cannot_be_read_fails():
    assert stances("labels", "stats", "nofile.jsonl").returncode == 3
