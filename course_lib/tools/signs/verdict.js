/* How urgent some signs are together. Python rated each of them; the highest level counts. */

/** The highest `level` among the ticked signs; the `ticked` ones, most urgent first; and those in a fold never opened. */
export function verdict(signs, ticked, opened) {
  const now = signs.filter(({ id }) => ticked.includes(id)).sort((a, b) => b.level - a.level);
  const unasked = opened ? [] : signs.filter((sign) => sign.folded && !now.includes(sign));
  return { level: Math.max(0, ...now.map((sign) => sign.level)), ticked: now, unasked };
}
