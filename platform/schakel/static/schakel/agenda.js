// Dragging an item of the agenda to its place: on top of the buttons, and by the same form.
"use strict";
for (const list of document.querySelectorAll("[data-reorder]")) {
  let held;
  const rows = () => [...list.children];
  for (const row of rows()) row.draggable = row.querySelector("form[data-move]") !== null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-reorder] > li");
    if (!held) return;
    held.classList.add("is-held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-reorder] > li");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY > top + height / 2) over.after(held);
    else over.before(held);
  });
  list.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    const form = held.querySelector("form[data-move]");
    form.querySelector("[name=to]").value = rows().indexOf(held) + 1;
    held.dataset.dropped = "yes";
    form.requestSubmit();
  });
  list.addEventListener("dragend", () => {
    held?.classList.remove("is-held");
    if (held && !held.dataset.dropped) location.reload(); // let go beside the list: it stands where it stood
    held = undefined;
  });
}
