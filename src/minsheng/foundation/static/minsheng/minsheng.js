// Small comforts. Every page works without this file.
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // After an error the summary is read out first; later visits start at the top.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // At a desk with a keyboard the first field is ready; on a phone its keyboard would hide the page.
  const first = document.querySelector("[data-start]");
  if (!summary && first && matchMedia("(pointer: fine)").matches) first.focus();

  // Ctrl+Enter saves the form one is in, with Shift it saves and goes on to the next; Alt+/ goes to the search box.
  const main = "button.btn-primary:not([type=button]), button.btn-danger:not([type=button])";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = document.activeElement && document.activeElement.closest("form");
      const onward = event.shiftKey && form && form.querySelector("button[value=next]");
      const button = onward || (form && form.querySelector(main));
      if (button) { event.preventDefault(); form.requestSubmit(button); }
    }
    if (event.altKey && event.key === "/") {
      const search = document.querySelector("[data-search], input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  // What the field pages keep on this device is deleted: first the keys, then what they sealed.
  const FIELD = "minsheng-field";
  const SHRED_MS = 3000; // a browser that does not answer keeps nobody signed in
  const shred = () => new Promise((done) => {
    setTimeout(done, SHRED_MS);
    const drop = () => Object.assign(indexedDB.deleteDatabase(FIELD), { onsuccess: done, onerror: done });
    const asked = indexedDB.open(FIELD);
    asked.onerror = drop;
    asked.onsuccess = () => {
      const db = asked.result;
      const close = () => { db.close(); drop(); };
      if (!db.objectStoreNames.contains("keys")) { close(); return; }
      const act = db.transaction("keys", "readwrite");
      Object.assign(act, { oncomplete: close, onabort: close });
      act.objectStore("keys").clear();
    };
  });

  // Signing out clears this device; while something there is unsent it is refused.
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.signOut;
    if (!words) return;
    if (Number(localStorage.getItem("field-unsent"))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const said = document.createElement("div");
      said.className = "notice notice-error";
      said.setAttribute("role", "alert");
      said.textContent = words;
      document.getElementById("main").prepend(said);
      said.scrollIntoView();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.target.dataset.sent) return;
    event.target.dataset.sent = "1";
    localStorage.removeItem("field-unsent");
    shred().catch(() => {}).then(() => event.target.submit()); // nothing can be kept where that fails
  }, true);

  // Any page of ours wakes the worker of the field pages, which clears away visits that have outstayed their time.
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.active && one.active.postMessage("clear"))).catch(() => {});
  }

  // A second press while the first is on its way sends nothing.
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "repeat" in form.dataset) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  }, true);
  window.addEventListener("pageshow", () => each("form[data-sent]", release));
  document.addEventListener("htmx:afterRequest", () => each("form[data-sent]", release));

  // What was typed at a desk is not lost by a wrong click: the browser asks before it leaves the page.
  let isTyped = Boolean(summary && document.querySelector("form[data-guard]"));
  each("form[data-guard]", (form) => {
    form.addEventListener("input", () => { isTyped = true; });
    form.addEventListener("submit", () => { isTyped = false; });
  });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });

  // A question with data-asked-if="NAME" data-asked-for="VALUE VALUE" is shown and sent with these answers only.
  const ask = (form) => form.querySelectorAll("[data-asked-if]").forEach((field) => {
    const told = form.elements[field.dataset.askedIf];
    field.disabled = !field.dataset.askedFor.split(" ").includes(told ? told.value : "");
    field.closest(".field").hidden = field.disabled;
  });
  const askAll = () => each("form:has([data-asked-if])", ask);
  document.addEventListener("change", (event) => { if (event.target.form) ask(event.target.form); });
  window.addEventListener("pageshow", askAll); // a page that one came back to has its answers again by then
  askAll();

  // A button with data-fill-NAME writes its value into the field of that name and goes to the next empty one.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    const form = button && button.closest("form");
    if (!form) return;
    const fills = [...button.attributes].filter((one) => one.name.startsWith("data-fill-") && one.value);
    fills.forEach((one) => {
      const field = form.elements[one.name.slice("data-fill-".length)];
      if (field) { field.value = one.value; field.dispatchEvent(new Event("input", { bubbles: true })); }
    });
    const empty = fills.length && [...form.elements].find((one) => one.required && !one.value && one.type !== "hidden");
    if (empty) empty.focus();
  });

  // Several of a list: what is typed or picked becomes a ticked box above the field; what fits several is offered below.
  const box = (name, label, isTicked) => {
    const [row, tick, words] = ["label", "input", "span"].map((tag) => document.createElement(tag));
    row.className = "choice";
    Object.assign(tick, { type: "checkbox", name, value: label, checked: isTicked });
    words.textContent = label;
    row.append(tick, words);
    return row;
  };
  const pick = (several, label) => {
    const [picked, text] = [several.querySelector(".picked"), several.querySelector("input[list]")];
    const there = [...picked.querySelectorAll("input")].find((one) => one.value === label);
    if (there) there.checked = true; else picked.append(box(several.dataset.several, label, true));
    text.value = "";
    several.querySelector(".near").replaceChildren();
    text.focus();
  };
  const fitting = (several, typed) => {
    const options = [...several.querySelectorAll("datalist option")];
    const aliases = (one) => one.textContent.toLowerCase().split(" ");
    const tests = [
      (one) => one.value === typed,
      (one) => aliases(one).includes(typed.toLowerCase()),
      (one) => aliases(one).some((alias) => alias.startsWith(typed.toLowerCase())),
      (one) => one.value.includes(typed),
    ];
    return tests.map((test) => options.filter(test)).find((found) => found.length) || [];
  };
  const look = (several) => {
    const [text, near] = [several.querySelector("input[list]"), several.querySelector(".near")];
    if (!text.value.trim()) { text.focus(); return; }
    const found = fitting(several, text.value.trim());
    if (found.length === 1) { pick(several, found[0].value); return; }
    const said = document.createElement("p");
    said.className = "hint";
    said.textContent = found.length ? several.dataset.which : several.dataset.none;
    near.replaceChildren(said, ...found.slice(0, 8).map((one) => box("", one.value, false)));
    near.setAttribute("aria-live", "polite");
    const first = near.querySelector("input");
    if (first) first.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-add]")) look(event.target.closest("[data-several]"));
  });
  document.addEventListener("keydown", (event) => {
    const several = event.target.matches("[data-several] input[list]") && event.target.closest("[data-several]");
    if (!several || event.key !== "Enter" || event.isComposing || event.ctrlKey) return;
    if (event.target.value.trim()) { event.preventDefault(); look(several); }
  });
  document.addEventListener("input", (event) => {
    const several = event.target.closest("[data-several]");
    if (!several) return;
    if (event.target.matches(".near input")) { pick(several, event.target.value); return; }
    const isPicked = event.target.matches("input[list]") && (event.inputType || "insertReplacementText") === "insertReplacementText";
    if (isPicked && fitting(several, event.target.value)[0]?.value === event.target.value) pick(several, event.target.value);
  });
  const showAdd = () => each("[data-add]", (button) => { button.hidden = false; });
  document.addEventListener("htmx:load", showAdd);
  showAdd();

  // Buttons that only make sense with a script: print this page.
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
