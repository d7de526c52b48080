// Hours and money as people type them, reckoned in hundredths so that sums are exact.

// Null for what is not a number.
export const hundredths = (text) => {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text);
  return found ? Number(found[1]) * 100 + Number((found[2] || "0").padEnd(2, "0")) : null;
};

export const hours = (value) => String(value / 100).replace(".", ",");

// Grosze of 1234,5, 1 234,50 zł or 1.234,50; null for what is no amount.
export const groszes = (text) => {
  let bare = text.replace(/\s/g, "").replace(/zł$/, "").replace("\u2212", "-");
  if (bare.includes(".") && bare.includes(",") && /^-?\d{1,3}([.,]\d{3})+([.,]\d{1,2})?$/.test(bare)) {
    const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
    bare = `${bare.slice(0, last).replace(/[.,]/g, "")},${bare.slice(last + 1)}`;
  }
  const found = /^(-?)(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(bare);
  return found ? (found[1] ? -1 : 1) * (Number(found[2]) * 100 + Number((found[3] || "0").padEnd(2, "0"))) : null;
};

export const zlote = (value) => {
  const [whole, rest] = [Math.floor(Math.abs(value) / 100), String(Math.abs(value) % 100).padStart(2, "0")];
  return `${value < 0 ? "-" : ""}${String(whole).replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${rest}`;
};
