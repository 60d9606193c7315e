import { el, translate } from '../dom';
import type { Key } from '../strings';
import { icon } from './icons';

/** Opens a dialog over the page; Escape and a click beside it close it, and the focus goes back to where it was. */
export function openDialog(id: string, title: Key, ...content: HTMLElement[]): HTMLDialogElement {
  document.getElementById(id)?.remove();
  const dialog = el('dialog', { id, 'aria-labelledby': `${id}-title` },
    el('header', {}, el('h2', { id: `${id}-title`, text: title }),
      el('button', { type: 'button', class: 'quiet', label: 'app.close', onclick: () => dialog.close() }, icon('close'))),
    el('div', { class: 'dialog-body', tabindex: '-1' }, ...content));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  translate(dialog);
  dialog.showModal();
  return dialog;
}
