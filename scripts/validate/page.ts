/** The page of a rule: everything that its definition knows, with its examples and what the rule itself says of them. */
import type { Example } from './examples/example';
import type { JsonValue } from './json';
import { compactJson } from './pages/compact-json';
import { shortened } from './pages/shortened';
import { profiles, type Profile } from './profile';
import type { Evidence, Rule } from './rule';
import { validate } from './validate';
import { listed } from './words/listed';
import { termsOf } from './words/terms';

/** The page as Markdown, ending with a newline. Made from the rule alone, so that it can't go stale. */
export function pageOf(rule: Rule): string {
  const show = shownAfterTheFirst();
  const wrong = wrongExamples(rule, show.example);
  const right = rightExamples(rule, show.example);
  const background = [rule.why, ...(rule.page === undefined ? [] : [rule.page])];
  return [
    `# ${rule.code}`,
    `${rule.title}.`,
    severityLines(rule),
    '## Why', ...background,
    ...words([rule.title, ...background, ...wrong.filter(isSaid)].join('\n')),
    '## Wrong', ...(show.leftOut() ? ['Of the longer examples after the first, only what differs from it is shown; … stands for the rest.'] : []), ...wrong,
    '## Right', ...right,
    ...fixSection(rule),
    '## Where it comes from', origin(rule),
  ].join('\n\n') + '\n';
}

/** One line a rule: code, severity in a profile, title. */
export function catalogueLine(rule: Rule, profile: Profile, width: number): string {
  return `${rule.code.padEnd(width)}  ${rule.severity[profile].padEnd(11)}  ${rule.title}`;
}

const asks: Readonly<Record<Profile, string>> = {
  platform: 'what import and runs need',
  certification: 'what Microsoft asks of a verified publisher as well',
  independent: 'what it asks of an independent publisher',
};

function severityLines({ severity, needs }: Rule): string {
  const lines = profiles.map(profile => `- Profile \`${profile}\` (${asks[profile]}): ${severity[profile] === 'off' ? 'not checked' : severity[profile]}.`);
  return [...lines, ...(needs === 'scriptAnalysis' ? ['- Needs the .NET SDK, because the code has to be compiled; without it the rule is listed as not run.'] : [])].join('\n');
}

function words(text: string): readonly string[] {
  const terms = termsOf(text);
  return terms.length === 0 ? [] : ['## Words', terms.map(({ name, means }) => `- **${name}**: ${means}`).join('\n')];
}

type Show = (example: Example) => string;

/** Shows examples one after the other, each without what the first has shown already. */
function shownAfterTheFirst(): { readonly example: Show; readonly leftOut: () => boolean } {
  let first: JsonValue | undefined;
  let leftOut = false;
  const textOf = ({ shown, language }: Example): string => {
    if (language !== 'json') return shown.replace(/\n+$/, '');
    const value = JSON.parse(shown) as JsonValue; // an example in JSON is made from a value
    const rest = first === undefined ? value : shortened(value, first);
    first ??= value;
    leftOut ||= rest !== value;
    return compactJson(rest);
  };
  return { example: example => `\`\`\`${example.language}\n${textOf(example)}\n\`\`\``, leftOut: () => leftOut };
}

/** Each bad example with what the rule says of it, and with what the fix makes of it. */
const wrongExamples = (rule: Rule, show: Show): readonly string[] =>
  rule.examples().bad.flatMap(({ example, fixed }) => [show(example), ...said(rule, example), ...(fixed ? ['After the fix:', show(fixed)] : [])]);

/** The good examples, except one that a fix has already led to. */
function rightExamples(rule: Rule, show: Show): readonly string[] {
  const { good, bad } = rule.examples();
  const seen = new Set(bad.flatMap(({ fixed }) => (fixed ? [fixed.shown] : [])));
  const others = good.filter(({ shown }) => !seen.has(shown));
  return (others.length > 0 ? others : good).map(show);
}

const isSaid = (part: string): boolean => part.startsWith('> ');

/** What the rule says of an example; a rule that can't look at it here (compiled code) is silent. */
function said(rule: Rule, example: Example): readonly string[] {
  const profile = profiles.find(each => rule.severity[each] !== 'off') ?? 'certification';
  const { findings } = validate(example.subject, { profile, rules: [rule] });
  return [...new Set(findings.map(({ data }) => { const { what, todo } = rule.says(data); return `> ${what}\n>\n> Do: ${todo}`; }))];
}

function fixSection({ fix }: Rule): readonly string[] {
  if (!fix) return [];
  return ['## Fix', `${fix.title} ${fix.safe
    ? '`konektor validate --fix` does this where it is certain what was meant; flows that use the connector go on as before.'
    : '`konektor validate --fix-unsafe` does this where it is clear what was meant. Look at the change: flows may notice it.'}`];
}

function origin({ source, microsoft, policy, evidence }: Rule): string {
  return [
    `- Source: ${source}.`,
    ...(microsoft ? [`- Microsoft's validator reports it as ${listed(microsoft)}.`] : []),
    ...(policy ? [`- Certification policy ${listed(policy)}.`] : []),
    ...(evidence ? [`- ${published(evidence)}`] : []),
  ].join('\n');
}

function published({ certified, recent, independent, applicable }: Evidence): string {
  const newer = recent === undefined ? '' : ` (${recent} % of those added since 2023)`;
  const theirs = independent === undefined ? '' : `, and ${independent} % of the independent publishers' connectors`;
  return `In October 2024, ${certified} % of the ${applicable} certified connectors that this concerns kept to it${newer}${theirs}.`;
}
