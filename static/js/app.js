// What HTML cannot do alone: open the dialog that htmx filled, close menus, move the focus to errors.
(() => {
  "use strict";

  const dialog = document.getElementById("dialog");
  const connectionError = document.getElementById("connection-error");
  const sessionOver = document.getElementById("session-over");
  const isWholePage = (text) => /^\s*<!doctype/i.test(text);

  // Ctrl, Shift and Cmd open a link of htmx in a tab or window, as with any other link.
  document.addEventListener("click", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey;
    if (modified && event.target.closest("a[data-hx-get]")) event.stopPropagation();
  }, true);

  document.addEventListener("htmx:beforeRequest", () => { connectionError.hidden = true; });

  // A whole page where a fragment was asked (logged out, no permission, an error): go to that page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig, pathInfo, boosted, elt } = event.detail;
    if (boosted || elt.closest("[data-hx-select]") || !isWholePage(xhr.responseText)) return;
    event.detail.shouldSwap = false;
    if (requestConfig.verb === "get") location.assign(pathInfo.finalRequestPath);
    else if (xhr.status < 400) location.assign(xhr.responseURL);
    else connectionError.hidden = false;
  });

  // Logged out while typing: the page stays, and takes over the login made in another tab.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) sessionOver.hidden = false;
  });
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || sessionOver.hidden) return;
    const answer = await fetch(sessionOver.dataset.tokenUrl, { redirect: "error" }).catch(() => null);
    if (!answer?.ok) return;
    const { token } = await answer.json();
    document.body.setAttribute("data-hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    sessionOver.hidden = true;
  });
  document.addEventListener("htmx:sendError", () => { connectionError.hidden = false; });
  document.addEventListener("htmx:timeout", () => { connectionError.hidden = false; });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "dialog-body") return;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(".user-menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest(".user-menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[open].user-menu");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 75rem)").matches) {
    for (const menu of document.querySelectorAll(".site-menu")) menu.open = true;
  }

  // A second press of the button, before the answer comes, sends nothing more.
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A preview opens beside the form, which is still to be sent.
    if (form.method !== "post" || event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    if (sent.has(form)) event.preventDefault();
    else sent.add(form);
  });
  addEventListener("pageshow", () => { for (const form of document.forms) sent.delete(form); });

  // One box ticks, or unticks, all boxes of the name in its form.
  const tickTogether = (all) => {
    const boxes = [...all.form.querySelectorAll(`[type=checkbox][name="${all.dataset.tickAll}"]`)];
    const show = () => { all.checked = boxes.every((box) => box.checked); };
    all.addEventListener("change", () => {
      const { checked } = all;
      for (const box of boxes) {
        box.checked = checked;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    for (const box of boxes) box.addEventListener("change", show);
    all.closest("[hidden]").hidden = boxes.length < 2;
    show();
    addEventListener("pageshow", show);
  };
  document.querySelectorAll("[data-tick-all]").forEach(tickTogether);
  document.addEventListener("htmx:afterSwap", ({ target }) => target.querySelectorAll("[data-tick-all]").forEach(tickTogether));

  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("htmx:load", (event) => event.detail.elt.querySelector?.("[data-focus]")?.focus());
})();
