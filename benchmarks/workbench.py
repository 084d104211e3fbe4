"""How quick the workbench is in headless Chromium with software rendering, over a large store.

    .venv/bin/python benchmarks/workbench.py [--claims 100000] [--settlements 2000] [--store war.fog]

Wall time is what an analyst waits; the user CPU time of browser and server beside it says how much
of that was work, because the machine is seldom free. Prints one JSON object. `--trace FILE` writes
a CPU profile of the page's main thread while it loads, for DevTools.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright
from serving import WHEN, build, server, web

CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader",
    "--enable-precise-memory-info",
]  # fmt: skip
# Run before the page's own scripts: notes when each part stands there, after the frame that shows it.
WATCH = """
globalThis.seen = {};
const note = (name) => { if (!(name in seen)) requestAnimationFrame(() => setTimeout(() => {
  seen[name] ??= performance.now(); })); };
new MutationObserver(() => {
  if (document.querySelector('#panel h1')) note('panel');
  if (document.querySelector('.legend li')) note('legend');
  if (document.querySelector('#map[data-drawn]')) note('marks');
  const map = globalThis.fogline?.map.map;
  if (map && !globalThis.watched) {
    globalThis.watched = true;
    map.on('idle', () => { if (document.querySelector('#map[data-drawn]')) seen.idle ??= performance.now(); });
  }
}).observe(document, { childList: true, subtree: true, attributes: true });
"""
STEP = """(days) => new Promise((done) => {
  const { map, time } = globalThis.fogline;
  const slide = document.getElementById('slide-on');
  const day = time.iso(Number(slide.value) + days);
  const began = performance.now();
  const look = () => document.getElementById('map').dataset.drawn?.startsWith(day)
    ? map.map.once('render', () => requestAnimationFrame(() => done(performance.now() - began)))
    : requestAnimationFrame(look);
  slide.value = Number(slide.value) + days;
  slide.dispatchEvent(new Event('input', { bubbles: true }));
  look();
})"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--settlements", type=int, default=2_000)
    asked.add_argument("--store", type=Path)
    asked.add_argument("--address", help="a server that runs already")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--trace", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.address:
            result = measure(options.address, options)
        else:
            store = options.store or build(Path(folder), options.claims, options.settlements)
            with server(web(store), cores=None) as address:
                result = measure(address, options)
    print(json.dumps(result, indent=2))


def measure(address: str, options: argparse.Namespace) -> dict[str, Any]:
    when = f"on={WHEN}&known={WHEN}"
    begun = time.perf_counter()
    httpx.get(f"{address}/map/picture.json?{when}", timeout=900).raise_for_status()
    result: dict[str, Any] = {"first_picture_s": round(time.perf_counter() - begun, 1)}
    httpx.get(f"{address}/?{when}", timeout=900).raise_for_status()
    result["pages_ms"] = pages(address, when)
    with sync_playwright() as played:
        browser = played.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        loads = [load(browser, f"{address}/?{when}", None) for _ in range(options.runs)]
        if options.trace:
            load(browser, f"{address}/?{when}", options.trace)
        result["load_ms"] = {k: round(statistics.median(r[k] for r in loads)) for k in loads[0]}
        result |= use(browser, f"{address}/?{when}")
        browser.close()
    result["load_average"] = [round(n, 1) for n in os.getloadavg()]
    return result


def pages(address: str, when: str) -> dict[str, int]:
    """Time each page of the panel on the server, asked for the second time."""
    taken = {}
    with httpx.Client(headers={"X-Fogline-Panel": "1"}, timeout=600) as client:
        place = client.get(f"{address}/api/v1/events?limit=1&known={WHEN}").json()["items"][0]
        at = next((p["gazetteer_id"] for p in place["places"] if p.get("gazetteer_id")), "")
        for path in ("/", "/changes", "/disputes", "/events", "/claims", "/claims?q=wire", "/places",
                     "/sources", "/sources/institute", "/coverage", "/reports", "/ways", "/people",
                     "/imagery", "/forecasts", "/belief", "/audit", "/search?q=V12",
                     f"/places/{at}", f"/events/{place['id']}"):  # fmt: skip
            url = f"{address}{path}{'&' if '?' in path else '?'}{when}"
            client.get(url)
            begun = time.perf_counter()
            client.get(url).raise_for_status()
            taken[path] = round(1000 * (time.perf_counter() - begun))
    return taken


def opened(browser: Any, url: str) -> tuple[Page, Any]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.add_init_script(WATCH)
    client = page.context.new_cdp_session(page)
    # CPU time of the page's main thread, not how long the machine let it wait.
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.set_default_timeout(120_000)
    page.goto(url, wait_until="commit")
    return page, client


def load(browser: Any, url: str, trace: Path | None) -> dict[str, float]:
    """Open the workbench with an empty cache, until its map is idle."""
    used = cpu()
    page, client = opened(browser, "about:blank")
    if trace:
        client.send("Profiler.enable")
        client.send("Profiler.start")
    page.goto(url, wait_until="commit")
    _until(page, "globalThis.seen?.idle")
    seen = page.evaluate("seen")
    seen["user_cpu"] = 1000 * (cpu() - used)
    metrics = _metrics(client)
    seen |= {
        "main_thread": 1000 * metrics["TaskDuration"],
        "script": 1000 * metrics["ScriptDuration"],
    }
    if trace:
        trace.write_text(json.dumps(client.send("Profiler.stop")["profile"]))
    page.context.close()
    return seen


def use(browser: Any, url: str) -> dict[str, Any]:
    """Step the slider, search, look at the heap."""
    page, client = opened(browser, url)
    _until(page, "globalThis.seen?.idle")
    page.wait_for_timeout(3000)
    steps = [step(page, client, days) for days in (-1, -1, -1, 1, 1, -2)]
    found = []
    for words in ("capture", "V12", "Red Ministry", "institute withdraw", "wire", "blue control"):
        page.locator("#search").fill(words)
        begun = time.perf_counter()
        page.keyboard.press("Enter")
        page.locator("#panel h1 bdi", has_text=words).wait_for()
        found.append(1000 * (time.perf_counter() - begun))
        page.wait_for_timeout(300)
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    client.send("HeapProfiler.collectGarbage")
    after = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    page.context.close()
    return {
        "slider_steps_ms": steps,
        "search_ms": {"median": round(statistics.median(found)), "most": round(max(found))},
        "heap_mb": {"used": round(heap), "after_collection": round(after)},
    }


def step(page: Page, client: Any, days: int) -> dict[str, int]:
    """One step of the slider: until its frame, and the main thread's work for it."""
    before = _metrics(client)
    frame = page.evaluate(STEP, days)
    after = _metrics(client)
    page.wait_for_timeout(2500)  # the panel follows, and the days beside are asked for
    return {
        "frame": round(frame),
        "main_thread": round(1000 * (after["TaskDuration"] - before["TaskDuration"])),
        "script": round(1000 * (after["ScriptDuration"] - before["ScriptDuration"])),
    }


def _metrics(client: Any) -> dict[str, float]:
    return {m["name"]: m["value"] for m in client.send("Performance.getMetrics")["metrics"]}


def _until(page: Page, expression: str) -> None:
    # The page's policy forbids what wait_for_function does.
    end = time.monotonic() + 120
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        page.wait_for_timeout(50)


def cpu() -> float:
    """Return the seconds of user CPU time of every process that this one has started."""
    ticks, parents, used = os.sysconf("SC_CLK_TCK"), {}, {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(entry.parent.name)
        parents[number], used[number] = int(fields[1]), int(fields[11]) / ticks
    ours = {os.getpid()}
    while more := {n for n, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used.get(n, 0) for n in ours)


if __name__ == "__main__":
    main()
