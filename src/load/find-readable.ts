import type { InputFile } from '../importers/importer.ts';
import { plainName } from '../importers/text/file-bytes.ts';
import { READABLE } from '../importers/text/open-records.ts';
import { TamyrError } from '../model/errors.ts';
import { findInput } from './find-input.ts';

/** Files behind paths that can be read as records, and the names of the others; none at all is a `TamyrError`. */
export async function findReadable(paths: readonly string[]): Promise<{ files: InputFile[]; unreadable: string[] }> {
  const { files, passedOver } = await findInput(paths);
  const isReadable = ({ name }: InputFile) => READABLE.some((ending) => plainName(name).endsWith(ending));
  const readable = files.filter(isReadable);
  const unreadable = [...files.filter((file) => !isReadable(file)).map(({ name }) => name), ...passedOver];
  if (readable.length > 0) return { files: readable, unreadable };
  throw new TamyrError({
    code: 'nothing-recognised',
    what: 'None of the files there can be read as a table.',
    where: paths.join(', '),
    expected: `files that end in ${READABLE.join(', ')}, or these with .gz`,
  });
}
