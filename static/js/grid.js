// A sheet of people by days or areas, or of costs by months: moving, typing, pasting, sums, limits, saving. Without this
// script the table is read only and the page links to the same cells as plain inputs.
(() => {
  "use strict";

  const MOST_TOLD = 20;
  const RETRIES = [2000, 6000];
  const LETTERS = { n: "n", u: "u" };
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/\s+/g, " ").trim();
  const clamp = (value, most) => Math.max(0, Math.min(value, most));

  // Hundredths of an hour, so that sums are exact; null for what is not a number.
  const hundredths = (text) => {
    const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text);
    return found ? Number(found[1]) * 100 + Number((found[2] || "0").padEnd(2, "0")) : null;
  };
  const written = (value) => String(value / 100).replace(".", ",");

  // Grosze of an amount as people type it: 1234,5, 1 234,50 zł, 1.234,50; null for what is none.
  const groszes = (text) => {
    let bare = text.replace(/\s/g, "").replace(/zł$/, "").replace("\u2212", "-");
    if (bare.includes(".") && bare.includes(",") && /^-?\d{1,3}([.,]\d{3})+([.,]\d{1,2})?$/.test(bare)) {
      const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
      bare = `${bare.slice(0, last).replace(/[.,]/g, "")},${bare.slice(last + 1)}`;
    }
    const found = /^(-?)(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(bare);
    return found ? (found[1] ? -1 : 1) * (Number(found[2]) * 100 + Number((found[3] || "0").padEnd(2, "0"))) : null;
  };
  const inZlote = (value) => {
    const [whole, rest] = [Math.floor(Math.abs(value) / 100), String(Math.abs(value) % 100).padStart(2, "0")];
    return `${value < 0 ? "-" : ""}${String(whole).replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${rest}`;
  };

  const READERS = {
    money(text) {
      const value = groszes(text);
      if (value === null) return { wrong: "wpisz kwotę w złotych, na przykład 1 234,50" };
      if (value <= 0) return { wrong: "kwota musi być większa od zera; żeby ją skasować, wyczyść komórkę" };
      return { text: inZlote(value) };
    },
    hours(text) {
      const letter = LETTERS[text.toLowerCase()];
      if (letter) return { text: letter };
      const value = hundredths(text);
      if (value === null) return { wrong: "wpisz godziny, na przykład 4 albo 4,5, „n” (nieobecność) albo „u” (usprawiedliwiona)" };
      if (value > 2400) return { wrong: "dzień ma od 0 do 24 godzin" };
      return { text: written(value) };
    },
    score(text) {
      return /^[1-5]$/.test(text) ? { text } : { wrong: "ocena jest liczbą od 1 do 5" };
    },
  };

  const dayBefore = (key, days) => {
    const day = new Date(`${key}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - days);
    return day.toISOString().slice(0, 10);
  };

  class Sheet {
    constructor(root) {
      this.root = root;
      this.form = root.querySelector("form");
      this.table = root.querySelector("table");
      this.facts = { outside: {}, monthOutside: {}, earlier: {}, totals: {}, weekLimits: {}, monthLimit: null,
        ...JSON.parse(root.querySelector("script[type='application/json']").textContent) };
      this.columns = this.facts.columns;
      this.rows = this.facts.rows;
      this.isMoney = this.facts.kind === "money";
      this.count = this.isMoney ? groszes : hundredths;
      this.written = this.isMoney ? inZlote : written;
      this.typed = this.columns.flatMap((column, place) => (column.sums ? [] : [place]));
      this.trs = [...this.table.tBodies[0].rows];
      this.foot = this.table.tFoot?.rows[0];
      this.text = this.trs.map((tr) => this.columns.map((_, c) => tr.cells[c + 1].textContent.trim()));
      this.was = this.text.map((row) => [...row]);
      this.wrong = new Map();
      this.history = [];
      this.told = new Set();
      this.isSaving = false;
      this.at = { r: 0, c: this.typed[0] ?? 0 };
      this.anchor = this.at;
      this.live = root.querySelector("[data-live]");
      this.state = root.querySelector("[data-state]");
      this.problems = root.querySelector("[data-problems]");
      this.begin();
    }

    begin() {
      this.table.setAttribute("role", "grid");
      for (const part of this.root.querySelectorAll("[data-scripted]")) part.hidden = false;
      for (const part of this.root.querySelectorAll("[data-unscripted]")) part.hidden = true;
      this.cell(this.at).tabIndex = 0;
      const on = (name, act) => this.table.addEventListener(name, act);
      on("keydown", (event) => (this.input ? this.keyInInput(event) : this.key(event)));
      on("pointerdown", (event) => this.point(event));
      on("pointerover", (event) => this.drag(event));
      on("dblclick", () => this.edit(this.text[this.at.r][this.at.c], true));
      on("focusin", (event) => this.focused(event));
      on("copy", (event) => this.copy(event));
      on("cut", (event) => { this.copy(event); this.clear(); });
      on("paste", (event) => this.paste(event));
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
      document.addEventListener("keydown", (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); this.save(); }
      });
      this.root.addEventListener("click", (event) => this.press(event));
      addEventListener("beforeunload", (event) => { if (this.changes().length) event.preventDefault(); });
      this.recount(true);
    }

    // ---- Where things are ----

    cell({ r, c }) { return this.trs[r].cells[c + 1]; }

    place(node) {
      const td = node.closest?.("td");
      const tr = td?.parentElement;
      const r = this.trs.indexOf(tr);
      return r < 0 ? null : { r, c: td.cellIndex - 1 };
    }

    isOpen({ r, c }) { return !this.columns[c].sums && this.cell({ r, c }).ariaReadOnly !== "true"; }

    name({ r, c }) { return `${this.rows[r].name}, ${this.columns[c].name}`; }

    block() {
      const [top, bottom] = [this.anchor.r, this.at.r].sort((a, b) => a - b);
      const [left, right] = [this.anchor.c, this.at.c].sort((a, b) => a - b);
      return { top, bottom, left, right };
    }

    *inBlock() {
      const { top, bottom, left, right } = this.block();
      for (let r = top; r <= bottom; r += 1) for (let c = left; c <= right; c += 1) yield { r, c };
    }

    // ---- Moving ----

    go(r, c, extends_ = false) {
      this.commit();
      this.cell(this.at).tabIndex = -1;
      this.at = { r: clamp(r, this.trs.length - 1), c: clamp(c, this.columns.length - 1) };
      if (!extends_) this.anchor = this.at;
      const td = this.cell(this.at);
      td.tabIndex = 0;
      td.focus();
      this.paint();
    }

    paint() {
      for (const td of this.table.querySelectorAll("[aria-selected]")) td.removeAttribute("aria-selected");
      if (this.anchor === this.at) return;
      for (const place of this.inBlock()) this.cell(place).ariaSelected = "true";
    }

    focused(event) {
      const place = this.place(event.target);
      if (!place || this.input || (place.r === this.at.r && place.c === this.at.c)) return;
      this.cell(this.at).tabIndex = -1;
      this.at = place;
      this.anchor = place;
      this.cell(place).tabIndex = 0;
      this.paint();
    }

    // The next cell in reading order, sums left out; false at the end of the sheet.
    step(direction) {
      const order = this.typed;
      let { r, c } = this.at;
      let next = direction > 0 ? order.find((one) => one > c) : order.findLast((one) => one < c);
      if (next === undefined) {
        r += direction;
        next = direction > 0 ? order[0] : order.at(-1);
      }
      if (r < 0 || r >= this.trs.length) return false;
      this.go(r, next);
      return true;
    }

    point(event) {
      const place = this.place(event.target);
      if (!place || event.target === this.input) return;
      event.preventDefault();
      this.go(place.r, place.c, event.shiftKey);
      if (event.pointerType === "touch") this.edit(this.text[place.r][place.c], true);
    }

    drag(event) {
      const place = event.buttons === 1 && event.pointerType === "mouse" && !this.input && this.place(event.target);
      if (place) this.go(place.r, place.c, true);
    }

    key(event) {
      const { r, c } = this.at;
      const [lastRow, lastColumn] = [this.trs.length - 1, this.columns.length - 1];
      const command = event.ctrlKey || event.metaKey;
      const moves = {
        ArrowUp: [command ? 0 : r - 1, c],
        ArrowDown: [command ? lastRow : r + 1, c],
        ArrowLeft: [r, command ? 0 : c - 1],
        ArrowRight: [r, command ? lastColumn : c + 1],
        Home: [command ? 0 : r, 0],
        End: [command ? lastRow : r, lastColumn],
        PageUp: [r - 10, c],
        PageDown: [r + 10, c],
      };
      if (event.key in moves) this.go(...moves[event.key], event.shiftKey);
      else if (event.key === "Enter") this.go(r + (event.shiftKey ? -1 : 1), c);
      else if (event.key === "Tab") { if (!this.step(event.shiftKey ? -1 : 1)) return; }
      else if (event.key === "F2") this.edit(this.text[r][c], true);
      else if (event.key === "Delete" || event.key === "Backspace") this.clear();
      else if (event.key === "Escape") this.form.querySelector("[type=submit]").focus();
      else if (command && event.key.toLowerCase() === "z") this.undo();
      else if (command && event.key.toLowerCase() === "a") { this.anchor = { r: 0, c: 0 }; this.at = { r: lastRow, c: lastColumn }; this.paint(); }
      else if (event.key.length === 1 && !command && !event.altKey) this.type(event.key);
      else return;
      event.preventDefault();
    }

    // ---- Typing ----

    type(character) {
      if (this.facts.kind !== "score") { this.edit(character, false); return; }
      if (!this.isOpen(this.at)) { this.refuse(); return; }
      const read = READERS.score(character);
      if (read.wrong) { this.say(`${this.name(this.at)}: ${read.wrong}.`); return; }
      this.write([[this.at, read.text]]);
      this.step(1);
    }

    refuse() { this.say(`${this.name(this.at)}: tej komórki nie można zmieniać.`); }

    edit(text, isMending) {
      if (!this.isOpen(this.at)) { this.refuse(); return; }
      const td = this.cell(this.at);
      const input = document.createElement("input");
      input.value = text;
      input.className = "sheet-input";
      input.autocomplete = "off";
      input.inputMode = { score: "numeric", money: "decimal" }[this.facts.kind] ?? "text";
      input.ariaLabel = this.name(this.at);
      input.dataset.mending = isMending ? "1" : "";
      td.replaceChildren(input);
      this.input = input;
      input.focus();
      if (isMending) input.select();
      input.addEventListener("blur", () => this.commit());
    }

    keyInInput(event) {
      const { r, c } = this.at;
      const isMending = this.input.dataset.mending;
      const moves = { Enter: [r + (event.shiftKey ? -1 : 1), c], ArrowUp: [r - 1, c], ArrowDown: [r + 1, c] };
      if (!isMending) Object.assign(moves, { ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1] });
      if (event.key === "Escape") this.leave();
      else if (event.key === "Tab") { this.commit(); if (!this.step(event.shiftKey ? -1 : 1)) { this.cell(this.at).focus(); return; } }
      else if (event.key in moves) this.go(...moves[event.key]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    leave() {
      this.input = null;
      this.show(this.at);
      this.cell(this.at).focus();
    }

    commit() {
      if (!this.input) return;
      const typed = this.input.value.trim();
      this.input = null;
      this.write([[this.at, typed]]);
      this.show(this.at);
    }

    clear() {
      const places = [...this.inBlock()].filter((place) => this.isOpen(place));
      this.write(places.map((place) => [place, ""]));
    }

    // Put texts in cells; what cannot be read stays visible and marked.
    write(pairs) {
      const before = [];
      for (const [place, typed] of pairs) {
        const { r, c } = place;
        const read = typed === "" ? { text: "" } : READERS[this.facts.kind](typed);
        const text = read.text ?? typed;
        if (text === this.text[r][c]) continue;
        before.push([place, this.text[r][c]]);
        this.text[r][c] = text;
        if (read.wrong) this.wrong.set(`${r}:${c}`, read.wrong);
        else this.wrong.delete(`${r}:${c}`);
        if (read.wrong) this.say(`${this.name(place)}: ${read.wrong}.`);
        this.show(place);
      }
      if (!before.length) return;
      this.history.push(before);
      this.recount();
    }

    undo() {
      const before = this.history.pop();
      if (!before) return;
      this.write(before.map(([place, text]) => [place, text]));
      this.history.pop();
    }

    show(place) {
      const { r, c } = place;
      const td = this.cell(place);
      td.textContent = this.text[r][c];
      td.classList.toggle("changed", this.text[r][c] !== this.was[r][c]);
      if (this.wrong.has(`${r}:${c}`)) td.ariaInvalid = "true";
      else td.removeAttribute("aria-invalid");
    }

    // ---- Blocks ----

    copy(event) {
      if (this.input) return;
      const { top, bottom, left, right } = this.block();
      const columns = this.typed.filter((c) => c >= left && c <= right);
      const lines = this.text.slice(top, bottom + 1).map((row) => columns.map((c) => row[c]).join("\t"));
      event.clipboardData.setData("text/plain", lines.join("\n"));
      event.preventDefault();
    }

    paste(event) {
      if (this.input) return;
      event.preventDefault();
      const lines = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((one) => one.replace(/\u00a0/g, " ").trim()));
      const { top, left, bottom, right } = this.block();
      const pairs = [];
      const left_out = [];
      const put = (r, c, typed) => {
        const where = r < this.trs.length && c !== undefined;
        const read = typed === "" ? { text: "" } : READERS[this.facts.kind](typed);
        if (!where) { if (typed) left_out.push(`„${typed}”: poza tabelą`); }
        else if (!this.isOpen({ r, c })) { if (typed && typed !== this.text[r][c]) left_out.push(`${this.name({ r, c })}, „${typed}”: tej komórki nie można zmieniać`); }
        else if (read.wrong) left_out.push(`${this.name({ r, c })}, „${typed}”: ${read.wrong}`);
        else pairs.push([{ r, c }, read.text]);
      };
      const first = this.typed.filter((c) => c >= left);
      const isNamed = lines.every(([head]) => /\p{L}{2}/u.test(head)) && lines.some((line) => line.length > 1);
      if (lines.length === 1 && lines[0].length === 1) {
        for (const { r, c } of this.inBlock()) if (!this.columns[c].sums) put(r, c, lines[0][0]);
      } else if (isNamed) {
        const places = new Map(this.rows.map((row, r) => [fold(row.name), r]));
        for (const [name, ...values] of lines) {
          const r = places.get(fold(name));
          if (r === undefined) left_out.push(`„${name}”: nie ma takie${this.isMoney ? "go wiersza" : "j osoby"} w tabeli`);
          else values.forEach((typed, n) => put(r, first[n], typed));
        }
      } else lines.forEach((values, m) => values.forEach((typed, n) => put(top + m, first[n], typed)));
      this.write(pairs);
      this.say(`Wklejono komórki: ${pairs.length}.${left_out.length ? ` Nie wklejono: ${left_out.length}.` : ""}`);
      this.tell(left_out.length ? "Tego nie wklejono" : "", left_out);
      if (bottom === top && right === left) this.cell(this.at).focus();
    }

    likeLastWeek(everybody) {
      const week = this.columns[this.at.c].group;
      const pairs = [];
      const rows = everybody ? this.rows.keys() : [this.at.r];
      for (const r of rows) {
        for (const c of this.typed) {
          const { key, group, free } = this.columns[c];
          if (group !== week || free || this.text[r][c] || !this.isOpen({ r, c })) continue;
          const before = dayBefore(key, 7);
          const there = this.columns.findIndex((column) => column.key === before);
          const text = there >= 0 ? this.text[r][there] : this.facts.earlier[this.rows[r].key]?.[before];
          if (text && hundredths(text) !== null) pairs.push([{ r, c }, text]);
        }
      }
      this.write(pairs);
      this.say(`Wypełniono jak w poprzednim tygodniu, komórki: ${pairs.length}.`);
      this.cell(this.at).focus();
    }

    likePreviousMonth() {
      const { c } = this.at;
      if (this.columns[c].sums) { this.say("Ustaw się w kolumnie miesiąca."); return; }
      const before = c > 0 ? null : `${Number(this.columns[0].key.slice(0, 4)) - 1}-12-01`;
      const pairs = [];
      for (const r of this.rows.keys()) {
        if (this.text[r][c] || !this.isOpen({ r, c })) continue;
        const text = before ? this.facts.earlier[this.rows[r].key]?.[before] : this.text[r][c - 1];
        if (text && this.count(text) > 0) pairs.push([{ r, c }, text]);
      }
      this.write(pairs);
      this.say(`${this.columns[c].name}: przepisano kwoty poprzedniego miesiąca, komórki: ${pairs.length}.`);
      this.showState(pairs.length ? undefined : "Poprzedni miesiąc nie ma kwot do przepisania.");
      this.cell(this.at).focus();
    }

    everybodyPresent() {
      const field = this.root.querySelector("[data-session-hours]");
      const read = READERS.hours(field.value.trim());
      if (read.wrong || hundredths(read.text) === null) { this.say("Wpisz, ile godzin trwało spotkanie."); field.focus(); return; }
      const { c } = this.at;
      const places = [...this.rows.keys()].map((r) => ({ r, c })).filter((place) => this.isOpen(place) && !this.text[place.r][c]);
      this.write(places.map((place) => [place, read.text]));
      this.say(`${this.columns[c].name}: wpisano obecność, osoby: ${places.length}.`);
      this.cell(this.at).focus();
    }

    press(event) {
      const button = event.target.closest("[data-do]");
      if (!button) return;
      const { do: what, place } = button.dataset;
      if (what === "week") this.likeLastWeek(false);
      if (what === "weeks") this.likeLastWeek(true);
      if (what === "month") this.likePreviousMonth();
      if (what === "present") this.everybodyPresent();
      if (what === "theirs") this.takeTheirs(place, button);
      if (what === "goto") this.go(...place.split(":").map(Number));
    }

    // ---- Sums and limits ----

    recount(isFirst = false) {
      const week = {}, month = {}, all = {};
      const add = (store, key, value) => { store[key] = (store[key] ?? 0) + value; };
      for (const [r, row] of this.rows.entries()) {
        for (const c of this.typed) {
          const text = this.text[r][c];
          if (!text) continue;
          const value = this.count(text) ?? 0;
          add(week, `${row.person}|${this.columns[c].group}`, value);
          add(month, `${row.person}`, value);
          add(all, `row${r}`, value);
          add(all, `column${c}`, value);
        }
        if (all[`row${r}`] === undefined && row.key in this.facts.totals) {
          add(all, `row${r}`, Math.round(this.facts.totals[row.key] * 100));
          add(month, `${row.person}`, all[`row${r}`]);
        }
      }
      const outside = (person, group) => Math.round((this.facts.outside[person]?.[group] ?? 0) * 100);
      const over = new Map();
      for (const [r, row] of this.rows.entries()) {
        this.columns.forEach((column, c) => {
          if (!column.sums) return;
          let text = "", excess = "";
          if (column.sums === "week") {
            const key = `${row.person}|${column.group}`;
            const away = outside(row.person, column.group);
            if (week[key] !== undefined || away) {
              const sum = (week[key] ?? 0) + away;
              text = written(sum);
              excess = this.excess(sum, this.facts.weekLimits[column.group], column.name);
            }
          } else if (column.sums === "row") {
            if (all[`row${r}`] !== undefined) text = this.written(all[`row${r}`]);
            const sum = (month[row.person] ?? 0) + Math.round((this.facts.monthOutside[row.person] ?? 0) * 100);
            excess = this.excess(sum, this.facts.monthLimit, column.name);
          } else {
            const [before, after] = this.typed.filter((one) => this.columns[one].group === column.group).map((one) => this.text[r][one]);
            const isKnown = /^[1-5]$/.test(before) && /^[1-5]$/.test(after);
            text = isKnown ? (after > before ? "+" : "") + String(after - before).replace("-", "−") : "";
          }
          this.showSum({ r, c }, text, excess);
          if (excess) over.set(r, [...(over.get(r) ?? []), excess]);
        });
        this.showRow(r, over.get(r) ?? []);
      }
      let whole = null;
      for (const [r] of this.rows.entries()) if (all[`row${r}`] !== undefined) whole = (whole ?? 0) + all[`row${r}`];
      if (this.foot) this.columns.forEach((column, c) => {
        const sum = column.sums === "row" ? whole : all[`column${c}`];
        if (column.sums !== "week") this.foot.cells[c + 1].textContent = sum === undefined || sum === null ? this.nothing(column) : this.written(sum);
      });
      this.showUncovered();
      this.ask(over, isFirst);
      this.showState();
    }

    // A month without an amount is told of: nothing entered is not zero.
    nothing(column) {
      return this.isMoney && (column.sums || column.key <= this.facts.today) ? "nie wpisano" : "";
    }

    // Months of work for which no monthly cost is typed: the report would leave them out.
    showUncovered() {
      const part = document.querySelector("[data-uncovered]");
      if (!part) return;
      const isTyped = (month) => {
        const c = this.columns.findIndex((column) => column.key === month);
        return this.rows.some((row, r) => this.facts.monthly.includes(row.key) && this.text[r][c]);
      };
      const names = this.facts.worked.filter((month) => !isTyped(month)).map((month) => this.facts.monthNames[month]);
      part.hidden = !names.length;
      part.querySelector("[data-months]").textContent = names.join(", ");
    }

    excess(sum, limit, what) {
      return limit !== null && limit !== undefined && sum > Math.round(limit * 100) ? `${what}: ${written(sum)} h przy limicie ${String(limit).replace(".", ",")} h` : "";
    }

    showSum(place, text, excess) {
      const td = this.cell(place);
      this.text[place.r][place.c] = text;
      const shown = excess ? `▲ ${text}` : text;
      if (td.textContent !== shown) td.textContent = shown;
      td.classList.toggle("over", Boolean(excess));
      if (excess) td.title = excess;
      else td.removeAttribute("title");
    }

    showRow(r, over) {
      const note = this.trs[r].querySelector("[data-over]");
      const text = over.length ? "ponad limit" : "";
      if (note && note.textContent !== text) note.textContent = text;
      if (note) note.hidden = !over.length;
      const missing = this.trs[r].querySelector("[data-missing]");
      if (!missing) return;
      const stages = this.facts.expected[this.rows[r].key];
      const lacking = this.typed.filter((c) => !this.text[r][c] && stages.includes(this.columns[c].key.split("-").at(-1))).length;
      missing.textContent = lacking ? `brakuje ocen: ${lacking}` : "komplet ocen";
    }

    // A limit newly exceeded is said aloud; what needs a reason or a confirmation is asked for.
    ask(over, isFirst) {
      const now = new Set();
      for (const [r, sentences] of over) for (const sentence of sentences) now.add(`${this.rows[r].name}: ${sentence}.`);
      if (!isFirst) for (const sentence of now) if (!this.told.has(sentence)) this.say(`Ponad limit. ${sentence}`);
      this.told = now;
      const changed = new Set(this.places().map(({ r }) => r));
      const totals = [...changed].filter((r) => this.rows[r].key in this.facts.totals);
      this.reveal("reason", [...over.keys()].some((r) => changed.has(r)));
      this.reveal("totals", totals.length > 0);
    }

    reveal(name, isAsked) {
      const part = this.root.querySelector(`[data-ask=${name}]`);
      if (part && part.hidden === isAsked) part.hidden = !isAsked;
    }

    // ---- Saving ----

    places() {
      const places = [];
      for (const r of this.rows.keys()) for (const c of this.typed) if (this.text[r][c] !== this.was[r][c]) places.push({ r, c });
      return places;
    }

    changes() { return this.places().map(({ r, c }) => [this.rows[r].key, this.columns[c].key, this.was[r][c], this.text[r][c]]); }

    say(sentence) { this.live.textContent = sentence; }

    showState(sentence) {
      const waiting = this.places().length;
      this.state.textContent = sentence ?? (waiting ? `Niezapisane zmiany: ${waiting}` : this.saved ?? "");
    }

    // One list of everything that is wrong; each item may lead to its cell.
    tell(title, items) {
      this.problems.hidden = !items.length;
      const heading = document.createElement("h2");
      heading.textContent = title;
      const list = document.createElement("ul");
      for (const item of items.slice(0, MOST_TOLD)) {
        const li = document.createElement("li");
        li.append(...(Array.isArray(item) ? item : [item]));
        list.append(li);
      }
      if (items.length > MOST_TOLD) list.append(Object.assign(document.createElement("li"), { textContent: `i jeszcze: ${items.length - MOST_TOLD}` }));
      this.problems.replaceChildren(heading, list);
    }

    button(what, text, { r, c }) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: text });
      Object.assign(button.dataset, { do: what, place: `${r}:${c}` });
      return button;
    }

    placeOf(row, column) {
      const r = this.rows.findIndex((one) => one.key === row);
      const c = this.columns.findIndex((one) => one.key === column);
      return r < 0 || c < 0 ? null : { r, c };
    }

    async save() {
      if (this.input) {
        this.commit();
        this.cell(this.at).focus();
      }
      if (this.isSaving) return;
      if (this.wrong.size) {
        this.tell("Popraw, zanim zapiszesz", [...this.wrong].map(([key, sentence]) => this.item(...key.split(":").map(Number), sentence)));
        this.problems.focus();
        return;
      }
      const places = this.places();
      const sent = this.changes();
      if (!sent.length) { this.showState("Nie ma zmian do zapisania."); return; }
      this.isSaving = true;
      this.showState("Zapisywanie…");
      const response = await this.send(sent);
      this.isSaving = false;
      if (response) this.answered(response.status, await response.json(), places, sent);
    }

    item(r, c, sentence) { return [this.button("goto", this.name({ r, c }), { r, c }), `: ${sentence}`]; }

    async send(changes) {
      for (const pause of [...RETRIES, null]) {
        const data = new FormData(this.form);
        data.set("changes", JSON.stringify(changes));
        try {
          const response = await fetch(this.form.action, { method: "POST", body: data, signal: AbortSignal.timeout(30000) });
          if (response.headers.get("content-type")?.includes("json")) return response;
          this.failed(response.redirected || response.status === 403
            ? "Nie zapisano: trzeba się zalogować. Zaloguj się w nowej karcie i zapisz jeszcze raz; wpisane dane zostały w tabeli."
            : "Nie zapisano: serwer nie odpowiedział poprawnie. Wpisane dane zostały w tabeli, zapisz jeszcze raz.");
          await this.renewToken();
          return null;
        } catch {
          if (pause === null) break;
          this.showState("Brak połączenia, ponawiam…");
          await new Promise((done) => { setTimeout(done, pause); });
        }
      }
      this.failed("Nie zapisano: brak połączenia. Wpisane dane zostały w tabeli, zapisz jeszcze raz.");
      return null;
    }

    failed(sentence) {
      this.tell(sentence, [" "]);
      this.problems.querySelector("ul").remove();
      this.showState("Nie zapisano");
    }

    // Logging in again changes the form's token.
    async renewToken() {
      const retry = async () => {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const token = page.querySelector("[data-sheet] [name=csrfmiddlewaretoken]")?.value;
        if (token) this.form.elements.csrfmiddlewaretoken.value = token;
      };
      addEventListener("focus", () => { retry().catch(() => {}); }, { once: true });
    }

    answered(status, answer, places, sent) {
      if (status !== 200) { this.refused(answer); return; }
      const conflicts = new Map(answer.conflicts.map((one) => [`${one.row}|${one.column}`, one]));
      const items = [];
      places.forEach(({ r, c }, n) => {
        const [row, column, , now] = sent[n];
        const conflict = conflicts.get(`${row}|${column}`);
        this.was[r][c] = conflict ? conflict.stands : now;
        if (conflict) items.push([`${this.name({ r, c })}: ${conflict.by} w tym czasie: ${conflict.stands || "puste"}; tutaj: ${this.text[r][c] || "puste"}. `, this.button("theirs", `Przyjmij: ${conflict.stands || "puste"}`, { r, c })]);
        else if (row in this.facts.totals) delete this.facts.totals[row];
        this.show({ r, c });
      });
      for (const note of this.root.querySelectorAll("[data-total]")) if (!(note.dataset.total in this.facts.totals)) note.hidden = true;
      this.saved = `Zapisano ${answer.at}`;
      const reason = this.root.querySelector("[name=reason]");
      if (reason) reason.value = "";
      this.reveal("unusual", false);
      if (this.form.elements.confirms_unusual) this.form.elements.confirms_unusual.checked = false;
      this.tell("Ktoś zmienił te komórki w tym czasie. Pozostałe zmiany są zapisane; te zapisz jeszcze raz, jeśli ma zostać to, co wpisano tutaj", items);
      this.recount();
      if (items.length) { this.problems.focus(); this.showState(`${this.saved}, do rozstrzygnięcia: ${items.length}`); }
    }

    refused(answer) {
      const items = [...(answer.sentences ?? [])];
      for (const { row, column, sentence } of answer.errors ?? []) {
        const place = this.placeOf(row, column);
        items.push(place ? this.item(place.r, place.c, sentence) : sentence);
      }
      for (const sentence of answer.over ?? []) items.push(`Ponad limit: ${sentence}. Popraw godziny albo podaj uzasadnienie pod tabelą.`);
      for (const sentence of answer.totals ?? []) items.push(`Dni zastąpią sumę miesiąca. ${sentence}. Potwierdź to pod tabelą.`);
      for (const sentence of answer.unusual ?? []) items.push(`${sentence}. Popraw kwotę albo potwierdź ją pod tabelą.`);
      if (answer.unusual?.length) this.reveal("unusual", true);
      if (answer.over?.length) this.reveal("reason", true);
      if (answer.totals?.length) this.reveal("totals", true);
      this.tell("Niczego nie zapisano", items);
      this.problems.focus();
      this.showState("Nie zapisano");
    }

    takeTheirs(place, button) {
      const [r, c] = place.split(":").map(Number);
      this.write([[{ r, c }, this.was[r][c]]]);
      this.show({ r, c });
      button.closest("li").remove();
      if (!this.problems.querySelector("li")) this.problems.hidden = true;
      this.cell({ r, c }).focus();
    }
  }

  for (const root of document.querySelectorAll("[data-sheet]")) new Sheet(root);
})();
