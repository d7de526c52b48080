// A sheet of people by days or areas, or of costs by months, at the keyboard. Without this script the table is
// read only and the page links to the same cells as plain inputs.

import { Clipboard } from "./grid/clipboard.js";
import { Cursor } from "./grid/cursor.js";
import { Editor } from "./grid/editor.js";
import { Fills } from "./grid/fills.js";
import { Notices } from "./grid/notices.js";
import { Saving } from "./grid/saving.js";
import { Sheet } from "./grid/sheet.js";
import { Sums } from "./grid/sums.js";

class Grid {
  constructor(root) {
    this.root = root;
    this.sheet = new Sheet(root, new Notices(root));
    this.cursor = new Cursor(this.sheet);
    this.editor = new Editor(this.sheet, this.cursor);
    this.clipboard = new Clipboard(this.sheet, this.cursor, this.editor);
    this.fills = new Fills(root, this.sheet, this.cursor);
    this.sums = new Sums(root, this.sheet);
    this.saving = new Saving(root, this.sheet, this.sums);
    this.sheet.onChange = () => { this.sums.recount(); this.saving.showState(); };
    this.cursor.onLeave = () => this.editor.commit();
    this.listen();
    this.open();
  }

  open() {
    this.sheet.table.setAttribute("role", "grid");
    for (const part of this.root.querySelectorAll("[data-scripted]")) part.hidden = false;
    for (const part of this.root.querySelectorAll("[data-unscripted]")) part.hidden = true;
    if (this.sheet.facts.opensAt) this.cursor.reveal();
  }

  listen() {
    const on = (name, act) => this.sheet.table.addEventListener(name, act);
    on("keydown", (event) => (this.editor.isOpen ? this.editor.key(event) : this.key(event)));
    on("pointerdown", (event) => this.point(event));
    on("pointerover", (event) => this.drag(event));
    on("click", (event) => this.tap(event));
    on("dblclick", () => this.editor.mend());
    on("focusin", (event) => this.focused(event));
    on("copy", (event) => this.clipboard.copy(event));
    on("cut", (event) => this.clipboard.cut(event));
    on("paste", (event) => this.clipboard.paste(event));
    this.saving.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    document.addEventListener("keydown", (event) => this.saveByKey(event));
    this.root.addEventListener("click", (event) => this.press(event));
    addEventListener("beforeunload", (event) => {
      this.editor.commit();
      if (this.sheet.changed().length) event.preventDefault();
    });
  }

  focused(event) {
    const place = !this.editor.isOpen && this.sheet.place(event.target);
    if (place) this.cursor.follow(place);
  }

  // ---- The mouse and the finger ----

  point(event) {
    const place = this.sheet.place(event.target);
    this.isTouched = event.pointerType === "touch";
    if (!place || this.isTouched || event.target === this.editor.input) return;
    event.preventDefault();
    this.cursor.go(place.r, place.c, event.shiftKey);
  }

  drag(event) {
    const place = event.buttons === 1 && event.pointerType === "mouse" && !this.editor.isOpen && this.sheet.place(event.target);
    if (place) this.cursor.go(place.r, place.c, true);
  }

  // A finger may only have meant to scroll; a tap opens the cell, since a phone has no keys before that.
  tap(event) {
    const place = this.isTouched && event.target !== this.editor.input && this.sheet.place(event.target);
    if (!place) return;
    this.cursor.go(place.r, place.c);
    this.editor.mend();
  }

  // ---- Keys ----

  key(event) {
    const { r, c } = this.cursor.at;
    const isCommand = event.ctrlKey || event.metaKey;
    const letter = isCommand ? event.key.toLowerCase() : "";
    const target = this.cursor.target(event.key, isCommand);
    if (target) this.cursor.go(...target, event.shiftKey);
    else if (event.key === "Enter") this.cursor.go(r + (event.shiftKey ? -1 : 1), c);
    else if (event.key === "Tab") { if (!this.cursor.step(event.shiftKey ? -1 : 1)) return; }
    else if (event.key === "F2") this.editor.mend();
    else if (event.key === "Delete" || event.key === "Backspace") this.clipboard.clear();
    else if (event.key === "Escape") this.saving.form.querySelector("[type=submit]").focus();
    else if (letter === "z") this.sheet.undo();
    else if (letter === "a") this.cursor.markAll();
    else if (event.key.length === 1 && !isCommand && !event.altKey) this.editor.type(event.key);
    else return;
    event.preventDefault();
  }

  saveByKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    this.save();
  }

  save() {
    if (this.editor.isOpen) {
      this.editor.commit();
      this.cursor.cell.focus();
    }
    this.saving.save();
  }

  // ---- Buttons ----

  press(event) {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const [r, c] = (button.dataset.place ?? "").split(":").map(Number);
    ({
      week: () => this.fills.likeLastWeek(false),
      weeks: () => this.fills.likeLastWeek(true),
      month: () => this.fills.likePreviousMonth(),
      present: () => this.fills.everybodyPresent(),
      theirs: () => this.saving.takeTheirs({ r, c }, button),
      goto: () => this.cursor.go(r, c),
    })[button.dataset.do]();
  }
}

for (const root of document.querySelectorAll("[data-sheet]")) new Grid(root);
