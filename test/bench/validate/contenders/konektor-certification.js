'use strict';
// The certification profile; every finding is worded, and its line and column are found.
const { ourValidation } = require('./our-validation');

exports.prepare = ({ build }) => {
  const { load, subjectOf, findingsOf } = ourValidation(build, 'certification');
  const { diagnosticOf } = load('validate/wording');
  const { placed } = load('diagnostics/placed');
  return connector => {
    const subject = subjectOf(connector);
    const texts = { text: file => [subject.definition, subject.properties].find(each => each?.file === file)?.text };
    const found = placed(findingsOf(subject).map(each => diagnosticOf(each, subject)), texts);
    return found.length;
  };
};
