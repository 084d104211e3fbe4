// Dropping a file anywhere, and watching it being read.

import { say, settings } from "./state.js";

export function install(panel) {
  const veil = document.getElementById("drop");
  let depth = 0;
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragenter", (event) => {
    if (!files(event)) return;
    depth++;
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (files(event) && --depth <= 0) veil.hidden = true;
  });
  addEventListener("dragover", (event) => {
    if (files(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    const form = new FormData();
    for (const file of event.dataTransfer.files) form.append("files", file);
    send(panel, "/read", form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "read") return;
    event.preventDefault();
    send(panel, event.target.action, new FormData(event.target));
  });
  watch(panel);
}

async function send(panel, address, form) {
  panel.tell(say("wb_dropped"));
  try {
    const answer = await fetch(address, { method: "POST", body: form, headers: { "X-Fogline-Panel": "1", "X-CSRF-Token": settings.csrf } });
    if (answer.redirected) history.pushState({}, "", answer.url);
    panel.put(await answer.text(), answer.headers.get("X-Fogline-Title"), { back: false, stay: false });
    watch(panel);
  } catch {
    panel.tell(say("wb_offline"));
  }
}

/** While something is read, ask again; when it is done, the page says what came of it. */
function watch(panel) {
  const job = panel.panel.querySelector("[data-job]");
  if (!job) return;
  const address = job.dataset.job;
  setTimeout(async () => {
    if (!panel.panel.querySelector(`[data-job="${CSS.escape(address)}"]`)) return;
    try {
      const answer = await fetch(address, { headers: { "X-Fogline-Panel": "1" } });
      panel.put(await answer.text(), answer.headers.get("X-Fogline-Title"), { back: false, stay: true });
    } catch {
      panel.tell(say("wb_offline")); // and asked again: the reading goes on without us
    }
    watch(panel);
  }, 700);
}
