// The cell one stands on and the block marked from it: arrows, Tab, the mouse.

const clamp = (value, most) => Math.max(0, Math.min(value, most));

export class Cursor {
  constructor(sheet) {
    this.sheet = sheet;
    this.at = { r: 0, c: sheet.opensAt };
    this.anchor = this.at;
    this.onLeave = () => {};
    this.cell.tabIndex = 0;
  }

  // Today's column in sight, without taking the focus from where the reader is.
  reveal() {
    const wrap = this.sheet.table.closest(".sheet-wrap");
    const { offsetLeft, offsetWidth } = this.cell;
    wrap.scrollLeft = offsetLeft + offsetWidth - wrap.clientWidth * 0.75;
  }

  get cell() { return this.sheet.cell(this.at); }

  go(r, c, extends_ = false) {
    this.onLeave();
    this.cell.tabIndex = -1;
    this.at = { r: clamp(r, this.sheet.trs.length - 1), c: clamp(c, this.sheet.columns.length - 1) };
    if (!extends_) this.anchor = this.at;
    this.cell.tabIndex = 0;
    this.cell.focus();
    this.paint();
  }

  // Focus that came by itself: with a screen reader, or from another part of the page.
  follow(place) {
    if (place.r === this.at.r && place.c === this.at.c) return;
    this.cell.tabIndex = -1;
    this.at = place;
    this.anchor = place;
    this.cell.tabIndex = 0;
    this.paint();
  }

  // The next cell in reading order, sums left out; false at the end of the sheet.
  step(direction) {
    const order = this.sheet.typed;
    let { r, c } = this.at;
    let next = direction > 0 ? order.find((one) => one > c) : order.findLast((one) => one < c);
    if (next === undefined) {
      r += direction;
      next = direction > 0 ? order[0] : order.at(-1);
    }
    if (r < 0 || r >= this.sheet.trs.length) return false;
    this.go(r, next);
    return true;
  }

  // Where a key leads from here; undefined for a key that leads nowhere.
  target(key, isCommand) {
    const { r, c } = this.at;
    const [lastRow, lastColumn] = [this.sheet.trs.length - 1, this.sheet.columns.length - 1];
    return {
      ArrowUp: [isCommand ? 0 : r - 1, c],
      ArrowDown: [isCommand ? lastRow : r + 1, c],
      ArrowLeft: [r, isCommand ? 0 : c - 1],
      ArrowRight: [r, isCommand ? lastColumn : c + 1],
      Home: [isCommand ? 0 : r, 0],
      End: [isCommand ? lastRow : r, lastColumn],
      PageUp: [r - 10, c],
      PageDown: [r + 10, c],
    }[key];
  }

  markAll() {
    this.anchor = { r: 0, c: 0 };
    this.follow({ r: this.sheet.trs.length - 1, c: this.sheet.columns.length - 1 });
    this.anchor = { r: 0, c: 0 };
    this.paint();
  }

  block() {
    const [top, bottom] = [this.anchor.r, this.at.r].sort((a, b) => a - b);
    const [left, right] = [this.anchor.c, this.at.c].sort((a, b) => a - b);
    return { top, bottom, left, right };
  }

  *places() {
    const { top, bottom, left, right } = this.block();
    for (let r = top; r <= bottom; r += 1) for (let c = left; c <= right; c += 1) yield { r, c };
  }

  paint() {
    for (const td of this.sheet.table.querySelectorAll("[aria-selected]")) td.removeAttribute("aria-selected");
    if (this.anchor === this.at) return;
    for (const place of this.places()) this.sheet.cell(place).ariaSelected = "true";
  }
}
