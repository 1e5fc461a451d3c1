import assert from 'node:assert/strict';
import type { Wire } from '../../../scripts/environment/api-client';
import { stageTable } from '../../../scripts/cli/running/stage-table';

const request = { method: 'GET', uri: 'http://gateway/apim/ci/c/things', headers: [['Accept', '*/*']] as const };
const answer = { status: 200, headers: [['ETag', '1']] as const, body: { kind: 'json', value: { a: 1 } } as const };

describe('the stages of a call as a table', () => {
  it('tells what each did, in the order of the pipeline', () => {
    const stages: readonly Wire<'Stage'>[] = [
      { kind: 'request', message: { ...request, body: { kind: 'text', value: 'hello' } } },
      { kind: 'credentials', credentials: [{ in: 'header', name: 'Authorization', value: '***' }] },
      { kind: 'requestPolicy', templateId: 'setheader', title: 'Key', changed: true, before: request, after: { ...request, uri: 'http://gateway/apim/ci/c/other', headers: [...request.headers, ['X-Key', '***']] }, calls: [{ method: 'GET', uri: 'http://side/call', status: 200, durationMs: 1.6 }] },
      { kind: 'requestPolicy', templateId: 'setproperty', title: '', changed: false, before: request, after: request, calls: [] },
      { kind: 'customCode', outcome: 'response', durationMs: 38.9, sends: [{ method: 'GET', uri: 'https://api/things', error: 'connection refused' }], logs: [{ level: 'Information', message: 'asked' }], answer },
      { kind: 'backend', request: { ...request, uri: 'https://api/things' }, durationMs: 12, problem: 'No answer within 120 s.' },
      { kind: 'responsePolicy', section: 'Response', templateId: 'setheader', title: 'T', changed: true, before: answer, after: { status: 201, headers: [], body: { kind: 'binary', base64: '', length: 7 } }, calls: [] },
      { kind: 'responsePolicy', section: 'Failure', templateId: 'x', title: 'T', changed: false, before: answer, problem: 'It can\'t be read.', calls: [] },
      { kind: 'answer', answer: { status: 502, headers: [], body: { kind: 'omitted', length: 2_000_000 } } },
    ];
    assert.equal(stageTable(stages, { colours: false }), `stage            what                                 ms  result
request          GET http://gateway/apim/ci/c/things      hello
credentials      header Authorization                     ***
request policy   setheader "Key"                          uri: http://gateway/apim/ci/c/things → http://gateway/apim/ci/c/other; header X-Key: – → ***
  call           GET http://side/call                  2  200
request policy   setproperty                              no change
custom code      response                             39  200 {"a":1}
  call           GET https://api/things                   connection refused
  log            asked                                    Information
call             GET https://api/things               12  No answer within 120 s.
response policy  setheader "T"                            status: 200 → 201; header ETag: 1 → –; body: {"a":1} → (7 bytes)
failure policy   x "T"                                    It can't be read.
answer           502                                      (2000000 bytes)
`);
  });

  it('says where an answer leads', () => {
    const stages: readonly Wire<'Stage'>[] = [{ kind: 'answer', answer: { status: 202, headers: [['Retry-After', '60'], ['location', 'http://gateway/apim/ci/c/trigger?state=1']] } }];
    assert.equal(stageTable(stages, { colours: false }), 'stage   what  ms  result\nanswer  202       header location: http://gateway/apim/ci/c/trigger?state=1\n');
  });

  it('says where a connection put nothing in', () => {
    assert.equal(stageTable([{ kind: 'credentials', credentials: [] }], { colours: false }), 'stage        what  ms  result\ncredentials  none\n');
  });
});
