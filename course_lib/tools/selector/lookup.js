/* The answers that Python worked out, looked up. No rule lives here: a letter is looked up, and where circumstances add
   theirs, or say that the weeks may be off, the strictest is taken. Column 0 is for no week chosen. */

export class Lookup {
  constructor(table) { this.table = table; }

  ticked(ids) { return this.table.circumstances.filter(({ id }) => ids.includes(id)); }
  strictest(letters) {
    const order = this.table.strictness;
    return letters.reduce((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a));
  }
  /** The columns that her week may be: one, or those around it where a circumstance says that her dates may be off. */
  columns(column, ticked) {
    const off = column ? Math.max(0, ...ticked.map(({ weeks_off }) => weeks_off)) : 0;
    const near = (each) => Math.abs(each - column) <= off && Boolean(each) === Boolean(column);
    return this.table.when.map((_, each) => each).filter(near);
  }
  /** What a source says of a point, whoever asks. */
  said(source, code, column) { return this.table.status[source][code]?.[column] ?? this.table.silent; }
  /** What holds for a person: the source's word and all that her circumstances add. */
  letter(source, code, column, ids = []) {
    const ticked = this.ticked(ids);
    return this.strictest(this.columns(column, ticked).flatMap((each) =>
      [this.said(source, code, each), ...ticked.map(({ floors }) => (floors[code] ?? floors["*"])[each])]));
  }
  reason(source, code, column) {
    return this.table.reasons[this.table.points[code].why[source]?.findLast(([from]) => from <= column)[1] ?? 0];
  }
}
