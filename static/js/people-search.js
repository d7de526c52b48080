// A search box that names people while one types: the combobox with a list box of WAI-ARIA 1.2.
// Without it the form sends the text and the list of people answers.
(() => {
  "use strict";

  const PAUSE = 150;
  const SHORTCUT_OFF = "search-shortcut-off";

  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");

  function enhance(form) {
    const input = form.querySelector("[name=q]");
    const list = Object.assign(document.createElement("div"), { id: `${input.id}-list`, className: "suggestions", hidden: true });
    const told = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Znalezione osoby");
    told.setAttribute("role", "status");
    input.after(list, told);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    let timer = 0;
    let request = null;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => list.querySelector("[aria-selected=true]");

    function activate(option) {
      active()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    }

    function close() {
      clearTimeout(timer);
      request?.abort();
      activate(null);
      list.hidden = true;
      told.className = "visually-hidden";
      input.setAttribute("aria-expanded", "false");
    }

    function show(html) {
      activate(null);
      list.innerHTML = html;
      const sentence = list.querySelector("[data-told]");
      sentence?.remove();
      told.textContent = sentence?.textContent ?? "";
      // Nobody found is worth saying to all.
      told.className = sentence && !options().length ? "suggestions suggestions-none" : "visually-hidden";
      list.hidden = !options().length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function ask() {
      request?.abort();
      request = new AbortController();
      const { signal } = request;
      try {
        const body = new URLSearchParams(new FormData(form));
        const answer = await fetch(form.dataset.peopleSearch, { method: "POST", body, signal });
        // Logged out meanwhile: sending the form leads to the login page.
        const html = answer.ok && !answer.redirected ? await answer.text() : "";
        if (!signal.aborted) show(html);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    }

    const steps = {
      ArrowDown: (all, place) => all[(place + 1) % all.length],
      ArrowUp: (all, place) => all[(Math.max(place, 0) + all.length - 1) % all.length],
      Home: (all, place) => (place < 0 ? null : all[0]),
      End: (all, place) => (place < 0 ? null : all.at(-1)),
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (list.hidden) {
        if (event.key === "Escape") close();
        if (event.key === "ArrowDown" && input.value.trim()) {
          event.preventDefault();
          ask();
        }
        return;
      }
      const all = options();
      const chosen = event.key in steps && !event.shiftKey ? steps[event.key](all, all.indexOf(active())) : null;
      if (chosen) activate(chosen);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active()) location.assign(active().href);
      else {
        if (event.key === "Tab") close();
        return;
      }
      event.preventDefault();
    });
    // The focus stays in the box, so the list is still there when the click comes.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }

  for (const form of document.querySelectorAll("[data-people-search]")) enhance(form);

  const box = document.getElementById("site-search");
  const toggle = document.querySelector("[data-shortcut-toggle]");
  const isOff = () => localStorage.getItem(SHORTCUT_OFF) === "yes";
  const tell = () => {
    toggle.textContent = isOff() ? "Włącz skrót „/” do szukania" : "Wyłącz skrót „/” do szukania";
    if (isOff()) box.removeAttribute("aria-keyshortcuts");
    else box.setAttribute("aria-keyshortcuts", "/");
  };
  if (box && toggle) {
    toggle.hidden = false;
    tell();
    toggle.addEventListener("click", () => {
      localStorage.setItem(SHORTCUT_OFF, isOff() ? "no" : "yes");
      tell();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const menu = box.closest("details");
      if (!box.checkVisibility()) menu.open = true;
      box.focus();
      box.select();
    });
  }
})();
