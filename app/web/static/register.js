// Makes the grid of a register quick on a keyboard: arrows move, digits set a
// level, and each cell tells what became of it. Without this every cell is a
// link to the form that does the same.
"use strict";

(() => {
  const table = document.querySelector("table[data-register]");
  if (!table) return;
  const page = document;
  const words = table.dataset;
  const bar = page.querySelector("[data-bar]");
  const status = page.querySelector("[data-status]");
  const undoButton = page.querySelector("[data-undo]");
  const conflicts = page.querySelector("[data-conflicts]");
  const pending = new Map(); // address -> change that is not stored yet
  const sending = new Map(); // address -> change under way
  const done = []; // what can be taken back, the newest last

  // The table is told to be a grid only where it can be used as one.
  table.setAttribute("role", "grid");
  const rows = [...table.tBodies[0].rows].map((r) => [...r.cells]);
  const heads = [...table.tHead.rows[0].cells];
  for (const cells of rows) {
    for (const cell of cells) {
      target(cell).tabIndex = -1;
      if (cell.tagName === "TD" && !maySet(cell)) cell.setAttribute("aria-readonly", "true");
    }
  }
  // The region scrolls by the focus within it.
  table.parentElement.removeAttribute("tabindex");
  bar.hidden = false;
  for (const keys of page.querySelectorAll("[data-keys]")) keys.hidden = false;

  // What takes the focus in a cell.
  function target(cell) {
    return cell.querySelector("a") || cell;
  }
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const address = (cell) => cell.querySelector("a").getAttribute("href");
  function isClaim(cell) {
    return Boolean(cell.dataset.r);
  }
  function maySet(cell) {
    return isClaim(cell) && !("locked" in cell.dataset);
  }
  const find = (href) => rows.flat().find((c) => isClaim(c) && address(c) === href);
  const nameOf = (cell) =>
    fill(words.cell, {
      area: cell.parentElement.querySelector("[data-name]").textContent,
      person: heads[cell.cellIndex].dataset.name,
    });
  const valueWords = (level) => (level === "" ? words.none : level);
  const stored = new Map(); // cell -> what the server says of it

  function storedOf(cell) {
    if (!stored.has(cell)) {
      const level = cell.classList.contains("none") ? "" : cell.textContent.trim()[0];
      stored.set(cell, { level, stale: cell.classList.contains("stale") });
    }
    return stored.get(cell);
  }

  function say(text) {
    status.textContent = text;
  }

  // Moving about: one cell at a time can be reached with Tab.
  let at = first();
  function first() {
    const wanted = page.getElementById(location.hash.slice(1))?.closest("tr");
    const row = Math.max(0, rows.findIndex((cells) => cells[0].parentElement === wanted));
    const own = heads.findIndex((h) => h.classList.contains("own"));
    return { row, column: own < 0 ? 0 : own };
  }
  target(rows[at.row][at.column]).tabIndex = 0;

  function move(row, column, focus) {
    target(rows[at.row][at.column]).tabIndex = -1;
    at = { row: Math.min(Math.max(row, 0), rows.length - 1), column: Math.min(Math.max(column, 0), heads.length - 1) };
    const next = target(rows[at.row][at.column]);
    next.tabIndex = 0;
    if (!focus) return;
    next.focus({ preventScroll: true });
    reveal(rows[at.row][at.column]);
  }

  // The heads that stay in sight would cover the cell that is moved to.
  function reveal(cell) {
    const box = table.parentElement;
    const head = table.tHead.offsetHeight;
    const side = cell.cellIndex ? rows[0][0].offsetWidth : 0;
    const top = cell.parentElement.offsetTop;
    if (top - head < box.scrollTop) box.scrollTop = top - head;
    else if (top + cell.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + cell.offsetHeight - box.clientHeight;
    if (cell.offsetLeft - side < box.scrollLeft) box.scrollLeft = cell.cellIndex ? cell.offsetLeft - side : 0;
    else if (cell.offsetLeft + cell.offsetWidth > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
    }
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    const row = rows.findIndex((cells) => cells.includes(cell));
    if (row >= 0) move(row, cell.cellIndex, false);
  });
  table.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const cell = rows[at.row][at.column];
    const control = event.ctrlKey || event.metaKey;
    if (event.key in steps && !control) move(at.row + steps[event.key][0], at.column + steps[event.key][1], true);
    else if (event.key === "Home") move(control ? 0 : at.row, 0, true);
    else if (event.key === "End") move(control ? rows.length - 1 : at.row, heads.length - 1, true);
    else if (control) return;
    else if (/^[0-4]$/.test(event.key.normalize("NFKC"))) type(cell, event.key.normalize("NFKC"));
    else if (event.key === "Backspace" || event.key === "Delete") type(cell, "");
    else return;
    event.preventDefault();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    undo();
  });
  undoButton.addEventListener("click", undo);

  // Setting a level.
  function type(cell, level) {
    if (!isClaim(cell)) return;
    if (!maySet(cell)) return say(fill(words.locked, { cell: nameOf(cell) }));
    const waiting = pending.has(address(cell)) || sending.has(address(cell));
    if (!waiting && level === storedOf(cell).level) return say(fill(words.saved, { cell: nameOf(cell), value: valueWords(level) }));
    change(cell, level === "" ? { withdraw: "1", level } : { level });
  }

  // change keeps what was typed, shows it and sends it. The revision is that of
  // the cell as it was seen, until the server says otherwise.
  function change(cell, fields, undoing) {
    const href = address(cell);
    dropConflict(href);
    pending.set(href, { fields, revision: cell.dataset.r, undoing: Boolean(undoing) });
    keep(href);
    storedOf(cell);
    draw(cell, fields.level, false);
    state(cell, "saving");
    say(fill(words.saving, { cell: nameOf(cell) }));
    send(href);
  }

  function draw(cell, level, stale) {
    const link = cell.querySelector("a");
    cell.className = level === "" ? "none" : stale ? "stale" : `l${level}`;
    link.replaceChildren();
    const add = (text, attributes) => {
      const span = page.createElement("span");
      for (const [name, value] of Object.entries(attributes)) span.setAttribute(name, value);
      span.textContent = text;
      link.append(span);
    };
    if (level === "") {
      add("·", { "aria-hidden": "true" });
      add(words.none, { class: "visually-hidden" });
      return;
    }
    link.append(level);
    if (!stale) return;
    add("*", { "aria-hidden": "true" });
    add(` ${words.stale}`, { class: "visually-hidden" });
  }

  function state(cell, name) {
    if (name) cell.dataset.state = name;
    else delete cell.dataset.state;
  }

  async function send(href) {
    const what = pending.get(href);
    if (!what || sending.has(href)) return;
    sending.set(href, what);
    const body = new URLSearchParams({ ...what.fields, revision: what.revision, author: words.author });
    let reply;
    try {
      const headers = { Accept: "application/json" };
      reply = await fetch(href, { method: "POST", headers, body, keepalive: true, signal: AbortSignal.timeout(20000) });
    } catch {
      sending.delete(href);
      return later("kept", href);
    }
    sending.delete(href);
    if (reply.status === 401) return later("signedOut", href);
    if (reply.status >= 500) return later("kept", href);
    const answer = await reply.json().catch(() => null);
    if (!answer) return later("kept", href);
    if (reply.status === 409 && "revision" in answer) return conflict(href, what, answer);
    if (!reply.ok) return refused(href, what, answer);
    accepted(href, what, answer);
  }

  function later(why, href) {
    const cell = find(href);
    if (cell) state(cell, "kept");
    say(words[why]);
    clearTimeout(later.timer);
    later.timer = setTimeout(sendAll, 5000);
  }

  function sendAll() {
    for (const href of pending.keys()) send(href);
  }

  function accepted(href, what, answer) {
    const cell = find(href);
    const newer = pending.get(href) !== what;
    if (!newer) pending.delete(href);
    else pending.get(href).revision = answer.revision;
    keep(href);
    const undone = what.undoing ? done.findLastIndex((d) => d.href === href) : -1;
    if (undone >= 0) done.splice(undone, 1);
    else done.push({ href, fields: answer.undo });
    undoButton.disabled = done.length === 0;
    if (cell) {
      cell.dataset.r = answer.revision;
      stored.set(cell, { level: answer.level, stale: answer.stale });
      show(cell.parentElement, answer);
    }
    if (newer) return send(href);
    if (!cell) return;
    draw(cell, answer.level, answer.stale);
    state(cell, "saved");
    const text = answer.level === "" ? words.withdrawn : words.saved;
    say(fill(text, { cell: nameOf(cell), value: valueWords(answer.level) }));
  }

  // show puts what follows from a change in its place: depth, mark, figures.
  function show(row, answer) {
    row.querySelector("[data-depth]").textContent = answer.depth;
    const mark = row.querySelector("[data-mark]");
    mark.className = `mark ${answer.mark}`;
    mark.textContent = answer.mark_words;
    for (const [name, value] of Object.entries(answer.figures)) {
      const place = page.querySelector(`[data-figure-value="${CSS.escape(name)}"]`);
      if (place) place.textContent = value;
    }
  }

  function refused(href, what, answer) {
    if (pending.get(href) !== what) return send(href);
    pending.delete(href);
    keep(href);
    const cell = find(href);
    if (!cell) return;
    draw(cell, storedOf(cell).level, storedOf(cell).stale);
    state(cell, "refused");
    const message = Object.values(answer.fields || {})[0] || answer.message;
    say(fill(words.refused, { cell: nameOf(cell), message }));
  }

  // Two people set the same cell: both values stand there until one is chosen.
  function conflict(href, what, answer) {
    const cell = find(href);
    const mine = pending.get(href);
    if (!cell) return;
    state(cell, "conflict");
    const box = page.createElement("div");
    box.dataset.href = href;
    box.tabIndex = -1;
    const line = page.createElement("p");
    const strong = page.createElement("strong");
    strong.textContent = nameOf(cell);
    line.append(strong, page.createElement("br"), `${answer.message} ${fill(words.yours, { value: valueWords(mine.fields.level) })}`);
    const choose = (text, act) => {
      const button = page.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => {
        dropConflict(href);
        act();
        target(cell).focus();
      });
      return button;
    };
    const buttons = page.createElement("p");
    buttons.className = "links";
    buttons.append(
      choose(fill(words.theirs, { value: valueWords(answer.level) }), () => settle(cell, answer)),
      choose(fill(words.mine, { value: valueWords(mine.fields.level) }), () => {
        cell.dataset.r = answer.revision;
        change(cell, mine.fields, mine.undoing);
      }),
    );
    box.append(line, buttons);
    dropConflict(href);
    conflicts.append(box);
    conflicts.hidden = false;
    say(fill(words.refused, { cell: nameOf(cell), message: answer.message }));
    box.scrollIntoView({ block: "nearest" });
  }

  function settle(cell, answer) {
    pending.delete(address(cell));
    keep(address(cell));
    cell.dataset.r = answer.revision;
    stored.set(cell, { level: answer.level, stale: answer.stale });
    draw(cell, answer.level, answer.stale);
    state(cell, "");
  }

  function dropConflict(href) {
    for (const box of conflicts.querySelectorAll("[data-href]")) if (box.dataset.href === href) box.remove();
    conflicts.hidden = !conflicts.children.length;
  }

  // Taking the newest change back sends what was there before, evidence too.
  function undo() {
    const last = done.at(-1);
    if (!last) return say(words.nothing);
    const cell = find(last.href);
    if (!cell || sending.has(last.href) || pending.has(last.href)) return;
    change(cell, last.fields, true);
    target(cell).focus();
  }

  // What could not be sent outlives the page, cell by cell: another tab of this
  // grid keeps its own.
  const place = `${words.draft}:`;
  function keep(href) {
    try {
      const what = pending.get(href);
      if (what) localStorage.setItem(place + href, JSON.stringify(what));
      else localStorage.removeItem(place + href);
    } catch {
      // Private mode or a full disk: what was typed stays in the page.
    }
  }
  function kept() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(place));
      return names.map((name) => [name.slice(place.length), JSON.parse(localStorage.getItem(name))]);
    } catch {
      return [];
    }
  }
  function restore() {
    for (const [href, what] of kept()) {
      pending.set(href, what); // also of cells on another page of the grid
      const cell = find(href);
      if (!cell) continue;
      storedOf(cell);
      draw(cell, what.fields.level, false);
      state(cell, "kept");
    }
    sendAll();
  }
  addEventListener("online", sendAll);
  addEventListener("focus", sendAll);
  addEventListener("visibilitychange", () => {
    if (document.hidden) sendAll();
  });
  restore();
})();
