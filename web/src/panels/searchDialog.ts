import { el, save, showBlob } from '../dom';
import { reasonOf } from '../reason';
import { getExport, getThumbnail, search } from '../service/client';
import { findings, type Result, type SearchQuery } from '../service/types';
import { percent, t, time, type Key } from '../strings';
import { openDialog } from './dialog';

const pageSize = '50';
const columns = ['search.file', 'search.time', 'search.class', 'search.refer', 'search.verdict'] as const;

/** Earlier results by time, class, referral and reading; each opens on the worklist, all can be exported. */
export function openSearchDialog(open: (result: Result) => void): void {
  const rows = el('tbody', {});
  const status = el('p', { role: 'status', class: 'muted' });
  const error = el('p', { class: 'error', role: 'alert' });
  const more = el('button', { type: 'button', hidden: true, text: 'search.more', onclick: () => void load(true) });
  const results = el('div', { class: 'table-scroll', tabindex: '0', role: 'group', label: 'search.title', hidden: true },
    el('table', {},
      el('thead', {}, el('tr', {}, ...columns.map((key) => el('th', { scope: 'col', text: key })))),
      rows));
  let next: string | null = null;
  let query: SearchQuery = {};

  const load = async (isMore: boolean): Promise<void> => {
    error.textContent = '';
    try {
      const found = await search({ ...query, limit: pageSize, ...(isMore && next ? { after: next } : {}) });
      next = found.next;
      if (!isMore) rows.replaceChildren();
      rows.append(...found.results.map((result) => row(result, () => {
        dialog.close();
        open(result);
      })));
      more.hidden = next === null;
      results.hidden = rows.childElementCount === 0;
      const count = `${rows.childElementCount}${next ? '+' : ''}`;
      status.textContent = rows.childElementCount === 0 ? t('search.empty') : t('search.count', { count });
    } catch (problem) {
      error.textContent = reasonOf(problem);
    }
  };
  const download = async (kind: 'csv' | 'zip'): Promise<void> => {
    error.textContent = '';
    try {
      save(await getExport(kind, query), `covidcxr-results.${kind}`);
    } catch (problem) {
      error.textContent = reasonOf(problem);
    }
  };
  const form = el('form', { class: 'filters', onsubmit: (event: Event) => {
    event.preventDefault();
    query = queryOf(event.target as HTMLFormElement);
    void load(false);
  } },
    field('search.from', el('input', { type: 'date', name: 'from', id: 'search-from' })),
    field('search.to', el('input', { type: 'date', name: 'to', id: 'search-to' })),
    field('search.class', select('class', [['', 'search.all'], ...findings.map((finding): [string, string] => [finding, finding])])),
    field('search.refer', select('refer', [['', 'search.all'], ['true', 'search.yes'], ['false', 'search.no']])),
    field('search.verdict', select('verdict', [
      ['', 'search.all'], ['none', 'search.none'], ['any', 'search.any'],
      ['agree', 'feedback.agree'], ['disagree', 'feedback.disagree'], ['other-class', 'feedback.other-class'],
    ])),
    el('button', { type: 'submit', class: 'primary', text: 'search.go' }));
  const dialog = openDialog('search-dialog', 'search.title', form, error, status, results, more,
    el('div', { class: 'actions' },
      el('button', { type: 'button', text: 'search.csv', onclick: () => void download('csv') }),
      el('button', { type: 'button', text: 'search.zip', onclick: () => void download('zip') })),
    el('p', { class: 'muted small', text: 'search.exportHint' }));
  void load(false);
}

function row(result: Result, open: () => void): HTMLElement {
  const thumbnail = el('img', { class: 'thumbnail', alt: '', width: 36, height: 36, hidden: true });
  void getThumbnail(result.id).then(
    (blob) => {
      showBlob(thumbnail, blob);
      thumbnail.hidden = false;
    },
    () => undefined, // past its retention
  );
  const verdict = result.verdict ? `${t(`feedback.${result.verdict}`)}${result.verdict_class ? `: ${result.verdict_class}` : ''}` : '';
  return el('tr', {},
    el('td', {},
      el('button', { type: 'button', class: 'link', onclick: open, 'aria-label': t('search.open', { file: result.file }) },
        thumbnail, el('span', {}, result.file))),
    el('td', {}, time(result.created_at)),
    el('td', {}, `${result.class} ${percent(result.probabilities[result.class])}`),
    el('td', {}, t(result.refer ? 'search.yes' : 'search.no')),
    el('td', {}, verdict));
}

// Whole days of the reader's time zone; the last one included.
function queryOf(form: HTMLFormElement): SearchQuery {
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])) as Record<string, string>;
  const day = (text: string | undefined, add: number): string => {
    if (!text) return '';
    const [year, month, date] = text.split('-').map(Number) as [number, number, number];
    return new Date(year, month - 1, date + add).toISOString();
  };
  return { ...values, from: day(values['from'], 0), to: day(values['to'], 1) };
}

const field = (label: Key, control: HTMLElement): HTMLElement =>
  el('div', { class: 'field' }, el('label', { for: control.id, text: label }), control);

function select(name: string, options: [string, string][]): HTMLSelectElement {
  return el('select', { name, id: `search-${name}` },
    ...options.map(([value, text]) => (value === text ? el('option', { value }, text) : el('option', { value, text: text as Key }))));
}
