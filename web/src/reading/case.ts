import type { Result } from '../service/types';

/** A picture on the worklist, from the moment it is opened. */
export interface Case {
  readonly key: number;
  readonly name: string;
  /** The file that was opened; null for an earlier result until its picture is fetched. */
  file: File | null;
  state: 'waiting' | 'done' | 'failed';
  /** Why it was not read; a line for the reader. */
  error: string | null;
  /** Whether trying again may help. */
  canRetry: boolean;
  result: Result | null;
  thumbnail: Blob | null;
}

let last = 0;

/** A file that was just opened. */
export const caseOfFile = (file: File): Case => ({
  key: ++last,
  name: file.webkitRelativePath || file.name || 'picture',
  file,
  state: 'waiting',
  error: null,
  canRetry: false,
  result: null,
  thumbnail: null,
});

/** An earlier result. */
export const caseOfResult = (result: Result): Case => ({
  key: ++last,
  name: result.file,
  file: null,
  state: 'done',
  error: null,
  canRetry: false,
  result,
  thumbnail: null,
});
