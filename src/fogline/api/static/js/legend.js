// What the marks mean: only what is really drawn is explained.

import { settings } from "./state.js";

const WAYS = { cut: [2, 7], under_fire: [0.1, 6], restricted: [9, 4] };

export class Legend {
  constructor(box, ground) {
    this.box = box;
    this.ground = ground;
  }

  show(picture, painter) {
    const rows = [...this.rows(picture, painter)];
    const key = rows.map(([name]) => name).join() + painter.colour.land;
    if (key === this.key) return;
    this.key = key;
    const list = document.createElement("ul");
    for (const [, words, draw] of rows) {
      const row = document.createElement("li");
      const { canvas } = painter.canvas(34, 18, draw);
      canvas.setAttribute("aria-hidden", "true");
      row.append(canvas, words);
      list.append(row);
    }
    this.box.replaceChildren(list);
  }

  *rows(picture, painter) {
    const t = settings.legend;
    const places = picture.places;
    const mark = (status, extra = {}) => (ink, x, y) => {
      const [a, b] = settings.sides.map((s) => s.id);
      const image = painter.place(status, extra.side ?? a, extra.full ?? 0.92, 4.6, extra.claimed ?? "", b, `${a}+${b}`);
      ink.drawImage(image.canvas, x - image.canvas.width / 4, y - image.canvas.height / 4, image.canvas.width / 2, image.canvas.height / 2);
    };
    for (const side of settings.sides) {
      if (places.some((p) => p.side === side.id && p.status !== "unknown")) {
        yield [`side-${side.id}`, t[`side_${side.id}`], (ink) => {
          [0.44, 0.68, 0.92].forEach((full, i) => {
            ink.globalAlpha = full;
            ink.fillStyle = painter.side(side.id);
            ink.fillRect(2 + i * 10, 3, 10, 12);
          });
        }];
      }
    }
    for (const side of settings.sides) {
      if (places.some((p) => p.claimed.includes(side.id))) {
        yield [`claimed-${side.id}`, t[`claimed_${side.id}`], (ink) => {
          ink.strokeStyle = painter.side(side.id);
          ink.lineWidth = 2.2;
          ink.stroke(new Path2D("M2 15 l8 -12 M7 15 l8 -12"));
          painter.ring(ink, 25, 9, 5.6, painter.side(side.id), 2, [2.6, 1.8]);
          painter.disc(ink, 25, 9, 2.4, painter.colour.grey);
        }];
      }
    }
    for (const status of ["contested", "vacated", "infiltrated", "isolated"]) {
      if (places.some((p) => p.status === status)) yield [status, t[status], mark(status)];
    }
    const grey = (p) => p.status === "grey_zone" || (p.status === "held" && (!p.side || p.p < 0.55));
    if (places.some(grey)) yield ["grey", t.grey, mark("grey_zone", { full: 0 })];
    if (places.some((p) => p.status === "unknown")) yield ["unknown", t.unknown, mark("unknown")];
    yield ["tint", t.tint, (ink) => settings.sides.slice(0, 2).forEach((side, i) => {
      ink.globalAlpha = 0.22;
      ink.fillStyle = painter.side(side.id);
      ink.fillRect(2 + i * 15, 3, 15, 12);
    })];
    for (const [basis, width, dashes] of [["observed", 2.8, []], ["interpolated", 1.4, []], ["stale", 1.7, [7, 5]]]) {
      if (picture.line.some((f) => f.properties.basis === basis)) yield [basis, t[`line_${basis}`], stroke(painter.colour.line, width, dashes)];
    }
    if (picture.band) yield ["band", t.band, (ink) => {
      ink.globalAlpha = 0.25;
      ink.fillStyle = painter.colour.band;
      ink.fillRect(2, 3, 30, 12);
    }];
    for (const access of Object.keys(WAYS)) {
      if (picture.assets.some((a) => a.properties.kind === "road" && a.properties.access === access)) {
        yield [access, t[`road_${access}`], stroke(painter.colour["road-ink"], 2.8, WAYS[access])];
      }
    }
    for (const condition of ["destroyed", "damaged", "temporary"]) {
      if (picture.assets.some((a) => a.properties.condition === condition)) {
        const { canvas } = painter.bridge(condition);
        yield [condition, t[`bridge_${condition}`], (ink) => ink.drawImage(canvas, 8, 1, 18, 16)];
      }
    }
    for (const status of ["confirmed", "disputed", "claimed"]) {
      const same = (s) => s === status || (status === "claimed" && s === "open");
      if (picture.events.some((e) => same(e.properties.status))) {
        const { canvas } = painter.event(status, "1");
        yield [`event-${status}`, t[`event_${status}`], (ink) => ink.drawImage(canvas, 9, 0, 16, 18)];
      }
    }
    if (picture.moves.length) yield ["moves", t.moves, stroke(painter.colour.muted, 2.2, [4, 3])];
    if (picture.regions.length) yield ["regions", t.regions, (ink) => {
      ink.globalAlpha = 0.1;
      ink.fillStyle = painter.colour.muted;
      ink.fillRect(2, 3, 30, 12);
      ink.globalAlpha = 1;
      ink.strokeStyle = painter.colour.muted;
      ink.setLineDash([2, 2]);
      ink.strokeRect(2.5, 3.5, 29, 11);
    }];
  }
}

function stroke(paint, width, dashes) {
  return (ink) => {
    ink.strokeStyle = paint;
    ink.lineWidth = width;
    ink.lineCap = dashes[0] < 1 ? "round" : "butt";
    ink.setLineDash(dashes);
    ink.stroke(new Path2D("M2 9 h30"));
  };
}
