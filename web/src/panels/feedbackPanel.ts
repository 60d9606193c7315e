import { announce, el, translate } from '../dom';
import type { Case } from '../reading/case';
import { reasonOf } from '../reason';
import { getFeedback, sendFeedback } from '../service/client';
import { findings, type Feedback, type Finding, type Verdict } from '../service/types';
import { t, time } from '../strings';

const verdicts = ['agree', 'disagree', 'other-class'] as const;
const longestNote = 2000;

/**
 * A reader's judgement of a result, and those before.
 * @param saved Called when one was kept.
 */
export function renderFeedback(item: Case, saved: (item: Case) => void): HTMLElement {
  const result = item.result!;
  const earlier = el('ul', { class: 'earlier' });
  const error = el('p', { class: 'error', role: 'alert' });
  const note = el('textarea', { id: 'note', rows: '2', maxlength: longestNote, 'aria-describedby': 'note-hint' });
  const other = el('select', { id: 'other-class' },
    ...findings.filter((finding) => finding !== result.class).map((finding) => el('option', { value: finding }, finding)),
    el('option', { value: '', text: 'feedback.noneOfThem' }));
  const otherRow = el('div', { class: 'row', hidden: true }, el('label', { for: 'other-class', text: 'feedback.class' }), other);
  const choices = verdicts.map((verdict) =>
    el('label', { class: 'choice' },
      el('input', { type: 'radio', name: 'verdict', value: verdict, onchange: () => (otherRow.hidden = verdict !== 'other-class') }),
      el('span', { text: `feedback.${verdict}` })));

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const chosen = new FormData(form).get('verdict') as Verdict | null;
    const verdict = chosen ?? (note.value.trim() ? 'note' : null);
    error.textContent = verdict ? '' : t('feedback.choose');
    if (!verdict) return;
    try {
      const finding = verdict === 'other-class' && other.value ? (other.value as Finding) : null;
      const kept = await sendFeedback(result.id, verdict, finding, note.value.trim());
      if (verdict !== 'note') {
        result.verdict = verdict;
        result.verdict_class = finding;
      }
      form.reset();
      otherRow.hidden = true;
      earlier.append(line(kept));
      announce(t('feedback.saved'));
      saved(item);
    } catch (problem) {
      error.textContent = reasonOf(problem);
    }
  };

  void getFeedback(result.id).then(
    (all) => earlier.replaceChildren(...all.map(line)),
    () => undefined, // those before are a help, not a condition
  );
  return el('section', { class: 'block', id: 'feedback' },
    el('h3', { text: 'feedback.title' }),
    el('form', { novalidate: true, onsubmit: (event: Event) => void submit(event) },
      el('fieldset', {}, el('legend', { text: 'feedback.verdict' }), el('div', { class: 'choices' }, ...choices)),
      otherRow,
      el('label', { for: 'note', text: 'feedback.note' }),
      note,
      el('p', { class: 'muted small', id: 'note-hint', text: 'feedback.noteHint' }),
      error,
      el('button', { type: 'submit', text: 'feedback.save' })),
    earlier);
}

// A note is shown as text, whatever it holds.
function line(feedback: Feedback): HTMLElement {
  const said = feedback.class ? `${t(`feedback.${feedback.verdict}`)}: ${feedback.class}` : t(`feedback.${feedback.verdict}`);
  const item = el('li', {},
    el('strong', {}, said),
    feedback.note ? el('span', { class: 'note' }, ` “${feedback.note}”`) : null,
    el('span', { class: 'muted small' }, ` ${time(feedback.created_at)}${feedback.created_by ? `, ${feedback.created_by}` : ''}`));
  translate(item);
  return item;
}
