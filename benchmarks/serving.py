"""Requests a second of a 500-feature page of a layer, beside datasette serving the same rows.

    .venv/bin/python benchmarks/serving.py [--claims 100000] [--settlements 2000] [--seconds 10]

Each server runs alone in a process pinned to the first core, the client on the others; requests
arrive at an even rate whether or not the one before was answered, so that a slow answer is not
hidden by a client that waits. datasette (a tool of the benchmark only) serves the rows of the same
layer from an SQLite file, 500 a page, as JSON. Prints one JSON object.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
RATE = 200
PAGE = 500
WHEN = "2023-04-01"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--settlements", type=int, default=2_000)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--rate", type=int, default=RATE)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), options), indent=2))


def measure(folder: Path, options: argparse.Namespace) -> dict:
    begun = time.perf_counter()
    store = build(folder, options.claims, options.settlements)
    result = {"claims": options.claims, "settlements": options.settlements,
              "page": PAGE, "asked_per_second": options.rate,
              "store_built_s": round(time.perf_counter() - begun, 1)}  # fmt: skip
    with server(web(store)) as address:
        layer = f"{address}/ogc/at/{WHEN}/collections/events/items?limit={PAGE}"
        begun = time.perf_counter()
        first = httpx.get(layer, timeout=600)
        first.raise_for_status()
        result["first_picture_s"] = round(time.perf_counter() - begun, 1)
        rows = first.json()["features"]
        result["fogline"] = asyncio.run(load(layer, options)) | {"bytes": len(first.content)}
        result["search"] = search(address)
    database = table(folder, rows)
    plugin = str(Path(sys.executable).with_name("datasette"))
    if shutil.which(plugin):
        with server([plugin, "serve", str(database), "--setting", "max_returned_rows", "1000",
                     "--port"], "/-/versions.json") as address:  # fmt: skip
            page = f"{address}/rows/rows.json?_size={PAGE}&_shape=array&_nocount=1"
            result["datasette"] = asyncio.run(load(page, options)) | {
                "bytes": len(httpx.get(page, timeout=60).content)
            }
    return result


def build(folder: Path, claims: int, settlements: int) -> Path:
    from factory_store import named, write_theatre
    from factory_war import war
    from fogline.store import Reading, open_store

    theatre, said, reports = war(claims, settlements, days=90)
    sides = tuple(
        s.but(colour=c) for s, c in zip(theatre.sides, ("#d95f0e", "#2166ac"), strict=True)
    )
    made = write_theatre(folder / "made", theatre.but(sides=sides))
    path = folder / "war.fog"
    known = {r.id: r for r in reports}
    with open_store(path, theatre=str(made), create=True) as store:
        pairs = (named((c, known[c.report_id])) for c in said)
        store.write(Reading(report=r, claims=(c,), engine="1") for c, r in pairs)
    return path


def table(folder: Path, features: list[dict]) -> Path:
    """Write the rows of the page to a table, with their geometry as text."""
    path = folder / "rows.db"
    columns = ["id", "geometry", *features[0]["properties"]]
    with sqlite3.connect(path) as database:
        names = ", ".join(f'"{c}"' for c in columns)
        database.execute(f"CREATE TABLE rows ({names}, PRIMARY KEY (id))")
        marks = ", ".join("?" * len(columns))
        database.executemany(
            f"INSERT INTO rows VALUES ({marks})",
            [(f["id"], json.dumps(f["geometry"]), *f["properties"].values()) for f in features],
        )
    database.close()
    return path


def web(store: Path) -> list[str]:
    """Return the command that serves a store, but for the port."""
    fogline = Path(sys.executable).with_name("fogline")
    return [str(fogline), "serve", "--store", str(store), "--port"]


@contextmanager
def server(
    command: list[str], ready: str = "/api/v1/health", cores: str | None = "0"
) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*(("taskset", "-c", cores) if cores else ()), *command, str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                if httpx.get(address + ready, timeout=5).status_code < 500:
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


async def load(url: str, options: argparse.Namespace) -> dict:
    """Ask at an even rate; a request counts from when it was due."""
    os.sched_setaffinity(0, set(range(os.cpu_count() or 1)) - {0} or {0})
    host, _, path = url.removeprefix("http://").partition("/")
    name, port = host.split(":")
    request = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    waits: list[float] = []
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def one(due: float) -> None:
        # httpx would cost the client more than the answer costs the server.
        reader, writer = (
            idle.pop() if idle else await asyncio.open_connection(name, int(port), limit=2**22)
        )
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert b" 200 " in head.partition(b"\r\n")[0], head
        if b"content-length:" in head:
            await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        else:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        waits.append(time.perf_counter() - due)
        idle.append((reader, writer))

    for _ in range(20):
        await one(time.perf_counter())
    waits.clear()
    count = int(options.rate * options.seconds)
    begun = time.perf_counter()
    tasks = []
    for number in range(count):
        due = begun + number / options.rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(due)))
        if sum(not t.done() for t in tasks[-400:]) >= 400:
            break  # it does not keep up
    await asyncio.wait_for(asyncio.gather(*tasks), 120)
    wall = time.perf_counter() - begun
    waits.sort()
    return {
        "answered": len(waits),
        "per_second": round(len(waits) / wall, 1),
        "p50_ms": round(1000 * statistics.median(waits), 1),
        "p95_ms": round(1000 * waits[int(0.95 * len(waits))], 1),
        "max_ms": round(1000 * waits[-1], 1),
        "kept_up": len(waits) == count and wall < options.seconds * 1.1,
    }


def search(address: str) -> dict:
    """Time a search of words among all claims, each asked once so that nothing is kept."""
    waits = []
    for words in (
        "capture",
        "V12",
        "Red Ministry",
        "institute withdraw",
        "wire V3*",
        "blue control",
    ):
        begun = time.perf_counter()
        answer = httpx.get(f"{address}/api/v1/claims", timeout=60,
                           params={"text": words, "known": WHEN, "limit": 50})  # fmt: skip
        answer.raise_for_status()
        waits.append(time.perf_counter() - begun)
    return {
        "median_ms": round(1000 * statistics.median(waits), 1),
        "max_ms": round(1000 * max(waits), 1),
    }


if __name__ == "__main__":
    main()
