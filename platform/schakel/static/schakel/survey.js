"use strict";
/* Save each answer as it is given; what the server has not acknowledged stays in the outbox (outbox.js) and is sent
   again: after a reload, without a line, and when the session ended meanwhile. Without this script the button of a
   section saves the same. */
(async () => {
  const root = document.querySelector("[data-saving]");
  const store = window.schakelOutbox;
  if (!root || !store) return;
  const form = document.querySelector("form[data-section]");
  const line = root.querySelector("[data-state]");
  const back = root.querySelector("dialog[data-back]");
  const response = root.dataset.key;
  const TYPING = 600, FIRST_WAIT = 2000, LONGEST_WAIT = 30000, PATIENCE = 15000, BEAT = 20000;
  const waiting = new Map(), held = new Set(), bases = new Map(), timers = new Map();
  let person = root.dataset.person, pageRevision = Number(root.dataset.revision), savedAt = root.dataset.savedAt;
  let sending, again = false, tries = 0, retry, problems = {}, warnings = {}, stuck = "", durable = await store.isDurable();
  const whose = () => `${response}|${person}`;
  const channel = window.BroadcastChannel ? new BroadcastChannel("schakel-outbox") : null;

  const fresh = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  /* ---- what the page says of it */
  const say = (when, words = {}) => {
    const template = root.querySelector(`template[data-when="${when}"]`);
    const parts = template.content.cloneNode(true);
    for (const part of parts.querySelectorAll("[data-one], [data-many]")) {
      if (("one" in part.dataset) !== (waiting.size === 1)) part.remove();
    }
    for (const [name, text] of Object.entries(words)) {
      const place = parts.querySelector(`[data-fill="${name}"]`);
      if (place && text) place.textContent = text;
    }
    if (line.textContent === parts.textContent) return; // a screen reader need not hear it twice
    line.className = `saved ${template.dataset.class ?? ""}`.trim();
    line.replaceChildren(parts);
  };
  const tell = () => {
    const count = String(waiting.size);
    if (stuck.startsWith("refused:")) say("failed", { text: stuck.slice(8), count });
    else if (!waiting.size) savedAt && say("saved", { time: savedAt });
    else say(stuck === "offline" ? (durable ? "offline" : "fleeting") : "unsaved", { count });
  };

  /* ---- the questions on the page */
  const blocks = () => (form ? [...form.querySelectorAll("[data-question]")] : []);
  const inputs = (key) => (form ? [...form.elements].filter((input) => input.name === key && input.type !== "hidden") : []);
  const isBox = (input) => input.type === "checkbox" || input.type === "radio";
  const valuesOf = (key) => inputs(key).filter((input) => !isBox(input) || input.checked).map((input) => input.value);
  const fillIn = (key, values) => {
    const own = inputs(key).filter((input) => !isBox(input)); // several: the parts of a moment, of a place or of a rank
    const valueFor = (input) => (input.tagName === "SELECT" && own.length > 1
      ? values.find((value) => [...input.options].some((option) => option.value === value))
      : values[own.indexOf(input)]) ?? "";
    for (const input of inputs(key)) {
      if (isBox(input)) input.checked = values.includes(input.value);
      else if (input.value !== valueFor(input)) input.value = valueFor(input);
    }
  };
  const show = (visible) => {
    for (const block of blocks()) {
      const hidden = !visible.includes(block.dataset.question);
      if (block.hidden === hidden) continue;
      block.hidden = hidden;
      for (const input of block.querySelectorAll("input, textarea, select")) input.disabled = hidden;
    }
  };
  const isTyping = (block) => block.contains(document.activeElement) && !isBox(document.activeElement);
  const put = (place, words) => {
    const message = place.querySelector("[data-message]") ?? place;
    if (message.textContent === words && place.hidden === !words) return;
    place.hidden = !words;
    message.textContent = words;
  };
  const complain = () => {
    for (const block of blocks()) {
      const key = block.dataset.question, place = block.querySelector("[data-problem]");
      const doubt = block.querySelector("[data-warning]");
      if ((problems[key] || warnings[key]) && isTyping(block)) continue; // not before somebody is ready
      if (doubt) put(doubt, warnings[key] ?? "");
      if (!place) continue;
      const words = problems[key] ?? "";
      put(place, words);
      block.querySelector(".field")?.classList.toggle("has-error", Boolean(words));
      for (const input of block.querySelectorAll(".input")) {
        if (words) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  };

  /* ---- the questions of a page again, when choices or instances changed: nothing typed goes, the focus stays */
  const refresh = async () => {
    if (!form) return;
    const answer = await fetch(location.pathname + location.search, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const other = page.querySelector("form[data-section]"), state = page.querySelector("[data-saving]");
    if (!answer.ok || !other || !state) return;
    const { id, name, value, selectionStart } = document.activeElement ?? {};
    form.replaceChildren(...other.childNodes);
    pageRevision = Number(state.dataset.revision);
    bases.clear();
    for (const entry of waiting.values()) fillIn(entry.key, entry.values);
    const same = [...form.elements].find((input) => input.name && input.name === name && (!isBox(input) || input.value === value));
    const focused = (id && document.getElementById(id)) || same;
    focused?.focus({ preventScroll: true });
    if (typeof selectionStart === "number" && focused?.setSelectionRange && !isBox(focused)) {
      focused.setSelectionRange(selectionStart, selectionStart);
    }
  };

  /* ---- keep what was typed at once, send it when somebody pauses */
  const keep = (key) => {
    const id = store.id(whose(), key);
    const base = bases.get(key) ?? pageRevision;
    const entry = { id, whose: whose(), response, key, values: valuesOf(key), client: fresh(), base, at: Date.now() };
    waiting.set(key, entry);
    held.delete(key);
    if (stuck.startsWith("refused:")) stuck = "";
    tell();
    return store.put(entry).then(async () => (durable = await store.isDurable()));
  };
  const queue = (key) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    if (!waiting.has(key) || String(waiting.get(key).values) !== String(valuesOf(key))) keep(key);
    flush();
  };
  const later = () => {
    stuck = "offline";
    tell();
    clearTimeout(retry);
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries++);
    retry = setTimeout(flush, wait / 2 + Math.random() * wait / 2);
  };

  const post = (entry, keepalive = false) => {
    const data = new URLSearchParams({ question: entry.key, client: entry.client, base: entry.base });
    for (const value of entry.values) data.append("value", value);
    const headers = { "X-CSRFToken": root.dataset.token, "X-Requested-With": "fetch" };
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(root.dataset.url, { method: "POST", body: data, headers, redirect: "error", keepalive, signal });
  };
  const acknowledged = (key, client, answer) => {
    bases.set(key, answer.revision);
    const entry = waiting.get(key);
    if (entry?.client === client) waiting.delete(key);
    else if (entry) entry.base = answer.revision;
    savedAt = answer.saved_at;
    [problems, warnings] = [answer.problems ?? {}, answer.warnings ?? {}];
    show(answer.visible);
    complain();
    tell();
    if (answer.reload) refresh().catch(() => {});
  };
  channel && (channel.onmessage = ({ data }) => {
    if (data.acknowledged && data.whose === whose()) acknowledged(...data.acknowledged);
    if (data.back && stuck === "out") returned();
  });

  /* ---- one sender for all tabs of one person, one answer at a time, the oldest first */
  const alone = (act) => (navigator.locks ? navigator.locks.request(`schakel-outbox:${whose()}`, act) : act());
  const due = async () => {
    const kept = await store.all((entry) => entry.whose === whose());
    return kept.find((entry) => !held.has(entry.key) && !timers.has(entry.key));
  };
  const flush = () => {
    if (sending) {
      again = true;
      return sending;
    }
    clearTimeout(retry);
    sending = alone(send).catch(later).finally(() => {
      sending = undefined;
      if (!again) return undefined;
      again = false;
      return flush();
    });
    return sending;
  };
  const send = async () => {
    for (let entry; (entry = await due()); ) {
      if (stuck === "out" || stuck === "other") return;
      let answer = await post(entry);
      if (answer.status === 403 && (await renewed())) answer = await post(entry);
      if (answer.ok) {
        const told = await answer.json();
        await store.drop(entry);
        [tries, stuck] = [0, ""];
        acknowledged(entry.key, entry.client, told);
        channel?.postMessage({ whose: whose(), acknowledged: [entry.key, entry.client, told] });
      } else if (answer.status >= 500 || [408, 425, 429].includes(answer.status)) return later();
      else if ([401, 403, 410].includes(answer.status)) return out(await words(answer));
      else refused(entry, await words(answer));
    }
    tell();
  };
  const words = async (answer) => (answer.headers.get("Content-Type")?.includes("json") ? answer.json() : {});
  const refused = (entry, told) => {
    held.add(entry.key); // it stays in the outbox and in the field
    const clash = told.conflict?.[entry.key];
    if (clash) choose(entry, clash);
    else stuck = `refused:${told.refused ?? ""}`;
  };

  /* ---- somebody else gave another answer: both stand at the question, and who typed here chooses */
  const choose = (entry, clash) => {
    const block = blocks().find((each) => each.dataset.question === entry.key);
    if (!block) return void (stuck = `refused:${root.dataset.elsewhere}`);
    block.querySelector("[data-conflict]")?.remove();
    const panel = root.querySelector("template[data-when='conflict']").content.cloneNode(true).firstElementChild;
    for (const name of ["who", "at", "theirs_shown", "mine_shown"]) {
      panel.querySelector(`[data-fill="${name}"]`).textContent = clash[name] || "–";
    }
    panel.querySelector("[data-keep='mine']").addEventListener("click", () => {
      panel.remove();
      bases.set(entry.key, clash.revision);
      keep(entry.key);
      flush();
    });
    panel.querySelector("[data-keep='theirs']").addEventListener("click", async () => {
      panel.remove();
      await store.drop(waiting.get(entry.key) ?? entry);
      waiting.delete(entry.key);
      held.delete(entry.key);
      bases.set(entry.key, clash.revision);
      tell();
      await refresh();
    });
    block.prepend(panel);
  };

  /* ---- the session ended: come in again beside what was typed */
  const pulse = () => fetch(root.dataset.pulse, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
  const renewed = async () => {
    const answer = await pulse();
    if (!answer.ok) return false;
    const now = await answer.json();
    if (now.person !== person && !(await follows(now.person))) return false;
    root.dataset.token = now.token;
    for (const field of document.querySelectorAll("input[name='csrfmiddlewaretoken']")) field.value = now.token;
    return true;
  };
  /* who came by the link alone may confirm who they are; another person does not send what was typed before */
  const follows = async (other) => {
    if (!person.startsWith("link-")) {
      stuck = "other";
      part("other");
      return false;
    }
    const before = await store.all((entry) => entry.whose === whose());
    person = other;
    for (const entry of before) await move(entry);
    return true;
  };
  const move = async (entry) => {
    const mine = { ...entry, whose: whose(), id: store.id(whose(), entry.key) };
    if (!waiting.has(entry.key) || waiting.get(entry.key).client === entry.client) {
      waiting.set(entry.key, mine);
      await store.put(mine);
    }
    await store.drop(entry);
  };
  const part = (name) => {
    for (const each of back.querySelectorAll("[data-part]")) each.hidden = each.dataset.part !== name;
    if (!back.open) back.showModal();
  };
  const out = async (told) => {
    stuck = "out";
    tell();
    if (person.startsWith("user-")) return void document.body.dispatchEvent(new CustomEvent("schakel:refused", { bubbles: true }));
    await ask(told);
  };
  const ask = async (told) => {
    if (!told.confirm) return part("link");
    const page = await (await fetch(told.confirm)).text();
    put_code(new DOMParser().parseFromString(page, "text/html"));
  };
  const put_code = (page) => {
    const place = back.querySelector("[data-part='code']"), asked = page.querySelector("[data-confirming]");
    place.replaceChildren(...[...asked.children].filter((each) => !each.matches("h1, .lead, .kicker")));
    part("code");
    place.querySelector("input[type='text'], input:checked, input:not([type='hidden'])")?.focus();
  };
  const returned = async () => {
    try {
      const answer = await pulse();
      if (!answer.ok) return void (person.startsWith("user-") || (await ask(await words(answer))));
      if (!(await renewed())) return;
    } catch {
      return;
    }
    stuck = "";
    if (back.open) back.close();
    flush();
  };
  back?.addEventListener("cancel", (event) => event.preventDefault());
  back?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = event.target, problem = back.querySelector("[data-back-problem]");
    if (asked.matches("[data-open-link]")) {
      let path = "";
      try {
        path = new URL(asked.elements.link.value.trim(), location).pathname;
      } catch { /* no address at all */ }
      const opened = path.startsWith("/v/") && (await fetch(path).catch(() => null));
      problem.hidden = Boolean(opened?.ok);
      return void (opened?.ok && returned());
    }
    const answer = await fetch(asked.action, { method: "POST", body: new FormData(asked) }).catch(() => null);
    if (!answer) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-confirming]")) put_code(page);
    else returned();
  });
  document.body.addEventListener("schakel:back", returned); // session.js: somebody logged in again
  const look = () => {
    if (document.visibilityState !== "visible") return;
    if (stuck === "out") returned();
    else if (waiting.size) flush();
  };
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, BEAT);
  channel?.postMessage({ back: true }); // another page may wait for somebody to come in again

  /* ---- what an earlier visitor with the link left on this device */
  const found = async () => {
    const place = root.querySelector("[data-found]");
    const left = await store.all((each) => each.response === response && each.whose !== whose() && each.whose.includes("|link-"));
    if (!left.length || !place || person.startsWith("link-") === false && root.dataset.alone) return;
    place.querySelector("[data-fill='count']").textContent = String(left.length);
    place.hidden = false;
    place.querySelector("[data-add]").addEventListener("click", async () => {
      place.hidden = true;
      for (const entry of left) await move(entry);
      for (const entry of waiting.values()) fillIn(entry.key, entry.values);
      flush();
    });
    place.querySelector("[data-away]").addEventListener("click", () => {
      place.hidden = true;
      store.erase((entry) => left.some((each) => each.id === entry.id));
    });
  };

  /* ---- listen */
  const keyOf = (event) => (event.target.type !== "file" && event.target.closest?.("[data-question]") && event.target.name) || "";
  form?.addEventListener("change", (event) => keyOf(event) && queue(keyOf(event)));
  form?.addEventListener("input", (event) => {
    const key = keyOf(event);
    if (!key || isBox(event.target)) return;
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => queue(key), TYPING));
    keep(key);
  });
  form?.addEventListener("focusout", () => setTimeout(complain));
  /* a form that leaves the page waits until all is saved; what cannot be saved keeps the page here */
  document.addEventListener("submit", async (event) => {
    const asked = event.target;
    if (root.contains(asked) || event.defaultPrevented || asked.dataset.sent || asked.method !== "post" || !asked.closest("main")) return;
    if (!waiting.size && !timers.size) return;
    event.preventDefault();
    for (const key of [...timers.keys()]) queue(key);
    await flush();
    if ([...waiting.keys()].some((key) => !held.has(key))) return tell();
    asked.dataset.sent = "yes";
    asked.requestSubmit(event.submitter);
    delete asked.dataset.sent;
  });
  window.addEventListener("online", () => [tries] = [0, flush()]);
  window.addEventListener("offline", () => waiting.size && later());
  window.addEventListener("pagehide", () => {
    for (const key of timers.keys()) waiting.has(key) && post(waiting.get(key), true).catch(() => {}); // else after the reload
  });
  window.addEventListener("beforeunload", (event) => waiting.size && !durable && event.preventDefault());

  /* ---- what an earlier page could not send */
  for (const entry of await store.all((each) => each.whose === whose())) {
    waiting.set(entry.key, entry);
    fillIn(entry.key, entry.values);
  }
  if (waiting.size) flush();
  found();
})();
