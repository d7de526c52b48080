// Buttons that fill empty cells: as last week, as last month, everybody present.

import { hundredths } from "./amounts.js";

const dayBefore = (key, days) => {
  const day = new Date(`${key}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
};

export class Fills {
  constructor(root, sheet, cursor) {
    Object.assign(this, { root, sheet, cursor });
  }

  isEmpty(place) { return this.sheet.isOpen(place) && !this.sheet.text[place.r][place.c]; }

  fill(pairs, what) {
    this.sheet.write(pairs);
    this.sheet.notices.say(`${what}: ${pairs.length}.`);
    this.cursor.cell.focus();
  }

  likeLastWeek(isForAll) {
    const { columns, rows, typed } = this.sheet;
    const week = columns[this.cursor.at.c].group;
    const days = typed.filter((c) => columns[c].group === week && !columns[c].free);
    const pairs = [];
    for (const r of isForAll ? rows.keys() : [this.cursor.at.r]) {
      for (const c of days) {
        const text = this.isEmpty({ r, c }) && this.weekBefore(r, c);
        if (text && hundredths(text) !== null) pairs.push([{ r, c }, text]);
      }
    }
    this.fill(pairs, "Wypełniono jak w poprzednim tygodniu, komórki");
  }

  weekBefore(r, c) {
    const { columns, rows, text, facts } = this.sheet;
    const before = dayBefore(columns[c].key, 7);
    const there = columns.findIndex((column) => column.key === before);
    return there >= 0 ? text[r][there] : facts.earlier[rows[r].key]?.[before];
  }

  likePreviousMonth() {
    const { c } = this.cursor.at;
    const { columns, rows, kind, notices } = this.sheet;
    if (columns[c].sums) { notices.say("Ustaw się w kolumnie miesiąca."); return; }
    const pairs = [];
    for (const r of rows.keys()) {
      const text = this.isEmpty({ r, c }) && this.monthBefore(r, c);
      if (text && kind.count(text) > 0) pairs.push([{ r, c }, text]);
    }
    this.fill(pairs, `${columns[c].name}: przepisano kwoty poprzedniego miesiąca, komórki`);
    if (!pairs.length) notices.state("Poprzedni miesiąc nie ma kwot do przepisania.");
  }

  monthBefore(r, c) {
    const { columns, rows, text, facts } = this.sheet;
    if (c > 0) return text[r][c - 1];
    return facts.earlier[rows[r].key]?.[`${Number(columns[0].key.slice(0, 4)) - 1}-12-01`];
  }

  everybodyPresent() {
    const field = this.root.querySelector("[data-session-hours]");
    const read = this.sheet.read(field.value.trim());
    if (!hundredths(read.text ?? "")) { this.sheet.notices.say("Wpisz, ile godzin trwało spotkanie."); field.focus(); return; }
    const { c } = this.cursor.at;
    const places = [...this.sheet.rows.keys()].map((r) => ({ r, c })).filter((place) => this.isEmpty(place));
    this.fill(places.map((place) => [place, read.text]), `${this.sheet.columns[c].name}: wpisano obecność, osoby`);
  }
}
