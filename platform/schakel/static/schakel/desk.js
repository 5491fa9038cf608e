// Wagtail starts the calendars of its date fields from scripts within the page, which our content policy refuses:
// our templates of those fields leave the words here instead.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const known = ["initDateChooser", "initDateTimeChooser", "initTimeChooser"];
  for (const words of document.querySelectorAll("template[data-chooser]")) {
    const { chooser, of, options } = words.dataset;
    if (known.includes(chooser) && document.getElementById(of)) window[chooser]?.(of, JSON.parse(options));
  }
});
