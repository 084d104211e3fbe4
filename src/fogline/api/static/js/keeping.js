// A page put anew in place of itself keeps what its reader was at: focus, opened parts, words typed.

const FIELDS = "input:not([type=hidden]):not([type=file]), textarea, select";

/** Remember what a reader has done in the panel; the answer does it again in the page that replaces it. */
export function remember(panel) {
  const focused = panel.contains(document.activeElement) ? nameOf(document.activeElement, panel) : null;
  const open = new Set([...panel.querySelectorAll("details[open]")].map((d) => nameOf(d, panel)));
  const typed = new Map([...panel.querySelectorAll(FIELDS)].filter(changed).map((f) => [nameOf(f, panel), f]));
  return () => {
    for (const part of panel.querySelectorAll("details")) if (open.has(nameOf(part, panel))) part.open = true;
    for (const field of panel.querySelectorAll(FIELDS)) {
      const was = typed.get(nameOf(field, panel));
      if (was) Object.assign(field, was.type === "radio" || was.type === "checkbox" ? { checked: was.checked } : { value: was.value });
    }
    if (focused === null) return;
    const same = [...panel.querySelectorAll("a, button, summary, h1, [tabindex], " + FIELDS)].find((e) => nameOf(e, panel) === focused);
    (same ?? panel).focus({ preventScroll: true });
  };
}

function changed(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
}

/** What an element is, so that its like is found in the next page: kind, name, address, words. */
function nameOf(element, panel) {
  if (element === panel) return "";
  const form = element.closest("form");
  const href = element.getAttribute("href")?.split("?")[0];
  const words = ["SUMMARY", "BUTTON", "H1"].includes(element.tagName) ? element.textContent.trim() : "";
  const summary = element.tagName === "DETAILS" ? element.querySelector("summary")?.textContent.trim() : "";
  const value = element.type === "radio" || element.type === "checkbox" ? element.value : "";
  return [element.tagName, form?.getAttribute("action") ?? "", element.id, element.name ?? "", value, href ?? "", summary, element.tagName === "H1" ? "" : words].join("|");
}
