import { createHash } from 'node:crypto';
import { statementsIn } from '../../runtime/sql/sql-text.ts';

/** One step of the schema: applied once, whole or not at all, and never changed afterwards. */
export type Migration = {
  /** 1, 2, 3 … without gaps. */
  version: number;
  /** The file's, without its ending: '0001_venues'. */
  name: string;
  /** SHA-256 of the text, whatever line ends a checkout gave it. */
  checksum: string;
  statements: string[];
};

export type MigrationFile = { file: string; text: string };

/** The migrations in the files of the folder, in order. A file out of line is a mistake of whoever added it: throws. */
export function migrationsIn(files: MigrationFile[]): Migration[] {
  const sorted = [...files].sort((one, other) => (one.file < other.file ? -1 : 1));
  return sorted.map(({ file, text }, index) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file)) {
      throw new Error(`"${file}" is not named like a migration: 0001_what_it_does.sql`);
    }
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) {
      throw new Error(
        `The migration after ${index} is ${file}: numbers start at 0001, without gaps and without doubles`,
      );
    }
    const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    return {
      version,
      name: file.slice(0, -'.sql'.length),
      checksum: createHash('sha256').update(plain).digest('hex'),
      statements: statementsIn(plain),
    };
  });
}
