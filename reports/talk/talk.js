"use strict";
(() => {
  const body = document.body;
  const sheets = [...document.querySelectorAll(".sheet")];
  if (sheets.length === 0) return;
  const part = (id) => document.getElementById(id);
  const help = part("help");
  const minutes = sheets.map((s) => Number(s.dataset.minutes));
  const total = minutes.reduce((a, b) => a + b, 0);
  let at = Math.max(0, sheets.findIndex((s) => "#" + s.id === location.hash));
  let began = 0; // of the talk, once somebody goes on or looks at the clock
  let entered = 0; // this slide
  let dark = false;
  let other = window.opener; // the second window, whichever of the two this is

  const clock = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    return String(Math.floor(s / 60)).padStart(2, "0") + ":" + String(s % 60).padStart(2, "0");
  };
  const tick = () => {
    const now = Date.now();
    const show = (id, since, most) => {
      const spent = since ? now - since : 0;
      part(id).textContent = clock(spent);
      part(id).classList.toggle("over", spent > most * 60000);
    };
    show("elapsed", began, total);
    show("here", entered, minutes[at]);
  };
  const start = () => {
    if (!began) began = entered = Date.now();
  };
  const twin = (i) => sheets[i].querySelector(".twin");
  // The table of the picture, where the eye and the keys are; the slide again after it.
  const tabulate = () => {
    const table = twin(at);
    if (!table) return;
    table.open = !table.open;
    (table.open ? table.querySelector(".twin-in") : sheets[at]).focus();
  };
  const show = (to, told) => {
    const before = at;
    at = Math.min(Math.max(to, 0), sheets.length - 1);
    if (at !== before) {
      darken(false, true);
      start();
      entered = Date.now();
      const table = twin(before);
      if (table) table.open = false;
    }
    sheets.forEach((s, i) => {
      s.classList.toggle("now", i === at);
      s.classList.toggle("next", i === at + 1);
    });
    part("count").textContent = at + 1 + " / " + sheets.length;
    part("planned").textContent = clock(total * 60000);
    part("share").textContent = clock(minutes[at] * 60000);
    part("next").hidden = at === sheets.length - 1;
    tick();
    sheets[at].focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (!told) tell({ slide: at, dark });
  };
  const tell = (what) => { if (other && !other.closed) other.postMessage(what, "*"); };
  // Dark is what those who listen see while they are to look at the speaker; who
  // speaks keeps the notes.
  const darken = (to, told) => {
    dark = to;
    body.classList.toggle("dark", dark);
    part("dark").textContent = dark ? part("dark").dataset.on : "";
    if (!told) tell({ slide: at, dark });
  };
  const speak = () => {
    if (body.classList.toggle("speaking")) start();
    show(at);
  };
  const ask = () => (help.open ? help.close() : help.showModal());
  const keys = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1), Enter: () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
    Home: () => show(0), End: () => show(sheets.length - 1),
    s: speak, t: tabulate, p: () => window.print(), "?": ask,
    r: () => { began = entered = Date.now(); tick(); },
    b: () => darken(!dark), ".": () => darken(!dark),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    w: () => { other = window.open(location.href.split("#")[0] + "#" + sheets[at].id, "michinori-talk", "popup,width=1280,height=720"); },
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (help.open && e.key !== "?") return;
    if (e.key === "Escape" && twin(at) && twin(at).open) return tabulate();
    if (e.target.closest("button") && [" ", "Enter"].includes(e.key)) return; // its own
    if (e.target.closest("summary") ? [" ", "Enter"].includes(e.key) : e.target.closest(".twin") && (e.key.length > 1 || e.key === " ")) return; // theirs
    const does = keys[e.key] || keys[e.key.toLowerCase()];
    if (!does) return;
    e.preventDefault();
    does();
  });
  window.addEventListener("message", (e) => {
    if (e.source !== other || !e.data || !Number.isInteger(e.data.slide)) return;
    darken(e.data.dark === true, true);
    show(e.data.slide, true);
  });
  part("turns").addEventListener("click", (e) => {
    const button = e.target.closest("[data-by]");
    if (!button) return;
    show(at + Number(button.dataset.by));
    button.focus();
  });
  let from = null;
  document.addEventListener("touchstart", (e) => { from = e.touches.length === 1 && !e.target.closest(".twin") ? e.touches[0] : null; }, { passive: true });
  document.addEventListener("touchend", (e) => {
    if (!from) return;
    const x = e.changedTouches[0].clientX - from.clientX;
    const y = e.changedTouches[0].clientY - from.clientY;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) show(x < 0 ? at + 1 : at - 1);
    from = null;
  });
  // Letters are as wide as the fonts of this machine: where they do not fit into
  // 16:9, they become smaller. It is measured while all slides stand on the page.
  const fit = (slide) => {
    const words = slide.firstElementChild;
    const wide = parseFloat(getComputedStyle(document.documentElement).fontSize) * 36; // below that a slide may be long
    for (let size = 0.96; size > 0.5 && slide.clientWidth > wide && words.offsetHeight > slide.clientWidth * 0.56 + 1; size -= 0.04) {
      slide.style.setProperty("--fit", String(size));
    }
  };
  sheets.forEach((s) => fit(s.querySelector(".slide")));
  setInterval(tick, 500);
  body.classList.add("presenting");
  show(at, true);
})();
