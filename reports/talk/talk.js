"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  if (slides.length === 0) return;
  let at = Math.max(0, slides.findIndex((s) => "#" + s.id === location.hash));
  const show = (to) => {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    slides.forEach((s, i) => s.classList.toggle("now", i === at));
    slides[at].focus();
  };
  const moves = {
    ArrowRight: () => at + 1, ArrowDown: () => at + 1, PageDown: () => at + 1, " ": () => at + 1,
    ArrowLeft: () => at - 1, ArrowUp: () => at - 1, PageUp: () => at - 1,
    Home: () => 0, End: () => slides.length - 1,
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (moves[e.key]) {
      e.preventDefault();
      show(moves[e.key]());
    } else if (e.key === "s" || e.key === "S") {
      document.body.classList.toggle("speaking");
    } else if (e.key === "p" || e.key === "P") {
      window.print();
    }
  });
  document.body.classList.add("presenting");
  show(at);
})();
