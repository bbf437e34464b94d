"""Run tasks in parallel, in local processes or on a Dask cluster. A task is, for example, one part of a recording.

Each result is yielded as soon as it is ready, in any order.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import chain
from typing import Any, TypeVar

from specloop.errors import InputError
from specloop.extras import require_extra

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
ContextT = TypeVar("ContextT")

MAX_RESTARTS = 3
"""How many times the pool of worker processes is restarted after one of its processes was killed."""

DASK_RETRIES = 3
"""How many times the Dask cluster repeats a task whose worker was lost."""

CONNECT_TIMEOUT_S = 10

_received: list[object] = []


def examine_in_processes(
    examine: Callable[[ContextT, TaskT], ResultT], context: ContextT, tasks: Iterable[TaskT], count: int
) -> Iterator[tuple[TaskT, ResultT]]:
    """Examine tasks in worker processes, and yield each task with its result.

    If a process is killed, unfinished tasks are examined again. Raises InputError after MAX_RESTARTS restarts.

    Args:
        examine: The function that examines a task; it is called with the context and the task.
        context: The data that all tasks need, which is sent once to each process.
        tasks: The tasks. Only about two tasks for each process are read in advance.
        count: The number of processes.
    """
    unfinished: dict[Future[ResultT], TaskT] = {}
    tasks = iter(tasks)
    for restart in range(MAX_RESTARTS + 1):
        repeated = list(unfinished.values())
        unfinished.clear()
        # A forked process could wait forever, since fork copies locks, but not the threads that hold these locks.
        start = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, start, _receive, (context,)) as pool:
            submit = partial(_submit, pool, _examine_received, examine)
            try:
                yield from _results(submit, chain(repeated, tasks), unfinished, count)
            except BrokenProcessPool:
                if restart == MAX_RESTARTS:
                    message = "worker processes are killed again and again; expected more memory, or fewer processes"
                    raise InputError.at("drift", message) from None
            else:
                return


def examine_by_executor(
    examine: Callable[[Any, TaskT], ResultT], context: object, tasks: Iterable[TaskT], executor: Executor, count: int
) -> Iterator[tuple[TaskT, ResultT]]:
    """Examine tasks with an executor, such as that of a Dask cluster, and yield each task with its result.

    The executor itself must repeat a task whose worker was lost.

    Args:
        examine: The function that examines a task; it is called with the context and the task.
        context: The data that all tasks need, or the executor's reference to this data.
        tasks: The tasks. Only about two tasks for each thread are read in advance.
        executor: The executor.
        count: The number of threads of the executor.
    """
    yield from _results(partial(_submit, executor, examine, context), tasks, {}, count)


@contextmanager
def dask_executor(address: str, context: object) -> Iterator[tuple[Executor, object, int]]:
    """Connect to a Dask cluster. Yield an executor, the cluster's reference to `context`, and the number of threads.

    Args:
        address: The address of the scheduler, such as `tcp://host:8786`.
        context: The data that all tasks need, which is sent once to each worker.

    Raises:
        InputError: The optional dependency `dask` is not installed, or the scheduler cannot be reached.
    """
    require_extra("dask")
    distributed: Any = import_module("distributed")  # This package has no type hints, and only clusters need it.
    try:
        client = distributed.Client(address, timeout=CONNECT_TIMEOUT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError.at(address, f"the Dask scheduler cannot be reached: {error}") from None
    with client:
        threads = sum(client.nthreads().values()) or 1
        sent = client.scatter(context, broadcast=True, hash=False)
        with client.get_executor(pure=False, retries=DASK_RETRIES) as executor:
            yield executor, sent, threads


def _submit(executor: Executor, *call: Any) -> Future[Any]:
    return executor.submit(*call)


def _results(
    submit: Callable[[TaskT], Future[ResultT]],
    tasks: Iterable[TaskT],
    unfinished: dict[Future[ResultT], TaskT],
    count: int,
) -> Iterator[tuple[TaskT, ResultT]]:
    for task in tasks:
        unfinished[submit(task)] = task
        if len(unfinished) > 2 * count:  # Wait before more tasks are read, since each task needs memory.
            yield from _finished(unfinished)
    while unfinished:
        yield from _finished(unfinished)


def _finished(unfinished: dict[Future[ResultT], TaskT]) -> Iterator[tuple[TaskT, ResultT]]:
    for future in wait(unfinished, return_when=FIRST_COMPLETED).done:
        result = future.result()
        yield unfinished.pop(future), result


def _receive(context: object) -> None:
    _received.append(context)


def _examine_received(examine: Callable[[Any, TaskT], ResultT], task: TaskT) -> ResultT:
    return examine(_received[-1], task)
