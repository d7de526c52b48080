// What a cell of each kind of sheet takes, and what is said of anything else.

import { groszes, hours, hundredths, zlote } from "./amounts.js";

const LETTERS = { n: "n", u: "u" };

const HOURS = {
  count: hundredths,
  written: hours,
  inputMode: "text",
  read(text) {
    const letter = LETTERS[text.toLowerCase()];
    if (letter) return { text: letter };
    const value = hundredths(text);
    if (value === null) return { wrong: "wpisz godziny, na przykład 4 albo 4,5, „n” (nieobecność) albo „u” (usprawiedliwiona)" };
    if (value > 2400) return { wrong: "dzień ma od 0 do 24 godzin" };
    return { text: hours(value) };
  },
};

const SCORE = {
  ...HOURS,
  inputMode: "numeric",
  read: (text) => (/^[1-5]$/.test(text) ? { text } : { wrong: "ocena jest liczbą od 1 do 5" }),
};

const MONEY = {
  count: groszes,
  written: zlote,
  inputMode: "decimal",
  read(text) {
    const value = groszes(text);
    if (value === null) return { wrong: "wpisz kwotę w złotych, na przykład 1 234,50" };
    if (value <= 0) return { wrong: "kwota musi być większa od zera; żeby ją skasować, wyczyść komórkę" };
    return { text: zlote(value) };
  },
};

export const KINDS = { hours: HOURS, score: SCORE, money: MONEY };
