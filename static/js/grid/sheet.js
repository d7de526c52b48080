// The cells of a sheet: what stands in them, what was there when the page was opened, what cannot be read.

import { KINDS } from "./kinds.js";

const NO_FACTS = { outside: {}, monthOutside: {}, earlier: {}, totals: {}, weekLimits: {}, monthLimit: null };

export class Sheet {
  constructor(root, notices) {
    this.notices = notices;
    this.table = root.querySelector("table");
    this.facts = { ...NO_FACTS, ...JSON.parse(root.querySelector("script[type='application/json']").textContent) };
    this.columns = this.facts.columns;
    this.rows = this.facts.rows;
    this.kind = KINDS[this.facts.kind];
    this.isMoney = this.facts.kind === "money";
    this.typed = this.columns.flatMap((column, place) => (column.sums ? [] : [place]));
    const opensAt = this.columns.findIndex((one) => one.key === this.facts.opensAt);
    this.opensAt = opensAt < 0 ? (this.typed[0] ?? 0) : opensAt;
    this.trs = [...this.table.tBodies[0].rows];
    this.text = this.trs.map((tr) => this.columns.map((_, c) => tr.cells[c + 1].textContent.trim()));
    this.was = this.text.map((row) => [...row]);
    this.wrong = new Map();
    this.history = [];
    this.draft = null;
    this.onChange = () => {};
  }

  cell({ r, c }) { return this.trs[r].cells[c + 1]; }

  place(node) {
    const td = node.closest?.("td");
    const r = this.trs.indexOf(td?.parentElement);
    return r < 0 ? null : { r, c: td.cellIndex - 1 };
  }

  placeOf(row, column) {
    const r = this.rows.findIndex((one) => one.key === row);
    const c = this.columns.findIndex((one) => one.key === column);
    return r < 0 || c < 0 ? null : { r, c };
  }

  isOpen({ r, c }) { return !this.columns[c].sums && this.cell({ r, c }).ariaReadOnly !== "true"; }

  name({ r, c }) { return `${this.rows[r].name}, ${this.columns[c].name}`; }

  read(typed) { return typed === "" ? { text: "" } : this.kind.read(typed); }

  // What counts now: the text of the cell, or what is being typed in it.
  textAt(r, c) { return this.draft?.r === r && this.draft.c === c ? this.draft.text : this.text[r][c]; }

  drafted(draft) {
    this.draft = draft;
    this.onChange();
  }

  // Put texts in cells; what cannot be read stays visible and marked.
  write(pairs, isUndone = false) {
    const before = [];
    for (const [place, typed] of pairs) {
      const { r, c } = place;
      const read = this.read(typed);
      const text = read.text ?? typed;
      if (text === this.text[r][c]) continue;
      before.push([place, this.text[r][c]]);
      this.text[r][c] = text;
      if (read.wrong) {
        this.wrong.set(`${r}:${c}`, read.wrong);
        this.notices.say(`${this.name(place)}: ${read.wrong}.`);
      } else this.wrong.delete(`${r}:${c}`);
      this.show(place);
    }
    if (!before.length) return;
    if (!isUndone) this.history.push(before);
    this.onChange();
  }

  undo() {
    const before = this.history.pop();
    if (before) this.write(before, true);
  }

  show(place) {
    const { r, c } = place;
    const td = this.cell(place);
    td.textContent = this.text[r][c];
    td.classList.toggle("changed", this.text[r][c] !== this.was[r][c]);
    if (this.wrong.has(`${r}:${c}`)) td.ariaInvalid = "true";
    else td.removeAttribute("aria-invalid");
  }

  changed() {
    const places = [];
    for (const r of this.rows.keys()) for (const c of this.typed) if (this.text[r][c] !== this.was[r][c]) places.push({ r, c });
    return places;
  }

  // As they are sent: row, column, what was there, what is there now.
  changes(places) { return places.map(({ r, c }) => [this.rows[r].key, this.columns[c].key, this.was[r][c], this.text[r][c]]); }
}
