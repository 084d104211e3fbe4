// The panel beside the map: the same pages that open without a script, put in place of each other.

import { remember } from "./keeping.js";
import { say, withPicture } from "./state.js";

const SLOW_MS = 600; // an answer that takes longer is announced

export class Panel {
  constructor(panel, { shown }) {
    this.panel = panel;
    this.shown = shown;
    this.live = document.getElementById("live");
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("submit", (event) => this.submit(event));
    addEventListener("popstate", () => this.load(location.href, { push: false, back: true }));
    history.replaceState({ scroll: 0 }, "");
  }

  click(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (!this.ours(link) || link.hasAttribute("download") || link.target) return;
    const url = new URL(link.href);
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    link.closest("details.menu")?.removeAttribute("open");
    this.open(link.getAttribute("href"));
  }

  ours(link) {
    return link.origin === location.origin && !/^\/(api|static|maplibre|map|login|account)(\/|\.|$)/.test(link.pathname);
  }

  submit(event) {
    const form = event.target;
    if (form.method !== "get" || form.dataset.whole !== undefined || form.id === "time") return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const url = new URL(form.action, location.href);
    url.search = "";
    for (const [key, value] of data) if (value) url.searchParams.append(key, value);
    this.open(url.pathname + url.search);
  }

  open(address, changes = {}) {
    this.going = address;
    return this.load(withPicture(address, changes), { push: true });
  }

  /** The same page for another day; a page that is on its way is asked for that day instead. */
  refresh(changes = {}) {
    if (this.going) return this.open(this.going, changes);
    return this.load(location.href, { push: false, stay: true });
  }

  async load(address, { push, back = false, stay = false }) {
    this.waiting?.abort();
    if (!push) this.going = null;
    const waiting = (this.waiting = new AbortController());
    this.panel.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.tell(say("wb_loading"), 600_000), SLOW_MS);
    try {
      const answer = await fetch(address, { headers: { "X-Fogline-Panel": "1" }, signal: waiting.signal });
      const text = await answer.text();
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return location.assign(address);
      this.going = null;
      if (push) {
        history.replaceState({ scroll: this.panel.scrollTop }, "");
        history.pushState({ scroll: 0 }, "", address);
      }
      this.put(text, answer.headers.get("X-Fogline-Title"), { back, stay });
    } catch (error) {
      if (error.name !== "AbortError") this.tell(say("wb_offline"));
    } finally {
      clearTimeout(slow);
      if (this.waiting === waiting) {
        this.going = null;
        this.panel.removeAttribute("aria-busy");
        if (this.live.textContent === say("wb_loading")) this.live.classList.remove("seen");
      }
    }
  }

  put(text, title, { back, stay }) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const scroll = this.panel.scrollTop;
    const again = stay && remember(this.panel);
    this.panel.replaceChildren(...page.body.childNodes);
    const head = this.panel.querySelector("h1");
    head?.setAttribute("tabindex", "-1");
    if (title) document.title = `${JSON.parse(title)} · Fogline`;
    const mark = this.panel.querySelector("mark.asked");
    if (stay) {
      this.panel.scrollTop = scroll;
      again();
    } else {
      this.panel.scrollTop = back ? history.state?.scroll ?? 0 : 0;
      mark?.scrollIntoView({ block: "center" });
      head?.focus({ preventScroll: true });
      if (matchMedia("(max-width: 860px)").matches && !back) this.panel.scrollIntoView({ block: "start" });
    }
    this.mark();
    this.shown({ back, stay });
  }

  /** Show in the menu where we are. */
  mark() {
    for (const link of document.querySelectorAll("nav a")) {
      const here = new URL(link.href).pathname === location.pathname;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      link.href = withPicture(link.getAttribute("href").split("?")[0]);
    }
  }

  tell(words, ms = 5000) {
    this.live.textContent = words;
    this.live.classList.add("seen");
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.live.classList.remove("seen"), ms);
  }
}
