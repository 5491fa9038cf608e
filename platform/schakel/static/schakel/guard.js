"use strict";
/* Warn while somebody types in a form with data-guard. The server looks again when the form is sent. */
(() => {
  const PAUSE = 700, LONGEST = 50000;
  const atTheDesk = document.currentScript.dataset.guard; // Wagtail's editor: its forms are not ours to mark
  const note = (field) => {
    const id = `${field.id}_guard`;
    let place = document.getElementById(id);
    if (!place) {
      place = document.createElement("div");
      place.id = id;
      place.className = "note mark guard";
      place.setAttribute("role", "status");
      place.hidden = true;
      field.insertAdjacentElement("afterend", place);
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    }
    return place;
  };
  const line = (text, found) => {
    const signs = Array.from(text), [start, end] = found.at; // places count code points, strings do not
    const mark = document.createElement("mark"), row = document.createElement("p");
    mark.textContent = signs.slice(start, end).join("");
    row.append(`${found.name}: `, signs.slice(Math.max(0, start - 30), start).join(""), mark);
    row.append(`${signs.slice(end, end + 30).join("")}. ${found.instead}`);
    return row;
  };
  const look = async (field, form, address) => {
    const text = field.value.slice(0, LONGEST), place = note(field);
    if (!text.trim()) return void (place.hidden = true);
    const body = new URLSearchParams({ text, csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value });
    try {
      const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      if (!answer.ok || field.value.slice(0, LONGEST) !== text) return;
      const { findings } = await answer.json();
      place.replaceChildren(...findings.map((found) => line(text, found)));
      place.hidden = findings.length === 0;
    } catch { /* without a connection nothing is said here; sending the form asks again */ }
  };
  /* blocks come and go in the editor: one ear hears them all */
  const waiting = new WeakMap();
  document.addEventListener("input", (event) => {
    const field = event.target, form = field.form;
    const address = form?.dataset.guard ?? atTheDesk;
    if (!form || !address || !field.id || !field.matches("textarea, input[type=text]")) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => look(field, form, address), PAUSE));
  });
})();
