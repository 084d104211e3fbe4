// Marks of the map in the language of the brief: fullness is probability, hatching a claim, halves
// contested ground, a dotted ring a place of which nobody has spoken. No mark is green.

const RATIO = 2;
const FULL = [[0.95, 0.92], [0.8, 0.68], [0.55, 0.44]];

export const fullness = (p) => (FULL.find(([low]) => p >= low) ?? [0, 0])[1];

/** Everything that a place's mark shows, as the name of its image. */
export function markOf(place) {
  const { status, side, p, r, claimed, rivals } = place;
  const full = status === "grey_zone" || !side ? 0 : fullness(p);
  const other = rivals.find((s) => s !== side) ?? "";
  const pair = status === "contested" ? rivals.slice(0, 2).join("+") : "";
  return ["place", status, side ?? "", full, r, claimed.join("+"), other, pair].join("|");
}

export class Painter {
  constructor(ground, scheme) {
    this.colour = ground[scheme];
    this.sides = new Map(ground.sides.map((s) => [s.id, s[scheme]]));
  }

  side(id) {
    return this.sides.get(id) ?? this.colour.grey;
  }

  /** The image of a name, null for a name of another kind. */
  image(name) {
    const [kind, ...rest] = name.split("|");
    const draw = { place: "place", event: "event", bridge: "bridge", hatch: "hatch", pair: "pair",
                   arrow: "arrow", height: "height", shield: "shield" }[kind];
    return draw ? this[draw](...rest) : null;
  }

  canvas(wide, high, draw) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(wide * RATIO);
    canvas.height = Math.ceil(high * RATIO);
    const ink = canvas.getContext("2d", { willReadFrequently: true });
    ink.scale(RATIO, RATIO);
    draw(ink, wide / 2, high / 2);
    return { canvas, data: ink.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
  }

  place(status, side, full, r, claimed, other, pair) {
    const claims = claimed ? claimed.split("+") : [];
    const reach = Number(r);
    const outer = reach + 4 + 3 * claims.length;
    return this.canvas(outer * 2 + 2, outer * 2 + 2, (ink, x, y) => {
      this.disc(ink, x, y, reach + 1.3, this.colour.halo);
      this.body(ink, x, y, reach, status, side, Number(full), other, pair);
      claims.forEach((id, i) => this.ring(ink, x, y, reach + 2.8 + 3 * i, this.side(id), 2, [2.6, 1.9]));
      if (status === "isolated") this.ring(ink, x, y, reach + 2.6, this.colour.ink, 1.4, [3, 2]);
    });
  }

  body(ink, x, y, reach, status, side, full, other, pair) {
    if (status === "unknown") {
      this.ring(ink, x, y, reach - 0.5, this.colour.unknown, 1, [1.6, 1.6]);
      return;
    }
    if (status === "contested") {
      const [a, b] = [...pair.split("+"), "", ""];
      [[a, 0.5], [b, 1.5]].forEach(([id, turn]) => {
        ink.beginPath();
        ink.arc(x, y, reach, Math.PI * turn, Math.PI * (turn + 1));
        ink.fillStyle = this.side(id);
        ink.globalAlpha = 0.88;
        ink.fill();
        ink.globalAlpha = 1;
      });
      return;
    }
    const paint = full ? this.side(side) : this.colour.grey;
    if (status === "vacated") {
      this.ring(ink, x, y, reach - 0.8, paint, 2.2);
      return;
    }
    this.disc(ink, x, y, reach, paint, full || 0.55);
    this.ring(ink, x, y, reach - 0.2, paint, 1.2);
    if (status === "infiltrated") {
      this.disc(ink, x, y, reach * 0.5, this.colour.halo);
      this.disc(ink, x, y, reach * 0.4, this.side(other));
    }
  }

  disc(ink, x, y, r, paint, alpha = 1) {
    ink.globalAlpha = alpha;
    ink.beginPath();
    ink.arc(x, y, r, 0, 7);
    ink.fillStyle = paint;
    ink.fill();
    ink.globalAlpha = 1;
  }

  ring(ink, x, y, r, paint, width, dashes = []) {
    ink.beginPath();
    ink.arc(x, y, r, 0, 7);
    ink.setLineDash(dashes);
    ink.lineWidth = width;
    ink.strokeStyle = paint;
    ink.stroke();
    ink.setLineDash([]);
  }

  /** An event: a small square on its corner; full where confirmed, half where disputed. */
  event(status, count) {
    const many = Number(count) > 1;
    return this.canvas(many ? 26 : 16, 18, (ink, _, y) => {
      const x = 8;
      const path = new Path2D(`M${x} ${y - 6} L${x + 6} ${y} L${x} ${y + 6} L${x - 6} ${y} Z`);
      ink.lineJoin = "round";
      ink.lineWidth = 3.4;
      ink.strokeStyle = this.colour.halo;
      ink.stroke(path);
      ink.fillStyle = status === "confirmed" ? this.colour.ink : this.colour.halo;
      ink.fill(path);
      if (status === "disputed") {
        ink.fillStyle = this.colour.ink;
        ink.fill(new Path2D(`M${x} ${y - 6} L${x + 6} ${y} L${x} ${y + 6} Z`));
      }
      ink.lineWidth = 1.5;
      ink.strokeStyle = this.colour.ink;
      ink.stroke(path);
      if (many) {
        ink.font = "600 10px sans-serif";
        ink.lineWidth = 3;
        ink.strokeStyle = this.colour.halo;
        ink.strokeText(count, x + 8, y + 3.5);
        ink.fillStyle = this.colour.ink;
        ink.fillText(count, x + 8, y + 3.5);
      }
    });
  }

  bridge(condition) {
    return this.canvas(18, 16, (ink, x, y) => {
      const paint = condition === "unknown" ? this.colour.rail : this.colour.ink;
      ink.fillStyle = this.colour.halo;
      ink.fillRect(x - 7, y - 4.5, 14, 9);
      ink.strokeStyle = paint;
      ink.lineWidth = 1.5;
      ink.setLineDash(condition === "temporary" ? [2.5, 2] : []);
      ink.stroke(new Path2D(`M${x - 6.5} ${y - 2.6} h13 M${x - 6.5} ${y + 2.6} h13`));
      ink.setLineDash([]);
      ink.lineWidth = 2;
      if (condition === "destroyed") {
        ink.stroke(new Path2D(`M${x - 5.5} ${y - 5.5} l11 11 M${x - 5.5} ${y + 5.5} l11 -11`));
      }
      if (condition === "damaged") ink.stroke(new Path2D(`M${x - 4.5} ${y + 5} l9 -10`));
    });
  }

  /** What a side claims: its colour in stripes, over whatever is held to be so. */
  hatch(side) {
    return this.canvas(10, 10, (ink) => {
      ink.strokeStyle = this.side(side);
      ink.lineWidth = 2.4;
      for (const shift of [-10, 0, 10]) ink.stroke(new Path2D(`M${shift - 1} 11 l12 -12`));
    });
  }

  pair(a, b) {
    return this.canvas(14, 14, (ink) => {
      ink.globalAlpha = 0.6;
      ink.lineWidth = 5;
      for (let shift = -28; shift <= 28; shift += 14) {
        ink.strokeStyle = this.side(a);
        ink.stroke(new Path2D(`M${shift - 2} 16 l18 -18`));
        ink.strokeStyle = this.side(b);
        ink.stroke(new Path2D(`M${shift + 5} 16 l18 -18`));
      }
    });
  }

  arrow(side) {
    return this.canvas(14, 14, (ink, x, y) => {
      const path = new Path2D(`M${x - 5} ${y - 5} L${x + 5} ${y} L${x - 5} ${y + 5} Z`);
      ink.lineJoin = "round";
      ink.lineWidth = 2.5;
      ink.strokeStyle = this.colour.halo;
      ink.stroke(path);
      ink.fillStyle = this.side(side);
      ink.fill(path);
    });
  }

  height() {
    return this.canvas(10, 9, (ink, x, y) => {
      ink.fillStyle = this.colour.muted;
      ink.fill(new Path2D(`M${x - 4} ${y + 3.5} L${x} ${y - 3.5} L${x + 4} ${y + 3.5} Z`));
    });
  }

  shield() {
    return this.canvas(22, 14, (ink) => {
      ink.fillStyle = this.colour.halo;
      ink.strokeStyle = this.colour.road;
      ink.lineWidth = 1.2;
      ink.beginPath();
      ink.roundRect(0.8, 0.8, 20.4, 12.4, 3);
      ink.fill();
      ink.stroke();
    });
  }
}
