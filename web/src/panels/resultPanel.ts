import { el } from '../dom';
import type { Case } from '../reading/case';
import { findings, type Finding, type ModelInfo, type Result } from '../service/types';
import { isKey, number, percent, t, time } from '../strings';
import { icon } from './icons';

/** What the panel asks of the page. */
export interface ResultActions {
  showHeatmap(finding: Finding): void;
  retry(item: Case): void;
  remove(item: Case): void;
  delete(item: Case): void;
  print(): void;
}

/** The result as a reader understands it: first whether a person has to read the picture and why, then the class. */
export function renderResult(item: Case | null, model: ModelInfo | null, actions: ResultActions): HTMLElement[] {
  if (!item) return [el('p', { class: 'muted', text: 'result.none' })];
  const head = el('p', { class: 'file-name' }, item.name);
  if (item.state === 'failed') return [head, failure(item, actions)];
  if (!item.result) return [head, el('p', { class: 'waiting' }, item.error ?? t('result.waiting'))];
  const { result } = item;
  return [
    head,
    ...(result.refer ? [referral(result)] : []),
    verdictLine(result),
    probabilities(result, model, actions),
    words(result, model),
    ...warning(result, model),
  ];
}

/** How the picture was read, and by what; behind everything else. */
export function renderDetails(item: Case, actions: ResultActions): HTMLElement[] {
  const { result } = item;
  if (!result) return [];
  const { image } = result;
  return [
    el('details', { class: 'block' },
      el('summary', { text: 'result.image' }),
      el('p', {}, t('result.size', { width: image.width, height: image.height, bits: image.bits })),
      el('p', {}, t('result.range', { from: number(image.range[0]), to: number(image.range[1]), rule: image.range_rule })),
      ...image.notes.map((note) => el('p', { lang: 'en' }, note))),
    el('p', { class: 'muted small' }, t('result.by', { time: time(result.created_at), model: result.model })),
    el('div', { class: 'actions' },
      el('button', { type: 'button', onclick: () => actions.print() }, icon('print'), el('span', { text: 'result.print' })),
      el('button', { type: 'button', class: 'danger', onclick: () => actions.delete(item) },
        icon('trash'), el('span', { text: 'result.delete' }))),
  ];
}

function failure(item: Case, actions: ResultActions): HTMLElement {
  return el('div', { class: 'box failed', role: 'alert' },
    el('h3', {}, icon('refer'), el('span', { text: 'error.failed' })),
    el('p', {}, item.error ?? ''),
    el('div', { class: 'actions' },
      item.canRetry ? el('button', { type: 'button', onclick: () => actions.retry(item) }, el('span', { text: 'error.retry' })) : null,
      el('button', { type: 'button', onclick: () => actions.remove(item) }, el('span', { text: 'list.remove' }))));
}

function referral(result: Result): HTMLElement {
  return el('div', { class: 'box refer', id: 'refer' },
    el('h3', {}, icon('refer'), el('span', { text: 'result.refer' })),
    el('p', { text: 'result.referWhy' }),
    el('ul', {}, ...result.reasons.map((reason) => el('li', { 'data-reason': reason }, reasonText(reason)))));
}

const reasonText = (reason: string): string => {
  const key = `reason.${reason}`;
  return isKey(key) ? t(key) : reason;
};

function verdictLine(result: Result): HTMLElement {
  return el('div', { class: 'class-line', 'data-class': result.class, 'data-referred': String(result.refer) },
    el('span', { class: 'muted', text: result.refer ? 'result.classReferred' : 'result.class' }),
    el('strong', { id: 'class' }, result.class),
    el('span', {}, t('result.probability', { percent: percent(result.probabilities[result.class]) })));
}

function probabilities(result: Result, model: ModelInfo | null, actions: ResultActions): HTMLElement {
  const rows = findings.map((finding) => {
    const share = result.probabilities[finding];
    const bar = el('span', { class: 'bar' }, el('span', { class: 'fill', 'data-class': finding }));
    (bar.firstElementChild as HTMLElement).style.width = `${100 * share}%`;
    for (const point of model?.operating_points.filter((each) => each.finding === finding) ?? []) {
      const tick = el('span', { class: 'tick' });
      tick.style.left = `${100 * point.threshold}%`;
      bar.append(tick);
    }
    const title = t('result.heatmapOf', { finding });
    return el('button',
      { type: 'button', class: 'probability', 'data-finding': finding, title, onclick: () => actions.showHeatmap(finding) },
      el('span', {}, finding), bar, el('span', { class: 'share' }, percent(share, 1)));
  });
  return el('div', { class: 'probabilities', role: 'group', label: 'result.probabilities' }, ...rows);
}

// The limit at which the model was measured, said with the numbers that were measured.
function words(result: Result, model: ModelInfo | null): HTMLElement {
  const points = model?.operating_points.filter((point) => point.name.startsWith('sensitivity')) ?? [];
  const lines = points.map((point) => {
    const isAbove = result.probabilities[point.finding] >= point.threshold;
    const text = t(isAbove ? 'result.point.above' : 'result.point.below', {
      finding: point.finding,
      found: Math.round(100 * point.sensitivity),
      false: Math.round(100 * (1 - point.specificity)),
    });
    return el('li', { class: isAbove ? 'above' : 'below' }, text);
  });
  return el('details', { class: 'block', open: true },
    el('summary', { text: 'result.words' }),
    ...(result.operating_points.length === 0 ? [el('p', {}, t('result.point.none'))] : []),
    el('ul', { class: 'words' }, ...lines),
    el('p', { class: 'muted small', text: 'result.tick' }));
}

function warning(result: Result, model: ModelInfo | null): HTMLElement[] {
  if (!result.warning) return [];
  const [all, share] = [model?.card.scores['controls.images'], model?.card.scores['controls.called_covid19']];
  if (all === undefined || share === undefined) return [el('p', { class: 'caution', lang: 'en' }, result.warning)];
  return [el('p', { class: 'caution' }, t('result.controls', { called: Math.round(all * share), all }))];
}
