// In the editor: a condition asks for a question; offer those that stand on the page, by their words.
(() => {
  "use strict";
  const LIST = "schakel-questions";
  const LABEL = "textarea[name$='-label_nl']";

  function offered() {
    let list = document.getElementById(LIST);
    if (!list) {
      list = document.createElement("datalist");
      list.id = LIST;
      document.body.append(list);
    }
    const words = [...document.querySelectorAll(LABEL)]
      .filter((field) => document.getElementsByName(field.name.replace(/label_nl$/, "required")).length)
      .map((field) => field.value.trim())
      .filter(Boolean);
    list.replaceChildren(...[...new Set(words)].map((text) => Object.assign(document.createElement("option"), { value: text })));
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-question]")) {
      offered();
      event.target.setAttribute("list", LIST);
    }
  });
})();
