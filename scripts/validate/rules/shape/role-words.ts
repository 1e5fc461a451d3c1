import type { Role } from '../../walk/roles';

const words: Readonly<Record<Role, string>> = {
  root: 'the definition\'s top level', info: '"info"', contact: 'the contact', license: 'the license', tag: 'a tag', externalDocs: '"externalDocs"',
  securityDefinition: 'a security definition', paths: '"paths"', path: 'a path', operation: 'an operation', bodyParameter: 'a body parameter', parameter: 'a parameter',
  items: 'the items of a parameter or header', responses: '"responses"', response: 'a response', header: 'a header', schema: 'a schema', xml: '"xml"',
  notificationContent: '"x-ms-notification-content"', definitions: 'the named parts of a definition',
};

/** What people call an object in that role, to go after "of" or "in". */
export const roleWords = (role: Role): string => words[role];
