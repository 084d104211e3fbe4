// Place names without a glyph server: letters are drawn here, with the fonts of the machine, as
// signed distances, and handed to the map in the form that it asks a server for.

const SIZE = 24;
const BUFFER = 3;
const RADIUS = 8;
const CUTOFF = 0.25;
const FAR = 1e20;
const FACES = { regular: "", bold: "600 ", italic: "italic " };
const FAMILY = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const AT_ONCE = 12; // letters drawn before the page gets its turn
const wanted = new Set();
for (let code = 32; code < 127; code++) wanted.add(code);

/** Letters of these words will be asked for. */
export function expect(words) {
  for (const word of words) for (const letter of word ?? "") wanted.add(letter.codePointAt(0));
}

export function install(maplibregl) {
  maplibregl.addProtocol("letters", async (request) => {
    const [, face, range] = /^letters:\/\/([^/]+)\/(\d+-\d+)$/.exec(request.url);
    const [first, last] = range.split("-").map(Number);
    const codes = [...wanted].filter((code) => code >= first && code <= last);
    return { data: await glyphs(face, range, codes) };
  });
}

async function glyphs(face, range, codes) {
  const pen = new Pen(`${FACES[face] ?? ""}${SIZE}px ${FAMILY}`);
  const made = [];
  for (let i = 0; i < codes.length; i++) {
    if (i % AT_ONCE === AT_ONCE - 1) await new Promise((next) => setTimeout(next));
    made.push(field(3, pen.draw(codes[i])));
  }
  const stack = [field(1, utf8(face)), field(2, utf8(range)), ...made];
  return new Uint8Array(field(1, stack.flat())).buffer;
}

class Pen {
  constructor(font) {
    const side = SIZE * 2 + BUFFER * 4;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    this.ink = canvas.getContext("2d", { willReadFrequently: true });
    this.ink.font = font;
    this.ink.textBaseline = "alphabetic";
    this.side = side;
  }

  /** One letter as the fields of a glyph message. */
  draw(code) {
    const letter = String.fromCodePoint(code);
    const size = this.ink.measureText(letter);
    const top = Math.ceil(size.actualBoundingBoxAscent);
    const left = Math.max(0, Math.ceil(-size.actualBoundingBoxLeft));
    const limit = this.side - 2 * BUFFER;
    const width = Math.max(0, Math.min(limit, Math.ceil(size.actualBoundingBoxRight - left)));
    const height = Math.max(0, Math.min(limit, top + Math.ceil(size.actualBoundingBoxDescent)));
    const wide = width + 2 * BUFFER;
    const high = height + 2 * BUFFER;
    const bitmap = width && height ? this.distances(letter, left, top, wide, high) : [];
    return [
      ...number(1, code),
      ...(bitmap.length ? field(2, bitmap) : []),
      ...number(3, width),
      ...number(4, height),
      ...number(5, zigzag(left)),
      ...number(6, zigzag(top - 27)),
      ...number(7, Math.round(size.width)),
    ];
  }

  distances(letter, left, top, wide, high) {
    this.ink.clearRect(0, 0, this.side, this.side);
    this.ink.fillText(letter, BUFFER - left, BUFFER + top);
    const pixels = this.ink.getImageData(0, 0, wide, high).data;
    const outside = new Float64Array(wide * high);
    const inside = new Float64Array(wide * high);
    for (let i = 0; i < wide * high; i++) {
      const cover = pixels[4 * i + 3] / 255;
      const edge = 0.5 - cover;
      outside[i] = cover === 1 ? 0 : cover === 0 ? FAR : Math.max(0, edge) ** 2;
      inside[i] = cover === 0 ? 0 : cover === 1 ? FAR : Math.max(0, -edge) ** 2;
    }
    nearest(outside, wide, high);
    nearest(inside, wide, high);
    return Array.from(outside, (out, i) => {
      const distance = Math.sqrt(out) - Math.sqrt(inside[i]);
      const value = Math.round(255 - 255 * (distance / RADIUS + CUTOFF));
      return Math.max(0, Math.min(255, value));
    });
  }
}

// Squared distance to the nearest zero, along columns, then rows: lower envelope of parabolas
// (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", 2012).
function nearest(grid, wide, high) {
  for (let x = 0; x < wide; x++) along(grid, x, wide, high);
  for (let y = 0; y < high; y++) along(grid, y * wide, 1, wide);
}

function along(grid, start, step, count) {
  const height = new Float64Array(count);
  const apex = new Int32Array(count);
  const border = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) height[i] = grid[start + i * step];
  let last = 0;
  border[0] = -FAR;
  border[1] = FAR;
  const meet = (a, b) => (height[b] - height[a] + b * b - a * a) / (2 * (b - a));
  for (let i = 1; i < count; i++) {
    let at = meet(apex[last], i);
    while (at <= border[last] && last > 0) at = meet(apex[--last], i);
    if (at <= border[last]) at = border[last];
    apex[++last] = i;
    border[last] = at;
    border[last + 1] = FAR;
  }
  for (let i = 0, k = 0; i < count; i++) {
    while (border[k + 1] < i) k++;
    grid[start + i * step] = (i - apex[k]) ** 2 + height[apex[k]];
  }
}

// Protocol buffers, as far as glyphs need them.
const varint = (value) => {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
};
const number = (key, value) => [...varint(key << 3), ...varint(value >>> 0)];
const field = (key, bytes) => [...varint((key << 3) | 2), ...varint(bytes.length), ...bytes];
const zigzag = (value) => (value << 1) ^ (value >> 31);
const utf8 = (text) => [...new TextEncoder().encode(text)];
