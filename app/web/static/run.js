// Buttons that only a script can serve: they stay hidden without it.
"use strict";

for (const button of document.querySelectorAll("[data-copy], [data-check-all], [data-check-none]")) button.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-check-all], [data-check-none]");
  if (!button) return;
  const name = button.dataset.checkAll ?? button.dataset.checkNone;
  for (const box of button.form.querySelectorAll("input[type=checkbox]")) {
    if (box.name === name) box.checked = "checkAll" in button.dataset;
  }
});
