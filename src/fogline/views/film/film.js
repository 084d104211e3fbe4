(() => {
  const film = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const slider = find("slider"), map = find("map"), play = find("play"), list = find("changes");
  let timer = null;
  const show = (n) => {
    map.innerHTML = film.frames[n].map((i) => film.parts[i]).join("<");
    find("day").textContent = film.days[n];
    slider.value = n;
    slider.setAttribute("aria-valuetext", film.days[n]);
    const told = film.changes[n];
    list.replaceChildren(...(told.length ? told : [list.dataset.none]).map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }));
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = play.dataset.play;
  };
  const step = (by) => {
    const n = Number(slider.value) + by;
    if (n >= 0 && n < film.frames.length) show(n);
    else stop();
  };
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) === film.frames.length - 1) show(0);
    play.textContent = play.dataset.pause;
    timer = setInterval(() => step(1), 450);
  });
  find("before").addEventListener("click", () => { stop(); step(-1); });
  find("after").addEventListener("click", () => { stop(); step(1); });
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  show(0);
})();
