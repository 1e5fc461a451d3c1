/** The pipeline of one call as a table: what each stage did, and what it sent or changed. */
import type { Wire } from '../../environment/api-client';
import { type Cell, type Column, type Look, table } from '../terminal/table';

type Stage = Wire<'Stage'>;
type Request = Extract<Stage, { kind: 'request' }>['message'];
type Answer = Extract<Stage, { kind: 'answer' }>['answer'];
type Call = Wire<'BackendCall'>;

const columns: readonly Column[] = [{ heading: 'stage' }, { heading: 'what', gives: true }, { heading: 'ms', right: true }, { heading: 'result', gives: true }];

export const stageTable = (stages: readonly Stage[], look: Look): string => table(columns, stages.flatMap(rowsOf), look);

function rowsOf(stage: Stage): readonly (readonly Cell[])[] {
  switch (stage.kind) {
    case 'request': return [['request', requestInWords(stage.message), '', bodyInWords(stage.message.body)]];
    case 'credentials': return stage.credentials.length === 0 ? [['credentials', 'none', '', '']] : stage.credentials.map(each => ['credentials', `${each.in} ${each.name}`, '', each.value]);
    case 'requestPolicy': return [policyRow('request policy', stage, stage.after && changes(stage.before, stage.after, requestParts)), ...stage.calls.map(call => callRow(call))];
    case 'customCode': return [['custom code', problemOr(stage.outcome, stage.problem), whole(stage.durationMs), stage.answer ? answerInWords(stage.answer) : ''], ...stage.sends.map(call => callRow(call)), ...stage.logs.map(log => ['  log', log.message, '', log.level])];
    case 'backend': return [['call', requestInWords(stage.request), whole(stage.durationMs), stage.answer ? answerInWords(stage.answer) : failed(stage.problem ?? 'no answer')]];
    case 'responsePolicy': return [policyRow(`${stage.section.toLowerCase()} policy`, stage, stage.after && changes(stage.before, stage.after, answerParts)), ...stage.calls.map(call => callRow(call))];
    case 'answer': return [['answer', String(stage.answer.status), '', [...locationOf(stage.answer), bodyInWords(stage.answer.body)].filter(part => part !== '').join('; ')]];
  }
}

function policyRow(stage: string, { templateId, title, changed, problem }: { readonly templateId: string; readonly title: string; readonly changed: boolean; readonly problem?: string }, difference: string | undefined): readonly Cell[] {
  return [stage, `${templateId}${title === '' ? '' : ` "${title}"`}`, '', problem === undefined ? (changed ? difference ?? 'changed' : 'no change') : failed(problem)];
}

const callRow = ({ method, uri, status, error, durationMs }: Call): readonly Cell[] => ['  call', `${method} ${uri}`, durationMs === undefined ? '' : whole(durationMs), status === undefined ? failed(error ?? 'no answer') : String(status)];

/** What a policy changed: "uri: /a → /b; header X: – → 1". */
function changes<Message>(before: Message, after: Message, partsOf: (message: Message) => ReadonlyMap<string, string>): string {
  const [was, is] = [partsOf(before), partsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter(name => was.get(name) !== is.get(name)).map(name => `${name}: ${was.get(name) ?? '–'} → ${is.get(name) ?? '–'}`).join('; ');
}

const requestParts = ({ method, uri, headers, body }: Request): ReadonlyMap<string, string> => new Map([['method', method], ['uri', uri], ...headersOf(headers), ['body', bodyInWords(body)]]);
const answerParts = ({ status, headers, body }: Answer): ReadonlyMap<string, string> => new Map([['status', String(status)], ...headersOf(headers), ['body', bodyInWords(body)]]);
const headersOf = (headers: Request['headers']): readonly (readonly [string, string])[] => headers.map(([name, value]) => [`header ${name}`, value]);

/** Where the platform asks next; the other headers are for --format json. */
const locationOf = ({ headers }: Answer): readonly string[] => headers.filter(([name]) => name.toLowerCase() === 'location').map(([name, value]) => `header ${name}: ${value}`);

const requestInWords = ({ method, uri }: Request): string => `${method} ${uri}`;
const answerInWords = ({ status, body }: Answer): string => `${status}${body ? ` ${bodyInWords(body)}` : ''}`;

function bodyInWords(body: Wire<'Content'> | undefined): string {
  switch (body?.kind) {
    case undefined: return '';
    case 'json': return JSON.stringify(body.value);
    case 'text': return body.value;
    case 'binary': case 'omitted': return `(${body.length} bytes)`;
  }
}

const failed = (text: string): Cell => ({ text, colour: 'red' });
const problemOr = (outcome: string, problem: string | undefined): Cell => (problem === undefined ? outcome : failed(problem));
const whole = (milliseconds: number): string => String(Math.round(milliseconds));
