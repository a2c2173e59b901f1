"""The pages of the site that are made from what they describe, so that they cannot fall behind it; a hook of mkdocs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stances.codebook import ISSUES, SCOPES, STAGES, drivers
from stances.model.rules import shipped_rules
from stances.reading.source import read
from stances.report.text import to_text
from stances.resources import shipped
from stances.road import predict

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SEED = "us-mexico-asylum-2018.md"
_LINKS = {
    "](CHANGELOG.md)": "](changelog.md)",
    "](models/default/card.md)": "](model-card.md)",
    "](data/README.md)": "](tables.md)",
    "](CONTRIBUTING.md)": "](index.md)",
}


def on_config(config: Any) -> Any:
    """Put all decisions into the site's menu."""
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    config.nav.append({"Decisions": [f"decisions/{path.name}" for path in found]})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Give mkdocs the made pages beside the written ones."""
    from mkdocs.structure.files import File

    for name, content in made().items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Work out the figures of the page on scale from those that it states at its head."""
    return arithmetic(markdown, page.meta) if "articles_per_second" in page.meta else markdown


def arithmetic(markdown: str, stated: dict[str, float]) -> str:
    """Return a page with its figures in place: what 100 million articles take at the measured rate and the assumed price."""
    rate, price = stated["articles_per_second"], stated["dollars_per_core_hour"]
    hours = 1e8 / rate / 3600
    rows = ["| cores | hours | dollars |", "| --- | --- | --- |"]
    rows += [f"| {cores:,} | {hours / cores:,.1f} | {hours * price:,.0f} |" for cores in (8, 32, 128, 512)]
    worked_out = {
        **stated,
        "core_hours": f"{hours:,.0f}",
        "cost": f"{hours * price:,.0f}",
        "cores_a_head": f"{1000 / stated['head_milliseconds'] / rate:,.0f}",
        "table": "\n".join(rows),
    }
    for name, value in worked_out.items():
        markdown = markdown.replace(f"{{{name}}}", str(value))
    return markdown


def made() -> dict[str, str]:
    """Return the made pages by name."""
    return {
        "quick-start.md": quick_start(),
        "commands.md": commands(),
        "codebook.md": codebook(),
        "rules.md": rules(),
        "api.md": api(),
        "trust.md": f"# When not to trust it\n\n{section('When not to trust it')}",
        "model-card.md": (shipped("models") / "default" / "card.md").read_text(encoding="utf-8"),
        "tables.md": (shipped("data") / "README.md").read_text(encoding="utf-8"),
        "changelog.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
    }


def section(title: str) -> str:
    """Return a section of the README, its links turned to pages of the site."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    for old, new in _LINKS.items():
        found = found.replace(old, new)
    return found.strip() + "\n"


def quick_start() -> str:
    """Return the seed case: the article, the command, and what it prints."""
    article = next(read(str(ROOT / "seeds" / SEED)))
    printed = to_text(predict(article))
    return f"""# Quick start

{section("Start")}
## What it says of the seed article

*{article.title}*, {article.date}: an article of ours on talks between Mexico and the United States.

```
$ stances predict seeds/{SEED}

{printed}```

- The **headline figure** is the likelihood that an agreement is concluded within the horizon, with its interval, beside the
  base rate: what one would say without having read the article.
- **Each side** has what the article states for (+) and against (−) an agreement from its view.
- **Why** is the whole arithmetic on the log-odds scale: base rate, what each stated incentive adds, rules. It adds up exactly.

Then:

```sh
stances explain seeds/{SEED}                                # every signal with its quote, every rule
stances what-if seeds/{SEED} --set ratification:USA=-1      # what if Congress had to agree
stances predict seeds/{SEED} --within 90d --format html --out report.html
stances serve                                               # the same on a page
```
"""


def commands() -> str:
    """Return the reference of the command line, from the application itself."""
    import typer

    from stances.cli.app import app

    parts = [
        "# Commands\n",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input unreadable, 4 abstained under `--strict`,",
    ]
    parts.append("5 model missing or not trusted, 130 interrupted.\n")
    for name, command in _walk(typer.main.get_command(app), "stances"):
        parts += [f"## {name}\n", f"{(command.help or '').strip()}\n", *_parameters(command), ""]
    return "\n".join(parts)


def _walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for child, below in sorted(getattr(command, "commands", {}).items()):
        yield f"{name} {child}", below
        yield from _walk(below, f"{name} {child}")


def _parameters(command: Any) -> list[str]:
    rows = [_row(p) for p in command.params if p.name != "help"]
    return ["| option | what it is | default |", "| --- | --- | --- |", *rows] if rows else []


def _row(parameter: Any) -> str:
    argument = parameter.param_type_name == "argument"
    name = (parameter.metavar or parameter.name.upper()) if argument else ", ".join(parameter.opts)
    default = (
        "needed" if parameter.required else "" if parameter.default in (None, False, ()) else f"`{parameter.default}`"
    )
    return f"| `{name}` | {_cell(getattr(parameter, 'help', '') or '')} | {default} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def codebook() -> str:
    """Return the drivers with their meaning, prior and source, and the other words of the codebook."""
    parts = [
        "# Codebook\n",
        "What is read in an article: signals, each with a driver, the party that holds it, a direction and its quote. A prior is",
        "the change in the log-odds of the hazard that is expected before any data; the sign is bounded where the literature",
        "agrees.\n",
        "## Drivers\n",
        "| driver | for (+) | against (−) | prior + | prior − | sign | source |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, d in drivers().items():
        sign = {1: "bounded", -1: "bounded", 0: "open"}[d.sign]
        says = f"{_cell(d.says[0])} | {_cell(d.says[1])}"
        parts.append(f"| `{name}` | {says} | {d.positive:+.2f} | {d.negative:+.2f} | {sign} | {_cell(d.source)} |")
    for title, words in (("Stages", STAGES), ("Issues", ISSUES), ("Scopes", SCOPES)):
        parts += [f"\n## {title}\n", ", ".join(f"`{word}`" for word in words) + "."]
    return "\n".join(parts) + "\n"


def rules() -> str:
    """Return the shipped rules."""
    parts = [
        "# Rules\n",
        "A rule is a stated condition with a stated effect on the log-odds. Your own: `stances rules check FILE`.\n",
    ]
    parts += ["| rule | why |", "| --- | --- |"]
    parts += [f"| `{rule.id}` | {_cell(rule.why)} |" for rule in shipped_rules()]
    return "\n".join(parts) + "\n"


def api() -> str:
    """Return the routes of the JSON API, from its own description."""
    from stances.web.app import create_app

    described = create_app().openapi()
    parts = [
        "# API\n",
        "`stances serve` answers on `http://127.0.0.1:8765`; `/openapi.json` describes it for programs. An error is",
        "`application/problem+json`: 413 for a body that is too large, 429 where too many requests wait, 422 for what cannot be.",
        "Another address needs `--token`, sent as `Authorization: Bearer …`.\n",
    ]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            parts += [
                f"## {method.upper()} {path}\n",
                f"{operation.get('description', '')}\n",
                *_example(operation, described),
            ]
    return "\n".join(parts)


def _example(operation: dict[str, Any], described: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return []
    schema = described["components"]["schemas"][content["application/json"]["schema"]["$ref"].rpartition("/")[2]]
    examples = schema.get("examples")
    return ["```json", json.dumps(examples[0], indent=2, ensure_ascii=False), "```", ""] if examples else []
