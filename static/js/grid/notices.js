// What the page says: aloud, in the bar above the table, and as one list of what is wrong.

const MOST_TOLD = 20;

export class Notices {
  constructor(root) {
    this.live = root.querySelector("[data-live]");
    this.bar = root.querySelector("[data-state]");
    this.problems = root.querySelector("[data-problems]");
  }

  say(sentence) { this.live.textContent = sentence; }

  state(sentence) { this.bar.textContent = sentence; }

  // Each item is a sentence, or parts of one with the button that leads to its cell.
  tell(title, items) {
    this.problems.hidden = !items.length;
    const heading = Object.assign(document.createElement("h2"), { textContent: title });
    const list = document.createElement("ul");
    for (const item of items.slice(0, MOST_TOLD)) {
      const li = document.createElement("li");
      li.append(...(Array.isArray(item) ? item : [item]));
      list.append(li);
    }
    if (items.length > MOST_TOLD) list.append(Object.assign(document.createElement("li"), { textContent: `i jeszcze: ${items.length - MOST_TOLD}` }));
    this.problems.replaceChildren(heading, list);
  }

  tellAndShow(title, items) {
    this.tell(title, items);
    if (items.length) this.problems.focus();
  }

  failed(sentence) {
    this.tell(sentence, [""]);
    this.problems.querySelector("ul").remove();
    this.state("Nie zapisano");
  }

  settle(button) {
    button.closest("li").remove();
    if (!this.problems.querySelector("li")) this.problems.hidden = true;
  }

  button(what, text, { r, c }) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: text });
    Object.assign(button.dataset, { do: what, place: `${r}:${c}` });
    return button;
  }

  at(sheet, place, sentence) { return [this.button("goto", sheet.name(place), place), `: ${sentence}`]; }
}
