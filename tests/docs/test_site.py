"""The site says what the program does."""

import importlib.util
import subprocess
import sys

import pytest

from stances.codebook import DRIVERS, ISSUES, STAGES
from stances.model.rules import shipped_rules
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(pages):
    return pages.made()


def commands():
    import typer

    from stances.cli.app import app

    def below(command, name):
        yield name, command
        for child, one in getattr(command, "commands", {}).items():
            yield from below(one, f"{name} {child}")

    return list(below(typer.main.get_command(app), "stances"))[1:]


def test_every_command_and_option_is_described(made):
    page = made["commands.md"]
    assert len(commands()) > 20
    for name, command in commands():
        assert f"## {name}\n" in page
        assert command.help.strip() in page
        own = page.partition(f"## {name}\n")[2].partition("\n## ")[0]
        for parameter in command.params:
            if parameter.name != "help" and parameter.param_type_name == "option":
                assert parameter.opts[0] in own, f"{name} {parameter.opts}"


def test_every_driver_stage_issue_and_rule_is_described(made):
    for word in (*DRIVERS, *STAGES, *ISSUES):
        assert f"`{word}`" in made["codebook.md"]
    for rule in shipped_rules():
        assert f"`{rule.id}`" in made["rules.md"]


def test_the_other_made_pages_say_something(made):
    assert "stances predict" in made["quick-start.md"]
    assert "interval" in made["quick-start.md"]
    assert "/v1/what-if" in made["api.md"]
    assert "base rate" in made["trust.md"]
    assert all(len(page) > 300 for page in made.values())


def test_the_figures_of_scale_follow_from_the_one_measured(pages):
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8").partition("---\n# ")[2]
    stated = {"articles_per_second": 100, "head_milliseconds": 0.5, "dollars_per_core_hour": 0.1}
    page = pages.arithmetic(text, stated)
    assert "**278 core hours**, 28 dollars" in page
    assert "| 128 | 2.2 | 28 |" in page
    assert "about 20 cores" in page
    assert "{table}" not in page
    assert not any(f"{{{name}}}" in page for name in stated)


def test_the_site_builds_without_a_warning(tmp_path):
    pytest.importorskip("material", reason="the site needs pip install 'stances[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "linkage" in (tmp_path / "site" / "codebook" / "index.html").read_text(encoding="utf-8")
