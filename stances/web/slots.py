"""How many requests may compute at once, and how many may wait."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, TypeVar

from starlette.concurrency import run_in_threadpool

from stances.errors import StancesError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

MAX_WAITING = 100
"""Requests that may wait for a slot; one more is told to come back."""

WAIT_SECONDS = 30
"""Time that a request waits at most."""


class BusyError(StancesError):
    """There is more to do than can be done in time."""


class Slots:
    """A few places to compute in, so that a burst waits in line instead of slowing everyone down.

    What runs in one is bounded by the size of an article, since a thread cannot be stopped.

    Parameters
    ----------
    places : int, optional
        Computations at once.
    waiting : int
        Requests that may wait.
    """

    def __init__(self, places: int | None = None, waiting: int = MAX_WAITING) -> None:
        self._free = asyncio.Semaphore(places or min(os.cpu_count() or 1, 4))
        self._may_wait = waiting
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Return what some work returns, once there is a place for it.

        Raises
        ------
        BusyError
            If too many wait, or it took too long to get a place.
        """
        if self._waiting >= self._may_wait:
            raise BusyError("too many requests wait", hint="try again in some seconds")
        self._waiting += 1
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._free.acquire()
        except TimeoutError:
            raise BusyError("no place came free in time", hint="try again in some seconds") from None
        finally:
            self._waiting -= 1
        try:
            return await run_in_threadpool(work)
        finally:
            self._free.release()
