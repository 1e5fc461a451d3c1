/** The page of a rule: everything that its definition knows, with its examples and what the rule itself says of them. */
import type { Example } from './examples/example';
import { profiles, type Profile } from './profile';
import type { Evidence, Rule } from './rule';
import { validate } from './validate';

/** The page as Markdown, ending with a newline. Made from the rule alone, so that it can't go stale. */
export function pageOf(rule: Rule): string {
  const { good, bad } = rule.examples();
  return [
    `# ${rule.code}`,
    `${rule.title}.`,
    severityLines(rule),
    '## Why', rule.why, ...(rule.page === undefined ? [] : [rule.page]),
    ...(rule.fix ? ['## Fix', `${rule.fix.title} ${rule.fix.safe ? '`konektor validate --fix` does it: the connector behaves the same afterwards.' : '`konektor validate --fix-unsafe` does it; look at the change, because it may change what flows see.'}`] : []),
    '## Wrong', ...bad.flatMap(({ example, fixed }) => [...shown(example), ...said(rule, example), ...(fixed ? ['After the fix:', ...shown(fixed)] : [])]),
    '## Right', ...good.flatMap(shown),
    '## Where it comes from', origin(rule),
  ].join('\n\n') + '\n';
}

/** One line a rule: code, severity in a profile, title. */
export function catalogueLine(rule: Rule, profile: Profile, width: number): string {
  return `${rule.code.padEnd(width)}  ${rule.severity[profile].padEnd(11)}  ${rule.title}`;
}

function severityLines({ severity, needs }: Rule): string {
  const lines = profiles.map(profile => `- ${profile}: ${severity[profile] === 'off' ? 'not asked' : severity[profile]}`);
  return [...lines, ...(needs === 'scriptAnalysis' ? ['- needs the .NET SDK, because it reads compiled code; without it the rule is listed as not run'] : [])].join('\n');
}

const shown = ({ shown: text, language }: Example): readonly string[] => [`\`\`\`${language}\n${text.replace(/\n+$/, '')}\n\`\`\``];

/** What the rule says of an example; a rule that can't look at it here (compiled code) is silent. */
function said(rule: Rule, example: Example): readonly string[] {
  const profile = profiles.find(each => rule.severity[each] !== 'off') ?? 'certification';
  const { findings } = validate(example.subject, { profile, rules: [rule] });
  return [...new Set(findings.map(({ data }) => { const { what, todo } = rule.says(data); return `> ${what} Do: ${todo}`; }))];
}

function origin({ source, microsoft, policy, evidence }: Rule): string {
  return [
    `- ${source}`,
    ...(microsoft ? [`- Microsoft's validator calls it ${microsoft.join(', ')}`] : []),
    ...(policy ? [`- certification policy ${policy.join(', ')}`] : []),
    ...(evidence ? [`- ${published(evidence)}`] : []),
  ].join('\n');
}

function published({ certified, recent, independent, applicable }: Evidence): string {
  const others = [...(recent === undefined ? [] : [`${recent} % of those added since 2023`]), ...(independent === undefined ? [] : [`${independent} % of independent publishers' connectors`])];
  return `kept by ${certified} % of the ${applicable} certified connectors that it applies to${others.length > 0 ? ` (${others.join(', ')})` : ''}, October 2024`;
}
