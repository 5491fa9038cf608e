"use strict";
/* Who else is where, how far each part is, and which answers a colleague changed. Without this script: "Vernieuwen". */
(() => {
  const root = document.querySelector("[data-colleagues]");
  if (!root) return;
  const EVERY = 15000, PAUSE = 1000;
  const here = root.querySelector("[data-here]");
  const words = root.querySelector("template[data-changed]");
  let question = "", timer, revision = Number(root.dataset.revision);

  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const tab = () => { // one tab, also on its next page
    try {
      const known = sessionStorage.getItem("schakel:tab") ?? uuid();
      sessionStorage.setItem("schakel:tab", known);
      return known;
    } catch {
      return uuid();
    }
  };
  const client = tab();

  const put = (place, text) => place && place.textContent !== text && (place.textContent = text); // say it once
  const tell = (said) => {
    put(here, said.here);
    for (const part of root.querySelectorAll("[data-part]")) {
      const found = said.sections[part.dataset.part];
      put(part.querySelector("[data-present]"), found?.present ?? "");
      if (found?.progress) put(part.querySelector("[data-progress]"), found.progress);
    }
    for (const [key, who] of Object.entries(said.changed)) mark(key, who);
    revision = said.revision;
  };
  const mark = (key, who) => {
    const block = [...root.querySelectorAll("[data-question]")].find((each) => each.dataset.question === key);
    if (!block || !words) return;
    block.querySelector("[data-changed-by]")?.remove();
    const note = document.createElement("p");
    note.className = "note mark";
    note.dataset.changedBy = "";
    note.append(words.content.cloneNode(true));
    note.querySelector("[data-fill]").textContent = who;
    block.prepend(note);
  };

  const see = async () => {
    clearTimeout(timer);
    timer = setTimeout(see, EVERY);
    if (document.hidden) return;
    const data = new URLSearchParams({ client, section: root.dataset.section, question, revision });
    const headers = { "X-CSRFToken": root.dataset.token, "X-Requested-With": "fetch" };
    try {
      const answer = await fetch(root.dataset.url, { method: "POST", body: data, headers, redirect: "error" });
      if (answer.ok) tell(await answer.json());
      else if ([401, 404, 410].includes(answer.status)) clearTimeout(timer); // nothing to see here any more
    } catch { /* no network: the next time */ }
  };

  root.addEventListener("focusin", (event) => {
    const key = event.target.closest?.("[data-question]")?.dataset.question ?? "";
    if (!key || key === question) return;
    question = key;
    clearTimeout(timer);
    timer = setTimeout(see, PAUSE);
  });
  document.addEventListener("visibilitychange", () => document.hidden || see());
  see();
})();
