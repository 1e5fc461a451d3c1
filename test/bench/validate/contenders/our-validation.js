'use strict';
// Konektor as compiled, from the bytes of the files to findings; what is done with the findings differs.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** loads: our modules below build/scripts; subjectOf: a connector of the bench as a subject; validate: all rules of the catalogue. */
exports.ourValidation = (build, profile) => {
  const load = name => require(join(build, 'scripts', name));
  const { readDocument } = load('validate/reading/read-document');
  const { catalogue: rules } = load('validate/catalogue');
  const { validate } = load('validate/validate');
  const documentOf = file => readDocument(file, readFileSync(file));
  return {
    load,
    subjectOf: ({ definition, properties }) => ({
      name: definition, whole: true, scripts: [], definition: documentOf(definition),
      ...(properties === undefined ? {} : { properties: documentOf(properties) }),
    }),
    findingsOf: subject => validate(subject, { profile, rules }).findings,
  };
};
