'use strict';
// The certification profile; every finding is worded, and its line and column are found.
const { ourValidation } = require('./our-validation');

exports.prepare = ({ build }) => {
  const { load, subjectOf, findingsOf } = ourValidation(build, 'certification');
  const { diagnosticOf } = load('validate/wording');
  const { placed } = load('diagnostics/placed');
  const { textsWith } = load('cli/validating/report-texts');
  return connector => {
    const subject = subjectOf(connector);
    const found = placed(findingsOf(subject).map(each => diagnosticOf(each, subject)), textsWith([subject]));
    return found.length;
  };
};
