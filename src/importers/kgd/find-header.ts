/** Titles of the column with the firm's or the person's number, in Russian and Kazakh. */
const NUMBER_TITLE = /(?:^|[^\p{L}])(?:БИН|БСН|ИИН|ЖСН)(?![\p{L}])/iu;
const ROWS_LOOKED_AT = 40;

/** Title rows of a list: where the first entry stands, how wide the table is, what the titles say. */
export interface ListHeader {
  /** Rows before it are titles. */
  firstRow: number;
  width: number;
  /** Positions of the columns whose title names a BIN or IIN. */
  numbersAt: readonly number[];
  titles: readonly string[];
}

/** Finds the title rows among the first rows; null where none of them names a BIN or IIN. `rows` are cells by sheet row. */
export function findHeader(rows: readonly { row: number; cells: readonly string[] }[]): ListHeader | null {
  const at = rows.findIndex(({ cells }) => filled(cells) > 2 && cells.some((cell) => NUMBER_TITLE.test(cell)));
  if (at < 0 || at > ROWS_LOOKED_AT) return null;
  const titles: string[] = [];
  let width = 0;
  let next = at;
  for (; next < rows.length; next++) {
    const { cells } = rows[next]!;
    const isTitles = next === at || cells.some((cell) => NUMBER_TITLE.test(cell)) || isNumbering(cells);
    if (!isTitles) break;
    cells.forEach((cell, c) => {
      if (cell !== '') {
        width = Math.max(width, c + 1);
        titles[c] = `${titles[c] ?? ''} ${cell}`.trim();
      }
    });
  }
  const lastTitle = rows[next - 1]!.row;
  const all = Array.from({ length: width }, (_, c) => titles[c] ?? '');
  const numbersAt = all.flatMap((title, c) => (NUMBER_TITLE.test(title) ? [c] : []));
  return { firstRow: lastTitle + 1, width, numbersAt, titles: all };
}

/** 1, 2, 3 … under the titles. */
function isNumbering(cells: readonly string[]): boolean {
  const given = cells.filter((cell) => cell !== '');
  return given.length > 2 && given.every((cell, i) => cell === String(i + 1));
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length;
}
