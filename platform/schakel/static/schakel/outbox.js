"use strict";
/* What was typed in a questionnaire and is not acknowledged yet: kept in this browser, by response and person, until it
   is acknowledged, sent in or logged out of, and for fourteen days at most. Without IndexedDB it lives as long as the page. */
window.schakelOutbox = (() => {
  const NAME = "schakel-outbox", STORE = "entries", LONGEST = 14 * 24 * 3600 * 1000;
  const memory = new Map();
  let opening, durable = true;

  const promised = (asked) => new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const open = () => opening ??= (async () => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
      return await promised(asked);
    } catch {
      durable = false; // a private window, or no room
      return null;
    }
  })();
  const run = async (mode, act) => {
    const base = await open();
    if (!base) return undefined;
    const change = base.transaction(STORE, mode, { durability: "strict" });
    const result = act(change.objectStore(STORE));
    await new Promise((done, fail) => {
      change.oncomplete = done;
      change.onabort = change.onerror = () => fail(change.error);
    });
    return result?.result;
  };

  const everything = async () => (await run("readonly", (store) => store.getAll())) ?? [...memory.values()];
  const id = (whose, key) => `${whose}|${key}`;
  const put = async (entry) => {
    memory.set(entry.id, entry);
    try {
      await run("readwrite", (store) => store.put(entry));
    } catch {
      durable = false;
    }
  };
  /* only what was sent goes: somebody may have typed on meanwhile */
  const drop = async (gone) => {
    if (memory.get(gone.id)?.client === gone.client) memory.delete(gone.id);
    await run("readwrite", (store) => {
      store.get(gone.id).onsuccess = ({ target }) => target.result?.client === gone.client && store.delete(gone.id);
    });
  };
  const erase = async (which = () => true) => {
    const gone = (await everything()).filter(which);
    for (const entry of gone) memory.delete(entry.id);
    await run("readwrite", (store) => void gone.forEach((entry) => store.delete(entry.id)));
  };
  const all = async (which) => (await everything()).filter(which).sort((one, other) => one.at - other.at);

  erase((entry) => entry.at < Date.now() - LONGEST).catch(() => {});

  /* ---- sent in: what was not acknowledged before counts no longer */
  const done = document.querySelector("[data-outbox-erase]");
  if (done) erase((entry) => entry.response === done.dataset.outboxErase).catch(() => {});

  /* ---- logging out: this computer may be shared */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const leaves = form.matches("[data-leave]") || new URL(form.action, location).pathname === "/account/logout/";
    if (!leaves || form.dataset.emptied) return;
    event.preventDefault();
    const left = (await all(() => true)).length;
    const words = document.querySelector("[data-leave-words]")?.dataset.leaveWords;
    if (left && words && !window.confirm(words.replace("{count}", left))) return;
    await erase().catch(() => {});
    form.dataset.emptied = "yes";
    form.requestSubmit(event.submitter);
  });

  return { id, put, drop, erase, all, isDurable: async () => Boolean(await open()) && durable };
})();
