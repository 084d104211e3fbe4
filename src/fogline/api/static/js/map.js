// The map: one answer a picture, drawn by sources and feature states; nothing is fetched twice.

import * as glyphs from "./glyphs.js";
import { Legend } from "./legend.js";
import { fullness, markOf, Painter } from "./marks.js";
import { Reach } from "./reach.js";
import { params, pictureQuery, replace, say } from "./state.js";
import { groups, layersOf, makeStyle } from "./style.js";

const KEPT = 60; // pictures in memory
const REACH = 7; // pixels around a click
const OPEN = ["events", "bridges", "places", "moves", "moves-claimed", "way-cut", "way-under_fire", "way-restricted", "line-observed", "regions", "sectors"];
const FIRM = 0.55;
const PATIENCE = 150; // ms until the ground is drawn ahead of the picture
const collection = (features) => ({ type: "FeatureCollection", features });

export class WarMap {
  constructor(box, open) {
    this.box = box;
    this.open = open;
    this.pictures = new Map();
    this.painted = new Set();
    this.off = new Set((params().get("off") ?? "").split(",").filter(Boolean));
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    const key = box.querySelector(".key");
    if (box.clientWidth < 640 || box.clientHeight < 480) key.open = false;
    this.tip = box.querySelector(".tip");
    this.near = box.querySelector(".near");
  }

  async start() {
    const maplibregl = globalThis.maplibregl;
    glyphs.install(maplibregl);
    const [ground, first] = await Promise.all([json("/map/ground.json"), this.picture()]);
    this.ground = ground;
    glyphs.expect(words(ground, first));
    const at = (params().get("at") ?? "").split(",").map(Number);
    const [west, south, east, north] = this.box.dataset.focus.split(",").map(Number);
    const seen = at.length === 3 && at.every(Number.isFinite);
    this.map = new maplibregl.Map({
      container: this.box.querySelector(".canvas"),
      style: this.style(),
      ...(seen ? { center: [at[1], at[0]], zoom: at[2] }
               : { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: this.room() } }),
      minZoom: 3, maxZoom: 15, maxPitch: 0, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      attributionControl: false, fadeDuration: 0, maxTileCacheSize: 40, renderWorldCopies: false,
      locale: { "Map.Title": this.box.dataset.label },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }), "bottom-left");
    this.legend = new Legend(this.box.querySelector(".legend"), ground);
    this.reach = new Reach(this.box.querySelector(".inview"), this);
    this.listen();
    this.map.on("style.load", () => this.draw(this.shown));
    this.cells();
    this.shown = first;
  }

  /** The legend must not lie on what the map is about. */
  room() {
    const key = this.box.querySelector(".key");
    const left = key.open && this.box.clientWidth > 700 ? key.offsetWidth + 20 : 24;
    return { top: 24, right: 24, bottom: 24, left };
  }

  scheme() {
    return this.dark.matches ? "dark" : "light";
  }

  style() {
    this.painter = new Painter(this.ground, this.scheme());
    this.ground[this.scheme()].accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
    return makeStyle(this.ground, this.scheme(), [...this.off], this.box.dataset.tiles);
  }

  listen() {
    const { map } = this;
    map.on("styleimagemissing", ({ id }) => {
      const image = this.painter.image(id);
      if (image && !map.hasImage(id)) map.addImage(id, image.data, { pixelRatio: image.pixelRatio });
    });
    map.on("click", (event) => this.click(event));
    map.on("mousemove", (event) => this.hover(event));
    map.on("mouseout", () => this.say(null));
    map.on("movestart", () => this.say(null));
    map.on("moveend", () => this.moved());
    map.getCanvas().addEventListener("keydown", (event) => this.key(event));
    this.dark.addEventListener("change", () => map.setStyle(this.style(), { diff: false }));
    for (const button of this.box.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => map.zoomTo(map.getZoom() + Number(button.dataset.zoom)));
    }
    for (const toggle of this.box.querySelectorAll("[data-layer]")) {
      toggle.checked = !this.off.has(toggle.dataset.layer);
      toggle.addEventListener("change", () => this.toggle(toggle.dataset.layer, toggle.checked));
    }
  }

  toggle(group, on) {
    this.off[on ? "delete" : "add"](group);
    for (const id of layersOf(group)) {
      this.map.setLayoutProperty(id, "visibility", on ? "visible" : "none");
    }
    replace({ off: groups.filter((g) => this.off.has(g)).join(",") });
  }

  /** The picture of an address' day and knowledge time, from memory if it was seen before. */
  picture(changes = {}) {
    const query = pictureQuery(changes);
    if (!this.pictures.has(query)) {
      const asked = json(`/map/picture.json${query}`);
      asked.catch(() => this.pictures.delete(query));
      this.pictures.set(query, asked);
      if (this.pictures.size > KEPT) this.pictures.delete(this.pictures.keys().next().value);
    }
    return this.pictures.get(query);
  }

  forget() {
    this.pictures.clear();
  }

  /** Draw the picture of the present address; an answer that comes too late is not drawn. */
  async show(changes = {}) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const waiting = setTimeout(() => this.ahead(changes), PATIENCE);
    const picture = await this.picture(changes).finally(() => clearTimeout(waiting));
    if (turn === this.turn && this.map) {
      this.draw(picture);
      this.pale(false);
    }
    return picture;
  }

  /** Ask once for control of every place and day, from which the ground is drawn ahead of the rest. */
  async course(last, known) {
    if (/[a-z]|T/.test(known) || this.courseOf === known) return;
    this.courseOf = known;
    const query = new URLSearchParams({ on: last, ...(known ? { known } : {}) });
    this.days = await json(`/api/v1/series?${query}`).catch(() => null);
  }

  /** While the day's picture is being worked out: its ground at once, the marks of before paled. */
  ahead({ on, known = "" }) {
    const day = this.days && known === this.courseOf ? this.days.days.indexOf(on) : -1;
    if (!this.map?.getSource("places")) return;
    this.pale(true);
    if (day < 0) return;
    const { states, places } = this.days;
    this.tint({ places: Object.entries(places).map(([id, runs]) => {
      const now = runs.map((run) => at(run, day) / 100);
      const top = now.indexOf(Math.max(...now));
      return { id, side: states[top] === "contested" ? null : states[top], p: now[top] };
    }) });
  }

  pale(on) {
    if (this.paled === on) return;
    this.paled = on;
    for (const id of ["places", "events", "bridges"]) this.map.setPaintProperty(id, "icon-opacity", on ? 0.35 : 1);
    for (const id of ["line-observed", "line-interpolated", "line-stale"]) this.map.setPaintProperty(id, "line-opacity", on ? 0.35 : 1);
  }

  async cells() {
    const cells = await json(`/map/cells.json${pictureQuery()}`);
    this.cellsData = cells;
    if (this.map.getSource("cells")) {
      this.drawCells();
      this.tint(this.shown);
    }
  }

  drawCells() {
    const cells = this.map.getSource("cells");
    cells.foglineKey = "drawn";
    cells.setData(this.cellsData);
  }

  draw(picture) {
    this.shown = picture;
    const { map } = this;
    if (!picture || !map.getSource("places")) return;
    const places = picture.places.filter((p) => p.kind === "settlement" && !this.isCity(p, picture));
    set(map, "places", places.map(point));
    set(map, "sectors", this.sectors(picture));
    set(map, "line", picture.line);
    set(map, "band", picture.band ? [picture.band] : []);
    set(map, "ways", picture.assets.filter((a) => a.properties.kind === "road" && ["cut", "under_fire", "restricted"].includes(a.properties.access)));
    set(map, "bridges", picture.assets.filter((a) => ["bridge", "crossing", "dam"].includes(a.properties.kind) && a.geometry.type === "Point"));
    set(map, "events", picture.events);
    set(map, "moves", picture.moves);
    set(map, "regions", picture.regions);
    if (this.cellsData && !map.getSource("cells").foglineKey) this.drawCells();
    this.tint(picture);
    this.choose(this.chosen ?? [], false);
    this.reach.soon();
    this.legend.show(picture, this.painter);
    this.box.dataset.drawn = `${picture.on} ${picture.known}`;
  }

  isCity(place, picture) {
    this.cities ??= new Set(picture.places.map((p) => p.city).filter(Boolean));
    return this.cities.has(place.id);
  }

  sectors(picture) {
    const held = new Map(picture.places.map((p) => [p.id, p]));
    const { colour } = this.painter;
    return this.ground.sectors.features.filter((f) => held.has(f.properties.id)).map((f) => {
      const place = held.get(f.properties.id);
      const full = place.status === "grey_zone" ? 0 : fullness(place.p);
      const known = place.status !== "unknown";
      const more = {};
      if (place.status === "contested") more.pair = `pair|${place.rivals.slice(0, 2).join("|")}`;
      if (place.claimed.length) more.hatch = `hatch|${place.claimed[0]}`;
      return { ...f, properties: {
        ...f.properties, ...more, says: place.says ?? say("mark_unknown", { name: place.name }), figure: place.figure,
        paint: !known || place.status === "contested" ? colour.land : full ? this.painter.side(place.side) : colour.grey,
        full: known ? (full || 0.5) : 0.2 } };
    });
  }

  /** Colour the ground nearest to each place in the colour of the side that holds the place. */
  tint(picture) {
    if (!picture || !this.cellsData || !this.map.getSource("cells")) return;
    for (const place of picture.places) {
      const firm = place.side && place.p >= FIRM;
      const state = { side: firm ? place.side : "", full: !firm ? 0 : place.status === "unknown" ? 0.1 : 0.2 };
      const was = this.map.getFeatureState({ source: "cells", id: place.id });
      if (was.side !== state.side || was.full !== state.full) {
        this.map.setFeatureState({ source: "cells", id: place.id }, state);
      }
    }
  }

  at(point) {
    const box = [[point.x - REACH, point.y - REACH], [point.x + REACH, point.y + REACH]];
    const layers = OPEN.filter((id) => this.map.getLayer(id));
    const found = this.map.queryRenderedFeatures(box, { layers });
    const ranked = found.sort((a, b) => OPEN.indexOf(a.layer.id) - OPEN.indexOf(b.layer.id));
    const first = ranked[0];
    // Of several places under a finger, the nearest.
    if (first?.layer.id !== "places") return first;
    return ranked.filter((f) => f.layer.id === "places")
      .sort((a, b) => this.distance(a, point) - this.distance(b, point))[0];
  }

  distance(feature, point) {
    const at = this.map.project(feature.geometry.coordinates);
    return Math.hypot(at.x - point.x, at.y - point.y);
  }

  click(event) {
    const feature = this.at(event.point);
    const address = feature && addressOf(feature);
    if (address) this.open(address);
  }

  hover(event) {
    const feature = this.at(event.point);
    this.map.getCanvas().style.cursor = feature ? "pointer" : "";
    this.say(feature ? saysOf(feature) : null, event.point);
  }

  say(text, point) {
    const { tip } = this;
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    const wide = this.box.clientWidth;
    tip.style.transform = `translate(${Math.max(6, Math.min(point.x + 14, wide - tip.offsetWidth - 6))}px, ${point.y + 16}px)`;
  }

  moved() {
    const { lng, lat } = this.map.getCenter();
    replace({ at: `${lat.toFixed(4)},${lng.toFixed(4)},${this.map.getZoom().toFixed(2)}` });
    if (document.activeElement === this.map.getCanvas()) this.announce();
    this.reach.soon();
  }

  /** The marks in view with their addresses and words, those nearest to the middle first. */
  inView() {
    const { map, shown } = this;
    if (!shown) return [];
    const bounds = map.getBounds();
    const middle = map.getCenter();
    const flat = Math.cos((middle.lat * Math.PI) / 180);
    const zoom = map.getZoom();
    const marks = shown.places
      .filter((p) => !this.isCity(p, shown) && (zoom >= 8.4 || p.weight >= 20000))
      .map((p) => ({ at: p.at, address: `/places/${p.id}`, says: p.says ?? say("mark_unknown", { name: p.name }) }));
    for (const [layer, features] of [["events", shown.events], ["bridges", shown.assets], ["moves", shown.moves]]) {
      if (this.off.has(layer)) continue;
      for (const { geometry, properties } of features) {
        const at = geometry.type === "Point" ? geometry.coordinates : geometry.type === "LineString" ? geometry.coordinates[geometry.coordinates.length >> 1] : null;
        const address = addressOf({ layer: { id: layer }, properties });
        if (at && address) marks.push({ at, address, says: saysOf({ layer: { id: layer }, properties }) });
      }
    }
    const away = (m) => Math.hypot((m.at[0] - middle.lng) * flat, m.at[1] - middle.lat);
    return marks.filter((m) => bounds.contains(m.at)).sort((a, b) => away(a) - away(b));
  }

  /** Ring a mark and show its words; null takes both away. */
  point(mark) {
    if (!this.map.getSource("focus")) return;
    set(this.map, "focus", mark ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: mark.at } }] : []);
    this.say(mark?.says ?? null, mark && this.map.project(mark.at));
  }

  /** By keyboard, the mark nearest to the middle is the one that Enter opens. */
  nearest() {
    const { lng, lat } = this.map.getCenter();
    const flat = Math.cos((lat * Math.PI) / 180);
    let best = null;
    for (const place of this.shown.places) {
      if (this.isCity(place, this.shown)) continue;
      const away = Math.hypot((place.at[0] - lng) * flat, place.at[1] - lat);
      if (!best || away < best.away) best = { away, place };
    }
    const visible = best && this.map.getBounds().contains(best.place.at);
    return visible ? best.place : null;
  }

  announce() {
    const place = this.nearest();
    const words = place ? place.says ?? say("mark_unknown", { name: place.name }) : say("wb_nothing_near");
    this.near.textContent = place ? say("wb_nearest", { words }) : words;
  }

  key(event) {
    if (event.key !== "Enter") return;
    const place = this.nearest();
    if (place) this.open(`/places/${place.id}`);
  }

  /** Ring what the panel speaks of; move there if none of it is in view and `move` is set. */
  choose(ids, move) {
    this.chosen = ids;
    if (!this.shown || !this.map?.getSource("chosen")) return;
    const found = this.shown.places.filter((p) => ids.includes(p.id));
    set(this.map, "chosen", found.map((p) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: p.at } })));
    const bounds = this.map.getBounds();
    if (move && found.length && !found.some((p) => bounds.contains(p.at))) {
      this.map.easeTo({ center: found[0].at, duration: calm() ? 0 : 500 });
    }
  }

  /** The picture as an image, with what it must say wherever it goes. */
  async image(caption) {
    const { map } = this;
    const canvas = document.createElement("canvas");
    const source = map.getCanvas();
    await new Promise((done) => {
      map.once("render", () => {
        canvas.width = source.width;
        canvas.height = source.height + 44;
        const ink = canvas.getContext("2d");
        ink.fillStyle = "#fff";
        ink.fillRect(0, 0, canvas.width, canvas.height);
        ink.drawImage(source, 0, 0);
        ink.fillStyle = "#1b1e22";
        ink.font = "600 20px sans-serif";
        ink.fillText(caption, 14, canvas.height - 15, canvas.width - 28);
        done();
      });
      map.triggerRepaint();
    });
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }
}

/** The value of a day in runs of [value, days]. */
function at(runs, day) {
  for (const [value, days] of runs) if ((day -= days) < 0) return value;
  return 0;
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Hand features to a source, if they are others than it has: most days change few of them. */
function set(map, source, features) {
  const of = map.getSource(source);
  const key = JSON.stringify(features);
  if (of.foglineKey === key) return;
  of.foglineKey = key;
  of.setData(collection(features));
}

function point(place) {
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: place.at },
    properties: {
      id: place.id, label: place.name, weight: place.weight, r: place.r, mark: markOf(place),
      says: place.says ?? say("mark_unknown", { name: place.name }),
    },
  };
}

function addressOf(feature) {
  const { layer, properties: p } = feature;
  if (layer.id === "events" || layer.id === "regions") {
    const ids = typeof p.ids === "string" ? JSON.parse(p.ids) : p.ids;
    if (ids.length === 1) return `/events/${ids[0]}`;
    return `/events?${new URLSearchParams({ ids: ids.slice(0, 60).join(",") })}`;
  }
  if (layer.id.startsWith("moves")) return `/events/${p.id}`;
  if (layer.id.startsWith("line-")) return null;
  return `/places/${p.id}`;
}

function saysOf(feature) {
  const { layer, properties: p } = feature;
  if (layer.id !== "events") return p.says ?? null;
  const titles = typeof p.titles === "string" ? JSON.parse(p.titles) : p.titles;
  const more = p.n > titles.length ? ` (+${p.n - titles.length})` : "";
  return titles.join("; ") + more;
}

async function json(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function* words(ground, picture) {
  for (const source of ["water", "roads", "sectors", "points"]) {
    for (const f of ground[source].features) yield f.properties.name;
  }
  for (const place of picture.places) yield place.name;
  yield "0123456789 %<>";
}
