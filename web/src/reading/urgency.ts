import type { Case } from './case';

/** The groups of the worklist, the most urgent first. */
export const urgencies = ['urgent', 'review', 'failed', 'waiting', 'routine', 'read'] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * How soon a person should look: at a finding (the most likely class is a disease, or COVID-19 passes one of its limits) before a picture
 * that the model refers, and that before one without finding. What a reader has judged comes last.
 */
export function urgencyOf(item: Case): Urgency {
  const { result } = item;
  if (item.state === 'failed') return 'failed';
  if (!result) return 'waiting';
  if (result.verdict !== null && result.verdict !== 'note') return 'read';
  if (result.class !== 'Normal' || result.operating_points.some((point) => point.finding === 'COVID-19')) return 'urgent';
  return result.refer ? 'review' : 'routine';
}

/** The most urgent first; among equals the one least likely to be normal, then the one opened first. */
export function byUrgency(a: Case, b: Case): number {
  const rank = urgencies.indexOf(urgencyOf(a)) - urgencies.indexOf(urgencyOf(b));
  if (rank !== 0) return rank;
  const normal = (item: Case): number => item.result?.probabilities.Normal ?? 1;
  return normal(a) - normal(b) || a.key - b.key;
}
