/** What the service answers (docs/service-api.md), as far as the page reads it. */

export const findings = ['COVID-19', 'Normal', 'Pneumonia'] as const;
export type Finding = (typeof findings)[number];

export type Verdict = 'agree' | 'disagree' | 'other-class' | 'note';

export interface PointReached {
  finding: Finding;
  name: string;
}

export interface PredictiveValue {
  finding: Finding;
  name: string;
  reached: boolean;
  sensitivity: number;
  specificity: number;
  ppv: number | null;
  npv: number | null;
}

export interface AtPrevalence {
  prevalence: number;
  class?: Finding;
  probabilities?: Record<Finding, number>;
  predictive_values: PredictiveValue[];
}

export interface Result {
  id: string;
  file: string;
  class: Finding;
  probabilities: Record<Finding, number>;
  operating_points: PointReached[];
  refer: boolean;
  reasons: string[];
  model: string;
  warning: string | null;
  image: { width: number; height: number; bits: number; range: [number, number]; range_rule: string; notes: string[] };
  created_at: string;
  media_type: string;
  verdict: Verdict | null;
  verdict_class: Finding | null;
  at_prevalence?: AtPrevalence;
}

/** A file of a request: read, or not. */
export type Answer = Result | { file: string; error: string };

export interface ServiceInfo {
  version: string;
  model: string;
  authentication: 'none' | 'key' | 'oidc' | 'key-or-oidc';
  signed_in_as: string | null;
  scopes: string[];
  limits: { request_bytes: number; file_bytes: number; files: number; batch_files: number; pixels: number };
  retention: { pictures_seconds: number; labeled_pictures_seconds: number };
  notice: string;
}

export interface OperatingPoint {
  finding: Finding;
  name: string;
  threshold: number;
  sensitivity: number;
  specificity: number;
}

export interface ModelInfo {
  model: string;
  sha256?: string;
  file_changed: boolean;
  has_lungs?: boolean;
  warning: string | null;
  mix: Record<Finding, number> | null;
  operating_points: OperatingPoint[];
  card: {
    name: string;
    version: string;
    network: string;
    parameters: number;
    input_size: number;
    intended_use: string;
    limits: string[];
    scores: Record<string, number>;
    trained_on?: unknown;
    [key: string]: unknown;
  };
}

export interface Feedback {
  id: string;
  created_at: string;
  verdict: Verdict;
  class: Finding | null;
  note: string | null;
  created_by: string | null;
}

export interface SearchQuery {
  from?: string;
  to?: string;
  class?: string;
  refer?: string;
  verdict?: string;
  after?: string;
  limit?: string;
}

/** Whether a file was read. */
export const isResult = (answer: Answer): answer is Result => 'id' in answer;
