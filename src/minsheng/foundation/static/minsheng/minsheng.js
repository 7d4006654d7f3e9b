// Small comforts. Every page works without this file.
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // After an error the summary is read out first; later visits start at the top.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // Ctrl+Enter saves the form one is in; Alt+/ goes to the search box.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = document.activeElement && document.activeElement.closest("form");
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button.btn-primary:not([type=button])"));
      }
    }
    if (event.altKey && event.key === "/") {
      const search = document.querySelector("[data-search], input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

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

  // Buttons that only make sense with a script: print this page.
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
