// Forms marked data-keep="name" keep what is typed in this browser until the server has taken it: a page that is lost
// on a bad line, a lift or a flat battery comes back as it was. Passwords and hidden fields are never kept.
// With data-keep-version what was typed over another version of the record is left alone, and what was cleared stays so;
// with data-keep-as-sent the page shows what was sent just now, and nothing is put over it.
// Several people share a machine: what is kept belongs to the account the page was made for (data-who), is filled in for
// no other, and goes when that account leaves (data-forget). What nobody in particular typed goes after a day.
(() => {
  const DAY = 86_400_000; // milliseconds
  const LONGEST = 30 * DAY; // as long as a sign-in lasts
  const NOBODY = "keep::";
  const SENT = "kept-sent"; // the key of the form whose answer the next page is
  const mine = `keep:${document.documentElement.dataset.who || ""}:`;
  const key = (form) => mine + form.dataset.keep;
  const fields = (form) => [...form.elements].filter((e) => e.name && !["hidden", "password", "file", "submit"].includes(e.type));

  const read = (form) => {
    try { return JSON.parse(localStorage.getItem(key(form))).typed || {}; } catch { return {}; }
  };
  const VERSION = "keep-version";
  const write = (form) => {
    const typed = {};
    const version = form.dataset.keepVersion;
    if (version) typed[VERSION] = version;
    for (const e of fields(form)) {
      if (["checkbox", "radio"].includes(e.type)) { if (e.checked) typed[e.name] = [...(typed[e.name] || []), e.value]; }
      else if (e.value || version) typed[e.name] = [e.value];
    }
    try { localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), typed })); } catch { /* a full or closed store keeps nothing */ }
  };
  const fill = (form) => {
    const typed = read(form);
    const version = form.dataset.keepVersion;
    if (version && (typed[VERSION] !== version || "keepAsSent" in form.dataset)) return;
    let filled = false;
    for (const e of fields(form)) {
      const values = typed[e.name];
      if (!values) continue;
      const box = ["checkbox", "radio"].includes(e.type);
      if (box ? e.checked || !values.includes(e.value) : version ? e.value === values[0] : e.value || !values[0]) continue;
      if (box) e.checked = true;
      else e.value = values[0];
      e.closest("details")?.setAttribute("open", ""); // nothing is put back out of sight
      filled = true;
    }
    if (filled) say(form, "上次没交成的内容已经替您填回来了。");
  };
  const say = (form, words) => {
    let note = form.querySelector(".kept");
    if (!note) {
      note = document.createElement("p");
      note.className = "note kept";
      note.setAttribute("role", "status");
      form.prepend(note);
    }
    note.textContent = words;
  };

  const forget = (which) => {
    try { Object.keys(localStorage).filter((k) => k.startsWith("keep:") && which(k)).forEach((k) => localStorage.removeItem(k)); } catch { /* a closed store holds nothing */ }
  };
  const stale = (k) => {
    try { return !(Date.now() - JSON.parse(localStorage.getItem(k)).at < (k.startsWith(NOBODY) ? DAY : LONGEST)); } catch { return true; }
  };
  // The key of the form sent from the page before, once.
  const sent = () => {
    try {
      const found = sessionStorage.getItem(SENT);
      sessionStorage.removeItem(SENT);
      return found;
    } catch { return null; }
  };

  forget(stale);
  // A page that says that something was saved, or which form was, answers the form sent just before.
  const answered = sent();
  if (document.querySelector(".note.said.right")) forget((k) => k === answered);
  for (const { dataset } of document.querySelectorAll("[data-kept-done]")) {
    // Whoever applies is nobody before and has an account after.
    forget((k) => k === mine + dataset.keptDone || k === NOBODY + dataset.keptDone);
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented) return; // not sent, or sent by htmx
    if ("forget" in target.dataset) forget((k) => k.startsWith(mine) || k.startsWith(NOBODY));
    try {
      if (target.dataset.keep) sessionStorage.setItem(SENT, key(target));
      else sessionStorage.removeItem(SENT);
    } catch { /* then it is kept until it is stale */ }
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const taken = detail.successful && /class="note (said )?right"/.test(detail.xhr.responseText);
    if (taken && detail.elt.matches("form[data-keep]")) forget((k) => k === key(detail.elt));
  });
  const start = (form) => {
    if (form.dataset.keeping) return;
    form.dataset.keeping = "yes";
    fill(form);
    form.addEventListener("input", () => write(form));
    form.addEventListener("submit", (event) => {
      write(form);
      if (navigator.onLine === false) {
        event.preventDefault();
        say(form, "网络断了。您填的都还在，连上以后再按一次就行。");
      }
    });
  };
  for (const form of document.querySelectorAll("form[data-keep]")) start(form);
  // A form that htmx put into the page later is kept like the others.
  document.addEventListener("htmx:load", (event) => {
    const put = event.detail.elt;
    if (put.matches("form[data-keep]")) start(put);
    for (const form of put.querySelectorAll("form[data-keep]")) start(form);
  });
  // What htmx could not send is said where it was asked.
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("form") || document.querySelector("main");
    if (form) say(form, "网络不通，没有送出去。内容都还在，过一会儿再试。");
  });
})();
