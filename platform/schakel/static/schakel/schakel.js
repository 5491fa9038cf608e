"use strict";
/* Everything here comes on top: each page reads and submits without it. */
(() => {
  const body = document.body;
  const tell = (name, detail = {}) => body.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

  /* ---- an error summary takes the focus, after loading and after htmx put one in the page */
  const showErrors = (root) => root.querySelector("[data-errors]")?.focus();
  showErrors(document);
  body.addEventListener("htmx:afterSettle", (event) => showErrors(event.target));

  /* ---- the account menu closes with Escape and with a click elsewhere */
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest?.("[data-print]")) window.print();
  });

  /* ---- a button that asks first: its question is its data-confirm */
  const dialog = document.querySelector("dialog[data-ask]");
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!dialog || !button?.dataset.confirm || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-question]").textContent = button.dataset.confirm;
    dialog.querySelector("[data-yes]").textContent = button.textContent.trim();
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return button.focus();
      button.dataset.confirmed = "yes";
      event.target.requestSubmit(button);
      delete button.dataset.confirmed;
    }, { once: true });
    dialog.showModal();
  }, true);

  /* ---- live: a socket says that something changed, the page asks what; without a socket it asks every five seconds */
  if (!body.dataset.live) return;
  const POLL = 5000, LONGEST_WAIT = 30000, NOTICE = 2000, SILENCE = 3000;
  const notice = document.querySelector("[data-connection]");
  let socket, attempt = 0, beat = 0, fresh = new Date(), noticeTimer, pollTimer;

  const clock = (moment) => moment.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  const showNotice = () => {
    if (!notice) return;
    notice.textContent = notice.dataset.connection.replace("{time}", clock(fresh));
    notice.hidden = false;
  };
  const hideNotice = () => {
    clearTimeout(noticeTimer);
    if (notice) notice.hidden = true;
  };

  const found = () => {
    clearInterval(pollTimer);
    pollTimer = undefined;
    attempt = 0;
    fresh = new Date();
    hideNotice();
    tell("schakel:poll"); // what was missed while the page loaded, or while there was no line
  };
  const lost = () => {
    if (pollTimer !== undefined) return;
    pollTimer = setInterval(() => tell("schakel:poll"), POLL);
    noticeTimer = setTimeout(showNotice, NOTICE);
    tell("schakel:poll");
  };

  const hear = (event) => {
    fresh = new Date();
    const message = JSON.parse(event.data);
    if (message.kind === "beat") return void (beat = Date.now());
    const name = `schakel:${message.kind.replaceAll(".", "-")}`;
    tell(name, message);
    tell(`${name}-${message.pk}`, message); // htmx filters would need eval
  };
  const connect = () => {
    const address = new URL(body.dataset.live, location);
    address.protocol = address.protocol.replace("http", "ws");
    const mine = (socket = new WebSocket(address));
    beat = 0;
    mine.onopen = found;
    mine.onmessage = hear;
    mine.onclose = () => {
      if (mine !== socket) return;
      lost();
      const wait = Math.min(LONGEST_WAIT, 500 * 2 ** attempt++);
      setTimeout(connect, wait / 2 + Math.random() * wait / 2);
    };
  };
  const drop = () => {
    const old = socket;
    socket = undefined; // a dead line does not close by itself for minutes
    old?.close();
    lost();
    setTimeout(connect, 500);
  };

  window.addEventListener("offline", () => socket && drop());
  setInterval(() => socket && beat && Date.now() - beat > SILENCE && drop(), 1000);
  /* a poll that succeeds means that what is shown is of now: then there is nothing to warn of */
  body.addEventListener("htmx:afterRequest", (event) => {
    if (pollTimer === undefined) return;
    if (!event.detail.successful) return showNotice();
    fresh = new Date();
    hideNotice();
  });
  setTimeout(() => socket?.readyState === WebSocket.CONNECTING && lost(), NOTICE); // a firewall may just stay silent
  connect();
})();
