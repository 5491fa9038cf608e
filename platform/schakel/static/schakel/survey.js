"use strict";
/* Save each answer as it is given. Without this script the button of a section saves the same. */
(() => {
  const root = document.querySelector("[data-saving]");
  if (!root) return;
  const form = document.querySelector("form[data-section]");
  const line = root.querySelector("[data-state]");
  const KEY = `schakel:answers:${root.dataset.key}`;
  const TYPING = 800, FIRST_WAIT = 2000, LONGEST_WAIT = 30000, PATIENCE = 15000;
  let revision = Number(root.dataset.revision), sending = false, stuck = false, wait = FIRST_WAIT, retry, problems = {};
  const timers = new Map();

  /* ---- the outbox: what the server has not acknowledged, kept in this tab */
  const outbox = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  };
  const keep = (entries) => {
    try {
      if (entries.length) sessionStorage.setItem(KEY, JSON.stringify(entries));
      else sessionStorage.removeItem(KEY);
    } catch { /* a full or forbidden store: the button of the section still saves */ }
  };
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
    line.className = `saved ${template.dataset.class ?? ""}`.trim();
    line.replaceChildren(template.content.cloneNode(true));
    for (const [name, text] of Object.entries(words)) {
      const place = line.querySelector(`[data-fill="${name}"]`);
      if (place && text) place.textContent = text;
    }
  };

  /* ---- the questions on the page */
  const blocks = () => (form ? [...form.querySelectorAll("[data-question]")] : []);
  const inputs = (name) => (form ? [...form.elements].filter((input) => input.name === name) : []);
  const isBox = (input) => input.type === "checkbox" || input.type === "radio";
  const valuesOf = (name) => inputs(name).filter((input) => !isBox(input) || input.checked).map((input) => input.value);
  const fillIn = (name, values) => {
    for (const input of inputs(name)) {
      if (isBox(input)) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
  };
  const show = (visible) => {
    for (const block of blocks()) {
      const hidden = !visible.includes(block.dataset.question);
      block.hidden = hidden;
      for (const input of block.querySelectorAll("input, textarea")) input.disabled = hidden;
    }
  };
  const isTyping = (block) => block.contains(document.activeElement) && !isBox(document.activeElement);
  const complain = () => {
    for (const block of blocks()) {
      const place = block.querySelector("[data-problem]");
      if (!place) continue;
      const words = problems[block.dataset.question] ?? "";
      if (words && isTyping(block)) continue; // not before somebody is ready
      if (place.querySelector("[data-message]").textContent === words && place.hidden === !words) continue;
      place.hidden = !words;
      place.querySelector("[data-message]").textContent = words;
      block.querySelector(".field").classList.toggle("has-error", Boolean(words));
      for (const input of block.querySelectorAll(".input")) {
        if (words) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  };

  /* ---- send, one at a time and in order */
  const queue = (name) => {
    clearTimeout(timers.get(name));
    timers.delete(name);
    const [first, ...rest] = outbox();
    const others = (sending ? rest : [first, ...rest]).filter((entry) => entry && entry.question !== name);
    const entry = { question: name, values: valuesOf(name), client: fresh(), base: revision };
    keep([...(sending && first ? [first] : []), ...others, entry]);
    flush();
  };
  const later = () => {
    stuck = true;
    say("offline", { count: String(outbox().length) });
    clearTimeout(retry);
    retry = setTimeout(flush, wait);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  };
  const post = (entry) => {
    const data = new URLSearchParams({ question: entry.question, client: entry.client, base: entry.base });
    for (const value of entry.values) data.append("value", value);
    const headers = { "X-CSRFToken": root.dataset.token, "X-Requested-With": "fetch" };
    return fetch(root.dataset.url, {
      method: "POST", body: data, headers, redirect: "error", keepalive: true, signal: AbortSignal.timeout(PATIENCE),
    });
  };
  const acknowledge = (entry, answer) => {
    keep(outbox().filter((other) => other.client !== entry.client));
    revision = answer.revision;
    problems = answer.problems;
    show(answer.visible);
    complain();
    if (!outbox().length && !timers.size) say("saved", { time: answer.saved_at });
  };
  const flush = async () => {
    const [entry] = outbox();
    if (sending || !entry) return;
    sending = true;
    clearTimeout(retry);
    say("busy");
    let next = false;
    try {
      const response = await post(entry);
      if (response.ok) {
        acknowledge(entry, await response.json());
        [wait, stuck] = [FIRST_WAIT, false];
        next = true;
      } else if (response.status >= 500 || [408, 425, 429].includes(response.status)) {
        later();
      } else {
        const words = response.headers.get("Content-Type")?.includes("json") ? (await response.json()).refused : "";
        if ([400, 409].includes(response.status)) keep(outbox().filter((other) => other.client !== entry.client));
        say("failed", { text: words });
      }
    } catch {
      later();
    } finally {
      sending = false;
    }
    if (next) flush();
  };

  /* ---- listen */
  const nameOf = (event) => event.target.closest?.("[data-question]") && event.target.name;
  form?.addEventListener("change", (event) => nameOf(event) && queue(nameOf(event)));
  form?.addEventListener("input", (event) => {
    const name = nameOf(event);
    if (!name || isBox(event.target)) return;
    say("busy");
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(() => queue(name), TYPING));
  });
  form?.addEventListener("focusout", () => setTimeout(complain));
  form?.addEventListener("submit", () => {
    for (const timer of timers.values()) clearTimeout(timer); // the form brings along all that is on the page
  });
  window.addEventListener("online", flush);
  window.addEventListener("pagehide", () => [...timers.keys()].forEach(queue));
  window.addEventListener("beforeunload", (event) => stuck && outbox().length && event.preventDefault());

  /* ---- what an earlier page could not send */
  for (const entry of outbox()) fillIn(entry.question, entry.values);
  flush();
})();
