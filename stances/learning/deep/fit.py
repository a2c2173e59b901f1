"""Fine-tuning: every part of the network at once, on windows of negotiations and leads of all articles in random order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from stances.extraction.encoder import OUTPUTS
from stances.extraction.encoder_input import inputs_of
from stances.learning.deep.examples import ARTICLE_LABELS, UNKNOWN, Examples, Opening, Sentences, batches
from stances.learning.deep.network import Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from stances.learning.progress import Progress

TRAINING = "training the encoder"

_SIZES = (10, 12)
_RATES = (1.5e-4, 1e-3)
_WARM, _LAST = 0.06, 0.02
_HOLDERS = 0.3
_OUTPUT_WEIGHTS = {"gate": 1.0, "stage": 1.0, "issue": 0.4, "scope": 0.3}


def fine_tune(network: Network, passes: Sequence[Examples], progress: Progress, *, seed: int = 0) -> None:
    """Train a network in place.

    Parameters
    ----------
    network : Network
        With its encoder's pre-trained weights.
    passes : sequence of Examples
        What is gone through in each pass, each time in a new random order.
    progress : callable
        Told each step.
    seed : int
        Of the order, and of what is dropped out.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    steps = [batch for examples in passes for batch in batches(examples, _SIZES, rng)]
    optimiser, schedule = _optimiser(network, len(steps))
    network.train()
    for number, batch in enumerate(steps, 1):
        loss = loss_of(network, batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        progress(TRAINING, number, len(steps))
    network.eval()


def loss_of(network: Network, batch: Sequence[Sentences] | Sequence[Opening]) -> Tensor:
    """Return the loss of a batch: binary cross-entropy of each kind of signal and actor, cross-entropy of the classes."""
    if isinstance(batch[0], Sentences):
        return _sentence_loss(network, batch)  # type: ignore[arg-type]
    return _opening_loss(network, batch)  # type: ignore[arg-type]


def outputs_of(network: Network, batch: Sequence[Sentences] | Sequence[Opening]) -> dict[str, Tensor]:
    """Return the network's log-odds for a batch."""
    examples: list[Sentences | Opening] = [*batch]
    rows = [row for text, example in enumerate(examples) for row in example.rows(text)]
    pieces = [example.window.pieces if isinstance(example, Sentences) else example.pieces for example in batch]
    pairs = [example.pair if isinstance(example, Sentences) else None for example in batch]
    given = [torch.from_numpy(array) for array in inputs_of(pieces, pairs, rows)]
    with torch.autocast(
        "cpu", torch.bfloat16
    ):  # the weights keep 32 bits; two thirds of the time where the processor has it
        found = network(*given)
    return {name: value.float() for name, value in zip(OUTPUTS, found, strict=True)}


def _optimiser(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False  # type: ignore[union-attr]
    network.encoder.embeddings.position_embeddings.weight.requires_grad = False  # type: ignore[union-attr]
    parts: tuple[list[Tensor], list[Tensor]] = ([], [])
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parts[not name.startswith("encoder.")].append(parameter)
    groups = [{"params": part, "lr": rate} for part, rate in zip(parts, _RATES, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(steps * _WARM, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(_LAST, 1 - step / steps)
    )
    return optimiser, schedule


def _sentence_loss(network: Network, batch: Sequence[Sentences]) -> Tensor:
    out = outputs_of(network, batch)
    kinds = torch.tensor([row for example in batch for row in example.kinds])
    holders = torch.tensor([row for example in batch for row in example.holders])
    loss = functional.binary_cross_entropy_with_logits(out["kinds"], kinds, reduction="sum") / len(kinds)
    told = holders.sum(-1) > 0
    if told.any():
        loss = loss - _HOLDERS * (functional.log_softmax(out["holders"], -1) * holders).sum(-1)[told].mean()
    return loss


def _opening_loss(network: Network, batch: Sequence[Opening]) -> Tensor:
    out = outputs_of(network, batch)
    weights = torch.tensor([example.weight for example in batch])
    loss = torch.zeros(())
    for output, _, _ in ARTICLE_LABELS:
        classes = torch.tensor([example.classes[output] for example in batch])
        each = functional.cross_entropy(out[output], classes, ignore_index=UNKNOWN, reduction="none")
        loss = loss + _OUTPUT_WEIGHTS[output] * (each * weights).mean()
    known, principals = _principals(batch)
    if known.any():
        loss = loss + functional.binary_cross_entropy_with_logits(out["party"][known], principals[known])
    return loss


def _principals(batch: Sequence[Opening]) -> tuple[Tensor, Tensor]:
    """Return for each actor's row whether the article's principals are known, and whether it is one."""
    known, found = [], []
    for text, example in enumerate(batch):
        for row in example.rows(text):
            known.append(example.pair is not None)
            found.append(float(row.code in (example.pair or ())))
    return torch.tensor(known, dtype=torch.bool), torch.tensor(found)
