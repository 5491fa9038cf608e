"use strict";
/* Two minutes before a session ends, ask; when it ended, let somebody log in again beside what was typed.
   Works on our pages and in Wagtail's editor. Asking how long is left is no sign of life. */
(() => {
  const own = document.currentScript.dataset;
  if (!own.session) return;
  const WARN = 120;
  let who = own.who, dialog, timer, ending;

  const state = async () => {
    const answer = await fetch(own.session, { headers: { Accept: "application/json" }, cache: "no-store" });
    return answer.ok ? answer.json() : { left: null };
  };

  /* ---- forms made before somebody logged in again carry a token that no longer counts */
  const renew = (token) => {
    if (!token) return;
    for (const field of document.querySelectorAll("input[name='csrfmiddlewaretoken']")) field.value = token;
    for (const place of document.querySelectorAll("[data-token]")) place.dataset.token = token;
    const config = document.getElementById("wagtail-config");
    if (config) {
      const words = JSON.parse(config.textContent);
      if ("CSRF_TOKEN" in words) config.textContent = JSON.stringify({ ...words, CSRF_TOKEN: token });
    }
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
    document.body.dispatchEvent(new CustomEvent("schakel:back", { bubbles: true }));
  };

  const show = async (when) => {
    if (!dialog) {
      const page = new DOMParser().parseFromString(await (await fetch(own.window)).text(), "text/html");
      dialog = document.body.appendChild(document.importNode(page.querySelector("[data-session-window]"), true));
      dialog.addEventListener("cancel", (event) => event.preventDefault());
      dialog.querySelector("[data-stay]").addEventListener("submit", stay);
      dialog.querySelector("[data-shut]").addEventListener("click", () => dialog.close());
    }
    for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== when;
    if (!dialog.open) dialog.showModal();
  };

  const stay = async (event) => {
    event.preventDefault();
    const form = event.target;
    const { token } = await state();
    renew(token);
    await fetch(form.action, { method: "POST", body: new FormData(form) });
    look();
  };

  const count = () => {
    const left = Math.round((ending - Date.now()) / 1000);
    if (left <= 0) return look();
    dialog.querySelector("[data-left]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    timer = setTimeout(count, 1000);
  };

  const look = async () => {
    clearTimeout(timer);
    let now;
    try {
      now = await state();
    } catch {
      timer = setTimeout(look, 10000); // no line: ask again
      return;
    }
    if (now.left === null || now.left <= 0) return show("ended");
    who ??= String(now.who); // the editor does not say for whom it was made: the first answer does
    if (String(now.who) !== who) return show("other");
    renew(now.token);
    if (now.left > WARN) {
      dialog?.close();
      timer = setTimeout(look, (now.left - WARN) * 1000);
      return;
    }
    ending = Date.now() + now.left * 1000;
    await show("warn");
    count();
  };

  const wait = (seconds) => (timer = setTimeout(look, Math.min(2 ** 31 - 1, Math.max(0, seconds - WARN) * 1000)));
  wait(Number(own.left));
  /* a laptop that slept, another tab that went on, a window in which somebody logged in again */
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && dialog?.open && look());
  window.addEventListener("focus", () => dialog?.open && look());
  if (window.BroadcastChannel) new BroadcastChannel("schakel-session").onmessage = look;
  document.body.addEventListener("schakel:refused", look);
  document.body.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 401 && look());
})();
