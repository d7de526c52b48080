// Sums of rows, weeks and columns, and the limits of hours, kept while one types.

import { hours } from "./amounts.js";

const inHundredths = (number) => Math.round((number ?? 0) * 100);
const add = (store, key, value) => { store[key] = (store[key] ?? 0) + value; };

export class Sums {
  constructor(root, sheet) {
    Object.assign(this, { root, sheet });
    this.foot = sheet.table.tFoot?.rows[0];
    this.told = new Set();
    this.recount(true);
  }

  recount(isFirst = false) {
    this.count();
    const over = new Map();
    for (const r of this.sheet.rows.keys()) {
      const exceeded = this.showRow(r);
      if (exceeded.length) over.set(r, exceeded);
    }
    this.showFoot();
    this.showUncovered();
    this.ask(over, isFirst);
  }

  count() {
    const { rows, columns, typed, kind, facts } = this.sheet;
    Object.assign(this, { week: {}, month: {}, row: {}, column: {} });
    for (const [r, row] of rows.entries()) {
      for (const c of typed) {
        const text = this.sheet.textAt(r, c);
        if (!text) continue;
        const value = kind.count(text) ?? 0;
        add(this.week, `${row.person}|${columns[c].group}`, value);
        add(this.month, row.person, value);
        add(this.row, r, value);
        add(this.column, c, value);
      }
      if (this.row[r] === undefined && row.key in facts.totals) {
        add(this.row, r, inHundredths(facts.totals[row.key]));
        add(this.month, row.person, this.row[r]);
      }
    }
  }

  // Sentences of the limits that the row exceeds.
  showRow(r) {
    const over = [];
    this.sheet.columns.forEach((column, c) => {
      if (!column.sums) return;
      const [text, excess] = this[{ week: "ofWeek", row: "ofRow" }[column.sums] ?? "growth"](r, column);
      this.showSum({ r, c }, text, excess);
      if (excess) over.push(excess);
    });
    this.markOver(r, over.length > 0);
    this.showMissing(r);
    return over;
  }

  ofWeek(r, { group, name }) {
    const { person } = this.sheet.rows[r];
    const [here, away] = [this.week[`${person}|${group}`], inHundredths(this.sheet.facts.outside[person]?.[group])];
    if (here === undefined && !away) return ["", ""];
    const sum = (here ?? 0) + away;
    return [hours(sum), this.excess(sum, this.sheet.facts.weekLimits[group], name)];
  }

  ofRow(r, { name }) {
    const { person } = this.sheet.rows[r];
    const sum = (this.month[person] ?? 0) + inHundredths(this.sheet.facts.monthOutside[person]);
    const text = this.row[r] === undefined ? "" : this.sheet.kind.written(this.row[r]);
    return [text, this.excess(sum, this.sheet.facts.monthLimit, name)];
  }

  growth(r, { group }) {
    const [before, after] = this.sheet.typed.filter((c) => this.sheet.columns[c].group === group).map((c) => this.sheet.textAt(r, c));
    if (!/^[1-5]$/.test(before) || !/^[1-5]$/.test(after)) return ["", ""];
    return [(after > before ? "+" : "") + String(after - before).replace("-", "−"), ""];
  }

  excess(sum, limit, what) {
    const isOver = limit !== null && limit !== undefined && sum > inHundredths(limit);
    return isOver ? `${what}: ${hours(sum)} h przy limicie ${String(limit).replace(".", ",")} h` : "";
  }

  showSum(place, text, excess) {
    const td = this.sheet.cell(place);
    this.sheet.text[place.r][place.c] = text;
    const shown = excess ? `▲ ${text}` : text;
    if (td.textContent !== shown) td.textContent = shown;
    td.classList.toggle("over", Boolean(excess));
    if (excess) td.title = excess;
    else td.removeAttribute("title");
  }

  markOver(r, isOver) {
    const note = this.sheet.trs[r].querySelector("[data-over]");
    const text = isOver ? "ponad limit" : "";
    if (note.textContent !== text) note.textContent = text;
    note.hidden = !isOver;
  }

  showMissing(r) {
    const missing = this.sheet.trs[r].querySelector("[data-missing]");
    if (!missing) return;
    const { typed, columns, rows, facts } = this.sheet;
    const stages = facts.expected[rows[r].key];
    const lacking = typed.filter((c) => !this.sheet.textAt(r, c) && stages.includes(columns[c].key.split("-").at(-1))).length;
    missing.textContent = lacking ? `brakuje ocen: ${lacking}` : "komplet ocen";
  }

  showFoot() {
    if (!this.foot) return;
    const known = Object.values(this.row);
    const whole = known.length ? known.reduce((sum, value) => sum + value, 0) : undefined;
    this.sheet.columns.forEach((column, c) => {
      if (column.sums === "week") return;
      const sum = column.sums === "row" ? whole : this.column[c];
      this.foot.cells[c + 1].textContent = sum === undefined ? this.nothing(column) : this.sheet.kind.written(sum);
    });
  }

  // A month without an amount is told of: nothing entered is not zero.
  nothing(column) {
    return this.sheet.isMoney && (column.sums || column.key <= this.sheet.facts.today) ? "nie wpisano" : "";
  }

  // Months of work for which no monthly cost is typed: the report would leave them out.
  showUncovered() {
    const part = document.querySelector("[data-uncovered]");
    if (!part) return;
    const { columns, rows, facts } = this.sheet;
    const isTyped = (month) => {
      const c = columns.findIndex((column) => column.key === month);
      return rows.some((row, r) => facts.monthly.includes(row.key) && this.sheet.textAt(r, c));
    };
    const names = facts.worked.filter((month) => !isTyped(month)).map((month) => facts.monthNames[month]);
    part.hidden = !names.length;
    part.querySelector("[data-months]").textContent = names.join(", ");
  }

  // A limit newly exceeded is said aloud; what needs a reason or a confirmation is asked for.
  ask(over, isFirst) {
    const { rows, facts, notices } = this.sheet;
    const now = new Set([...over].flatMap(([r, sentences]) => sentences.map((one) => `${rows[r].name}: ${one}.`)));
    if (!isFirst) for (const sentence of now) if (!this.told.has(sentence)) notices.say(`Ponad limit. ${sentence}`);
    this.told = now;
    const changed = new Set(this.sheet.changed().map(({ r }) => r));
    this.reveal("reason", [...over.keys()].some((r) => changed.has(r)));
    this.reveal("totals", [...changed].some((r) => rows[r].key in facts.totals));
  }

  reveal(name, isAsked) {
    const part = this.root.querySelector(`[data-ask=${name}]`);
    if (part && part.hidden === isAsked) part.hidden = !isAsked;
  }
}
