// The forms of the field pages: drawn and checked by the schema that the server hands out (`forms/field.py`).
(() => {
  "use strict";
  const MONEY = /^[0-9]{1,5}(\.[0-9]{1,2})?$/;
  const DIGITS = /^[0-9]+$/;
  const UNFIT = /[\u0000\ud800-\udfff]/u;

  // h("p", {class: "hint"}, "words", element): an element; text is always text, never markup.
  const h = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
    return made;
  };

  const strip = (text, blank) => {
    let first = 0;
    let last = text.length;
    while (first < last && blank.includes(text[first])) first += 1;
    while (last > first && blank.includes(text[last - 1])) last -= 1;
    return text.slice(first, last);
  };

  const own = (answers, name) => (Object.hasOwn(answers, name) ? answers[name] : "");

  const fen = (yuan) => {
    const [whole, part = ""] = yuan.split(".");
    return Number(whole) * 100 + Number(`${part}00`.slice(0, 2));
  };

  const isAsked = (field, answers) => !field.shown_if || field.shown_if.values.includes(own(answers, field.shown_if.field));

  const problem = (field, answers) => {
    const value = own(answers, field.name);
    if (typeof value !== "string" || UNFIT.test(value)) return "letters";
    if (!isAsked(field, answers)) return value ? "not_asked" : "";
    if (!value) return field.required ? "required" : "";
    if (field.kind === "choice") return field.choices.some(([known]) => known === value) ? "" : "choice";
    if (field.kind === "digits") return DIGITS.test(value) && value.length === field.most ? "" : "digits";
    if (field.kind === "money") return MONEY.test(value) ? "" : "money";
    return Array.from(value).length <= field.most ? "" : "long";
  };

  // The problem of each field that has one, by name.
  const check = (schema, key, answers) => {
    const form = schema.forms[key];
    const plain = {};
    for (const [name, value] of Object.entries(answers)) {
      plain[name] = typeof value === "string" ? strip(value, schema.blank) : value;
    }
    const found = {};
    for (const name of Object.keys(plain)) {
      if (!form.fields.some((field) => field.name === name)) found[name] = "unknown";
    }
    for (const field of form.fields) {
      const what = problem(field, plain);
      if (what) found[field.name] = what;
    }
    if (form.balance && !Object.keys(found).length) {
      const sums = [form.balance.sum, ...form.balance.parts].filter((name) => own(plain, name)).map((name) => fen(plain[name]));
      if (sums.length && sums[0] !== sums.slice(1).reduce((total, one) => total + one, 0)) found[form.balance.sum] = "balance";
    }
    return found;
  };

  // What stands in a drawn form now; questions that are not asked are left out.
  const read = (form, element) => {
    const told = {};
    for (const field of form.fields) {
      const input = element.elements[field.name];
      told[field.name] = input ? input.value : "";
    }
    for (const field of form.fields) if (!isAsked(field, told) || !told[field.name]) delete told[field.name];
    return told;
  };

  const choice = (field, [value, label], answers) => h(
    "label", { class: "choice" },
    h("input", { type: "radio", name: field.name, value, checked: own(answers, field.name) === value }),
    h("span", {}, label),
  );

  const drawn = (field, answers) => {
    const hint = field.hint ? h("p", { class: "hint", id: `hint-${field.name}` }, field.hint) : null;
    const wrong = h("div", { class: "wrong", id: `wrong-${field.name}`, role: "alert" });
    if (field.kind === "choice") {
      return h(
        "fieldset", { class: "field", "data-field": field.name },
        h("legend", {}, field.label), hint, wrong, field.choices.map((one) => choice(field, one, answers)),
      );
    }
    const described = `${field.hint ? `hint-${field.name} ` : ""}wrong-${field.name}`;
    const common = { id: `field-${field.name}`, name: field.name, "aria-describedby": described, autocomplete: "off" };
    const input = field.kind === "text"
      ? h("textarea", { ...common, rows: 3 }, own(answers, field.name))
      : h("input", { ...common, inputmode: field.kind === "money" ? "decimal" : "numeric", value: own(answers, field.name) });
    return h(
      "div", { class: "field", "data-field": field.name },
      h("label", { for: common.id }, field.label), hint, wrong, input,
    );
  };

  // The questions of a form, and which of them are asked changes with the answers.
  const draw = (form, element, answers) => {
    const rows = form.fields.map((field) => [field, drawn(field, answers)]);
    const show = () => {
      const told = read(form, element);
      for (const [field, row] of rows) row.hidden = !isAsked(field, told);
    };
    element.append(...rows.map(([, row]) => row));
    element.addEventListener("input", show);
    element.addEventListener("change", show);
    show();
  };

  // Say at each field what is wrong with it, and go to the first.
  const complain = (schema, form, element, found) => {
    for (const field of form.fields) {
      const row = element.querySelector(`[data-field="${field.name}"]`);
      const words = found[field.name] ? schema.problems[found[field.name]] : "";
      row.classList.toggle("field-wrong", Boolean(words));
      row.querySelector(".wrong").replaceChildren(words ? h("p", {}, words) : "");
    }
    const first = element.querySelector(".field-wrong input, .field-wrong textarea");
    if (first) first.focus();
  };

  globalThis.fieldForms = { h, check, read, draw, complain };
})();
