import { el } from '../dom';
import { findings, type ModelInfo, type ServiceInfo } from '../service/types';
import { isKey, number, percent, t, type Key } from '../strings';
import { openDialog } from './dialog';

/** The model: its version, what it is for, how it did across sources, its limits, its card. */
export function openModelDialog(model: ModelInfo, service: ServiceInfo | null): void {
  const { card } = model;
  openDialog(
    'model-dialog',
    'model.title',
    ...(model.file_changed ? [el('p', { class: 'box refer', text: 'model.changed' })] : []),
    table(null, [
      [t('model.version'), model.model],
      [t('model.network'),
        `${card.network}, ${number(card.parameters)} ${t('model.parameters')}, ${card.input_size} × ${card.input_size}`],
      ...(service ? [[t('model.service'), `covidcxr ${service.version}`]] : []),
    ]),
    el('h3', { text: 'model.use' }),
    el('p', { lang: 'en' }, card.intended_use),
    ...sources(card.scores),
    el('h3', { text: 'model.scores' }),
    table(null, testScores(card.scores)),
    el('h3', { text: 'model.points' }),
    table([t('search.class'), t('model.point'), t('model.threshold'), t('model.found'), t('model.rightlyNot')],
      model.operating_points.map((point) => [
        point.finding, pointName(point.name), percent(point.threshold, 1), percent(point.sensitivity, 1), percent(point.specificity, 1),
      ])),
    el('h3', { text: 'model.limits' }),
    el('ul', { lang: 'en' }, ...card.limits.map((limit) => el('li', {}, limit))),
    el('details', { class: 'block' },
      el('summary', { text: 'model.card' }),
      el('pre', { tabindex: '0', lang: 'en', label: 'model.card' }, JSON.stringify(card, null, 2))),
  );
}

/** How the model treats adults without COVID-19 from the collections of the COVID-19 pictures: the figure that matters most. */
function sources(scores: Record<string, number>): HTMLElement[] {
  const [images, called, auc] = [scores['controls.images'], scores['controls.called_covid19'], scores['controls.auc_vs_covid19']];
  if (images === undefined || called === undefined) return [];
  return [
    el('h3', { text: 'model.sources' }),
    el('p', { text: 'model.sourcesText' }),
    table(null, [
      [t('score.images'), number(images)],
      [t('model.calledCovid'), `${Math.round(images * called)} (${percent(called)})`],
      ...(auc === undefined ? [] : [[t('model.aucControls'), number(auc, 3)]]),
    ]),
  ];
}

function testScores(scores: Record<string, number>): string[][] {
  const rows: string[][] = [];
  for (const [name, value] of Object.entries(scores)) {
    const parts = name.split('.');
    if (parts[0] !== 'test') continue;
    const key = `score.${parts.at(-1)!}` as string;
    if (!isKey(key)) continue;
    const finding = findings.find((each) => each.replace('-', '').toLowerCase() === parts[1]);
    const isShare = key !== 'score.macro_auc' && key !== 'score.ece' && key !== 'score.images';
    rows.push([t(key, { finding: finding ?? '' }), isShare ? percent(value, 1) : number(value, 3)]);
  }
  return rows;
}

function pointName(name: string): string {
  const key = `point.${name}`;
  return isKey(key) ? t(key as Key) : name;
}

function table(head: string[] | null, rows: string[][]): HTMLElement {
  return el('div', { class: 'table-scroll', tabindex: '0', role: 'group' },
    el('table', {},
      head ? el('thead', {}, el('tr', {}, ...head.map((cell) => el('th', { scope: 'col' }, cell)))) : null,
      el('tbody', {}, ...rows.map(([first, ...rest]) =>
        el('tr', {}, el('th', { scope: 'row' }, first!), ...rest.map((cell) => el('td', {}, cell)))))));
}
