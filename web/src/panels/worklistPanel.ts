import { el, showBlob } from '../dom';
import type { Case } from '../reading/case';
import { urgencies, urgencyOf } from '../reading/urgency';
import type { Worklist } from '../reading/worklist';
import { percent, t } from '../strings';
import { icon } from './icons';

/** The list at the side: groups by urgency, each picture with its thumbnail and what is said of it. */
export class WorklistPanel {
  readonly element: HTMLElement;
  private readonly groups = el('div', { class: 'groups' });
  private readonly count = el('span', { class: 'count' });

  constructor(
    private readonly worklist: Worklist,
    open: () => void,
    openFolder: () => void,
  ) {
    this.element = el(
      'nav',
      { class: 'worklist', label: 'list.title' },
      el('div', { class: 'worklist-head' }, el('h2', { text: 'list.title' }), this.count,
        el('button', { type: 'button', class: 'quiet', label: 'list.clear', id: 'clear', onclick: () => worklist.clear() }, icon('trash'))),
      el('div', { class: 'worklist-open' },
        el('button', { type: 'button', id: 'open', onclick: open }, icon('open'), el('span', { text: 'intake.choose' })),
        el('button', { type: 'button', id: 'open-folder', label: 'intake.folder', onclick: openFolder }, icon('folder'))),
      this.groups,
    );
    worklist.onChange(() => this.render());
    this.render();
  }

  /** Draws the list anew; the focus stays on the picture that had it. */
  render(): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['case'] : undefined;
    const { items } = this.worklist;
    this.count.textContent = items.length > 0 ? String(items.length) : '';
    this.element.querySelector<HTMLButtonElement>('#clear')!.hidden = items.length === 0;
    this.groups.replaceChildren(
      ...(items.length === 0 ? [el('p', { class: 'muted', text: 'list.empty' })] : []),
      ...urgencies.flatMap((urgency) => {
        const members = items.filter((item) => urgencyOf(item) === urgency);
        if (members.length === 0) return [];
        return [
          el('section', { class: 'group', 'data-urgency': urgency },
            el('h3', {}, el('span', { text: `list.${urgency}` }), el('span', { class: 'count' }, String(members.length))),
            el('ul', {}, ...members.map((item) => el('li', {}, this.row(item))))),
        ];
      }),
    );
    if (focused) this.groups.querySelector<HTMLElement>(`[data-case="${focused}"]`)?.focus();
  }

  private row(item: Case): HTMLElement {
    const thumbnail = el('img', { class: 'thumbnail', alt: '', width: 48, height: 48 });
    if (item.thumbnail) showBlob(thumbnail, item.thumbnail);
    else thumbnail.hidden = true;
    return el(
      'button',
      {
        type: 'button',
        class: 'case',
        'data-case': item.key,
        'data-urgency': urgencyOf(item),
        'aria-current': item === this.worklist.selection ? 'true' : null,
        onclick: () => this.worklist.select(item),
      },
      el('span', { class: 'frame' }, item.state === 'failed' ? icon('refer') : thumbnail),
      el('span', { class: 'case-text' },
        el('span', { class: 'case-name', title: item.name }, shortName(item.name)),
        el('span', { class: 'case-says' }, says(item))),
    );
  }
}

/** What the list says of a picture, in a few words. */
function says(item: Case): string {
  const { result } = item;
  if (item.state === 'failed') return item.error ?? t('error.failed');
  if (!result) return item.error ?? t('result.waiting');
  const line = `${result.class} ${percent(result.probabilities[result.class])}`;
  return result.refer ? `⚠ ${line}` : line;
}

const shortName = (name: string): string => name.split('/').pop() ?? name;
