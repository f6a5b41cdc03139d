// Forms marked data-keep="name" keep what is typed in this browser until the server has taken it: a page that is lost
// on a bad line, a lift or a flat battery comes back as it was. Passwords and hidden fields are never kept.
// With data-keep-version what was typed over another version of the record is left alone, and what was cleared stays so;
// with data-keep-as-sent the page shows what was sent just now, and nothing is put over it.
(() => {
  const key = (form) => `keep:${form.dataset.keep}`;
  const fields = (form) => [...form.elements].filter((e) => e.name && !["hidden", "password", "file", "submit"].includes(e.type));

  const read = (form) => {
    try { return JSON.parse(localStorage.getItem(key(form))) || {}; } catch { return {}; }
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
    try { localStorage.setItem(key(form), JSON.stringify(typed)); } catch { /* a full or closed store keeps nothing */ }
  };
  const fill = (form) => {
    const typed = read(form);
    const version = form.dataset.keepVersion;
    if (version && (typed[VERSION] !== version || "keepAsSent" in form.dataset)) return;
    let filled = false;
    for (const e of fields(form)) {
      const values = typed[e.name];
      if (!values) continue;
      if (["checkbox", "radio"].includes(e.type)) { if (values.includes(e.value) && !e.checked) { e.checked = true; filled = true; } }
      else if (version ? e.value !== values[0] : !e.value && values[0]) { e.value = values[0]; filled = true; }
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

  for (const done of document.querySelectorAll("[data-kept-done]")) localStorage.removeItem(`keep:${done.dataset.keptDone}`);
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
