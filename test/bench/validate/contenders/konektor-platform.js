'use strict';
// The platform profile, findings counted.
const { ourValidation } = require('./our-validation');

exports.prepare = ({ build }) => {
  const { subjectOf, findingsOf } = ourValidation(build, 'platform');
  return connector => findingsOf(subjectOf(connector)).length;
};
