"use strict";
/* Tell the page that waits that somebody is logged in again; a window that it opened closes by itself. */
(() => {
  if (window.BroadcastChannel) new BroadcastChannel("schakel-session").postMessage("back");
  if (window.opener) setTimeout(() => window.close(), 400);
})();
