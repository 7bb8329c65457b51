import { say, sayNumber } from '../ui/say.ts';

/** Where a fact stands. The folder gives way first, then the end of the file's name; the line never. */
export function SourceLine({ source }: { source: { file: string; line: number } }) {
  const slash = source.file.lastIndexOf('/') + 1;
  const line = sayNumber(source.line);
  const [before, after] = say('web.sourceLine', { file: MARK, line }).split(MARK);
  return (
    <span class="source" title={say('web.sourceLine', { file: source.file, line })}>
      {slash > 0 && <span class="folder">{source.file.slice(0, slash)}</span>}
      <span class="place">
        <span class="cut">
          {before}
          {source.file.slice(slash)}
        </span>
        <span class="line">{after}</span>
      </span>
    </span>
  );
}

/** Stands for the file while its sentence is taken apart. */
const MARK = '\u0001';
