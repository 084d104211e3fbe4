// The map's layers, bottom to top, in the colours of one scheme.

const EMPTY = { type: "FeatureCollection", features: [] };
const SOURCES = ["cells", "water", "roads", "railways", "sectors", "points", "band", "line", "ways",
                 "regions", "moves", "bridges", "places", "events", "chosen", "focus"];

/** A style of our own data only. `off` names groups of layers that are not wanted. */
export function makeStyle(ground, scheme, off, tiles) {
  const c = ground[scheme];
  const sources = Object.fromEntries(SOURCES.map((id) => [id, { type: "geojson", data: EMPTY }]));
  sources.cells.promoteId = "id";
  for (const id of ["water", "roads", "railways", "sectors", "points"]) {
    if (id !== "sectors") sources[id].data = ground[id];
  }
  if (tiles) sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
  const below = tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : [];
  return {
    version: 8,
    glyphs: "letters://{fontstack}/{range}",
    sources,
    layers: [
      { id: "land", type: "background", paint: { "background-color": c.land } },
      ...below,
      ...grounds(ground, scheme, c),
      ...ways(c),
      ...front(c),
      ...told(ground, scheme, c),
      ...names(c),
      ...marks(c),
    ].map((layer) => visible(layer, off)),
  };
}

const ACCESS = { cut: [0.8, 2.6], under_fire: [0.3, 1.8], restricted: [3.4, 1.6] };

const GROUPS = {
  roads: ["road-case", "roads", "railway", "railway-ties", "way-cut", "way-under_fire", "way-restricted", "shields"],
  front: ["band-ground", "band", "line-case", "line-observed", "line-interpolated", "line-stale"],
  events: ["events"],
  moves: ["moves", "moves-claimed", "move-heads"],
  regions: ["regions", "region-edges"],
};

function visible(layer, off) {
  const hidden = off.some((group) => GROUPS[group]?.includes(layer.id));
  return hidden ? { ...layer, layout: { ...layer.layout, visibility: "none" } } : layer;
}

export const groups = Object.keys(GROUPS);
export const layersOf = (group) => GROUPS[group];

const sideColour = (ground, scheme, key, none) => [
  "match", key, ...ground.sides.flatMap((s) => [s.id, s[scheme]]), none,
];

function grounds(ground, scheme, c) {
  const state = ["coalesce", ["feature-state", "side"], ""];
  return [
    { id: "tint", type: "fill", source: "cells", paint: {
      "fill-antialias": false,
      "fill-color": sideColour(ground, scheme, state, "rgba(0,0,0,0)"),
      "fill-opacity": ["coalesce", ["feature-state", "full"], 0] } },
    // The band is nobody's ground: land again, then its own grey.
    { id: "band-ground", type: "fill", source: "band", paint: { "fill-color": c.land, "fill-antialias": false } },
    { id: "band", type: "fill", source: "band", paint: { "fill-color": c.band, "fill-opacity": 0.2, "fill-antialias": false } },
    { id: "sectors", type: "fill", source: "sectors", paint: {
      "fill-color": ["get", "paint"], "fill-opacity": ["get", "full"] } },
    { id: "sector-pairs", type: "fill", source: "sectors", filter: ["has", "pair"], paint: { "fill-pattern": ["get", "pair"] } },
    { id: "sector-claims", type: "fill", source: "sectors", filter: ["has", "hatch"], paint: { "fill-pattern": ["get", "hatch"] } },
    { id: "sector-edges", type: "line", source: "sectors", paint: { "line-color": c.halo, "line-width": 1.4 } },
    { id: "lakes", type: "fill", source: "water", filter: ["==", ["get", "kind"], "lake"], paint: { "fill-color": c.water } },
    { id: "rivers", type: "line", source: "water", filter: ["==", ["get", "kind"], "river"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": c.water, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 1.2, 12, 3.2] } },
  ];
}

function ways(c) {
  const width = ["interpolate", ["linear"], ["zoom"], 7, 1, 12, 3];
  const round = { "line-join": "round", "line-cap": "round" };
  return [
    { id: "road-case", type: "line", source: "roads", layout: round, paint: { "line-color": c.halo, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 2, 12, 5] } },
    { id: "roads", type: "line", source: "roads", layout: round, paint: { "line-color": c.road, "line-width": width } },
    ...Object.entries(ACCESS).map(([access, dashes]) => ({
      id: `way-${access}`, type: "line", source: "ways", filter: ["==", ["get", "access"], access],
      paint: { "line-color": c["road-ink"], "line-width": 2.8, "line-dasharray": dashes } })),
    { id: "railway", type: "line", source: "railways", paint: { "line-color": c.rail, "line-width": 1.1 } },
    { id: "railway-ties", type: "line", source: "railways", minzoom: 9, paint: { "line-color": c.rail, "line-width": 4.4, "line-dasharray": [0.25, 2.2] } },
  ];
}

function front(c) {
  const round = { "line-join": "round", "line-cap": "round" };
  const basis = (is, width, dashes) => ({
    id: `line-${is}`, type: "line", source: "line", filter: ["==", ["get", "basis"], is],
    layout: dashes ? { "line-join": "round" } : round,
    paint: { "line-color": c.line, "line-width": width, ...(dashes ? { "line-dasharray": dashes } : {}) },
  });
  return [
    { id: "line-case", type: "line", source: "line", layout: round, paint: { "line-color": c.halo, "line-width": 4.6, "line-opacity": 0.8 } },
    basis("observed", 2.8),
    basis("interpolated", 1.4),
    basis("stale", 1.7, [4, 3.4]),
  ];
}

function told(ground, scheme, c) {
  const paint = sideColour(ground, scheme, ["coalesce", ["get", "side"], ""], c.muted);
  const width = ["interpolate", ["linear"], ["zoom"], 8, 1.8, 12, 3];
  return [
    { id: "regions", type: "fill", source: "regions", minzoom: 9, paint: { "fill-color": c.muted, "fill-opacity": 0.05 } },
    { id: "region-edges", type: "line", source: "regions", minzoom: 9, paint: { "line-color": c.muted, "line-width": 1, "line-dasharray": [1, 2.6], "line-opacity": 0.6 } },
    { id: "moves", type: "line", source: "moves", filter: ["==", ["get", "status"], "confirmed"], paint: { "line-color": paint, "line-width": width } },
    { id: "moves-claimed", type: "line", source: "moves", filter: ["!=", ["get", "status"], "confirmed"], paint: { "line-color": paint, "line-width": width, "line-dasharray": [2, 1.4] } },
    { id: "move-heads", type: "symbol", source: "moves", layout: {
      "symbol-placement": "line", "symbol-spacing": 90, "icon-image": ["concat", "arrow|", ["coalesce", ["get", "side"], ""]],
      "icon-allow-overlap": true, "icon-ignore-placement": true } },
  ];
}

function names(c) {
  const halo = { "text-halo-color": c.halo, "text-halo-width": 1.6 };
  return [
    { id: "river-names", type: "symbol", source: "water", minzoom: 9, layout: {
      "symbol-placement": "line", "text-field": ["get", "name"], "text-font": ["italic"],
      "text-size": 11.5, "text-letter-spacing": 0.06, "text-offset": [0, -0.7], "symbol-spacing": 380 },
      paint: { "text-color": c["water-ink"], ...halo } },
    { id: "shields", type: "symbol", source: "roads", minzoom: 8.5, filter: ["has", "shield"], layout: {
      "symbol-placement": "line", "symbol-spacing": 260, "text-field": ["get", "shield"], "text-font": ["bold"], "text-size": 9,
      "text-rotation-alignment": "viewport", "icon-rotation-alignment": "viewport",
      "icon-image": "shield|", "icon-text-fit": "both", "icon-text-fit-padding": [1.5, 3, 1.5, 3] },
      paint: { "text-color": c["road-ink"] } },
    { id: "heights", type: "symbol", source: "points", minzoom: 9.5, filter: ["==", ["get", "kind"], "height"], layout: {
      "icon-image": "height|", "text-field": ["get", "name"], "text-font": ["regular"], "text-size": 9.5,
      "text-anchor": "left", "text-offset": [0.7, 0], "text-optional": true },
      paint: { "text-color": c.muted, ...halo } },
    { id: "names", type: "symbol", source: "places", layout: {
      "text-field": ["get", "label"], "text-font": ["case", [">=", ["get", "weight"], 100000], ["literal", ["bold"]], ["literal", ["regular"]]],
      "text-size": ["case", [">=", ["get", "weight"], 100000], 14, ["<", ["get", "weight"], 20000], 10.5, 11.5],
      "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left"],
      "text-radial-offset": ["+", 0.52, ["/", ["get", "r"], 11]],
      "text-justify": "auto", "text-padding": 1, "text-max-width": 12,
      "symbol-sort-key": ["-", ["get", "weight"]] },
      filter: ["any", [">=", ["get", "weight"], 100000], [">=", ["zoom"], 10.6],
               ["all", [">=", ["zoom"], 8.6], [">=", ["get", "weight"], 20000]]],
      paint: { "text-color": ["case", ["<", ["get", "weight"], 20000], c.muted, c.ink], ...halo } },
    { id: "sector-names", type: "symbol", source: "sectors", minzoom: 11.4, layout: {
      "text-field": ["format", ["get", "name"], { "text-font": ["literal", ["bold"]] }, "\n", {}, ["coalesce", ["get", "figure"], ""], {}],
      "text-font": ["regular"], "text-size": 12, "text-padding": 6 },
      paint: { "text-color": c.ink, ...halo } },
    { id: "cities", type: "symbol", source: "points", filter: ["==", ["get", "kind"], "city"], maxzoom: 12.4, layout: {
      "text-field": ["get", "name"], "text-font": ["bold"], "text-size": ["interpolate", ["linear"], ["zoom"], 7, 13, 11, 18],
      "text-letter-spacing": 0.09, "text-allow-overlap": true, "text-anchor": "top",
      "text-offset": ["interpolate", ["linear"], ["zoom"], 7, ["literal", [0, 0.4]], 10, ["literal", [0, 2.4]], 12.4, ["literal", [0, 8]]] },
      paint: { "text-color": c.ink, "text-halo-color": c.halo, "text-halo-width": 2 } },
  ];
}

function marks(c) {
  return [
    { id: "bridges", type: "symbol", source: "bridges", layout: {
      "icon-image": ["concat", "bridge|", ["get", "condition"]], "icon-allow-overlap": true }, paint: {} },
    { id: "places", type: "symbol", source: "places", layout: {
      "icon-image": ["get", "mark"], "icon-allow-overlap": true, "icon-padding": 0,
      "symbol-z-order": "source",
      "icon-size": ["interpolate", ["linear"], ["zoom"], 6, 0.55, 9, 0.8, 10.5, 1] },
      filter: ["any", [">=", ["get", "weight"], 20000], [">=", ["zoom"], 8.4]] },
    { id: "chosen", type: "circle", source: "chosen", paint: {
      "circle-radius": 13, "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 3, "circle-stroke-color": c.accent } },
    { id: "focus", type: "circle", source: "focus", paint: {
      "circle-radius": 17, "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 2.5, "circle-stroke-color": c.ink } },
    { id: "events", type: "symbol", source: "events", minzoom: 8, layout: {
      "icon-image": ["concat", "event|", ["get", "status"], "|", ["to-string", ["get", "n"]]],
      "icon-anchor": "left", "icon-offset": [7, -11], "icon-padding": 0,
      "icon-allow-overlap": ["step", ["zoom"], false, 10, true],
      "symbol-sort-key": ["-", ["get", "n"]] }, paint: {} },
  ];
}
