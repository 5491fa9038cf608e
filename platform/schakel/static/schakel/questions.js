"use strict";
/* What some kinds of questions do better with a script. Each works without it. */
(() => {
  /* ---- a rank: buttons up and down; the lists behind them hold the places and are what is sent */
  const button = (words, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button second";
    made.textContent = words;
    const more = document.createElement("span");
    more.className = "only-read";
    more.textContent = `: ${label}`;
    made.append(more);
    return made;
  };
  const placeOf = (select) => Number(select.value.slice(select.value.lastIndexOf(":") + 1)) || 0;
  const nameOf = (select) => select.value.slice(0, select.value.lastIndexOf(":"));
  const number = (list) => {
    const items = [...list.children];
    items.forEach((item, at) => {
      const select = item.querySelector("select");
      select.value = `${nameOf(select)}:${at + 1}`;
    });
    items[0].querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  };
  const settle = (list, say) => {
    const items = [...list.children];
    items.forEach((item, at) => {
      const [up, down] = item.querySelectorAll(".moves button");
      up.disabled = at === 0;
      down.disabled = at === items.length - 1;
    });
    const chosen = items.every((item) => placeOf(item.querySelector("select")));
    list.classList.toggle("is-open", !chosen);
    if (say) list.nextElementSibling.textContent = say;
  };
  const move = (list, item, step) => {
    if (step < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    number(list);
    const at = [...list.children].indexOf(item) + 1;
    settle(list, `${item.querySelector("label").textContent}: ${list.dataset.place} ${at}`);
    const pressed = item.querySelectorAll(".moves button")[step < 0 ? 0 : 1];
    (pressed.disabled ? item.querySelector(".moves button:not(:disabled)") : pressed)?.focus();
  };
  const arrange = (list) => {
    const items = [...list.children];
    const places = new Map(items.map((item) => [item, placeOf(item.querySelector("select")) || items.length + 1]));
    list.append(...items.sort((one, other) => places.get(one) - places.get(other)));
  };
  const prepare = (list) => {
    list.dataset.ready = "yes";
    const said = document.createElement("p");
    said.className = "only-read";
    said.setAttribute("role", "status");
    list.after(said);
    arrange(list);
    for (const item of list.children) {
      const moves = document.createElement("span");
      moves.className = "moves";
      const label = item.querySelector("label").textContent;
      for (const [words, step] of [[list.dataset.up, -1], [list.dataset.down, 1]]) {
        const made = button(words, label);
        made.addEventListener("click", () => move(list, item, step));
        moves.append(made);
      }
      item.append(moves);
    }
    settle(list, "");
    list.addEventListener("change", (event) => {
      if (!event.isTrusted) return;
      const selects = [...list.querySelectorAll("select")];
      if (!selects.every(placeOf) || new Set(selects.map(placeOf)).size < selects.length) return;
      arrange(list);
      settle(list, "");
      event.target.focus();
    });
  };
  const prepareAll = () => document.querySelectorAll("[data-ranking]:not([data-ready])").forEach(prepare);
  prepareAll();
  const form = document.querySelector("form[data-section]");
  if (form) new MutationObserver(prepareAll).observe(form, { childList: true }); // survey.js draws the questions anew

  /* ---- a doubt that was taken away is there again when the answer changes */
  const doubt = (event) => {
    const block = event.target.closest?.("[data-question]");
    if (!block || event.target.name !== block.dataset.question) return;
    for (const box of block.querySelectorAll("[data-warning] input[type=checkbox]")) {
      box.checked = false;
      box.value = "yes";
    }
  };
  document.addEventListener("input", doubt);
  document.addEventListener("change", doubt);
})();
