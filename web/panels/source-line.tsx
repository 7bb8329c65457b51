import { say, sayNumber } from '../ui/say.ts';

/** Where a fact stands: the file may be cut in the middle, the line never. */
export function SourceLine({ source }: { source: { file: string; line: number } }) {
  const slash = source.file.lastIndexOf('/') + 1;
  return (
    <span class="source" title={say('web.sourceLine', { file: source.file, line: sayNumber(source.line) })}>
      {slash > 0 && <span class="folder">{source.file.slice(0, slash)}</span>}
      <span class="place">
        {say('web.sourceLine', { file: source.file.slice(slash), line: sayNumber(source.line) })}
      </span>
    </span>
  );
}
