// Blocks of cells copied, cut and pasted, from another sheet or from Excel.

import { namedLines } from "./names.js";

const lines = (text) => text
  .replace(/\r/g, "").replace(/\n$/, "").split("\n")
  .map((line) => line.split("\t").map((one) => one.replace(/\u00a0/g, " ").trim()));

export class Clipboard {
  constructor(sheet, cursor, editor) {
    Object.assign(this, { sheet, cursor, editor });
  }

  copy(event) {
    if (this.editor.isOpen) return;
    const { top, bottom, left, right } = this.cursor.block();
    const columns = this.sheet.typed.filter((c) => c >= left && c <= right);
    const copied = this.sheet.text.slice(top, bottom + 1).map((row) => columns.map((c) => row[c]).join("\t"));
    event.clipboardData.setData("text/plain", copied.join("\n"));
    event.preventDefault();
  }

  cut(event) {
    if (this.editor.isOpen) return;
    this.copy(event);
    this.clear();
  }

  clear() {
    const places = [...this.cursor.places()].filter((place) => this.sheet.isOpen(place));
    this.sheet.write(places.map((place) => [place, ""]));
  }

  paste(event) {
    if (this.editor.isOpen) return;
    event.preventDefault();
    const { top, left, bottom, right } = this.cursor.block();
    this.pairs = [];
    this.leftOut = [];
    this.lay(lines(event.clipboardData.getData("text/plain")), top, this.sheet.typed.filter((c) => c >= left));
    const { notices } = this.sheet;
    this.sheet.write(this.pairs);
    notices.say(`Wklejono komórki: ${this.pairs.length}.${this.leftOut.length ? ` Nie wklejono: ${this.leftOut.length}.` : ""}`);
    notices.tell(this.leftOut.length ? "Tego nie wklejono" : "", this.leftOut);
    if (bottom === top && right === left) this.cursor.cell.focus();
  }

  // One value fills the marked block; lines that begin with names go to their rows, others in order.
  lay(pasted, top, columns) {
    if (pasted.length === 1 && pasted[0].length === 1) {
      for (const { r, c } of this.cursor.places()) if (!this.sheet.columns[c].sums) this.put(r, c, pasted[0][0]);
      return;
    }
    const named = namedLines(pasted, this.sheet.rows);
    if (!named) {
      pasted.forEach((values, m) => values.forEach((typed, n) => this.put(top + m, columns[n], typed)));
      return;
    }
    for (const { name, rows, values } of named) {
      if (!rows.length) this.leftOut.push(`„${name}”: nie ma takie${this.sheet.isMoney ? "go wiersza" : "j osoby"} w tabeli`);
      else if (rows.length > 1) this.leftOut.push(`„${name}”: w tabeli jest kilka takich wierszy, wklej do nich same godziny`);
      else values.forEach((typed, n) => this.put(rows[0], columns[n], typed));
    }
  }

  put(r, c, typed) {
    const { sheet } = this;
    if (r >= sheet.trs.length || c === undefined) {
      if (typed) this.leftOut.push(`„${typed}”: poza tabelą`);
      return;
    }
    const read = sheet.read(typed);
    if (!sheet.isOpen({ r, c })) {
      if (typed && typed !== sheet.text[r][c]) this.leftOut.push(`${sheet.name({ r, c })}, „${typed}”: tej komórki nie można zmieniać`);
    } else if (read.wrong) this.leftOut.push(`${sheet.name({ r, c })}, „${typed}”: ${read.wrong}`);
    else this.pairs.push([{ r, c }, read.text]);
  }
}
