import type { Answer, Feedback, Finding, ModelInfo, Result, SearchQuery, ServiceInfo, Verdict } from './types';

const keySlot = 'covidcxr.key';

/** A request that was not answered as it was meant (RFC 9457), or not answered at all (status 0). */
export class ServiceProblem extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    detail: string,
    /** Seconds to wait, where the service says so. */
    readonly retryAfter: number | null,
  ) {
    super(detail);
  }

  /** Whether the same request may succeed later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

let onUnauthorized: () => void = () => undefined;

/** Says what to do when the service asks who one is. */
export function whenUnauthorized(handler: () => void): void {
  onUnauthorized = handler;
}

/** Remembers an API key until the tab is closed; null forgets it. */
export function setKey(key: string | null): void {
  if (key === null) sessionStorage.removeItem(keySlot);
  else sessionStorage.setItem(keySlot, key);
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const key = sessionStorage.getItem(keySlot);
  if (key !== null) headers.set('Authorization', `Bearer ${key}`);
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ServiceProblem(0, 'unreachable', '', null);
  }
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (problem.status === 401) onUnauthorized();
  throw problem;
}

async function problemOf(answer: Response): Promise<ServiceProblem> {
  const wait = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  try {
    const body = (await answer.json()) as { type?: string; detail?: string; files?: { error?: string }[] };
    const kind = body.type?.split(':').pop() ?? 'unexpected';
    const detail = body.files?.[0]?.error ?? body.detail ?? answer.statusText;
    return new ServiceProblem(answer.status, kind, detail, retryAfter);
  } catch {
    return new ServiceProblem(answer.status, 'unexpected', answer.statusText, retryAfter);
  }
}

const json = async <T>(path: string, init?: RequestInit): Promise<T> => (await (await send(path, init)).json()) as T;

const query = (values: Record<string, string | undefined>): string => {
  const set = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
};

const share = (prevalence: number | null): string | undefined => prevalence?.toString();

export const getService = (): Promise<ServiceInfo> => json('/api/v1/service');

export const getModel = (): Promise<ModelInfo> => json('/api/v1/model');

/** Has one file read. */
export async function predict(file: File, prevalence: number | null): Promise<Answer> {
  const form = new FormData();
  form.append('file', file, file.name || 'picture');
  const answers = await json<Answer[]>(`/api/v1/predictions${query({ prevalence: share(prevalence) })}`, { method: 'POST', body: form });
  return answers[0]!;
}

export const getResult = (id: string, prevalence: number | null): Promise<Result> =>
  json(`/api/v1/results/${id}${query({ prevalence: share(prevalence) })}`);

export const deleteResult = async (id: string): Promise<void> => void (await send(`/api/v1/results/${id}`, { method: 'DELETE' }));

export const search = (values: SearchQuery): Promise<{ results: Result[]; next: string | null }> =>
  json(`/api/v1/results${query({ ...values })}`);

export const getFeedback = (id: string): Promise<Feedback[]> => json(`/api/v1/results/${id}/feedback`);

export const sendFeedback = (id: string, verdict: Verdict, finding: Finding | null, note: string): Promise<Feedback> =>
  json(`/api/v1/results/${id}/feedback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ verdict, ...(finding ? { class: finding } : {}), ...(note ? { note } : {}) }),
  });

/** The file as it was uploaded. */
export const getPicture = (id: string): Promise<Blob> => blob(`/api/v1/results/${id}/picture`);

/** The picture as the network sees it: PNG of 8 or 16 bits. */
export const getImage = (id: string): Promise<Blob> => blob(`/api/v1/results/${id}/image`);

export const getThumbnail = (id: string): Promise<Blob> => blob(`/api/v1/results/${id}/thumbnail?side=160`);

export const getHeatmap = (id: string, finding: Finding, side: number): Promise<Blob> =>
  blob(`/api/v1/results/${id}/heatmaps/${encodeURIComponent(finding)}?side=${side}`);

export const getLungs = (id: string, side: number): Promise<Blob> => blob(`/api/v1/results/${id}/lungs?side=${side}`);

/** The results that match, as a file to keep. */
export const getExport = (kind: 'csv' | 'zip', values: SearchQuery): Promise<Blob> =>
  blob(`/api/v1/results/export.${kind}${query({ ...values })}`);

async function blob(path: string): Promise<Blob> {
  return (await send(path)).blob();
}
