import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Cell, Sheet, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { parseJson } from '../json.ts';
import { readSheet } from './read-sheet.ts';
import { EMPTY_SHEET, type Settings } from './settings.ts';

export type SheetStore = {
  read(): Sheet;
  replace(sheet: Sheet): void;
  /** 0-based; the tab grows as needed. */
  setCell(tab: SheetTab, row: number, column: number, value: Cell): void;
  /** Keeps what was changed in place. */
  changed(): void;
  /** The sheet of the start again. */
  clear(): void;
};

/** The one spreadsheet; with a state file every change is on disk before it is answered. */
export function createSheetStore({ sheet: initial, stateFile }: Settings): SheetStore {
  let sheet = (stateFile && keptIn(stateFile)) || structuredClone(initial);
  const keep = () => {
    if (!stateFile) return;
    mkdirSync(dirname(stateFile), { recursive: true });
    writeFileSync(`${stateFile}.new`, JSON.stringify(sheet));
    renameSync(`${stateFile}.new`, stateFile);
  };
  return {
    read: () => sheet,
    replace(next) {
      sheet = next;
      keep();
    },
    setCell({ values }, row, column, value) {
      while (values.length <= row) values.push([]);
      const cells = values[row] ?? [];
      while (cells.length < column) cells.push(null);
      cells[column] = value;
    },
    changed: keep,
    clear() {
      sheet = structuredClone(initial ?? EMPTY_SHEET);
      keep();
    },
  };
}

function keptIn(file: string): Sheet | undefined {
  if (!existsSync(file)) return undefined;
  const sheet = readSheet(parseJson(readFileSync(file, 'utf8')));
  return 'problem' in sheet ? undefined : sheet;
}
