// Typing in a cell: the input that takes its place, and the keys in it.

export class Editor {
  constructor(sheet, cursor) {
    this.sheet = sheet;
    this.cursor = cursor;
    this.input = null;
  }

  get isOpen() { return this.input !== null; }

  // A key typed over a cell; a score is one digit and moves on by itself.
  type(character) {
    const { sheet, cursor } = this;
    if (sheet.facts.kind !== "score") { this.open(character, false); return; }
    if (!sheet.isOpen(cursor.at)) { this.refuse(); return; }
    const read = sheet.read(character);
    if (read.wrong) { sheet.notices.say(`${sheet.name(cursor.at)}: ${read.wrong}.`); return; }
    sheet.write([[cursor.at, read.text]]);
    cursor.step(1);
  }

  refuse() { this.sheet.notices.say(`${this.sheet.name(this.cursor.at)}: tej komórki nie można zmieniać.`); }

  mend() {
    const { r, c } = this.cursor.at;
    this.open(this.sheet.text[r][c], true);
  }

  open(text, isMending) {
    if (this.isOpen) return;
    if (!this.sheet.isOpen(this.cursor.at)) { this.refuse(); return; }
    const input = Object.assign(document.createElement("input"), {
      value: text,
      className: "sheet-input",
      autocomplete: "off",
      inputMode: this.sheet.kind.inputMode,
      ariaLabel: this.sheet.name(this.cursor.at),
    });
    input.dataset.mending = isMending ? "1" : "";
    this.cursor.cell.replaceChildren(input);
    this.input = input;
    input.focus();
    if (isMending) input.select();
    input.addEventListener("input", () => this.reckon());
    input.addEventListener("blur", () => this.commit());
    this.reckon();
  }

  // Sums and limits follow what is being typed, as far as it can be read.
  reckon() { this.sheet.drafted({ ...this.cursor.at, text: this.sheet.read(this.input.value.trim()).text ?? "" }); }

  key(event) {
    const isMending = this.input.dataset.mending;
    const { r, c } = this.cursor.at;
    const moves = { Enter: [r + (event.shiftKey ? -1 : 1), c], ArrowUp: [r - 1, c], ArrowDown: [r + 1, c] };
    if (!isMending) Object.assign(moves, { ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1] });
    if (event.key === "Escape") this.leave();
    else if (event.key === "Tab") {
      this.commit();
      if (!this.cursor.step(event.shiftKey ? -1 : 1)) { this.cursor.cell.focus(); return; }
    } else if (event.key in moves) this.cursor.go(...moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  leave() {
    this.input = null;
    this.sheet.show(this.cursor.at);
    this.cursor.cell.focus();
    this.sheet.drafted(null);
  }

  commit() {
    if (!this.isOpen) return;
    const typed = this.input.value.trim();
    this.input = null;
    this.sheet.draft = null;
    this.sheet.write([[this.cursor.at, typed]]);
    this.sheet.show(this.cursor.at);
    this.sheet.onChange();
  }
}
