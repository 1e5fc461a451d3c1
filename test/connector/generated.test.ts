/** The committed artifacts: in step with the model, and code that compiles however the platform may compile it. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import connector from '../../connector';
import { operators } from '../../scripts/model/expression/operators';
import { childrenOf, type ExpressionNode } from '../../scripts/model/expression/node';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { sharedHost } from '../support/shared-script-host';

const script = readFileSync(join(__dirname, '..', '..', 'connector', 'generated', 'script.csx'), 'utf8');

describe('the committed artifacts', () => {
  it('are what a fresh build makes', async () => {
    const printed: string[] = [];
    const ports = processPorts();
    const code = await main(['build', '--check'], { ...ports, console: { colours: false, resultColours: false, progress: () => undefined, out: text => printed.push(text), error: text => printed.push(text) } });
    equal(code, 0, printed.join(''));
  });

  it('hold custom code without a remark for C# 9, explicit usings and netstandard 2.0', async () => {
    const outcome = await (await sharedHost()).load(script, { generated: true });
    deepStrictEqual([outcome.kind, outcome.diagnostics], ['loaded', []]);
  });

  it('hold custom code that also compiles with the platform\'s implicit usings, where names may become ambiguous', async () => {
    const outcome = await (await sharedHost()).load(script, { generated: false });
    deepStrictEqual([outcome.kind, outcome.diagnostics], ['loaded', []]);
  });

  it('hold custom code that never reads the clock, never waits, sends nowhere by itself, and prints alike in every culture', async () => {
    const facts = await (await sharedHost()).inspect(script, { generated: true });
    deepStrictEqual({ clockReads: facts.clockReads, waits: facts.synchronousWaits, forbidden: facts.forbidden, clients: facts.httpClients, culture: facts.cultureDependent, queries: facts.queryPrinting }, { clockReads: [], waits: [], forbidden: [], clients: [], culture: [], queries: [] });
  });
});

describe('the expression language', () => {
  it('has exactly the operators that the connector needs', () => {
    const used = new Set<string>();
    const visit = (value: unknown, seen: Set<unknown>): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      if ('node' in value) {
        const node = value as ExpressionNode; // every tree of a handler has this shape
        if (node.node === 'operator') used.add(node.operator);
        childrenOf(node).forEach(child => visit(child, seen));
      }
      Object.values(value).forEach(child => visit(child, seen));
    };
    connector.operations.forEach(operation => {
      const { handler } = operation;
      if (handler.kind === 'poll') visit({ ...handler, poll: { ...handler.poll, event: undefined } }, new Set());
      else visit(handler, new Set());
    });
    deepStrictEqual(Object.keys(operators).filter(name => !used.has(name)), []);
  });
});
