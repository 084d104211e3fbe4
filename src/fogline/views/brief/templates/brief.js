"use strict";
// Without this the page reads the same: panels open and close by their address alone.
let opener = null;
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (link && !link.closest(".card")) opener = link;
});
function show() {
  const card = document.querySelector(".card:target");
  if (card) card.focus({ preventScroll: true });
  else if (location.hash === "#closed" && opener) opener.focus({ preventScroll: true });
}
addEventListener("hashchange", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(".card:target")) location.hash = "closed";
});
