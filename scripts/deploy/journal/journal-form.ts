/** Whether a file is a journal of ours: one that was cut off, copied from another environment or written by an older version is none. */
import { isRecord, type JsonRecord } from '../json-record';
import { stepNames } from '../plan';
import type { Journal } from './journal';

const areTexts = (value: unknown): boolean => isRecord(value) && Object.values(value).every(each => typeof each === 'string');
const isListOf = (value: unknown, fits: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(fits);
const hasTexts = (value: unknown, names: readonly string[]): value is JsonRecord => isRecord(value) && names.every(name => typeof value[name] === 'string');
const isOneOf = (value: unknown, known: readonly string[]): boolean => typeof value === 'string' && known.includes(value);

/** A version names a folder, which is removed one day: it must lead nowhere else. */
const folderName = /^[0-9A-Za-z][0-9A-Za-z.+-]*$/;

const isGood = (value: unknown): boolean => hasTexts(value, ['version', 'digest', 'at', 'solutionVersion']) && folderName.test(value['version'] as string) // one of the texts asked for
  && isOneOf(value['parts'], ['all', 'connector', 'flows']) && areTexts(value['connector']) && areTexts(value['references']) && areTexts(value['variables'])
  && isListOf(value['flows'], flow => hasTexts(flow, ['id', 'name', 'digest']));

const isLast = (value: unknown): boolean => hasTexts(value, ['version', 'release', 'intent', 'plan', 'startedAt'])
  && isOneOf(value['purpose'], ['deploy', 'rollback']) && isOneOf(value['state'], ['running', 'person', 'failed', 'done'])
  && isListOf(value['steps'], step => hasTexts(step, ['name', 'did']) && isOneOf(step['name'], stepNames))
  && (value['approved'] === undefined || (hasTexts(value['approved'], ['plan']) && isListOf(value['approved']['changes'], change => hasTexts(change, ['kind', 'change']))))
  && (value['failure'] === undefined || hasTexts(value['failure'], ['step', 'code', 'message']));

export const isJournalOf = (environment: string, value: unknown): value is Journal =>
  isRecord(value) && value['environment'] === environment && isListOf(value['good'], isGood) && (value['last'] === undefined || isLast(value['last']));
