"""Runs a function over many items in processes that can be ended: a hostile page harms nobody else.

Each worker is `python -P -m onrecord.engine FD MODULE:FUNCTION`, joined by a socket pair, so that a
caller's own script is never imported again (as multiprocessing's spawn would), nor a file that lies
beside the pages (without -P, Python would look for modules in the current folder first). An item that takes
too long, too much memory or the whole process down yields a WorkerLost; its worker is replaced.
"""

import contextlib
import importlib
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

from onrecord.errors import WorkerLost

T = TypeVar("T")
U = TypeVar("U")

SECONDS = 120.0  # wall clock for one item, the loading of the models included
MEMORY = 6 << 30  # bytes of data one worker may hold
KEPT = str(256 << 20)  # bytes that glibc holds on to, rather than have them paged in anew for each text


def run(
    function: str, items: Iterable[T], workers: int, seconds: float = SECONDS
) -> Iterator[tuple[T, object]]:
    """(item, result) for each item, in the order they end; a lost worker's result is a WorkerLost.

    `function` is "module:name" of a function of one picklable argument. `workers` = 0 runs it in
    this process, without limits.
    """
    if workers == 0:
        work = _load(function)
        yield from ((item, work(item)) for item in items)
        return
    with contextlib.ExitStack() as stack:
        pool = [stack.enter_context(Worker[T](function, seconds)) for _ in range(workers)]
        yield from _spread(pool, iter(items))


def _spread(pool: "list[Worker[T]]", items: Iterator[T]) -> Iterator[tuple[T, object]]:
    for worker, item in zip(pool, items, strict=False):
        worker.start(item)
    while busy := [w for w in pool if w.busy]:
        wait([w.connection for w in busy], timeout=max(0.0, min(w.left() for w in busy)))
        for worker in busy:
            if not worker.ready():
                continue
            done = worker.item, worker.result()
            with contextlib.suppress(StopIteration):
                worker.start(next(items))
            yield done


class Worker(Generic[T]):
    """One process that works on one item at a time."""

    def __init__(self, function: str, seconds: float) -> None:
        self.function = function
        self.seconds = seconds
        self.busy = False
        self.item: T
        self._deadline = 0.0
        self.running = False  # its process starts with the first item, so that no idle one is paid for
        self.connection: Connection

    def _launch(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "onrecord.engine", str(theirs.fileno()), self.function],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(self.function),
            )
        self.connection = Connection(ours.detach())
        self.running = True

    def start(self, item: T) -> None:
        """Give the idle worker an item."""
        if not self.running:
            self._launch()
        self.item, self.busy = item, True
        self._deadline = time.monotonic() + self.seconds
        with contextlib.suppress(OSError):
            self.connection.send(item)

    def left(self) -> float:
        """Seconds until the item's time is over."""
        return self._deadline - time.monotonic()

    def ready(self) -> bool:
        """Whether `result` has something to say: an answer, an end, or time over."""
        return self.left() <= 0 or self.connection.poll()

    def result(self) -> object:
        """The item's result, or the WorkerLost that it was; a lost worker is replaced."""
        self.busy = False
        try:
            if self.connection.poll():
                return self.connection.recv()
            lost = WorkerLost(f"no answer within {self.seconds:g} seconds")
        except (EOFError, OSError):
            return WorkerLost(f"its process ended with status {self._end()}")
        self._end()
        return lost

    def _end(self) -> int:
        self.running = False
        if not self.connection.closed:
            self.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(timeout=1.0)
        self.process.kill()
        return self.process.wait()

    def __enter__(self) -> "Worker[T]":
        return self

    def __exit__(self, *_: object) -> None:
        if self.running:
            if self.busy:
                self.process.kill()
            self._end()


def _environment(function: str) -> dict[str, str]:
    """The caller's environment, one thread a worker, freed memory kept, on the path what is called."""
    homes = dict.fromkeys([_home("onrecord"), _home(function)])
    path = os.pathsep.join([*homes, *filter(None, [os.environ.get("PYTHONPATH")])])
    memory = {"MALLOC_TRIM_THRESHOLD_": KEPT, "MALLOC_MMAP_THRESHOLD_": KEPT}
    return {**memory, **os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}


def _home(function: str) -> str:
    """The folder that holds the package of "package.module:name"."""
    package = importlib.import_module(function.partition(".")[0])
    return str(Path(package.__path__[0]).parent.absolute())


def _load(function: str) -> Callable[[object], object]:
    module, _, name = function.partition(":")
    loaded: Callable[[object], object] = getattr(importlib.import_module(module), name)
    return loaded


def _serve(connection: Connection, function: str) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
    work = _load(function)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(work(item))


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), sys.argv[2])
