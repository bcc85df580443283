// The pages of a drill while it is played: what happens appears by itself, and
// what is typed is kept until the server has it. Without this script they are
// plain pages that can be loaded again.
"use strict";

(() => {
  const live = document.querySelector("[data-live]");
  if (!live) return;
  const offline = document.querySelector("[data-offline]");
  const ended = document.querySelector("[data-ended]");
  const news = document.querySelector("[data-news-text]");
  let version = live.dataset.version;
  let state = live.dataset.state;
  let since = Date.now();
  let said = live.firstElementChild?.dataset.news || "";

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  function tick() {
    const clock = live.querySelector("[data-seconds]");
    if (!clock) return;
    const seconds = Number(clock.dataset.seconds) + Math.floor((Date.now() - since) / 1000);
    const text = clock.dataset.text.replace("{m}", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    if (clock.textContent !== text) clock.textContent = text;
  }

  // swap puts the new part in and leaves focus where it was.
  function swap(html) {
    const focus = live.contains(document.activeElement) ? document.activeElement.id : "";
    live.innerHTML = html;
    since = Date.now();
    tick();
    if (focus) (document.getElementById(focus) || live.querySelector("[data-next]"))?.focus({ preventScroll: true });
    const now = live.firstElementChild?.dataset || {};
    if (now.news && now.news !== said) news.textContent = said = now.news;
    if (now.state && now.state !== state) changed(now.state);
  }

  // A form that was sent brings the next page itself; to load this one again
  // would cut it off.
  let leaving = false;
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    setTimeout(() => { leaving = false; }, 5000);
  });

  // changed loads the page for another state, where its forms differ; the
  // players' page has the same ones until the drill is over.
  function changed(to) {
    if (leaving) return;
    state = to;
    const over = to === "done" || to === "cancelled";
    if (over || /as=run/.test(live.dataset.live)) location.reload();
  }

  // An inject is sent until the server has it, which shows it once however often
  // it is told to: a page that was left for it while the connection is down
  // would be gone, and with it the clock and the sheet.
  const showing = new Set();
  live.addEventListener("submit", async (event) => {
    const inject = event.submitter?.name === "inject" ? event.submitter.value : "";
    if (!inject) return;
    event.preventDefault();
    if (showing.has(inject)) return;
    showing.add(inject);
    const { action } = event.target;
    for (;;) {
      let reply;
      try {
        const body = new URLSearchParams([["inject", inject]]);
        reply = await fetch(action, { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(20000) });
      } catch {
        reply = null;
      }
      if (reply?.ok) break;
      if (reply && [401, 403, 404, 409, 422].includes(reply.status)) {
        location.reload(); // which says why
        return;
      }
      offline.hidden = false;
      await pause(1000);
    }
    showing.delete(inject);
  });

  async function follow() {
    let wait = 1000;
    for (;;) {
      let reply;
      try {
        const headers = { Accept: "application/json" };
        reply = await fetch(`${live.dataset.live}&seen=${version}`, { headers, signal: AbortSignal.timeout(25000) });
      } catch {
        reply = null;
      }
      if (reply && [401, 403, 404].includes(reply.status)) {
        offline.hidden = true;
        ended.hidden = false;
        return;
      }
      const answer = reply?.ok ? await reply.json().catch(() => null) : null;
      offline.hidden = Boolean(answer);
      if (!answer) {
        await pause(wait);
        wait = Math.min(wait * 2, 4000);
        continue;
      }
      wait = 1000;
      version = answer.version;
      if (answer.html) swap(answer.html);
      if (answer.retry) await pause(answer.retry * 1000);
    }
  }

  // Notes wait in this browser, each under its own id, until they are kept.
  const form = document.querySelector("form[data-note]");
  const place = `drill-notes:${form?.dataset.note}`;
  const draft = `drill-draft:${form?.dataset.note}`;
  let waiting = [];
  let sending = false;

  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // Private mode or a full disk: what is typed stays in the page.
    }
  };
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const say = (what) => {
    form.querySelector("[data-note-state]").textContent = what ? form.querySelector("[data-note-state]").dataset[what] : "";
  };

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      const note = waiting[0];
      let reply = null;
      try {
        const body = new URLSearchParams([["note", note.id], ["text", note.text]]);
        const headers = { Accept: "application/json" };
        reply = await fetch(form.action, { method: "POST", headers, body, signal: AbortSignal.timeout(20000) });
      } catch {
        // Sent again below.
      }
      if (reply?.ok) {
        waiting.shift();
        say("kept");
      } else if (reply && [403, 404, 409, 413, 422].includes(reply.status)) {
        waiting.shift();
        const field = form.elements.text;
        field.value = field.value ? `${note.text}\n${field.value}` : note.text;
        keep(draft, field.value);
        say("refused");
      } else {
        say("waits");
        await pause(3000);
      }
      keep(place, waiting.length ? JSON.stringify(waiting) : "");
    }
    sending = false;
  }

  if (form) {
    const field = form.elements.text;
    if (!field.value) field.value = read(draft) || "";
    try {
      waiting = JSON.parse(read(place) || "[]");
    } catch {
      waiting = [];
    }
    field.addEventListener("input", () => keep(draft, field.value));
    form.addEventListener("submit", (event) => {
      if (!field.value.trim()) return;
      event.preventDefault();
      waiting.push({ id: fresh(), text: field.value });
      keep(place, JSON.stringify(waiting));
      field.value = "";
      keep(draft, "");
      field.focus();
      send();
    });
    send();
  }

  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, button, summary, a")) return;
    if (event.key !== "n" && event.key !== "N" && event.key !== " ") return;
    const button = live.querySelector("[data-next]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  tick();
  setInterval(tick, 1000);
  follow();
})();
