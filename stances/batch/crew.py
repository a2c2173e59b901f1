"""The workers of a batch: processes of this machine, a dask or a ray cluster, each by joblib's own backend."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from stances.errors import StancesError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stances.batch.order import Order

_PATIENCE = 20  # seconds for a scheduler to answer, and for a first worker to come


class Crew(NamedTuple):
    """Workers: what joblib is told of them, how many there are now, and how joblib gives their answers back."""

    jobs: int
    at_once: str | int
    workers: Callable[[], int]
    return_as: Literal["generator", "list"] = "generator"


@contextmanager
def crew(order: Order) -> Iterator[Crew]:
    """Give joblib the workers of an order.

    Raises
    ------
    UsageError
        If what the backend needs is not installed.
    StancesError
        If the cluster cannot be reached, or workers died again and again.
    """
    with {"loky": _loky, "dask": _dask, "ray": _ray}[order.backend](order) as hands:
        yield hands


@contextmanager
def _loky(order: Order) -> Iterator[Crew]:
    from joblib import parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    try:
        with parallel_config("loky"):
            yield Crew(order.jobs, "2 * n_jobs", lambda: order.jobs)
    except BrokenProcessPool:
        raise StancesError(
            "a worker process was killed", hint="with fewer --jobs it has more memory; --resume"
        ) from None


@contextmanager
def _dask(order: Order) -> Iterator[Crew]:
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise UsageError("--backend dask needs dask.distributed", hint="pip install 'stances[dask]'") from None
    from joblib import parallel_config

    try:
        client = Client(order.scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise StancesError(f"no dask scheduler answers at {order.scheduler}", hint="is it running?") from None
    try:
        with client, parallel_config("dask", client=client, wait_for_workers_timeout=_PATIENCE):
            yield _cluster(order, lambda: sum(client.ncores().values()))
    except TimeoutError:
        raise StancesError(f"no worker has come to {order.scheduler}", hint="start them, then --resume") from None
    except KilledWorker:
        raise StancesError("workers died again and again on one chunk", hint="see their logs, then --resume") from None


@contextmanager
def _ray(order: Order) -> Iterator[Crew]:
    try:
        import ray
        from ray.util.joblib import register_ray
    except ImportError:
        raise UsageError("--backend ray needs ray", hint="pip install 'stances[ray]'") from None
    from joblib import parallel_config

    try:
        ray.init(address=order.scheduler, log_to_driver=False)
    except (OSError, ValueError) as error:
        raise StancesError(f"no ray cluster answers at {order.scheduler}", hint=_first_line(error)) from None
    register_ray()
    try:
        with parallel_config("ray"):
            # ray's backend has no answers one by one: those of a wave come together
            yield _cluster(order, lambda: int(ray.cluster_resources().get("CPU", 1)))._replace(return_as="list")
    except ray.exceptions.RayActorError:
        raise StancesError("a ray worker died", hint="see its log, then --resume") from None
    finally:
        ray.shutdown()


def _cluster(order: Order, workers: Callable[[], int]) -> Crew:
    return Crew(-1, "2 * n_jobs" if order.jobs == 1 else order.jobs, lambda: max(1, workers()))


def _first_line(error: Any) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
