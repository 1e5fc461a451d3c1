import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { assumptionTable } from '../../../scripts/environment';
import { catalogue } from '../../../scripts/validate/catalogue';
import { publishedCases } from './published-cases';
import { type Evidence, type Statement, testFiles } from './statement';
import { flowStatements } from './statements-flows';
import { gatewayStatements } from './statements-gateway';

const root = path.resolve(__dirname, '..', '..', '..');
const facts = path.resolve(root, '..', 'shared', 'facts', 'runtime-semantics.md');
const statements: readonly Statement[] = [...gatewayStatements, ...flowStatements];
const placeOf = ({ section, says }: Statement): string => `${section}: ${says}`;

/** The first arguments of all calls of `it` in a file; where a title is made of parts, what is fixed in it, with anything between. */
function titlesIn(file: string): (title: string) => boolean {
  const exact = new Set<string>();
  const made: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) && node.expression.getText() === 'it' ? node.arguments[0] : undefined;
    if (title && ts.isStringLiteralLike(title)) exact.add(title.text);
    else if (title && ts.isTemplateExpression(title)) made.push(new RegExp(`^${[title.head.text, ...title.templateSpans.map(span => span.literal.text)].map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`, 's'));
    else if (title) made.push(/^.+$/s);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return title => exact.has(title) || made.some(pattern => pattern.test(title));
}

const known = new Map<string, (title: string) => boolean>();
const rules = new Set(catalogue.map(({ code }) => code));

/** What is wrong with the evidence of a place: nothing at all, or something that is not there. */
function wrongWith(place: string, all: readonly Evidence[]): readonly string[] {
  if (all.length === 0) return [`${place}: nothing holds it`];
  return all.flatMap(evidence => {
    if ('rule' in evidence) return rules.has(evidence.rule) ? [] : [`${place}: there is no rule ${evidence.rule}`];
    if ('assumption' in evidence) return evidence.assumption in assumptionTable ? [] : [`${place}: there is no assumption ${evidence.assumption}`];
    if ('untested' in evidence) return evidence.untested.length > 20 && all.length === 1 ? [] : [`${place}: says that it is not tested, beside a test or without a reason`];
    const [file, title] = evidence.test;
    if (!known.has(file)) known.set(file, titlesIn(testFiles[file]));
    return known.get(file)?.(title) ? [] : [`${place}: ${testFiles[file]} has no test "${title}"`];
  });
}

describe('documented statements', () => {
  it('are each held by a test, a rule or an assumption that exists, or say why not', () => {
    assert.deepEqual(statements.flatMap(statement => wrongWith(placeOf(statement), statement.evidence)), []);
  });

  it('the cases of published connectors are each built', () => {
    assert.deepEqual(publishedCases.map(({ number }) => number), Array.from({ length: 14 }, (_, index) => index + 1));
    assert.deepEqual(publishedCases.flatMap(({ number, shape, evidence }) => wrongWith(`case ${number}, ${shape}`, evidence)), []);
  });

  it('are told once, with a source', () => {
    assert.deepEqual(statements.filter(({ source }) => !/^[DS] \S/.test(source)).map(placeOf), []);
    assert.equal(new Set(statements.map(placeOf)).size, statements.length);
  });

  it('are as many in each section as the facts mark there, at least', function () {
    if (!existsSync(facts)) {
      console.log('    ../shared/facts is absent, so sections were not counted.');
      this.skip();
    }
    let section = '';
    const marked = new Map<string, number>();
    for (const line of readFileSync(facts, 'utf8').split('\n')) {
      section = /^#{2,3} (\d+(?:\.\d+)?)/.exec(line)?.[1] ?? section;
      // The sections that follow tell of cases, other tools and open questions.
      if (section === '' || Number(section) >= 7) continue;
      const marks = (line.match(/\[[DS][ \];C+]/g) ?? []).length;
      if (marks > 0) marked.set(section, (marked.get(section) ?? 0) + marks);
    }
    const told = (wanted: string): number => statements.filter(each => each.section === wanted).length;
    assert.deepEqual([...marked].filter(([wanted, marks]) => told(wanted) < marks).map(([wanted, marks]) => `${wanted}: ${told(wanted)} of ${marks}`), []);
    assert.deepEqual([...new Set(statements.map(each => each.section))].filter(wanted => !marked.has(wanted)), []);
  });
});
