// Keeps what somebody types into a form with data-keep-draft in this browser
// until the server has taken it: through a reload, a lost connection, an ended
// session or a change of language. A form that came back with messages
// (data-refused) already holds what was typed.
"use strict";

(() => {
  const prefix = "michinori-draft:";
  const forms = [...document.querySelectorAll("form[data-keep-draft]")];
  const here = new Set(forms.map((f) => prefix + f.dataset.keepDraft));

  function load(key) {
    try {
      return JSON.parse(localStorage.getItem(key) || "null");
    } catch {
      return null;
    }
  }

  function store(key, draft) {
    try {
      if (draft) localStorage.setItem(key, JSON.stringify(draft));
      else localStorage.removeItem(key);
    } catch {
      // Private mode or a full disk: what is typed stays in the page.
    }
  }

  function inputs(form) {
    return [...form.elements].filter((x) => x.name && x.type !== "hidden" && x.type !== "submit" && x.tagName !== "BUTTON");
  }

  const chosen = (x) => !["radio", "checkbox"].includes(x.type) || x.checked;
  const read = (form) => inputs(form).filter(chosen).map((x) => [x.name, x.value]);
  // A text that nobody touched is not part of a draft: the server may have another
  // one there by the time it comes back. After a refusal all was touched.
  const text = (x) => x.matches("input:not([type=radio], [type=checkbox]), textarea");
  const draftOf = (form) => inputs(form)
    .filter((x) => chosen(x) && ("refused" in form.dataset || !text(x) || x.value !== x.defaultValue))
    .map((x) => [x.name, x.value]);

  function write(form, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    for (const x of inputs(form)) {
      const v = values.get(x.name) || [];
      if (["radio", "checkbox"].includes(x.type)) x.checked = v.includes(x.value);
      else if (v.length) x.value = v[0];
      if (text(x) && x.value !== x.defaultValue) open(x);
    }
  }

  function open(x) {
    for (let d = x.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  }

  for (const form of forms) {
    const key = prefix + form.dataset.keepDraft;
    const fresh = read(form); // what the server sent
    const note = form.querySelector("[data-draft-note]");
    const draft = load(key);
    if ("refused" in form.dataset) {
      store(key, { pairs: fresh });
    } else if (draft) {
      write(form, draft.pairs);
      const differs = JSON.stringify(read(form)) !== JSON.stringify(fresh);
      store(key, { pairs: draftOf(form) }); // still here, so it has not arrived
      if (note) note.hidden = !differs;
    }
    form.addEventListener("input", () => store(key, { pairs: draftOf(form) }));
    form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
      store(key, null);
      write(form, fresh);
      note.hidden = true;
    });
  }

  // On the document, after whoever asks "really?".
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    const key = target.dataset.keepDraft;
    if (key && !defaultPrevented) store(prefix + key, { pairs: draftOf(target), sent: true });
  });

  // A draft that was sent and whose form is gone has arrived.
  function keys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  }
  // A page that says why something could not be done tells that it has not.
  const failed = "failed" in document.currentScript.dataset;
  for (const key of keys()) {
    if (!key.startsWith(prefix) || here.has(key)) continue;
    const draft = load(key);
    if (draft?.sent) store(key, failed ? { pairs: draft.pairs } : null);
  }
})();
