// Every mark in view can be reached by keyboard: a list of links that nobody sees, one stop of the
// Tab key; arrows go to the next mark in their direction, which the map rings and names.

const MOST = 200; // links at once, those nearest to the middle
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Reach {
  constructor(list, map) {
    this.list = list;
    this.map = map;
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("focusin", (event) => this.ring(event.target));
    list.addEventListener("focusout", () => this.map.point(null));
  }

  /** List what is in view, soon: nobody waits for it. */
  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fill(), 300);
  }

  fill() {
    if (this.list.contains(document.activeElement)) return;
    this.marks = new Map();
    const rows = this.map.inView().slice(0, MOST).map((mark, i) => {
      const link = Object.assign(document.createElement("a"), { href: mark.address, textContent: mark.says, tabIndex: i ? -1 : 0 });
      this.marks.set(link, mark);
      const row = document.createElement("li");
      row.append(link);
      return row;
    });
    this.list.replaceChildren(...rows);
  }

  key(event) {
    if (event.key === "Escape") this.map.map.getCanvas().focus();
    const way = WAYS[event.key];
    const here = this.marks.get(event.target);
    if (!way || !here) return;
    event.preventDefault();
    this.go(event.target, this.next(here, way));
  }

  /** The nearest mark in a direction, within 60 degrees of it. */
  next(here, [right, down]) {
    const from = this.map.map.project(here.at);
    let best = null;
    for (const [link, mark] of this.marks) {
      const to = this.map.map.project(mark.at);
      const [x, y] = [to.x - from.x, to.y - from.y];
      const away = Math.hypot(x, y);
      if (mark === here || away < 1 || x * right + y * down < away / 2) continue;
      if (!best || away < best.away) best = { link, away };
    }
    return best?.link;
  }

  go(from, link) {
    if (!link) return;
    from.tabIndex = -1;
    link.tabIndex = 0;
    link.focus({ preventScroll: true });
  }

  ring(link) {
    const mark = this.marks?.get(link);
    if (mark) this.map.point(mark);
  }
}
