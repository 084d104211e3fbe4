// The address is the state: what is shown can be sent to somebody, and comes back the same.

const KEPT = ["on", "known", "area", "since", "at", "off"];

export const params = () => new URLSearchParams(location.search);

/** An address with the picture's parameters, those of `address` and further ones ("" drops one). */
export function withPicture(address, changes = {}) {
  const url = new URL(address, location.href);
  const now = params();
  for (const key of KEPT) {
    if (!url.searchParams.has(key) && now.has(key)) url.searchParams.set(key, now.get(key));
  }
  for (const [key, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(key, value);
    else url.searchParams.delete(key);
  }
  return url.pathname + tidy(url.searchParams) + url.hash;
}

/** Only what makes a picture: for data that do not depend on the page. */
export function pictureQuery(changes = {}) {
  const kept = new URLSearchParams();
  const now = { ...Object.fromEntries(params()), ...changes };
  for (const key of ["on", "known", "area"]) if (now[key]) kept.set(key, now[key]);
  return tidy(kept);
}

export function replace(changes) {
  history.replaceState(history.state, "", withPicture(location.href, changes));
}

function tidy(search) {
  const text = search.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

const script = JSON.parse(document.getElementById("script-data").textContent);

export const settings = script;

/** A sentence of the page's texts, filled by name. */
export function say(key, values = {}) {
  return (script.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function dayWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${script.months[month - 1]} ${year}`;
}
