// The list of people put forward at the keyboard: arrows move, space ticks, a letter saves.
(() => {
  "use strict";

  const form = document.getElementById("funnel");
  if (!form) return;
  const store = `funnel:${location.pathname}`;
  const reason = form.elements.reason;
  const ticked = document.getElementById("funnel-ticked");
  const boxes = () => [...form.querySelectorAll("tbody [name=referral]")];
  const was = (box) => form.querySelector(`[name="was-${box.value}"]`).value;
  const stepOf = (key) => form.querySelector(`.funnel-steps [data-key="${CSS.escape(key)}"]`);
  let place = 0;
  let waiting = null;
  let lent = null;

  // Ticks outlive turning pages: numbers and states of referrals, no names.
  const kept = () => new Map(JSON.parse(sessionStorage.getItem(store) ?? "[]"));
  const keep = (ticks) => sessionStorage.setItem(store, JSON.stringify([...ticks]));

  const hidden = (name, value) => {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    input.dataset.elsewhere = "";
    form.append(input);
  };

  const showTicks = () => {
    const ticks = kept();
    const here = new Set(boxes().map((box) => box.value));
    form.querySelectorAll("[data-elsewhere]").forEach((input) => input.remove());
    const elsewhere = [...ticks].filter(([pk]) => !here.has(pk));
    for (const [pk, state] of elsewhere) {
      hidden("referral", pk);
      hidden(`was-${pk}`, state);
    }
    const others = elsewhere.length ? `, w tym na innych stronach: ${elsewhere.length}` : "";
    ticked.textContent = ticks.size ? `Zaznaczono: ${ticks.size}${others}.` : "";
    if (ticks.size) {
      const clear = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link btn-sm", textContent: "Odznacz" });
      clear.addEventListener("click", () => { tickAll([], false); keep(new Map()); boxes().forEach((box) => { box.checked = false; }); showTicks(); });
      ticked.append(" ", clear);
    }
  };

  const tickAll = (some, on) => {
    const ticks = kept();
    for (const box of some) {
      box.checked = on;
      if (on) ticks.set(box.value, was(box));
      else ticks.delete(box.value);
    }
    keep(ticks);
    showTicks();
  };

  // One checkbox of the table is a stop of the Tab key; arrows go to the others.
  const rove = (focus) => {
    const all = boxes();
    place = Math.max(0, Math.min(place, all.length - 1));
    all.forEach((box, index) => { box.tabIndex = index === place ? 0 : -1; });
    if (focus && all.length) all[place].focus();
  };

  const restore = () => {
    const ticks = kept();
    for (const box of boxes()) {
      if (ticks.has(box.value)) box.checked = true;
      if (box.checked) ticks.set(box.value, was(box));
    }
    keep(ticks);
    showTicks();
  };

  // A click, not requestSubmit: htmx sends the name of the button that was clicked.
  const press = (button) => {
    const all = boxes();
    if (!kept().size && all[place]) {
      lent = all[place].value;
      tickAll([all[place]], true);
    }
    button.click();
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "referral") tickAll([event.target], event.target.checked);
  });

  form.addEventListener("focusin", (event) => {
    const index = boxes().indexOf(event.target);
    if (index >= 0) {
      place = index;
      rove(false);
    }
  });

  const MOVES = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === reason) return keysOfReason(event);
    if (event.target.name !== "referral") return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const undo = key === "u" && form.querySelector("[name=undo]");
    const step = key.length === 1 && stepOf(key);
    if (key in MOVES) {
      const next = boxes()[place + MOVES[key]];
      if (event.shiftKey && key.startsWith("Arrow")) tickAll([event.target, next].filter(Boolean), true);
      if (next) next.focus();
    } else if (undo) undo.click();
    else if (step) press(step);
    else return;
    event.preventDefault();
  });

  const keysOfReason = (event) => {
    if (event.key === "Enter" && reason.value && waiting) {
      event.preventDefault();
      waiting.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      forget();
      rove(true);
    }
  };

  // A person ticked only because a key was pressed on her row is let go again.
  const forget = () => {
    waiting = null;
    const box = lent && boxes().find((one) => one.value === lent);
    if (box) tickAll([box], false);
    lent = null;
    reason.setAttribute("aria-invalid", "false");
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !("needsReason" in button.dataset) || reason.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = button;
    reason.setAttribute("aria-invalid", "true");
    const label = button.lastChild.textContent.trim();
    say(`${label[0].toUpperCase()}${label.slice(1)}: wybierz przyczynę i naciśnij Enter. Esc – rezygnacja.`);
    reason.focus();
  }, true);

  const say = (text) => {
    const line = Object.assign(document.createElement("span"), { textContent: text });
    document.getElementById("funnel-said").replaceChildren(line);
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "listing") return;
    if (document.querySelector("#funnel-said [data-saved]")) {
      keep(new Map());
      reason.value = "";
      waiting = lent = null;
      reason.setAttribute("aria-invalid", "false");
    } else if (lent) forget();
    restore();
    rove(true);
  });

  restore();
  rove(false);
})();
