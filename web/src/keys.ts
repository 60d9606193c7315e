import type { ViewerPanel } from './panels/viewerPanel';
import type { Worklist } from './reading/worklist';
import { findings } from './service/types';

/** What the keys ask of the page beyond the viewer. */
export interface KeyActions {
  open(): void;
  search(): void;
  help(): void;
}

/** The keyboard: single letters while nothing is typed, arrows by where the focus is. */
export function bindKeys(panel: ViewerPanel, worklist: Worklist, actions: KeyActions): void {
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    // Cornerstone's own listener would swallow every key there, the tabulator too, and so trap the keyboard.
    if (target === panel.mainElement) event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const isOperated = target.closest('input:not([type=range]), select, textarea, summary, a, [contenteditable]') !== null;
    const isSlid = target.matches('[type=range]') && event.key.length > 1; // arrows, Home, End
    if (isOperated || isSlid || (target.closest('button') && (event.key === ' ' || event.key === 'Enter'))) return;
    const onPicture = target === panel.mainElement ? pictureKey(event, panel) : null;
    const act = onPicture ?? pageKey(event, panel, worklist, actions);
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', onKey, { capture: true });
}

type Act = (() => void) | null;

function pictureKey(event: KeyboardEvent, { viewer }: ViewerPanel): Act {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  if (x === 0 && y === 0) return null;
  return event.shiftKey ? () => viewer.windowBy(x!, y!) : () => viewer.panBy(x!, y!);
}

function pageKey(event: KeyboardEvent, panel: ViewerPanel, worklist: Worklist, actions: KeyActions): Act {
  const { toolbar, overlays, viewer } = panel;
  const acts: Record<string, () => void> = {
    ArrowDown: () => worklist.step(1),
    ArrowUp: () => worklist.step(-1),
    ' ': () => overlays.toggleHeatmap(),
    l: () => overlays.toggleLungs(),
    s: () => overlays.toggleCompare(),
    w: () => toolbar.use('window'),
    p: () => toolbar.use('pan'),
    z: () => toolbar.use('zoom'),
    m: () => toolbar.use('magnify'),
    i: () => toolbar.change('invert'),
    r: () => toolbar.change('rotate'),
    x: () => toolbar.change('flip'),
    f: () => toolbar.change('fit'),
    '0': () => toolbar.change('reset'),
    '+': () => viewer.zoomBy(1),
    '=': () => viewer.zoomBy(1),
    '-': () => viewer.zoomBy(-1),
    o: actions.open,
    e: actions.search,
    '?': actions.help,
  };
  findings.forEach((finding, index) => (acts[String(index + 1)] = () => overlays.showHeatmap(finding)));
  return acts[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}
