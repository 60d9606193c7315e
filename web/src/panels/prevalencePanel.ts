import { announce, el } from '../dom';
import type { ModelInfo, Result } from '../service/types';
import { isKey, number, percent, t } from '../strings';

/**
 * What the result means where COVID-19 is more or less common than in the model's validation.
 * @param change Takes a share above 0 and below 1, or null for the model's own mix.
 */
export function renderPrevalence(
  result: Result,
  model: ModelInfo | null,
  prevalence: number | null,
  change: (share: number | null) => void,
): HTMLElement {
  const error = el('p', { class: 'error', role: 'alert', hidden: true, text: 'prevalence.bad' });
  const input = el('input', {
    id: 'prevalence',
    type: 'number',
    min: '0.01',
    max: '99.99',
    step: 'any',
    inputmode: 'decimal',
    value: prevalence === null ? '' : String(Number((100 * prevalence).toFixed(4))),
    placeholder: model?.mix ? number(100 * model.mix['COVID-19'], 1) : '',
    'aria-describedby': 'prevalence-usual',
  });
  const set = (event: Event): void => {
    event.preventDefault();
    const value = input.valueAsNumber;
    error.hidden = value > 0 && value < 100;
    input.setAttribute('aria-invalid', String(!error.hidden));
    if (error.hidden) change(value / 100);
  };
  return el('details', { class: 'block', id: 'prevalence-block', open: prevalence !== null },
    el('summary', { text: 'prevalence.title' }),
    el('form', { class: 'inline-form', novalidate: true, onsubmit: set },
      el('label', { for: 'prevalence', text: 'prevalence.label' }),
      el('span', { class: 'row' }, input, el('button', { type: 'submit', text: 'prevalence.set' }),
        prevalence === null
          ? null
          : el('button', { type: 'button', class: 'quiet', text: 'prevalence.clear', onclick: () => change(null) }))),
    error,
    el('p', { class: 'muted small', id: 'prevalence-usual' },
      model?.mix ? t('prevalence.usual', { percent: percent(model.mix['COVID-19'], 1) }) : ''),
    ...consequences(result));
}

function consequences(result: Result): HTMLElement[] {
  const at = result.at_prevalence;
  if (!at) return [];
  const lines: string[] = [];
  if (at.class && at.probabilities) {
    const probability = percent(at.probabilities[at.class], 1);
    lines.push(t('prevalence.class', { percent: percent(at.prevalence, 1), finding: at.class, probability }));
  }
  const ofHundred = (value: number | null): string => (value === null ? '–' : number(100 * value, 1));
  const rows = at.predictive_values.map((value) => {
    const key = `point.${value.name}`;
    const point = isKey(key) ? t(key) : value.name;
    return el('li', { class: value.reached ? 'above' : 'below' },
      [
        t('prevalence.positive', { point, ppv: ofHundred(value.ppv) }),
        t('prevalence.negative', { npv: ofHundred(value.npv) }),
        t(value.reached ? 'prevalence.this' : 'prevalence.thisNot'),
      ].join(' '));
  });
  announce(lines[0] ?? '');
  return [
    ...lines.map((line) => el('p', { id: 'prevalence-class' }, line)),
    el('ul', { class: 'words', id: 'predictive-values' }, ...rows),
    el('p', { class: 'muted small', text: 'prevalence.referStays' }),
  ];
}
