/** What a solution holds beside connectors and flows: this toolchain names it and looks no further. */
import type { InspectedSolution } from './inspected-solution';

/** Component types of Dataverse by their number, one and several (table `solutioncomponent`, column `componenttype`). */
const kinds: Readonly<Record<string, readonly [one: string, several: string]>> = {
  1: ['table', 'tables'], 2: ['column', 'columns'], 9: ['choice', 'choices'], 10: ['relationship', 'relationships'], 14: ['key', 'keys'], 20: ['security role', 'security roles'],
  24: ['form', 'forms'], 26: ['view', 'views'], 29: ['process', 'processes'], 31: ['report', 'reports'], 36: ['mail template', 'mail templates'], 44: ['duplicate rule', 'duplicate rules'],
  48: ['ribbon command', 'ribbon commands'], 59: ['chart', 'charts'], 60: ['form', 'forms'], 61: ['web resource', 'web resources'], 62: ['site map', 'site maps'], 63: ['connection role', 'connection roles'],
  65: ['hierarchy rule', 'hierarchy rules'], 66: ['code component', 'code components'], 70: ['column security profile', 'column security profiles'], 80: ['model-driven app', 'model-driven apps'],
  90: ['plug-in type', 'plug-in types'], 91: ['plug-in assembly', 'plug-in assemblies'], 92: ['plug-in step', 'plug-in steps'], 95: ['service endpoint', 'service endpoints'],
  150: ['routing rule', 'routing rules'], 152: ['service level agreement', 'service level agreements'], 300: ['canvas app', 'canvas apps'], 380: ['environment variable', 'environment variables'], 381: ['value of an environment variable', 'values of environment variables'],
  400: ['kind of AI project', 'kinds of AI projects'], 401: ['AI project', 'AI projects'], 402: ['AI configuration', 'AI configurations'],
};

/** Those that an inspection looks into, each with its own lines. */
const looked: ReadonlySet<string> = new Set(['29', '371', '372', '380']);

/** The other root components by kind, in the order of the manifest: `7 tables`, `1 canvas app`, `2 of the type 10087`. */
export function otherComponents({ rootComponents }: InspectedSolution): readonly string[] {
  const counts = new Map<string, number>();
  for (const { typeText } of rootComponents) if (!looked.has(typeText)) counts.set(typeText, (counts.get(typeText) ?? 0) + 1);
  return [...counts].map(([type, count]) => {
    const names = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return names ? `${count} ${names[count === 1 ? 0 : 1]}` : `${count} of the type ${type}`;
  });
}

const ownFolders: ReadonlySet<string> = new Set(['other', 'connector', 'connectors', 'workflows', 'environmentvariabledefinitions']);

/** Folders of the solution that hold components which this toolchain does not know, in the order of their files. */
export function otherFolders({ files }: InspectedSolution): readonly string[] {
  const folders = files.flatMap(({ path }) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : []));
  return [...new Set(folders)].filter(folder => !ownFolders.has(folder.toLowerCase()));
}

/** Whether the solution holds things that could use connection references as flows do. */
export const holdsOthers = (solution: InspectedSolution): boolean => otherComponents(solution).length > 0 || otherFolders(solution).length > 0;

/** Kinds of process (table `workflow`, column `category`). Cloud flows are 5. */
const categories: Readonly<Record<string, string>> = {
  0: 'classic workflow', 1: 'dialog', 2: 'business rule', 3: 'action of Dataverse', 4: 'business process flow', 6: 'desktop flow', 7: 'AI flow',
};
export const processKind = (category: string | undefined): string => (category !== undefined && Object.hasOwn(categories, category) ? categories[category] : undefined) ?? 'process';
