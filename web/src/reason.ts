import { ServiceProblem } from './service/client';
import { t } from './strings';

/** Why a request failed, a line for the reader. */
export const reasonOf = (problem: unknown): string =>
  problem instanceof ServiceProblem && problem.message ? problem.message : t('error.unreachable');
