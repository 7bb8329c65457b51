import { overview } from '../session.ts';
import { Icon } from '../ui/marks.tsx';
import { say, sayDay } from '../ui/say.ts';

/** Nothing was found: says in which data, never that someone is honest. */
export function NoFindings() {
  const asOf = overview.value?.run?.asOf;
  if (!asOf) return null;
  return (
    <p class="no-ground">
      <Icon name="dash" />
      {say('panel.noFindings', { date: sayDay(asOf) })}
    </p>
  );
}
