// The screens of the field pages: the visits of the day (#), one visit (#visit/ID), what is not sent yet (#outbox).
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);
  const { h, check, read, draw, complain } = fieldForms;
  const { get, name: ownName, visits: keptVisits, all, one: keptOne, count, exchange, expire, record, keepDraft, exported, wipe, dropPhoto, dropRefused } = fieldStore;
  const screen = document.getElementById("screen");
  const news = document.getElementById("news");
  const EVERY_MS = 30000;
  const say = (sentence, ...values) => values.reduce((told, value) => told.replace("%s", value), sentence);

  const notice = (kind, text, ...more) => h("div", { class: `notice notice-${kind}` }, h("p", {}, text, ...more));
  const button = (label, act, kind = "secondary") => {
    const made = h("button", { type: "button", class: `btn btn-${kind}` }, label);
    made.addEventListener("click", act);
    return made;
  };
  const link = (label, href, kind = "secondary") => h("a", { class: `btn btn-${kind}`, href }, label);

  const clock = (ms) => {
    const at = new Date(ms);
    const two = (number) => String(number).padStart(2, "0");
    return `${two(at.getMonth() + 1)}月${two(at.getDate())}日 ${two(at.getHours())}:${two(at.getMinutes())}`;
  };
  const today = () => {
    const at = new Date(Date.now() + 8 * 3600000); // the banner's clock: China has one zone
    return at.toISOString().slice(0, 10);
  };

  // What stands between the phone and the centre, in words, with what one can do about it.
  const standing = async (isOutbox = false) => {
    const unsent = await count();
    const stop = await get("stop");
    const made = h("div", { class: "standing", id: "standing" });
    if (!unsent) made.append(h("span", { class: "state state-done" }, words.all_sent));
    else if (isOutbox) made.append(h("strong", {}, say(words.unsent, unsent)));
    else made.append(link(say(words.unsent, unsent), "#outbox"));
    if (stop) made.append(h("span", { class: "hint" }, words.stop[stop]));
    if (stop === "signed_out") made.append(link(words.sign_in, words.urls.sign_in, "primary"));
    return made;
  };

  const NAME_LETTERS = 8; // a short name is not broken in two
  const named = (who) => (who.length > NAME_LETTERS ? who : h("span", { class: "whole" }, who));

  const card = (visit, isToday) => h(
    "li", {},
    h(
      "a", { href: `#visit/${visit.id}` },
      h(
        "span", {}, h("strong", {}, `${(isToday && visit.on === today() && visit.when.split(" ")[1]) || visit.when} `, named(visit.who)),
        h("span", {}, visit.what), h("span", { class: "hint" }, `${visit.where} ${visit.directions}`),
        visit.recorded ? h("span", { class: "state state-waiting" }, visit.arrived || words.recorded) : null,
      ),
    ),
  );

  const group = (label, visits, isOpen, isToday = false) => {
    if (!visits.length) return null;
    const list = h("ul", { class: "choices" }, visits.map((one) => card(one, isToday)));
    if (isOpen) return h("section", {}, h("h2", {}, `${label}（${visits.length}）`), list);
    return h("details", {}, h("summary", {}, `${label}（${visits.length}）`), list);
  };

  const dayScreen = async () => {
    if (!fieldSeal.isPossible) return bareScreen();
    const visits = await keptVisits();
    visits.sort((a, b) => (a.on + a.when < b.on + b.when ? -1 : 1));
    const on = today();
    const fetched = await get("fetched_at");
    const parts = [h("h1", { tabindex: "-1" }, words.title), await standing()];
    if (await get("expired") && !visits.length) parts.push(notice("warning", words.expired));
    const goesOn = (one) => one.on < on && one.until > Date.now(); // it began before midnight and is not over
    const now = visits.filter((one) => one.on === on || goesOn(one));
    const before = visits.filter((one) => one.on < on && !goesOn(one));
    const after = visits.filter((one) => one.on > on);
    parts.push(group(words.today, now, true, true), group(words.earlier, before, !now.length), group(words.later, after, !now.length && !before.length));
    if (!visits.length) {
      parts.push(h("div", { class: "empty" }, h("p", { class: "empty-text" }, words.none), h("p", {}, words.none_remedy)));
    }
    if (fetched && visits.length) parts.push(h("p", { class: "hint" }, say(words.as_of, clock(fetched), clock(await get("expires_at")))));
    parts.push(h("div", { class: "form-actions" }, button(words.refresh, () => sync(true))));
    return parts.filter(Boolean);
  };

  // Without https nothing can be sealed, so nothing is kept: what to do instead, and what an earlier version has not sent yet.
  const bareScreen = async () => {
    const why = notice("warning", words.stop.unsealed);
    why.append(h("p", {}, words.paper));
    const parts = [h("h1", { tabindex: "-1" }, words.title), why];
    parts.push(h("div", { class: "form-actions" }, link(words.sheet, words.urls.sheet, "primary"), link(words.work_list, words.urls.work_list)));
    if (await count()) parts.push(await standing());
    return parts;
  };

  const row = (label, value) => (value ? h("div", {}, h("dt", {}, label), h("dd", {}, value)) : null);

  const facts = (visit) => h(
    "dl", { class: "summary-list" },
    row(words.who, visit.who), row(words.when, visit.when), row(words.where, visit.where),
    row(words.directions, visit.directions), row(words.hints, (visit.hints || []).join(" ")),
    row(words.number, visit.number),
  );

  // After a choice the next question that must be answered has the cursor: no tap is needed to get there.
  const goOn = (form, element, field) => {
    const told = read(form, element);
    const next = form.fields.find((one) => one.required && one.kind !== "choice" && !told[one.name]
      && one.shown_if && one.shown_if.field === field && one.shown_if.values.includes(told[field]));
    if (next) element.elements[next.name].focus();
  };

  const PHOTO_SIDE = 1280;
  // The chosen picture drawn anew, small: what the camera wrote into it stays behind. null: none, undefined: unreadable.
  const shrunk = async (file) => {
    if (!file) return null;
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
      const canvas = h("canvas", { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.8); });
      return made ? new Uint8Array(await made.arrayBuffer()) : undefined;
    } catch { return undefined; }
  };

  const photoField = () => {
    const input = h("input", { type: "file", accept: "image/*", id: "photo", "aria-describedby": "photo-hint" });
    return { input, field: h("div", { class: "field" }, h("label", { for: "photo" }, words.photo), h("p", { class: "hint", id: "photo-hint" }, words.photo_hint), input) };
  };

  let saving = Promise.resolve(); // the record that is being written down; its photo may take a moment

  const visitScreen = async (id, old) => {
    const schema = await get("schema");
    const kept = await keptOne("visits", id);
    const visit = (kept && !kept.is_unreadable && kept) || (old && { id, form: old.form, what: old.label, hints: [] });
    if (!visit || !schema || !fieldSeal.isPossible) return [h("h1", { tabindex: "-1" }, words.title), notice("warning", words.gone), link(words.back, "#")];
    const form = schema.forms[visit.form];
    const draft = await keptOne("drafts", id);
    const answers = old ? JSON.parse(old.body).answers : (draft && draft.answers) || {};
    const element = h("form", { class: "form", novalidate: true });
    draw(form, element, answers);
    const camera = photoField();
    element.append(camera.field);
    element.append(h("div", { class: "form-actions" }, h("button", { type: "submit", class: "btn btn-primary" }, words.save), link(words.back, "#")));
    element.addEventListener("change", (event) => goOn(form, element, event.target.name));
    element.addEventListener("input", () => keepDraft(id, read(form, element)));
    const writeDown = async () => {
      const told = read(form, element);
      const found = check(schema, visit.form, told);
      complain(schema, form, element, found);
      if (Object.keys(found).length) return;
      element.dataset.sent = "1";
      const photo = await shrunk(camera.input.files[0]);
      if (photo === undefined) {
        delete element.dataset.sent;
        camera.input.value = "";
        camera.field.append(h("p", { class: "wrong", role: "alert" }, words.photo_bad));
        return;
      }
      try {
        await record({ visit: id, form: visit.form, answers: told, photo, label: `${visit.when || ""} ${visit.what}`.trim(), replaces: old && old.client_id });
      } catch {
        delete element.dataset.sent;
        news.replaceChildren(notice("error", words.not_saved)); // what was typed still stands on the page
        scrollTo(0, 0);
        return;
      }
      arrive("#", "success", words.saved);
      sync(false);
    };
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!element.dataset.sent) saving = writeDown();
    });
    const known = visit.recorded && !old ? notice("info", visit.arrived || words.recorded) : null;
    return [h("p", { class: "back" }, h("a", { href: "#" }, words.back)), h("h1", { tabindex: "-1" }, visit.what), known, visit.who ? facts(visit) : null, visit.recorded && !old ? null : element].filter(Boolean);
  };

  // What will never be taken and is handed in as a file may go, so that nobody is kept signed in for ever: asked twice.
  const dropButton = (one) => {
    const sure = button(words.drop_sure, async () => {
      await dropRefused(one.client_id);
      await show(false);
    }, "danger");
    const first = button(words.drop, () => { first.replaceWith(sure); sure.focus(); });
    return first;
  };

  const said = (one) => (one.is_unreadable ? words.unreadable : one.reason || words.waiting);

  const outboxRow = (one) => h(
    "li", {},
    h("p", {}, h("strong", {}, one.label), " ", h("span", { class: "whole" }, clock(one.made_at))),
    h("p", { class: one.is_refused || one.is_unreadable ? "state state-error" : "state state-waiting" }, said(one)),
    one.is_unreadable ? dropButton(one) : null,
    one.is_refused && !one.is_unreadable ? h("div", { class: "form-actions" }, link(words.change, `#change/${one.client_id}`), one.is_exported ? dropButton(one) : null) : null,
  );

  const photoRow = (one) => h(
    "li", {},
    h("p", {}, h("strong", {}, words.photo_waiting), ` ${one.label || ""}`),
    h("p", { class: one.is_refused || one.is_unreadable ? "state state-error" : "state state-waiting" }, said(one)),
    button(words.photo_drop, async () => { await dropPhoto(one.record); await show(false); }),
  );

  const outboxScreen = async () => {
    const waiting = (await all("outbox")).sort((a, b) => (a.made_at < b.made_at ? -1 : 1));
    const photos = (await all("photos")).filter((one) => !waiting.some((other) => other.client_id === one.record));
    const parts = [h("p", { class: "back" }, h("a", { href: "#" }, words.back)), h("h1", { tabindex: "-1" }, words.outbox)];
    if (!waiting.length && !photos.length) {
      parts.push(h("div", { class: "empty" }, h("p", { class: "empty-text" }, words.outbox_none), h("p", {}, words.outbox_none_remedy)));
      return parts;
    }
    const account = await get("account");
    parts.push(await standing(true));
    if ([...waiting, ...photos].some((one) => one.account !== account)) parts.push(notice("warning", words.stop.other));
    parts.push(h("ul", { class: "outbox" }, [...waiting.map(outboxRow), ...photos.map(photoRow)]));
    parts.push(h("p", { class: "hint" }, words.export_hint));
    parts.push(h("div", { class: "form-actions" }, button(words.send, () => sync(false, true), "primary"), button(words.export, save)));
    return parts;
  };

  const save = async () => {
    const address = URL.createObjectURL(await exported());
    const made = h("a", { href: address, download: `minsheng-${today()}.json`, hidden: true });
    document.body.append(made);
    made.click();
    made.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    await show(false);
  };

  // Go to a screen and say something there.
  let held = null;
  const arrive = (hash, kind, text) => {
    held = notice(kind, text);
    if ((location.hash || "#") === hash) show(true);
    else location.hash = hash;
  };

  let shown = "";
  const show = async (isMoved) => {
    const here = location.hash;
    const [name, id = ""] = here.slice(1).split("/");
    if (!isMoved && (name === "visit" || name === "change")) return; // somebody is writing there
    const old = name === "change" ? await keptOne("outbox", id) : null;
    let parts;
    if (old && !old.is_unreadable) parts = await visitScreen(old.visit, old);
    else if (name === "visit") parts = await visitScreen(id, null);
    else if (name === "outbox") parts = await outboxScreen();
    else parts = await dayScreen();
    if (location.hash !== here) return; // somebody has gone on meanwhile, and that screen is on its way
    screen.replaceChildren(...parts);
    document.getElementById("who").textContent = await ownName();
    if (held || (isMoved && shown !== location.hash)) news.replaceChildren(...[held].filter(Boolean));
    held = null;
    if (isMoved && shown !== location.hash) {
      screen.querySelector("h1").focus();
      scrollTo(0, 0);
    }
    shown = location.hash;
  };

  let isBusy = false;
  const sync = async (isFresh, isForced = false) => {
    if (isBusy) return;
    isBusy = true;
    try {
      await exchange(words, { isFresh, isForced });
    } finally {
      isBusy = false;
    }
    await show(false);
  };

  const view = document.getElementById("view");
  const setView = (isElder) => {
    document.documentElement.classList.toggle("elder", isElder);
    view.textContent = isElder ? view.dataset.standard : view.dataset.elder;
  };
  const kept = localStorage.getItem("field-view");
  if (kept) setView(kept === "elder");
  view.addEventListener("click", () => {
    const isElder = !document.documentElement.classList.contains("elder");
    localStorage.setItem("field-view", isElder ? "elder" : "standard");
    setView(isElder);
  });

  const post = (address, fields) => {
    const form = h("form", { method: "post", action: address, hidden: true }, Object.entries(fields).map(([name, value]) => h("input", { type: "hidden", name, value })));
    document.body.append(form);
    form.submit();
  };
  document.getElementById("sign-out").addEventListener("click", async () => {
    const refuse = async () => arrive("#outbox", "error", say(words.sign_out_no, await count()));
    await saving.catch(() => null); // what could not be written down still stands on its page
    if (await count()) return refuse();
    let token = "";
    try {
      const answer = await fetch(words.urls.hello, { headers: { "HX-Request": "true" }, cache: "no-store" });
      token = answer.ok ? (await answer.json()).token : "";
    } catch { /* without network only the phone is cleared */ }
    if (!(await wipe())) return refuse();
    if (token) post(words.urls.sign_out, { csrfmiddlewaretoken: token });
    else screen.replaceChildren(h("h1", {}, words.title), notice("info", words.sign_out_offline), link(words.sign_in, words.urls.sign_in));
    return null;
  });

  // The worker keeps the page; where the phone lets it, it is woken now and then and clears away what has expired.
  const EVERY_FEW_HOURS = 6 * 3600000;
  const keepPage = async () => {
    try {
      await navigator.serviceWorker.register(words.urls.worker, { scope: words.urls.page });
      const { periodicSync } = await navigator.serviceWorker.ready;
      if (periodicSync) await periodicSync.register("field-expire", { minInterval: EVERY_FEW_HOURS });
    } catch { /* no worker, or the phone does not wake it: other events do */ }
  };

  const start = async () => {
    if ("serviceWorker" in navigator) keepPage();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    addEventListener("hashchange", () => show(true));
    addEventListener("online", () => sync(false));
    await expire();
    await show(true);
    document.documentElement.dataset.ready = "1";
    await sync(true);
    document.addEventListener("visibilitychange", async () => {
      if (document.visibilityState === "visible" && await expire()) await show(false);
    });
    setInterval(async () => {
      if (await expire()) await show(false);
      if (await count()) await sync(false);
    }, EVERY_MS);
  };
  start();
})();
