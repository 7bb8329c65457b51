import { render } from 'preact';
import { App } from './app.tsx';
import { loadOverview, openLocation, restorePreferences } from './session.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/start.css';
import './styles/explorer.css';
import './styles/rail.css';
import './styles/stage.css';
import './styles/panel.css';
import './styles/narrow.css';

restorePreferences();
void loadOverview();
void openLocation();
addEventListener('popstate', () => void openLocation());
render(<App />, document.getElementById('app')!);
