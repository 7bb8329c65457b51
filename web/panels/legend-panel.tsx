import type { Relation } from '../../src/model/vocabulary.ts';
import type { ViewRelation } from '../../src/reports/network/network-view.ts';
import { legend, run, scene } from '../session.ts';
import type { LegendKind } from '../state/legend.ts';
import { Icon, KindMark } from '../ui/marks.tsx';
import { say, sayMoney, sayNumber, sayWord } from '../ui/say.ts';

const WITH_ARROW = new Set<ViewRelation>(['FOUNDED', 'OWNS', 'MANAGES', 'TRANSFERRED', 'INVOICED']);

/** What is on the canvas, with counts; a click hides and shows. Line patterns and the meaning of money labels last. */
export function LegendPanel() {
  const { kinds, relations, lines, dissolved } = legend.value;
  if (kinds.length === 0) return null;
  return (
    <section class="legend" aria-label={say('legend.title')}>
      <div class="rail-head">
        <h2>{say('legend.title')}</h2>
        <span class="quiet">{say('legend.onCanvas')}</span>
      </div>
      <div class="legend-columns">
        <ul>
          {kinds.map((entry) => (
            <Entry
              key={entry.name}
              {...entry}
              name={kindName(entry.name)}
              toggle={(label) => run({ type: 'toggle-kind', kind: entry.name, label })}
            >
              <KindMark kind={entry.name === 'cash' ? 'account' : entry.name} variant={markVariant(entry.name)} />
            </Entry>
          ))}
          {dissolved > 0 && (
            <li class="entry still">
              <KindMark kind="company" status="dissolved" />
              <span class="name cut">{say('web.dissolved')}</span>
              <span class="quiet">{sayNumber(dissolved)}</span>
            </li>
          )}
        </ul>
        <ul>
          {relations.map((entry) => (
            <Entry
              key={entry.name}
              {...entry}
              name={lineName(entry.name)}
              toggle={(label) => run({ type: 'toggle-relation', relation: entry.name, label })}
            >
              <LineMark relation={entry.name} pattern="solid" />
            </Entry>
          ))}
          {lines.map((entry) => (
            <Entry
              key={entry.name}
              {...entry}
              name={say(entry.name === 'ended' ? 'web.ended' : 'web.inferred')}
              toggle={(label) => run({ type: 'toggle-line', line: entry.name, label })}
            >
              <LineMark
                relation={entry.name === 'ended' ? 'FOUNDED' : 'POSSIBLY_SAME'}
                pattern={entry.name === 'ended' ? 'dashed' : 'dotted'}
              />
            </Entry>
          ))}
        </ul>
      </div>
      <MoneyNote />
    </section>
  );
}

function kindName(kind: LegendKind): string {
  return kind === 'cash' ? say('web.cash') : sayWord('kind', kind);
}

/** Short names for lines: the sides of the relation are plain from the picture. */
function lineName(relation: Relation): string {
  if (relation === 'REGISTERED_AT' || relation === 'REACHED_BY' || relation === 'HOLDS')
    return say(`web.line.${relation}`);
  return sayWord('relation', relation);
}

function markVariant(kind: LegendKind): string | null {
  return kind === 'cash' ? 'atm' : kind === 'account' ? 'card' : kind === 'contact' ? 'phone' : null;
}

interface EntryProps {
  name: string;
  count: number;
  hidden: boolean;
  toggle: (label: string) => void;
  children: preact.ComponentChildren;
}

function Entry({ name, count, hidden, toggle, children }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        class={`entry ${hidden ? 'off' : ''}`}
        aria-pressed={!hidden}
        title={say(hidden ? 'web.showKind' : 'web.hideKind', { name })}
        onClick={() => toggle(name)}
      >
        {hidden ? <Icon name="eyeoff" size={18} /> : children}
        <span class="name cut">{name}</span>
        <span class="quiet">{sayNumber(count)}</span>
      </button>
    </li>
  );
}

function LineMark({ relation, pattern }: { relation: ViewRelation; pattern: 'solid' | 'dashed' | 'dotted' }) {
  const isMoney = relation === 'TRANSFERRED' || relation === 'INVOICED';
  const hasArrow = WITH_ARROW.has(relation);
  return (
    <svg
      class={`line-mark r-${relation.toLowerCase().replaceAll('_', '-')} ${pattern}`}
      width="24"
      height="12"
      viewBox="0 0 24 12"
      aria-hidden="true"
    >
      <path class="stroke" d={hasArrow ? 'M1 6H17' : 'M1 6H23'} stroke-width={isMoney ? 2.4 : 1.4} />
      {hasArrow && <path class="head" d={isMoney ? 'M23.5 6 15.5 2.2V9.8Z' : 'M23.5 6 17 3V9Z'} />}
    </svg>
  );
}

/** Says what a money label means, with one that is on the canvas. */
function MoneyNote() {
  const edge = scene.value.edges
    .map((one) => one.edge)
    .filter((one) => one.relation === 'TRANSFERRED' && one.amounts.length > 0)
    .sort((a, b) => b.count - a.count)[0];
  if (!edge) return null;
  return <p class="money-note">{say('legend.money', { sum: sayMoney(edge.amounts[0]!), count: edge.count })}</p>;
}
