// Joins map, time bar and panel. Without this script every page still opens, and the map is an image.

import { WarMap } from "./map.js";
import { Panel } from "./panel.js";
import { install as installReading } from "./reading.js";
import { params, replace, say, withPicture } from "./state.js";
import { TimeBar } from "./time.js";

document.documentElement.classList.add("scripted");

const box = document.getElementById("map");
const panel = new Panel(document.getElementById("panel"), { shown });
const map = new WarMap(box, (address) => panel.open(address));
const time = new TimeBar(document.getElementById("time"), {
  draw: (changes) => map.show(changes).catch(() => panel.tell(say("wb_offline"))),
  settle: (changes) => {
    replace(changes);
    panel.refresh(changes);
    downloads();
  },
  ahead: (changes) => map.picture(changes).catch(() => {}),
  course: (last, known) => map.course(last, known),
});

function shown({ back }) {
  if (back) {
    time.follow();
    map.show().catch(() => {});
  }
  if (panel.panel.querySelector("[data-changed]")) {
    map.forget();
    map.show().catch(() => {});
  }
  map.choose(spoken(), !back);
  downloads();
}

/** The places of which the panel speaks. */
function spoken() {
  const ids = panel.panel.querySelector("[data-at]")?.dataset.at ?? "";
  return ids.split(" ").filter(Boolean);
}

/** Files of what is shown: each link carries the day and the knowledge time. */
function downloads() {
  for (const link of document.querySelectorAll("[data-export]")) {
    const url = new URL(withPicture(link.dataset.export), location.href);
    for (const key of ["at", "off", "since"]) url.searchParams.delete(key);
    if (!url.searchParams.get("on")) url.searchParams.set("on", time.changes().on);
    if (url.searchParams.get("known") === "then") url.searchParams.set("known", url.searchParams.get("on"));
    link.href = url.pathname + url.search;
  }
}

document.getElementById("save-image")?.addEventListener("click", async () => {
  const { on } = time.changes();
  const blob = await map.image(box.dataset.caption.replace("{day}", on));
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `fogline-${on}.png` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

document.getElementById("share")?.addEventListener("click", async () => {
  const { on } = time.changes();
  // A shared picture must not move on with what is learned later.
  const pinned = params().get("known") || map.shown?.known;
  const address = new URL(withPicture(location.href, { on, known: pinned }), location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    panel.tell(say("wb_copied"));
  } catch {
    prompt(say("wb_copy_failed"), address);
  }
});

addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search").focus();
  }
  if (event.key === "[" || event.key === "]") document.querySelector(`[data-step="${event.key === "[" ? -1 : 1}"]`).click();
  if (event.key === "?") document.getElementById("keys")?.showModal();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});

installReading(panel);
panel.mark();
time.follow();
downloads();
map.chosen = spoken();
map.start().then(() => time.soon()).catch(() => {
  box.classList.add("failed");
  panel.tell(say("wb_map_failed"));
});
globalThis.fogline = { map, time, panel };
