import { useEffect } from 'preact/hooks';
import { keyPressed } from './keyboard.ts';
import { ExplorerPage } from './panels/explorer-page.tsx';
import { StartPage } from './panels/start-page.tsx';
import { busy, isExplorer, remark } from './session.ts';
import { LoadingBar } from './ui/notices.tsx';

/** The page: the first screen or the explorer. */
export function App() {
  useEffect(() => {
    addEventListener('keydown', keyPressed);
    return () => removeEventListener('keydown', keyPressed);
  }, []);
  return (
    <>
      {busy.value && <LoadingBar />}
      {isExplorer.value ? <ExplorerPage /> : <StartPage />}
      <div class="remark" role="status" aria-live="polite">
        {remark.value}
      </div>
    </>
  );
}
