import { el } from '../dom';
import type { Key } from '../strings';
import { openDialog } from './dialog';

const keys: [string, Key][] = [
  ['O', 'help.open'],
  ['↑ ↓', 'help.next'],
  ['Space', 'help.space'],
  ['1 2 3', 'help.classes'],
  ['L', 'help.lungs'],
  ['S', 'help.compare'],
  ['W P Z M', 'help.tools'],
  ['I R X F 0', 'help.changes'],
  ['+ −', 'help.viewerZoom'],
  ['← ↑ → ↓', 'help.viewer'],
  ['Shift + ← ↑ → ↓', 'help.viewerWindow'],
  ['E', 'help.search'],
  ['Ctrl + P', 'help.print'],
  ['?', 'help.help'],
];

/** Keys and mouse buttons. */
export function openHelpDialog(): void {
  openDialog('help-dialog', 'help.title',
    el('p', { text: 'help.mouse' }),
    el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col', text: 'help.key' }), el('th', { scope: 'col', text: 'help.does' }))),
      el('tbody', {}, ...keys.map(([key, does]) =>
        el('tr', {}, el('th', { scope: 'row' }, el('kbd', {}, key)), el('td', { text: does }))))));
}
