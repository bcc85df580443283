// What scripts add: saving while somebody types, keys, and small comforts.
// Every page works without them.
"use strict";

(() => {
  const form = document.querySelector("form[data-answers]");
  sweep();
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const drafts = {}; // question -> what is not stored yet
  const timers = new Map(); // question -> timer of the next send
  const sending = new Map(); // question -> the draft under way
  const questions = new Map([...form.querySelectorAll("[data-question]")].map((q) => [q.dataset.question, q]));

  // Each question is kept apart, so that two tabs do not clear each other's.
  const place = (key) => `${form.dataset.draft}:${key}`;

  function load(key) {
    try {
      return JSON.parse(localStorage.getItem(place(key)) || "null");
    } catch {
      return null;
    }
  }

  function put(key, what) {
    try {
      if (what) localStorage.setItem(place(key), JSON.stringify(what));
      else localStorage.removeItem(place(key));
    } catch {
      // Private mode or a full disk: what is typed stays in the page.
    }
  }

  const store = (key, sent) => put(key, drafts[key] && { pairs: drafts[key], sent });

  // What has arrived is kept a little longer, for another page of this form that
  // the server had made before and that is still on its way: it would show the
  // question as it was, with nothing here to tell it.
  const onItsWay = 20000;
  function arrived(key, pairs) {
    const at = Date.now();
    put(key, { pairs, arrived: at });
    setTimeout(() => {
      if (load(key)?.arrived === at) put(key, null);
    }, onItsWay);
  }

  // Whoever goes on within that while leaves it behind for the next page to clear.
  function sweep() {
    try {
      for (const [name, value] of Object.entries(localStorage)) {
        if (name.startsWith("michinori:") && JSON.parse(value).arrived < performance.timeOrigin) localStorage.removeItem(name);
      }
    } catch {
      // Where nothing can be read, nothing was left.
    }
  }

  function inputs(q) {
    return [...q.querySelectorAll("input, select, textarea")].filter((x) => x.name);
  }

  // read returns what the browser would send of one question.
  function read(q) {
    return inputs(q)
      .filter((x) => !["radio", "checkbox"].includes(x.type) || x.checked)
      .map((x) => [x.name, x.value]);
  }

  const typed = (pairs) => JSON.stringify(pairs.filter(([name]) => !/\.(seen|was)$/.test(name)));

  function write(q, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    for (const x of inputs(q)) {
      if (/\.(seen|was)$/.test(x.name)) continue;
      const v = values.get(x.name) || [];
      if (["radio", "checkbox"].includes(x.type)) x.checked = v.includes(x.value);
      else x.value = v[0] || "";
    }
  }

  function say(state) {
    status.dataset.state = state;
    status.textContent = form.dataset[state.replace(/-(.)/g, (_, c) => c.toUpperCase())] || "";
  }

  function count() {
    const stored = [...questions.values()].filter((q) => "stored" in q.dataset).length;
    form.querySelector("progress").value = stored;
    const text = form.dataset.progress.replace("{n}", stored).replace("{m}", questions.size);
    form.querySelector("[data-count]").textContent = text;
  }

  function changed(q, wait) {
    const key = q.dataset.question;
    drafts[key] = read(q);
    store(key);
    clearTimeout(timers.get(key));
    if (complete(q)) {
      say("saving");
      timers.set(key, setTimeout(() => send(key), wait));
    } else {
      say("incomplete");
    }
    const clear = q.querySelector("[data-clear]");
    if (clear) clear.hidden = !q.querySelector("input[type=radio]:checked");
  }

  // complete reports whether an answer of several parts has all of them; until
  // then it waits in this browser.
  function complete(q) {
    const value = (suffix) => q.querySelector(`[name="${CSS.escape(q.dataset.question + suffix)}"]`)?.value.trim();
    const choice = q.querySelector("input[type=radio]:checked")?.value;
    const has = (...suffixes) => suffixes.every((s) => value(s) === undefined || value(s) !== "");
    if (choice === "na") return has(".reason") && (value(".reason") !== "other" || has(".other"));
    if (choice === "provided") return has(".provided_by", ".provided_level");
    if (!choice && value(".evidence")) return false;
    if (choice === "value") return has(".number", ".date", ".part", ".whole");
    return true;
  }

  function showError(q, text) {
    const box = q.querySelector("[data-error], .wrong-text");
    box.textContent = text || "";
    box.hidden = !text;
    q.classList.toggle("wrong", Boolean(text));
  }

  async function send(key) {
    const q = questions.get(key);
    const draft = drafts[key];
    if (!q || !draft || sending.has(key)) return;
    sending.set(key, draft);
    const body = new URLSearchParams([["author", form.elements.author.value], ...read(q)]); // with the newest revision
    let reply;
    try {
      const headers = { Accept: "application/json" };
      reply = await fetch(form.action, { method: "POST", headers, body, keepalive: true, signal: AbortSignal.timeout(20000) });
    } catch {
      sending.delete(key);
      return later("kept");
    }
    sending.delete(key);
    if (reply.status === 401) return later("signed-out");
    if (reply.status >= 500) return later("kept");
    const answer = await reply.json().catch(() => ({}));
    if (!reply.ok) return refused(q, draft, reply.status, answer);
    accepted(q, draft, answer);
  }

  function later(state) {
    say(state);
    clearTimeout(later.timer);
    later.timer = setTimeout(sendAll, 5000);
  }

  function refused(q, draft, code, answer) {
    const key = q.dataset.question;
    if (drafts[key] !== draft) return again(key);
    const fields = answer.fields || {};
    const own = Object.keys(fields).find((name) => name === key || name.startsWith(key + "."));
    showError(q, own ? fields[own] : answer.message);
    say(code === 409 && !own ? "closed" : "refused");
  }

  function accepted(q, draft, answer) {
    const key = q.dataset.question;
    if (key in answer.revisions) {
      q.querySelector("[data-seen]").value = answer.revisions[key];
      q.querySelector("[data-was]").value = answer.was[key];
      if (answer.revisions[key] > 0) q.dataset.stored = "";
      else delete q.dataset.stored;
    }
    showError(q, "");
    const previous = q.querySelector("[data-previous]");
    if (previous && answer.previous[key]) {
      previous.textContent = answer.previous[key];
      previous.hidden = false;
    }
    count();
    if (drafts[key] !== draft) return again(key);
    delete drafts[key];
    arrived(key, draft);
    const left = Object.keys(drafts);
    if (!left.length) say("saved");
    else if (!left.some((k) => complete(questions.get(k)))) say("incomplete");
  }

  // again sends what was typed while an earlier answer was under way.
  function again(key) {
    if (complete(questions.get(key))) send(key);
    else say("incomplete");
  }

  function sendAll() {
    for (const key of Object.keys(drafts)) if (complete(questions.get(key))) send(key);
  }

  // What an earlier page could not send comes back, and goes out again; so does
  // what this page holds although the server refused it.
  const revision = (pairs, key) => Number(new Map(pairs).get(`${key}.seen`) || 0);
  // told reports whether the server had what is kept when it made this page.
  function told(kept, key, q) {
    if (kept.arrived < performance.timeOrigin) return true;
    return (kept.sent || kept.arrived) && revision(read(q), key) > revision(kept.pairs, key);
  }
  function restore(key, q) {
    const kept = load(key);
    if ("unsaved" in q.dataset) {
      drafts[key] = read(q);
    } else if (kept && typed(kept.pairs) !== typed(read(q)) && !told(kept, key, q)) {
      drafts[key] = kept.pairs;
      write(q, kept.pairs);
      say("restored");
    }
    store(key);
  }
  for (const [key, q] of questions) restore(key, q);
  sendAll();

  // The page that is sent whole carries every draft with it.
  form.addEventListener("submit", () => Object.keys(drafts).forEach((key) => store(key, true)));

  form.addEventListener("input", (event) => {
    const q = event.target.closest("[data-question]");
    if (!q) return;
    const body = event.target.closest(".value-body");
    if (body) body.parentElement.querySelector("[data-value]").checked = true;
    const text = !["radio", "checkbox", "select-one"].includes(event.target.type);
    changed(q, text ? 600 : 0);
  });
  form.addEventListener("click", (event) => {
    const clear = event.target.closest("[data-clear]");
    if (!clear) return;
    const q = clear.closest("[data-question]");
    write(q, []);
    changed(q, 0);
    q.querySelector("input[type=radio]").focus();
  });
  for (const q of questions.values()) {
    const clear = q.querySelector("[data-clear]");
    if (clear) clear.hidden = !q.querySelector("input[type=radio]:checked");
  }
  addEventListener("online", sendAll);
  addEventListener("focus", sendAll);
  // Whoever leaves the page within the short wait after a key has it sent now.
  addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    sendAll();
    Object.keys(drafts).forEach((key) => store(key, true));
  });

  // Keys work within a question only, so that they never surprise.
  const keys = { "?": "unsure", n: "na", t: "provided" };
  form.addEventListener("keydown", (event) => {
    const q = event.target.closest("[data-question]");
    if (!q || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    if (event.key === "u") {
      const keep = q.querySelector("[data-keep]");
      if (keep) keep.click();
      return;
    }
    const value = keys[event.key] || (/^[0-4]$/.test(event.key) ? event.key : "");
    const radio = value && q.querySelector(`input[type=radio][value="${value}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    changed(q, 0);
    if (/^[0-4]$/.test(value)) next(q);
  });

  function next(q) {
    const all = [...questions.values()];
    const after = all[all.indexOf(q) + 1];
    const target = after && (after.querySelector("input[type=radio]:checked") || after.querySelector("input[type=radio]"));
    if (!target) return;
    target.focus({ preventScroll: true });
    after.scrollIntoView({ block: "center" });
  }
})();

for (const input of document.querySelectorAll("[data-time-zone]")) {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || input.value;
}

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    button.textContent = button.dataset.done;
  } catch {
    source.focus();
    source.select?.();
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A form that came back begins at what is to be mended.
document.querySelector("[aria-invalid=true]")?.focus();

// The key / leads to the search in the header, but never takes a letter from
// somebody who is typing.
(() => {
  const search = document.querySelector("[data-key='/']");
  if (!search) return;
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
})();

// An address that holds a secret does not stay in the history of a browser that
// others may use too.
(() => {
  const page = document.querySelector("[data-forget-address]");
  if (page) history.replaceState(null, "", page.dataset.forgetAddress);
})();
