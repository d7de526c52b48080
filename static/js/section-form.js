// The section editor: filter the list of figures, put the chosen one where the cursor stands.
(() => {
  "use strict";

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l");

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-picker-filter]")) return;
    event.stopPropagation();
    const words = fold(event.target.value).split(/\s+/);
    for (const item of event.target.closest("[data-picker]").querySelectorAll("li")) {
      const text = fold(item.textContent);
      item.hidden = !words.every((word) => text.includes(word));
    }
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const area = button.closest("form").querySelector("[data-insert-here]");
    const forms = button.dataset.forms ? `|${button.dataset.forms}` : "";
    area.setRangeText(`{${button.dataset.insert}${forms}}`, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
