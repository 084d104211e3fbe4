// The time bar: which day is shown, and up to when is known. The map follows while a handle moves,
// the panel when it rests.

import { dayWords, params, say } from "./state.js";

const REST = 350; // ms without a movement
const STEP = 900; // ms a day while it plays
const DAY = 86400000;

export class TimeBar {
  constructor(form, { draw, settle, ahead, course }) {
    this.form = form;
    this.first = Date.parse(`${form.dataset.first}T00:00Z`);
    this.last = Number(form.dataset.last);
    this.valid = form.querySelector("#slide-on");
    this.known = form.querySelector("#slide-known");
    this.play = form.querySelector("#play");
    this.draw = draw;
    this.settle = settle;
    this.ahead = ahead;
    this.course = course;
    this.listen();
    this.label();
  }

  iso(number) {
    return new Date(this.first + number * DAY).toISOString().slice(0, 10);
  }

  number(iso) {
    return Math.round((Date.parse(`${iso}T00:00Z`) - this.first) / DAY);
  }

  listen() {
    this.valid.addEventListener("input", () => this.move());
    this.known.addEventListener("input", () => this.move());
    for (const slider of [this.valid, this.known]) slider.addEventListener("change", () => this.rest(0));
    this.play.addEventListener("click", () => (this.timer ? this.stop() : this.run()));
    for (const button of this.form.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => {
        this.valid.value = Number(this.valid.value) + Number(button.dataset.step);
        this.move();
        this.rest();
      });
    }
    this.form.querySelector("#mode").addEventListener("change", (event) => this.mode(event.target.value));
    this.form.querySelector("#day").addEventListener("change", (event) => {
      if (!event.target.value) return;
      this.valid.value = this.number(event.target.value);
      this.move();
      this.rest(0);
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** How knowledge follows: "" everything, "then" each day's end, "morning" its 08:00, "fixed". */
  mode(value) {
    this.form.dataset.mode = value;
    if (value === "") this.known.value = this.last;
    if (value === "fixed" && Number(this.known.value) === this.last) this.known.value = this.valid.value;
    this.move();
    this.rest(0);
  }

  changes() {
    const on = this.iso(Number(this.valid.value));
    const mode = this.form.dataset.mode;
    const fixed = Number(this.known.value) >= this.last ? "" : this.iso(Number(this.known.value));
    const known = { "": "", then: "then", morning: `${on}T08:00`, fixed }[mode] ?? fixed;
    return { on, known };
  }

  move() {
    if (this.form.dataset.mode === "" && Number(this.known.value) < this.last) this.form.dataset.mode = "fixed";
    if (["then", "morning"].includes(this.form.dataset.mode)) this.known.value = this.valid.value;
    this.label();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw(this.changes()));
    this.rest();
  }

  rest(after = REST) {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.settle(this.changes());
      this.soon();
    }, after);
  }

  /** Ask for the days beside this one while nobody waits. */
  soon() {
    const { on, known } = this.changes();
    const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 200));
    idle(() => {
      this.course(this.iso(this.last), known);
      for (const step of [1, -1]) {
        const day = this.number(on) + step;
        if (day < 0 || day > this.last) continue;
        const next = this.iso(day);
        this.ahead({ on: next, known: known.endsWith("T08:00") ? `${next}T08:00` : known });
      }
    });
  }

  label() {
    const { on, known } = this.changes();
    const morning = this.form.dataset.mode === "morning";
    // An address may name an instant, which the handle, a day, cannot show.
    const asked = new URL(location.href).searchParams.get("known") ?? "";
    const named = asked.startsWith(`${known.slice(0, 10)}T`) ? asked.slice(11, 16) : "24:00";
    const words = known === "" ? say("wb_known_now") : known === "then" ? say("wb_known_then")
      : say("wb_known_at", { day: dayWords(known.slice(0, 10)), hour: morning ? "08:00" : named });
    this.form.querySelector("#day-words").textContent = dayWords(on);
    this.form.querySelector("#known-words").textContent = words;
    this.form.querySelector("#day").value = on;
    this.form.querySelector("#mode").value = this.form.dataset.mode;
    this.valid.setAttribute("aria-valuetext", dayWords(on));
    this.known.setAttribute("aria-valuetext", words);
    const until = Number(this.known.value) / Math.max(1, this.last);
    this.form.style.setProperty("--known", `${(until * 100).toFixed(2)}%`);
    this.form.style.setProperty("--on", `${((Number(this.valid.value) / Math.max(1, this.last)) * 100).toFixed(2)}%`);
  }

  run() {
    if (Number(this.valid.value) >= this.last) this.valid.value = Math.max(0, this.last - 28);
    this.timer = setInterval(() => {
      if (this.waiting) return;
      if (Number(this.valid.value) >= this.last) return this.stop();
      this.valid.value = Number(this.valid.value) + 1;
      this.waiting = true;
      this.label();
      clearTimeout(this.resting);
      if (this.form.dataset.mode === "then" || this.form.dataset.mode === "morning") this.known.value = this.valid.value;
      Promise.resolve(this.draw(this.changes())).finally(() => (this.waiting = false));
      const next = this.iso(Number(this.valid.value) + 1);
      this.ahead({ ...this.changes(), on: next });
    }, STEP);
    this.playing(true);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.waiting = false;
    this.playing(false);
    this.rest(0);
  }

  playing(on) {
    this.play.setAttribute("aria-pressed", String(on));
    this.play.textContent = say(on ? "wb_pause" : "wb_play");
  }

  /** Follow an address that was gone back to. */
  follow() {
    const on = params().get("on");
    const known = params().get("known") ?? "";
    this.valid.value = on ? this.number(on) : this.number(this.form.dataset.newest);
    this.form.dataset.mode = known === "" ? "" : known === "then" ? "then" : known.endsWith("T08:00") && known.startsWith(on) ? "morning" : "fixed";
    this.known.value = known === "" ? this.last : known === "then" ? this.valid.value : this.number(known.slice(0, 10));
    this.label();
  }
}
