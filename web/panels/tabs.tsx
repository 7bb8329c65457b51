import { sayNumber } from '../ui/say.ts';

interface Props<T extends string> {
  current: T;
  show: (name: T) => void;
  tabs: { name: T; label: string; count: number | null }[];
}

/** Tabs with counts; arrow keys walk them. */
export function Tabs<T extends string>({ current, show, tabs }: Props<T>) {
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex((tab) => tab.name === current);
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    show(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={walk}>
      {tabs.map(({ name, label, count }) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls="tabpanel"
          tabIndex={name === current ? 0 : -1}
          class={name === current ? 'on' : ''}
          onClick={() => show(name)}
        >
          {label} {count !== null && <span class="quiet">{sayNumber(count)}</span>}
        </button>
      ))}
    </div>
  );
}
