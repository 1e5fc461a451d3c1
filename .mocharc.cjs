module.exports = { require: ['./scripts/loader.js'], timeout: 20000 };
