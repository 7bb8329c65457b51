import type { ComponentChildren } from 'preact';
import { LANGUAGES, type Language } from '../../src/model/vocabulary.ts';
import { setLanguage, setTheme, theme } from '../session.ts';
import { Icon, Logo } from '../ui/marks.tsx';
import { language, say } from '../ui/say.ts';

/** Name of the product, what belongs to the page, language and theme. */
export function TopBar({ children }: { children?: ComponentChildren }) {
  const next = theme.value === 'dark' ? 'light' : 'dark';
  return (
    <header class="top-bar">
      <a class="brand" href="#/" aria-label={`Tamyr. ${say('nav.start')}`}>
        <Logo />
        <span>Tamyr</span>
      </a>
      {children}
      <span class="language">
        <select
          aria-label={say('nav.language')}
          value={language.value}
          onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
        >
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag}>
              {tag.toUpperCase()}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
      <button
        type="button"
        class="button ghost square"
        title={say(`web.theme.${next}`)}
        aria-label={say(`web.theme.${next}`)}
        onClick={() => setTheme(next)}
      >
        <Icon name={next === 'dark' ? 'moon' : 'sun'} />
      </button>
    </header>
  );
}
