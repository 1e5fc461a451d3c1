/** A small connector with a flow and without custom code, as a project that packages itself in half a second. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { authorProject, type AuthorProject } from './author-project';

export const shelterModel = (version: string, { description = 'Gets one animal.', flow = true } = {}): string => `import { action, body, defineConnector, flow, on, optional, perform, record, text, variable, webhookTrigger } from 'konektor';

const Animal = record('Animal', { id: text({ title: 'Id', description: 'The animal.' }), name: text({ title: 'Name', description: 'What it is called.' }) });
const getAnimal = action({
  operationId: 'GetAnimal', summary: 'Get an animal', description: '${description}', method: 'get', path: '/animals/{id}',
  parameters: { id: text({ title: 'Id', description: 'The animal.' }) }, output: Animal,
});
const cancel = action({ operationId: 'Cancel', summary: 'Cancel', description: 'Ends a subscription.', visibility: 'internal', method: 'delete', path: '/subscriptions/{id}', parameters: { id: text({ title: 'Id', description: 'The subscription.' }) } });
const arrived = webhookTrigger({
  operationId: 'OnArrived', summary: 'When an animal arrives', description: 'Starts a flow when an animal arrives.', hint: 'Bring an animal to see it.', path: '/subscriptions', callbackUrlIn: 'url',
  parameters: { subscription: body(record({ url: text({ title: 'Address', description: 'Where events go.' }) })) },
  notification: record('Arrival', { animal: text({ title: 'Animal', description: 'The animal.' }) }, { description: 'An animal that arrived.' }),
  subscription: record({ id: text({ title: 'Id', description: 'The subscription.' }) }),
});
const place = variable('Place', text({ title: 'Place', description: 'Where the animals are.' }));
const look = flow({
  name: 'Look at who arrives', description: 'Gets the animal that arrived.', trigger: on(arrived, { subscription: {} }),
  steps: arrival => [perform(getAnimal, { id: arrival.animal }), perform(getAnimal, { id: place }, 'Look at the place')],
});

export default defineConnector({
  title: 'Example Shelter', description: 'Lists the animals of a shelter that wait for a new home.', version: '${version}',
  host: 'shelter.example.com', categories: ['Data'], brandColor: '#112233', authentication: { kind: 'none' },
  operations: [arrived, getAnimal, cancel], flows: [${flow ? 'look' : ''}],
});
`;

export const shelterYaml = `publisher:
  name: Example Publisher
  prefix: shelter
  contact:
    name: Support
    email: support@example.com
    url: https://example.com/support
  website: https://example.com
  privacyPolicy: https://example.com/privacy
`;

/** The square that our own connector has as its icon. */
const icon = readFileSync(join(__dirname, '..', '..', 'connector', 'assets', 'icon.png'));

export function shelterProject(files: Readonly<Record<string, string>> = {}): AuthorProject {
  const project = authorProject({ 'konektor.yaml': shelterYaml, 'connector/index.ts': shelterModel('1.0.0'), 'connector/assets/none.txt': 'Here is the icon.', ...files });
  writeFileSync(join(project.directory, 'connector', 'assets', 'icon.png'), icon);
  return project;
}

/** Every file below a folder, by its path with slashes. */
export function filesBelow(folder: string): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(readdirSync(folder, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name)).sort().map(file => [relative(folder, file).split(sep).join('/'), readFileSync(file)]));
}
