// Pasted lines that begin with names: with or without a number before, in one cell or two, in either order.

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l");
const keyOf = (name) => fold(name).split(/[\s,]+/).filter(Boolean).sort().join(" ");
const isName = (cell) => /\p{L}{2}/u.test(cell ?? "");
const isOrdinal = (cell) => /^(\d{1,4}\.?)?$/.test(cell);

// Null unless each line has a name; blank lines are left out.
export const namedLines = (pasted, rows) => {
  const filled = pasted.filter((cells) => cells.some(Boolean));
  const starts = filled.map((cells) => (isOrdinal(cells[0]) ? 1 : 0));
  const areNamed = filled.every((cells, n) => isName(cells[starts[n]]));
  if (!areNamed || !filled.some((cells, n) => cells.length > starts[n] + 1)) return null;
  const places = new Map();
  rows.forEach((row, r) => places.set(keyOf(row.name), [...(places.get(keyOf(row.name)) ?? []), r]));
  return filled.map((cells, n) => split(cells.slice(starts[n]), places));
};

// The longest beginning that names a row is the name.
const split = (cells, places) => {
  const words = cells.findIndex((cell) => !isName(cell));
  for (let n = words < 0 ? cells.length : words; n > 0; n -= 1) {
    const name = cells.slice(0, n).join(" ");
    const rows = places.get(keyOf(name));
    if (rows) return { name, rows, values: cells.slice(n) };
  }
  return { name: cells[0], rows: [], values: [] };
};
